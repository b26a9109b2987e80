/**
 * Toolchain experiments (GOEXPERIMENT) that change maps, by their names in that variable. All are off in a released
 * toolchain.
 *
 * Specification. `noswissmap` builds Go 1.24 and 1.25 with the bucket maps of 1.23; Go 1.26 has none any more.
 * `mapsplitgroup`, from Go 1.27, lays out a group as all its keys, then all its elems, instead of key and elem in turn.
 *
 * Follows internal/goexperiment/flags.go and internal/buildcfg/exp.go (ParseGOEXPERIMENT) of Go 1.19 to 1.27.
 */
import type { GoVersion } from './version';
import { formatGoVersion, NEWEST_GO } from './version';

/** The minor versions of the first and the last Go that has each. */
const VERSIONS = {
  noswissmap: { first: 24, last: 25 },
  mapsplitgroup: { first: 27, last: NEWEST_GO.minor },
} as const;

export type MapExperiment = keyof typeof VERSIONS;

export const MAP_EXPERIMENTS = Object.keys(VERSIONS) as readonly MapExperiment[];

export type MapExperimentsResult =
  | { readonly ok: true; readonly experiments: readonly MapExperiment[] }
  /** `message` is one sentence. */
  | { readonly ok: false; readonly message: string };

/**
 * Reads a value of GOEXPERIMENT: names of MAP_EXPERIMENTS with commas between them; an empty text has none.
 *
 * @param go the toolchain that is built with them, where it is known
 */
export function parseMapExperiments(text: string, go?: GoVersion): MapExperimentsResult {
  const experiments: MapExperiment[] = [];
  for (const name of text.split(',').map((part) => part.trim())) {
    if (name === '') continue;
    const experiment = MAP_EXPERIMENTS.find((known) => known === name);
    if (experiment === undefined) {
      const known = MAP_EXPERIMENTS.map((e) => `${e} (${versionsWith(e)})`).join(' and ');
      return { ok: false, message: `"${name}" is no experiment with maps: known are ${known}` };
    }
    if (!experiments.includes(experiment)) experiments.push(experiment);
  }
  const missing = go && refuseExperiments(go, experiments);
  return missing === undefined ? { ok: true, experiments } : { ok: false, message: missing };
}

/** Why a toolchain cannot be built with the experiments, in one sentence; undefined when it can. */
export function refuseExperiments(
  go: GoVersion,
  experiments: readonly MapExperiment[],
): string | undefined {
  const missing = experiments.find((experiment) => !isKnown(go, experiment));
  if (missing === undefined) return undefined;
  return `Go ${formatGoVersion(go)} has no ${missing}: ${versionsWith(missing)} has`;
}

/** Whether a toolchain that is built with `experiments` has this one on. */
export function hasExperiment(
  go: GoVersion,
  experiments: readonly MapExperiment[],
  experiment: MapExperiment,
): boolean {
  return experiments.includes(experiment) && isKnown(go, experiment);
}

function isKnown({ minor }: GoVersion, experiment: MapExperiment): boolean {
  const { first, last } = VERSIONS[experiment];
  return minor >= first && minor <= last;
}

/** `Go 1.24 to 1.25`. */
function versionsWith(experiment: MapExperiment): string {
  const { first, last } = VERSIONS[experiment];
  const range = [...new Set([first, last])].map((minor) => formatGoVersion({ minor }));
  return `Go ${range.join(' to ')}`;
}
