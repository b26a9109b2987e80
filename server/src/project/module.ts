import type { Reader } from './reader';
import type { ModFile } from './goMod';
import { parseModFile } from './goMod';
import { joinUri, parentUri, relativePath, resolvePath, sameUri } from './uri';

/** A go.mod or go.work and where it is. */
export interface ModLocation {
  /** URI of the file. */
  readonly uri: string;
  /** URI of its folder. */
  readonly folder: string;
  readonly file: ModFile;
}

/** What the folders above a package say about it. */
export interface ModuleContext {
  /** The module that the folder belongs to; undefined outside of every module. */
  readonly mod?: ModLocation;
  /** The workspace, when it uses that module (a go.work that does not list the module does not govern it). */
  readonly work?: ModLocation;
}

/** The go.mod or go.work of a folder; undefined when it has none. */
export function readModFile(
  reader: Reader,
  folder: string,
  name: 'go.mod' | 'go.work',
): ModLocation | undefined {
  // Folders are listed once and known from then on; most of them have neither file.
  const entries = reader.entries(folder);
  const listed = entries?.some((entry) => entry.name === name && entry.kind !== 'directory');
  if (listed === false) return undefined;
  const uri = joinUri(folder, name);
  const text = reader.text(uri);
  if (text !== undefined) return { uri, folder, file: parseModFile(text) };
  // A folder that may be entered but not listed.
  if (listed === undefined) return undefined;
  const problems = [{ line: 1, reason: 'The file cannot be read.' }];
  return { uri, folder, file: { require: [], replace: [], use: [], problems } };
}

function findUpwards(
  reader: Reader,
  folder: string,
  name: 'go.mod' | 'go.work',
): ModLocation | undefined {
  for (let at: string | undefined = folder; at !== undefined; at = parentUri(at)) {
    const found = readModFile(reader, at, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Finds the go.mod and go.work that govern a folder, looking upwards as the go command does. */
export function findModule(reader: Reader, folder: string): ModuleContext {
  const mod = findUpwards(reader, folder, 'go.mod');
  const work = findUpwards(reader, folder, 'go.work');
  const governed = work !== undefined && (mod === undefined || usesModule(work, mod.folder));
  return { ...(mod !== undefined && { mod }), ...(governed && { work }) };
}

function usesModule(work: ModLocation, moduleFolder: string): boolean {
  return work.file.use.some((use) => sameUri(resolvePath(work.folder, use), moduleFolder));
}

/** The module path of the standard library's own go.mod, which is no part of its packages' import paths. */
export const STD_MODULE = 'std';

/**
 * The import path of a folder of a module; undefined when the module's path is unknown or the folder is not in it.
 * A package in a vendor folder has the path that it is imported by, except in the standard library, where `vendor/` is a
 * part of it.
 */
export function importPath(mod: ModLocation, folder: string): string | undefined {
  const relative = relativePath(mod.folder, folder);
  const root = mod.file.module?.value;
  if (relative === undefined || root === undefined) return undefined;
  if (root === STD_MODULE) return relative;
  const vendored = root === 'cmd' ? undefined : /(?:^|\/)vendor\/(.+)$/.exec(relative)?.[1];
  if (vendored !== undefined) return vendored;
  return relative === '' ? root : `${root}/${relative}`;
}
