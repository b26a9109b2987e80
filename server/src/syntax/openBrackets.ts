/** Texts with so many brackets open at once that parsing them takes seconds: no code that a person or a tool writes. */
import { Ch, readAsParser } from './scan';

/** Brackets that may be open at once. Code in which each of 20,000 declarations lacks its last brace is still read. */
const MOST_OPEN_BRACKETS = 30_000;

/** The UTF-16 offset of the first bracket that is one too many; undefined when there is none. */
export function bracketTooMany(text: string): number | undefined {
  return watchBrackets()(text, text.length);
}

/**
 * `bracketTooMany` of a text that changes. Most changes are too small to matter, and nothing is read for them.
 *
 * @returns a function of the newest text and of how many UTF-16 units were put into it and taken out of it since the last
 */
export function watchBrackets(): (text: string, changed: number) => number | undefined {
  let room = 0;
  return (text, changed) => {
    room -= changed;
    if (room >= 0) return undefined;
    room = MOST_OPEN_BRACKETS - deepest(text);
    return room >= 0 ? undefined : firstTooMany(text);
  };
}

/** As `bracketTooMany`, where brackets in comments and strings would be enough. */
function firstTooMany(text: string): number | undefined {
  let depth = 0;
  let first: number | undefined;
  readAsParser(text, {
    code: (c, pos) => {
      depth = Math.max(0, depth + step(c));
      if (depth > MOST_OPEN_BRACKETS) first ??= pos;
    },
  });
  return first;
}

/** The most brackets that are open at once, wherever they stand. */
function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    depth = Math.max(0, depth + step(text.charCodeAt(at)));
    if (depth > most) most = depth;
  }
  return most;
}

/** How many more brackets are open after a character. */
function step(c: number): -1 | 0 | 1 {
  switch (c) {
    case Ch.Open:
    case Ch.OpenBracket:
    case Ch.OpenBrace:
      return 1;
    case Ch.Close:
    case Ch.CloseBracket:
    case Ch.CloseBrace:
      return -1;
    default:
      return 0;
  }
}
