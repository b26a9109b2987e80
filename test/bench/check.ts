/**
 * `heapghost check` over trees as people run it, a row of docs/performance.md for each: beside what web-tree-sitter alone
 * needs for the files that are read, and, with --peers, beside `go vet` and staticcheck, which must be able to build there.
 * Build first.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { FEWEST_FILES, MOST_THREADS } from '../../server/src/cli/checkThreads';
import { goFiles } from '../../server/src/cli/paths';
import { diskEnvironment, textOf } from './disk';
import { bareParser, timed } from './measure';

interface Measured {
  readonly seconds: number;
  /** Of the process itself; undefined where this system does not tell. */
  readonly megabytes: number | undefined;
}

/** Runs a program in a folder, its output thrown away. */
async function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Measured> {
  const start = performance.now();
  const child = spawn(program, args, {
    cwd,
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  let kilobytes: number | undefined;
  // The kernel's own high-water mark; the last look is at most so long before the end.
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
      kilobytes = Number(/^VmHWM:\s*(\d+)/m.exec(status)?.[1] ?? kilobytes);
    } catch {
      // Gone, or another system.
    }
  }, 10);
  try {
    await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
  } finally {
    clearInterval(look);
  }
  const seconds = (performance.now() - start) / 1000;
  return { seconds, megabytes: kilobytes && kilobytes / 1024 };
}

/** Seconds that web-tree-sitter alone needs on one core. */
async function bareParse(files: readonly string[]): Promise<number> {
  const texts = files.map(textOf);
  const bare = await bareParser(diskEnvironment());
  return timed(() => texts.forEach((text) => bare.parse(text)?.delete())) / 1000;
}

const NOT_MEASURED = '–';

function shown({ seconds, megabytes }: Measured): string {
  const memory = megabytes === undefined ? '' : `, ${Math.round(megabytes)} MB`;
  return `${seconds.toFixed(1)} s${memory}`;
}

async function row(folder: string, peers: boolean): Promise<string> {
  const program = path.resolve('dist/cli.js');
  if (!existsSync(program)) throw new Error('run "npm run build" first');
  const cache = mkdtempSync(path.join(tmpdir(), 'heapghost-bench-'));
  const env = { XDG_CACHE_HOME: cache, STATICCHECK_CACHE: path.join(cache, 'staticcheck') };
  const check = (...options: readonly string[]): Promise<Measured> =>
    run(process.execPath, [program, 'check', ...options, '.'], folder, env);
  try {
    const { files } = await goFiles([folder], false);
    const cores = files.length < FEWEST_FILES ? 1 : Math.min(availableParallelism(), MOST_THREADS);
    const parse = (await bareParse(files)) / cores;
    const first = await check();
    const second = await check();
    const json = await check('--no-cache', '--format', 'json');
    const peer = async (name: string, args: readonly string[]): Promise<string> =>
      peers ? shown(await run(name, args, folder, env)) : NOT_MEASURED;
    const cells = [
      path.basename(folder),
      `${files.length}`,
      `${parse.toFixed(1)} s (${cores})`,
      `${shown(first)}, ${(first.seconds / parse).toFixed(2)} x`,
      `${shown(second)}, ${(second.seconds / parse).toFixed(2)} x`,
      shown(json),
      await peer('go', ['vet', './...']),
      await peer('staticcheck', ['./...']),
    ];
    return `| ${cells.join(' | ')} |`;
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

async function main(args: readonly string[]): Promise<void> {
  const folders = args.filter((arg) => arg !== '--peers').map((folder) => path.resolve(folder));
  console.log(
    '| tree | files | bare parse (cores) | check | second check | check --format json | go vet | staticcheck |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const folder of folders) console.log(await row(folder, args.includes('--peers')));
  const load = loadavg().map((one) => one.toFixed(1));
  console.log(`${availableParallelism()} cores, load ${load.join(', ')}, Node ${process.version}`);
}

void main(process.argv.slice(2));
