/**
 * Single facts of the runtime, as real Go programs showed them. Each figure was measured on linux/amd64 as the average of
 * many maps, with go1.23.5, 1.24.4 and 1.27.4; figures that do not depend on hashing are exact.
 */
import assert from 'node:assert/strict';
import { insertKeys, iterateMap, makeMap } from '../../runtime/maps/goMap';
import type { GoMap } from '../../runtime/maps/goMap';
import { seedSource } from '../../runtime/maps/hash';
import type { Heap } from '../../runtime/heap/heap';
import { collect, createHeap } from '../../runtime/heap/heap';
import { mapLayout } from '../../runtime/layout/mapLayout';
import { simulate } from '../../runtime/simulation/simulate';
import { parseWorkload } from '../../runtime/simulation/workload';
import { goOf, shapeOf } from './goldenFiles';

interface Sample {
  readonly mean: number;
  readonly deviation: number;
}

/** The live bytes of maps with different hash seeds, after a collection. */
function liveBytes(
  type: { readonly go: string; readonly key: string; readonly elem: string },
  seeds: number,
  use: (map: GoMap, heap: Heap) => void,
): Sample {
  const go = goOf(type.go);
  const layout = mapLayout(go, shapeOf(type.key), shapeOf(type.elem), 'amd64');
  const figures = Array.from({ length: seeds }, (_, seed) => {
    const heap = createHeap();
    use(makeMap({ go, arch: 'amd64', heap, seeds: seedSource(seed) }, layout), heap);
    collect(heap);
    return heap.live;
  });
  const mean = figures.reduce((sum, figure) => sum + figure) / seeds;
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (seeds - 1)) };
}

/** Live bytes and TotalAlloc of the last operation. */
function last(
  go: string,
  key: string,
  workload: string,
  elem = 'int',
): readonly [live: number, total: number] {
  const ops = parseWorkload(workload);
  assert.ok(ops.ok);
  const types = { key: shapeOf(key), elem: shapeOf(elem) };
  const result = simulate({ go: goOf(go), arch: 'amd64', ...types, workload: ops.ops });
  assert.ok(result.ok);
  const { phases } = result.simulation;
  const [before, after] = [phases.at(-2), phases.at(-1)];
  assert.ok(before && after);
  return [after.liveBytes, after.totalAllocBytes - before.totalAllocBytes];
}

function isNear(model: number, measured: number, tolerance: number): void {
  const error = Math.abs(model - measured) / measured;
  assert.ok(error <= tolerance, `model ${model}, measured ${measured}`);
}

describe('facts about maps', () => {
  const strings = { go: '1.23', key: 'string', elem: 'int' };

  it('a range loop keeps the overflow buckets of a growing map linked until it has grown', () => {
    // 6,656 entries are 6.5 for each of 1,024 buckets: the next one makes the map grow.
    const grown = (ranged: boolean) =>
      liveBytes(strings, 60, (map) => {
        insertKeys(map, 0, 6656);
        if (ranged) iterateMap(map);
        insertKeys(map, 6656, 6857);
      }).mean;
    const [plain, ranged] = [grown(false), grown(true)];
    isNear(plain, 706_442, 0.002);
    isNear(ranged, 716_584, 0.002);
    isNear(ranged - plain, 10_142, 0.1);
  });

  it('a range loop over a bucket map without pointers allocates the bookkeeping of overflow buckets', () => {
    const allocated = (key: string) => {
      let bytes = 0;
      liveBytes({ ...strings, key }, 1, (map, heap) => {
        insertKeys(map, 0, 5);
        const before = heap.total;
        iterateMap(map);
        bytes = heap.total - before;
      });
      return bytes;
    };
    assert.equal(allocated('int'), 48);
    assert.equal(allocated('string'), 0);
  });

  it('the range-delete loop over keys that may be NaN deletes one by one, and leaves tombstones', () => {
    for (const go of ['1.24', '1.27']) {
      const after = (op: string) => last(go, 'float64', `insert 890; ${op}; insert 890; gc`)[0];
      assert.equal(after('delete-range'), 36_992, go);
      assert.equal(after('clear'), 18_520, go);
    }
  });

  it('a clone of a bucket map shares indirect keys unless equal keys can differ in bits', () => {
    const table: readonly (readonly [go: string, key: string, entries: number, total: number])[] = [
      ['1.23', '[129]byte', 5, 192],
      ['1.23', 'struct{S string; B [128]byte}', 5, 912],
      ['1.23', '[129]byte', 1000, 41_032],
      ['1.23', 'struct{S string; B [128]byte}', 1000, 185_032],
      ['1.27', '[129]byte', 5, 912],
      ['1.27', '[129]byte', 1000, 180_992],
    ];
    for (const [go, key, entries, total] of table) {
      assert.equal(last(go, key, `insert ${entries}; clone`)[1], total, `go ${go}, ${key}`);
    }
  });

  it('small values that a loop made share blocks with those of keys that have nothing in common', () => {
    // Four of 4 bytes in each block: the oldest 1,158 of 3,103 keys share few blocks with each other, ...
    const looped = (deleted: number) =>
      last('1.27', 'int', `insert 3103; pointers; gc; delete ${deleted}; gc`, 'int32')[0];
    isNear(looped(0) - looped(1375), 121_691 - 121_149, 0.5);
    assert.equal(looped(0) - looped(3103), 776 * 16);
    // ... and where they were inserted one after the other, all.
    const inserted = (deleted: number) =>
      last('1.27', 'int', `insert 3103; gc; delete ${deleted}; gc`, '*int32')[0];
    assert.equal(inserted(0) - inserted(1376), 344 * 16);
    assert.equal(inserted(0) - inserted(3103), 776 * 16);
  });

  it('chance decides as often as in Go whether a table of a Swiss map splits', () => {
    // 857 entries a table on average, of 896 that it may hold. 1,500 maps of either toolchain.
    const { mean, deviation } = liveBytes({ ...strings, go: '1.27' }, 400, (map) => {
      insertKeys(map, 0, 6857);
    });
    isNear(mean, 235_499, 0.02);
    isNear(deviation, 17_658, 0.15);
  });
});
