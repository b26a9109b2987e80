/** The lines of a measuring program, and the phases that are made of them. */
import assert from 'node:assert/strict';
import { parseTypeShape, parseWorkload } from '../../runtime';
import { parseReading, phasesOf } from '../../server/src/measure/readings';
import type { ResidentReading } from '../../server/src/measure/readings';

function entry(line: string, rss: number | null = null): ResidentReading {
  const parsed = parseReading(line);
  assert.ok(parsed, line);
  return { ...parsed, rss };
}

const key = parseTypeShape('bool', 'amd64');
const workload = parseWorkload('insert 2; gc');

function phases(reported: readonly ResidentReading[], entries: readonly number[]) {
  assert.ok(key.ok && workload.ok);
  return phasesOf(workload.ops, reported, entries, key.shape);
}

describe('report of a measuring program', () => {
  it('is counted from the last line before the first operation', () => {
    const result = phases(
      [
        entry('-1 0 900 900 9 10 20 30 40'),
        entry('-1 0 1000 2000 10 11 21 31 41'),
        entry('0 2 1500 2600 12 50 60 70 80', 4096),
        entry('1 2 990 2700 11 51 61 71 81'),
      ],
      [2, 2],
    );
    assert.deepEqual(result, {
      ok: true,
      phases: [
        {
          ...{ op: 'insert 2', entries: 2, liveBytes: 500, totalAllocBytes: 600, heapObjects: 2 },
          ...{ heapSys: 50, heapInuse: 60, heapIdle: 70, heapReleased: 80, rss: 4096 },
        },
        {
          ...{ op: 'gc', entries: 2, liveBytes: -10, totalAllocBytes: 700, heapObjects: 1 },
          ...{ heapSys: 51, heapInuse: 61, heapIdle: 71, heapReleased: 81, rss: null },
        },
      ],
    });
  });

  it('is no report when it is something else', () => {
    for (const line of [
      '',
      'panic: no',
      '0 1 2 3 4 5 6 7',
      '0 1 2 3 4 5 6 7 8 9',
      '0 1 2 3 4 5 6 7 x',
    ]) {
      assert.equal(parseReading(line), undefined, line);
    }
  });

  const START = entry('-1 0 0 0 0 0 0 0 0');
  const BAD: readonly {
    readonly what: string;
    readonly reported: readonly ResidentReading[];
    readonly says: string;
  }[] = [
    { what: 'nothing', reported: [], says: 'the program reported nothing' },
    {
      what: 'a program that stops',
      reported: [START, entry('0 2 0 0 0 0 0 0 0')],
      says: 'the program ended before gc',
    },
    {
      what: 'keys that were equal',
      reported: [START, entry('0 1 0 0 0 0 0 0 0')],
      says: 'the map held 1 entries after insert 2, not 2: too few different keys can be made of bool',
    },
    {
      what: 'more entries than there can be',
      reported: [START, entry('0 3 0 0 0 0 0 0 0')],
      says: 'the map held 3 entries after insert 2, not 2',
    },
  ];
  for (const { what, reported, says } of BAD) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(phases(reported, [2, 2]), { ok: false, message: says });
    });
  }
});
