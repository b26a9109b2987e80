/**
 * What happens to the map and slice variables of one package: the vocabulary that rules, fixes and the hover share.
 *
 * "May" and "must"
 * - An operation listed here is written in the source; whether it ever runs is not known ("may happen").
 * - The absence of a kind of operation is proof only where `PackageFacts.complete` and `VarFacts.complete` hold and the
 *   variable has no `address` alias, and even then only for this package: an exported field can be assigned elsewhere.
 */
import type { AssignStmt, Expr, IndexExpr, Node, Stmt } from '../syntax/ast';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Var } from '../types/object';

export type OperationKind =
  /** `m[k] = v`, `m[k] op= v`, `m[k]++`, a comma or range target, the elements of a composite literal. */
  | 'insert'
  /** `delete(m, k)`, `maps.DeleteFunc`. */
  | 'delete'
  /** `clear(m)`. */
  | 'clear'
  /** The variable gets another map or slice: see `Operation.value`. */
  | 'replace'
  /** `m[k]` as a value, or an argument of a function that is known to read only. */
  | 'read'
  /** `v, ok := m[k]`. */
  | 'commaOk'
  | 'range'
  /** `len`, `cap`, or a comparison with nil. */
  | 'len'
  /** Another name for the same map or slice: see `Operation.alias`. */
  | 'alias';

/** What a `replace` assigns. */
export type NewValue = 'make' | 'literal' | 'nil' | 'append' | 'reslice' | 'other';

/**
 * How an `alias` operation lets other code reach the map: another variable, a caller, a callee that is not known to
 * let go of it, a struct, channel or interface, or `&m` (through which it can also be replaced).
 */
export type AliasKind = 'assigned' | 'returned' | 'argument' | 'stored' | 'address';

export interface Operation {
  readonly kind: OperationKind;
  readonly file: SourceFile;
  /** What does it, without the statement around it where it is an expression: the assignment, the delete call, `m[k]`. */
  readonly node: Node;
  /** The expression that denotes the variable, parentheses stripped: `c.sessions`, or `m` after `m := c.sessions`. */
  readonly target: Expr;
  /** The nodes around `node`, outermost first: a FuncDecl or GenDecl, …, the nearest. Without `node` itself. */
  readonly path: readonly Node[];
  /** Of an `insert` or `delete`: the key, where there is one. */
  readonly key?: Expr;
  /** Of a `replace`. */
  readonly value?: NewValue;
  /**
   * Of a `replace`: it gives the variable its first value, so it says nothing about releasing memory. That is a
   * declaration's initialiser, a field of a composite literal, an assignment behind `m == nil`, in `init`, `main` or a
   * constructor (New…, init…, …), in a function handed to sync.Once's Do, or to a struct that the function has just
   * made itself. Of an `insert`: an element of the literal of such a replace.
   */
  readonly initial?: boolean;
  /** Of an `alias`. */
  readonly alias?: AliasKind;
  /**
   * The other variable through which the operation goes: a local that is assigned exactly once, from the variable, or
   * the parameter or receiver of a function of the package that the variable is passed to.
   */
  readonly through?: Var;
}

/** The operations on one map or slice variable, file by file in source order. */
export interface VarFacts {
  readonly variable: Var;
  readonly operations: readonly Operation[];
  /** The other variables that operations go through, directly or by way of each other: see `Operation.through`. */
  readonly names: readonly Var[];
  /** Every declaration that may hold an operation could be parsed. */
  readonly complete: boolean;
}

/** `x = append(x[:i], x[j:]...)`, or the same by copy: the elements after the new length stay in the array. */
export interface SliceDelete {
  readonly file: SourceFile;
  readonly statement: AssignStmt;
  readonly path: readonly Node[];
  /** The slice as it is written on the left side, parentheses stripped: `b.items`, `*p`, `m[k]`. */
  readonly slice: Expr;
  /** The `i` of `x[:i]`. */
  readonly from: Expr;
  /** The `j` of `x[j:]`. */
  readonly to: Expr;
  /** Of `copy(x[i:], x[j:])` and `x = x[:n]`: the copy; `statement` is what shortens the slice. */
  readonly copy?: Stmt;
  /** Another name of the slice that the deletion goes through: the `old` of `x = append(old[:i], old[j:]...)`. */
  readonly through?: Expr;
  /** The variable at the left end of `slice`: the `b` of `b.items`, the `x` of `x`. */
  readonly root?: Var;
}

/** `m[k] = nil`, where m is a map that a field or package variable holds, or a local that is another name of one. */
export interface NilStore {
  readonly file: SourceFile;
  readonly statement: AssignStmt;
  readonly path: readonly Node[];
  /** `m[k]`, parentheses stripped. */
  readonly entry: IndexExpr;
  /** The field or package variable of the package. */
  readonly variable: Var;
}

/** Says what a package has too much of to be looked into, as the end of a sentence. */
export class TooMuch extends Error {}

export interface PackageFacts {
  readonly info: PackageInfo;
  /**
   * Every file of the folder's package could be read, and what is wrong in one stays within declarations. Where the
   * facts of a variable are complete as well, "nobody ever does X" may be concluded.
   */
  readonly complete: boolean;
  /**
   * The fields and package variables that something is deleted from, directly or by a function of the package.
   * @throws TooMuch where more variables lose entries, locals and parameters among them, than are looked into
   */
  readonly deletedFrom: readonly VarFacts[];
  /** The facts of a variable or field, or of an instantiated field's origin; without operations when it is never used. */
  of(variable: Var): VarFacts;
  readonly sliceDeletes: readonly SliceDelete[];
  /** In source order. One through a parameter or receiver is not among them. */
  readonly nilStores: readonly NilStore[];
  /**
   * Whether a file of the folder that the build constraints leave out assigns to something of this name or to what may
   * hold it, or takes its address. Those files are not type-checked, so that the names decide.
   */
  mayBeAssignedElsewhere(variable: Var): boolean;
  /** Every identifier that declares or uses a local map or slice, or a local pointer to one: for "who captures it". */
  usesOf(variable: Var): readonly Use[];
}

export interface Use {
  readonly file: SourceFile;
  readonly ident: Node;
  readonly path: readonly Node[];
}

/** The variable as it is declared: the field of the generic type for a field of an instantiation. */
export function originOf(variable: Var): Var {
  return variable.origin ?? variable;
}
