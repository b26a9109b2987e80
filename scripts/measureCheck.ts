import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Arch } from '../runtime';
import { parseArch, parseGoVersion } from '../runtime';
import { findToolchain } from '../server/src/node/goToolchain';
import { note, UserError } from './host/command';
import { runScript } from './host/entry';
import { temporaryFolder } from './host/temporary';
import type { Case } from './measureCheck/cases';
import { randomCase } from './measureCheck/cases';
import type { Comparison, Toolchain } from './measureCheck/compare';
import { compareCase, isMiss } from './measureCheck/compare';

const USAGE = 'npm run measure-check -- [--cases N] [--seed S] [--arch A] --goroot DIR...';

/**
 * Random maps and workloads, simulated and measured: prints how far the model is off, and each miss as a command.
 * Ends with 1 when more than one case in a hundred misses.
 */
runScript(async (args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      cases: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      arch: { type: 'string', default: 'amd64' },
      goroot: { type: 'string', multiple: true, default: [] },
    },
  });
  const arch = parseArch(values.arch);
  const [cases, seed] = [Number(values.cases), Number(values.seed)];
  if (arch === undefined || !(cases > 0) || !(seed >= 0) || values.goroot.length === 0) {
    throw new UserError(`usage: ${USAGE}`);
  }
  const folder = temporaryFolder('measure-check');
  let missed = false;
  // npm runs scripts in the repository; a relative path means the folder the person typed it in.
  const typedIn = process.env.INIT_CWD ?? process.cwd();
  for (const goroot of [...values.goroot, ...positionals].map((g) => path.resolve(typedIn, g))) {
    const { name } = await findToolchain(goroot, folder.path, new AbortController().signal);
    const version = parseGoVersion(name);
    if (version === undefined) throw new UserError(`${goroot}: ${name} is no version`);
    // Each toolchain compiles its own standard library.
    const buildCache = path.join(folder.path, 'cache');
    const misses = await checkToolchain({ goroot, version }, name, arch, seed, cases, buildCache);
    await rm(buildCache, { recursive: true, force: true });
    missed ||= misses > cases / 100;
  }
  return missed ? 1 : 0;
});

/** Runs the cases on one toolchain; how many missed. */
async function checkToolchain(
  toolchain: Toolchain,
  name: string,
  arch: Arch,
  seed: number,
  cases: number,
  buildCache: string,
): Promise<number> {
  const all: Comparison[] = [];
  let missed = 0;
  for (let i = 0; i < cases; i++) {
    const random = randomCase(seed + i, arch, toolchain.version);
    const comparisons = await compareCase(random, toolchain, arch, buildCache).catch(
      (error: unknown) => {
        const { key, elem, workload } = random;
        const why = error instanceof Error ? error.message : String(error);
        throw new UserError(
          `${name}, seed ${seed + i}: ${why}\n    ${commandOf(key, elem, workload, arch)}`,
        );
      },
    );
    all.push(...comparisons);
    const misses = comparisons.filter(isMiss);
    if (misses.length === 0) continue;
    missed++;
    note(
      `${name}, seed ${seed + i} misses:\n${misses.map((miss) => describe(random, miss, arch)).join('\n')}`,
    );
  }
  console.log(`${name} ${arch}: ${cases} cases from seed ${seed}, ${missed} with a miss`);
  for (const figure of ['live', 'total'] as const) {
    const large = all.filter((c) => c.figure === figure && c.peak >= 1000);
    console.log(`  ${figure}, 1,000 entries and more: ${distribution(large.map((c) => c.error))}`);
    console.log(
      `    from the range that is shown:     ${distribution(large.map((c) => c.errorOfRange))}`,
    );
    const small = all.filter((c) => c.figure === figure && c.peak < 1000);
    console.log(`  ${figure}, fewer entries:          ${distribution(small.map((c) => c.error))}`);
  }
  return missed;
}

/** The figures, and the options of `simulate` and `measure` that give them again. */
function describe({ key, elem }: Case, miss: Comparison, arch: Arch): string {
  const { figure, measured, simulated, after } = miss;
  const percent = (miss.error * 100).toFixed(2);
  return `  ${figure}: measured ${measured}, simulated ${simulated}, ${percent} %
    ${commandOf(key, elem, after, arch)}`;
}

function commandOf(key: string, elem: string, workload: string, arch: Arch): string {
  return `--arch ${arch} --key '${key}' --elem '${elem}' --workload '${workload}'`;
}

function distribution(errors: readonly number[]): string {
  const sorted = [...errors].sort((a, b) => a - b);
  const at = (share: number): string =>
    `${((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 100).toFixed(3)} %`;
  const within = sorted.filter((error) => error <= 0.01).length;
  return `${sorted.length} figures, median ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, maximum ${at(1)}; ${within} within 1 %`;
}
