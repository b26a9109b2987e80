/** Runs simulations; the last few are kept, so that a comparison can be switched on and off without waiting. */
import type { Op, SimulateRequest, SimulateResult, Simulation } from '../../runtime';
import type { Engine, Job } from './engine';
import type { RebuildEffect, Strategy, StrategyResult } from './strategies';
import { collects } from './strategies';

export type StrategyOutcome =
  | { readonly ok: true; readonly result: StrategyResult }
  /** As `simulate` refuses: `op` is the index of the operation that cannot be simulated, if it is one. */
  | { readonly ok: false; readonly message: string; readonly op?: number };

export interface Runner {
  /** Undefined when the job was cancelled. */
  readonly run: (strategy: Strategy, job: Job) => Promise<StrategyOutcome | undefined>;
  /** What a rebuild after the workload changes; undefined where that cannot be simulated, or the job was cancelled. */
  readonly rebuild: (request: SimulateRequest, job: Job) => Promise<RebuildEffect | undefined>;
}

/** Simulations that are kept. */
const KEPT = 12;

/** A workload at the very limit leaves no step for the garbage collection after it. */
const TOO_LONG = 'the workload is too long to be simulated with a gc after it';

const COLLECT: readonly Op[] = [{ op: 'gc' }];
const REBUILD: readonly Op[] = [{ op: 'gc' }, { op: 'rebuild', hint: false }, { op: 'gc' }];

export function createRunner(engine: Engine): Runner {
  const kept = new Map<string, SimulateResult>();
  const simulateOnce = async (
    request: SimulateRequest,
    job: Job,
  ): Promise<SimulateResult | undefined> => {
    const key = JSON.stringify(request);
    const result = kept.get(key) ?? (await engine.simulate(request, job));
    if (result === undefined) return undefined;
    kept.delete(key);
    kept.set(key, result);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return result;
  };
  /** Live bytes once the garbage is collected; a workload that does not end with it is run again with a gc. */
  const settledBytes = async (
    request: SimulateRequest,
    { phases }: Simulation,
    job: Job,
  ): Promise<number | undefined> => {
    if (collects(request.workload.at(-1))) return phases.at(-1)?.liveBytes;
    const workload = [...request.workload, ...COLLECT];
    const again = await simulateOnce({ ...request, workload, ranges: false }, job);
    return again?.ok === true ? again.simulation.phases.at(-1)?.liveBytes : undefined;
  };
  return {
    run: async (strategy, job) => {
      const outcome = await simulateOnce(strategy.request, job);
      if (outcome?.ok !== true) return outcome;
      const { layout, phases } = outcome.simulation;
      const settled = await settledBytes(strategy.request, outcome.simulation, job);
      if (job.signal.aborted) return undefined;
      if (settled === undefined) return { ok: false, message: TOO_LONG };
      return { ok: true, result: { ...strategy, layout, phases, settledBytes: settled } };
    },
    rebuild: async (request, job) => {
      const workload = [...request.workload, ...REBUILD];
      const result = await simulateOnce({ ...request, workload, ranges: false }, job);
      if (result?.ok !== true) return undefined;
      const { phases } = result.simulation;
      const before = phases[request.workload.length]?.liveBytes;
      const after = phases.at(-1)?.liveBytes;
      return before === undefined || after === undefined ? undefined : { before, after };
    },
  };
}
