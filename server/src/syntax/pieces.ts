/**
 * Where a text is cut into pieces that are parsed by themselves. Cuts lie before declarations, so that an edit costs no more
 * than the piece that it is in, and so that what is wrong in one piece has no part in how the others are read. They
 * depend on the text alone: what a text means does not depend on how it came to be.
 */
import { DECLARATION_LINE, outline } from './outline';
import { firstIndex } from './spans';

/** UTF-16 units of a declaration that is worth a piece of its own: each piece costs a start of the parser. */
const LARGE = 256;
/** Of smaller ones so many are in a piece, on average. */
const TOGETHER = 8;

/**
 * The offsets at which pieces begin, the first of them 0. Where brackets match these are beginnings of declarations; where
 * they do not, every keyword of a declaration at the beginning of a line counts as one, as in formatted code.
 */
export function pieceStarts(text: string): readonly number[] {
  const { sound, decls } = outline(text);
  if (sound)
    return cuts(
      text,
      decls.map(({ pos }) => pos),
    );
  const lines = Array.from(text.matchAll(DECLARATION_LINE), ({ index }) => index);
  const starts = cuts(text, lines);
  return starts.flatMap((start, i) => {
    const end = starts[i + 1] ?? text.length;
    const from = firstIndex(lines.length, (at) => (lines[at] as number) > start);
    const within = lines.slice(
      from,
      firstIndex(lines.length, (at) => (lines[at] as number) >= end),
    );
    const whole = within.length === 0 || outline(text.slice(start, end)).sound;
    return whole ? [start] : [start, ...within];
  });
}

/**
 * 0, and some of the beginnings of declarations: those after a large one, and of the others those that their first letters
 * choose, so that where a cut lies depends on nothing far away.
 */
function cuts(text: string, starts: readonly number[]): number[] {
  const chosen = starts.filter((start, i) => {
    if (start === 0) return false;
    return start - (starts[i - 1] ?? -LARGE) >= LARGE || hash(text, start) % TOGETHER === 0;
  });
  return [0, ...chosen];
}

/** Letters that tell declarations apart. */
const LETTERS = 32;

/** FNV-1a of the first letters from an offset on. */
function hash(text: string, start: number): number {
  const end = Math.min(text.length, start + LETTERS);
  let value = 0x811c9dc5;
  for (let at = start; at < end; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}
