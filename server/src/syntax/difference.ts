/** Where two texts differ. */

/** A replaced range, in UTF-16 offsets: `start` and `oldEnd` of the old text, `newEnd` of the new one. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** One change that covers all that differs: several keystrokes cost one parse. */
export function difference(before: string, after: string): TextChange {
  const start = commonPrefix(before, after);
  const suffix = commonSuffix(before, after, Math.min(before.length, after.length) - start);
  return { start, oldEnd: before.length - suffix, newEnd: after.length - suffix };
}

/** Characters compared at once: comparing slices runs at the speed of memory. Single ones last. */
const BLOCKS = [16_384, 1024, 64, 1];

function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  for (const block of BLOCKS) {
    while (at + block <= most && a.slice(at, at + block) === b.slice(at, at + block)) at += block;
  }
  return at;
}

/** Length of the common end of two texts, at most `most`. */
function commonSuffix(a: string, b: string, most: number): number {
  let n = 0;
  const same = (from: number, to: number): boolean =>
    a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from);
  for (const block of BLOCKS) while (n + block <= most && same(n, n + block)) n += block;
  return n;
}
