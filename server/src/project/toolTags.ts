/**
 * Build tags that a toolchain sets by itself: experiments that are on by default (internal/buildcfg/exp.go,
 * ParseGOEXPERIMENT) and the level of the architecture (internal/buildcfg/cfg.go, ToolTags), as
 * `go list -f '{{context.ToolTags}}'` prints them for Go 1.19 to 1.27.
 */
import type { BuildTarget } from './buildTarget';

interface Experiment {
  /** Minor versions of the first and the last Go that sets the tag. */
  readonly since: number;
  readonly until?: number;
  /** GOARCH values that have it; all without it. */
  readonly archs?: readonly string[];
  /** GOOS values that do not have it. */
  readonly notOn?: readonly string[];
}

const REGISTER_ABI = ['amd64', 'arm64', 'loong64', 'ppc64', 'ppc64le', 'riscv64', 's390x'];

const EXPERIMENTS: Readonly<Record<string, Experiment>> = {
  regabiwrappers: { since: 17, archs: REGISTER_ABI },
  regabiargs: { since: 17, archs: REGISTER_ABI },
  coverageredesign: { since: 20, until: 24 },
  allocheaders: { since: 22, until: 22 },
  exectracer2: { since: 22, until: 22 },
  aliastypeparams: { since: 24, until: 25 },
  swissmap: { since: 24, until: 25 },
  spinbitmutex: { since: 24, until: 24 },
  synchashtriemap: { since: 24, until: 25 },
  dwarf5: { since: 25, notOn: ['darwin', 'ios', 'aix'] },
  greenteagc: { since: 26 },
  randomizedheapbase64: { since: 26 },
  jsonv2: { since: 27 },
  sizespecializedmalloc: { since: 27 },
};

const LEVELS: Readonly<Record<string, { readonly tag: string; readonly since: number }>> = {
  amd64: { tag: 'amd64.v1', since: 21 },
  arm64: { tag: 'arm64.v8.0', since: 23 },
};

/** Whether the toolchain of a target sets a tag. */
export function isToolTag(tag: string, { os, arch, goMinor }: BuildTarget): boolean {
  const level = LEVELS[arch];
  if (level?.tag === tag) return goMinor >= level.since;
  const name = /^goexperiment\.(\w+)$/.exec(tag)?.[1];
  const experiment =
    name !== undefined && Object.hasOwn(EXPERIMENTS, name) ? EXPERIMENTS[name] : undefined;
  if (experiment === undefined) return false;
  const { since, until = Infinity, archs, notOn } = experiment;
  if (goMinor < since || goMinor > until) return false;
  return archs?.includes(arch) !== false && notOn?.includes(os) !== true;
}
