/**
 * What happens to the map and slice variables of one package: the vocabulary that rules, fixes and the hover share.
 *
 * "May" and "must"
 * - An operation listed here is written in the source; whether it ever runs is not known ("may happen").
 * - The absence of a kind of operation is proof only when `PackageFacts.complete` holds and the variable has no
 *   `alias` operation that lets other code reach it, and even then only for this package: an exported field can be
 *   assigned elsewhere.
 */
import type { AssignStmt, Expr, Node, Span } from '../syntax/ast';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Var } from '../types/object';

export type OperationKind =
  /** `m[k] = v`, `m[k] op= v`, `m[k]++`, a comma or range target, a key of a composite literal that initialises it. */
  | 'insert'
  /** `delete(m, k)`, also through `maps.DeleteFunc`. */
  | 'delete'
  /** `clear(m)`. */
  | 'clear'
  /** The variable gets another map or slice: see `Operation.value`. */
  | 'replace'
  /** `m[k]` as a value. */
  | 'read'
  /** `v, ok := m[k]`. */
  | 'commaOk'
  | 'range'
  /** `len`, `cap`, or a comparison with nil. */
  | 'len'
  /** Another name for the same map: see `Operation.alias`. */
  | 'alias'
  /** Selected but neither of the above: `x.m.Method()`. */
  | 'other';

/** What a `replace` assigns. */
export type NewValue = 'make' | 'literal' | 'nil' | 'append' | 'reslice' | 'other';

/** How an `alias` operation lets other code reach the map. */
export type AliasKind = 'assigned' | 'returned' | 'argument' | 'stored' | 'address' | 'other';

export interface Operation {
  readonly kind: OperationKind;
  readonly file: SourceFile;
  /** The statement or expression that does it: the whole assignment, the delete call, the index expression. */
  readonly node: Node;
  /** The expression that denotes the variable, parentheses stripped: `c.sessions`, or `m` after `m := c.sessions`. */
  readonly target: Expr;
  /** The nodes around `node`, outermost first: a FuncDecl or GenDecl, …, the nearest. Not `node` itself. */
  readonly path: readonly Node[];
  /** Of a `replace`. */
  readonly value?: NewValue;
  /**
   * Of a `replace`: it gives the variable its first value (a constructor's composite literal, a declaration's
   * initialiser, `if m == nil { m = make(…) }`), so it says nothing about releasing memory.
   */
  readonly initial?: boolean;
  /** Of an `alias`. */
  readonly alias?: AliasKind;
  /** The local variable through which the operation goes, where it was assigned exactly once from the variable. */
  readonly through?: Var;
}

/** The operations on one map or slice variable (`Var.origin` for a field of a generic type), in source order by file. */
export interface VarFacts {
  readonly variable: Var;
  readonly operations: readonly Operation[];
}

/** `x = append(x[:i], x[j:]...)`: the elements behind the new length stay in the array. */
export interface SliceDelete {
  readonly file: SourceFile;
  readonly statement: AssignStmt;
  readonly path: readonly Node[];
  /** The slice as it is written on the left side: `b.items`, `*p`, `m[k]`. */
  readonly slice: Expr;
  /** The `i` of `x[:i]`. */
  readonly from: Expr;
  /** The `j` of `x[j:]`; one element goes when `to` is `from + 1`. */
  readonly to: Expr;
  /** The root variable of `slice`: the receiver `b`, the local or package variable `x`. */
  readonly root?: Var;
  /** The field, where `slice` ends in one. */
  readonly field?: Var;
}

export interface PackageFacts {
  readonly info: PackageInfo;
  /** No file of the package has a syntax error: "nobody ever does X" may be concluded. */
  readonly complete: boolean;
  /** Variables with at least one operation, in source order of their declarations. */
  readonly variables: readonly VarFacts[];
  /** The facts of a variable; empty operations for one that is never used. */
  of(variable: Var): VarFacts;
  readonly sliceDeletes: readonly SliceDelete[];
}

/** A span within a file, for display. */
export interface FilePlace extends Span {
  readonly uri: string;
}
