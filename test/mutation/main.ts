/**
 * Makes small mistakes in the code of facts, rules, fixes and command line, and runs the tests that reach them:
 *
 *   npm run mutate -- [--seed N] [--count N] [--only facts|rules|fixes|cli|FILE] [--jobs N] [--again] [--verbose]
 *
 * FILE is below server/src, as in `--only facts/aging.ts --count 10000` for all mutants of a file.
 * The same seed makes the same mutants of the same sources; all of them compile. Only the tests of these layers run: what
 * only another layer's tests notice counts as survived. Prints each survivor, and exits 1 when fewer than nine of ten
 * mutants are noticed. Those that equivalent.ts lists are left out. `--again` tries the survivors of the last run,
 * `--verbose` prints what was noticed too, and by which test.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { note, UserError } from '../../scripts/host/command';
import { runScript } from '../../scripts/host/entry';
import { OUT, REPOSITORY } from '../../scripts/host/paths';
import type { Coverage } from './coverage';
import { testsFor } from './coverage';
import { createDependents } from './modules';
import type { Mutant } from './operators';
import {
  describeMutant,
  isLimit,
  PARTS,
  partOf,
  population,
  sample,
  SUITES,
  whyEquivalent,
} from './population';
import type { FromWorker, Tests, ToWorker } from './protocol';
import { TIMEOUT } from './runner';

const FOLDER = path.join(OUT, 'mutation');
const LAST = path.join(FOLDER, 'survivors.json');
const LEAST = 0.9;
/** A worker counts as hanging after so many times the longest test's time without news, and so many milliseconds more. */
const HANG = { times: 20, more: 120_000 };
/** Mutants of one process, since modules that were loaded before are not always freed. */
const MOST_MUTANTS = 40;

interface Verdict {
  readonly mutant: Mutant;
  readonly killed: boolean;
  /** The test that noticed, or why none did. */
  readonly by: string;
}

runScript(async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '200' },
      only: { type: 'string' },
      jobs: { type: 'string', default: String(Math.min(2, availableParallelism())) },
      again: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  const number = (name: 'seed' | 'count' | 'jobs'): number => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 0) throw new UserError(`--${name}: not a number`);
    return value;
  };
  const { only } = values;
  if (only !== undefined && !isLimit(only)) {
    const parts = Object.keys(PARTS).join(', ');
    throw new UserError(`--only ${only}: no such part (${parts}), and no file of one`);
  }
  mkdirSync(FOLDER, { recursive: true });
  const chosen = values.again
    ? (JSON.parse(readFileSync(LAST, 'utf8')) as Mutant[])
    : sample(number('seed'), number('count'), only);
  const mutants = chosen.filter((mutant) => whyEquivalent(mutant) === undefined);
  note(`${chosen.length} mutants, ${chosen.length - mutants.length} of them known as equivalent`);
  let done = 0;
  const report = (verdict: Verdict): void => {
    done++;
    const { file, line, before, after } = describeMutant(verdict.mutant);
    if (verdict.killed && !values.verbose) return;
    const what = `${file}:${line}  ${short(before)}  ->  ${short(after) || '(nothing)'}`;
    console.log(`${verdict.killed ? 'killed  ' : 'SURVIVED'} ${done}  ${what}  [${verdict.by}]`);
  };
  const verdicts: Verdict[] = [];
  for (const suites of Object.keys(SUITES) as Suites[]) {
    const own = mutants.filter(({ file }) => PARTS[partOf(file)]?.suites === suites);
    if (own.length === 0) continue;
    const coverage = await coverageOf(suites);
    verdicts.push(...(await tryAll(own, coverage, number('jobs'), report)));
  }
  const survived = verdicts.filter(({ killed }) => !killed).map(({ mutant }) => mutant);
  writeFileSync(LAST, JSON.stringify(survived, undefined, 1));
  for (const part of Object.keys(PARTS)) {
    const own = verdicts.filter(({ mutant }) => partOf(mutant.file) === part);
    const killed = own.filter((verdict) => verdict.killed).length;
    const known = chosen.filter(({ file }) => partOf(file) === part).length - own.length;
    if (own.length === 0) continue;
    console.log(
      `${part}: ${killed} of ${own.length} killed, ${known} equivalent (${population(part)} mutants in all, before they are compiled)`,
    );
  }
  const killed = verdicts.length - survived.length;
  const equivalent = chosen.length - mutants.length;
  const share = ((100 * killed) / Math.max(1, verdicts.length)).toFixed(1);
  console.log(
    `${killed} killed, ${survived.length} survived, ${equivalent} equivalent (listed in test/mutation/equivalent.ts with reasons): ${share} %`,
  );
  return killed >= LEAST * verdicts.length ? 0 : 1;
});

function short(text: string): string {
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}

type Suites = keyof typeof SUITES;

/** What the tests of some suites reach. Kept in out/ for as long as no file changes that may change it. */
async function coverageOf(suites: Suites): Promise<Coverage> {
  const folders = SUITES[suites].map((suite) => `test/${suite}`);
  const hash = createHash('sha256');
  for (const folder of ['server/src', 'runtime', ...folders]) {
    const root = path.join(REPOSITORY, folder);
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(file).update(readFileSync(file));
  }
  const key = hash.digest('hex');
  const kept = path.join(FOLDER, `coverage-${suites}.json`);
  if (existsSync(kept)) {
    const known = JSON.parse(readFileSync(kept, 'utf8')) as { key: string; coverage: Coverage };
    if (known.key === key) return known.coverage;
  }
  note(`running the tests of ${folders.join(', ')} once, to see which of them reach what`);
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(REPOSITORY, folder))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  );
  const worker = startWorker();
  const answer = await ask(worker, { kind: 'cover', files });
  worker.kill();
  if (answer.kind !== 'covered') {
    throw new UserError(`cannot tell which tests reach what: ${JSON.stringify(answer)}`);
  }
  writeFileSync(kept, JSON.stringify({ key, coverage: answer.coverage }));
  return answer.coverage;
}

function startWorker(): ChildProcess {
  return fork(path.join(__dirname, 'worker.ts'), {
    cwd: REPOSITORY,
    execArgv: [
      '--require',
      'tsx/cjs',
      '--require',
      './test/markdown.cjs',
      '--max-old-space-size=3000',
    ],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** What became of a question: an answer, or the end of the worker that was asked. */
type Answer = FromWorker | { readonly kind: 'lost'; readonly why: string; readonly title: string };

/** @param patience milliseconds without news after which the worker counts as hanging */
function ask(worker: ChildProcess, question: ToWorker, patience = 2 * TIMEOUT): Promise<Answer> {
  return new Promise((resolve) => {
    let title = 'before the first test';
    let timer: NodeJS.Timeout | undefined;
    const finish = (answer: Answer): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(answer);
    };
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        finish({ kind: 'lost', why: `no news for ${patience / 1000} s`, title });
        worker.kill('SIGKILL');
      }, patience);
    };
    worker.on('exit', () => finish({ kind: 'lost', why: 'the process ended', title }));
    worker.on('message', (message: FromWorker) => {
      watch();
      if (message.kind === 'news') title = message.title;
      else finish(message);
    });
    watch();
    worker.send(question);
  });
}

async function tryAll(
  mutants: readonly Mutant[],
  coverage: Coverage,
  jobs: number,
  report: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const dependents = createDependents();
  const waiting = [...mutants];
  const verdicts: Verdict[] = [];
  const work = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    let tried = 0;
    const answerTo = async (question: ToWorker, patience: number): Promise<Answer> => {
      if (tried++ % MOST_MUTANTS === 0) {
        worker?.kill();
        worker = undefined;
      }
      worker ??= startWorker();
      const answer = await ask(worker, question, patience);
      if (answer.kind === 'lost') worker = undefined;
      return answer;
    };
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const tests = [...testsFor(mutant, coverage, dependents(mutant.file))];
      const question: ToWorker = { kind: 'try', mutant, tests };
      const patience = HANG.more + HANG.times * longestOf(tests, coverage);
      const asked = async (): Promise<Answer> => answerTo(question, patience);
      let answer: Answer = tests.length === 0 ? { kind: 'survived' } : await asked();
      // A busy machine may do this too: once more, alone.
      const doubtful =
        answer.kind === 'lost' || (answer.kind === 'killed' && /^Timeout of /.test(answer.message));
      if (doubtful) answer = await asked();
      if (answer.kind === 'failed') throw new UserError(answer.message);
      const verdict = verdictOf(mutant, answer, tests.length);
      verdicts.push(verdict);
      report(verdict);
    }
    worker?.kill();
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return verdicts;
}

/** Milliseconds of the longest of some tests, without any mutation. */
function longestOf(tests: Tests, coverage: Coverage): number {
  const wanted = new Map(tests.map(([file, titles]) => [file, new Set(titles)]));
  const times = coverage.tests.map(({ file, title, ms }) =>
    wanted.get(file)?.has(title) === true ? ms : 0,
  );
  return Math.max(0, ...times);
}

function verdictOf(mutant: Mutant, answer: Answer, files: number): Verdict {
  if (answer.kind === 'killed') return { mutant, killed: true, by: answer.by };
  if (answer.kind === 'lost') return { mutant, killed: true, by: `${answer.title}: ${answer.why}` };
  return {
    mutant,
    killed: false,
    by: files === 0 ? 'no test reaches it' : `${files} files of tests`,
  };
}
