/** The standard library's source: which of the Go installations on a machine a build would take it from. */
import type { GoVersion } from '../../../runtime/layout/version';
import { parseGoVersion } from '../../../runtime/layout/version';
import type { GoFolders } from '../contracts/environment';
import type { Reader } from './reader';
import type { GoVersions } from './goVersion';
import { joinUri } from './uri';

export interface GoRoot {
  /** URI of the folder that holds `src`. */
  readonly folder: string;
  /** As the file VERSION has it, `go1.26.1`; `devel` for a tree without one. */
  readonly name: string;
  /** Undefined for a development tree. */
  readonly version: GoVersion | undefined;
}

/** The Go installation in a folder; undefined when there is none. */
export function goRootAt(reader: Reader, folder: string): GoRoot | undefined {
  const src = joinUri(folder, 'src');
  // Every package needs this one; a folder without it is no GOROOT.
  if (reader.entries(joinUri(src, 'unsafe')) === undefined) return undefined;
  const text = reader.text(joinUri(folder, 'VERSION'));
  const name = /^go\S+/.exec(text ?? '')?.[0];
  return {
    folder,
    name: name ?? 'devel',
    version: name === undefined ? undefined : parseGoVersion(name),
  };
}

/**
 * The installation whose standard library a build of a module takes: the one that was set, else the first that the
 * module's Go version allows, or the first of all where nothing is known of that, also of the toolchains that the go
 * command has downloaded (go.dev/doc/toolchain).
 *
 * @param set the setting heapghost.goroot; empty to look around.
 */
export function findGoRoot(
  reader: Reader,
  folders: GoFolders | undefined,
  set: string,
  { toolchain }: GoVersions,
): GoRoot | undefined {
  if (folders === undefined) return undefined;
  if (set !== '') return goRootAt(reader, folders.folderOf(set));
  const fits = ({ version }: GoRoot): boolean => {
    if (version === undefined) return false;
    if (toolchain.assumed === true) return true;
    const { minor } = toolchain.value;
    return toolchain.lowerBound ? version.minor >= minor : version.minor === minor;
  };
  for (const folder of [...folders.roots, ...downloaded(reader, folders.moduleCache)]) {
    const found = goRootAt(reader, folder);
    if (found !== undefined && fits(found)) return found;
  }
  return undefined;
}

function downloaded(reader: Reader, moduleCache: string | undefined): readonly string[] {
  if (moduleCache === undefined) return [];
  const folder = joinUri(moduleCache, 'golang.org');
  return (reader.entries(folder) ?? [])
    .filter(({ name }) => name.startsWith('toolchain@'))
    .map(({ name }) => joinUri(folder, name))
    .reverse();
}
