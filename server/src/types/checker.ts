/**
 * The state that the parts of one package's check share. Everything is computed when asked for and kept: objects when
 * the package is collected, names when a declaration or a body is bound, types of expressions one by one.
 */
import type { Arch } from '../../../runtime';
import type { CompositeLit, Expr, Field, Ident, SelectorExpr } from '../syntax/ast';
import { CYCLE } from './basic';
import type { Value } from './constant';
import { declaredAt } from './declaredAt';
import type { Idents } from './idents';
import type { Importer } from './importer';
import type { Selection } from './info';
import { lazy } from './lazy';
import type { Var } from './object';
import type { Type } from './type';

/** What an expression is; `type` is an unknown type where there is none. */
export interface Operand {
  /**
   * - `type`: a type expression. - `const`: a constant (its `value` may be beyond what is computed).
   * - `variable`: addressable. - `value`: all other values; an unknown type makes it unknown.
   * - `none`: a call without results. - `builtin`, `package`: may only be called or selected from.
   */
  readonly mode: 'type' | 'const' | 'variable' | 'value' | 'none' | 'builtin' | 'package';
  readonly type: Type;
  readonly value?: Value | undefined;
  /** Of a builtin: `len`, `unsafe.Sizeof`. */
  readonly builtin?: string;
  /** Of a selector. */
  readonly selection?: Selection;
}

/** Where a composite literal without a type stands in the literal around it. */
export interface Elided {
  readonly outer: CompositeLit;
  readonly part: 'key' | 'elem';
}

export interface Checker {
  readonly path: string;
  readonly name: string;
  readonly arch: Arch;
  readonly importer: Importer;
  readonly idents: Idents;
  /** The selector that an identifier after a dot belongs to. */
  readonly selectors: Map<Ident, SelectorExpr>;
  /** Composite literals with an implied type. */
  readonly elided: Map<CompositeLit, Elided>;
  /** Identifiers in key position: a field of a struct literal, or a value. */
  readonly keys: Map<Ident, CompositeLit>;
  /** The variable of an embedded field. */
  readonly embedded: Map<Field, Var>;
  /** The value of `iota` where it is written. */
  readonly iotas: Map<Ident, bigint>;
  /** Binding that is put off: the elements of a large package-level literal, bodies of package-level function literals. */
  readonly deferred: Map<Expr, () => void>;
  readonly operands: Map<Expr, Operand>;
  /** Set while the expression of another constant spec is evaluated for an implicit repetition. */
  iota: bigint | undefined;
  expr(e: Expr): Operand;
  /** The type that a type expression denotes; unknown when it denotes none. */
  typ(e: Expr): Type;
}

/** Nesting beyond which an expression or a chain of declarations is given up: well within the stack of a web worker. */
export const MAX_DEPTH = 400;

/** How many evaluations run inside of each other; those of imported packages count with the ones that ask for them. */
export const nesting = { depth: 0 };

/** A type computed when asked for, outside of whatever constant is being evaluated at that moment. */
export function lazyType(c: Checker, compute: () => Type): () => Type {
  return lazy(() => withIota(c, undefined, compute), CYCLE);
}

export function withIota<T>(c: Checker, iota: bigint | undefined, compute: () => T): T {
  const saved = c.iota;
  c.iota = iota;
  const result = compute();
  c.iota = saved;
  return result;
}

/** Makes sure that what stands inside a literal is bound. */
export function bindInside(c: Checker, e: Expr): void {
  const bind = c.deferred.get(e);
  if (bind !== undefined) {
    c.deferred.delete(e);
    bind();
  }
}

export function makeVar(
  c: Checker,
  uri: string,
  role: Var['role'],
  ident: Ident | undefined,
  type: () => Type,
): Var {
  return {
    kind: 'var',
    name: ident?.name ?? '',
    pkg: c.path,
    role,
    embedded: false,
    type,
    ...(ident === undefined ? {} : { at: declaredAt(uri, ident) }),
  };
}
