/**
 * Maps of Go from 1.24: Swiss tables.
 *
 * Terminology. A *group* has 8 *slots* and a *control byte* for each: empty, deleted (a *tombstone*) or full with 7 bits
 * of the key's hash (H2). A *small map* is one group. A larger map has a *directory* of 2^globalDepth references to
 * *tables*, chosen by the top bits of the hash; a table serves all hashes that share its top localDepth bits, so several
 * references may lead to one table. A table has 1 to 128 groups. A key's *probe sequence* starts at group H1 (the hash
 * above H2) and visits all groups of its table in triangular steps; it ends at the first group with an empty slot.
 *
 * Growth. A small map that gets a ninth entry becomes a table of 16 slots. A table may fill 7/8 of its slots; tombstones
 * count as filled. One that may not fill another grows to twice its size, up to 1,024 slots; then it splits into two of
 * 1,024 by the next bit of the hash, and the directory doubles if it has no bit left.
 *
 * Deletion. In a group with an empty slot, where no probe sequence passes, the slot becomes empty; in a full group it
 * becomes a tombstone, which an insert that passes it may reuse. From Go 1.25 the specialised assignment functions
 * remove tombstones that no live key needs before a table grows (*pruning*). Nothing ever shrinks.
 *
 * Making and cloning. A size hint above 8 entries makes tables for 8/7 of it at once, all of the same size. Clearing
 * empties all tables and keeps them; up to Go 1.24 it leaves tombstones in a map without entries. From Go 1.25 a clone
 * copies table by table, tombstones included; in 1.24 it is a new map made for the number of entries.
 *
 * Differences. Up to Go 1.26, assigning to a key of a full small map makes it grow as a new key would. Pruning needs the
 * keys' assignment to be specialised (mapLayout.ts, `prunesTombstones`).
 *
 * Invariants: see swissInvariants.ts.
 *
 * Follows internal/runtime/maps/map.go, table.go and group.go of Go 1.27; differences of 1.24 to 1.26 are named where
 * they matter.
 */
import { mallocSize } from '../layout/allocator';
import { pointerSize } from '../layout/arch';
import { hashHigh as hashHighOf, hashLow as hashLowOf, nextSeed } from './hash';
import { allocate, release } from '../heap/heap';
import { PART } from '../heap/heapParts';
import type { MapContext } from './mapContext';
import type { Place } from './mapEvents';
import type { SwissLayout } from '../layout/mapLayout';
import { groupArrayBytes } from '../layout/mapLayout';
import type { Slices } from '../base/slicedWork';

/** Slots of a group. With the hashes a constant of this module: reading an import costs too much in inner loops. */
const SLOTS = 8;
/** `occupied` of a group without an empty slot. */
const FULL = 0xff;
const hashLow = hashLowOf;
const hashHigh = hashHighOf;
/** Slots of the largest table. */
export const MAX_TABLE_CAPACITY = 1024;
/** Slots of 8 that a table of more than one group may fill. */
const MAX_AVG_GROUP_LOAD = 7;

/** Marks of slots without an entry. */
export const EMPTY = 0;
export const TOMBSTONE = -1;

export interface Table {
  /** Slots, a power of two. */
  readonly capacity: number;
  /** Bits of the hash, from the top, that all entries share. */
  readonly localDepth: number;
  /** The first reference in the directory; negative for a table that was replaced. */
  index: number;
  used: number;
  /** Empty slots that may still be filled. */
  growthLeft: number;
  /** The index of its first slot in the slots of all tables. */
  readonly start: number;
}

export interface SwissMap {
  readonly kind: 'swiss';
  readonly layout: SwissLayout;
  readonly context: MapContext;
  /** Heap bytes of a table's groups, by the binary logarithm of their number. */
  readonly groupsBytes: readonly number[];
  seed: number;
  count: number;
  /** The group of a small map; absent before the first insert and in a map with tables. */
  small: Int32Array | undefined;
  /** The slots of all tables: key + 1, EMPTY or TOMBSTONE. One array, because it is several times as fast as many. */
  slots: Int32Array;
  /** A bit for each slot of each group that is not empty: what is looked at first, because it is small. */
  occupied: Uint8Array;
  /** How much of `slots` is in use. */
  slotsEnd: number;
  /** Empty for a small map. */
  directory: readonly Table[];
  globalDepth: number;
  /** A table may hold a tombstone. The runtime keeps track from Go 1.25 on. */
  tombstonePossible: boolean;
}

/** `make(map[K]V, hint)` (NewMap): memory for more than 8 entries is allocated at once. */
export function makeSwissMap(context: MapContext, layout: SwissLayout, hint: number): SwissMap {
  const { go, arch, heap } = context;
  const map: SwissMap = {
    kind: 'swiss',
    layout,
    context,
    groupsBytes: [0, 1, 2, 3, 4, 5, 6, 7].map((log) => groupArrayBytes(layout, 1 << log, go, arch)),
    seed: nextSeed(context.seeds),
    count: 0,
    small: undefined,
    slots: new Int32Array(0),
    occupied: new Uint8Array(0),
    slotsEnd: 0,
    directory: [],
    globalDepth: 0,
    tombstonePossible: false,
  };
  allocate(heap, layout.headerBytes, PART.header);
  if (hint <= SLOTS) return map;
  const target = Math.floor((hint * SLOTS) / MAX_AVG_GROUP_LOAD);
  const tables = powerOfTwo(Math.ceil(target / MAX_TABLE_CAPACITY));
  map.globalDepth = Math.log2(tables);
  const capacity = powerOfTwo(Math.max(SLOTS, Math.floor(target / tables)));
  allocate(heap, directoryBytes(map, tables), PART.directory);
  map.directory = Array.from({ length: tables }, (_, index) =>
    newTable(map, capacity, index, map.globalDepth),
  );
  return map;
}

/** Adds a key that is not in the map (runtime.mapassign and its specialised variants). */
export function swissInsert(map: SwissMap, key: number): void {
  if (map.directory.length === 0) {
    if (insertSmall(map, key)) return;
    growToTable(map);
  }
  const low = hashLow(key, map.seed);
  for (;;) {
    const table = tableOf(map, key);
    if (insertIntoTable(map, table, low, key + 1)) return;
    rehash(map, table);
  }
}

/** Adds the keys from `from` to before `to`, none of which is in the map. */
export function swissInsertKeys(map: SwissMap, from: number, to: number): void {
  for (let key = from; key < to; key++) swissInsert(map, key);
}

/** Assigns to a key that is in the map. Up to Go 1.26 this grows a full small map, as if the key were new. */
export function swissOverwrite(map: SwissMap, key: number): void {
  if (map.small !== undefined && map.count === SLOTS && map.context.go.minor <= 26) {
    growToTable(map);
  }
  const { trace } = map.context;
  if (trace !== undefined) trace({ kind: 'overwrite', key, at: swissPlace(map, key) });
}

/** Deletes a key that is in the map with `delete` (Map.Delete). */
export function swissDelete(map: SwissMap, key: number): void {
  if (map.small !== undefined) {
    // A small map has no probe sequence to keep, so never a tombstone.
    const slot = map.small.indexOf(key + 1);
    if (slot < 0) return;
    map.small[slot] = EMPTY;
    map.count--;
    map.context.trace?.({ kind: 'delete', key, at: { in: 'smallGroup', slot } });
  } else if (map.directory.length > 0) {
    deleteFromTable(map, tableOf(map, key), hashLow(key, map.seed), key + 1);
  }
  // An empty map hashes anew, so that an attacker cannot collect collisions (golang/go#25237).
  if (map.count === 0) map.seed = nextSeed(map.context.seeds);
}

/**
 * Deletes every key with `delete`, at once. The result does not depend on the order: a group with an empty slot becomes
 * empty, one without becomes all tombstones.
 */
export function swissDeleteAll(map: SwissMap): void {
  if (map.count === 0) return;
  map.small?.fill(EMPTY);
  map.slots.fill(EMPTY);
  for (const table of tables(map)) {
    table.used = 0;
    const tombstones = buryFullGroups(map, table);
    table.growthLeft = maxGrowthLeft(table.capacity) - tombstones;
    if (tombstones > 0) map.tombstonePossible = true;
  }
  map.count = 0;
  map.seed = nextSeed(map.context.seeds);
}

/** Fills the groups that were full with tombstones, and makes the others empty; how many tombstones that gives. */
function buryFullGroups({ slots, occupied }: SwissMap, { start, capacity }: Table): number {
  let tombstones = 0;
  for (let group = start >> 3; group < (start + capacity) >> 3; group++) {
    if (occupied[group] === FULL) {
      slots.fill(TOMBSTONE, group * SLOTS, group * SLOTS + SLOTS);
      tombstones += SLOTS;
    } else {
      occupied[group] = 0;
    }
  }
  return tombstones;
}

/** Whether the key is in the map. */
export function swissHas(map: SwissMap, key: number): boolean {
  if (map.small !== undefined) return map.small.includes(key + 1);
  if (map.directory.length === 0) return false;
  return findSlot(map, tableOf(map, key), hashLow(key, map.seed), key + 1) >= 0;
}

/** Where a key of the map stands. */
function swissPlace(map: SwissMap, key: number): Place {
  if (map.small !== undefined) return { in: 'smallGroup', slot: map.small.indexOf(key + 1) };
  const table = tableOf(map, key);
  return placeOf(table, findSlot(map, table, hashLow(key, map.seed), key + 1));
}

/** The place of one of a table's slots, which is given as an index of the slots of all tables. */
function placeOf(table: Table, slot: number): Place {
  const inTable = slot - table.start;
  return { in: 'table', table: table.index, group: inTable >> 3, slot: inTable & (SLOTS - 1) };
}

/** `clear(m)`, or the range-delete loop that compiles to it (Map.Clear): keeps all tables and the directory. */
export function swissClear(map: SwissMap): void {
  const tombstones = map.tombstonePossible && map.context.go.minor >= 25;
  if (map.count === 0 && !tombstones) return;
  map.small?.fill(EMPTY);
  map.slots.fill(EMPTY);
  map.occupied.fill(0);
  for (const table of tables(map)) {
    table.used = 0;
    table.growthLeft = maxGrowthLeft(table.capacity);
  }
  map.count = 0;
  map.tombstonePossible = false;
  map.seed = nextSeed(map.context.seeds);
  map.context.trace?.({ kind: 'clear' });
}

/** `maps.Clone`: from Go 1.25 a copy table by table (Map.Clone), in 1.24 a new map made for the number of entries. */
export function* swissClone(map: SwissMap): Slices<SwissMap> {
  const { context, layout } = map;
  if (context.go.minor <= 24) {
    const clone = makeSwissMap(context, layout, map.count);
    for (const slots of slotsInOrder(map)) {
      for (const entry of slots) if (entry > 0) swissInsert(clone, entry - 1);
      yield slots.length;
    }
    return clone;
  }
  allocate(context.heap, layout.headerBytes, PART.header);
  if (map.small !== undefined) allocate(context.heap, groupBytes(map, SLOTS), PART.groups);
  if (map.directory.length > 0) {
    allocate(context.heap, directoryBytes(map, map.directory.length), PART.directory);
    for (const table of tables(map)) allocateTable(map, table.capacity);
  }
  return copySwissMap(map, context);
}

/** An independent copy in another context, for checkpoints; unlike a clone it costs no memory of the heap. */
export function copySwissMap(map: SwissMap, context: MapContext): SwissMap {
  let last: Table | undefined;
  let copy: Table | undefined;
  const directory = map.directory.map((table) => {
    if (copy === undefined || table !== last) copy = { ...table };
    last = table;
    return copy;
  });
  const [small, slots, occupied] = [map.small?.slice(), map.slots.slice(), map.occupied.slice()];
  return { ...map, context, small, slots, occupied, directory };
}

/** Makes all memory of the map itself garbage. The map must not be used any more. */
export function dropSwissMap(map: SwissMap): void {
  const { heap } = map.context;
  if (map.small !== undefined) release(heap, groupBytes(map, SLOTS), PART.groups);
  for (const table of tables(map)) releaseTable(map, table);
  if (map.directory.length > 0) {
    release(heap, directoryBytes(map, map.directory.length), PART.directory);
  }
  release(heap, map.layout.headerBytes, PART.header);
}

/** Calls `visit` with every key, table by table. */
export function forEachSwissKey(map: SwissMap, visit: (key: number) => void): void {
  for (const slots of slotsInOrder(map)) {
    for (const entry of slots) if (entry > 0) visit(entry - 1);
  }
}

/** The slots of a small map, or of each table. */
function* slotsInOrder(map: SwissMap): Generator<Int32Array> {
  if (map.small !== undefined) yield map.small;
  for (const table of tables(map)) yield slotsOf(map, table);
}

/** Each table once, in the order of the directory. */
export function* tables(map: SwissMap): Generator<Table> {
  let last: Table | undefined;
  for (const table of map.directory) {
    if (table !== last) yield table;
    last = table;
  }
}

function powerOfTwo(atLeast: number): number {
  let power = 1;
  while (power < atLeast) power *= 2;
  return power;
}

/** Slots that a new table may fill. A table of one group keeps one slot empty, for probe sequences to end. */
export function maxGrowthLeft(capacity: number): number {
  return capacity <= SLOTS ? capacity - 1 : (capacity / SLOTS) * MAX_AVG_GROUP_LOAD;
}

/** Heap bytes of the groups of a table, or of a small map. */
export function groupBytes(map: SwissMap, capacity: number): number {
  return map.groupsBytes[31 - Math.clz32(capacity / SLOTS)] ?? 0;
}

function allocateTable(map: SwissMap, capacity: number): void {
  allocate(map.context.heap, map.layout.tableBytes, PART.tables);
  allocate(map.context.heap, groupBytes(map, capacity), PART.groups);
}

function releaseTable(map: SwissMap, table: Table): void {
  release(map.context.heap, map.layout.tableBytes, PART.tables);
  release(map.context.heap, groupBytes(map, table.capacity), PART.groups);
}

/** Heap bytes of a directory. */
export function directoryBytes(map: SwissMap, references: number): number {
  const { go, arch } = map.context;
  return mallocSize(references * pointerSize(arch), true, go, arch);
}

/** Allocates a table. `start` says where its slots stand; new room is taken for them when it is absent. */
function newTable(
  map: SwissMap,
  capacity: number,
  index: number,
  localDepth: number,
  start = reserveSlots(map, capacity),
): Table {
  allocateTable(map, capacity);
  return { capacity, localDepth, index, used: 0, growthLeft: maxGrowthLeft(capacity), start };
}

/** Half as many slots again, in whole groups. */
function roomFor(slots: number): number {
  return Math.ceil((slots * 1.5) / SLOTS) * SLOTS;
}

/** Room for a table's slots, all empty: the index of the first. */
function reserveSlots(map: SwissMap, capacity: number): number {
  const start = map.slotsEnd;
  map.slotsEnd += capacity;
  if (map.slotsEnd > map.slots.length) {
    const slots = new Int32Array(Math.max(map.slotsEnd, roomFor(map.slots.length)));
    slots.set(map.slots);
    const occupied = new Uint8Array(slots.length / SLOTS);
    occupied.set(map.occupied);
    map.slots = slots;
    map.occupied = occupied;
  }
  return start;
}

/** The slots of a table; a view that is only good until the next table is made. */
export function slotsOf(map: SwissMap, table: Table): Int32Array {
  return map.slots.subarray(table.start, table.start + table.capacity);
}

/** The table that serves a key: the directory is indexed by the top bits of the hash. */
export function tableOf(map: SwissMap, key: number): Table {
  const { directory, globalDepth } = map;
  const index = globalDepth === 0 ? 0 : hashHigh(key, map.seed) >>> (32 - globalDepth);
  return directory[index] as Table;
}

/** Inserts into a small map; false when it is full (putSlotSmall). */
function insertSmall(map: SwissMap, key: number): boolean {
  if (map.small === undefined) {
    const bytes = groupBytes(map, SLOTS);
    allocate(map.context.heap, bytes, PART.groups);
    map.small = new Int32Array(SLOTS);
    map.context.trace?.({ kind: 'smallGroup', bytes });
  }
  if (map.count === SLOTS) return false;
  const slot = map.small.indexOf(EMPTY);
  map.small[slot] = key + 1;
  map.count++;
  map.context.trace?.({ kind: 'insert', key, at: { in: 'smallGroup', slot } });
  return true;
}

/** Replaces the group of a small map by a directory of one table (growToTable). */
function growToTable(map: SwissMap): void {
  const { heap } = map.context;
  const table = newTable(map, 2 * SLOTS, 0, 0);
  for (const entry of map.small ?? []) {
    if (entry > 0) put(map, table, hashLow(entry - 1, map.seed), entry);
  }
  allocate(heap, directoryBytes(map, 1), PART.directory);
  map.directory = [table];
  map.globalDepth = 0;
  if (map.small !== undefined) release(heap, groupBytes(map, SLOTS), PART.groups);
  map.small = undefined;
  map.context.trace?.({ kind: 'growToTable', capacity: 2 * SLOTS });
}

/** Inserts a new entry; false when the table must be rehashed first. */
function insertIntoTable(map: SwissMap, table: Table, low: number, entry: number): boolean {
  const { occupied } = map;
  const first = table.start >> 3;
  const mask = (table.capacity >> 3) - 1;
  let group = (low >>> 7) & mask;
  let tombstone = -1;
  for (let step = 1; ; step++) {
    const bits = occupied[first + group] ?? FULL;
    if (bits !== FULL)
      return fillSlot(map, table, tombstone, emptySlot(first + group, bits), entry);
    // A group never has both tombstones and empty slots.
    if (tombstone < 0 && map.tombstonePossible) tombstone = findTombstone(map.slots, first + group);
    if (map.context.trace !== undefined) traceProbe(map, table, group, entry);
    group = (group + step) & mask;
  }
}

/** The first empty slot of a group, of which `bits` are occupied. */
function emptySlot(group: number, bits: number): number {
  return group * SLOTS + 31 - Math.clz32(~bits & (bits + 1));
}

/** The first tombstone of a group, or -1. */
function findTombstone(slots: Int32Array, group: number): number {
  const end = group * SLOTS + SLOTS;
  for (let i = end - SLOTS; i < end; i++) if (slots[i] === TOMBSTONE) return i;
  return -1;
}

function occupy(map: SwissMap, slot: number, entry: number): void {
  map.slots[slot] = entry;
  map.occupied[slot >> 3] = (map.occupied[slot >> 3] ?? 0) | (1 << (slot & (SLOTS - 1)));
}

function vacate(map: SwissMap, slot: number): void {
  map.slots[slot] = EMPTY;
  map.occupied[slot >> 3] = (map.occupied[slot >> 3] ?? 0) & ~(1 << (slot & (SLOTS - 1)));
}

/** Tells of a group without an empty slot that the search for a key leaves. */
function traceProbe(map: SwissMap, table: Table, group: number, entry: number): void {
  map.context.trace?.({ kind: 'probeGroup', key: entry - 1, table: table.index, group });
}

/** Ends an insert at the empty slot of its probe sequence; a tombstone passed on the way is used instead. */
function fillSlot(
  map: SwissMap,
  table: Table,
  tombstone: number,
  empty: number,
  entry: number,
): boolean {
  if (tombstone >= 0) {
    map.slots[tombstone] = entry;
  } else {
    if (table.growthLeft === 0 && map.layout.prunesTombstones) prune(map, table);
    if (table.growthLeft === 0) return false;
    table.growthLeft--;
    occupy(map, empty, entry);
  }
  table.used++;
  map.count++;
  const { trace } = map.context;
  if (trace !== undefined) {
    const at = placeOf(table, tombstone >= 0 ? tombstone : empty);
    trace({ kind: 'insert', key: entry - 1, at, ...(tombstone >= 0 ? { reused: true } : {}) });
  }
  return true;
}

/** Puts an entry into a table that has room and no tombstones (uncheckedPutSlot). */
function put(map: SwissMap, table: Table, low: number, entry: number): void {
  const { occupied } = map;
  const first = table.start >> 3;
  const mask = (table.capacity >> 3) - 1;
  let group = (low >>> 7) & mask;
  let bits = occupied[first + group] ?? 0;
  for (let step = 1; bits === FULL; step++) {
    group = (group + step) & mask;
    bits = occupied[first + group] ?? 0;
  }
  occupy(map, emptySlot(first + group, bits), entry);
  table.used++;
  table.growthLeft--;
}

/** The index of the slot that holds the entry, or -1. */
function findSlot(map: SwissMap, table: Table, low: number, entry: number): number {
  const { slots } = map;
  const mask = (table.capacity >> 3) - 1;
  let group = (low >>> 7) & mask;
  for (let step = 1; step <= mask + 1; step++) {
    const start = table.start + group * SLOTS;
    for (let i = start; i < start + SLOTS; i++) if (slots[i] === entry) return i;
    group = (group + step) & mask;
  }
  return -1;
}

/** Deletes an entry: empties its slot, or leaves a tombstone in a group without an empty one (table.Delete). */
function deleteFromTable(map: SwissMap, table: Table, low: number, entry: number): void {
  const slot = findSlot(map, table, low, entry);
  if (slot < 0) return;
  table.used--;
  map.count--;
  const empties = map.occupied[slot >> 3] !== FULL;
  if (empties) {
    vacate(map, slot);
    table.growthLeft++;
  } else {
    map.slots[slot] = TOMBSTONE;
    map.tombstonePossible = true;
  }
  const { trace } = map.context;
  if (trace === undefined) return;
  trace({ kind: empties ? 'delete' : 'tombstone', key: entry - 1, at: placeOf(table, slot) });
}

/** Tombstones among the slots. */
export function countTombstones(slots: Int32Array): number {
  let count = 0;
  for (const slot of slots) if (slot === TOMBSTONE) count++;
  return count;
}

/** Tombstones of a table (table.tombstones). */
function tombstones(table: Table): number {
  return (table.capacity / SLOTS) * MAX_AVG_GROUP_LOAD - table.used - table.growthLeft;
}

/**
 * Removes tombstones that no live key's probe sequence passes, if there are many and a tenth of the capacity comes back
 * (table.pruneTombstones, from Go 1.25).
 */
function prune(map: SwissMap, table: Table): void {
  if (tombstones(table) * 10 < table.capacity) return;
  const needed = neededGroups(map, table);
  const restorable: number[] = [];
  for (const [i, slot] of slotsOf(map, table).entries()) {
    if (slot === TOMBSTONE && needed[i >> 3] === 0) restorable.push(table.start + i);
  }
  if (restorable.length * 10 < table.capacity) return;
  for (const slot of restorable) vacate(map, slot);
  table.growthLeft += restorable.length;
  map.context.trace?.({ kind: 'prune', table: table.index, removed: restorable.length });
}

/** The groups whose tombstones must stay, by index: a live key's probe sequence passes them. */
function neededGroups(map: SwissMap, table: Table): Uint8Array {
  const mask = (table.capacity >> 3) - 1;
  const needed = new Uint8Array(mask + 1);
  for (const [i, entry] of slotsOf(map, table).entries()) {
    if (entry <= 0) continue;
    const home = i >> 3;
    let group = (hashLow(entry - 1, map.seed) >>> 7) & mask;
    for (let step = 1; group !== home; step++) {
      needed[group] = 1;
      group = (group + step) & mask;
    }
  }
  return needed;
}

/** Makes room: a table of twice the size, or two tables (table.rehash). */
function rehash(map: SwissMap, table: Table): void {
  if (table.capacity < MAX_TABLE_CAPACITY) grow(map, table);
  else split(map, table);
}

/** Replaces a table by one of twice its capacity (table.grow). */
function grow(map: SwissMap, table: Table): void {
  const larger = newTable(map, 2 * table.capacity, table.index, table.localDepth);
  for (const entry of slotsOf(map, table)) {
    if (entry > 0) put(map, larger, hashLow(entry - 1, map.seed), entry);
  }
  emptyTable(map, table);
  replace(map, larger);
  retire(map, table);
  const { capacity } = table;
  map.context.trace?.({
    kind: 'growTable',
    table: larger.index,
    capacity,
    newCapacity: 2 * capacity,
  });
}

/** Replaces a table by two, by the next bit of the hash (table.split, installTableSplit). */
function split(map: SwissMap, table: Table): void {
  const depth = table.localDepth + 1;
  const entries = slotsOf(map, table).slice();
  emptyTable(map, table);
  const left = newTable(map, MAX_TABLE_CAPACITY, 0, depth, table.start);
  const right = newTable(map, MAX_TABLE_CAPACITY, 0, depth);
  const bit = 32 - depth;
  for (const entry of entries) {
    if (entry <= 0) continue;
    const key = entry - 1;
    const half = ((hashHigh(key, map.seed) >>> bit) & 1) === 0 ? left : right;
    put(map, half, hashLow(key, map.seed), entry);
  }
  const doubles = table.localDepth === map.globalDepth;
  if (doubles) doubleDirectory(map);
  left.index = table.index;
  right.index = table.index + 2 ** (map.globalDepth - depth);
  replace(map, left);
  replace(map, right);
  retire(map, table);
  const { trace } = map.context;
  if (trace === undefined) return;
  const { globalDepth } = map;
  // The directory doubles before the halves are installed; it is told when the structure is whole again.
  if (doubles) trace({ kind: 'directory', references: map.directory.length, globalDepth });
  trace({
    kind: 'split',
    left: left.index,
    right: right.index,
    localDepth: depth,
    leftUsed: left.used,
    rightUsed: right.used,
  });
}

/** Empties the slots that a replaced table leaves behind. */
function emptyTable(map: SwissMap, { start, capacity }: Table): void {
  map.slots.fill(EMPTY, start, start + capacity);
  map.occupied.fill(0, start >> 3, (start + capacity) >> 3);
}

function doubleDirectory(map: SwissMap): void {
  const { heap } = map.context;
  const old = map.directory;
  allocate(heap, directoryBytes(map, 2 * old.length), PART.directory);
  for (const table of tables(map)) table.index *= 2;
  map.directory = Array.from({ length: 2 * old.length }, (_, i) => old[i >> 1] as Table);
  map.globalDepth++;
  release(heap, directoryBytes(map, old.length), PART.directory);
}

/** Points all references of the table's hashes to it (Map.replaceTable). */
function replace(map: SwissMap, table: Table): void {
  const end = table.index + 2 ** (map.globalDepth - table.localDepth);
  (map.directory as Table[]).fill(table, table.index, end);
}

/** The memory of a replaced table becomes garbage. */
function retire(map: SwissMap, table: Table): void {
  table.index = -1;
  releaseTable(map, table);
}

/** Tables of a size. */
export interface TableSize {
  readonly tables: number;
  readonly groups: number;
  /** Heap bytes of the groups of each. */
  readonly bytes: number;
}

/** How many tables there are of each size, smallest first. */
export function tableSizes(map: SwissMap): readonly TableSize[] {
  const counts = new Map<number, number>();
  for (const { capacity } of tables(map)) counts.set(capacity, (counts.get(capacity) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([capacity, count]) => ({
      tables: count,
      groups: capacity / SLOTS,
      bytes: groupBytes(map, capacity),
    }));
}
