/** The figures of a hover: what a map of a given peak keeps. */
import type { Arch } from '../layout/arch';
import { simulate } from './simulate';
import type { TypeShape } from '../layout/shape';
import type { GoVersion } from '../layout/version';
import type { Op } from './workload';

export interface MapFootprint {
  /** Live bytes with all entries. */
  readonly peakLiveBytes: number;
  /** Live bytes after deleting every entry with `delete`. */
  readonly afterDeleteAllBytes: number;
  /** Live bytes after then copying the (no) entries into a new map. */
  readonly afterRebuildBytes: number;
}

export type MapFootprintResult =
  | { readonly ok: true; readonly footprint: MapFootprint }
  | { readonly ok: false; readonly message: string };

/**
 * Live bytes, each after a garbage collection, of a map that grew to `entries` from empty without a size hint. A pure
 * function of its arguments; some milliseconds for 100,000 entries.
 */
export function mapFootprint(
  go: GoVersion,
  key: TypeShape,
  elem: TypeShape,
  arch: Arch,
  entries: number,
): MapFootprintResult {
  if (!Number.isInteger(entries) || entries < 0) {
    return { ok: false, message: `${entries} is no number of entries` };
  }
  const workload: readonly Op[] = [
    { op: 'insert', count: entries },
    { op: 'gc' },
    { op: 'delete', amount: { unit: 'all' } },
    { op: 'gc' },
    { op: 'rebuild', hint: false },
    { op: 'gc' },
  ];
  const result = simulate({ go, key, elem, arch, workload, ranges: false });
  if (!result.ok) return result;
  const [, peak, , deleted, , rebuilt] = result.simulation.phases;
  return {
    ok: true,
    footprint: {
      peakLiveBytes: peak?.liveBytes ?? 0,
      afterDeleteAllBytes: deleted?.liveBytes ?? 0,
      afterRebuildBytes: rebuilt?.liveBytes ?? 0,
    },
  };
}
