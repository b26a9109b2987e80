/** What Heapghost says of the trees in test/oracle/fixtures is what go/types says; no network is needed. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Arch } from '../../runtime';
import { parseTxtar } from '../txtar';
import { compareFolder } from './compareFolder';
import { compareRecord } from './compareRecord';
import type { Mode, OracleRecord } from './goOracle';
import type { Answer } from './product';
import { createTally } from './tally';

const FIXTURES = path.join(__dirname, 'fixtures');
const ARCHES: readonly Arch[] = ['amd64', '386'];
const MODES: readonly Mode[] = ['layout', 'operands'];

describe('oracle: whole modules against go/types', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'heapghost-oracle-test-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const name of readdirSync(FIXTURES)) {
    for (const mode of MODES) {
      it(`${name}: ${mode}`, async () => {
        unpack(path.join(FIXTURES, name), folder);
        for (const arch of ARCHES) {
          const tally = createTally();
          const summary = await compareFolder(
            {
              mode,
              arch,
              os: 'linux',
              dir: folder,
              patterns: name.startsWith('workspace') ? ['./app/...', './lib/...'] : [],
              go: process.env['HEAPGHOST_GO'] ?? 'go',
              env: { ...process.env, CGO_ENABLED: '1', GOFLAGS: '', GOPROXY: 'off', GOWORK: '' },
            },
            tally,
          );
          const report = tally.report(arch, summary, 20).join('\n');
          assert.equal(summary?.errors, 0, report);
          assert.equal(tally.counts.wrong + tally.counts.unknown, 0, report);
          assert.ok(tally.counts.right > 3, report);
        }
      });
    }
  }
});

function unpack(file: string, folder: string): void {
  for (const [name, text] of parseTxtar(readFileSync(file, 'utf8')).files) {
    const target = path.join(folder, name);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

describe('oracle: verdicts', () => {
  const record: OracleRecord = {
    kind: 'map',
    file: '/a.go',
    off: 1,
    end: 2,
    type: 'map[string]T',
    size: 8,
    align: 8,
    pointers: true,
    key: 'string',
    keySize: 16,
    elem: 'T',
    elemSize: 24,
  };
  const { elemSize: _, ...withoutElem } = record;
  const generic: OracleRecord = { ...withoutElem, elemUnknown: 'type parameter' };
  const foreign: OracleRecord = { ...withoutElem, elemUnknown: 'invalid' };
  const answer: Answer = {
    type: 'map[string]T',
    size: 8,
    align: 8,
    pointers: true,
    key: 'string',
    keySize: 16,
    elem: 'T',
    elemSize: 24,
  };
  const unknownElem: Answer = { ...answer, elemSize: null, unknown: 'no such package' };
  const parameter: Answer = { ...answer, elemSize: null, unknown: 'type parameter' };
  for (const [what, theirs, ours, kind] of [
    ['the same', record, answer, 'right'],
    ['another size', record, { ...answer, elemSize: 16 }, 'wrong'],
    ['another type', record, { ...answer, elem: 'U' }, 'wrong'],
    ['another alignment', record, { ...answer, align: 4 }, 'wrong'],
    ['pointers', record, { ...answer, pointers: false }, 'wrong'],
    ['a size that is not known', record, unknownElem, 'unknown'],
    ['nothing', record, undefined, 'unknown'],
    ['a type parameter', generic, parameter, 'right'],
    ['a size for a type parameter', generic, answer, 'wrong'],
    ['another reason than the type parameter', generic, unknownElem, 'unknown'],
    ['what go/types does not know', foreign, answer, 'not counted'],
  ] as const) {
    it(`${what}: ${kind}`, () => assert.equal(compareRecord(theirs, ours).kind, kind));
  }
});
