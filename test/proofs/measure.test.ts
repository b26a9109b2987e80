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
import type { Case } from '../../scripts/measureCheck/cases';
import { randomCase } from '../../scripts/measureCheck/cases';
import type { Comparison, Toolchain } from '../../scripts/measureCheck/compare';
import { compareCase, isMiss } from '../../scripts/measureCheck/compare';
import { goOf } from '../runtime/goldenFiles';

const GO = process.env.HEAPGHOST_GO ?? 'go';

/** Random cases; a miss is repeated, because one figure in some thousand is off by chance alone. */
const SEEDS = 12;
const ATTEMPTS = 2;

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
  let toolchain: Toolchain;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'heapghost-proofs-'));
    const env = { ...process.env, GOTOOLCHAIN: 'local' };
    const [goroot = '', version = ''] = execFileSync(GO, ['env', 'GOROOT', 'GOVERSION'], { env })
      .toString()
      .split('\n');
    toolchain = { goroot, version: goOf(version) };
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const compare = (random: Case): Promise<readonly Comparison[]> =>
    compareCase(random, toolchain, 'amd64', path.join(folder, 'cache'));

  for (const fixed of CASES) {
    it(`map[${fixed.key}]${fixed.elem}: ${fixed.workload}`, async () => {
      assert.deepEqual((await compare(fixed)).filter(isMiss), []);
    });
  }

  for (let seed = 1; seed <= SEEDS; seed++) {
    it(`a random map with a random workload, seed ${seed}`, async () => {
      const random = randomCase(seed, 'amd64', toolchain.version);
      let misses: readonly Comparison[] = [];
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        misses = (await compare(random)).filter(isMiss);
        if (misses.length === 0) break;
      }
      assert.deepEqual(misses, [], JSON.stringify(random));
    });
  }
});
