/** What a Swiss map looks like: picture.ts says what is drawn, swissMap.ts what it means. */
import { hashLow } from './hash';
import { SLOTS } from '../layout/mapLayout';
import type { Picture, PictureWindow, TablePicture } from './picture';
import { CONTROL_DELETED, CONTROL_EMPTY, windowStart } from './picture';
import type { SwissMap, Table } from './swissMap';
import { countTombstones, EMPTY, slotsOf, tables, TOMBSTONE } from './swissMap';

/** What the map looks like; the window counts groups through all tables. */
export function drawSwissMap(map: SwissMap, window: PictureWindow): Picture {
  const control = (slots: Int32Array): number[] =>
    Array.from(slots, (entry) => controlByte(map, entry));
  if (map.small !== undefined) return { kind: 'small', control: control(map.small) };
  if (map.directory.length === 0) return { kind: 'empty' };
  const all = [...tables(map)];
  const groupCount = all.reduce((sum, table) => sum + table.capacity / SLOTS, 0);
  const firstGroup = windowStart(window, groupCount);
  const endGroup = Math.min(groupCount, firstGroup + window.size);
  const shown: TablePicture[] = [];
  const bytes: number[] = [];
  let first = 0;
  for (const table of all) {
    const end = first + table.capacity / SLOTS;
    if (first < endGroup && end > firstGroup) {
      shown.push(drawTable(map, table, first));
      const from = (Math.max(first, firstGroup) - first) * SLOTS;
      const to = (Math.min(end, endGroup) - first) * SLOTS;
      bytes.push(...control(slotsOf(map, table).subarray(from, to)));
    }
    first = end;
  }
  return {
    kind: 'swiss',
    globalDepth: map.globalDepth,
    references: map.directory.length,
    tableCount: all.length,
    groupCount,
    tables: shown,
    firstGroup,
    control: bytes,
  };
}

function drawTable(map: SwissMap, table: Table, firstGroup: number): TablePicture {
  const { index, localDepth, capacity, used, growthLeft } = table;
  return {
    index,
    references: 2 ** (map.globalDepth - localDepth),
    localDepth,
    capacity,
    used,
    growthLeft,
    tombstones: countTombstones(slotsOf(map, table)),
    firstGroup,
  };
}

function controlByte(map: SwissMap, entry: number): number {
  if (entry === EMPTY) return CONTROL_EMPTY;
  return entry === TOMBSTONE ? CONTROL_DELETED : hashLow(entry - 1, map.seed) & 0x7f;
}

/** The number of a table's group through all tables. */
export function groupNumber(map: SwissMap, index: number, group: number): number {
  let first = 0;
  for (const table of tables(map)) {
    if (table.index >= index) return first + group;
    first += table.capacity / SLOTS;
  }
  return first;
}
