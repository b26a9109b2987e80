/**
 * Which version of each module a build takes, and where its source is: minimal version selection over go.mod files
 * (go.dev/ref/mod#minimal-version-selection, #graph-pruning, #workspaces), replacements, the module cache.
 */
import compare from 'semver/functions/compare';
import { parseGoVersion } from '../../../runtime/layout/version';
import type { Reader } from './reader';
import type { ModFile, ModuleVersion, Replacement, Requirement } from './goMod';
import { parseModFile } from './goMod';
import type { ModLocation, ModuleContext } from './module';
import { readModFile } from './module';
import { joinUri, relativePath, resolvePath } from './uri';

/** A module whose source is at hand, or would be if somebody had downloaded it. */
export interface BuiltModule {
  readonly path: string;
  /** URI of its folder. */
  readonly folder: string;
  /** Replaced by a folder, or a main module: folders with a go.mod of their own are not part of it. */
  readonly local: boolean;
  /** `v1.2.3`; absent for a local one. */
  readonly version?: string;
}

/** Modules by path. */
export type BuildList = ReadonlyMap<string, BuiltModule>;

/** From this go line on a go.mod lists every module that its packages need (go.dev/ref/mod#graph-pruning). */
const PRUNED_FROM = 17;

/** How many go.mod files a module graph may have: far more than any build. */
const MOST_MODULES = 20_000;

/** The modules that a build of the main module, or of the workspace, takes. */
export function buildList(
  reader: Reader,
  { mod, work }: ModuleContext,
  moduleCache: string | undefined,
): BuildList {
  const mains = mainModules(reader, mod, work);
  const replaced = replacements(isDependency(mod, moduleCache) ? [] : mains, work);
  const selected = new Map<string, string>();
  const graph = work !== undefined || mains.some((main) => !isPruned(main.file));
  const waiting: Requirement[] = mains.flatMap(({ file }) => file.require);
  const own = new Set(mains.map(({ file }) => file.module?.value));
  const read = new Set<string>();
  for (let i = 0; i < waiting.length && read.size < MOST_MODULES; i++) {
    const { path, version } = waiting[i] as Requirement;
    const known = selected.get(path);
    if (known === undefined || isNewer(version, known)) selected.set(path, version);
    const key = `${path}@${version}`;
    if (!graph || own.has(path) || read.has(key)) continue;
    read.add(key);
    const file = requirementsOf(reader, replaced(path, version), moduleCache);
    for (const required of file?.require ?? []) waiting.push(required);
  }
  const list = new Map<string, BuiltModule>();
  for (const [path, version] of selected) {
    const folder = sourceFolder(replaced(path, version), moduleCache);
    if (folder !== undefined) list.set(path, { path, ...folder });
  }
  for (const { file, folder } of mains) {
    const path = file.module?.value;
    if (path !== undefined) list.set(path, { path, folder, local: true });
  }
  return list;
}

function mainModules(
  reader: Reader,
  mod: ModLocation | undefined,
  work: ModLocation | undefined,
): readonly ModLocation[] {
  if (work === undefined) return mod === undefined ? [] : [mod];
  return work.file.use.flatMap((use) => {
    const folder = resolvePath(work.folder, use);
    return readModFile(reader, folder, 'go.mod') ?? [];
  });
}

/** Whether it is looked at in the module cache: no build has it as main module, and heeds its replacements. */
function isDependency(mod: ModLocation | undefined, moduleCache: string | undefined): boolean {
  if (mod === undefined || moduleCache === undefined) return false;
  return relativePath(moduleCache, mod.folder) !== undefined;
}

function isPruned({ go }: ModFile): boolean {
  const version = go && parseGoVersion(go.value);
  return version !== undefined && version.minor >= PRUNED_FROM;
}

function isNewer(a: string, b: string): boolean {
  try {
    return compare(a, b) > 0;
  } catch {
    // A branch name or a commit, as in a go.mod that nobody has tidied: nothing can be said.
    return false;
  }
}

/** What stands for a module: a folder, or a version of a module. */
type Source = { readonly folder: string } | Required<ModuleVersion>;

/** The replacements of go.work come first, then those of the main modules. */
function replacements(
  mains: readonly ModLocation[],
  work: ModLocation | undefined,
): (path: string, version: string) => Source {
  const exact = new Map<string, Source>();
  const all = new Map<string, Source>();
  for (const { folder, file } of work === undefined ? mains : [work, ...mains]) {
    for (const { old, new: target } of file.replace) {
      const [map, key] =
        old.version === undefined
          ? ([all, old.path] as const)
          : ([exact, `${old.path}@${old.version}`] as const);
      if (!map.has(key)) map.set(key, sourceOf(folder, target));
    }
  }
  return (path, version) => exact.get(`${path}@${version}`) ?? all.get(path) ?? { path, version };
}

function sourceOf(folder: string, { path, version }: Replacement['new']): Source {
  return version === undefined ? { folder: resolvePath(folder, path) } : { path, version };
}

function requirementsOf(
  reader: Reader,
  source: Source,
  moduleCache: string | undefined,
): ModFile | undefined {
  if ('folder' in source) return readModFile(reader, source.folder, 'go.mod')?.file;
  if (moduleCache === undefined) return undefined;
  // The download cache has the go.mod also of modules whose source was not needed.
  const { path, version } = source;
  const file = `cache/download/${escaped(path)}/@v/${escaped(version)}.mod`;
  const text = reader.text(joinUri(moduleCache, file));
  return text === undefined ? undefined : parseModFile(text);
}

function sourceFolder(
  source: Source,
  moduleCache: string | undefined,
): { folder: string; local: boolean; version?: string } | undefined {
  if ('folder' in source) return { folder: source.folder, local: true };
  if (moduleCache === undefined) return undefined;
  const { path, version } = source;
  const folder = joinUri(moduleCache, `${escaped(path)}@${escaped(version)}`);
  return { folder, local: false, version };
}

/** As the module cache spells paths on file systems that do not tell letters' case apart (go.dev/ref/mod#module-cache). */
function escaped(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}
