/** A simulation in turns of some milliseconds, with everything else that waits in between. */
import type { SimulateRequest, SimulateResult } from '../../runtime';
import { startSimulation } from '../../runtime';

/** What a simulation listens to and tells while it runs. */
export interface TurnsJob {
  readonly isCancelled: () => boolean;
  /** @param done the part that is done, from 0 to 1 */
  readonly report: (done: number) => void;
}

/** Steps between two looks at the clock. */
const STEPS = 8192;

/** Runs a simulation in turns of `milliseconds`; undefined when it was cancelled. */
export async function simulateInTurns(
  request: SimulateRequest,
  { isCancelled, report }: TurnsJob,
  milliseconds: number,
): Promise<SimulateResult | undefined> {
  const simulating = startSimulation(request);
  for (;;) {
    for (const end = performance.now() + milliseconds; performance.now() < end;) {
      const result = simulating.advance(STEPS);
      if (result !== undefined) return result;
    }
    report(simulating.done);
    await new Promise<void>((resolve) => setTimeout(resolve));
    if (isCancelled()) return undefined;
  }
}
