/**
 * How a map type is laid out in memory: what one bucket (Go up to 1.23) or one group (Go from 1.24) takes.
 *
 * Terminology. A *bucket* holds 8 tophash bytes, 8 keys, 8 elems and the pointer to an overflow bucket. A *group* holds
 * 8 control bytes and 8 *slots*, each a key and its elem laid out like a struct. A key or elem of more than 128 bytes
 * is *indirect*: the slot holds a pointer, and each entry owns a separately allocated object.
 *
 * Follows cmd/compile/internal/reflectdata `MapBucketType` (reflect.go of Go 1.19 to 1.23, map_noswiss.go of 1.24 and
 * 1.25) and `SwissMapType`/`MapGroupType` (map_swiss.go of 1.24 and 1.25, map.go of 1.26 and 1.27), runtime/map.go
 * (hmap, mapextra) and internal/runtime/maps (Map, table).
 */
import { mallocSize } from './allocator';
import type { Arch } from './arch';
import { maxAlign, pointerSize } from './arch';
import type { MapExperiment } from './experiments';
import { hasExperiment } from './experiments';
import type { TypeShape } from './shape';
import { layoutStruct } from './shape';
import type { GoVersion } from './version';

/** Entries of a bucket and of a group. */
export const SLOTS = 8;
/** The largest key and elem, bytes, that stand in the map itself (abi.MapMaxKeyBytes, MapMaxElemBytes). */
const MAX_INLINE_BYTES = 128;
/** The first Go whose maps are Swiss tables. */
const FIRST_SWISS = 24;

interface CommonLayout {
  /** Bytes of a key as declared. */
  readonly keyBytes: number;
  /** Bytes of an elem as declared. */
  readonly elemBytes: number;
  /** The map holds pointers to separately allocated keys. */
  readonly keyIndirect: boolean;
  /** The map holds pointers to separately allocated elems. */
  readonly elemIndirect: boolean;
  /** Heap bytes of one indirect key; 0 when keys are inline. */
  readonly keyObjectBytes: number;
  /** Heap bytes of one indirect elem; 0 when elems are inline. */
  readonly elemObjectBytes: number;
  /** Heap bytes of the map header (runtime.hmap, maps.Map). */
  readonly headerBytes: number;
}

export interface BucketLayout extends CommonLayout {
  readonly kind: 'bucket';
  /** Bytes of one bucket, overflow pointer included. */
  readonly bucketBytes: number;
  /** Whether the garbage collector scans buckets. */
  readonly bucketPointers: boolean;
  /** Heap bytes of the struct for overflow bookkeeping (runtime.mapextra). */
  readonly extraBytes: number;
  /** Heap bytes of the header of the list of overflow buckets that keeps buckets without pointers alive. */
  readonly overflowListHeaderBytes: number;
  /** Average entries a bucket at which the map grows, times 2: 13, in Go 1.21 12 (golang/go#63438). */
  readonly loadFactorTimesTwo: 12 | 13;
}

export interface SwissLayout extends CommonLayout {
  readonly kind: 'swiss';
  /** Bytes of one slot: key, elem, padding. Without padding between slots in a split group. */
  readonly slotBytes: number;
  /** Bytes of one group: control word and 8 slots. */
  readonly groupBytes: number;
  /** Whether the garbage collector scans groups. */
  readonly groupPointers: boolean;
  /** Heap bytes of one table header (maps.table). */
  readonly tableBytes: number;
  /** GOEXPERIMENT=mapsplitgroup: all keys of a group, then all elems. */
  readonly splitGroup: boolean;
  /** Inserts remove tombstones before a table grows. */
  readonly prunesTombstones: boolean;
}

export type MapLayout = BucketLayout | SwissLayout;

/** Whether maps of this toolchain are bucket maps or Swiss tables. */
export function mapKind(
  go: GoVersion,
  experiments: readonly MapExperiment[] = [],
): 'bucket' | 'swiss' {
  const chosen = hasExperiment(go, experiments, 'noswissmap');
  return go.minor < FIRST_SWISS || chosen ? 'bucket' : 'swiss';
}

/** The layout of `map[key]elem` under a toolchain. The key need not be comparable: sizes have a meaning all the same. */
export function mapLayout(
  go: GoVersion,
  key: TypeShape,
  elem: TypeShape,
  arch: Arch,
  experiments: readonly MapExperiment[] = [],
): MapLayout {
  return mapKind(go, experiments) === 'bucket'
    ? bucketLayout(go, key, elem, arch)
    : swissLayout(go, key, elem, arch, experiments);
}

function commonLayout(
  go: GoVersion,
  key: TypeShape,
  elem: TypeShape,
  arch: Arch,
  headerSize: number,
): CommonLayout {
  const keyIndirect = key.size > MAX_INLINE_BYTES;
  const elemIndirect = elem.size > MAX_INLINE_BYTES;
  return {
    keyBytes: key.size,
    elemBytes: elem.size,
    keyIndirect,
    elemIndirect,
    keyObjectBytes: keyIndirect ? mallocSize(key.size, key.pointers, go, arch) : 0,
    elemObjectBytes: elemIndirect ? mallocSize(elem.size, elem.pointers, go, arch) : 0,
    headerBytes: mallocSize(headerSize, true, go, arch),
  };
}

/** What stands in the slot: the value itself, or a pointer to it. */
function inlinePart(shape: TypeShape, arch: Arch): Pick<TypeShape, 'size' | 'align' | 'pointers'> {
  if (shape.size <= MAX_INLINE_BYTES) return shape;
  return { size: pointerSize(arch), align: pointerSize(arch), pointers: true };
}

function bucketLayout(go: GoVersion, key: TypeShape, elem: TypeShape, arch: Arch): BucketLayout {
  const word = pointerSize(arch);
  const k = inlinePart(key, arch);
  const e = inlinePart(elem, arch);
  // hmap: int, 2 x uint8, uint16, uint32, then 4 words; noswissmap of 1.24 and 1.25 adds clearSeq.
  const hmap = word + 8 + 4 * word + (go.minor >= FIRST_SWISS ? 8 : 0);
  return {
    kind: 'bucket',
    ...commonLayout(go, key, elem, arch, hmap),
    bucketBytes: SLOTS + SLOTS * k.size + SLOTS * e.size + word,
    bucketPointers: k.pointers || e.pointers,
    extraBytes: mallocSize(3 * word, true, go, arch),
    overflowListHeaderBytes: mallocSize(3 * word, true, go, arch),
    loadFactorTimesTwo: go.minor === 21 ? 12 : 13,
  };
}

function swissLayout(
  go: GoVersion,
  key: TypeShape,
  elem: TypeShape,
  arch: Arch,
  experiments: readonly MapExperiment[],
): SwissLayout {
  const word = pointerSize(arch);
  const k = inlinePart(key, arch);
  const e = inlinePart(elem, arch);
  const control = { size: 8, align: maxAlign(arch) };
  const array = (part: typeof k) => ({ size: SLOTS * part.size, align: part.align });
  const slot = layoutStruct([k, e], arch);
  const splitGroup = hasExperiment(go, experiments, 'mapsplitgroup');
  const group = splitGroup
    ? layoutStruct([control, array(k), array(e)], arch)
    : layoutStruct([control, array({ ...slot, pointers: false })], arch);
  return {
    kind: 'swiss',
    // Map: 2 x uint64 and 4 words (the small fields fill one word).
    ...commonLayout(go, key, elem, arch, 16 + 4 * word),
    slotBytes: splitGroup ? k.size + e.size : slot.size,
    groupBytes: group.size,
    groupPointers: k.pointers || e.pointers,
    // table: 8 bytes of small fields, index, groups (pointer, uint64).
    tableBytes: mallocSize(8 + 2 * word + 8, true, go, arch),
    splitGroup,
    prunesTombstones: go.minor >= 25 && hasFastAssign(go, key, elem, arch),
  };
}

/**
 * Whether assignment goes through one of the specialised functions that prune tombstones: mapassign_faststr,
 * mapassign_fast32, mapassign_fast64, and from Go 1.27 their variants for keys with pointers (walk.mapfast; the generic
 * runtime.mapassign never prunes).
 */
function hasFastAssign(go: GoVersion, key: TypeShape, elem: TypeShape, arch: Arch): boolean {
  if (elem.size > MAX_INLINE_BYTES) return false;
  if (key.hash === 'string') return true;
  if (key.hash !== 'memory' || (key.size !== 4 && key.size !== 8)) return false;
  // A key of two words, one of them a pointer, has no variant (8 bytes on 386).
  return !key.pointers || (go.minor >= 27 && key.size === pointerSize(arch));
}

/** Heap bytes of an array of `groups` groups. */
export function groupArrayBytes(
  layout: SwissLayout,
  groups: number,
  go: GoVersion,
  arch: Arch,
): number {
  return mallocSize(groups * layout.groupBytes, layout.groupPointers, go, arch);
}
