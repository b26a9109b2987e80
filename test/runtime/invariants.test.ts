/** That the invariants are checked: each break of a sound map is found, and named. */
import assert from 'node:assert/strict';
import type { BucketMap } from '../../runtime/maps/bucketMap';
import { checkInvariants, deleteKey, insertKeys, makeMap } from '../../runtime/maps/goMap';
import { seedSource } from '../../runtime/maps/hash';
import { createHeap } from '../../runtime/heap/heap';
import { mapLayout } from '../../runtime/layout/mapLayout';
import type { SwissMap, Table } from '../../runtime/maps/swissMap';
import { EMPTY, TOMBSTONE } from '../../runtime/maps/swissMap';
import { goOf, shapeOf } from './goldenFiles';

function filled(go: string, entries: number): BucketMap | SwissMap {
  const context = {
    go: goOf(go),
    arch: 'amd64',
    heap: createHeap(),
    seeds: seedSource(1),
  } as const;
  const map = makeMap(context, mapLayout(context.go, shapeOf('int'), shapeOf('int'), 'amd64'));
  insertKeys(map, 0, entries);
  assert.equal(checkInvariants(map), undefined);
  return map;
}

function bucketMap(entries: number): BucketMap {
  const map = filled('1.23', entries);
  assert.ok(map.kind === 'bucket');
  return map;
}

function swissMap(entries: number): SwissMap {
  const map = filled('1.27', entries);
  assert.ok(map.kind === 'swiss');
  return map;
}

/** The first slot for which `wanted` holds. */
function slot(slots: Int32Array | undefined, wanted: (entry: number) => boolean): number {
  const index = slots?.findIndex(wanted) ?? -1;
  assert.ok(index >= 0);
  return index;
}

describe('the invariants of a bucket map', () => {
  /** Grows since its 833rd entry. */
  const GROWING = 860;
  const breaks: readonly {
    readonly entries: number;
    readonly break: (map: BucketMap) => void;
    readonly problem: RegExp;
  }[] = [
    { entries: 20, break: (map) => map.count++, problem: /20 entries found, 21 counted/ },
    { entries: 20, break: (map) => map.B++, problem: /another size/ },
    { entries: 20, break: (map) => (map.seed ^= 1), problem: /misplaced/ },
    {
      entries: 800,
      break: (map) => map.noverflow++,
      problem: /overflow buckets found, .* counted/,
    },
    { entries: 800, break: ({ array }) => array && array.used++, problem: /in no chain/ },
    {
      entries: 800,
      break: ({ array }) => {
        const first = slot(array?.overflow, (next) => next !== 0);
        if (array) array.overflow[first] = array.used;
      },
      problem: /chained and not in use/,
    },
    {
      entries: 800,
      break: ({ array }) => {
        const first = slot(array?.overflow, (next) => next !== 0);
        if (array) array.overflow[array.overflow[first] ?? 0] = first;
      },
      problem: /is in the chain of|in two chains/,
    },
    {
      entries: 800,
      break: (map) => map.list && map.list.length--,
      problem: /list of overflow buckets is incomplete/,
    },
    {
      entries: 20,
      break: ({ array }) => {
        const full = slot(array?.slots, (entry) => entry > 0);
        const bucket = full >> 3;
        const empty = slot(array?.slots.subarray(bucket * 8), (entry) => entry === 0) + bucket * 8;
        if (array) array.slots[empty] = array.slots[full] ?? 0;
      },
      problem: /there twice/,
    },
    {
      entries: GROWING,
      break: ({ growth }) =>
        growth && (growth.evacuated[slot(growth.array.slots, (e) => e > 0) >> 3] = 1),
      problem: /is evacuated and has entries/,
    },
    {
      entries: GROWING,
      break: ({ growth }) => growth && (growth.next += 100),
      problem: /is passed and not evacuated|growth goes on/,
    },
    {
      entries: GROWING,
      break: ({ growth }) => growth?.evacuated.fill(0, 0, growth.next),
      problem: /is passed and not evacuated/,
    },
    {
      entries: GROWING,
      break: ({ growth }) => growth && (growth.separate = -1),
      problem: /old overflow buckets are linked, -1 counted/,
    },
  ];
  for (const { entries, break: spoil, problem } of breaks) {
    it(`${problem.source} after ${entries} entries`, () => {
      const map = bucketMap(entries);
      spoil(map);
      assert.match(checkInvariants(map) ?? 'no problem found', problem);
    });
  }
});

describe('the invariants of a Swiss map', () => {
  /** Makes an empty slot a tombstone. */
  const bury = (map: SwissMap, empty: number): void => {
    map.slots[empty] = TOMBSTONE;
    map.occupied[empty >> 3] = (map.occupied[empty >> 3] ?? 0) | (1 << (empty & 7));
  };
  const first = (map: SwissMap): Table => {
    const [table] = map.directory;
    assert.ok(table);
    return table;
  };
  const breaks: readonly {
    readonly entries: number;
    readonly break: (map: SwissMap) => void;
    readonly problem: RegExp;
  }[] = [
    { entries: 5, break: (map) => map.count++, problem: /small map counts its entries wrongly/ },
    { entries: 5, break: ({ small }) => small?.fill(TOMBSTONE, 7), problem: /has a tombstone/ },
    { entries: 5, break: ({ small }) => small?.copyWithin(5, 0, 1), problem: /a key twice/ },
    { entries: 100, break: (map) => map.count--, problem: /100 entries found, 99 counted/ },
    { entries: 100, break: (map) => first(map).used--, problem: /entries are counted wrongly/ },
    { entries: 100, break: (map) => first(map).growthLeft++, problem: /tombstones are counted/ },
    {
      entries: 100,
      break: (map) => (first(map).growthLeft = -1),
      problem: /more slots are filled/,
    },
    { entries: 100, break: (map) => (map.seed ^= 0x5555_5500), problem: /behind an empty slot/ },
    { entries: 100, break: (map) => map.occupied.fill(0), problem: /slots of group .* are marked/ },
    { entries: 3000, break: (map) => map.globalDepth++, problem: /directory has the wrong size/ },
    { entries: 3000, break: (map) => (map.seed ^= 1), problem: /wrong table|behind an empty slot/ },
    {
      entries: 3000,
      break: (map) => (map.directory = [...map.directory].reverse()),
      problem: /misplaced|as deep/,
    },
    {
      entries: 100,
      break: (map) => {
        const full = slot(map.slots.subarray(first(map).start), (entry) => entry > 0);
        deleteKey(map, (map.slots[first(map).start + full] ?? 0) - 1);
        const empty = slot(map.slots.subarray(first(map).start), (entry) => entry === EMPTY);
        bury(map, first(map).start + empty);
        first(map).growthLeft--;
      },
      problem: /a tombstone that the map does not know of/,
    },
    {
      entries: 10,
      break: (map) => {
        const empty = slot(map.slots.subarray(first(map).start), (entry) => entry === EMPTY);
        bury(map, first(map).start + empty);
        first(map).growthLeft--;
        map.tombstonePossible = true;
      },
      problem: /has empty slots and tombstones/,
    },
  ];
  for (const { entries, break: spoil, problem } of breaks) {
    it(`${problem.source} after ${entries} entries`, () => {
      const map = swissMap(entries);
      spoil(map);
      assert.match(checkInvariants(map) ?? 'no problem found', problem);
    });
  }
});
