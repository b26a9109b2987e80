/** Runs of pages, counted by their lengths: there may be millions of runs, but only few lengths. */

export interface RunCounts {
  /** The lengths that there are, shortest first. */
  readonly lengths: number[];
  readonly counts: Map<number, number>;
}

export function createRunCounts(): RunCounts {
  return { lengths: [], counts: new Map() };
}

/** An independent copy, for checkpoints. */
export function copyRunCounts({ lengths, counts }: RunCounts): RunCounts {
  return { lengths: lengths.slice(), counts: new Map(counts) };
}

/** Adds `count` runs of a length. */
export function addRuns({ lengths, counts }: RunCounts, length: number, count: number): void {
  if (count <= 0) return;
  const known = counts.get(length);
  counts.set(length, (known ?? 0) + count);
  if (known === undefined) lengths.splice(firstAtLeast(lengths, length), 0, length);
}

/** Takes the shortest run that is at least so long: its length, or undefined when there is none. */
export function takeRun({ lengths, counts }: RunCounts, length: number): number | undefined {
  const index = firstAtLeast(lengths, length);
  const found = lengths[index];
  if (found === undefined) return undefined;
  const left = (counts.get(found) ?? 1) - 1;
  if (left > 0) {
    counts.set(found, left);
  } else {
    counts.delete(found);
    lengths.splice(index, 1);
  }
  return found;
}

/** Moves all runs to another count. */
export function moveRuns(from: RunCounts, to: RunCounts): void {
  for (const [length, count] of from.counts) addRuns(to, length, count);
  from.lengths.length = 0;
  from.counts.clear();
}

function firstAtLeast(lengths: readonly number[], length: number): number {
  let low = 0;
  let high = lengths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lengths[middle] ?? 0) < length) low = middle + 1;
    else high = middle;
  }
  return low;
}
