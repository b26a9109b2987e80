/** Runs simulations; the last few are kept, so that a comparison can be switched on and off without waiting. */
import type { Op, SimulateRequest, SimulateResult } from '../../runtime';
import { simulate } from '../../runtime';
import type { RebuildEffect } from './strategies';

export interface Runner {
  readonly simulate: (request: SimulateRequest) => SimulateResult;
  /** What a rebuild after the workload changes; undefined where that cannot be simulated. */
  readonly rebuild: (request: SimulateRequest) => RebuildEffect | undefined;
}

/** Simulations that are kept. */
const KEPT = 12;

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
  return {
    simulate: simulateOnce,
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
