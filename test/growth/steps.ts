/**
 * Counts work instead of time: how often the product's code runs, as V8 counts it for test coverage. The
 * same work gives the same number on every machine. What one call of a built-in does (a search, a regular expression, the
 * grammar) counts as one.
 */
import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';

/** Steps by function, `path:name`, of the files whose path matches. */
export type Steps = ReadonlyMap<string, number>;

export interface StepCounter {
  /** What ran since the counter was made, or since it was asked last. */
  take(): Promise<Steps>;
}

/** Only code that is loaded after this is counted block by block. */
export async function countSteps(counted: RegExp): Promise<StepCounter> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    async take() {
      const { result } = await session.post('Profiler.takePreciseCoverage');
      const steps = new Map<string, number>();
      for (const { url, functions } of result) {
        if (!counted.test(url)) continue;
        const file = url.replace(counted, '');
        for (const { functionName, ranges } of functions) {
          const key = `${file}:${functionName}`;
          steps.set(key, (steps.get(key) ?? 0) + busiest(ranges));
        }
      }
      return steps;
    },
  };
}

/**
 * How often the part of a function ran that ran most. The sum of all parts would jump: V8 tells of a part only where it
 * ran more or less often than what is around it.
 */
function busiest(ranges: readonly Profiler.CoverageRange[]): number {
  return ranges.reduce((most, { count }) => Math.max(most, count), 0);
}
