/**
 * `npm run bench:runtime`: what the memory model needs for a million entries and more, beside what a JavaScript Map needs
 * for the same keys in the same run. Ratios travel from machine to machine; milliseconds do not. They are those of the
 * processor, all threads together, so that other work on the machine counts less.
 */
import type { SimulateRequest } from '../../runtime';
import { openSteps, parseTypeShape, parseWorkload, simulate } from '../../runtime';
import { runScript } from '../../scripts/host/entry';
import { UserError } from '../../scripts/host/command';
import { percentile } from './measure';

/** One toolchain with each implementation. */
const IMPLEMENTATIONS = [
  { name: 'bucket map, Go 1.23', minor: 23 },
  { name: 'Swiss map, Go 1.27', minor: 27 },
] as const;
const RUNS = 5;
const SEEKS = 200;

function request(minor: number, workload: string): SimulateRequest {
  const ops = parseWorkload(workload);
  const key = parseTypeShape('int', 'amd64');
  const elem = parseTypeShape('[128]byte', 'amd64');
  if (!ops.ok || !key.ok || !elem.ok) throw new UserError('the workload of the benchmark is wrong');
  const { shape } = key;
  return { go: { minor }, arch: 'amd64', key: shape, elem: elem.shape, workload: ops.ops };
}

/** Milliseconds of processor time that a piece of work takes. */
function cpu(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Milliseconds of the first run, which compiles, and of the median of all. */
function runs(work: () => void): { readonly first: number; readonly median: number } {
  const times = Array.from({ length: RUNS }, () => cpu(work));
  return { first: times[0] ?? 0, median: percentile(times, 0.5) };
}

function fillAndEmpty(entries: number): void {
  const map = new Map<number, number>();
  for (let key = 0; key < entries; key++) map.set(key, key);
  for (let key = 0; key < entries; key++) map.delete(key);
}

function line(what: string, ms: number, note: string): void {
  console.log(`${what.padEnd(52)} ${ms.toFixed(1).padStart(8)} ms  ${note}`);
}

function counts(entries: number): void {
  const peer = runs(() => {
    fillAndEmpty(entries);
  });
  line(`${entries / 1e6} M inserts and deletes, a JavaScript Map`, peer.median, '');
  for (const { name, minor } of IMPLEMENTATIONS) {
    const asked = { ...request(minor, `insert ${entries}; delete all`), ranges: false };
    const { first, median } = runs(() => {
      if (!simulate(asked).ok) throw new UserError('the benchmark was refused');
    });
    const rss = Math.round(process.memoryUsage.rss() / 1e6);
    const ratio = `${(median / peer.median).toFixed(2)} x the JavaScript Map`;
    line(`  ${name}`, median, `${ratio}, first ${first.toFixed(0)} ms, RSS ${rss} MB`);
  }
}

function seeks(entries: number): void {
  for (const { name, minor } of IMPLEMENTATIONS) {
    const asked = request(minor, `insert ${entries}; gc; delete all; gc`);
    let result = openSteps(asked);
    const opening = cpu(() => {
      result = openSteps(asked);
    });
    if (!result.ok) throw new UserError(result.message);
    const { steps } = result;
    // The golden ratio spreads the seeks over the run without a pattern.
    const times = Array.from({ length: SEEKS }, (_, i) =>
      cpu(() => steps.at(Math.floor(steps.last * ((i * 0.618034) % 1)))),
    );
    const all = [0.5, 0.95, 1].map((part) => percentile(times, part).toFixed(1));
    line(`steps of ${entries} entries, ${name}: open`, opening, `${steps.last} steps`);
    line('  seek, slowest', percentile(times, 1), `median, p95, slowest: ${all.join(', ')} ms`);
  }
}

runScript(() => {
  seeks(100_000);
  counts(1_000_000);
  counts(10_000_000);
  return Promise.resolve(0);
});
