/** Runs simulations; the last few are kept, so that a comparison can be switched on and off without waiting. */
import type { Op, SimulateRequest, SimulateResult, Simulation } from '../../runtime';
import { simulate } from '../../runtime';
import type { RebuildEffect, Strategy, StrategyResult } from './strategies';
import { collects } from './strategies';

export type StrategyOutcome =
  | { readonly ok: true; readonly result: StrategyResult }
  /** As `simulate` refuses: `op` is the index of the operation that cannot be simulated, if it is one. */
  | { readonly ok: false; readonly message: string; readonly op?: number };

export interface Runner {
  readonly run: (strategy: Strategy) => StrategyOutcome;
  /** What a rebuild after the workload changes; undefined where that cannot be simulated. */
  readonly rebuild: (request: SimulateRequest) => RebuildEffect | undefined;
}

/** Simulations that are kept. */
const KEPT = 12;

/** A workload at the very limit leaves no step for the garbage collection after it. */
const TOO_LONG = 'the workload is too long to be simulated with a gc after it';

const COLLECT: readonly Op[] = [{ op: 'gc' }];
const REBUILD: readonly Op[] = [{ op: 'gc' }, { op: 'rebuild', hint: false }, { op: 'gc' }];

export function createRunner(): Runner {
  const kept = new Map<string, SimulateResult>();
  const simulateOnce = (request: SimulateRequest): SimulateResult => {
    const key = JSON.stringify(request);
    const result = kept.get(key) ?? simulate(request);
    kept.delete(key);
    kept.set(key, result);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return result;
  };
  /** Live bytes once the garbage is collected; a workload that does not end with it is run again with a gc. */
  const settledBytes = (request: SimulateRequest, { phases }: Simulation): number | undefined => {
    if (collects(request.workload.at(-1))) return phases.at(-1)?.liveBytes;
    const workload = [...request.workload, ...COLLECT];
    const again = simulateOnce({ ...request, workload, ranges: false });
    return again.ok ? again.simulation.phases.at(-1)?.liveBytes : undefined;
  };
  return {
    run: (strategy) => {
      const outcome = simulateOnce(strategy.request);
      if (!outcome.ok) return outcome;
      const { layout, phases } = outcome.simulation;
      const settled = settledBytes(strategy.request, outcome.simulation);
      if (settled === undefined) return { ok: false, message: TOO_LONG };
      return { ok: true, result: { ...strategy, layout, phases, settledBytes: settled } };
    },
    rebuild: (request) => {
      const workload = [...request.workload, ...REBUILD];
      const result = simulateOnce({ ...request, workload, ranges: false });
      if (!result.ok) return undefined;
      const { phases } = result.simulation;
      const before = phases[request.workload.length]?.liveBytes;
      const after = phases.at(-1)?.liveBytes;
      return before === undefined || after === undefined ? undefined : { before, after };
    },
  };
}

/** Single steps that a workload takes, roughly: what it inserts, deletes one by one and replaces. */
export function roughSteps(workload: readonly Op[]): number {
  let entries = 0;
  let steps = 0;
  for (const op of workload) {
    if (op.op === 'insert') entries += op.count;
    if (op.op === 'churn') steps += 2 * op.count * op.rounds;
    steps += op.op === 'insert' || op.op === 'overwrite' ? op.count : entries;
  }
  return steps;
}
