/**
 * Files and folders, by canonical URIs, as type checking reads them: at once, in the middle of a computation. Where the environment can only
 * answer later, the computation is given up, what it asked for is loaded, and it starts again.
 */
import type { DirectoryEntry, Environment } from '../contracts/environment';
import type { Reader } from '../project/reader';
import { basename, parentUri } from '../project/uri';
import { decodeSource } from '../syntax/source';
import type { Overlay } from './overlay';

export interface SettlingReader extends Reader {
  /**
   * Runs a computation that reads. When it asks for something that has to be waited for, it is thrown away, by
   * `discard` with all that it may have left half done, and runs again once that is there.
   */
  settle<T>(run: () => T | Promise<T>, discard: () => void): Promise<T>;
  /** Whether a folder that was listed holds the file; true for one that nobody has listed. */
  isSaved(uri: string): boolean;
  /** Whether it hangs on this Go file that its folder is a package: something has asked for it, and there is no other one. */
  decidesAboutPackage(uri: string): boolean;
  /** The file, or a file of the folder, is another one now, or gone. */
  invalidate(uri: string): void;
}

/** What a computation throws that has to wait: only `settle` may keep it. */
class Suspension extends Error {
  constructor(readonly loaded: Promise<unknown>) {
    super('a file is not read yet');
  }
}

/** For who catches errors of a computation: these are not errors. */
export function isSuspension(error: unknown): boolean {
  return error instanceof Suspension;
}

/** A file above this many bytes is not read: declarations of such a size are data. */
const MOST_BYTES = 16 * 1024 * 1024;

interface Answer<T> {
  readonly value: T | undefined;
}

/** How often a computation starts again before it is given up: each time it knows at least one file more. */
const MOST_ROUNDS = 20_000;

export function createReader(env: Environment, overlay: Overlay): SettlingReader {
  const folders = new Map<string, Answer<readonly DirectoryEntry[]>>();
  /** Those of folders with open documents, which are among them. */
  const merged = new Map<string, readonly DirectoryEntry[]>();
  /** Only where reading takes time; elsewhere a file is read when it is wanted. */
  const files = new Map<string, Answer<string>>();
  const mustAsk = (uri: string): boolean => env.mustAsk?.(uri) ?? false;
  const { readFileSync, readDirectorySync } = env;

  function ask<T>(
    uri: string,
    known: Map<string, Answer<T>>,
    load: (uri: string) => Promise<T | undefined>,
  ): T | undefined {
    const answer = known.get(uri);
    if (answer !== undefined) return answer.value;
    throw new Suspension(load(uri).then((value) => void known.set(uri, { value })));
  }

  function saved(uri: string): string | undefined {
    if (readFileSync !== undefined && !mustAsk(uri)) return decoded(readFileSync(uri));
    return ask(uri, files, async (file) => decoded(await env.readFile(file)));
  }

  function listed(uri: string): readonly DirectoryEntry[] | undefined {
    if (readDirectorySync === undefined || mustAsk(uri)) {
      return ask(uri, folders, (folder) => env.readDirectory(folder));
    }
    const known = folders.get(uri);
    if (known !== undefined) return known.value;
    const value = readDirectorySync(uri);
    folders.set(uri, { value });
    return value;
  }

  /** The entries of a folder, with the open documents that are not saved yet. */
  function withUnsaved(
    uri: string,
    entries: readonly DirectoryEntry[] | undefined,
  ): readonly DirectoryEntry[] | undefined {
    const open = overlay.inFolder(uri);
    if (entries === undefined || open.size === 0) return entries;
    const known = merged.get(uri);
    if (known !== undefined) return known;
    const names = new Set(entries.map(({ name }) => name));
    const unsaved = [...open].map(basename).filter((name) => !names.has(name));
    const all = [...entries, ...unsaved.map((name) => ({ name, kind: 'file' as const }))];
    merged.set(uri, all);
    return all;
  }

  return {
    text: (uri) => overlay.text(uri) ?? saved(uri),
    texts(uris) {
      const waiting: Promise<unknown>[] = [];
      const texts = uris.map((uri) => {
        try {
          return overlay.text(uri) ?? saved(uri);
        } catch (error) {
          if (!(error instanceof Suspension)) throw error;
          waiting.push(error.loaded);
          return undefined;
        }
      });
      if (waiting.length > 0) throw new Suspension(Promise.all(waiting));
      return texts;
    },
    entries: (uri) => withUnsaved(uri, listed(uri)),
    async settle(run, discard) {
      for (let round = 0; ; round++) {
        try {
          return await run();
        } catch (error) {
          if (!(error instanceof Suspension) || round > MOST_ROUNDS) throw error;
          discard();
          await error.loaded;
        }
      }
    },
    isSaved(uri) {
      const answer = folders.get(parentUri(uri) ?? '');
      if (answer === undefined) return true;
      return answer.value?.some(({ name }) => name === basename(uri)) === true;
    },
    decidesAboutPackage(uri) {
      const folder = parentUri(uri);
      if (folder === undefined) return false;
      const own = basename(uri);
      const isOther = (name: string): boolean => name.endsWith('.go') && name !== own;
      const entries = folders.get(folder)?.value;
      if (entries !== undefined) {
        if (entries.some(({ name, kind }) => kind !== 'directory' && isOther(name))) return false;
        return ![...overlay.inFolder(folder)].some((open) => isOther(basename(open)));
      }
      // A folder of which it is known that it did not exist, within one that does.
      let missed = false;
      for (let at: string | undefined = folder; at !== undefined; at = parentUri(at)) {
        const answer = folders.get(at);
        if (answer?.value !== undefined) return missed;
        missed ||= answer !== undefined;
      }
      return false;
    },
    invalidate(uri) {
      files.delete(uri);
      // A new file may be the first one of new folders.
      for (let at: string | undefined = uri; at !== undefined; at = parentUri(at)) {
        folders.delete(at);
        merged.delete(at);
      }
    },
  };
}

function decoded(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined || bytes.length > MOST_BYTES) return undefined;
  const source = decodeSource(bytes);
  return source.ok ? source.text : undefined;
}
