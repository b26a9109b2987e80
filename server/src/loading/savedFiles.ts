/** Files of folders as they are read for their own package: parsed once, kept until they change. */
import { once } from '../base/once';
import type { Environment } from '../contracts/environment';
import { parentUri } from '../project/uri';
import type { GoParser } from '../syntax/parser';
import { decodeSource } from '../syntax/source';
import type { Overlay } from './overlay';
import type { Loaded } from './units';

/** Why a file is not analysed, in one line for people. */
export interface RefusedFile {
  readonly refused: string;
}

/** Folders that a file may lie in. Linux and macOS name no file in more; each is asked for its go.mod. */
const MOST_FOLDERS_AROUND = 4096;

/** Open documents first, else what is saved. URIs are canonical. */
export class SavedFiles {
  /** By folder and URI. */
  private readonly kept = new Map<string, Map<string, Loaded | RefusedFile>>();

  /** @param mostBytes of a file; a larger one is refused */
  constructor(
    private readonly env: Environment,
    private readonly overlay: Overlay,
    private readonly parser: () => Promise<GoParser>,
    private readonly mostBytes: number,
  ) {}

  /** Undefined when the file cannot be read. */
  async load(uri: string): Promise<Loaded | RefusedFile | undefined> {
    const folders = foldersAround(uri);
    if (folders > MOST_FOLDERS_AROUND) return { refused: tooDeep(folders) };
    const buffer = this.overlay.text(uri);
    const go = await this.parser();
    if (buffer !== undefined) {
      if (buffer.length > this.mostBytes)
        return { refused: tooLarge(buffer.length, this.mostBytes) };
      const ast = this.overlay.parsed(uri, go);
      return ast === undefined
        ? undefined
        : { text: this.overlay.text(uri) ?? buffer, ast: () => ast };
    }
    const folder = parentUri(uri) ?? uri;
    const known = this.kept.get(folder)?.get(uri);
    if (known !== undefined) return known;
    const bytes = await this.env.readFile(uri);
    if (bytes === undefined) return undefined;
    const loaded = readSaved(bytes, go, this.mostBytes);
    const files = this.kept.get(folder) ?? new Map<string, typeof loaded>();
    this.kept.set(folder, files.set(uri, loaded));
    return loaded;
  }

  forget(uri: string): void {
    this.kept.get(parentUri(uri) ?? uri)?.delete(uri);
  }

  /** Texts stay; what was parsed of them is parsed again when somebody asks for it. */
  forgetTrees(folder: string, parser: GoParser): void {
    const files = this.kept.get(folder);
    for (const [uri, file] of files ?? []) {
      if ('text' in file) files?.set(uri, parsedLater(file.text, parser));
    }
  }

  forgetFolder(folder: string): void {
    this.kept.delete(folder);
  }
}

/** Whether nothing in a folder is analysed, because it lies in too many others. */
export function isTooDeep(folder: string): boolean {
  return foldersAround(folder) > MOST_FOLDERS_AROUND;
}

function readSaved(bytes: Uint8Array, parser: GoParser, mostBytes: number): Loaded | RefusedFile {
  if (bytes.length > mostBytes) return { refused: tooLarge(bytes.length, mostBytes) };
  const source = decodeSource(bytes);
  if (!source.ok) return { refused: source.reason };
  return parsedLater(source.text, parser);
}

function parsedLater(text: string, parser: GoParser): Loaded {
  return { text, ast: once(() => parser.parseLazily(text)) };
}

function foldersAround(uri: string): number {
  let count = 0;
  for (let at = uri.indexOf('/'); at >= 0; at = uri.indexOf('/', at + 1)) count++;
  return count;
}

function tooDeep(folders: number): string {
  return `The file lies too deep to be analysed: in ${folders} folders, at most ${MOST_FOLDERS_AROUND}.`;
}

function tooLarge(bytes: number, mostBytes: number): string {
  const mebibytes = (bytes / 1024 / 1024).toFixed(1);
  return `The file is too large to analyse: ${mebibytes} MiB, at most ${mostBytes / 1024 / 1024} MiB.`;
}
