/** Random operation lists on both implementations against a JavaScript set, with all invariants after every step. */
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
  overwriteKey,
} from '../../runtime/goMap';
import type { GoMap } from '../../runtime/goMap';
import { nextSeed, seedSource } from '../../runtime/hash';
import type { Heap } from '../../runtime/heap';
import { collect, createHeap } from '../../runtime/heap';
import { mapLayout } from '../../runtime/mapLayout';
import { goOf, shapeOf } from './goldenFiles';

/** Lists of operations for each combination below. */
const LISTS = 25;
const MAPS = ['1.19', '1.21', '1.23', '1.24', '1.25', '1.26', '1.27'].flatMap((go) =>
  // Buckets with and without pointers; keys that prune tombstones and keys that do not.
  ['int', 'string', '[16]byte'].map((key) => ({ go, key, elem: 'int' })),
);

interface World {
  map: GoMap;
  keys: Set<number>;
  next: number;
}

/** One operation by name, on the model and on the set. */
const OPERATIONS: Readonly<Record<string, (world: World, amount: number) => void>> = {
  insert: (world, amount) => {
    for (let i = 0; i < amount; i++) {
      insertKey(world.map, world.next);
      world.keys.add(world.next++);
    }
  },
  deleteOldest: (world, amount) => {
    for (const key of [...world.keys].slice(0, amount)) remove(world, key);
  },
  deleteNewest: (world, amount) => {
    for (const key of [...world.keys].slice(-amount)) remove(world, key);
  },
  deleteEverySecond: (world) => {
    for (const [i, key] of [...world.keys].entries()) if (i % 2 === 0) remove(world, key);
  },
  churn: (world, amount) => {
    for (let i = 0; i < amount; i++) {
      OPERATIONS['insert']?.(world, 1);
      OPERATIONS['deleteOldest']?.(world, 1);
    }
  },
  overwrite: (world, amount) => {
    for (const key of [...world.keys].slice(0, amount)) overwriteKey(world.map, key);
  },
  iterate: (world) => {
    iterateMap(world.map);
  },
  clear: (world) => {
    clearMap(world.map);
    world.keys.clear();
  },
  deleteAll: (world) => {
    for (const key of world.keys) deleteKey(world.map, key);
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
    [...keys].sort((a, b) => a - b),
    what,
  );
  for (const key of keys) assert.ok(hasKey(map, key), what);
  assert.ok(heap.live > 0 && heap.garbage >= 0 && heap.total >= heap.live, what);
}

describe('the map model', () => {
  for (const { go, key, elem } of MAPS) {
    it(`go ${go}: map[${key}]${elem} holds what a set holds, with its invariants`, () => {
      const names = Object.keys(OPERATIONS);
      for (let list = 0; list < LISTS; list++) {
        const random = seedSource(list);
        const pick = (below: number): number => (nextSeed(random) >>> 0) % below;
        const heap = createHeap();
        const context = { go: goOf(go), arch: 'amd64', heap, seeds: seedSource(list) } as const;
        const layout = mapLayout(context.go, shapeOf(key), shapeOf(elem), 'amd64');
        const map = makeMap(context, layout, pick(3) === 0 ? pick(200) : 0);
        const world: World = { map, keys: new Set(), next: 0 };
        const done: string[] = [];
        for (let step = 0; step < 15; step++) {
          // Inserts come often, so that maps get large enough for growth, splits and overflow.
          const name = pick(2) === 0 ? 'insert' : (names[pick(names.length)] ?? 'insert');
          const amount = pick(pick(4) === 0 ? 700 : 20);
          OPERATIONS[name]?.(world, amount);
          done.push(`${name} ${amount}`);
          check(world, heap, `list ${list}: ${done.join(', ')}`);
        }
        dropMap(world.map);
        collect(heap);
        assert.equal(heap.live, 0, `list ${list}: memory is left after the map is gone`);
      }
    });
  }
});

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
