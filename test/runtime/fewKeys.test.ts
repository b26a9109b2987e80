/**
 * Keys of types with few values come again when entries are replaced, so that a map does not see ever new hashes. The
 * figures are means of 12 runs of `heapghost measure` with go1.23.5.
 */
import assert from 'node:assert/strict';
import { simulate } from '../../runtime';
import { goOf, shapeOf } from './goldenFiles';
import { parseWorkload } from '../../runtime/simulation/workload';

const MEASURED = [
  {
    key: '[1]int16',
    elem: '*error',
    workload: 'insert 21380; insert 3167; gc; churn 1045 x189; gc',
    live: 1_041_525,
  },
  {
    key: 'int16',
    elem: '[2][12]bool',
    workload: 'insert 22742; overwrite 24; gc; rebuild hint; gc; clone; gc; churn 4102 x45',
    live: 1_509_500,
  },
];
const SEEDS = 12;

describe('maps whose keys have few values', () => {
  for (const { key, elem, workload, live } of MEASURED) {
    it(`map[${key}]${elem}: ${workload}`, () => {
      const ops = parseWorkload(workload);
      assert.ok(ops.ok);
      let sum = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const result = simulate({
          ...{ go: goOf('1.23'), arch: 'amd64', key: shapeOf(key), elem: shapeOf(elem) },
          ...{ workload: ops.ops, seed, ranges: false },
        });
        assert.ok(result.ok);
        sum += result.simulation.phases.at(-1)?.liveBytes ?? Number.NaN;
      }
      const mean = sum / SEEDS;
      assert.ok(Math.abs(mean / live - 1) < 0.01, `${mean} simulated, ${live} measured`);
    });
  }

  it('has every key once, whatever was replaced before', () => {
    const ops = parseWorkload('insert 200; churn 100 x9; delete 50%; insert 155; overwrite 255');
    assert.ok(ops.ok);
    for (const go of ['1.23', '1.27']) {
      const result = simulate({
        ...{ go: goOf(go), arch: 'amd64', key: shapeOf('uint8'), elem: shapeOf('int') },
        workload: ops.ops,
      });
      assert.ok(result.ok);
      assert.deepEqual(
        result.simulation.phases.map(({ entries }) => entries),
        [200, 200, 100, 255, 255],
      );
    }
  });
});
