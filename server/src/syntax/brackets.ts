/** Which brackets of a text belong together, found in one pass however many are asked about. */
import { Ch, isQuote, skipComment, skipLiteral } from './scan';
import type { Scan } from './scan';

/** The offset of the bracket that closes the one at an offset; negative when there is none. */
export type Closer = (open: number) => number;

/** @returns a function that reads the text when it is first asked */
export function closers(text: string): Closer {
  let pairs: ReadonlyMap<number, number> | undefined;
  return (open) => (open < 0 ? -1 : ((pairs ??= bracketPairs(text)).get(open) ?? -1));
}

/** Any closing bracket closes the last one that is open: what is wrong around a pair has no part in it. */
function bracketPairs(text: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  const s: Scan = { text, at: 0, broken: false };
  // A comment or a string that has no end is none for the parser.
  const lastClose = text.lastIndexOf('*/');
  const lastBackquote = text.lastIndexOf('`');
  while (s.at < text.length) {
    const pos = s.at;
    const c = text.charCodeAt(pos);
    if (c === Ch.Slash) {
      const endless = text.charCodeAt(pos + 1) === Ch.Star && lastClose < pos + 2;
      if (endless || !skipComment(s)) s.at++;
    } else if (isQuote(c) && pos !== lastBackquote) skipLiteral(s, c);
    else {
      s.at++;
      if (c === Ch.Open || c === Ch.OpenBracket || c === Ch.OpenBrace) open.push(pos);
      else if (c === Ch.Close || c === Ch.CloseBracket || c === Ch.CloseBrace) {
        const last = open.pop();
        if (last !== undefined) pairs.set(last, pos);
      }
    }
  }
  return pairs;
}
