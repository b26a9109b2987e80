/** What lies around the folders of a module: its Go, where imports lead, what is built for. */
import type { Settings } from '../contracts/settings';
import type { ImportTarget } from './imports';
import type { GoFolders } from '../contracts/environment';
import type { GoRoot } from '../project/goRoot';
import { findGoRoot, goRootAt } from '../project/goRoot';
import type { GoVersions } from '../project/goVersion';
import { goVersions, oldestToolchain, withInstalled } from '../project/goVersion';
import type { ModLocation, ModuleContext } from '../project/module';
import { STD_MODULE } from '../project/module';
import type { Resolver } from '../project/resolve';
import { moduleResolver, stdResolver } from '../project/resolve';
import { parentUri } from '../project/uri';
import type { Reader } from '../project/reader';
import { STD_TABLE_GO } from '../types';

/** What the folders of a module have in common. */
export interface Surroundings {
  readonly module: ModuleContext;
  readonly versions: GoVersions;
  readonly resolver: Resolver;
  readonly target: ImportTarget;
  /** Where the sizes of the standard library's types are from. */
  readonly std: string;
}

/** The Go installation that a file of the standard library, or of the go command, is part of. */
function ownGoRoot(
  reader: Reader,
  mod: ModLocation,
): { readonly root: GoRoot; readonly part: 'std' | 'cmd' } | undefined {
  const part = mod.file.module?.value;
  if (part !== STD_MODULE && part !== 'cmd') return undefined;
  const src = part === 'cmd' ? parentUri(mod.folder) : mod.folder;
  const folder = src === undefined ? undefined : parentUri(src);
  const root = folder === undefined ? undefined : goRootAt(reader, folder);
  return root && { root, part };
}

/** Reads what lies around a module: nothing is run, and a folder without a module has surroundings as well. */
export function surroundingsOf(
  reader: Reader,
  module: ModuleContext,
  { goVersion, os, arch, goroot }: Settings,
  go: GoFolders | undefined,
): Surroundings {
  const { mod, work } = module;
  const asked = goVersions({ mod: mod?.file, work: work?.file, setting: goVersion });
  const own = mod && ownGoRoot(reader, mod);
  const root = own?.root ?? findGoRoot(reader, go, goroot, asked);
  const versions = withInstalled(asked, root?.version);
  const resolver =
    own === undefined
      ? moduleResolver(reader, module, root, go?.moduleCache)
      : stdResolver(reader, own.root, own.part);
  // Build tags speak of the Go that builds, which the go line of a module only bounds.
  const { minor } = versions.toolchain.value;
  const goMinor = Math.max(minor, root?.version?.minor ?? 0);
  return {
    module,
    versions,
    resolver,
    target: {
      os,
      arch,
      goMinor: versions.toolchain.lowerBound ? goMinor : minor,
      sizes: arch,
      oldestGo: oldestToolchain(versions),
    },
    std: root === undefined ? `table of ${STD_TABLE_GO}` : `source of ${root.name}`,
  };
}
