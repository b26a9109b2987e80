/**
 * Comments that begin and never end, where there are many. Go takes what follows the first one for a comment (Go
 * specification, "Comments"). tree-sitter reads to the end of the text, finds no end, takes the slash for a mistake and goes
 * on after it: with a comment in each of n lines it reads the text n times.
 */
import type { Span } from './ast';
import { Ch, isQuote, skipComment, skipLiteral } from './scan';
import type { Scan } from './scan';

/** Comments without an end that the parser sees; half-typed code has one. */
const MOST_OPEN = 16;

/** The marks that begin such comments, in their order; none when there are so few that the parser may see them. UTF-16 offsets. */
export function openComments(text: string): readonly Span[] {
  const open: Span[] = [];
  const lastClose = text.lastIndexOf('*/');
  if (!hasMany(text, lastClose)) return open;
  const s: Scan = { text, at: 0, broken: false };
  const lastBackquote = text.lastIndexOf('`');
  while (s.at < text.length) {
    const pos = s.at;
    const c = text.charCodeAt(pos);
    if (c === Ch.Slash && text.charCodeAt(pos + 1) === Ch.Star && lastClose < pos + 2) {
      s.at += 2;
      open.push({ pos, end: s.at });
    } else if (c === Ch.Slash && skipComment(s)) continue;
    else if (isQuote(c) && pos !== lastBackquote) skipLiteral(s, c);
    else s.at++;
  }
  return open;
}

/** Whether there may be too many: one search of what follows the last end of a comment. */
function hasMany(text: string, lastClose: number): boolean {
  let left = MOST_OPEN;
  // `/*/` is no whole comment.
  let at = text.indexOf('/*', Math.max(lastClose - 1, 0));
  for (; at >= 0; at = text.indexOf('/*', at + 2)) if (--left < 0) return true;
  return false;
}
