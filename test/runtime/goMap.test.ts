/**
 * Random operation lists on both implementations against a JavaScript Map, with all invariants after every operation, and
 * in every third list after every step inside an operation too. HEAPGHOST_LISTS=10000 runs more (some minutes).
 */
import assert from 'node:assert/strict';
import {
  checkInvariants,
  clearMap,
  cloneMap,
  deleteAllKeys,
  deleteKey,
  dropMap,
  forEachMapKey,
  hasKey,
  insertKey,
  iterateMap,
  makeMap,
  mapMemory,
  overwriteKey,
} from '../../runtime/maps/goMap';
import type { GoMap } from '../../runtime/maps/goMap';
import { nextSeed, seedSource } from '../../runtime/maps/hash';
import type { Heap } from '../../runtime/heap/heap';
import { collect, createHeap } from '../../runtime/heap/heap';
import type { MapContext } from '../../runtime/maps/mapContext';
import type { RunEvent } from '../../runtime/maps/mapEvents';
import { mapLayout } from '../../runtime/layout/mapLayout';
import { goOf, shapeOf } from './goldenFiles';

/** Lists of operations, spread over the combinations below. */
const LISTS = Number(process.env['HEAPGHOST_LISTS'] ?? 504);
const MAPS = ['1.19', '1.21', '1.23', '1.24', '1.25', '1.26', '1.27'].flatMap((go) =>
  // Buckets with and without pointers; keys that prune tombstones and keys that do not.
  [
    ['int', 'int'],
    ['string', 'int'],
    ['[16]byte', 'int'],
    ['[129]byte', '*int'],
  ].map(([key = '', elem = '']) => ({ go, key, elem })),
);

interface World {
  map: GoMap;
  /** The keys and when they were last assigned. */
  keys: Map<number, number>;
  next: number;
}

/** One operation by name, on the model and on the set. */
const OPERATIONS: Readonly<Record<string, (world: World, amount: number) => void>> = {
  insert: (world, amount) => {
    for (let i = 0; i < amount; i++) {
      insertKey(world.map, world.next);
      world.keys.set(world.next, world.next++);
    }
  },
  deleteOldest: (world, amount) => {
    for (const key of [...world.keys.keys()].slice(0, amount)) remove(world, key);
  },
  deleteNewest: (world, amount) => {
    for (const key of [...world.keys.keys()].slice(-amount)) remove(world, key);
  },
  deleteRandom: (world, amount) => {
    const random = seedSource(world.next + amount);
    for (const key of [...world.keys.keys()]) if (nextSeed(random) % 3 === 0) remove(world, key);
  },
  reinsert: (world, amount) => {
    // Keys that were deleted come back: the same hashes again, until the map is emptied.
    const gone = Array.from({ length: world.next }, (_, key) => key).filter(
      (k) => !world.keys.has(k),
    );
    for (const key of gone.slice(0, amount)) {
      insertKey(world.map, key);
      world.keys.set(key, world.next);
    }
  },
  deleteEverySecond: (world) => {
    for (const [i, key] of [...world.keys.keys()].entries()) if (i % 2 === 0) remove(world, key);
  },
  churn: (world, amount) => {
    for (let i = 0; i < amount; i++) {
      OPERATIONS['insert']?.(world, 1);
      OPERATIONS['deleteOldest']?.(world, 1);
    }
  },
  overwrite: (world, amount) => {
    for (const key of [...world.keys.keys()].slice(0, amount)) {
      overwriteKey(world.map, key);
      world.keys.set(key, world.next);
    }
  },
  iterate: (world) => {
    iterateMap(world.map);
  },
  clear: (world) => {
    clearMap(world.map);
    world.keys.clear();
  },
  deleteAll: (world) => {
    for (const key of world.keys.keys()) deleteKey(world.map, key);
    world.keys.clear();
  },
  deleteAllAtOnce: (world) => {
    if (deleteAllKeys(world.map)) world.keys.clear();
  },
  clone: (world) => {
    const clone = cloneMap(world.map);
    dropMap(world.map);
    world.map = clone.map;
  },
};

const NAMES = Object.keys(OPERATIONS);

function remove(world: World, key: number): void {
  deleteKey(world.map, key);
  world.keys.delete(key);
}

function check({ map, keys }: World, heap: Heap, what: string): void {
  assert.equal(checkInvariants(map), undefined, what);
  assert.equal(map.count, keys.size, what);
  const found: number[] = [];
  forEachMapKey(map, (key) => found.push(key));
  assert.deepEqual(
    found.sort((a, b) => a - b),
    [...keys.keys()].sort((a, b) => a - b),
    what,
  );
  for (const key of keys.keys()) assert.ok(hasKey(map, key), what);
  assert.deepEqual(heap.liveParts, mapMemory(map), what);
  assert.equal(
    heap.liveParts.reduce((sum, bytes) => sum + bytes),
    heap.live,
    what,
  );
  assert.ok(heap.live > 0 && heap.garbage >= 0 && heap.total >= heap.live, what);
}

describe('the map model', function () {
  this.timeout(LISTS > 1000 ? 3_600_000 : 60_000);
  for (const [combination, { go, key, elem }] of MAPS.entries()) {
    it(`go ${go}: map[${key}]${elem} holds what a JavaScript Map holds, with its invariants`, () => {
      for (let list = combination; list < LISTS; list += MAPS.length) {
        runList(list, go, key, elem);
      }
    });
  }
});

function runList(list: number, go: string, key: string, elem: string): void {
  const random = seedSource(list);
  const pick = (below: number): number => (nextSeed(random) >>> 0) % below;
  const done: string[] = [];
  const what = (): string => `list ${list}: ${done.join(', ')}`;
  // Every third list is small, and checked inside its operations too.
  const traced = pick(3) === 0;
  const heap = createHeap();
  const made: { world?: World } = {};
  const trace = ({ kind }: RunEvent): void => {
    // While a chain is moved, the entry that needs an overflow bucket is in neither array.
    if (made.world === undefined || kind === 'overflow') return;
    assert.equal(checkInvariants(made.world.map), undefined, `${what()}, ${kind}`);
  };
  const context: MapContext = {
    ...{ go: goOf(go), arch: 'amd64', heap, seeds: seedSource(list) },
    ...(traced ? { trace } : {}),
  };
  const layout = mapLayout(context.go, shapeOf(key), shapeOf(elem), 'amd64');
  const map = makeMap(context, layout, pick(3) === 0 ? pick(200) : 0);
  const world: World = { map, keys: new Map(), next: 0 };
  made.world = world;
  for (let step = 0; step < 15; step++) {
    // Inserts come often, so that maps get large enough for growth, splits and overflow.
    const name = pick(2) === 0 ? 'insert' : (NAMES[pick(NAMES.length)] ?? 'insert');
    const amount = pick(pick(4) === 0 ? (traced ? 60 : 700) : 20);
    done.push(`${name} ${amount}`);
    OPERATIONS[name]?.(world, amount);
    check(world, heap, what());
  }
  dropMap(world.map);
  collect(heap);
  assert.equal(heap.live, 0, `list ${list}: memory is left after the map is gone`);
}

describe('deleting all keys at once', () => {
  for (const { go, key, elem } of MAPS) {
    it(`go ${go}: map[${key}]${elem} ends as by deleting them one by one`, () => {
      for (const entries of [5, 8, 9, 100, 1000, 5000]) {
        const [together, single] = [1, 2].map(() => {
          const context = {
            go: goOf(go),
            arch: 'amd64',
            heap: createHeap(),
            seeds: seedSource(entries),
          } as const;
          const map = makeMap(context, mapLayout(context.go, shapeOf(key), shapeOf(elem), 'amd64'));
          for (let i = 0; i < entries; i++) insertKey(map, i);
          return map;
        });
        assert.ok(together && single);
        const possible = deleteAllKeys(together);
        // Only a bucket map that is growing depends on the order.
        if (!possible) assert.ok(together.kind === 'bucket' && together.growth !== undefined);
        else {
          for (let i = 0; i < entries; i++) deleteKey(single, i);
          assert.deepEqual(together, single);
        }
      }
    });
  }
});
