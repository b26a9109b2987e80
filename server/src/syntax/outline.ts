/**
 * The package-level declarations of a file, found without parsing it: which names it may declare, and where. A saved file
 * is read this way, and of its text only the declarations that something asks for are parsed.
 *
 * The scan knows Go's tokens (comments, strings, runes, brackets) and its rule for semicolons at the ends of lines
 * (Go specification, "Lexical elements"), which is all that is needed to tell where a declaration ends.
 */
import type { Span } from './ast';
import type { Declared } from './declared';
import type { Scan } from './scan';
import {
  Ch,
  isDigit,
  isLetter,
  readWord,
  skipBlank,
  skipBrackets,
  skipComment,
  skipLiteral,
  skipNumber,
  skipSpace,
} from './scan';

/** One `func`, or one `type`, `var`, `const` or `import` declaration with all that its parentheses hold. UTF-16 offsets. */
export interface OutlineDecl extends Span, Declared {
  readonly tok: 'func' | 'type' | 'var' | 'const' | 'import';
  /** Of a function that has a body: where its brace stands. */
  readonly body?: number;
}

export interface Outline {
  /** Where the name in the package clause stands; undefined when there is none. */
  readonly packageName: Span | undefined;
  readonly decls: readonly OutlineDecl[];
  /** Brackets match, and nothing but declarations stands at package level. */
  readonly sound: boolean;
}

/** A declaration at the beginning of a line, as in formatted code. */
export const DECLARATION_LINE = /^(?:import|func|type|var|const)\b/gm;

const GROUPS = ['type', 'var', 'const', 'import'] as const;

function isKeyword(word: string): word is (typeof GROUPS)[number] {
  return (GROUPS as readonly string[]).includes(word);
}

/** Words that do not end a statement at the end of a line, though a name in their place would. */
const OPEN_WORDS = new Set(['struct', 'interface', 'func', 'map', 'chan', 'package', ...GROUPS]);

/** The outline of a Go file, or of whole declarations of one. Where it is not sound, the last declaration may be cut off. */
export function outline(text: string): Outline {
  const s: Scan = { text, at: 0, broken: false };
  const decls: OutlineDecl[] = [];
  let packageName: Span | undefined;
  for (;;) {
    skipBlank(s);
    if (s.at >= text.length || s.broken) break;
    const pos = s.at;
    const word = readWord(s);
    if (word === 'package' && packageName === undefined && decls.length === 0) {
      skipBlank(s);
      const start = s.at;
      s.broken = readWord(s) === '';
      packageName = { pos: start, end: s.at };
    } else if (word === 'func') {
      decls.push(readFunc(s, pos));
    } else if (isKeyword(word)) {
      decls.push(readGroup(s, pos, word));
    } else {
      s.broken = true;
    }
  }
  return { packageName, decls, sound: !s.broken };
}

function readFunc(s: Scan, pos: number): OutlineDecl {
  skipBlank(s);
  let recv: string | undefined;
  if (s.text.charCodeAt(s.at) === Ch.Open) {
    const open = s.at;
    skipBrackets(s);
    recv = receiverName(s.text.slice(open + 1, s.at - 1));
    skipBlank(s);
  }
  const name = readWord(s);
  if (name === '') s.broken = true;
  const end = skipStatement(s, true);
  return {
    tok: 'func',
    pos,
    ...(s.at > end && s.text.charCodeAt(end) === Ch.OpenBrace ? { end: s.at, body: end } : { end }),
    names: [name],
    ...(recv !== undefined && { recv }),
  };
}

/** `T` of `t *T[K]`: the last word before the brackets, and before a comma. */
function receiverName(text: string): string {
  const s: Scan = { text, at: 0, broken: false };
  let name = '';
  while (s.at < text.length) {
    const c = text.charCodeAt(s.at);
    if (c === Ch.OpenBracket) break;
    if (isLetter(c)) name = readWord(s);
    else if (c !== Ch.Slash || !skipComment(s)) {
      if (!NAME_ENDS.has(c)) name = '';
      s.at++;
    }
  }
  return name;
}

/** What may stand after the name in a receiver. */
const NAME_ENDS: ReadonlySet<number> = new Set([
  Ch.Space,
  Ch.Tab,
  Ch.Newline,
  Ch.Return,
  Ch.Close,
  Ch.Comma,
]);

function readGroup(s: Scan, pos: number, tok: Exclude<OutlineDecl['tok'], 'func'>): OutlineDecl {
  skipBlank(s);
  const names: string[] = [];
  let alias = false;
  if (s.text.charCodeAt(s.at) === Ch.Open) {
    const open = s.at;
    skipBrackets(s);
    const close = s.broken ? s.at : s.at - 1;
    const inner: Scan = { text: s.text, at: open + 1, broken: false };
    for (;;) {
      skipBlank(inner);
      if (inner.at >= close || inner.broken) break;
      const before = inner.at;
      alias = readNames(inner, names) || alias;
      skipStatement(inner, false);
      inner.broken ||= inner.at === before;
    }
    s.broken ||= inner.broken;
  } else {
    alias = readNames(s, names);
    const end = skipStatement(s, false);
    return { tok, pos, end, names, ...(tok === 'type' && alias && { alias }) };
  }
  return { tok, pos, end: s.at, names, ...(tok === 'type' && alias && { alias }) };
}

/** Reads `a, b, c`; says whether `=` follows at once or after type parameters, as in an alias declaration. */
function readNames(s: Scan, names: string[]): boolean {
  for (;;) {
    const name = readWord(s);
    if (name !== '') names.push(name);
    skipSpace(s);
    if (s.text.charCodeAt(s.at) !== Ch.Comma) break;
    s.at++;
    skipBlank(s);
  }
  const c = s.text.charCodeAt(s.at);
  if (c === Ch.Equals) return true;
  if (c !== Ch.OpenBracket) return false;
  const ahead: Scan = { text: s.text, at: s.at, broken: false };
  skipBrackets(ahead);
  skipSpace(ahead);
  return s.text.charCodeAt(ahead.at) === Ch.Equals;
}

/**
 * Skips the rest of a statement outside of brackets: up to a newline that ends it, a semicolon, a closing bracket or the
 * end of the text; gives where it ends. The end of a function is where its body begins, and the scan goes on after it.
 */
function skipStatement(s: Scan, func: boolean): number {
  const { text } = s;
  let ends = true;
  /** After the last token. */
  let last = s.at;
  // `interface {` and `struct {` are types, not the body.
  let typeBrace = false;
  while (s.at < text.length) {
    const c = text.charCodeAt(s.at);
    if (isDigit(c)) {
      skipNumber(s);
      ends = true;
      last = s.at;
      continue;
    }
    if (isLetter(c)) {
      const word = readWord(s);
      ends = !OPEN_WORDS.has(word);
      typeBrace = word === 'interface' || word === 'struct';
      last = s.at;
      continue;
    }
    switch (c) {
      case Ch.Newline:
        if (ends) return last;
        break;
      case Ch.Semicolon:
      case Ch.Close:
      case Ch.CloseBracket:
      case Ch.CloseBrace:
        if (c !== Ch.Semicolon && func) s.broken = true;
        return last;
      case Ch.Space:
      case Ch.Tab:
      case Ch.Return:
        break;
      case Ch.Slash: {
        const start = s.at;
        if (skipComment(s)) {
          // A general comment that holds a newline acts like one.
          const general = text.charCodeAt(start + 1) === Ch.Star;
          if (general && ends && text.slice(start, s.at).includes('\n')) return last;
          continue;
        }
        ends = false;
        break;
      }
      case Ch.Quote:
      case Ch.Apostrophe:
      case Ch.Backquote:
        skipLiteral(s, c);
        ends = true;
        last = s.at;
        continue;
      case Ch.OpenBrace:
      case Ch.Open:
      case Ch.OpenBracket: {
        const start = s.at;
        skipBrackets(s);
        if (c === Ch.OpenBrace && func && !typeBrace) return start;
        ends = true;
        typeBrace = false;
        last = s.at;
        continue;
      }
      case Ch.Plus:
      case Ch.Minus:
        // `x++` ends a statement, and stands in no declaration outside of brackets.
        ends = false;
        break;
      default:
        ends = false;
    }
    s.at++;
    if (c > Ch.Space) last = s.at;
  }
  return last;
}
