/**
 * The package-level declarations of a file, found without parsing it: which names it may declare, and where. A package
 * that is only imported is read this way, and of its text only the declarations that something asks for are parsed.
 *
 * The scan knows Go's tokens (comments, strings, runes, brackets) and its rule for semicolons at the ends of lines
 * (Go specification, "Lexical elements"), which is all that is needed to tell where a declaration ends.
 */

/** One `func`, or one `type`, `var`, `const` or `import` declaration with all that its parentheses hold. UTF-16 offsets. */
export interface OutlineDecl {
  readonly tok: 'func' | 'type' | 'var' | 'const' | 'import';
  readonly pos: number;
  /** Of a function: where its body begins, when it has one. */
  readonly end: number;
  /** Every name that it declares at package level; it may hold names that it does not. The method's for a method. */
  readonly names: readonly string[];
  /** Of a method: the name of the receiver's base type. */
  readonly recv?: string;
  /** Of a type declaration: it may declare an alias. */
  readonly alias?: true;
}

export interface Outline {
  readonly packageName: string | undefined;
  readonly decls: readonly OutlineDecl[];
}

/** UTF-16 code units. */
const Ch = {
  Tab: 9,
  Newline: 10,
  Return: 13,
  Space: 32,
  Quote: 34,
  Apostrophe: 39,
  Open: 40,
  Close: 41,
  Star: 42,
  Plus: 43,
  Comma: 44,
  Minus: 45,
  Slash: 47,
  Semicolon: 59,
  Equals: 61,
  OpenBracket: 91,
  Backslash: 92,
  CloseBracket: 93,
  Backquote: 96,
  OpenBrace: 123,
  CloseBrace: 125,
} as const;

const KEYWORDS = new Set(['func', 'type', 'var', 'const', 'import']);

/** Words that do not end a statement at the end of a line, though a name in their place would. */
const OPEN_WORDS = new Set(['struct', 'interface', 'func', 'map', 'chan', 'package', ...KEYWORDS]);

interface Scan {
  readonly text: string;
  at: number;
  /** Something stands where Go has nothing, or a bracket is left open: the outline says less than the text. */
  broken: boolean;
}

/**
 * The outline of a Go file. In one that is not sound, such as one that is being typed in, every keyword of a declaration
 * at the beginning of a line begins one, as it does in formatted code.
 */
export function outline(text: string): Outline {
  const whole = scan(text, 0, text.length);
  return whole.broken ? outlineByLines(text) : whole;
}

/** A declaration at the beginning of a line. */
const DECLARATION_LINE = /^(?:package|import|func|type|var|const)\b/gm;

function outlineByLines(text: string): Outline {
  const starts = [...text.matchAll(DECLARATION_LINE)].map((match) => match.index);
  let packageName: string | undefined;
  const decls = starts.flatMap((pos, i) => {
    const part = scan(text, pos, starts[i + 1] ?? text.length);
    packageName ??= part.packageName;
    return part.decls;
  });
  return { packageName, decls };
}

/** Reads declarations from one offset to another; `broken` when they do not end there, and the last one may be cut off. */
function scan(whole: string, from: number, end: number): Outline & { readonly broken: boolean } {
  const text = end === whole.length ? whole : whole.slice(0, end);
  const s: Scan = { text, at: from, broken: false };
  const decls: OutlineDecl[] = [];
  let packageName: string | undefined;
  for (;;) {
    skipBlank(s);
    if (s.at >= text.length || s.broken) break;
    const pos = s.at;
    const word = readWord(s);
    if (word === 'package' && packageName === undefined) {
      skipBlank(s);
      packageName = readWord(s);
      continue;
    }
    if (!KEYWORDS.has(word)) {
      s.broken = true;
      break;
    }
    decls.push(
      word === 'func'
        ? readFunc(s, pos)
        : readGroup(s, pos, word as Exclude<OutlineDecl['tok'], 'func'>),
    );
  }
  return { packageName, decls, broken: s.broken };
}

/** Skips white space, semicolons and comments. */
function skipBlank(s: Scan): void {
  const { text } = s;
  for (; s.at < text.length; s.at++) {
    const c = text.charCodeAt(s.at);
    if (c === Ch.Slash && skipComment(s)) s.at--;
    else if (
      c !== Ch.Space &&
      c !== Ch.Tab &&
      c !== Ch.Newline &&
      c !== Ch.Return &&
      c !== Ch.Semicolon
    )
      return;
  }
}

/** Skips white space and comments within a line, and says whether the line ends here. */
function skipSpace(s: Scan): void {
  const { text } = s;
  for (; s.at < text.length; s.at++) {
    const c = text.charCodeAt(s.at);
    if (c === Ch.Slash && skipComment(s)) s.at--;
    else if (c !== Ch.Space && c !== Ch.Tab && c !== Ch.Return) return;
  }
}

/** Skips the comment that begins here, up to the newline behind a line comment; false when there is none. */
function skipComment(s: Scan): boolean {
  const second = s.text.charCodeAt(s.at + 1);
  if (second === Ch.Slash) {
    const newline = s.text.indexOf('\n', s.at);
    s.at = newline < 0 ? s.text.length : newline;
    return true;
  }
  if (second !== Ch.Star) return false;
  const close = s.text.indexOf('*/', s.at + 2);
  if (close < 0) s.broken = true;
  s.at = close < 0 ? s.text.length : close + 2;
  return true;
}

function isLetter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c > 127;
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

/** The word that begins here; empty when none does. */
function readWord(s: Scan): string {
  const start = s.at;
  while (s.at < s.text.length) {
    const c = s.text.charCodeAt(s.at);
    if (!isLetter(c) && !(s.at > start && isDigit(c))) break;
    s.at++;
  }
  return s.text.slice(start, s.at);
}

/** Skips the string or rune literal that begins here. */
function skipLiteral(s: Scan, quote: number): void {
  const { text } = s;
  s.at++;
  if (quote === Ch.Backquote) {
    const close = text.indexOf('`', s.at);
    if (close < 0) s.broken = true;
    s.at = close < 0 ? text.length : close + 1;
    return;
  }
  for (; s.at < text.length; s.at++) {
    const c = text.charCodeAt(s.at);
    if (c === Ch.Backslash) s.at++;
    else if (c === quote) break;
    else if (c === Ch.Newline) {
      s.broken = true;
      return;
    }
  }
  s.at++;
}

/** Skips from an opening bracket to behind the one that closes it. */
function skipBrackets(s: Scan): void {
  const { text } = s;
  let depth = 0;
  while (s.at < text.length) {
    const c = text.charCodeAt(s.at);
    switch (c) {
      case Ch.Open:
      case Ch.OpenBracket:
      case Ch.OpenBrace:
        depth++;
        break;
      case Ch.Close:
      case Ch.CloseBracket:
      case Ch.CloseBrace:
        if (--depth === 0) {
          s.at++;
          return;
        }
        break;
      case Ch.Quote:
      case Ch.Apostrophe:
      case Ch.Backquote:
        skipLiteral(s, c);
        continue;
      case Ch.Slash:
        if (skipComment(s)) continue;
        break;
    }
    s.at++;
  }
  s.broken = true;
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
  return { tok: 'func', pos, end, names: [name], ...(recv !== undefined && { recv }) };
}

/** `T` of `t *T[K]`. */
function receiverName(text: string): string {
  const plain = text.replace(/\/\*[^]*?\*\/|\/\/.*/g, ' ').split('[', 1)[0] ?? '';
  return /([\p{L}_][\p{L}\p{Nd}_]*)[\s),]*$/u.exec(plain)?.[1] ?? '';
}

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

/** Reads `a, b, c`; says whether `=` follows at once or behind type parameters, as in an alias declaration. */
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
 * end of the text; gives where it ends. The end of a function is where its body begins, and the scan goes on behind it.
 */
function skipStatement(s: Scan, func: boolean): number {
  const { text } = s;
  let ends = true;
  /** Behind the last token. */
  let last = s.at;
  // `interface {` and `struct {` are types, not the body.
  let typeBrace = false;
  while (s.at < text.length) {
    const c = text.charCodeAt(s.at);
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
        ends = isDigit(c);
    }
    s.at++;
    if (c > Ch.Space) last = s.at;
  }
  return last;
}
