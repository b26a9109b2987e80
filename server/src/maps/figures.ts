/** The figures of a map type: the shapes of its parts, its layout and what it keeps. Kept by shape, since a peak is simulated. */
import type { Arch, GoVersion, MapLayout, TypeShape } from '../../../runtime';
import { mapFootprint, mapLayout, modelledGoVersion, pointerShape } from '../../../runtime';
import type { Footprint, ShapeOrUnknown } from '../contracts/findings';

export interface MapFigures {
  readonly key: ShapeOrUnknown;
  readonly elem: ShapeOrUnknown;
  /** Absent when the key or elem is unknown. */
  readonly layout?: MapLayout;
  /** Absent as well when the peak cannot be simulated. */
  readonly footprint?: Footprint;
  /** The same map with `*elem`; absent where it would keep no less, or elem is a pointer already. */
  readonly pointerValues?: Footprint;
}

/** What the figures depend on besides the map type. */
export interface Target {
  readonly go: GoVersion;
  readonly arch: Arch;
  /** Entries at the assumed peak. */
  readonly entries: number;
}

export function mapFigures(key: ShapeOrUnknown, elem: ShapeOrUnknown, target: Target): MapFigures {
  if (key.shape === undefined || elem.shape === undefined) return { key, elem };
  const go = modelledGoVersion(target.go).version;
  const { arch } = target;
  const layout = mapLayout(go, key.shape, elem.shape, arch);
  const footprint = footprintOf(key.shape, elem.shape, target);
  const pointers = elem.shape.pointer
    ? undefined
    : footprintOf(key.shape, pointerShape(`*${elem.text}`, elem.shape, arch), target);
  const better =
    pointers !== undefined &&
    footprint !== undefined &&
    pointers.afterDelete < footprint.afterDelete;
  return {
    key,
    elem,
    layout,
    ...(footprint && { footprint }),
    ...(better && { pointerValues: pointers }),
  };
}

/** Enough for every map of a large package; the oldest go first. */
const MOST_KEPT = 500;
const kept = new Map<string, Footprint | undefined>();

function footprintOf(key: TypeShape, elem: TypeShape, target: Target): Footprint | undefined {
  const go = modelledGoVersion(target.go).version;
  const { arch, entries } = target;
  const id = JSON.stringify([go.minor, arch, entries, signature(key), signature(elem)]);
  if (kept.has(id)) return kept.get(id);
  const result = mapFootprint(go, key, elem, arch, entries);
  const footprint = result.ok
    ? {
        entries,
        peak: result.footprint.peakLiveBytes,
        afterDelete: result.footprint.afterDeleteAllBytes,
        afterRebuild: result.footprint.afterRebuildBytes,
      }
    : undefined;
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(id, footprint);
  return footprint;
}

/** A shape without its names. */
function signature(shape: TypeShape): unknown {
  const { size, align, pointers, hash, pointer, comparable, values, pointee } = shape;
  const inner = pointee && [pointee.size, pointee.pointers];
  return [size, align, pointers, hash, pointer, comparable, values, inner];
}
