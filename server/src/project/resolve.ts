/** From import paths to folders, as the go command finds them (go.dev/ref/mod#resolve-pkg-mod, #vendoring). */
import { parseGoVersion } from '../../../runtime/layout/version';
import type { Reader } from './reader';
import type { BuildList, BuiltModule } from './buildList';
import { buildList } from './buildList';
import type { GoRoot } from './goRoot';
import type { ModuleContext } from './module';
import { readModFile } from './module';
import { basename, joinUri, parentUri } from './uri';

/** Where a package's source is. */
export interface PackageFolder {
  /** URI. */
  readonly folder: string;
  /** The import path by which the package is known to itself. */
  readonly path: string;
  /** In what its own imports are looked up. */
  readonly imports: Resolver;
}

export type Resolution =
  | PackageFolder
  /** A package of the standard library, of which there is no source. */
  | { readonly std: string }
  | { readonly unknown: string };

export interface Resolver {
  /** Equal for resolvers that find the same folders. */
  readonly key: string;
  /** Never throws, except to wait for a file. */
  resolve(path: string): Resolution;
}

/** A first element with a dot is a host name: nothing of the standard library has one (go/build, IsLocalImport and others). */
function mayBeStd(path: string): boolean {
  return !(path.split('/', 1)[0] ?? '').includes('.');
}

function notFound(path: string, where: string): Resolution {
  return { unknown: `package ${path} is not ${where}` };
}

/** The imports of the standard library itself, or of the go command's own packages in `cmd`. */
export function stdResolver(reader: Reader, root: GoRoot, from: 'std' | 'cmd'): Resolver {
  const src = joinUri(root.folder, 'src');
  const make = (vendor: string, key: string): Resolver => ({
    key: `${root.folder} ${key}`,
    resolve: memo((path) => {
      const own = mayBeStd(path) ? path : `${vendor}/${path}`;
      const folder = joinUri(src, own);
      if (!hasGoFiles(reader, folder)) return notFound(path, `in ${root.name}`);
      return { folder, path: own, imports: own.startsWith('cmd/') ? cmd : std };
    }),
  });
  const std = make('vendor', 'std');
  const cmd = make('cmd/vendor', 'cmd');
  return from === 'std' ? std : cmd;
}

/**
 * The imports of the packages of a module or workspace, and of all that they need.
 *
 * @param root where std is; without it std is known by its paths only.
 */
export function moduleResolver(
  reader: Reader,
  context: ModuleContext,
  root: GoRoot | undefined,
  moduleCache: string | undefined,
): Resolver {
  const { mod, work } = context;
  const std = root && stdResolver(reader, root, 'std');
  let list: BuildList | undefined;
  const vendor = vendorFolder(reader, context);

  const inModules = (path: string): PackageFolder | undefined => {
    list ??= buildList(reader, context, moduleCache);
    for (const { module, rest } of modulesOf(list, path)) {
      const folder = joinUri(module.folder, rest);
      if (!hasGoFiles(reader, folder)) continue;
      if (module.local && isNested(reader, module.folder, rest)) continue;
      return { folder, path, imports: resolver };
    }
    return undefined;
  };
  const inVendor = (path: string): PackageFolder | undefined => {
    if (vendor === undefined) return undefined;
    const folder = joinUri(vendor.folder, path);
    return hasGoFiles(reader, folder) ? { folder, path, imports: resolver } : undefined;
  };
  const resolver: Resolver = {
    key: `${work?.uri ?? mod?.uri ?? ''} ${root?.folder ?? ''}`,
    resolve: memo((path) => {
      if (path.startsWith('./') || path.startsWith('../')) {
        return notFound(path, 'imported by a path that modules allow');
      }
      if (mayBeStd(path)) {
        const found = std?.resolve(path);
        if (found !== undefined && !('unknown' in found)) return found;
      }
      const [first, second] =
        vendor?.first === true ? [inVendor, inModules] : [inModules, inVendor];
      const found = first(path) ?? second(path);
      if (found !== undefined) return found;
      if (mayBeStd(path)) {
        return root === undefined ? { std: path } : notFound(path, `in ${root.name}`);
      }
      return whyMissing(reader, list, path);
    }),
  };
  return resolver;
}

function whyMissing(reader: Reader, list: BuildList | undefined, path: string): Resolution {
  const [nearest] = list === undefined ? [] : modulesOf(list, path);
  if (nearest === undefined) return { unknown: `no required module provides package ${path}` };
  const { version, path: module, folder } = nearest.module;
  if (version !== undefined) return notFound(path, `in the module cache (${module}@${version})`);
  if (reader.entries(folder) === undefined) {
    return { unknown: `the folder of module ${module} cannot be read: ${basename(folder)}` };
  }
  const own = joinUri(folder, nearest.rest);
  const listed = reader.entries(parentUri(own) ?? own)?.some(({ name }) => name === basename(own));
  return listed === true && reader.entries(own) === undefined
    ? { unknown: `the folder of package ${path} cannot be read` }
    : notFound(path, `in module ${module}`);
}

/** The modules whose path begins the import path, the longest first. */
function* modulesOf(
  list: BuildList,
  path: string,
): Generator<{ readonly module: BuiltModule; readonly rest: string }> {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const module = list.get(path.slice(0, end));
    if (module !== undefined) yield { module, rest: path.slice(end + 1) };
  }
}

/** Whether a folder between a module's root and a package has a go.mod of its own. */
function isNested(reader: Reader, root: string, rest: string): boolean {
  let at = root;
  return rest.split('/').some((name) => {
    if (name === '') return false;
    at = joinUri(at, name);
    return readModFile(reader, at, 'go.mod') !== undefined;
  });
}

function hasGoFiles(reader: Reader, folder: string): boolean {
  return (
    reader
      .entries(folder)
      ?.some(({ name, kind }) => kind !== 'directory' && name.endsWith('.go')) === true
  );
}

/** From this go line on a vendor folder is used where there is one (go.dev/ref/mod#vendoring). */
const VENDOR_FROM = 14;

/** The vendor folder; `first` when the go command takes packages from there, otherwise it is better than nothing. */
function vendorFolder(
  reader: Reader,
  { mod, work }: ModuleContext,
): { readonly folder: string; readonly first: boolean } | undefined {
  const root = work ?? mod;
  if (root === undefined) return undefined;
  const folder = joinUri(root.folder, 'vendor');
  const entries = reader.entries(folder);
  if (entries === undefined) return undefined;
  const version = root.file.go && parseGoVersion(root.file.go.value);
  const listed = entries.some(({ name }) => name === 'modules.txt');
  return { folder, first: listed && version !== undefined && version.minor >= VENDOR_FROM };
}

/** What waits for a file is thrown, and so not kept. */
function memo(resolve: (path: string) => Resolution): (path: string) => Resolution {
  const known = new Map<string, Resolution>();
  return (path) => {
    let resolution = known.get(path);
    if (resolution === undefined) known.set(path, (resolution = resolve(path)));
    return resolution;
  };
}
