/**
 * Go that the grammar does not know, rewritten into Go that it does, with the same number of characters. Only the parser
 * sees the rewritten text: names and literals are taken from the original, so a rewriting inside a comment or a string
 * does no harm.
 */

/** A replacement of the same length. */
export interface Mask {
  readonly pos: number;
  readonly text: string;
}

const GENERIC_METHOD =
  /^[ \t]*func[ \t]*\((?:[^()\n]|\([^()\n]*\))*\)[ \t]*[\p{L}_][\p{L}\p{Nd}_]*[ \t]*\[/gmu;

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

/** Finds generic methods. Costs one search when a file has no method with a bracket behind its name. */
export function genericMethods(text: string): GenericMethods {
  const masks: Mask[] = [];
  const parts: string[] = [];
  let done = 0;
  GENERIC_METHOD.lastIndex = 0;
  for (let m = GENERIC_METHOD.exec(text); m !== null; m = GENERIC_METHOD.exec(text)) {
    const open = m.index + m[0].length - 1;
    const close = matching(text, open);
    if (close < 0 || text.charCodeAt(skipBlanks(text, close + 1)) !== 40) continue;
    const params = text.slice(open, close + 1);
    masks.push({ pos: open, text: blank(params) });
    // The receiver is blanked, so that the name stands behind `func`; `()` and a line end follow the bracket.
    const func = text.indexOf('func', m.index);
    const receiver = text.indexOf('(', func);
    const name = matching(text, receiver) + 1;
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

/** The text with each mask in its place. */
export function applyMasks(text: string, masks: readonly Mask[]): string {
  let out = '';
  let at = 0;
  for (const mask of [...masks].sort((a, b) => a.pos - b.pos)) {
    if (mask.pos < at) continue;
    out += text.slice(at, mask.pos) + mask.text;
    at = mask.pos + mask.text.length;
  }
  return out + text.slice(at);
}

/** Spaces instead of everything but line ends. */
export function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
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
  for (const { pos, end } of lineRegions(text, errors)) {
    for (const at of matches(CALL_OF_BUILTIN, text, pos, end)) {
      const open = text.indexOf('(', at);
      // The renamed callee is an ordinary function, whose arguments are expressions.
      if (!isType(text, open + 1)) masks.push({ pos: at, text: text[at] === 'n' ? 'neW' : 'makE' });
    }
    for (const at of matches(EMPTY_INIT, text, pos, end)) {
      masks.push({ pos: text.indexOf(';', at), text: ' ' });
    }
    for (const at of matches(GROUP, text, pos, end)) {
      const open = text.indexOf('(', at);
      const close = matching(text, open);
      const inner = text.slice(open + 1, Math.max(close, open + 1));
      // There must be room for a semicolon before the parenthesis.
      if (/[^\s;] +$/.test(inner) && !inner.includes('\n'))
        masks.push({ pos: close - 1, text: ';' });
    }
  }
  return masks;
}

function* matches(pattern: RegExp, text: string, pos: number, end: number): Generator<number> {
  pattern.lastIndex = pos;
  for (let m = pattern.exec(text); m !== null && m.index < end; m = pattern.exec(text)) {
    yield m.index;
  }
}

/** The whole lines that errors touch, each line once, in order. */
function lineRegions(text: string, errors: readonly Region[]): Region[] {
  const out: { pos: number; end: number }[] = [];
  for (const error of [...errors].sort((a, b) => a.pos - b.pos)) {
    const pos = text.lastIndexOf('\n', error.pos - 1) + 1;
    const newline = text.indexOf('\n', error.end);
    const end = newline < 0 ? text.length : newline;
    const last = out.at(-1);
    if (last !== undefined && pos <= last.end) last.end = Math.max(last.end, end);
    else out.push({ pos, end });
  }
  return out;
}

/** Does a type that only the grammar of types can read begin here, and end before `)` or `,`? */
function isType(text: string, pos: number): boolean {
  const begin = skipBlanks(text, pos);
  if (!/^(?:\[|\*?(?:map|chan|struct|interface|func)\b|<-)/.test(text.slice(begin, begin + 12))) {
    return false;
  }
  const end = typeEnd(text, begin);
  return end >= 0 && /[,)]/.test(text.charAt(skipBlanks(text, end)));
}

const WORD = /[\p{L}_][\p{L}\p{Nd}_.]*/uy;

/** The offset behind a type, roughly read: brackets are skipped as a whole. Negative when there is none. */
function typeEnd(text: string, pos: number): number {
  let at = skipBlanks(text, pos);
  for (;;) {
    const ch = text[at];
    if (ch === '*') at = skipBlanks(text, at + 1);
    else if (text.startsWith('<-', at)) at = skipBlanks(text, at + 2);
    else if (ch === '[') {
      const close = matching(text, at);
      if (close < 0) return -1;
      at = skipBlanks(text, close + 1);
    } else if (ch === '(') {
      const close = matching(text, at);
      return close < 0 ? -1 : close + 1;
    } else {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0];
      if (word === undefined) return -1;
      at = skipBlanks(text, at + word.length);
      if (word === 'struct' || word === 'interface') {
        const close = text[at] === '{' ? matching(text, at) : -1;
        return close < 0 ? -1 : close + 1;
      }
      if (word === 'func') {
        const close = text[at] === '(' ? matching(text, at) : -1;
        if (close < 0) return -1;
        const result = typeEnd(text, close + 1);
        return result < 0 ? close + 1 : result;
      }
      if (word === 'map' || word === 'chan') continue;
      return text[at] === '[' ? matching(text, at) + 1 : at;
    }
  }
}

function skipBlanks(text: string, pos: number): number {
  let at = pos;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}

const PIECE = /\/\/[^\n]*|\/\*[^]*?\*\/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[()[\]{}]/g;

/** How far a bracket is looked for, in UTF-16 units: what is masked is short, a stray bracket's partner is far. */
const REACH = 20_000;

/** The offset of the bracket that closes the one at `open`; negative when it is not found. */
function matching(text: string, open: number): number {
  if (open < 0) return -1;
  let depth = 0;
  PIECE.lastIndex = open;
  for (let m = PIECE.exec(text); m !== null && m.index < open + REACH; m = PIECE.exec(text)) {
    const piece = m[0];
    if (piece.length > 1) continue;
    if ('([{'.includes(piece)) depth++;
    else if (--depth === 0) return m.index;
  }
  return -1;
}
