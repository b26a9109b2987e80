/**
 * Grows each input of test/growth/inputs.ts and measures every request about it: the exponent of the growth of its
 * processor time, and the time at ten times the size that must be no trouble. An input that is refused says why.
 *
 * Each input has a process of its own, which is ended when it takes too long.
 */
import { fork } from 'node:child_process';
import type { Growing } from '../growth/inputs';
import { INPUTS, sourcesOf } from '../growth/inputs';
import type { Asker } from '../growth/ask';
import { createAsker } from '../growth/ask';
import { exponentOf } from '../growth/fit';
import { sampled } from './measure';

/** Parts of ten times the named size, the last one all of it. */
const PARTS = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1];
const BUDGET = 1000;
/** Milliseconds of a request after which nothing larger is tried. */
const ENOUGH = 2000;
/** Below this many milliseconds a time says nothing about growth. */
const NOISE = 30;
const MOST_EXPONENT = 1.25;
const MOST_TIME = 60_000;

interface Report {
  readonly n: number;
  /** Milliseconds of processor time of the slowest request of each kind. */
  readonly times: Readonly<Record<string, number>>;
  readonly problem: string | undefined;
}

async function measureAt(
  asker: Asker,
  input: Growing,
  n: number,
  tell: (what: string) => void,
): Promise<Report> {
  const sources = sourcesOf(input, n);
  const times: Record<string, number> = {};
  const problems = await asker.ask(sources, async (what, request) => {
    tell(what);
    let answer: Awaited<ReturnType<typeof request>> | undefined;
    const { cpu } = await sampled(async () => {
      answer = await request();
    });
    times[what] = Math.max(times[what] ?? 0, cpu);
    return answer as Awaited<ReturnType<typeof request>>;
  });
  return { n, times, problem: problems[0]?.message };
}

async function child(name: string): Promise<void> {
  const input = INPUTS[name];
  if (input === undefined) throw new Error(`no input ${name}`);
  const asker = await createAsker();
  // Once for the compiler.
  await measureAt(asker, input, Math.ceil(input.size / 200), () => undefined);
  for (const part of PARTS) {
    const n = Math.round(input.size * 10 * part);
    const report = await measureAt(asker, input, n, (what) => process.send?.(`${what} at ${n}`));
    process.send?.(report);
    if (Math.max(...Object.values(report.times)) > ENOUGH) break;
  }
  process.disconnect();
}

/** The reports of one input, and why there are no more. */
function measured(
  name: string,
): Promise<{ readonly reports: readonly Report[]; readonly died?: string }> {
  return new Promise((resolve) => {
    const reports: Report[] = [];
    const running = fork(process.argv[1] ?? '', ['', name, 'alone'], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--max-old-space-size=2048', ...process.execArgv],
    });
    let said = '';
    let late = false;
    running.stderr?.on('data', (data: Buffer) => (said += data.toString()));
    const timer = setTimeout(() => {
      late = true;
      running.kill('SIGKILL');
    }, MOST_TIME);
    let asked = 'loading';
    running.on('message', (report) => {
      if (typeof report === 'string') asked = report;
      else reports.push(report as Report);
    });
    running.once('exit', (code) => {
      clearTimeout(timer);
      const error = /^.*(?:Error|FATAL).*$/m.exec(said)?.[0] ?? `exit ${code}`;
      const reason = late ? `given up after ${MOST_TIME / 1000} s` : error;
      resolve(code === 0 ? { reports } : { reports, died: `${reason} in ${asked}` });
    });
  });
}

function verdictOf(reports: readonly Report[], died: string | undefined): string[] {
  const last = reports.at(-1);
  if (last === undefined || died !== undefined) return [`FAILED ${died ?? ''}`];
  return Object.entries(last.times).flatMap(([what, ms]) => {
    const points = reports
      .map(({ n, times }) => ({ x: n, y: times[what] ?? 0 }))
      .filter(({ y }) => y >= NOISE);
    const exponent = exponentOf(points);
    const late = ms > BUDGET;
    const steep = points.length >= 3 && exponent > MOST_EXPONENT && ms > BUDGET / 4;
    return late || steep
      ? [`${late ? 'ABOVE' : 'STEEP'} ${what} ${ms.toFixed(0)} ms, n^${exponent.toFixed(2)}`]
      : [];
  });
}

async function main(pattern: string): Promise<void> {
  const wanted = new RegExp(pattern, 'i');
  const names = Object.keys(INPUTS).filter((name) => wanted.test(name));
  const waiting = [...names];
  let failed = 0;
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const { reports, died } = await measured(name);
      const wrong = verdictOf(reports, died);
      if (wrong.length > 0) failed++;
      const last = reports.at(-1);
      const [what = '', ms = 0] =
        Object.entries(last?.times ?? {}).sort(([, a], [, b]) => b - a)[0] ?? [];
      const points = reports.map(({ n, times }) => ({ x: n, y: times[what] ?? 0 }));
      const exponent = exponentOf(points.filter(({ y }) => y >= NOISE));
      const slowest = `n ${last?.n ?? 0}, ${ms.toFixed(0)} ms ${what}, n^${exponent.toFixed(2)}`;
      const refused = last?.problem === undefined ? '' : `; ${last.problem.slice(0, 100)}`;
      console.log(`${wrong.length > 0 ? 'x' : ' '} ${name.padEnd(50)} ${slowest}${refused}`);
      for (const line of wrong) console.log(`      ${line}`);
    }
  };
  await Promise.all([work(), work()]);
  console.log(`${names.length} inputs, ${failed} above their budget`);
}

const [, , , name = '.', alone] = process.argv;
void (alone === undefined ? main(name) : child(name));
