/**
 * The model against real programs: every record of golden/ was measured with a Go toolchain (golden/README.md).
 *
 * What is asserted of a record:
 * - after a collection, and of TotalAlloc always: the model's mean over several hash seeds is within 1 % of the measured
 *   mean (2 % for churn); where hashing makes figures vary, within 4 standard errors of the two means besides.
 *   Up to n = 100, where no seed makes a difference, it is exact.
 * - before a collection: the measured figure lies between the live bytes and those with all garbage since the last one.
 * Every measurement carries some noise of the process around it, up to 12 KiB shared by all maps of the process.
 *
 * Lives of maps that begin alike are run together up to where they part, since the largest take long. All cases of
 * maps.jsonl.gz up to n = 10,000 are compared, and each so-manieth of the others; HEAPGHOST_GOLDEN=all compares every one (some minutes).
 */
import assert from 'node:assert/strict';
import type { Arch } from '../../runtime/layout/arch';
import { allocatePointee, allocateSlot } from '../../runtime/maps/entryObjects';
import { insertKey } from '../../runtime/maps/goMap';
import { heapAlloc } from '../../runtime/heap/heap';
import type { Run } from '../../runtime/simulation/run';
import { copyRun, entriesOf, runOp, startRun } from '../../runtime/simulation/run';
import type { SimulateRequest } from '../../runtime/simulation/request';
import type { Op } from '../../runtime/simulation/workload';
import { parseWorkload } from '../../runtime/simulation/workload';
import { goOf, readGolden, shapeOf } from './goldenFiles';

interface GoldenRecord {
  readonly go: string;
  /** amd64 when absent. */
  readonly arch?: Arch;
  readonly key: string;
  readonly elem: string;
  readonly combo: string;
  /** Elems are maps of this type, each with some entries. */
  readonly inner?: { readonly key: string; readonly elem: string; readonly entries: number };
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

const ALL = process.env['HEAPGHOST_GOLDEN'] === 'all';
/** Of how many cases one is compared: of a file, and of a size besides. Each version begins with another one. */
const FILES: Readonly<Record<string, number>> = {
  'maps.jsonl.gz': 1,
  'more.jsonl.gz': ALL ? 1 : 5,
};
const STRIDE: Readonly<Record<number, number>> = ALL ? {} : { 100_000: 6, 1_000_000: 20 };

/** Noise of a measuring process, bytes. */
const NOISE = 12 * 1024;
const TOLERANCE = 0.01;
const STANDARD_ERRORS = 4;
/** Up to this many keys, what does not depend on hashing is exact. */
const EXACT_UP_TO = 100;

/**
 * Hash seeds that the model's mean is taken over. Small maps need many: one in a hundred has an overflow bucket more, and
 * only what no seed changes is held to be exact.
 */
const SEEDS: Readonly<Record<number, number>> = {
  8: 400,
  9: 1000,
  30: 1000,
  100: 200,
  1000: 12,
  10_000: 4,
  50_000: 3,
  100_000: 3,
  1_000_000: 1,
};
/** Inserting after deleting adds up chance: one map in twenty grows once more than the others. More seeds. */
const REUSE_SEEDS: Readonly<Record<number, number>> = { 100: 1500, 10_000: 12, 100_000: 8 };
/** Which keys the measured churn inserted is not recorded; new keys every time, as here, differ by up to this. */
const CHURN_TOLERANCE = 0.02;

/** A phase of the lives of maps that were alike up to here. */
interface GoldenPhase {
  readonly workload: readonly Op[];
  /** The keys in the order in which they are inserted, where that is not 0, 1, 2 ... */
  readonly order: readonly number[] | undefined;
  readonly records: { readonly name: string; readonly record: GoldenRecord }[];
  readonly next: Map<string, GoldenPhase>;
  /** Hash seeds that this phase and those after it need. */
  seeds: number;
  /** What the model says, once for each seed. */
  readonly figures: Figures[];
}

interface Figures {
  readonly entries: number;
  /** Bytes: HeapAlloc, its least and most possible value, and TotalAlloc. */
  readonly live: number;
  readonly least: number;
  readonly most: number;
  readonly total: number;
}

/** All maps of one type and version, from before they are made. */
interface GoldenRoot {
  readonly first: GoldenRecord;
  readonly start: GoldenPhase;
}

function newPhase(operation: string, order?: readonly number[]): GoldenPhase {
  const workload = workloadOf(operation);
  return { workload, order, records: [], next: new Map(), seeds: 0, figures: [] };
}

function caseName({ go, arch = 'amd64', combo, n, hint, delPct, strategy }: GoldenRecord): string {
  return `go${go} ${arch} ${combo} n=${n} hint=${hint} ${strategy} ${delPct}%`;
}

/** The cases of a file that are compared, by name. */
function readCases(file: string, stride: number): ReadonlyMap<string, readonly GoldenRecord[]> {
  const cases = new Map<string, GoldenRecord[]>();
  for (const record of readGolden(file) as readonly GoldenRecord[]) {
    const name = caseName(record);
    const records = cases.get(name);
    if (records === undefined) cases.set(name, [record]);
    else records.push(record);
  }
  const seen = new Map<string, number>();
  const chosen = [...cases].filter(([, [first]]) => {
    if (first === undefined) return false;
    const size = `${first.go} ${first.n}`;
    const index = seen.get(size) ?? goOf(first.go).minor;
    seen.set(size, index + 1);
    return index % (stride * (STRIDE[first.n] ?? 1)) === 0;
  });
  return new Map(chosen);
}

function readRoots(): readonly GoldenRoot[] {
  const cases = Object.entries(FILES).flatMap(([file, stride]) => [...readCases(file, stride)]);
  const roots = new Map<string, GoldenRoot>();
  for (const [name, records] of cases) {
    const [first] = records;
    assert.ok(first);
    const type = `${first.go} ${first.arch ?? 'amd64'} ${first.combo}`;
    const root = roots.get(type) ?? { first, start: newPhase('make') };
    roots.set(type, root);
    let phase = root.start;
    for (const record of records) {
      phase.seeds = Math.max(phase.seeds, seedsOf(first));
      const text = operation(record, records);
      const order = insertionOrder(record);
      const step = order === undefined ? text : `${text}, ${first.strategy} ${first.delPct}`;
      const next = phase.next.get(step) ?? newPhase(text, order);
      phase.next.set(step, next);
      next.records.push({ name, record });
      phase = next;
    }
    phase.seeds = Math.max(phase.seeds, seedsOf(first));
  }
  return [...roots.values()];
}

function seedsOf({ n, strategy }: GoldenRecord): number {
  const reuses = strategy === 'churn' || strategy === 'reinsert' || DELETES_SOME.has(strategy);
  return (reuses ? REUSE_SEEDS[n] : undefined) ?? SEEDS[n] ?? 1;
}

/**
 * The model deletes the keys with the lowest numbers. Where a life deletes others, its keys are numbered such that these
 * have the lowest, and inserted in the order of the life. (Which keys are deleted makes a difference: those that came
 * last are more often in groups that are not full, where deleting leaves no tombstone.)
 */
function insertionOrder({
  phase,
  strategy,
  n,
  delPct,
}: GoldenRecord): readonly number[] | undefined {
  if (phase !== 'inserted' || (strategy !== 'every' && strategy !== 'random')) return undefined;
  const gone = strategy === 'every' ? everyNth(n, delPct) : byChance(n, delPct);
  let deleted = 0;
  let kept = gone.filter(Boolean).length;
  return gone.map((isGone) => (isGone ? deleted++ : kept++));
}

/** Which keys `delete-every` deletes (test/measured/goldenMaps/program.ts). */
function everyNth(n: number, percent: number): readonly boolean[] {
  const share = (count: number): number => Math.floor((count * percent) / 100);
  return Array.from({ length: n }, (_, i) => share(i + 1) > share(i));
}

/** Which keys `delete-random` deletes. */
function byChance(n: number, percent: number): readonly boolean[] {
  let state = 1n;
  return Array.from({ length: n }, () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return (state >> 33n) % 100n < percent;
  });
}

/** Lives in which some keys are deleted and as many new ones inserted. */
const DELETES_SOME = new Set(['first', 'every', 'random']);

/** The operation that a measured phase follows. */
function operation(
  { phase, n, hint, delPct, strategy }: GoldenRecord,
  life: readonly GoldenRecord[],
): string {
  if (phase.endsWith('_gc')) return 'gc';
  if (phase.endsWith('_fos')) return 'free-os-memory';
  const deleted = n - (life.find((record) => record.phase === 'deleted')?.len ?? n);
  const operations: Readonly<Record<string, string>> = {
    made: hint < 0 ? 'make' : `make hint ${hint}`,
    inserted: `insert ${n}`,
    reinserted: DELETES_SOME.has(strategy) ? `insert ${deleted}` : `insert ${n}`,
    deleted: DELETES_SOME.has(strategy) ? `delete ${deleted}` : `delete ${delPct}%`,
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

/** Fills in what the model says of all phases. */
function runModel({ first, start }: GoldenRoot): void {
  const { arch = 'amd64' } = first;
  const request: SimulateRequest = {
    ...{ go: goOf(first.go), arch, workload: start.workload },
    key: shapeOf(first.key, arch),
    elem: shapeOf(first.elem, arch),
  };
  for (let seed = 1; seed <= start.seeds; seed++) runPhases(startRun(request, seed), start, seed);
}

function runPhases(before: Run, phase: GoldenPhase, seed: number): void {
  const following = [...phase.next.values()].filter(({ seeds }) => seeds >= seed);
  for (const [i, next] of following.entries()) {
    // The last one may use up the state itself.
    const state = i === following.length - 1 ? before : copyRun(before);
    const request = { ...state.request, workload: next.workload };
    const run: Run = { ...state, request, op: 0 };
    if (next.order === undefined) runOp(run);
    else insertInOrder(run, next.order);
    next.figures.push(figuresOf(run));
    runPhases(run, next, seed);
  }
}

/** As `insert`, with given keys. */
function insertInOrder(run: Run, order: readonly number[]): void {
  const { map, heap, objects } = run;
  assert.ok(map);
  for (const key of order) {
    allocatePointee(heap, objects, key, 0);
    insertKey(map, key);
    allocateSlot(heap, objects);
  }
  run.next = order.length;
}

function figuresOf(run: Run): Figures {
  const { heap } = run;
  return {
    entries: entriesOf(run),
    live: heapAlloc(heap),
    least: heap.live,
    most: heap.live + heap.garbageSinceGC,
    total: heap.total,
  };
}

function workloadOf(text: string): readonly Op[] {
  const workload = parseWorkload(text);
  assert.ok(workload.ok, text);
  return workload.ops;
}

/** Maps in a pool from which those inside of a map are drawn. */
const INNER_MAPS = 500;

/** Figures of maps as they are the elems of others, each filled when it is made; one for each seed. */
function innerMaps({ go, arch = 'amd64', inner }: GoldenRecord): readonly Figures[] {
  if (inner === undefined) return [];
  const { key, elem, entries } = inner;
  const request: SimulateRequest = {
    ...{ go: goOf(go), arch, workload: workloadOf(`insert ${entries}`) },
    key: shapeOf(key, arch),
    elem: shapeOf(elem, arch),
  };
  return Array.from({ length: INNER_MAPS }, (_, seed) => {
    const run = startRun(request, seed);
    runOp(run);
    return figuresOf(run);
  });
}

/** The figures of a map together with those of the maps in it. */
function withInner(
  figures: Figures,
  { phase, n, len }: GoldenRecord,
  inner: readonly Figures[],
  seed: number,
): Figures {
  if (inner.length === 0 || phase === 'made') return figures;
  let { live, least, most, total } = figures;
  for (let i = 0; i < n; i++) {
    const map = inner[(seed * 7919 + i) % inner.length];
    if (map === undefined) continue;
    total += map.total;
    most += map.total;
    // The oldest are deleted first.
    if (i < n - len) continue;
    live += map.least;
    least += map.least;
  }
  return { entries: figures.entries, live, least, most, total };
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
function allowed(model: Sample, measured: number, { n, reps, strategy }: GoldenRecord): number {
  if (isExact(model, n)) return NOISE / reps;
  const tolerance = strategy === 'churn' ? CHURN_TOLERANCE : TOLERANCE;
  return tolerance * measured + NOISE / reps + chance(model, reps);
}

/** How far the mean of `reps` maps and the model's may be apart by chance. */
function chance(model: Sample, reps: number): number {
  return STANDARD_ERRORS * model.deviation * Math.sqrt(1 / reps + 1 / model.count);
}

function isExact({ deviation }: Sample, n: number): boolean {
  return n <= EXACT_UP_TO && deviation === 0;
}

/** What the comparison of a version's records has come to. */
interface Tally {
  records: number;
  exact: number;
  readonly cases: Set<string>;
  /** Relative errors for n >= 1000, without noise: of live bytes after a collection and of TotalAlloc. */
  readonly errors: { readonly live: number[]; readonly total: number[] };
  /** Of those, what is more than chance explains. */
  readonly beyond: number[];
  readonly problems: string[];
}

function compare(
  name: string,
  record: GoldenRecord,
  figures: readonly Figures[],
  tally: Tally,
): void {
  const { phase, liveBytes, totalAlloc, reps, n } = record;
  const check = (what: string, measured: number, least: number, most: number): void => {
    if (measured < least || measured > most) {
      tally.problems.push(
        `${name} ${phase} ${what}: measured ${measured}, model ${least} to ${most}`,
      );
    }
  };
  const count = (errors: number[], model: Sample, measured: number): void => {
    if (n < 1000 || measured <= 0) return;
    const distance = Math.max(0, Math.abs(model.mean - measured) - NOISE / reps);
    errors.push(distance / measured);
    tally.beyond.push(Math.max(0, distance - chance(model, reps)) / measured);
  };
  tally.records++;
  tally.cases.add(name);
  const total = sample(figures.map((f) => f.total));
  const totalSlack = allowed(total, totalAlloc, record);
  check('total', totalAlloc, total.mean - totalSlack, total.mean + totalSlack);
  count(tally.errors.total, total, totalAlloc);

  const live = sample(figures.map((f) => f.live));
  const liveSlack = allowed(live, liveBytes, record);
  if (phase.includes('_')) {
    check('live', liveBytes, live.mean - liveSlack, live.mean + liveSlack);
    count(tally.errors.live, live, liveBytes);
    if (isExact(live, n)) tally.exact++;
  } else {
    const least = Math.min(...figures.map((f) => f.least));
    const most = Math.max(...figures.map((f) => f.most));
    check('live', liveBytes, least - liveSlack, most + liveSlack);
  }
  const entries = figures[0]?.entries;
  if (entries !== record.len) {
    tally.problems.push(`${name} ${phase}: ${record.len} entries measured, model ${entries}`);
  }
}

function comparePhases(phase: GoldenPhase, inner: readonly Figures[], tally: Tally): void {
  for (const { name, record } of phase.records) {
    const figures = phase.figures
      .slice(0, seedsOf(record))
      .map((outer, seed) => withInner(outer, record, inner, seed));
    compare(name, record, figures, tally);
  }
  for (const next of phase.next.values()) comparePhases(next, inner, tally);
}

function percent(value: number | undefined): string {
  return `${((value ?? 0) * 100).toFixed(3)} %`;
}

/** `median 0.000 %, maximum 0.631 %`. */
function spread(errors: readonly number[]): string {
  const sorted = [...errors].sort((a, b) => a - b);
  return `median ${percent(sorted[sorted.length >> 1])}, maximum ${percent(sorted.at(-1))}`;
}

describe('maps as measured with real toolchains', function () {
  this.timeout(600_000);
  const roots = readRoots();
  const versions = [...new Set(roots.map(({ first }) => first.go))];

  for (const version of versions) {
    it(`go ${version}`, () => {
      const tally: Tally = {
        records: 0,
        exact: 0,
        cases: new Set(),
        errors: { live: [], total: [] },
        beyond: [],
        problems: [],
      };
      for (const root of roots.filter(({ first }) => first.go === version)) {
        runModel(root);
        comparePhases(root.start, innerMaps(root.first), tally);
      }
      console.log(
        `      ${tally.cases.size} cases, ${tally.records} records, ${tally.exact} of them exact; ` +
          `errors at n >= 1000: live after a collection ${spread(tally.errors.live)}; ` +
          `TotalAlloc ${spread(tally.errors.total)}; beyond chance ${spread(tally.beyond)}`,
      );
      assert.deepEqual(tally.problems, []);
    });
  }
});
