/** How long a simulation may get, and that it can be run bit by bit. */
import assert from 'node:assert/strict';
import type { SimulateRequest } from '../../runtime';
import {
  MAX_OPS,
  parseKeyShape,
  parseTypeShape,
  parseWorkload,
  simulate,
  startSimulation,
} from '../../runtime';
import { planWorkload } from '../../runtime/simulation/plan';
import { planSampling } from '../../runtime/simulation/ranges';
import { addRuns, createRunCounts, moveRuns, takeRun } from '../../runtime/heap/runCounts';
import { SLICE_STEPS } from '../../runtime/base/slicedWork';

function request(minor: number, elem: string, workload: string): SimulateRequest {
  const key = parseKeyShape('int', 'amd64');
  const value = parseTypeShape(elem, 'amd64');
  const ops = parseWorkload(workload);
  assert.ok(key.ok && value.ok && ops.ok, `${elem} ${workload}`);
  return { go: { minor }, arch: 'amd64', key: key.shape, elem: value.shape, workload: ops.ops };
}

describe('a workload that would take too long', () => {
  const tooMany = /^too many operations: at most 10,000$/;
  const tooMuch = /: too much work: at most 100,000,000 inserts, deletes and copies of an entry/;
  const table: readonly (readonly [
    what: string,
    elem: string,
    workload: string,
    message: RegExp,
  ])[] = [
    ['inserts', 'int', 'insert 19000000; delete all; '.repeat(3), tooMuch],
    ['rounds', 'int', 'insert 1; churn 1 x50000001', tooMuch],
    ['rounds of nothing', 'int', 'churn 1 x1000000000', tooMuch],
    ['copies', 'int', `insert 1000000; ${'rebuild; '.repeat(100)}`, tooMuch],
    ['clones', 'int', `insert 1000000; ${'clone; '.repeat(100)}`, tooMuch],
    ['hints', 'int', 'make hint 20000000; '.repeat(6), tooMuch],
    ['clears of a large empty map', 'int', `insert 20000000; ${'clear; '.repeat(100)}`, tooMuch],
    [
      'deletes from a large map',
      'int',
      `insert 19000000; delete all; ${'insert 1; delete all; '.repeat(100)}`,
      tooMuch,
    ],
    ['reports on a large map', 'int', `insert 20000000; ${'gc; '.repeat(9000)}`, tooMuch],
    ['bytes', '[1099511627776]byte', 'insert 20000', /: the map allocates more than 8 PiB/],
  ];
  for (const [what, elem, workload, message] of table) {
    it(`is refused for its ${what}`, () => {
      const result = simulate(request(23, elem, workload));
      assert.ok(!result.ok);
      assert.match(result.message, message);
    });
  }

  it('is refused for its operations, as text where they begin to be too many', () => {
    const most = parseWorkload('gc; '.repeat(MAX_OPS));
    assert.ok(most.ok);
    const text = parseWorkload('gc; '.repeat(MAX_OPS + 1));
    assert.deepEqual(text, {
      ok: false,
      message: 'too many operations: at most 10,000',
      offset: 4 * MAX_OPS,
    });
    const plain = simulate({ ...request(23, 'int', 'gc'), workload: [...most.ops, { op: 'gc' }] });
    assert.ok(!plain.ok);
    assert.match(plain.message, tooMany);
    assert.equal(plain.op, MAX_OPS);
  });

  it('is refused for the length of its text, and no message repeats a long word', () => {
    const long = parseWorkload(';'.repeat(1_000_001));
    assert.ok(!long.ok);
    assert.match(long.message, /^the workload is too long: at most 1,000,000 characters$/);
    for (const text of [
      'x',
      'insert x',
      'insert 1 x',
      'delete x%',
      'make x',
      'churn 1 x',
      'insert 1',
    ]) {
      const result = parseWorkload(text + '9'.repeat(500_000));
      assert.ok(!result.ok, text);
      assert.ok(result.message.length < 300, result.message.slice(0, 300));
    }
  });

  it('is run again for its ranges only as often as its operations allow', () => {
    const runs = (workload: string): number => {
      const asked = request(26, 'int', workload);
      const plan = planWorkload(asked);
      assert.ok('steps' in plan);
      return planSampling(asked.workload, plan).runs;
    };
    assert.equal(runs('insert 10; gc'), 100);
    assert.equal(runs('gc; '.repeat(MAX_OPS)), 10);
    assert.ok(runs('make hint 20000000; gc') <= 25);
  });
});

describe('a simulation that is run bit by bit', () => {
  const OPS = [
    'insert 20000; gc; delete 50%; overwrite 9000; churn 10 x1000; rebuild; gc; delete all',
    'make hint 20000; insert 15000; clone; rebuild hint; clear; insert 3; nil; remake; insert 9',
    'insert 20000; clone; delete-range; gc; insert 20000; delete all; free-os-memory',
    'insert 20000; pointers; gc; delete 15000; clone; nil',
  ];
  for (const minor of [23, 24, 26]) {
    for (const elem of ['int', 'int8', '[200]byte']) {
      for (const workload of OPS) {
        it(`go 1.${minor}, ${elem}: ${workload}`, () => {
          const asked = {
            ...request(minor, elem, workload),
            ranges: minor === 26 && elem === 'int',
          };
          const simulating = startSimulation(asked);
          let before = 0;
          let calls = 0;
          let result;
          do {
            result = simulating.advance(1);
            calls++;
            assert.ok(simulating.done >= before, 'progress never goes back');
            before = simulating.done;
          } while (result === undefined);
          assert.deepEqual(result, simulate(asked));
          assert.equal(simulating.done, 1);
          const plan = planWorkload(asked);
          assert.ok('steps' in plan && calls >= plan.steps / SLICE_STEPS, `${calls} calls`);
        });
      }
    }
  }

  it('says at once why it cannot be run', () => {
    const result = startSimulation(request(26, 'int', 'insert 99999999')).advance(1);
    assert.ok(result !== undefined && !result.ok);
    assert.match(result.message, /too many/);
  });
});

describe('free runs of pages', () => {
  it('the shortest that is long enough is taken, as from a plain list', () => {
    const list: number[] = [];
    const counts = createRunCounts();
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    for (let i = 0; i < 3000; i++) {
      const length = 1 + random(60);
      if (random(2) === 0) {
        list.push(length);
        addRuns(counts, length, 1);
        continue;
      }
      const expected = Math.min(...list.filter((run) => run >= length));
      const taken = takeRun(counts, length);
      assert.equal(taken ?? Infinity, expected);
      if (taken !== undefined) list.splice(list.indexOf(taken), 1);
    }
    const others = createRunCounts();
    moveRuns(counts, others);
    assert.deepEqual(counts, createRunCounts());
    for (const run of list.sort((a, b) => a - b)) assert.equal(takeRun(others, 1), run);
    assert.equal(takeRun(others, 1), undefined);
  });

  it('many runs of one length are one entry', () => {
    const counts = createRunCounts();
    for (let i = 0; i < 1000; i++) addRuns(counts, 5, 1_000_000);
    assert.equal(counts.lengths.length, 1);
  });
});
