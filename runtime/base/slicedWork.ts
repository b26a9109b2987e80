/**
 * Long work in slices: a generator does a little, yields how much that was, and goes on when it is asked to. Whoever runs
 * it decides how much comes at a time, so that the model needs no clock.
 */

/** Yields the steps that it has done since the last time; returns what they lead to. */
export type Slices<T> = Generator<number, T>;

/** About how many steps a slice has: some milliseconds. */
export const SLICE_STEPS = 8192;

/** Does all the work in one go. */
export function finish<T>(slices: Slices<T>): T {
  for (;;) {
    const next = slices.next();
    if (next.done === true) return next.value;
  }
}

/** Calls `work` for the numbers from `from` to before `to`, a range of them at a time. */
export function* inSlices(
  from: number,
  to: number,
  work: (from: number, to: number) => void,
): Slices<void> {
  for (let start = from; start < to; start += SLICE_STEPS) {
    const end = Math.min(to, start + SLICE_STEPS);
    work(start, end);
    yield end - start;
  }
}
