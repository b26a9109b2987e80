/**
 * Loads the packages of folders when they are asked for and keeps them by content: a file that did not change keeps its
 * tree, a package none of whose files changed keeps its types and facts.
 */
import type { Environment } from '../contracts/environment';
import type { Imports } from './imports';
import { createImports } from './imports';
import { once } from '../base/once';
import type { Overlay } from './overlay';
import { findModule, importPath } from '../project/module';
import { goFileNames } from '../project/packageFiles';
import { basename, joinUri, parentUri } from '../project/uri';
import { createReader } from './reader';
import type { Settings } from '../contracts/settings';
import type { Surroundings } from './surroundings';
import { surroundingsOf } from './surroundings';
import type { GoParser } from '../syntax/parser';
import { decodeSource } from '../syntax/source';
import type { Folder, Loaded, LoadedFile } from './units';
import { makeFolder } from './units';
import type { FileChange, FileProblem, Limits, Observer } from '../contracts/workspace';

/** All URIs are canonical (project/uri.ts). */
export interface Packages {
  /** The folder of a file as it is now. Calls at the same time share the work. Never rejects for bad Go. */
  folderOf(uri: string): Promise<Folder>;
  /** Something about the file, or its existence, changed; `edited`: only the text of its open document. */
  invalidate(uri: string, change: FileChange | 'edited'): void;
  invalidateAll(): void;
  /**
   * Runs a computation over the package of a file, which reads other packages as it needs them; `run` must ask for the
   * folder itself, since it starts again when a file has to be waited for.
   */
  settle<T>(uri: string, run: () => T | Promise<T>): Promise<T>;
  /** Whether a folder that was looked at holds the file; true where nobody has looked. */
  isSaved(uri: string): boolean;
  /** The text of a file: its open buffer or what is saved; undefined, or the reason, when there is none. */
  text(uri: string): Promise<string | undefined>;
}

/** Folders whose packages are kept, by number and by the UTF-16 length of their files; more where documents are open. */
const MOST_FOLDERS = 24;
const MOST_KEPT_TEXT = 4_000_000;
const MOST_OPEN_FOLDERS = 96;
const MOST_OPEN_TEXT = 16_000_000;

const MODULE_FILE = /\/go\.(?:mod|work)$|\/vendor\/modules\.txt$/;

interface Entry {
  stamp: number;
  /** UTF-16 length of its files; 0 until it is loaded. */
  size: number;
  folder?: Promise<Folder>;
}

export function createPackages(
  env: Environment,
  overlay: Overlay,
  parser: () => Promise<GoParser>,
  settings: () => Settings,
  { mostText, mostBytes }: Limits,
  observe?: Observer,
): Packages {
  const folders = new Map<string, Entry>();
  const reader = createReader(env, overlay);
  const goFolders = once(() => env.goFolders?.() ?? Promise.resolve(undefined));
  /** What the folders of a module have in common, by the URIs of its go.mod and go.work. */
  const surroundings = new Map<string, Promise<Surroundings>>();
  let imports: Imports | undefined;
  /** Saved files by folder and URI, while they do not change. */
  const saved = new Map<string, Map<string, Loaded | { readonly refused: string }>>();
  const entryOf = (folder: string): Entry => {
    let entry = folders.get(folder);
    if (entry === undefined) {
      entry = { stamp: 0, size: 0 };
      folders.set(folder, entry);
    }
    return entry;
  };

  /** Moves a folder to the newest end, and lets go of the oldest, first of those that no open document is in. */
  function evict(newest: string): void {
    const entry = entryOf(newest);
    folders.delete(newest);
    folders.set(newest, entry);
    let text = 0;
    for (const { size } of folders.values()) text += size;
    const shrink = (most: number, mostKept: number, open: boolean): void => {
      for (const [name, { size }] of folders) {
        if (folders.size <= most && text <= mostKept) return;
        if (name === newest || (!open && overlay.inFolder(name).size > 0)) continue;
        text -= size;
        folders.delete(name);
        saved.delete(name);
      }
    };
    shrink(MOST_FOLDERS, MOST_KEPT_TEXT, false);
    shrink(MOST_OPEN_FOLDERS, MOST_OPEN_TEXT, true);
  }

  async function load(uri: string): Promise<Loaded | { readonly refused: string } | undefined> {
    const folders = foldersAround(uri);
    if (folders > MOST_FOLDERS_AROUND) return { refused: tooDeep(folders) };
    const buffer = overlay.text(uri);
    const go = await parser();
    if (buffer !== undefined) {
      if (buffer.length > mostBytes) return { refused: tooLarge(buffer.length, mostBytes) };
      const ast = overlay.parsed(uri, go);
      return ast === undefined ? undefined : { text: overlay.text(uri) ?? buffer, ast: () => ast };
    }
    const folder = parentUri(uri) ?? uri;
    const known = saved.get(folder)?.get(uri);
    if (known !== undefined) return known;
    const bytes = await env.readFile(uri);
    if (bytes === undefined) return undefined;
    const loaded = parseSaved(bytes, go, mostBytes);
    const files = saved.get(folder) ?? new Map<string, typeof loaded>();
    saved.set(folder, files.set(uri, loaded));
    return loaded;
  }

  async function loadFolder(uri: string): Promise<Folder> {
    observe?.({ kind: 'load', folder: uri });
    const listed = (await env.readDirectory(uri)) ?? [];
    const names = goFileNames(listed);
    const uris = new Set(names.map((name) => joinUri(uri, name)));
    for (const open of overlay.inFolder(uri)) {
      if (open === uri || open.endsWith('.go')) uris.add(open);
    }
    const files: LoadedFile[] = [];
    const problems: FileProblem[] = [];
    const loaded = await Promise.all(
      [...uris].map(async (file) => ({ file, source: await load(file) })),
    );
    for (const { file, source } of loaded) {
      if (source === undefined) problems.push({ uri: file, message: 'The file cannot be read.' });
      else if ('refused' in source) problems.push({ uri: file, message: source.refused });
      else files.push({ name: basename(file), uri: file, ...source });
    }
    entryOf(uri).size = files.reduce((sum, file) => sum + file.text.length, 0);
    const around = await surroundingsIn(uri);
    const { mod } = around.module;
    const go = await parser();
    const imported = (imports ??= createImports(reader, go, mostText));
    return makeFolder(files, around.target, {
      path: (mod && importPath(mod, uri)) ?? uri,
      versions: around.versions,
      std: around.std,
      problems,
      settings: settings(),
      importer: (target) => imported.importer(uri, around.resolver, target),
      inModule: mod !== undefined,
    });
  }

  async function surroundingsIn(folder: string): Promise<Surroundings> {
    const deep = foldersAround(folder) > MOST_FOLDERS_AROUND;
    const module = deep ? {} : await reader.settle(() => findModule(reader, folder), nothing);
    const key = `${module.mod?.uri ?? ''} ${module.work?.uri ?? ''}`;
    let known = surroundings.get(key);
    if (known === undefined) {
      known = goFolders().then((go) =>
        reader.settle(() => surroundingsOf(reader, module, settings(), go), nothing),
      );
      surroundings.set(key, known);
    }
    return known;
  }

  function forgetFolders(): void {
    for (const entry of folders.values()) entry.stamp++;
    folders.clear();
    surroundings.clear();
    imports?.clear();
  }

  function forgetFolder(name: string): void {
    const entry = folders.get(name);
    if (entry === undefined) return;
    entry.stamp++;
    delete entry.folder;
  }

  return {
    async folderOf(uri) {
      const name = parentUri(uri) ?? uri;
      const { length } = overlay.text(uri) ?? '';
      if (length > 0 && length <= mostBytes && overlay.parseWhole(uri, await parser())) {
        forgetFolder(name);
      }
      for (;;) {
        const entry = entryOf(name);
        const { stamp } = entry;
        evict(name);
        for (const dependent of imports?.trim(name) ?? []) forgetFolder(dependent);
        entry.folder ??= loadFolder(name);
        const folder = await entry.folder;
        if (entry.stamp === stamp) return folder;
      }
    },
    invalidate(uri, change) {
      const folder = parentUri(uri) ?? uri;
      saved.get(folder)?.delete(uri);
      const appears = change === 'created' || change === 'deleted';
      const isFile = uri.endsWith('.go') || overlay.text(uri) !== undefined;
      const decides = appears && (!isFile || reader.decidesAboutPackage(uri));
      if (change !== 'edited') reader.invalidate(uri);
      // Which packages there are, and where imports lead, is decided anew.
      if (decides || MODULE_FILE.test(uri)) forgetFolders();
      for (const name of [folder, uri]) {
        forgetFolder(name);
        if (uri.endsWith('_test.go')) continue;
        for (const dependent of imports?.invalidate(name) ?? []) forgetFolder(dependent);
      }
    },
    invalidateAll: forgetFolders,
    settle: (uri, run) =>
      reader.settle(run, () => {
        forgetFolder(parentUri(uri) ?? uri);
        imports?.clear();
      }),
    isSaved: (uri) => reader.isSaved(uri),
    async text(uri) {
      const source = await load(uri);
      return source === undefined || 'refused' in source ? undefined : source.text;
    },
  };
}

function parseSaved(
  bytes: Uint8Array,
  parser: GoParser,
  mostBytes: number,
): Loaded | { readonly refused: string } {
  if (bytes.length > mostBytes) return { refused: tooLarge(bytes.length, mostBytes) };
  const source = decodeSource(bytes);
  if (!source.ok) return { refused: source.reason };
  const { text } = source;
  return { text, ast: once(() => parser.parseLazily(text)) };
}

/** Folders that a file may lie in. Linux and macOS name no file in more; each is asked for its go.mod. */
const MOST_FOLDERS_AROUND = 4096;

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

function nothing(): void {
  // Nothing was kept of what was thrown away.
}
