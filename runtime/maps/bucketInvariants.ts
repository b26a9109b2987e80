/**
 * What holds in a bucket map before and after every operation, for tests: the runtime itself checks nothing of it.
 *
 * Specification. 2^B buckets; while the map doubles, the old array has 2^(B-1), while it is packed 2^B. Every entry is
 * there once, in the chain of its hash; `count` counts them. Every overflow bucket is in one chain, `noverflow` counts
 * those of the current array (exactly while B < 16), and where buckets have no pointers, so does the list that keeps
 * them alive. An old bucket below the mark of evacuation is evacuated; an evacuated one is empty, and the buckets that
 * one still to be evacuated will go to are. The memory that the map has on the heap is that of these arrays.
 *
 * Follows runtime/map.go of Go 1.23 (hmap, mapextra, evacuated, advanceEvacuationMark).
 */
import type { BucketArray, BucketMap, Growth } from './bucketMap';
import { listBytes, maxCount, separateBuckets, separateBytes } from './bucketMap';
import { hashLow } from './hash';
import { PART, PART_NAMES } from '../heap/heapParts';
import { SLOTS } from '../layout/mapLayout';

/** The first broken invariant, in words; undefined for a sound map. */
export function checkBucketMap(map: BucketMap): string | undefined {
  const { array, growth } = map;
  if (array === undefined) return map.count === 0 ? undefined : 'entries without an array';
  if (array.B !== map.B) return 'the array has another size than the map';
  const main = 1 << map.B;
  // A map that is packed may fill up meanwhile; each insert takes the packing on by a bucket.
  if (map.count > maxCount(map.layout, map.B) + main) return 'the map is overloaded';
  const seen = new Set<number>();
  return (
    checkArray(map, array, seen) ??
    (growth && checkGrowth(map, growth, array, seen)) ??
    checkCounts(map, array, seen)
  );
}

function checkCounts(map: BucketMap, array: BucketArray, seen: Set<number>): string | undefined {
  if (seen.size !== map.count) return `${seen.size} entries found, ${map.count} counted`;
  const overflow = array.used - (1 << array.B);
  if (map.B < 16 ? map.noverflow !== overflow : map.noverflow > overflow) {
    return `${overflow} overflow buckets found, ${map.noverflow} counted`;
  }
  if (map.layout.bucketPointers) {
    return map.list === undefined ? undefined : 'a list of overflow buckets that have pointers';
  }
  const { length, capacity } = map.list ?? { length: 0, capacity: 0 };
  if (length !== overflow) return 'the list of overflow buckets is incomplete';
  return capacity >= length ? undefined : 'the list of overflow buckets is longer than its array';
}

function checkGrowth(
  map: BucketMap,
  growth: Growth,
  array: BucketArray,
  seen: Set<number>,
): string | undefined {
  const { array: old, evacuated, next, sameSize, separate } = growth;
  if (old.B !== (sameSize ? map.B : map.B - 1)) return 'the old array has the wrong size';
  const main = 1 << old.B;
  if (next >= main) return 'all old buckets are evacuated, but the growth goes on';
  let stillSeparate = 0;
  for (let bucket = 0; bucket < main; bucket++) {
    const entries = entriesOf(old, bucket);
    if (evacuated[bucket] === 1) {
      if (entries.length > 0) return `old bucket ${bucket} is evacuated and has entries`;
      continue;
    }
    if (bucket < next) return `old bucket ${bucket} is passed and not evacuated`;
    stillSeparate += chainOf(old, bucket).filter((b) => b >= old.allocated).length;
    for (const target of sameSize ? [bucket] : [bucket, bucket + main]) {
      if (entriesOf(array, target).length > 0) {
        return `bucket ${target} has entries before old bucket ${bucket} is evacuated`;
      }
    }
  }
  const unlinks = map.layout.bucketPointers && !growth.keepsChains;
  if (unlinks ? separate !== stillSeparate : separate < stillSeparate) {
    return `${stillSeparate} old overflow buckets are linked, ${separate} counted`;
  }
  return checkArray(map, old, seen);
}

function checkArray(map: BucketMap, array: BucketArray, seen: Set<number>): string | undefined {
  const main = 1 << array.B;
  const chained = new Set<number>();
  for (let bucket = 0; bucket < main; bucket++) {
    for (const b of chainOf(array, bucket)) {
      if (b < main && b !== bucket) return `bucket ${b} is in the chain of bucket ${bucket}`;
      if (b >= array.used) return `bucket ${b} is chained and not in use`;
      if (chained.has(b)) return `bucket ${b} is in two chains`;
      chained.add(b);
    }
    for (const entry of entriesOf(array, bucket)) {
      const key = entry - 1;
      if (seen.has(key)) return `key ${key} is there twice`;
      seen.add(key);
      if ((hashLow(key, map.seed) & (main - 1)) !== bucket) return `key ${key} is misplaced`;
    }
  }
  if (chained.size !== array.used) return 'an overflow bucket is in no chain';
  const wrong = array.filled.findIndex((bits, b) => bits !== filledOf(array, b));
  return wrong < 0 ? undefined : `the filled slots of bucket ${wrong} are marked wrongly`;
}

function filledOf(array: BucketArray, b: number): number {
  const slots = [...array.slots.subarray(b * SLOTS, b * SLOTS + SLOTS)];
  return slots.reduce((bits, entry, i) => (entry > 0 ? bits | (1 << i) : bits), 0);
}

/** The buckets of a chain; cut off when it cannot end. */
function chainOf(array: BucketArray, bucket: number): readonly number[] {
  const chain = [bucket];
  for (let b = array.overflow[bucket] ?? 0; b !== 0; b = array.overflow[b] ?? 0) {
    chain.push(b);
    if (chain.length > array.used) break;
  }
  return chain;
}

function entriesOf(array: BucketArray, bucket: number): readonly number[] {
  return chainOf(array, bucket).flatMap((b) => [
    ...array.slots.subarray(b * SLOTS, b * SLOTS + SLOTS).filter((entry) => entry > 0),
  ]);
}

/** Heap bytes of the map's own memory, by PART: what must be live on a heap with no other map. */
export function bucketMapMemory(map: BucketMap): Float64Array {
  const { array, growth, layout, list } = map;
  const memory = new Float64Array(PART_NAMES.length);
  const lists = [list, growth?.list].filter((l) => l !== undefined);
  memory[PART.header] = layout.headerBytes;
  memory[PART.buckets] = array?.bytes ?? 0;
  memory[PART.oldBuckets] = growth?.array.bytes ?? 0;
  const separate = (array === undefined ? 0 : separateBuckets(array)) + (growth?.separate ?? 0);
  memory[PART.overflow] = separate * separateBytes(map);
  memory[PART.overflowList] =
    (map.hasExtra ? layout.extraBytes : 0) +
    lists.reduce((sum, l) => sum + layout.overflowListHeaderBytes + listBytes(map, l), 0);
  return memory;
}
