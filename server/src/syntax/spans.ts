/** Questions about many stretches of a text at once. */
import type { Span } from './ast';

/**
 * Tells whether one of the spans touches a stretch: meets it, or ends or begins where that begins or ends. Sorts once;
 * each question costs a binary search.
 */
export function touching(spans: readonly Span[]): (pos: number, end: number) => boolean {
  const sorted = [...spans].sort((a, b) => a.pos - b.pos);
  /** How far the spans up to each one reach. */
  const reach: number[] = [];
  for (const { end } of sorted) reach.push(Math.max(end, reach.at(-1) ?? -1));
  return (pos, end) => {
    const at = firstIndex(sorted.length, (i) => (sorted[i] as Span).pos > end);
    return at > 0 && (reach[at - 1] as number) >= pos;
  };
}

/** Whether one stretch of a text lies within another, or is the same. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end;
}

/** The first of so many indices for which a question that turns from no to yes is answered yes; their number for none. */
export function firstIndex(count: number, is: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
