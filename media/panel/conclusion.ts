/** What a simulation says, in a sentence. */
import type { Op } from '../../runtime';
import { formatRange } from './format';
import { formatBytes, formatCount } from '../../runtime';
import type { RebuildEffect, StrategyResult } from './strategies';
import { collects } from './strategies';

export interface Conclusion {
  readonly headline: string;
  /** A second sentence where there is something to add. */
  readonly detail?: string;
}

/** A rebuild is worth telling from here: bytes, and part of what is live. */
const WORTH_BYTES = 1024;
const WORTH_PART = 0.01;
/** A range is worth telling from here: part of what is live. */
const VARIES_PART = 0.02;

const REMOVES: ReadonlySet<Op['op']> = new Set(['delete', 'delete-range', 'clear']);
/** What leaves the entries as many as they are, in a map that may be larger than they need. */
const KEEPS: ReadonlySet<Op['op']> = new Set(['churn', 'clone']);
/** What gives the memory of the old map back. */
const REPLACES: ReadonlySet<Op['op']> = new Set(['nil', 'remake', 'rebuild']);

/** Says what stays at the end of the workload, and what a rebuild would give back where that is known. */
export function conclude(
  results: readonly StrategyResult[],
  rebuild: RebuildEffect | undefined,
): Conclusion | undefined {
  const [main, ...others] = results;
  if (main === undefined) return undefined;
  const headline = `${sentence(main, rebuild)}.`;
  if (others.length === 0) return { headline };
  const comparisons = others.map((o) => `${remains(o)} with ${o.label}`);
  return { headline, detail: `The same workload leaves ${comparisons.join(' and ')}.` };
}

/** Whether the headline of a workload says what a rebuild would give back: not where the map is a new one already. */
export function tellsRebuild(workload: readonly Op[]): boolean {
  const op = workload[lastChange(workload)]?.op;
  return op === undefined || !REPLACES.has(op);
}

function sentence(result: StrategyResult, rebuild: RebuildEffect | undefined): string {
  const { request, phases } = result;
  const index = lastChange(request.workload);
  const op = request.workload[index]?.op;
  const peak = phases.reduce((most, phase) => Math.max(most, phase.entries), 0);
  const entries = phases.at(-1)?.entries ?? 0;
  const bytes = remains(result, runToRun(result));
  const stay = hasGarbage(result) ? 'are live' : 'stay';
  if (op !== undefined && REPLACES.has(op)) {
    const before = collects(request.workload[index - 1]) ? phases[index - 1] : undefined;
    const was = before === undefined ? '' : `, ${formatBytes(before.liveBytes)} before it`;
    const left = entries === 0 ? '' : ` with ${count(entries)}`;
    return `${bytes} live after ${op}${left}${was}`;
  }
  const effect = rebuild === undefined ? '' : `; ${givesBack(rebuild)}`;
  if (op === undefined || peak === 0) return `${bytes} live with ${count(entries)}${effect}`;
  if (KEEPS.has(op)) return `${bytes} live after ${op} with ${count(entries)}${effect}`;
  if (entries > 0) {
    return `${bytes} ${stay} with ${formatCount(entries)} of ${count(peak)} left${effect}`;
  }
  const how = op === 'clear' ? 'clearing' : 'deleting';
  return `${bytes} ${stay} after ${how} all ${count(peak)}${effect}`;
}

/** What chart and table show at the end, with what of it a garbage collection would leave where that is less. */
function remains(result: StrategyResult, range = ''): string {
  const settled = formatBytes(result.settledBytes);
  if (!hasGarbage(result)) return settled + range;
  return `${formatBytes(lastLiveBytes(result))}${range} (${settled} after a gc)`;
}

/** Whether garbage is left at the end of the workload. */
function hasGarbage(result: StrategyResult): boolean {
  return formatBytes(lastLiveBytes(result)) !== formatBytes(result.settledBytes);
}

function lastLiveBytes({ phases, settledBytes }: StrategyResult): number {
  return phases.at(-1)?.liveBytes ?? settledBytes;
}

/** The range of the bytes at the end, where they differ from run to run by more than what is told in passing. */
function runToRun(result: StrategyResult): string {
  const { liveBytesMin: min, liveBytesMax: max } = result.phases.at(-1) ?? {};
  if (min === undefined || max === undefined) return '';
  return max - min > lastLiveBytes(result) * VARIES_PART
    ? ` (${formatRange(min, max)} from run to run)`
    : '';
}

/** Index of the last operation that takes entries or the whole map away; -1 when there is none. */
function lastChange(workload: readonly Op[]): number {
  return workload.reduce(
    (last, { op }, index) => (REMOVES.has(op) || KEEPS.has(op) || REPLACES.has(op) ? index : last),
    -1,
  );
}

function givesBack({ before, after }: RebuildEffect): string {
  const saved = before - after;
  const worth = saved >= WORTH_BYTES && saved >= before * WORTH_PART;
  return worth ? `a rebuild gives back ${formatBytes(saved)}` : 'a rebuild gives back nothing';
}

function count(entries: number): string {
  return entries === 1 ? '1 entry' : `${formatCount(entries)} entries`;
}
