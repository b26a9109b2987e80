import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseArch, parseGoVersion } from '../../runtime';
import { findToolchain } from '../../server/src/node/goToolchain';
import { note, UserError } from '../../scripts/host/command';
import { runScript } from '../../scripts/host/entry';
import { temporaryFolder } from '../../scripts/host/temporary';
import type { Case } from './measureCheck/cases';
import { randomCase } from './measureCheck/cases';
import type { Bench, Comparison, Sample, Verdict } from './measureCheck/compare';
import { compareCase, repeatCase } from './measureCheck/compare';

const USAGE = 'npm run measure-check -- [--cases N] [--seed S] [--arch A] --goroot DIR...';

/**
 * Random maps and workloads, simulated and measured: prints how far the model is off, and each miss as a command. A case
 * that misses is run many times more, to tell chance from a mistake. Ends with 1 when there is a mistake.
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
  let mistakes = 0;
  // npm runs scripts in the repository; a relative path means the folder the person typed it in.
  const typedIn = process.env.INIT_CWD ?? process.cwd();
  for (const goroot of [...values.goroot, ...positionals].map((g) => path.resolve(typedIn, g))) {
    const { name } = await findToolchain(goroot, folder.path, new AbortController().signal);
    const version = parseGoVersion(name);
    if (version === undefined) throw new UserError(`${goroot}: ${name} is no version`);
    // Each toolchain compiles its own standard library.
    const buildCache = path.join(folder.path, 'cache');
    const bench = { toolchain: { goroot, version }, arch, buildCache };
    mistakes += await checkToolchain(bench, name, seed, cases);
    await rm(buildCache, { recursive: true, force: true });
  }
  return mistakes > 0 ? 1 : 0;
});

/** Runs the cases on one toolchain; how many of them the model has wrong. */
async function checkToolchain(
  bench: Bench,
  name: string,
  seed: number,
  cases: number,
): Promise<number> {
  const all: Comparison[] = [];
  let missed = 0;
  let mistakes = 0;
  for (let i = 0; i < cases; i++) {
    const random = randomCase(seed + i, bench.arch, bench.toolchain.version);
    try {
      const { comparisons, misses } = await compareCase(bench, random);
      all.push(...comparisons);
      if (misses.length === 0) continue;
      const verdicts = await repeatCase(bench, random, misses);
      missed++;
      if (verdicts.some(({ agree }) => !agree)) mistakes++;
      note(`${name}, seed ${seed + i} misses:`);
      for (const line of describeMisses(random, misses, verdicts)) note(line);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new UserError(
        `${name}, seed ${seed + i}: ${why}\n    ${commandOf(random, random.workload)}`,
      );
    }
  }
  console.log(
    `${name} ${bench.arch}: ${cases} cases from seed ${seed}, ${missed} with a miss, ` +
      `${missed - mistakes} of them by chance`,
  );
  for (const figure of ['live', 'total'] as const) {
    const large = all.filter((c) => c.figure === figure && c.peak >= 1000);
    console.log(`  ${figure}, 1,000 entries and more: ${distribution(large.map((c) => c.error))}`);
    console.log(`    outside of the range: ${distribution(large.map((c) => c.errorOfRange))}`);
    const small = all.filter((c) => c.figure === figure && c.peak < 1000);
    console.log(`  ${figure}, fewer entries: ${distribution(small.map((c) => c.error))}`);
  }
  return mistakes;
}

/** Of each figure the first miss, mistakes first: the figures, and the options that give them again. */
function describeMisses(
  random: Case,
  misses: readonly Comparison[],
  verdicts: readonly Verdict[],
): readonly string[] {
  const range = ({ mean, least, most }: Sample): string =>
    `${mean.toFixed(0)} (${least} to ${most})`;
  return (['live', 'total'] as const).flatMap((figure) => {
    const found = misses.flatMap((miss, i) => {
      const verdict = verdicts[i];
      return miss.figure === figure && verdict !== undefined ? [{ ...miss, ...verdict }] : [];
    });
    const shown = found.find(({ agree }) => !agree) ?? found[0];
    if (shown === undefined) return [];
    const { measured, simulated, error, after, agree, real, model } = shown;
    return [
      `  ${figure}: measured ${measured}, simulated ${simulated}, ${(error * 100).toFixed(2)} %`,
      `    ${agree ? 'chance' : 'MISTAKE'}: on average measured ${range(real)}, simulated ${range(model)}`,
      `    ${commandOf(random, after)}`,
    ];
  });
}

function commandOf({ key, elem }: Case, workload: string): string {
  return `--key '${key}' --elem '${elem}' --workload '${workload}'`;
}

function distribution(errors: readonly number[]): string {
  const sorted = [...errors].sort((a, b) => a - b);
  const at = (share: number): string =>
    `${((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 100).toFixed(3)} %`;
  const within = sorted.filter((error) => error <= 0.01).length;
  return `${sorted.length} figures, median ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, maximum ${at(1)}; ${within} within 1 %`;
}
