/**
 * Where a text is cut into pieces that are parsed by themselves. Cuts lie before declarations, so that an edit costs no more
 * than the piece that it is in, and so that what is wrong in one piece has no part in how the others are read. They
 * depend on the text alone: what a text means does not depend on how it came to be.
 */
import { outline } from './outline';
import { firstIndex } from './spans';

/** A declaration at the beginning of a line. */
const DECLARATION_LINE = /^(?:import|func|type|var|const)\b/gm;

/** UTF-16 units between cuts, at least: each piece costs a start of the parser, and a thousand one-line constants one each. */
const SHORTEST = 256;

/**
 * The offsets at which pieces begin, the first of them 0. Where brackets match these are beginnings of declarations; where
 * they do not, every keyword of a declaration at the beginning of a line counts as one, as in formatted code.
 */
export function pieceStarts(text: string): readonly number[] {
  const { sound, decls } = outline(text);
  if (sound) return apart(decls.map(({ pos }) => pos));
  const lines = Array.from(text.matchAll(DECLARATION_LINE), ({ index }) => index);
  const starts = apart(lines);
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

/** 0, and those that are not close to the one before. */
function apart(starts: readonly number[]): number[] {
  const far = starts.filter(
    (start, i) => start > 0 && start - (starts[i - 1] ?? -SHORTEST) >= SHORTEST,
  );
  return [0, ...far];
}
