/** A case in the model and on a real Go, phase by phase. */
import type { Arch, GoVersion, Phase, SimulateRequest } from '../../runtime';
import { parseKeyShape, parseTypeShape, parseWorkload, simulate } from '../../runtime';
import { measure } from '../../server/src/node/measure';
import { UserError } from '../host/command';
import type { Case } from './cases';

export interface Toolchain {
  readonly goroot: string;
  readonly version: GoVersion;
}

/** One figure of one phase, where the model says something exact. */
export interface Comparison {
  readonly figure: 'live' | 'total';
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

/** What a process allocates besides the map, bytes: goroutines and threads that the runtime starts when it likes. */
export const NOISE = 2 * 1024;
/** Which error counts as a miss. */
export const TOLERANCE = 0.01;
/** Other hash seeds that say how much TotalAlloc varies, and how far a range reaches beyond what was seen. */
const SEEDS = 8;
const DEVIATIONS = 3;
const TIME_LIMIT = 300;

/** Runs the case both ways. */
export async function compareCase(
  { key, elem, workload }: Case,
  { goroot, version }: Toolchain,
  arch: Arch,
  buildCache: string,
): Promise<readonly Comparison[]> {
  const keyShape = parseKeyShape(key, arch);
  const elemShape = parseTypeShape(elem, arch);
  const ops = parseWorkload(workload);
  if (!keyShape.ok || !elemShape.ok || !ops.ok) throw new UserError(`no case: ${workload}`);
  const map = { key: keyShape.shape, elem: elemShape.shape, workload: ops.ops, arch };
  const measured = await measure(
    { ...map, goroot, buildCache, timeLimit: TIME_LIMIT },
    new AbortController().signal,
  );
  const shown = phasesOf({ ...map, go: version });
  const others = Array.from({ length: SEEDS }, (_, i) =>
    phasesOf({ ...map, go: version, seed: i + 2, ranges: false }),
  );
  return measured.phases.flatMap((phase, i) => {
    const model = shown[i];
    if (model === undefined) throw new UserError(`no phase ${i} in the simulation`);
    const after =
      ops.ops.length === 0
        ? ''
        : measured.phases
            .slice(0, i + 1)
            .map((p) => p.op)
            .join('; ');
    const totals = spread(
      [model, ...others.flatMap((run) => run[i] ?? [])].map((p) => p.totalAllocBytes),
    );
    const live = [
      model.liveBytesMin ?? model.liveBytes,
      model.liveBytesMax ?? model.liveBytes,
    ] as const;
    const peak = Math.max(...measured.phases.slice(0, i + 1).map((p) => p.entries));
    const common = { after, peak };
    return [
      comparison(
        { ...common, figure: 'live' },
        phase.liveBytes,
        model.liveBytes,
        live,
        collected(phase.op),
      ),
      comparison(
        { ...common, figure: 'total' },
        phase.totalAllocBytes,
        model.totalAllocBytes,
        totals,
        true,
      ),
    ];
  });
}

function phasesOf(request: SimulateRequest): readonly Phase[] {
  const result = simulate(request);
  if (!result.ok) throw new UserError(result.message);
  return result.simulation.phases;
}

/** Whether a collection has just run: before one, what is garbage depends on when the collector ran by itself. */
function collected(op: string): boolean {
  return op === 'gc' || op === 'free-os-memory';
}

function comparison(
  about: Pick<Comparison, 'after' | 'peak' | 'figure'>,
  measured: number,
  simulated: number,
  [least, most]: readonly [number, number],
  exact: boolean,
): Comparison {
  const relative = (distance: number): number =>
    Math.max(0, distance - NOISE) / Math.max(1, measured);
  const errorOfRange = relative(Math.max(least - measured, measured - most, 0));
  const error = exact ? relative(Math.abs(measured - simulated)) : errorOfRange;
  return { ...about, measured, simulated, error, errorOfRange };
}

/** The range in which another figure of the same kind is expected. */
function spread(figures: readonly number[]): readonly [least: number, most: number] {
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  const reach = DEVIATIONS * Math.sqrt(squares / Math.max(1, figures.length - 1));
  return [Math.min(...figures, mean - reach), Math.max(...figures, mean + reach)];
}

/** Whether the model is off by more than it may be. */
export function isMiss({ error, errorOfRange }: Comparison): boolean {
  return error > TOLERANCE && errorOfRange > 0;
}
