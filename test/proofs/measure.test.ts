/**
 * The generated programs with a real Go: they do what the simulation does, and random maps and workloads take what the
 * simulation says. `npm run measure-check` runs more of them, with other toolchains.
 *
 * HEAPGHOST_GO names the go command; without it `go` is taken from PATH.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Case } from '../measured/measureCheck/cases';
import { randomCase } from '../measured/measureCheck/cases';
import type { Bench } from '../measured/measureCheck/compare';
import { compareCase, repeatCase } from '../measured/measureCheck/compare';
import { goOf } from '../runtime/goldenFiles';

const GO = process.env.HEAPGHOST_GO ?? 'go';

/** Random cases. One figure in some hundred is off by chance alone: then the means of many runs must agree. */
const SEEDS = 12;

/** Together: every operation, and every kind of type that keys are made of. */
const CASES: readonly Case[] = [
  {
    key: 'struct{ a bool; b int8; c uint16; d float32; e complex64; _ string }',
    elem: '[3]string',
    workload:
      'make hint 100; insert 5000; gc; overwrite 2000; gc; delete 40%; gc; rebuild hint; gc',
  },
  {
    key: '[2]any',
    elem: '*struct{ p *int; n [5]int32 }',
    workload: 'insert 3000; gc; delete 1000; gc; clone; gc; clear; gc; insert 500; gc; nil; gc',
  },
  {
    key: 'struct{ e error; c chan int; p unsafe.Pointer; s [17]string }',
    elem: 'map[string]int',
    workload: 'insert 2000; gc; delete-range; gc; remake; insert 10; rebuild; gc; free-os-memory',
  },
  {
    key: 'float64',
    elem: '[200]byte',
    workload: 'insert 3000; gc; pointers; gc; overwrite 100; churn 300 x2; gc; delete all; gc',
  },
];

describe('measure, with a real Go', function () {
  this.timeout(300_000);

  let folder: string;
  let bench: Bench;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'heapghost-proofs-'));
    const env = { ...process.env, GOTOOLCHAIN: 'local' };
    const [goroot = '', version = ''] = execFileSync(GO, ['env', 'GOROOT', 'GOVERSION'], { env })
      .toString()
      .split('\n');
    const toolchain = { goroot, version: goOf(version) };
    bench = { toolchain, arch: 'amd64', buildCache: path.join(folder, 'cache') };
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const check = async (random: Case): Promise<void> => {
    const { misses } = await compareCase(bench, random);
    if (misses.length === 0) return;
    const verdicts = await repeatCase(bench, random, misses);
    const wrong = misses
      .map((miss, i) => ({ ...miss, ...verdicts[i] }))
      .filter(({ agree }) => agree !== true);
    assert.deepEqual(wrong, [], JSON.stringify(random));
  };

  for (const fixed of CASES) {
    it(`map[${fixed.key}]${fixed.elem}: ${fixed.workload}`, () => check(fixed));
  }

  for (let seed = 1; seed <= SEEDS; seed++) {
    it(`a random map with a random workload, seed ${seed}`, () =>
      check(randomCase(seed, 'amd64', bench.toolchain.version)));
  }
});
