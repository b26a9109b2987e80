/** Whole simulations: the figures of the documents, what every operation does, and what is refused. */
import assert from 'node:assert/strict';
import { mapFootprint } from '../../runtime/simulation/mapBytes';
import type { SimulateRequest } from '../../runtime/simulation/request';
import type { Phase, Simulation } from '../../runtime/simulation/simulate';
import { simulate } from '../../runtime/simulation/simulate';
import { openSteps } from '../../runtime/simulation/steps';
import { parseWorkload } from '../../runtime/simulation/workload';
import { goOf, shapeOf } from './goldenFiles';

function request(go: string, key: string, elem: string, workload: string): SimulateRequest {
  const parsed = parseWorkload(workload);
  assert.ok(parsed.ok, workload);
  const ops = parsed.ops;
  return { go: goOf(go), arch: 'amd64', key: shapeOf(key), elem: shapeOf(elem), workload: ops };
}

function run(go: string, key: string, elem: string, workload: string): Simulation {
  const result = simulate(request(go, key, elem, workload));
  assert.ok(result.ok, JSON.stringify(result));
  return result.simulation;
}

function phases(go: string, key: string, elem: string, workload: string): readonly Phase[] {
  return run(go, key, elem, workload).phases;
}

/** The live bytes after each operation. */
function live(go: string, key: string, elem: string, workload: string): readonly number[] {
  return phases(go, key, elem, workload).map((phase) => phase.liveBytes);
}

const MIB = 2 ** 20;

describe('simulate', () => {
  describe('gives the figures of the documents', () => {
    const workload = 'insert 1000000; gc; delete all; gc; rebuild; gc';
    const table: readonly (readonly [go: string, elem: string, mib: readonly (number | null)[]])[] =
      [
        // null: not promised.
        ['1.23', '[128]byte', [461, 293.3, null, 293.3, null, 0]],
        ['1.27', '[128]byte', [null, 287.1, null, 287.1, null, 0]],
        ['1.23', '*[128]byte', [182, 160.3, null, 38.3, null, 0]],
        ['1.27', '*[128]byte', [null, 158.1, null, 36, null, 0]],
      ];
    for (const [go, elem, expected] of table) {
      it(`map[int]${elem}, one million entries, go ${go}`, () => {
        for (const [i, bytes] of live(go, 'int', elem, workload).entries()) {
          const mib = expected[i] ?? null;
          if (mib === null) continue;
          const shown = bytes / MIB;
          assert.ok(Math.abs(shown - mib) <= Math.max(0.01, mib * 0.01), `${shown} for ${mib} MiB`);
        }
      });
    }
  });

  describe('explains the figures of the documents as sums', () => {
    const workload = 'insert 1000000; gc; delete all; free-os-memory';
    const runs = new Map<string, readonly Phase[]>();
    /** Bytes of the parts of each phase, live and garbage, as they are worked out by hand. */
    const buckets = (bytes: number) => Math.ceil(((2 ** 18 + 2 ** 14) * bytes) / 8192) * 8192;
    const table: readonly {
      readonly elem: string;
      readonly phase: number;
      readonly parts: Readonly<Record<string, number>>;
    }[] = [
      // 461 MiB: the array, the old one, and its overflow buckets, until a collection.
      {
        elem: '[128]byte',
        phase: 0,
        parts: { buckets: buckets(1104), 'oldBuckets garbage': buckets(1104) / 2 },
      },
      // 293 MiB: 2^18 buckets and 2^14 preallocated overflow buckets of 1,104 B.
      { elem: '[128]byte', phase: 1, parts: { buckets: buckets(1104) } },
      { elem: '[128]byte', phase: 3, parts: { buckets: buckets(1104) } },
      // 182 MiB: a million values of 128 B besides.
      {
        elem: '*[128]byte',
        phase: 0,
        parts: {
          pointees: 128_000_000,
          buckets: buckets(144),
          'oldBuckets garbage': buckets(144) / 2,
        },
      },
      // 38 MiB.
      { elem: '*[128]byte', phase: 3, parts: { buckets: buckets(144) } },
    ];
    for (const { elem, phase, parts: expected } of table) {
      it(`map[int]${elem}, ${workload.split('; ')[phase] ?? ''}`, () => {
        const phasesOfElem = runs.get(elem) ?? phases('1.23', 'int', elem, workload);
        runs.set(elem, phasesOfElem);
        const { parts = [] } = phasesOfElem[phase] ?? {};
        const bytes = new Map(
          parts.map((p) => [p.garbage ? `${p.part} garbage` : p.part, p.bytes]),
        );
        for (const [name, sum] of Object.entries(expected))
          assert.equal(bytes.get(name), sum, name);
        const rest = [...bytes].filter(([name]) => !(name in expected));
        // Overflow buckets that were allocated one by one depend on the hashes.
        for (const [name, more] of rest) assert.ok(more < 22 * MIB, `${name}: ${more}`);
        const array = parts.find(({ part, garbage }) => part === 'buckets' && !garbage);
        assert.match(
          array?.detail ?? '',
          /^\(262,144 buckets \+ 16,384 preallocated overflow buckets\) of (1,104|144) B$/,
        );
      });
    }

    it('adds up every phase of every operation', () => {
      const all =
        'insert 900; overwrite 5; gc; delete 10%; churn 9 x9; rebuild; clone; delete-range; insert 50; ' +
        'pointers; insert 9; rebuild hint; clear; remake; insert 9; nil; free-os-memory';
      for (const go of ['1.19', '1.23', '1.24', '1.27']) {
        for (const [key, elem] of [
          ['int', '[200]byte'],
          ['[200]byte', 'string'],
          ['string', 'bool'],
        ] as const) {
          for (const { op, liveBytes, parts } of phases(go, key, elem, all)) {
            const sum = parts.reduce((bytes, part) => bytes + part.bytes, 0);
            assert.equal(sum, liveBytes, `go ${go}, map[${key}]${elem}: ${op}`);
            assert.ok(parts.every(({ bytes }) => bytes > 0));
          }
        }
      }
    });

    it('estimates HeapSys from all arrays that were ever made', () => {
      // Measured: 607.7, 47.7, 183.7 and 87.7 MiB; 0.3 MiB of the first 4 are the program's stacks.
      const heapSys = (elem: string, n: number) =>
        (phases('1.23', 'int', elem, `insert ${n}; free-os-memory`)[1]?.estimate?.heapSys ?? 0) /
        MIB;
      assert.equal(heapSys('[128]byte', 1_000_000), 608);
      assert.equal(heapSys('[128]byte', 100_000), 48);
      assert.equal(heapSys('*[128]byte', 1_000_000), 184);
      assert.equal(heapSys('int', 1_000_000), 88);
    });
  });

  it('reports one phase an operation, as JSON', () => {
    const simulation = run('1.27', 'string', 'int', 'make hint 100; insert 5; free-os-memory');
    assert.deepEqual(JSON.parse(JSON.stringify(simulation)), simulation);
    assert.deepEqual(
      [simulation.go, simulation.arch, simulation.key, simulation.elem, simulation.layout.kind],
      ['1.27', 'amd64', 'string', 'int', 'swiss'],
    );
    assert.deepEqual(
      simulation.phases.map(({ op, entries }) => ({ op, entries })),
      [
        { op: 'make hint 100', entries: 0 },
        { op: 'insert 5', entries: 5 },
        { op: 'free-os-memory', entries: 5 },
      ],
    );
    const estimate = simulation.phases[2]?.estimate;
    assert.ok(estimate !== undefined && estimate.heapReleased === estimate.heapIdle);
    assert.ok(estimate.heapSys >= estimate.heapIdle);
  });

  it('is the same every time, and varies with the seed', () => {
    const asked = request('1.23', 'int', 'int', 'insert 5000; gc');
    assert.deepEqual(simulate(asked), simulate(asked));
    assert.notDeepEqual(simulate(asked), simulate({ ...asked, seed: 2 }));
  });

  describe('does to a small map of int to int what Go does', () => {
    // By hand: header 48; bucket 144 (8 + 64 + 64 + 8); group 136 -> class 144; 16 slots are 272 -> 288.
    const table: readonly {
      readonly go: string;
      readonly workload: string;
      readonly live: readonly number[];
    }[] = [
      {
        go: '1.23',
        workload: 'make; insert 1; insert 7; delete all; gc',
        live: [48, 192, 192, 192, 192],
      },
      { go: '1.23', workload: 'insert 9; gc', live: [48 + 144 + 288, 48 + 288] },
      { go: '1.23', workload: 'make hint 9', live: [48 + 288] },
      { go: '1.23', workload: 'insert 8; nil; gc', live: [192, 192, 0] },
      {
        go: '1.27',
        workload: 'make; insert 1; insert 7; delete all; gc',
        live: [48, 192, 192, 192, 192],
      },
      // Table 32, directory 8.
      { go: '1.27', workload: 'insert 9; gc', live: [48 + 144 + 288 + 32 + 8, 48 + 288 + 32 + 8] },
      { go: '1.27', workload: 'make hint 9', live: [48 + 288 + 32 + 8] },
      { go: '1.27', workload: 'insert 8; overwrite 1; gc', live: [192, 192, 192] },
      { go: '1.26', workload: 'insert 8; overwrite 1; gc', live: [192, 520, 376] },
      { go: '1.27', workload: 'insert 9; clear; gc', live: [520, 520, 376] },
      { go: '1.27', workload: 'insert 9; clear; remake; gc', live: [520, 520, 568, 48] },
      { go: '1.24', workload: 'insert 9; delete all; clone; gc', live: [520, 520, 568, 48] },
      { go: '1.25', workload: 'insert 9; delete all; clone; gc', live: [520, 520, 896, 376] },
      { go: '1.23', workload: 'insert 9; delete all; clone; gc', live: [480, 480, 528, 48] },
      {
        go: '1.27',
        workload: 'nil; delete all; clear; clone; rebuild; gc',
        live: [0, 0, 0, 0, 48, 48],
      },
      { go: '1.23', workload: 'insert 2; delete-range; gc', live: [192, 192, 192] },
      // Two 8-byte objects share a block of the tiny allocator.
      { go: '1.27', workload: 'pointers; insert 4; delete 2; gc', live: [96, 272, 272, 208] },
      { go: '1.27', workload: 'insert 4; pointers; gc', live: [192, 416, 224] },
    ];
    for (const { go, workload, live: expected } of table) {
      it(`go ${go}: ${workload}`, () => {
        assert.deepEqual(live(go, 'int', 'int', workload), expected);
      });
    }
  });

  it('deletes one by one in a range loop over keys that may be NaN', () => {
    const after = (key: string, op: string) =>
      live('1.27', key, 'int', `insert 600; ${op}; insert 100; gc`)[3];
    assert.equal(after('int', 'delete-range'), after('int', 'clear'));
    const tombstones = (op: string) =>
      live('1.24', 'float64', 'int', `insert 890; ${op}; insert 890; gc`)[3] ?? 0;
    assert.ok(tombstones('delete-range') > tombstones('clear'));
    assert.equal(tombstones('delete-range'), tombstones('delete all'));
  });

  it('counts indirect keys and elems and the objects behind pointers', () => {
    const bytes = (elem: string, workload: string) => live('1.23', 'int', elem, workload);
    // Bucket 8 + 64 + 64 + 8 = 144; [129]byte and [130]byte take 144 each.
    assert.deepEqual(
      bytes('[129]byte', 'insert 1; overwrite 1; delete 1; gc'),
      [336, 336, 336, 192],
    );
    assert.deepEqual(bytes('*[130]byte', 'insert 1; overwrite 1; gc'), [336, 480, 336]);
    assert.deepEqual(bytes('*[130]byte', 'insert 1; rebuild; gc'), [336, 528, 336]);
    assert.deepEqual(bytes('[129]byte', 'insert 1; rebuild; gc'), [336, 672, 336]);
  });

  it('gives a range where figures vary, and none where they do not', () => {
    const [inserted, collected] = phases('1.27', 'int', 'int', 'insert 14500; gc');
    assert.ok(inserted?.liveBytesMin !== undefined && inserted.liveBytesMax !== undefined);
    assert.ok(inserted.liveBytesMin <= inserted.liveBytes);
    assert.ok(inserted.liveBytes <= inserted.liveBytesMax);
    assert.ok(collected?.liveBytesMin !== undefined && collected.liveBytesMax !== undefined);
    assert.ok(collected.liveBytesMin < collected.liveBytesMax);
    for (const phase of phases('1.27', 'int', 'int', 'insert 8; gc; delete all; gc')) {
      assert.equal(phase.liveBytesMin, undefined, phase.op);
    }
  });

  it('churns at constant size: a map without pruning grows, one with it does not', () => {
    const churned = (key: string) =>
      phases('1.27', key, 'int', 'insert 600; gc; churn 600 x20; gc').map((p) => p.liveBytes);
    const [, int, , intChurned] = churned('int');
    const [, array, , arrayChurned] = churned('[16]byte');
    assert.equal(int, intChurned);
    assert.ok(array !== undefined && arrayChurned !== undefined && arrayChurned > 1.8 * array);
  });

  it('refuses what cannot be run, and says why', () => {
    const table: readonly (readonly [
      key: string,
      elem: string,
      workload: string,
      message: RegExp,
      op: number | undefined,
    ])[] = [
      ['[]int', 'int', 'gc', /\[\]int cannot be a map key/, undefined],
      [
        'int',
        'int',
        'gc; insert 20000001',
        /20,000,001 entries are too many: at most 20,000,000/,
        1,
      ],
      ['int', 'int', 'insert 20000000; insert 1', /too many/, 1],
      ['int', 'int', 'make hint 1000000000', /too many/, 0],
      ['int', 'int', 'insert 10; churn 1000000000 x1000', /too much work/, 1],
      ['int', 'int', 'nil; insert 1', /the map is nil .* write remake before it/, 1],
      ['int', '*int', 'insert 1; pointers', /pointers already \(\*int\)/, 1],
      ['int', 'int', 'pointers; pointers', /pointers already/, 1],
      ['uint8', 'int', 'insert 257', /uint8 has only 256 different values/, 0],
      ['bool', 'int', 'insert 2; churn 1 x1', /bool has no value left for a new key/, 1],
    ];
    for (const [key, elem, workload, message, op] of table) {
      const result = simulate(request('1.27', key, elem, workload));
      assert.ok(!result.ok, workload);
      assert.match(result.message, message);
      assert.equal(result.op, op);
    }
    assert.ok(simulate(request('1.27', 'uint8', 'int', 'insert 256; delete all; insert 256')).ok);
  });
});

describe('simulate, asked by another program', () => {
  const asked = request('1.27', 'int', 'int', 'insert 5');
  const table: readonly (readonly [what: Partial<SimulateRequest>, message: RegExp])[] = [
    [{ go: { minor: 18 } }, /^Go 1\.18 is not modelled; known are 1\.19 to 1\.27$/],
    [{ go: { minor: 28 } }, /^Go 1\.28 is not modelled/],
    [{ go: { minor: NaN } }, /^Go 1\.NaN is not modelled/],
    [
      { workload: [{ op: 'insert', count: -1 }] },
      /^insert -1: -1 is no count: a whole number from 0$/,
    ],
    [{ workload: [{ op: 'insert', count: 1.5 }] }, /^insert 1\.5: 1\.5 is no count/],
    [{ workload: [{ op: 'overwrite', count: NaN }] }, /NaN is no count/],
    [{ workload: [{ op: 'insert', count: 1e12 }] }, /1,000,000,000,000 entries are too many/],
    [{ workload: [{ op: 'make', hint: Infinity }] }, /Infinity is no count/],
    [{ workload: [{ op: 'churn', count: 3, rounds: 0.5 }] }, /0\.5 is no count/],
    [{ workload: [{ op: 'delete', amount: { unit: 'entries', count: -2 } }] }, /-2 is no count/],
    [
      { workload: [{ op: 'delete', amount: { unit: 'percent', percent: 101 } }] },
      /101 is no percentage from 0 to 100/,
    ],
    [{ elem: { ...asked.elem, size: Infinity } }, /int is too large/],
  ];
  for (const [what, message] of table) {
    it(`refuses ${JSON.stringify(what)}`, () => {
      for (const result of [simulate({ ...asked, ...what }), openSteps({ ...asked, ...what })]) {
        assert.ok(!result.ok);
        assert.match(result.message, message);
        assert.ok(!result.message.includes('\n'));
      }
    });
  }
});

describe('map footprint', () => {
  it('is the simulation at its peak, emptied and rebuilt', () => {
    const result = mapFootprint(goOf('1.23'), shapeOf('int'), shapeOf('int'), 'amd64', 9);
    assert.deepEqual(result, {
      ok: true,
      footprint: { peakLiveBytes: 336, afterDeleteAllBytes: 336, afterRebuildBytes: 48 },
    });
  });

  it('refuses an absurd number of entries', () => {
    for (const entries of [-1, 0.5, NaN, 1e12]) {
      const result = mapFootprint(goOf('1.27'), shapeOf('int'), shapeOf('int'), 'amd64', entries);
      assert.ok(!result.ok, String(entries));
    }
  });
});
