/**
 * What holds in a Swiss map before and after every operation, for tests.
 *
 * Specification. A small map has one group without tombstones. A directory has 2^globalDepth references; the ones to a
 * table are consecutive, as many as globalDepth exceeds its localDepth by powers of two, and start at a multiple of that;
 * some table has localDepth = globalDepth. In a table, used slots, tombstones and the slots that may still be filled add
 * up to 7/8 of its slots (all but one in a table of one group), so some slot is always empty. A group has empty slots or
 * tombstones, not both. Every entry is there once, in the table of its hash's top bits, and a lookup finds it: no group
 * before its own on its probe sequence has an empty slot. The memory that the map has on the heap is that of these parts.
 *
 * Follows table.checkInvariants of internal/runtime/maps/table_debug.go (Go 1.27), which checks a table's counts and
 * lookups; the rest is that of map.go (Map, installTableSplit, replaceTable) of Go 1.24 to 1.27.
 */
import { hashLow } from './hash';
import { PART, PART_NAMES } from '../heap/heapParts';
import { SLOTS } from '../layout/mapLayout';
import type { SwissMap, Table } from './swissMap';
import {
  countTombstones,
  directoryBytes,
  EMPTY,
  groupBytes,
  MAX_TABLE_CAPACITY,
  maxGrowthLeft,
  slotsOf,
  tableOf,
  tables,
  TOMBSTONE,
} from './swissMap';

/** The first broken invariant, in words; undefined for a sound map. */
export function checkSwissMap(map: SwissMap): string | undefined {
  return map.directory.length === 0 ? checkSmall(map) : checkDirectory(map);
}

function checkSmall({ small, count }: SwissMap): string | undefined {
  const entries = [...(small ?? [])].filter((entry) => entry !== EMPTY);
  if (entries.includes(TOMBSTONE)) return 'a small map has a tombstone';
  if (new Set(entries).size !== entries.length) return 'a small map has a key twice';
  return entries.length === count ? undefined : 'a small map counts its entries wrongly';
}

function checkDirectory(map: SwissMap): string | undefined {
  const { directory, globalDepth } = map;
  if (map.small !== undefined) return 'a map with tables still has its small group';
  if (directory.length !== 2 ** globalDepth) return 'the directory has the wrong size';
  if (Math.max(...[...tables(map)].map((table) => table.localDepth)) !== globalDepth) {
    return 'no table is as deep as the directory';
  }
  const seen = new Set<number>();
  for (const [i, table] of directory.entries()) {
    const references = 2 ** (globalDepth - table.localDepth);
    if (i < table.index || i >= table.index + references) return `reference ${i} is misplaced`;
    if (i !== table.index) continue;
    if (i % references !== 0) return `table ${i} does not start where its hashes do`;
    const problem = checkTable(map, table, seen);
    if (problem !== undefined) return `table ${i}: ${problem}`;
  }
  return seen.size === map.count ? undefined : `${seen.size} entries found, ${map.count} counted`;
}

function checkTable(map: SwissMap, table: Table, seen: Set<number>): string | undefined {
  const { capacity, used, growthLeft } = table;
  if (capacity < SLOTS || capacity > MAX_TABLE_CAPACITY || (capacity & (capacity - 1)) !== 0) {
    return `a capacity of ${capacity}`;
  }
  if (table.start + capacity > map.slotsEnd) return 'its slots are not its own';
  const slots = slotsOf(map, table);
  const entries = slots.filter((slot) => slot > 0);
  if (entries.length !== used) return 'entries are counted wrongly';
  if (growthLeft < 0) return 'more slots are filled than may be';
  const dead = countTombstones(slots);
  if (dead !== maxGrowthLeft(capacity) - used - growthLeft) return 'tombstones are counted wrongly';
  if (dead > 0 && !map.tombstonePossible) return 'a tombstone that the map does not know of';
  if (capacity - used - dead < Math.max(1, capacity / SLOTS)) return 'too few slots are empty';
  return checkGroups(map, table, slots) ?? checkEntries(map, table, entries, seen);
}

function checkGroups(map: SwissMap, table: Table, slots: Int32Array): string | undefined {
  for (let start = 0; start < slots.length; start += SLOTS) {
    const group = slots.subarray(start, start + SLOTS);
    const bits = group.reduce((sum, slot, i) => (slot === EMPTY ? sum : sum | (1 << i)), 0);
    if (map.occupied[(table.start + start) / SLOTS] !== bits) {
      return `the occupied slots of group ${start / SLOTS} are marked wrongly`;
    }
    if (group.includes(EMPTY) && group.includes(TOMBSTONE)) {
      return `group ${start / SLOTS} has empty slots and tombstones`;
    }
  }
  return undefined;
}

function checkEntries(
  map: SwissMap,
  table: Table,
  entries: Int32Array,
  seen: Set<number>,
): string | undefined {
  const slots = slotsOf(map, table);
  for (const entry of entries) {
    const key = entry - 1;
    if (seen.has(key)) return `key ${key} is there twice`;
    seen.add(key);
    if (tableOf(map, key) !== table) return `key ${key} is in the wrong table`;
    if (!reachable(slots, hashLow(key, map.seed), entry)) {
      return `key ${key} is behind an empty slot of its probe sequence`;
    }
  }
  return undefined;
}

/** Whether a lookup finds the entry before its probe sequence ends. */
function reachable(slots: Int32Array, low: number, entry: number): boolean {
  const mask = slots.length / SLOTS - 1;
  let group = (low >>> 7) & mask;
  for (let step = 1; step <= mask + 1; step++) {
    if (slots.subarray(group * SLOTS, (group + 1) * SLOTS).includes(entry)) return true;
    if (slots.subarray(group * SLOTS, (group + 1) * SLOTS).includes(EMPTY)) return false;
    group = (group + step) & mask;
  }
  return false;
}

/** Heap bytes of the map's own memory, by PART: what must be live on a heap with no other map. */
export function swissMapMemory(map: SwissMap): Float64Array {
  const memory = new Float64Array(PART_NAMES.length);
  const all = [...tables(map)];
  memory[PART.header] = map.layout.headerBytes;
  memory[PART.directory] = all.length === 0 ? 0 : directoryBytes(map, map.directory.length);
  memory[PART.tables] = all.length * map.layout.tableBytes;
  memory[PART.groups] =
    (map.small === undefined ? 0 : groupBytes(map, SLOTS)) +
    all.reduce((sum, { capacity }) => sum + groupBytes(map, capacity), 0);
  return memory;
}
