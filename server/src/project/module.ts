import type { Environment } from '../environment';
import { decodeSource } from '../syntax/source';
import type { ModFile } from './goMod';
import { parseModFile } from './goMod';
import { joinUri, parentUri, relativePath } from './uri';

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

async function readMod(
  env: Environment,
  folder: string,
  name: string,
): Promise<ModLocation | undefined> {
  const uri = joinUri(folder, name);
  const bytes = await env.readFile(uri);
  if (bytes === undefined) return undefined;
  const source = decodeSource(bytes);
  if (source.ok) return { uri, folder, file: parseModFile(source.text) };
  const problems = [{ line: 1, reason: source.reason }];
  return { uri, folder, file: { require: [], replace: [], use: [], problems } };
}

async function findUpwards(
  env: Environment,
  folder: string,
  name: string,
): Promise<ModLocation | undefined> {
  for (let at: string | undefined = folder; at !== undefined; at = parentUri(at)) {
    const found = await readMod(env, at, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Finds the go.mod and go.work that govern a folder, looking upwards as the go command does. Never rejects. */
export async function findModule(env: Environment, folder: string): Promise<ModuleContext> {
  const [mod, work] = await Promise.all([
    findUpwards(env, folder, 'go.mod'),
    findUpwards(env, folder, 'go.work'),
  ]);
  const governed = work !== undefined && (mod === undefined || usesModule(work, mod.folder));
  return { ...(mod !== undefined && { mod }), ...(governed && { work }) };
}

function usesModule(work: ModLocation, moduleFolder: string): boolean {
  return work.file.use.some((use) => {
    // An absolute folder cannot be compared with a URI of an unknown scheme; its last part is as close as we get.
    const folder = joinUri(work.folder, use);
    return relativePath(folder, moduleFolder) === '' || isAbsolute(use, moduleFolder);
  });
}

function isAbsolute(use: string, moduleFolder: string): boolean {
  return use.startsWith('/') && relativePath('file:///', moduleFolder) === use.slice(1);
}

/** The import path of a folder of a module; undefined when the module's path is unknown or the folder is not in it. */
export function importPath(mod: ModLocation, folder: string): string | undefined {
  const relative = relativePath(mod.folder, folder);
  const root = mod.file.module?.value;
  if (relative === undefined || root === undefined) return undefined;
  return relative === '' ? root : `${root}/${relative}`;
}
