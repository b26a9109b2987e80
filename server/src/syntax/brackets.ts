/** Which brackets of a text belong together, found in one pass however many are asked about. */
import { Ch, readAsParser } from './scan';

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
  readAsParser(text, {
    code: (c, pos) => {
      if (c === Ch.Open || c === Ch.OpenBracket || c === Ch.OpenBrace) open.push(pos);
      else if (c === Ch.Close || c === Ch.CloseBracket || c === Ch.CloseBrace) {
        const last = open.pop();
        if (last !== undefined) pairs.set(last, pos);
      }
    },
  });
  return pairs;
}
