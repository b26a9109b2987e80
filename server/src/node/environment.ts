import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Dirent } from 'node:fs';
import type { DirectoryEntry, Environment } from '../environment';

/** The world of a Node process: files by `file:` URIs, and assets in a folder. */
export function createNodeEnvironment(assetsFolder: string): Environment {
  return {
    readFile: (uri) => onPath(uri, readRegularFile),
    readDirectory: (uri) => onPath(uri, readFolder),
    loadAsset: (name) => readFile(path.join(assetsFolder, name)),
    now: () => performance.now(),
  };
}

/** The `file:` URI of a path, which may be relative; drive letters and everything outside ASCII come out as Node writes them. */
export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}

/** The path of a `file:` URI, drive letters with or without an escaped colon; undefined for any other URI. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // A file URI that names no path of this system: a host, or an escaped slash.
    return undefined;
  }
}

async function onPath<T>(uri: string, read: (file: string) => Promise<T>): Promise<T | undefined> {
  const file = pathOf(uri);
  if (file === undefined) return undefined;
  try {
    return await read(file);
  } catch {
    // Missing, forbidden or gone since: for the core all the same, it has nothing to read.
    return undefined;
  }
}

/** Pipes and devices count as unreadable: reading one could take forever. */
async function readRegularFile(file: string): Promise<Uint8Array | undefined> {
  return (await stat(file)).isFile() ? readFile(file) : undefined;
}

async function readFolder(folder: string): Promise<readonly DirectoryEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return Promise.all(
    entries.map(async (entry) => ({ name: entry.name, kind: await kindOf(folder, entry) })),
  );
}

/** A symbolic link has the kind of what it points to. */
async function kindOf(folder: string, entry: Dirent): Promise<DirectoryEntry['kind']> {
  const target = entry.isSymbolicLink()
    ? await stat(path.join(folder, entry.name)).catch(() => undefined)
    : entry;
  if (target?.isFile()) return 'file';
  return target?.isDirectory() ? 'directory' : 'other';
}
