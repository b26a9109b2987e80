/**
 * Maps of Go up to 1.23 (and of 1.24, 1.25 built with GOEXPERIMENT=noswissmap).
 *
 * Terminology. A map has an array of 2^B *buckets* of 8 entries; a key belongs to the bucket of its hash's low B bits.
 * A full bucket is chained to an *overflow bucket*. From B = 4 the array comes with 2^(B-4) or more *preallocated*
 * overflow buckets behind it; others are allocated one by one.
 *
 * Growth. Inserting a new key doubles the array when the map holds more than 6.5 entries a bucket (6 in Go 1.21), or
 * makes a new array of the same size when there are about as many overflow buckets as buckets. The old array stays
 * until it is *evacuated*: each assignment and each deletion evacuates the bucket it hits and one more. An evacuated
 * chain is packed. Chains with pointers are unlinked when evacuated, unless a range loop has walked the map since it
 * last started to grow; those, and chains without pointers, which a list of overflow buckets keeps alive, go when the
 * growth ends.
 *
 * Deletion. An entry's slot is emptied; no bucket is ever freed. An overflow bucket is only added to a chain that is full
 * from end to end, so emptied slots are used again first. Clearing the map keeps the array and drops all else.
 *
 * Cloning. The new map is made for the number of entries, so a clone of a map that was emptied is small.
 *
 * Invariants: see bucketInvariants.ts.
 *
 * Follows runtime/map.go of Go 1.23 (mapassign, mapdelete, hashGrow, growWork, evacuate, newoverflow, mapclear,
 * mapclone2), which is that of 1.19 to 1.22 but for the load factor of 1.21.
 */
import { mallocSize, roundupsize } from '../layout/allocator';
import { pointerSize } from '../layout/arch';
import { hashLow as hashLowOf, nextSeed } from './hash';
import { allocate, relabel, release } from '../heap/heap';
import { PART } from '../heap/heapParts';
import type { MapContext } from './mapContext';
import type { Place } from './mapEvents';
import type { BucketLayout } from '../layout/mapLayout';
import { nextSliceCap } from '../slices/growth';
import type { Slices } from '../base/slicedWork';
import { inSlices } from '../base/slicedWork';

/** Entries of a bucket. With `hashLow` a constant of this module: reading an import costs too much in inner loops. */
const SLOTS = 8;
/** `filled` of a bucket without an empty slot. */
const FULL = 0xff;
const hashLow = hashLowOf;

/** One array of buckets with its overflow buckets, which have the indexes from 2^B. */
export interface BucketArray {
  readonly B: number;
  /** Heap bytes of the array, preallocated overflow buckets included. */
  readonly bytes: number;
  /** Buckets of the array, preallocated overflow buckets included. */
  readonly allocated: number;
  /** Key + 1 of each slot of each bucket; 0 for an empty slot. */
  slots: Int32Array;
  /** A bit for each slot of each bucket that has an entry: what is looked at first, because it is small. */
  filled: Uint8Array;
  /** The bucket's overflow bucket; 0 for none. */
  overflow: Int32Array;
  /** Buckets in use or unused main buckets: the index of the next overflow bucket. */
  used: number;
}

/** The list that keeps overflow buckets without pointers alive (hmap.extra.overflow). */
export interface OverflowList {
  length: number;
  capacity: number;
}

/** A growth in progress. */
export interface Growth {
  readonly array: BucketArray;
  readonly sameSize: boolean;
  readonly evacuated: Uint8Array;
  /** Every old bucket below has been evacuated. */
  next: number;
  /** Separately allocated overflow buckets that are still reachable. */
  separate: number;
  readonly list: OverflowList | undefined;
  /** Evacuated chains stay linked, because an iterator may still walk them (the oldIterator flag). */
  keepsChains: boolean;
}

export interface BucketMap {
  readonly kind: 'bucket';
  readonly layout: BucketLayout;
  readonly context: MapContext;
  seed: number;
  count: number;
  B: number;
  /** Entries above which an insert grows the map. */
  maxCount: number;
  /** Absent until the first insert into a map made without a large hint. */
  array: BucketArray | undefined;
  growth: Growth | undefined;
  /** Overflow buckets since the last growth; from B = 16 approximate, as in the runtime. */
  noverflow: number;
  hasExtra: boolean;
  list: OverflowList | undefined;
  /** A range loop has walked the map since it last started to grow (the iterator flag). */
  iterated: boolean;
}

/** `make(map[K]V, hint)`. */
export function makeBucketMap(context: MapContext, layout: BucketLayout, hint: number): BucketMap {
  let B = 0;
  while (hint > maxCount(layout, B)) B++;
  const map: BucketMap = {
    kind: 'bucket',
    layout,
    context,
    seed: nextSeed(context.seeds),
    count: 0,
    B,
    maxCount: maxCount(layout, B),
    array: undefined,
    growth: undefined,
    noverflow: 0,
    hasExtra: false,
    list: undefined,
    iterated: false,
  };
  allocate(context.heap, layout.headerBytes, PART.header);
  if (B > 0) installArray(map);
  return map;
}

/** The most entries that a map of 2^B buckets holds before it grows (overLoadFactor). */
export function maxCount(layout: BucketLayout, B: number): number {
  return Math.max(SLOTS, layout.loadFactorTimesTwo * Math.floor((1 << B) / 2));
}

/** The overflow buckets at which a map of 2^B buckets is packed anew (tooManyOverflowBuckets). */
function maxOverflow(B: number): number {
  return 1 << Math.min(B, 15);
}

/** Adds a key that is not in the map (mapassign). */
export function bucketInsert(map: BucketMap, key: number): void {
  const hash = hashLow(key, map.seed);
  if (map.growth !== undefined) growWork(map, map.growth, hash);
  if (
    map.growth === undefined &&
    (map.count >= map.maxCount || map.noverflow >= maxOverflow(map.B))
  ) {
    growWork(map, startGrowth(map), hash);
  }
  const array = map.array ?? installArray(map);
  place(map, array, hash & ((1 << array.B) - 1), key + 1);
  map.count++;
  const { trace } = map.context;
  if (trace !== undefined) trace({ kind: 'insert', key, at: bucketPlace(map, key) });
}

/** Adds the keys from `from` to before `to`, none of which is in the map. */
export function bucketInsertKeys(map: BucketMap, from: number, to: number): void {
  for (let key = from; key < to; key++) bucketInsert(map, key);
}

/** Assigns to a key that is in the map: moves a growth on, changes nothing else (mapassign). */
export function bucketOverwrite(map: BucketMap, key: number): void {
  if (map.growth !== undefined) growWork(map, map.growth, hashLow(key, map.seed));
  const { trace } = map.context;
  if (trace !== undefined) trace({ kind: 'overwrite', key, at: bucketPlace(map, key) });
}

/** Deletes a key that is in the map with `delete` (mapdelete). */
export function bucketDelete(map: BucketMap, key: number): void {
  const { array } = map;
  if (array === undefined) return;
  const hash = hashLow(key, map.seed);
  if (map.growth !== undefined) growWork(map, map.growth, hash);
  const slot = findSlot(array, hash & ((1 << array.B) - 1), key + 1);
  if (slot < 0) return;
  const { trace } = map.context;
  const at = trace === undefined ? undefined : bucketPlace(map, key);
  array.slots[slot] = 0;
  array.filled[slot >> 3] = (array.filled[slot >> 3] ?? 0) & ~(1 << (slot & (SLOTS - 1)));
  map.count--;
  if (trace !== undefined && at !== undefined) trace({ kind: 'delete', key, at });
  // An empty map hashes anew, so that an attacker cannot collect collisions (golang/go#25237).
  if (map.count === 0) map.seed = nextSeed(map.context.seeds);
}

/**
 * Deletes every key with `delete`, at once where the result does not depend on the order: while the map is not growing.
 * False, with nothing done, while it is.
 */
export function bucketDeleteAll(map: BucketMap): boolean {
  if (map.growth !== undefined) return false;
  if (map.count === 0) return true;
  map.array?.slots.fill(0);
  map.array?.filled.fill(0);
  map.count = 0;
  map.seed = nextSeed(map.context.seeds);
  return true;
}

/** Whether the key is in the map. */
export function bucketHas(map: BucketMap, key: number): boolean {
  const { array, growth } = map;
  if (array === undefined) return false;
  const hash = hashLow(key, map.seed);
  if (growth !== undefined) {
    const old = hash & ((1 << growth.array.B) - 1);
    if (growth.evacuated[old] === 0) return findSlot(growth.array, old, key + 1) >= 0;
  }
  return findSlot(array, hash & ((1 << array.B) - 1), key + 1) >= 0;
}

/** Where a key of the map stands. */
function bucketPlace(map: BucketMap, key: number): Place {
  const hash = hashLow(key, map.seed);
  const old = map.growth?.array;
  const oldBucket = old === undefined ? 0 : hash & ((1 << old.B) - 1);
  const inOld = old !== undefined && map.growth?.evacuated[oldBucket] === 0;
  const array = inOld ? old : map.array;
  const bucket = inOld ? oldBucket : hash & ((1 << map.B) - 1);
  const slot = array === undefined ? -1 : findSlot(array, bucket, key + 1);
  let link = 0;
  for (let b = bucket; b !== slot >> 3 && link < map.count; b = array?.overflow[b] ?? 0) link++;
  return { in: 'bucket', old: inOld, bucket, link, slot: slot & (SLOTS - 1) };
}

/** `clear(m)`, or the range-delete loop that compiles to it (mapclear): keeps the array and the mapextra struct. */
export function bucketClear(map: BucketMap): void {
  const { array } = map;
  if (map.count === 0 || array === undefined) return;
  if (map.growth !== undefined) dropGrowth(map, map.growth);
  releaseOverflow(map, separateBuckets(array));
  dropList(map, map.list);
  map.list = undefined;
  map.noverflow = 0;
  map.count = 0;
  map.seed = nextSeed(map.context.seeds);
  array.slots.fill(0);
  array.filled.fill(0);
  array.overflow.fill(0);
  array.used = 1 << array.B;
  map.context.trace?.({ kind: 'clear' });
}

/** A clone, and how many of its entries were assigned anew instead of moved: those do not share their indirect keys. */
export interface BucketClone {
  readonly map: BucketMap;
  readonly assigned: number;
}

/**
 * `maps.Clone` (mapclone2): a new map made for the number of entries, with the same hash seed, filled without growing.
 * Entries of old buckets that can go to several new ones are assigned one by one.
 * Up to Go 1.20 golang.org/x/exp/maps copied in a loop, to the same effect.
 */
export function* bucketClone(map: BucketMap): Slices<BucketClone> {
  // An overloaded map (possible while it grows) must not get a larger array than it has.
  const hint = Math.min(map.count, maxCount(map.layout, map.B));
  const clone = makeBucketMap(map.context, map.layout, hint);
  clone.seed = map.seed;
  if (map.count === 0) return { map: clone, assigned: 0 };
  const array = clone.array ?? installArray(clone);
  const copy = (slots: Int32Array): void => {
    for (const entry of slots) {
      if (entry <= 0) continue;
      place(clone, array, hashLow(entry - 1, clone.seed) & ((1 << array.B) - 1), entry);
      clone.count++;
    }
  };
  for (const slots of slotsInOrder(map)) {
    yield* inSlices(0, slots.length, (from, to) => copy(slots.subarray(from, to)));
  }
  const old = map.growth?.array;
  const assigned = old !== undefined && old.B < clone.B ? countEntries(old) : 0;
  return { map: clone, assigned };
}

/**
 * `for k, v := range m` starts (mapiterinit): the list that keeps overflow buckets without pointers alive is made, so
 * that the iterator can hold on to it. Those with pointers stay linked when their chains are evacuated, in the growth
 * under way or else in the next one: the runtime does not know when a loop ends.
 */
export function bucketIterate(map: BucketMap): void {
  if (map.count === 0) return;
  if (!map.layout.bucketPointers) requireList(map);
  map.iterated = true;
  if (map.growth !== undefined) map.growth.keepsChains = true;
}

/** Makes all memory of the map itself garbage. The map must not be used any more. */
export function dropBucketMap(map: BucketMap): void {
  const { heap } = map.context;
  if (map.growth !== undefined) dropGrowth(map, map.growth);
  if (map.array !== undefined) {
    release(heap, map.array.bytes, PART.buckets);
    releaseOverflow(map, separateBuckets(map.array));
  }
  dropList(map, map.list);
  if (map.hasExtra) release(heap, map.layout.extraBytes, PART.overflowList);
  release(heap, map.layout.headerBytes, PART.header);
}

/** An independent copy in another context, for checkpoints; unlike a clone it costs no memory of the heap. */
export function copyBucketMap(map: BucketMap, context: MapContext): BucketMap {
  const { growth } = map;
  return {
    ...map,
    context,
    array: map.array && copyArray(map.array),
    list: map.list && { ...map.list },
    growth: growth && {
      ...growth,
      array: copyArray(growth.array),
      evacuated: growth.evacuated.slice(),
      list: growth.list && { ...growth.list },
    },
  };
}

function copyArray(array: BucketArray): BucketArray {
  const { slots, filled, overflow } = array;
  return { ...array, slots: slots.slice(), filled: filled.slice(), overflow: overflow.slice() };
}

/** Calls `visit` with every key, bucket by bucket. */
export function forEachKey(map: BucketMap, visit: (key: number) => void): void {
  for (const slots of slotsInOrder(map)) {
    for (const entry of slots) if (entry > 0) visit(entry - 1);
  }
}

/** The slots in use. Evacuated buckets are emptied, so what is left in the old array is not in the new one. */
function slotsInOrder({ array, growth }: BucketMap): readonly Int32Array[] {
  return [array, growth?.array].flatMap((a) =>
    a === undefined ? [] : [a.slots.subarray(0, a.used * SLOTS)],
  );
}

function countEntries(array: BucketArray): number {
  return array.slots.reduce((count, entry) => (entry > 0 ? count + 1 : count), 0);
}

/** Allocates the array of a map that has none, or the next one of a growing map (makeBucketArray). */
function installArray(map: BucketMap): BucketArray {
  const { layout, context, B } = map;
  const main = 1 << B;
  let allocated = main;
  if (B >= 4) {
    allocated += 1 << (B - 4);
    const size = allocated * layout.bucketBytes;
    const rounded = roundupsize(size, layout.bucketPointers, context.go, context.arch);
    if (rounded !== size) allocated = Math.floor(rounded / layout.bucketBytes);
  }
  const bytes = mallocSize(
    allocated * layout.bucketBytes,
    layout.bucketPointers,
    context.go,
    context.arch,
  );
  const array: BucketArray = {
    B,
    bytes,
    allocated,
    slots: new Int32Array(allocated * SLOTS),
    filled: new Uint8Array(allocated),
    overflow: new Int32Array(allocated),
    used: main,
  };
  allocate(context.heap, bytes, PART.buckets);
  map.array = array;
  if (allocated > main) requireExtra(map);
  // A growing map tells of both arrays at once.
  if (map.growth === undefined) {
    context.trace?.({ kind: 'buckets', buckets: main, preallocated: allocated - main, bytes });
  }
  return array;
}

/** Allocates the mapextra struct if the map has none. */
function requireExtra(map: BucketMap): void {
  if (map.hasExtra) return;
  map.hasExtra = true;
  allocate(map.context.heap, map.layout.extraBytes, PART.overflowList);
}

/** Puts an entry into the first empty slot of a chain, which gets an overflow bucket when it is full. */
function place(map: BucketMap, array: BucketArray, bucket: number, entry: number): void {
  let b = bucket;
  let filled = array.filled[b] ?? 0;
  while (filled === FULL) {
    if (map.context.trace !== undefined) traceProbe(map, array, bucket, b, entry);
    const next = array.overflow[b] ?? 0;
    b = next === 0 ? newOverflow(map, array, bucket, b) : next;
    filled = array.filled[b] ?? 0;
  }
  const empty = ~filled & (filled + 1);
  array.slots[b * SLOTS + 31 - Math.clz32(empty)] = entry;
  array.filled[b] = filled | empty;
}

/** Tells of a full bucket that the search for an empty slot leaves. */
function traceProbe(
  map: BucketMap,
  array: BucketArray,
  bucket: number,
  b: number,
  entry: number,
): void {
  const link = linkOf(array, bucket, b);
  map.context.trace?.({ kind: 'probeBucket', key: entry - 1, bucket, link });
}

/** How many buckets of a chain come before `b`. */
function linkOf(array: BucketArray, bucket: number, b: number): number {
  let link = 0;
  for (let at = bucket; at !== b; at = array.overflow[at] ?? b) link++;
  return link;
}

/** The slot that holds the entry in a chain, or -1. */
function findSlot(array: BucketArray, bucket: number, entry: number): number {
  const { slots, overflow } = array;
  let b = bucket;
  do {
    const end = b * SLOTS + SLOTS;
    for (let i = end - SLOTS; i < end; i++) if (slots[i] === entry) return i;
    b = overflow[b] ?? 0;
  } while (b !== 0);
  return -1;
}

/** Chains an overflow bucket to `b`, the last of a bucket's chain: a preallocated one, else a new one (newoverflow). */
function newOverflow(map: BucketMap, array: BucketArray, bucket: number, b: number): number {
  const { layout, context } = map;
  const added = array.used++;
  const preallocated = added < array.allocated;
  if (!preallocated) {
    allocate(context.heap, separateBytes(map), PART.overflow);
    if (added >= array.overflow.length) enlarge(array);
  }
  countOverflow(map);
  if (!layout.bucketPointers) appendToList(map);
  array.overflow[b] = added;
  const { trace } = context;
  if (trace !== undefined) {
    trace({ kind: 'overflow', bucket, link: linkOf(array, bucket, added), preallocated });
  }
  return added;
}

/** More room for overflow buckets in the model's own arrays. */
function enlarge(array: BucketArray): void {
  const buckets = array.overflow.length;
  const room = buckets + Math.max(16, buckets >> 2);
  const slots = new Int32Array(room * SLOTS);
  slots.set(array.slots);
  const overflow = new Int32Array(room);
  overflow.set(array.overflow);
  const filled = new Uint8Array(room);
  filled.set(array.filled);
  array.slots = slots;
  array.filled = filled;
  array.overflow = overflow;
}

/** Counts an overflow bucket: exactly up to B = 15, then with probability 2^(15-B) (incrnoverflow). */
function countOverflow(map: BucketMap): void {
  if (map.B < 16 || (nextSeed(map.context.seeds) & ((1 << (map.B - 15)) - 1)) === 0)
    map.noverflow++;
}

/** The list of overflow buckets without pointers; made if the map has none (createOverflow). */
function requireList(map: BucketMap): OverflowList {
  requireExtra(map);
  if (map.list === undefined) {
    allocate(map.context.heap, map.layout.overflowListHeaderBytes, PART.overflowList);
    map.list = { length: 0, capacity: 0 };
  }
  return map.list;
}

/** Adds an overflow bucket to the list that keeps it alive. */
function appendToList(map: BucketMap): void {
  const { heap, go, arch } = map.context;
  const list = requireList(map);
  list.length++;
  if (list.length <= list.capacity) return;
  const old = listBytes(map, list);
  const pointer = { size: pointerSize(arch), pointers: true };
  list.capacity = nextSliceCap(list.capacity, list.length, pointer, go, arch);
  allocate(heap, listBytes(map, list), PART.overflowList);
  release(heap, old, PART.overflowList);
}

/** Heap bytes of the array of the list. */
export function listBytes(map: BucketMap, list: OverflowList): number {
  const { go, arch } = map.context;
  return mallocSize(list.capacity * pointerSize(arch), true, go, arch);
}

function dropList(map: BucketMap, list: OverflowList | undefined): void {
  if (list === undefined) return;
  release(map.context.heap, map.layout.overflowListHeaderBytes, PART.overflowList);
  release(map.context.heap, listBytes(map, list), PART.overflowList);
}

/** Overflow buckets of the array that were allocated one by one. */
export function separateBuckets(array: BucketArray): number {
  return Math.max(0, array.used - array.allocated);
}

/** Heap bytes of an overflow bucket that was allocated on its own. */
export function separateBytes(map: BucketMap): number {
  const { layout, context } = map;
  return mallocSize(layout.bucketBytes, layout.bucketPointers, context.go, context.arch);
}

function releaseOverflow(map: BucketMap, buckets: number): void {
  if (buckets > 0) release(map.context.heap, separateBytes(map), PART.overflow, buckets);
}

/** Starts to grow, or to pack at the same size when the map is not overloaded (hashGrow). */
function startGrowth(map: BucketMap): Growth {
  const array = map.array ?? installArray(map);
  const sameSize = map.count < map.maxCount;
  const growth: Growth = {
    array,
    sameSize,
    evacuated: new Uint8Array(1 << array.B),
    next: 0,
    separate: separateBuckets(array),
    list: map.list,
    keepsChains: map.iterated,
  };
  relabel(map.context.heap, array.bytes, PART.buckets, PART.oldBuckets);
  if (!sameSize) {
    map.B++;
    map.maxCount = maxCount(map.layout, map.B);
  }
  map.growth = growth;
  const { bytes } = installArray(map);
  map.noverflow = 0;
  map.list = undefined;
  map.iterated = false;
  map.context.trace?.({
    kind: 'grow',
    buckets: 1 << array.B,
    newBuckets: 1 << map.B,
    bytes,
    because: sameSize ? 'overflow' : 'load',
  });
  return growth;
}

/** What every assignment and deletion does while the map grows: evacuate the chain it hits and one more. */
function growWork(map: BucketMap, growth: Growth, hash: number): void {
  evacuate(map, growth, hash & ((1 << growth.array.B) - 1));
  if (map.growth !== undefined) evacuate(map, growth, growth.next);
}

/** Moves the chain of an old bucket to the new array, packed (evacuate). */
function evacuate(map: BucketMap, growth: Growth, bucket: number): void {
  const { array } = map;
  if (array !== undefined && growth.evacuated[bucket] === 0) {
    growth.evacuated[bucket] = 1;
    moveChain(map, growth, array, bucket);
  }
  if (bucket === growth.next) advance(map, growth);
}

function moveChain(map: BucketMap, growth: Growth, array: BucketArray, bucket: number): void {
  const { array: old, sameSize } = growth;
  const newBit = sameSize ? 0 : 1 << old.B;
  let low = bucket;
  let lows = 0;
  let high = bucket + newBit;
  let highs = 0;
  let chain = 0;
  let b = bucket;
  do {
    if (b >= old.allocated) chain++;
    const end = b * SLOTS + SLOTS;
    for (let i = end - SLOTS; i < end; i++) {
      const entry = old.slots[i] ?? 0;
      if (entry === 0) continue;
      old.slots[i] = 0;
      if ((hashLow(entry - 1, map.seed) & newBit) === 0) {
        if (lows > 0 && lows % SLOTS === 0) low = newOverflow(map, array, bucket, low);
        fill(array, low, lows++ % SLOTS, entry);
      } else {
        if (highs > 0 && highs % SLOTS === 0) {
          high = newOverflow(map, array, bucket + newBit, high);
        }
        fill(array, high, highs++ % SLOTS, entry);
      }
    }
    old.filled[b] = 0;
    b = old.overflow[b] ?? 0;
  } while (b !== 0);
  const unlinked = map.layout.bucketPointers && !growth.keepsChains ? chain : 0;
  growth.separate -= unlinked;
  releaseOverflow(map, unlinked);
  const { trace } = map.context;
  if (trace !== undefined) trace({ kind: 'evacuate', bucket, low: lows, high: highs, unlinked });
}

function fill(array: BucketArray, bucket: number, slot: number, entry: number): void {
  array.slots[bucket * SLOTS + slot] = entry;
  array.filled[bucket] = (array.filled[bucket] ?? 0) | (1 << slot);
}

/** Moves the mark of evacuated buckets on, past at most 1,024 that are evacuated already (advanceEvacuationMark). */
function advance(map: BucketMap, growth: Growth): void {
  const end = 1 << growth.array.B;
  growth.next++;
  const stop = Math.min(growth.next + 1024, end);
  while (growth.next !== stop && growth.evacuated[growth.next] === 1) growth.next++;
  if (growth.next !== end) return;
  dropGrowth(map, growth);
  map.context.trace?.({ kind: 'grown', bytes: growth.array.bytes });
}

/** The old array and what only it kept alive become garbage. */
function dropGrowth(map: BucketMap, growth: Growth): void {
  release(map.context.heap, growth.array.bytes, PART.oldBuckets);
  releaseOverflow(map, growth.separate);
  dropList(map, growth.list);
  map.growth = undefined;
}

/** Buckets of an array of a map. */
export interface ArraySize {
  readonly main: number;
  readonly preallocated: number;
  /** Overflow buckets that were allocated one by one and are reachable. */
  readonly separate: number;
  /** Heap bytes of each of those. */
  readonly eachBytes: number;
}

/** The arrays of a map: the one that is filled, and the one that is evacuated while the map grows. */
export function arraySizes(map: BucketMap): {
  readonly current: ArraySize;
  readonly old: ArraySize | undefined;
} {
  const eachBytes = separateBytes(map);
  const sizeOf = (array: BucketArray | undefined, separate: number): ArraySize => {
    const main = array === undefined ? 0 : 1 << array.B;
    return { main, preallocated: (array?.allocated ?? 0) - main, separate, eachBytes };
  };
  const { array, growth } = map;
  return {
    current: sizeOf(array, array === undefined ? 0 : separateBuckets(array)),
    old: growth && sizeOf(growth.array, growth.separate),
  };
}
