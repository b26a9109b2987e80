/** Workloads step by step: the same run as in one go, seen at any step in any order. */
import assert from 'node:assert/strict';
import { nextSeed, seedSource } from '../../runtime/maps/hash';
import type { RunEvent } from '../../runtime/maps/mapEvents';
import { describeEvent } from '../../runtime/simulation/narration';
import type { Picture } from '../../runtime/maps/picture';
import {
  CONTROL_DELETED,
  CONTROL_EMPTY,
  MAX_WINDOW,
  MIN_TOP_HASH,
} from '../../runtime/maps/picture';
import type { SimulateRequest } from '../../runtime/simulation/request';
import { simulate } from '../../runtime/simulation/simulate';
import type { Steps } from '../../runtime/simulation/steps';
import { openSteps } from '../../runtime/simulation/steps';
import { parseWorkload } from '../../runtime/simulation/workload';
import { goOf, shapeOf } from './goldenFiles';

function request(go: string, key: string, elem: string, workload: string): SimulateRequest {
  const parsed = parseWorkload(workload);
  assert.ok(parsed.ok, workload);
  const ops = parsed.ops;
  return { go: goOf(go), arch: 'amd64', key: shapeOf(key), elem: shapeOf(elem), workload: ops };
}

function open(asked: SimulateRequest): Steps {
  const result = openSteps(asked);
  assert.ok(result.ok, JSON.stringify(result));
  return result.steps;
}

/** The kinds of the events up to a step, and those of all landmarks, in order, each once. */
function kinds(steps: Steps, upTo = steps.last): readonly RunEvent['kind'][] {
  const first = Array.from({ length: upTo }, (_, i) => steps.at(i + 1).event.kind);
  return [...new Set([...first, ...steps.landmarks.map(({ kind }) => kind)])];
}

const EVERY_OP =
  'insert 700; gc; overwrite 50; churn 40 x10; delete 30%; rebuild; insert 100; clone; delete 100; ' +
  'delete-range; insert 20; pointers; overwrite 5; rebuild hint; clear; nil; remake; insert 9; free-os-memory';

/** Entries that a picture shows when its window holds everything. */
function entriesIn(picture: Picture): number {
  switch (picture.kind) {
    case 'nil':
    case 'empty':
      return 0;
    case 'small':
    case 'swiss':
      return picture.control.filter((c) => c !== CONTROL_EMPTY && c !== CONTROL_DELETED).length;
    case 'bucket': {
      const arrays = picture.old === undefined ? [picture.array] : [picture.array, picture.old];
      const tops = arrays.flatMap(({ chains }) => chains.flatMap(({ tophash }) => tophash));
      return tops.filter((top) => top >= MIN_TOP_HASH).length;
    }
  }
}

describe('steps', () => {
  const runs: readonly (readonly [go: string, key: string, elem: string])[] = [
    ['1.19', 'int', 'int'],
    ['1.23', 'string', '[200]byte'],
    ['1.24', '[16]byte', 'int'],
    ['1.27', 'int', '[129]byte'],
    ['1.27', 'float64', 'int'],
  ];
  for (const [go, key, elem] of runs) {
    it(`end each operation as simulate does: go ${go}, map[${key}]${elem}`, () => {
      const asked = request(go, key, elem, EVERY_OP);
      const steps = open(asked);
      const whole = simulate({ ...asked, ranges: false });
      assert.ok(whole.ok);
      assert.equal(steps.ends.length, asked.workload.length);
      for (const [i, phase] of whole.simulation.phases.entries()) {
        const { event, entries, liveBytes, totalAllocBytes } = steps.at(steps.ends[i] ?? -1);
        assert.deepEqual(
          { kind: event.kind, entries, liveBytes, totalAllocBytes },
          {
            kind: 'end',
            entries: phase.entries,
            liveBytes: phase.liveBytes,
            totalAllocBytes: phase.totalAllocBytes,
          },
          phase.op,
        );
      }
    });

    it(`are the same in any order, and plain data: go ${go}, map[${key}]${elem}`, () => {
      const steps = open(request(go, key, elem, EVERY_OP));
      const again = open(request(go, key, elem, EVERY_OP));
      const random = seedSource(5);
      for (let i = 0; i < 60; i++) {
        const step = (nextSeed(random) >>> 0) % (steps.last + 1);
        const view = steps.at(step);
        assert.equal(view.step, step);
        assert.deepEqual(again.at(step), view);
        assert.deepEqual(JSON.parse(JSON.stringify(view)), view);
        assert.match(describeEvent(view.event), /^[A-Z].*\.$/);
      }
    });

    it(`draw every entry, and count as they draw: go ${go}, map[${key}]${elem}`, () => {
      const steps = open(request(go, key, elem, 'insert 1500; delete 700; insert 900; clear'));
      for (let step = 0; step <= steps.last; step += 37) {
        const { map, entries, event } = steps.at(step, { around: 0, size: MAX_WINDOW });
        // While a chain is moved, the entry that needs an overflow bucket is in neither array.
        const moving = event.kind === 'overflow' ? 1 : 0;
        const drawn = entriesIn(map);
        assert.ok(drawn === entries || drawn === entries - moving, `step ${step}: ${event.kind}`);
        if (map.kind === 'swiss') {
          assert.equal(map.control.length, map.groupCount * 8);
          const dead = map.control.filter((c) => c === CONTROL_DELETED).length;
          assert.equal(
            map.tables.reduce((sum, table) => sum + table.tombstones, 0),
            dead,
          );
        }
      }
    });
  }

  it('name what happens in a bucket map', () => {
    const steps = open(request('1.23', 'int', 'int', 'insert 200; delete 20; overwrite 3; clear'));
    assert.deepEqual(kinds(steps), [
      'buckets',
      'insert',
      'grow',
      'evacuate',
      'grown',
      'probeBucket',
      'overflow',
      'end',
      'delete',
      'overwrite',
      'clear',
    ]);
  });

  it('name what happens in a Swiss map', () => {
    const steps = open(
      request(
        '1.27',
        'int',
        'int',
        'insert 600; overwrite 3; churn 600 x8; insert 900; clear; gc; nil',
      ),
    );
    assert.deepEqual(
      new Set(kinds(steps, 4000)),
      new Set<RunEvent['kind']>([
        ...(['smallGroup', 'insert', 'growToTable', 'growTable', 'probeGroup', 'split'] as const),
        ...(['directory', 'end', 'overwrite', 'delete', 'tombstone', 'prune', 'clear'] as const),
        ...(['collect', 'drop'] as const),
      ]),
    );
  });

  it('grow at the same size when deleted entries leave overflow buckets behind', () => {
    const steps = open(request('1.23', 'int', 'int', 'insert 800; churn 800 x40'));
    const grown = steps.landmarks.filter(({ kind }) => kind === 'grow');
    const reasons = grown.map(({ step }) => {
      const { event } = steps.at(step);
      return event.kind === 'grow' ? event.because : event.kind;
    });
    assert.ok(reasons.includes('overflow'), reasons.join());
    assert.equal(reasons[0], 'load');
  });

  it('follow one small map through its life', () => {
    const steps = open(request('1.27', 'int', 'int', 'insert 2; delete 1; nil'));
    const told = Array.from({ length: steps.last + 1 }, (_, step) => {
      const { event, entries, liveBytes, map } = steps.at(step);
      return [event.kind, entries, liveBytes, map.kind];
    });
    assert.deepEqual(told, [
      ['start', 0, 48, 'empty'],
      ['smallGroup', 0, 192, 'small'],
      ['insert', 1, 192, 'small'],
      ['insert', 2, 192, 'small'],
      ['end', 2, 192, 'small'],
      ['delete', 1, 192, 'small'],
      ['end', 1, 192, 'small'],
      ['drop', 0, 192, 'nil'],
      ['end', 0, 192, 'nil'],
    ]);
    assert.deepEqual(steps.ends, [4, 6, 8]);
  });

  it('show the window that is asked for, around the event if none is', () => {
    const steps = open(request('1.27', 'int', 'int', 'insert 20000'));
    const part = steps.at(steps.last, { around: 100, size: 10 }).map;
    assert.ok(part.kind === 'swiss');
    assert.deepEqual([part.firstGroup, part.control.length], [95, 80]);
    const { map, event } = steps.at(steps.last - 1);
    assert.ok(map.kind === 'swiss' && event.kind === 'insert' && event.at.in === 'table');
    const { table, group, slot } = event.at;
    const drawn = map.tables.find(({ index }) => index === table);
    assert.ok(drawn, 'the table of the event is shown');
    const control = map.control[(drawn.firstGroup + group - map.firstGroup) * 8 + slot];
    assert.ok(control !== undefined && control < CONTROL_EMPTY);
  });

  it('take a step outside the run for the nearest one inside', () => {
    const steps = open(request('1.27', 'int', 'int', 'insert 3'));
    const table: readonly (readonly [asked: number, step: number])[] = [
      [-5, 0],
      [1.4, 1],
      [1e9, steps.last],
      [NaN, 0],
    ];
    for (const [asked, step] of table) assert.equal(steps.at(asked).step, step);
  });

  it('are refused, with the reason, for what is too large or cannot be run', () => {
    const table: readonly (readonly [workload: string, message: RegExp])[] = [
      ['insert 1000001', /step by step: at most 1,000,000 entries/],
      ['insert 10; churn 1000000 x5', /step by step: at most/],
      ['nil; insert 1', /the map is nil/],
    ];
    for (const [workload, message] of table) {
      const result = openSteps(request('1.27', 'int', 'int', workload));
      assert.ok(!result.ok, workload);
      assert.match(result.message, message);
    }
  });
});
