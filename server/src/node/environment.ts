import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import type { DirectoryEntry, Environment } from '../contracts/environment';
import { findGoFolders } from './goFolders';
import { pathOf } from './paths';

/** The world of a Node process: files by `file:` URIs, and assets in a folder. */
export function createNodeEnvironment(assetsFolder: string): Environment {
  return {
    readFile: (uri) => onPath(uri, readRegularFile),
    readDirectory: (uri) => onPath(uri, readFolder),
    readFileSync: (uri) => onPathSync(uri, readRegularFileSync),
    readDirectorySync: (uri) => onPathSync(uri, readFolderSync),
    goFolders: () => findGoFolders(),
    loadAsset: (name) => readFile(path.join(assetsFolder, name)),
    now: () => performance.now(),
  };
}

/** The same world, in which somebody else reads what no path of this system names: virtual file systems of an editor. */
export function withVirtualFiles(
  disk: Environment,
  virtual: Pick<Environment, 'readFile' | 'readDirectory'>,
): Environment {
  const mustAsk = (uri: string): boolean => !uri.startsWith('file:');
  return {
    ...disk,
    readFile: (uri) => (mustAsk(uri) ? virtual : disk).readFile(uri),
    readDirectory: (uri) => (mustAsk(uri) ? virtual : disk).readDirectory(uri),
    mustAsk,
  };
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

function onPathSync<T>(uri: string, read: (file: string) => T | undefined): T | undefined {
  const file = pathOf(uri);
  if (file === undefined) return undefined;
  try {
    return read(file);
  } catch {
    return undefined;
  }
}

/** Pipes and devices count as unreadable: reading one could take forever. */
async function readRegularFile(file: string): Promise<Uint8Array | undefined> {
  return (await stat(file)).isFile() ? readFile(file) : undefined;
}

function readRegularFileSync(file: string): Uint8Array | undefined {
  return statSync(file).isFile() ? readFileSync(file) : undefined;
}

async function readFolder(folder: string): Promise<readonly DirectoryEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return Promise.all(
    entries.map(async (entry) => ({ name: entry.name, kind: await kindOf(folder, entry) })),
  );
}

function readFolderSync(folder: string): readonly DirectoryEntry[] | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
    name: entry.name,
    kind: kindAt(entry.isSymbolicLink() ? onDisk(path.join(folder, entry.name)) : entry),
  }));
}

/** Undefined for a link to nothing, or to itself. */
function onDisk(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

/** A symbolic link has the kind of what it points to. */
async function kindOf(folder: string, entry: Dirent): Promise<DirectoryEntry['kind']> {
  const target = entry.isSymbolicLink()
    ? await stat(path.join(folder, entry.name)).catch(() => undefined)
    : entry;
  return kindAt(target);
}

function kindAt(target: Pick<Dirent, 'isFile' | 'isDirectory'> | undefined) {
  if (target?.isFile() === true) return 'file';
  return target?.isDirectory() === true ? 'directory' : 'other';
}
