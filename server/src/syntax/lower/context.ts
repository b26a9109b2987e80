import type { BadExpr, BlockStmt, Expr, Field, Ident, SyntaxError } from '../ast';
import type { FlatTree } from '../flatTree';

/** What every lowering function works with. */
export interface Context {
  readonly t: FlatTree;
  /** The text of a span, detached from the source and shared between equal names. */
  readonly name: (pos: number, end: number) => string;
  /** Lowers the block of a function literal; here because expressions may not import statements. */
  readonly block: (c: Context, node: number) => BlockStmt;
  /** Type parameters of methods, by the offset of the method's name: the grammar has no place for them. */
  readonly methodTypeParams: ReadonlyMap<number, readonly Field[]>;
  /** What lowering itself finds wrong, beside what the parser found. */
  readonly errors: SyntaxError[];
  /** Whether the parser found something wrong in a stretch or right beside it. */
  readonly wrong: (pos: number, end: number) => boolean;
  /** Bodies of sound functions are lowered when something asks for them. */
  readonly lazy: boolean;
  /** How many levels enclose the node at hand, as `MAX_DEPTH` counts them. */
  depth: number;
}

/**
 * Deeper source is not lowered: a bound on the stack for this layer and every one above it. Go's own tests nest a few
 * hundred levels; the longest chains of `+` in generated files reach it.
 */
export const MAX_DEPTH = 1500;

/**
 * The levels that a statement, or a type or literal with a list of other nodes, counts for: walks need several frames of
 * the stack for each of these.
 */
export const LIST_LEVELS = 5;

export function start(c: Context, node: number): number {
  return c.t.starts[node] as number;
}

export function end(c: Context, node: number): number {
  return c.t.ends[node] as number;
}

export function kind(c: Context, node: number): number {
  return c.t.kinds[node] as number;
}

export function next(c: Context, node: number): number {
  return c.t.nexts[node] as number;
}

export function bad(pos: number, end: number): BadExpr {
  return { kind: 'BadExpr', pos, end };
}

/** An identifier; `_` where the parser had to invent one. */
export function ident(c: Context, node: number): Ident {
  const pos = c.t.starts[node] as number;
  const stop = c.t.ends[node] as number;
  return { kind: 'Ident', pos, end: stop, name: pos === stop ? '_' : c.name(pos, stop) };
}

/** The identifier that a half-typed line lacks. */
export function missing(pos: number): Ident {
  return { kind: 'Ident', pos, end: pos, name: '_' };
}

/** The offset of the first character at or after `pos` that is neither white space nor part of a comment. */
export function skipTrivia(text: string, pos: number): number {
  let i = pos;
  for (;;) {
    const ch = text.charCodeAt(i);
    if (ch === 32 || (ch >= 9 && ch <= 13) || ch === 0xfeff || ch === 0xa0) {
      i++;
    } else if (ch === 47 && text.charCodeAt(i + 1) === 47) {
      const newline = text.indexOf('\n', i);
      if (newline < 0) return text.length;
      i = newline;
    } else if (ch === 47 && text.charCodeAt(i + 1) === 42) {
      const close = text.indexOf('*/', i + 2);
      if (close < 0) return text.length;
      i = close + 2;
    } else {
      return i;
    }
  }
}

/** Notes that a node is nested too deeply; true when it is. */
export function tooDeep(c: Context, node: number, levels: number): boolean {
  if (c.depth + levels <= MAX_DEPTH) return false;
  c.errors.push({ pos: start(c, node), end: end(c, node), message: 'This is nested too deeply.' });
  return true;
}

export type LowerExpr = (c: Context, node: number) => Expr;
