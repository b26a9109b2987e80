/**
 * Spoils real Go files and asks everything about them:
 *
 *   npm run fuzz -- [--count N] [--seed S] [--only CASE] [--jobs N] [--limit MS] [--keep FOLDER] [DIR]...
 *
 * DIR is a folder with Go packages, by default GOROOT/src of the go on PATH. A case is a small module with several
 * mutations; the same seed and number make the same case. Prints each failure with the text of its file, keeps its
 * files in FOLDER, and exits 1 when there was any: an error thrown, a request above MS milliseconds of processor time, an
 * offset outside of its file, edits that overlap, an answer after edits that is not that of a fresh workspace.
 *
 *   npm run fuzz -- --edits N [--seed S] [--every N] DIR...
 *
 * Makes N random edits in each of these packages instead, and compares all answers after every hundredth with those of a
 * fresh workspace; of a difference it prints the steps that it takes.
 *
 *   npm run fuzz -- --messages N [--seed S]
 *
 * Sends the built server N messages with missing and wrong fields instead, and asks after each hundred what an editor
 * asks: exits 1 when an answer is not that of an untouched server, or memory grows.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../../scripts/host/command';
import { runScript } from '../../scripts/host/entry';
import { uriOf } from '../../server/src/node/paths';
import { bundleOf, NODE_OPTIONS } from '../bench/bundle';
import { goRoot } from '../oracle/goOracle';
import type { Corpus } from './corpus';
import { readCorpus } from './corpus';
import { editsMain } from './edits';
import { hostileMain } from './hostile';
import type { FromWorker, ToWorker } from './protocol';
import type { CaseResult, Plan } from './run';
import { BATCH, worldOf } from './run';

/** Wall time without any news after which a worker counts as hanging, in milliseconds. */
const HANG = 60_000;
/** Batches of one worker. */
const MOST_BATCHES = 20;
/** Lines of a failing file that are printed; all of it is kept. */
const SHOWN_LINES = 60;

runScript(async (args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      count: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      messages: { type: 'string' },
      edits: { type: 'string' },
      every: { type: 'string', default: '100' },
      only: { type: 'string' },
      jobs: { type: 'string', default: '2' },
      limit: { type: 'string', default: '5000' },
      keep: { type: 'string', default: path.join(tmpdir(), 'heapghost-fuzz') },
    },
  });
  if (values.messages !== undefined) {
    return hostileMain(Number(values.messages), Number(values.seed));
  }
  if (values.edits !== undefined) {
    const plan = {
      edits: Number(values.edits),
      seed: Number(values.seed),
      every: Number(values.every),
    };
    return editsMain(positionals, plan);
  }
  const root = goRoot('go');
  const roots = positionals.length > 0 ? positionals : [path.join(root, 'src')];
  for (const dir of roots) if (!existsSync(dir)) throw new UserError(`${dir}: no such folder`);
  const number = (name: 'count' | 'seed' | 'jobs' | 'limit'): number => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 0) throw new UserError(`--${name}: not a number`);
    return value;
  };
  const plan: Plan = { seed: number('seed'), goroot: uriOf(root), limit: number('limit') };
  const corpus = readCorpus(roots);
  if (corpus.size === 0) throw new UserError(`no Go files below ${roots.join(', ')}`);
  const indices =
    values.only === undefined
      ? Array.from({ length: number('count') }, (_, i) => i)
      : values.only.split(',').map(Number);
  const tally = createTally(corpus, plan, values.keep);
  const batches = new Map<number, number[]>();
  for (const index of indices) {
    const batch = Math.floor(index / BATCH);
    batches.set(batch, [...(batches.get(batch) ?? []), index]);
  }
  const waiting = [...batches].map(([number, list]): ToWorker => ({
    number,
    indices: list,
    plan,
    roots,
  }));
  const program = await bundleOf(path.join(__dirname, 'worker.ts'));
  await Promise.all(Array.from({ length: number('jobs') }, () => work(program, waiting, tally)));
  return tally.print();
});

interface Tally {
  add(index: number, result: CaseResult): void;
  rss(bytes: number): void;
  print(): number;
}

function createTally(corpus: Corpus, plan: Plan, keep: string): Tally {
  const begun = Date.now();
  let cases = 0;
  let failed = 0;
  let peak = 0;
  const sums = { compared: 0, broken: 0, differs: 0 };
  const slow: { readonly ms: number; readonly what: string; readonly index: number }[] = [];
  return {
    add(index, result) {
      cases++;
      for (const key of ['compared', 'broken', 'differs'] as const) sums[key] += result[key];
      slow.push({ ...result.slowest, index });
      slow.sort((a, b) => b.ms - a.ms).splice(10);
      if (cases % 1000 === 0) {
        const seconds = Math.round((Date.now() - begun) / 1000);
        console.log(`${cases} cases, ${failed} failed, ${seconds} s`);
      }
      if (result.failure === undefined) return;
      failed++;
      report(index, result.failure, corpus, plan, keep);
    },
    rss(bytes) {
      peak = Math.max(peak, bytes);
    },
    print() {
      const seconds = ((Date.now() - begun) / 1000).toFixed(0);
      console.log('slowest requests, processor time:');
      for (const { ms, what, index } of slow)
        console.log(`  ${ms.toFixed(0)} ms  case ${index}: ${what}`);
      console.log(
        `${sums.compared} answers after edits equal those of a fresh workspace; ${sums.differs} of texts that do not parse differ`,
      );
      console.log(
        `${cases} cases in ${seconds} s, seed ${plan.seed}, peak RSS ${Math.round(peak / 1e6)} MB: ${failed} failed`,
      );
      return failed > 0 || cases === 0 ? 1 : 0;
    },
  };
}

/** Prints a failure and keeps the files of its case. */
function report(index: number, failure: string, corpus: Corpus, plan: Plan, keep: string): void {
  const { steps, files, asked } = worldOf(index, corpus, plan);
  const folder = path.join(keep, `${plan.seed}-${index}`);
  for (const [uri, text] of files) {
    if (typeof text !== 'string') continue;
    const file = path.join(folder, decodeURIComponent(uri.replace(/^memory:\/(?:case\d+\/)?/, '')));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  mkdirSync(folder, { recursive: true });
  const about = [failure, '', ...steps, '', `asked: ${asked.join(' ')}`].join('\n');
  writeFileSync(path.join(folder, 'failure.txt'), `${about}\n`);
  const text = files.get(asked[0] ?? '');
  const lines = typeof text === 'string' ? text.split('\n') : ['(cannot be read)'];
  const shown = lines.slice(0, SHOWN_LINES).map((line) => line.slice(0, 200));
  const more = lines.length > shown.length ? [`… ${lines.length - shown.length} lines more`] : [];
  console.log(
    [`FAILED case ${index}: ${about}`, '', ...shown, ...more, `kept in ${folder}`, ''].join('\n'),
  );
}

/** Runs batches in a process of their own until none is left. */
async function work(program: string, waiting: ToWorker[], tally: Tally): Promise<void> {
  let worker: ChildProcess | undefined;
  let batches = 0;
  for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
    worker ??= fork(program, { execArgv: [...NODE_OPTIONS] });
    const { rest, alive } = await runBatch(worker, batch, tally);
    if (!alive) worker = undefined;
    // A parser is never let go of: the product has one, a session here has several.
    if (++batches % MOST_BATCHES === 0) {
      worker?.disconnect();
      worker = undefined;
    }
    if (rest.length > 0) waiting.unshift({ ...batch, indices: rest });
  }
  worker?.kill();
}

/** The cases that are left when the worker died or was ended. */
function runBatch(
  worker: ChildProcess,
  batch: ToWorker,
  tally: Tally,
): Promise<{ readonly rest: readonly number[]; readonly alive: boolean }> {
  return new Promise((resolve) => {
    let current: number | undefined;
    let timer: NodeJS.Timeout | undefined;
    const after = (index: number | undefined): readonly number[] =>
      index === undefined ? [] : batch.indices.slice(batch.indices.indexOf(index) + 1);
    const finish = (rest: readonly number[], alive: boolean): void => {
      clearTimeout(timer);
      worker.removeAllListeners('message');
      worker.removeAllListeners('exit');
      resolve({ rest, alive });
    };
    const lost = (failure: string): void => {
      const slowest = { ms: HANG, what: failure };
      if (current !== undefined)
        tally.add(current, { failure, slowest, compared: 0, broken: 0, differs: 0 });
      finish(after(current), false);
    };
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        lost(`no answer for ${HANG / 1000} s`);
        worker.kill('SIGKILL');
      }, HANG);
    };
    worker.on('message', (message: FromWorker) => {
      watch();
      if (message.kind === 'begin') current = message.index;
      if (message.kind === 'end') tally.add(message.index, message.result);
      if (message.kind === 'done') {
        tally.rss(message.rss);
        finish([], true);
      }
    });
    worker.once('exit', (code) => lost(`the process died (${code ?? 'by a signal'})`));
    watch();
    worker.send(batch);
  });
}
