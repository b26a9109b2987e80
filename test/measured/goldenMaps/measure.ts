/** Runs the lives of goldenMaps/cases.ts with one toolchain. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Arch, GoVersion } from '../../../runtime';
import { formatGoVersion } from '../../../runtime';
import { missingFrom } from '../../../server/src/measure/program';
import type { GoToolchain } from '../../../server/src/node/goToolchain';
import { buildProgram } from '../../../server/src/node/measure';
import { run } from '../../../scripts/host/command';
import type { GoldenSet, MapType } from './cases';
import { STRATEGIES } from './cases';
import { goldenProgram } from './program';

interface Life {
  readonly n: number;
  readonly reps: number;
  readonly hint: number;
  readonly delPct: number;
  readonly strategy: keyof typeof STRATEGIES;
}

export interface MeasuredLife {
  /** The same on every toolchain. */
  readonly name: string;
  readonly records: readonly object[];
}

/** Measures all lives that the toolchain has the functions for; files go below `folder`. */
export async function measureMaps(
  sets: readonly GoldenSet[],
  toolchain: GoToolchain,
  folder: string,
): Promise<readonly MeasuredLife[]> {
  const measured: MeasuredLife[] = [];
  let built = 0;
  for (const set of sets) {
    const lives = livesOf(set, toolchain.version);
    for (const type of lives.length === 0 ? [] : set.types) {
      const program = path.join(folder, String(built++));
      await mkdir(program);
      const executable = await build(type, set.arch, lives, toolchain, program, folder);
      for (const life of lives) {
        const output = await run(executable, argumentsOf(life), { env: {} });
        const records = recordsOf(output, life, type, set.arch, toolchain.version);
        measured.push({ name: JSON.stringify([set.arch, type.combo, life]), records });
      }
    }
  }
  return measured;
}

/** Every combination of a set that the toolchain has the functions for. */
function livesOf(set: GoldenSet, go: GoVersion): readonly Life[] {
  const known = (strategy: Life['strategy']): boolean =>
    strategy !== 'clear' || missingFrom(go, 'clear') === undefined;
  return set.strategies
    .filter(known)
    .flatMap((strategy) =>
      set.sizes.flatMap(([n, reps]) =>
        set.hints.flatMap((hint) =>
          (set.deletes ?? [100]).map((delPct) => ({ n, reps, hint: hint(n), delPct, strategy })),
        ),
      ),
    );
}

async function build(
  type: MapType,
  arch: Arch,
  lives: readonly Life[],
  toolchain: GoToolchain,
  program: string,
  folder: string,
): Promise<string> {
  const most = Math.max(...lives.map(({ n }) => n));
  const churns = lives.some(({ strategy }) => strategy === 'churn');
  // All keys may be inserted twice; churn makes as many in each of its 20 rounds.
  const keys = { atATime: 2 * most + 1, ever: (churns ? 22 : 2) * most + 1 };
  const files = goldenProgram(type, toolchain.version, keys);
  const cache = path.join(folder, 'cache');
  const { signal } = new AbortController();
  return buildProgram(program, files, { arch, buildCache: cache }, toolchain, signal);
}

/** The arguments of the program: counts, then each phase with its action. */
function argumentsOf({ n, reps, hint, delPct, strategy }: Life): readonly string[] {
  const phases = STRATEGIES[strategy].flatMap((step) => {
    const [first = '', ...collections] = step.split(' ');
    const [phase = '', action = ''] = first.split('=');
    return [
      `${phase}=${action}`,
      ...collections.map((c) => (c === 'gc' ? `${phase}_gc=gc` : `${phase}_fos=free`)),
    ];
  });
  return [...[reps, n, hint, delPct].map(String), 'made=make', ...phases];
}

/** The lines of the program as records: figures of one map. */
function recordsOf(
  output: string,
  { n, reps, hint, delPct, strategy }: Life,
  { combo, key, elem, inner }: MapType,
  arch: Arch,
  go: GoVersion,
): readonly object[] {
  const average = (text: string | undefined, digits: number): number =>
    Number((Number(text) / reps).toFixed(digits));
  return output
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([phase]) => phase !== 'start')
    .map(([phase, len, live, total, objects]) => ({
      go: formatGoVersion(go),
      ...(arch === 'amd64' ? {} : { arch }),
      ...{ key, elem, combo },
      ...(inner === undefined ? {} : { inner }),
      ...{ n, hint, reps, delPct, strategy, phase },
      len: Number(len),
      liveBytes: average(live, 1),
      totalAlloc: average(total, 1),
      objects: average(objects, 2),
    }));
}
