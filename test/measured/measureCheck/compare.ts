/** A case in the model and on a real Go, phase by phase. */
import type { Arch, GoVersion, Phase, SimulateRequest } from '../../../runtime';
import { parseKeyShape, parseTypeShape, parseWorkload, simulate } from '../../../runtime';
import type { MeasuredPhase } from '../../../server/src/measure/readings';
import { measure } from '../../../server/src/node/measure';
import { UserError } from '../../../scripts/host/command';
import type { Case } from './cases';

export interface Toolchain {
  readonly goroot: string;
  readonly version: GoVersion;
}

/** Where cases are run. */
export interface Bench {
  readonly toolchain: Toolchain;
  readonly arch: Arch;
  /** Folder of compiled packages, one for each toolchain. */
  readonly buildCache: string;
}

/** One figure of one phase, where the model says something exact. */
export interface Comparison {
  readonly figure: keyof typeof FIGURES;
  /** Index of the operation. */
  readonly op: number;
  /** The operations up to the phase. */
  readonly after: string;
  /** The most entries that the map has held so far. */
  readonly peak: number;
  readonly measured: number;
  readonly simulated: number;
  /** Of the measured figure: how far the model is off, beyond the noise of a process. */
  readonly error: number;
  /** The same from the range that the model gives instead of one figure. */
  readonly errorOfRange: number;
}

export interface Compared {
  readonly comparisons: readonly Comparison[];
  /** Those of them where the model is off by more than it may be. */
  readonly misses: readonly Comparison[];
}

/** Figures of several runs. */
export interface Sample {
  readonly mean: number;
  readonly deviation: number;
  readonly least: number;
  readonly most: number;
}

/** A miss, looked at more closely. */
export interface Verdict {
  readonly real: Sample;
  readonly model: Sample;
  /** The means differ by no more than chance explains: the one run was unusual, or the range too narrow. */
  readonly agree: boolean;
}

/** The figures that simulation and measurement share. */
const FIGURES = {
  live: ({ liveBytes }: Phase | MeasuredPhase): number => liveBytes,
  total: ({ totalAllocBytes }: Phase | MeasuredPhase): number => totalAllocBytes,
};

/** What a process allocates besides the map, bytes: goroutines and threads that the runtime starts when it likes. */
const NOISE = 2 * 1024;
/** Which error counts as a miss. */
const TOLERANCE = 0.01;
/** How often a miss is measured and simulated again, and how far the means may be apart by chance. */
const REPEATS = 12;
const SIMULATED_REPEATS = 60;
const STANDARD_ERRORS = 4;
const TIME_LIMIT = 300;

/** Runs the case both ways. */
export async function compareCase(bench: Bench, { key, elem, workload }: Case): Promise<Compared> {
  const request = requestOf(bench, { key, elem, workload });
  const measured = await measurePhases(bench, request);
  const shown = simulatePhases(request);
  const comparisons = measured.flatMap((phase, op) => {
    const model = shown[op];
    if (model === undefined) throw new UserError(`no phase ${op} in the simulation`);
    const before = measured.slice(0, op + 1);
    const common = {
      op,
      after: before.map((p) => p.op).join('; '),
      peak: Math.max(...before.map((p) => p.entries)),
    };
    const { liveBytes, liveBytesMin = liveBytes, liveBytesMax = liveBytes } = model;
    const { totalAllocBytes: total } = model;
    const { totalAllocBytesMin = total, totalAllocBytesMax = total } = model;
    const exact = collected(phase.op);
    return [
      comparison({ ...common, figure: 'live' }, phase, model, [liveBytesMin, liveBytesMax], exact),
      comparison(
        { ...common, figure: 'total' },
        phase,
        model,
        [totalAllocBytesMin, totalAllocBytesMax],
        true,
      ),
    ];
  });
  return { comparisons, misses: comparisons.filter(isMiss) };
}

/**
 * Runs a case that missed many times: where hashing is random, one run says little.
 *
 * @returns for each miss whether the means of both sides agree.
 */
export async function repeatCase(
  bench: Bench,
  random: Case,
  misses: readonly Comparison[],
): Promise<readonly Verdict[]> {
  const request = requestOf(bench, random);
  const measured: (readonly MeasuredPhase[])[] = [];
  for (let i = 0; i < REPEATS; i++) measured.push(await measurePhases(bench, request));
  const simulated = Array.from({ length: SIMULATED_REPEATS }, (_, i) =>
    simulatePhases({ ...request, seed: i + 1, ranges: false }),
  );
  return misses.map(({ op, figure }) => {
    const figuresOf = (runs: readonly (readonly (Phase | MeasuredPhase)[])[]): Sample =>
      sample(runs.flatMap((run) => run[op] ?? []).map(FIGURES[figure]));
    const [real, model] = [figuresOf(measured), figuresOf(simulated)];
    const standardError = Math.hypot(
      real.deviation / Math.sqrt(REPEATS),
      model.deviation / Math.sqrt(SIMULATED_REPEATS),
    );
    const allowed = Math.max(TOLERANCE * real.mean, STANDARD_ERRORS * standardError) + NOISE;
    return { real, model, agree: Math.abs(real.mean - model.mean) <= allowed };
  });
}

function requestOf({ arch, toolchain }: Bench, { key, elem, workload }: Case): SimulateRequest {
  const keyShape = parseKeyShape(key, arch);
  const elemShape = parseTypeShape(elem, arch);
  const ops = parseWorkload(workload);
  if (!keyShape.ok || !elemShape.ok || !ops.ok) throw new UserError(`no case: ${workload}`);
  return {
    ...{ key: keyShape.shape, elem: elemShape.shape, workload: ops.ops },
    ...{ go: toolchain.version, arch },
  };
}

async function measurePhases(
  { toolchain, buildCache }: Bench,
  request: SimulateRequest,
): Promise<readonly MeasuredPhase[]> {
  const { goroot } = toolchain;
  const limits = { goroot, buildCache, timeLimit: TIME_LIMIT };
  return (await measure({ ...request, ...limits }, new AbortController().signal)).phases;
}

function simulatePhases(request: SimulateRequest): readonly Phase[] {
  const result = simulate(request);
  if (!result.ok) throw new UserError(result.message);
  return result.simulation.phases;
}

/** Whether a collection has just run: before one, what is garbage depends on when the collector ran by itself. */
function collected(op: string): boolean {
  return op === 'gc' || op === 'free-os-memory';
}

function comparison(
  about: Pick<Comparison, 'op' | 'after' | 'peak' | 'figure'>,
  phase: MeasuredPhase,
  model: Phase,
  [least, most]: readonly [number, number],
  exact: boolean,
): Comparison {
  const measured = FIGURES[about.figure](phase);
  const simulated = FIGURES[about.figure](model);
  const relative = (distance: number): number =>
    Math.max(0, distance - NOISE) / Math.max(1, measured);
  const errorOfRange = relative(Math.max(least - measured, measured - most, 0));
  const error = exact ? relative(Math.abs(measured - simulated)) : errorOfRange;
  return { ...about, measured, simulated, error, errorOfRange };
}

function sample(figures: readonly number[]): Sample {
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  return {
    mean,
    deviation: Math.sqrt(squares / Math.max(1, figures.length - 1)),
    least: Math.min(...figures),
    most: Math.max(...figures),
  };
}

/** Whether the model is off by more than it may be. */
function isMiss({ error, errorOfRange }: Comparison): boolean {
  return error > TOLERANCE && errorOfRange > 0;
}
