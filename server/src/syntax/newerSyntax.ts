/**
 * Go that the grammar does not know, rewritten into Go that it does, with the same number of characters. Only the parser
 * sees the rewritten text: names and literals are taken from the original, so a rewriting inside a comment or a string
 * does no harm.
 */

import type { Closer } from './brackets';
import { closers } from './brackets';
import { Ch } from './scan';

/** A replacement of the same length. */
export interface Mask {
  readonly pos: number;
  readonly text: string;
}

/** Where a method may begin, up to the parenthesis of its receiver. */
const RECEIVER = /^[ \t]*func[ \t]*\(/gm;
const NAME_AND_BRACKET = /[ \t]*[\p{L}_][\p{L}\p{Nd}_]*[ \t]*\[/uy;

/** What was found of Go 1.27's generic methods, `func (r R) M[T any]()`. */
export interface GenericMethods {
  /** Blanks the type parameters. */
  readonly masks: readonly Mask[];
  /**
   * The type parameters by themselves, as functions `func M[T any]()` at their true offsets in a text of blanks;
   * undefined when there are none.
   */
  readonly overlay?: string;
}

/** Finds generic methods. Costs one search when a file has no method with a bracket after its name. */
export function genericMethods(text: string): GenericMethods {
  const masks: Mask[] = [];
  const parts: string[] = [];
  let done = 0;
  const closer = closers(text);
  for (const { index, 0: head } of text.matchAll(RECEIVER)) {
    // Inside of the brackets of another one.
    if (index < done) continue;
    const receiver = index + head.length - 1;
    const name = behindReceiver(text, receiver);
    NAME_AND_BRACKET.lastIndex = name;
    if (name < 0 || !NAME_AND_BRACKET.test(text)) continue;
    const open = NAME_AND_BRACKET.lastIndex - 1;
    const close = closer(open);
    if (close < 0 || text.charCodeAt(skipBlanks(text, close + 1)) !== Ch.Open) continue;
    const params = text.slice(open, close + 1);
    masks.push({ pos: open, text: blank(params) });
    // The receiver is blanked, so that the name stands after `func`; `()` and a line end follow the bracket.
    const func = text.indexOf('func', index);
    parts.push(
      blank(text.slice(done, func)),
      'func ',
      ' '.repeat(name - func - 'func '.length),
      text.slice(name, close + 1),
      '()\n',
    );
    done = close + 1 + '()\n'.length;
  }
  if (masks.length === 0) return { masks };
  parts.push(blank(text.slice(done)), '\n');
  return { masks, overlay: parts.join('') };
}

/** The offset after a receiver in parentheses, which stands on one line; negative when there is none. */
function behindReceiver(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === Ch.Newline) return -1;
    if (c === Ch.Open) depth++;
    else if (c === Ch.Close && --depth === 0) return at + 1;
  }
  return -1;
}

/** The text with each mask in its place. */
export function applyMasks(text: string, masks: readonly Mask[]): string {
  if (masks.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const mask of [...masks].sort((a, b) => a.pos - b.pos)) {
    if (mask.pos < at) continue;
    parts.push(text.slice(at, mask.pos), mask.text);
    at = mask.pos + mask.text.length;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Spaces instead of everything but line ends. */
export function blank(text: string): string {
  return text.replace(/[^\n]+/g, ({ length }) => ' '.repeat(length));
}

/** Masks that blank parts of a text. */
export function blanks(text: string, parts: readonly Region[]): Mask[] {
  return parts.map(({ pos, end }) => ({ pos, text: blank(text.slice(pos, end)) }));
}

const CALL_OF_BUILTIN = /(?<![\p{L}\p{Nd}_.])(?:new|make)[ \t]*\(/gu;
const EMPTY_INIT = /(?<![\p{L}\p{Nd}_.])(?:if|switch)[ \t]*;/gu;
const GROUP = /(?<![\p{L}\p{Nd}_.])(?:const|var)[ \t]*\(/gu;

/** Offsets that an error touches. */
export interface Region {
  readonly pos: number;
  readonly end: number;
}

/**
 * What may repair an error, in the lines that it touches: `new(expr)` of Go 1.26 and calls of a function named make (the
 * grammar wants a type there), an empty init statement, and a group on one line without a final semicolon.
 */
export function repairs(text: string, errors: readonly Region[]): Mask[] {
  const masks: Mask[] = [];
  const closer = closers(text);
  for (const { pos, end } of lineRegions(text, errors)) {
    const lines = text.slice(pos, end);
    for (const { index } of lines.matchAll(CALL_OF_BUILTIN)) {
      const at = pos + index;
      const open = text.indexOf('(', at);
      // The renamed callee is an ordinary function, whose arguments are expressions.
      if (!isType(text, open + 1, closer)) {
        masks.push({ pos: at, text: text[at] === 'n' ? 'neW' : 'makE' });
      }
    }
    for (const { index } of lines.matchAll(EMPTY_INIT)) {
      masks.push({ pos: text.indexOf(';', pos + index), text: ' ' });
    }
    let newline = -1;
    for (const { index } of lines.matchAll(GROUP)) {
      const open = text.indexOf('(', pos + index);
      const close = closer(open);
      if (newline < open) newline = behindLine(text, open);
      // There must be room for a semicolon before the parenthesis, on the line of the other one.
      if (close < newline && endsInRoom(text, open, close)) {
        masks.push({ pos: close - 1, text: ';' });
      }
    }
  }
  return masks;
}

/** The offset of the line break after an offset, or of the end of the text. */
function behindLine(text: string, pos: number): number {
  const newline = text.indexOf('\n', pos);
  return newline < 0 ? text.length : newline;
}

/** Whether blanks stand before an offset, and before them something other than a semicolon. */
function endsInRoom(text: string, open: number, close: number): boolean {
  let at = close;
  while (text.charCodeAt(at - 1) === Ch.Space) at--;
  return at > open + 1 && at < close && !/[\s;]/.test(text.charAt(at - 1));
}

/** The whole lines that errors touch, each line once, in order. */
function lineRegions(text: string, errors: readonly Region[]): Region[] {
  const out: { pos: number; end: number }[] = [];
  for (const error of [...errors].sort((a, b) => a.pos - b.pos)) {
    const last = out.at(-1);
    // Nothing is looked for twice on a line that holds many errors.
    if (last !== undefined && error.end <= last.end) continue;
    const end = behindLine(text, error.end);
    if (last !== undefined && error.pos <= last.end) last.end = end;
    else out.push({ pos: text.lastIndexOf('\n', error.pos - 1) + 1, end });
  }
  return out;
}

/** Does a type that only the grammar of types can read begin here, and end before `)` or `,`? */
function isType(text: string, pos: number, closer: Closer): boolean {
  const begin = skipBlanks(text, pos);
  if (!/^(?:\[|\*?(?:map|chan|struct|interface|func)\b|<-)/.test(text.slice(begin, begin + 12))) {
    return false;
  }
  const end = typeEnd(text, begin, closer);
  return end >= 0 && /[,)]/.test(text.charAt(skipBlanks(text, end)));
}

const WORD = /[\p{L}_][\p{L}\p{Nd}_.]*/uy;

/** The offset after a type, roughly read: brackets are skipped as a whole. Negative when there is none. */
function typeEnd(text: string, pos: number, closer: Closer): number {
  let at = skipBlanks(text, pos);
  /** What the end is if no type follows: a function need not have results. */
  let end = -1;
  for (;;) {
    const ch = text[at];
    if (ch === '*') at = skipBlanks(text, at + 1);
    else if (text.startsWith('<-', at)) at = skipBlanks(text, at + 2);
    else if (ch === '[') {
      const close = closer(at);
      if (close < 0) return end;
      at = skipBlanks(text, close + 1);
    } else if (ch === '(') {
      const close = closer(at);
      return close < 0 ? end : close + 1;
    } else {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0];
      if (word === undefined) return end;
      at = skipBlanks(text, at + word.length);
      if (word === 'struct' || word === 'interface') {
        const close = text[at] === '{' ? closer(at) : -1;
        return close < 0 ? end : close + 1;
      }
      if (word === 'func') {
        const close = text[at] === '(' ? closer(at) : -1;
        if (close < 0) return end;
        end = close + 1;
        at = skipBlanks(text, end);
      } else if (word !== 'map' && word !== 'chan') {
        return text[at] === '[' ? closer(at) + 1 : at;
      }
    }
  }
}

function skipBlanks(text: string, pos: number): number {
  let at = pos;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}
