/**
 * The model against real programs: every record of golden/ was measured with a Go toolchain (golden/README.md).
 *
 * What is asserted of a record:
 * - after a collection, and of TotalAlloc always: the model's mean over several hash seeds is within 1 % of the measured
 *   mean (2 % for churn); where hashing makes figures vary, within 4 standard errors of the two means besides.
 * - before a collection: the measured figure lies between the live bytes and those with all garbage since the last one.
 * Every measurement carries some noise of the process around it, up to 12 KiB shared by all maps of the process.
 *
 * Which records: all up to n = 10,000; of the larger ones every 8th case in file order for 100,000 and every 16th for
 * 1,000,000. HEAPGHOST_GOLDEN=all takes every one (some minutes).
 */
import assert from 'node:assert/strict';
import { simulate } from '../../runtime/simulate';
import type { Phase } from '../../runtime/simulate';
import { parseWorkload } from '../../runtime/workload';
import { goOf, readGolden, shapeOf } from './goldenFiles';

interface GoldenRecord {
  readonly go: string;
  readonly key: string;
  readonly elem: string;
  readonly combo: string;
  readonly n: number;
  readonly hint: number;
  readonly reps: number;
  readonly delPct: number;
  readonly strategy: string;
  readonly phase: string;
  readonly len: number;
  readonly liveBytes: number;
  readonly totalAlloc: number;
}

/** The phases of one measured map, in the order of its life. */
interface GoldenCase {
  readonly name: string;
  readonly records: readonly GoldenRecord[];
}

const ALL = process.env['HEAPGHOST_GOLDEN'] === 'all';
/** Noise of a measuring process, bytes. */
const NOISE = 12 * 1024;
const TOLERANCE = 0.01;
const STANDARD_ERRORS = 4;

/** Each how many cases of a size one is taken. */
const STRIDE: Readonly<Record<number, number>> = { 100_000: 8, 1_000_000: 16 };
/** Hash seeds that the model's mean is taken over. */
const SEEDS: Readonly<Record<number, number>> = { 10_000: 4, 100_000: 3, 1_000_000: 1 };
const SMALL_SEEDS = 12;
/** Inserting after deleting adds up chance: one small map in twenty grows once more than the others. More seeds. */
const REUSE_SEEDS: Readonly<Record<number, number>> = { 8: 400, 100: 200, 10_000: 12, 100_000: 8 };
/** Which keys the measured churn inserted is not recorded; new keys every time, as here, differ by up to this. */
const CHURN_TOLERANCE = 0.02;

function readCases(): GoldenCase[] {
  const cases = new Map<string, GoldenRecord[]>();
  for (const record of readGolden('maps.jsonl.gz') as readonly GoldenRecord[]) {
    const { go, combo, n, hint, delPct, strategy } = record;
    const name = `go${go} ${combo} n=${n} hint=${hint} ${strategy} ${delPct}%`;
    cases.set(name, [...(cases.get(name) ?? []), record]);
  }
  const seen = new Map<number, number>();
  return [...cases]
    .map(([name, records]) => ({ name, records }))
    .filter(({ records: [first] }) => {
      const n = first?.n ?? 0;
      const index = seen.get(n) ?? 0;
      seen.set(n, index + 1);
      return ALL || index % (STRIDE[n] ?? 1) === 0;
    });
}

/** The operation that a measured phase follows. */
function operation({ phase, n, hint, delPct, strategy }: GoldenRecord): string {
  if (phase.endsWith('_gc')) return 'gc';
  if (phase.endsWith('_fos')) return 'free-os-memory';
  const operations: Readonly<Record<string, string>> = {
    made: hint < 0 ? 'make' : `make hint ${hint}`,
    inserted: `insert ${n}`,
    reinserted: `insert ${n}`,
    deleted: `delete ${delPct}%`,
    dropped: 'nil',
    cleared: strategy === 'rangedelete' ? 'delete-range' : 'clear',
    copied: strategy === 'copyhint' ? 'rebuild hint' : 'rebuild',
    churn5: `churn ${n} x5`,
    // The 20 rounds include the 5 before.
    churn20: `churn ${n} x15`,
  };
  const text = operations[phase];
  assert.ok(text, `unknown phase ${phase}`);
  return text;
}

/** The phases of the case in the model, once for each seed. */
function runModel({ records }: GoldenCase): (readonly Phase[])[] {
  const [first] = records;
  assert.ok(first);
  const workload = parseWorkload(records.map(operation).join('; '));
  assert.ok(workload.ok);
  const reuses = first.strategy === 'churn' || first.strategy === 'reinsert';
  const seeds = (reuses ? REUSE_SEEDS[first.n] : undefined) ?? SEEDS[first.n] ?? SMALL_SEEDS;
  return Array.from({ length: seeds }, (_, i) => {
    const result = simulate({
      go: goOf(first.go),
      arch: 'amd64',
      key: shapeOf(first.key),
      elem: shapeOf(first.elem),
      workload: workload.ops,
      seed: i + 1,
      ranges: false,
    });
    assert.ok(result.ok);
    return result.simulation.phases;
  });
}

interface Sample {
  readonly mean: number;
  readonly deviation: number;
  readonly count: number;
}

function sample(figures: readonly number[]): Sample {
  const mean = figures.reduce((a, b) => a + b, 0) / figures.length;
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  return {
    mean,
    deviation: Math.sqrt(squares / Math.max(1, figures.length - 1)),
    count: figures.length,
  };
}

/** How far the measured mean of `reps` maps may be from the model's. */
function allowed(model: Sample, measured: number, { reps, strategy }: GoldenRecord): number {
  const standardError = model.deviation * Math.sqrt(1 / reps + 1 / model.count);
  const tolerance = strategy === 'churn' ? CHURN_TOLERANCE : TOLERANCE;
  return tolerance * measured + NOISE / reps + STANDARD_ERRORS * standardError;
}

interface Verdict {
  /** The relative error of the live bytes after a collection, without noise; undefined before one. */
  readonly error: number | undefined;
  readonly problems: readonly string[];
}

function compare(record: GoldenRecord, phases: readonly Phase[]): Verdict {
  const { phase, liveBytes, totalAlloc, reps } = record;
  const problems: string[] = [];
  const check = (what: string, measured: number, least: number, most: number): void => {
    if (measured < least || measured > most) {
      problems.push(`${phase} ${what}: measured ${measured}, model ${least} to ${most}`);
    }
  };
  const total = sample(phases.map((p) => p.totalAllocBytes));
  const totalSlack = allowed(total, totalAlloc, record);
  check('total', totalAlloc, total.mean - totalSlack, total.mean + totalSlack);

  const live = sample(phases.map((p) => p.liveBytes));
  const liveSlack = allowed(live, liveBytes, record);
  const collected = phase.includes('_');
  const least = Math.min(...phases.map((p) => p.liveBytesMin ?? p.liveBytes));
  const most = Math.max(...phases.map((p) => p.liveBytesMax ?? p.liveBytes));
  if (collected) check('live', liveBytes, live.mean - liveSlack, live.mean + liveSlack);
  else check('live', liveBytes, least - liveSlack, most + liveSlack);

  if (phases[0]?.entries !== record.len) problems.push(`${phase}: ${record.len} entries measured`);
  const distance = Math.max(0, Math.abs(live.mean - liveBytes) - NOISE / reps);
  return { error: collected && liveBytes > 0 ? distance / liveBytes : undefined, problems };
}

function percent(value: number | undefined): string {
  return `${((value ?? 0) * 100).toFixed(3)} %`;
}

describe('maps as measured with real toolchains', function () {
  this.timeout(ALL ? 3_600_000 : 300_000);
  const cases = readCases();
  const versions = [...new Set(cases.map(({ records }) => records[0]?.go ?? ''))];

  for (const version of versions) {
    it(`go ${version}`, () => {
      const errors: number[] = [];
      const problems: string[] = [];
      let records = 0;
      for (const golden of cases.filter((c) => c.records[0]?.go === version)) {
        const runs = runModel(golden);
        for (const [i, record] of golden.records.entries()) {
          const verdict = compare(
            record,
            runs.flatMap((run) => run[i] ?? []),
          );
          records++;
          if (verdict.error !== undefined && record.n >= 1000) errors.push(verdict.error);
          problems.push(...verdict.problems.map((problem) => `${golden.name} ${problem}`));
        }
      }
      errors.sort((a, b) => a - b);
      const median = errors[Math.floor(errors.length / 2)];
      console.log(
        `      ${records} records; live bytes after a collection, n >= 1000: ` +
          `median error ${percent(median)}, maximum ${percent(errors.at(-1))}`,
      );
      assert.deepEqual(problems, []);
    });
  }
});
