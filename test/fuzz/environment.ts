/** A world in memory, with the assets and the Go installation of the real one. */
import type { DirectoryEntry, Environment } from '../../server/src/contracts/environment';
import { createNodeEnvironment } from '../../server/src/node/environment';
import { assetEnvironment } from '../syntax/support';
import { BROKEN_BYTE } from './mutate';

/** What stands for a folder, or a file, that may not be read. */
export const FORBIDDEN = Symbol('forbidden');

export type Files = ReadonlyMap<string, string | typeof FORBIDDEN>;

export interface MemoryEnvironment extends Environment {
  /** Adds files by URI; names that end in `/` are folders that cannot be listed. */
  add(files: Files): void;
  remove(files: Files): void;
}

export const MODULE_CACHE = 'memory:/cache';

/**
 * @param goroot URI of a Go installation to read std from; undefined for a machine without Go
 * @param atOnce whether files can be read without waiting, as on the desktop; not so in the browser
 */
export function memoryEnvironment(goroot: string | undefined, atOnce: boolean): MemoryEnvironment {
  const disk = createNodeEnvironment('');
  const assets = assetEnvironment();
  const files = new Map<string, string | typeof FORBIDDEN>();
  const folders = new Map<string, Map<string, DirectoryEntry>>();
  const isOnDisk = (uri: string): boolean => goroot !== undefined && uri.startsWith(goroot);
  const list = (uri: string): readonly DirectoryEntry[] | undefined => {
    const entries = folders.get(uri);
    return entries === undefined || files.has(`${uri}/`) ? undefined : [...entries.values()];
  };
  const read = (uri: string): Uint8Array | undefined => {
    const text = files.get(uri);
    return typeof text === 'string' ? encoded(text) : undefined;
  };
  const env: MemoryEnvironment = {
    readFile: (uri) => (isOnDisk(uri) ? disk.readFile(uri) : Promise.resolve(read(uri))),
    readDirectory: (uri) => (isOnDisk(uri) ? disk.readDirectory(uri) : Promise.resolve(list(uri))),
    goFolders: () =>
      Promise.resolve({
        roots: goroot === undefined ? [] : [goroot],
        moduleCache: MODULE_CACHE,
        folderOf: (path) => `memory:${path}`,
      }),
    loadAsset: (name) => assets.loadAsset(name),
    now: () => performance.now(),
    add(added) {
      for (const [uri, text] of added) {
        files.set(uri, text);
        enter(folders, uri.endsWith('/') ? uri.slice(0, -1) : uri, uri.endsWith('/'));
      }
    },
    remove(removed) {
      for (const uri of removed.keys()) files.delete(uri);
      folders.clear();
      for (const uri of files.keys()) {
        enter(folders, uri.endsWith('/') ? uri.slice(0, -1) : uri, uri.endsWith('/'));
      }
    },
  };
  if (!atOnce) return env;
  return {
    ...env,
    readFileSync: (uri) => (isOnDisk(uri) ? disk.readFileSync?.(uri) : read(uri)),
    readDirectorySync: (uri) => (isOnDisk(uri) ? disk.readDirectorySync?.(uri) : list(uri)),
  };
}

function enter(
  folders: Map<string, Map<string, DirectoryEntry>>,
  uri: string,
  isFolder: boolean,
): void {
  const slash = uri.lastIndexOf('/');
  if (slash < 0) return;
  const folder = uri.slice(0, slash);
  const name = decodeURIComponent(uri.slice(slash + 1));
  const known = folders.get(folder);
  const entries = known ?? new Map<string, DirectoryEntry>();
  if (known === undefined) {
    folders.set(folder, entries);
    enter(folders, folder, true);
  }
  entries.set(name, { name, kind: isFolder ? 'directory' : 'file' });
}

const BROKEN = new TextEncoder().encode(BROKEN_BYTE);

function encoded(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (!text.includes(BROKEN_BYTE)) return bytes;
  return Uint8Array.from(
    [...bytes].map((byte, i) => (BROKEN.every((b, k) => bytes[i + k] === b) ? 0xff : byte)),
  );
}
