/**
 * Comments that begin and never end, where there are many. Go takes what follows the first one for a comment (Go
 * specification, "Comments"). tree-sitter reads to the end of the text, finds no end, takes the slash for a mistake and goes
 * on after it: with a comment in each of n lines it reads the text n times.
 */
import type { Span } from './ast';
import { Ch, readAsParser } from './scan';

/** Comments without an end that the parser sees; half-typed code has one. */
const MOST_OPEN = 16;

/** The marks that begin such comments, in their order; none when there are so few that the parser may see them. UTF-16 offsets. */
export function openComments(text: string): readonly Span[] {
  const open: Span[] = [];
  if (!hasMany(text)) return open;
  readAsParser(text, {
    code: (c, pos) => {
      if (c === Ch.Slash && text.charCodeAt(pos + 1) === Ch.Star) open.push({ pos, end: pos + 2 });
    },
  });
  return open;
}

/** Whether there may be too many: one search of what follows the last end of a comment. */
function hasMany(text: string): boolean {
  const lastClose = text.lastIndexOf('*/');
  let left = MOST_OPEN;
  // `/*/` is no whole comment.
  let at = text.indexOf('/*', Math.max(lastClose - 1, 0));
  for (; at >= 0; at = text.indexOf('/*', at + 2)) if (--left < 0) return true;
  return false;
}
