/**
 * The syntax tree that every layer above `syntax/` works on: plain objects that follow the names of Go's
 * `go/ast` (Go 1.27), so that a reader of the Go compiler feels at home and no other layer knows tree-sitter.
 *
 * Invariants
 * - `pos` and `end` are UTF-16 offsets into the file's text; `end` is exclusive.
 * - A tree holds no reference to a parser or a WASM object. It may hold the source text.
 * - Source that does not parse becomes `BadExpr`, `BadStmt` or `BadDecl`; lowering never throws. What stands around it is kept.
 * - Identifiers that a half-typed line lacks are `Ident` with the name `_` and `pos === end`.
 */

export interface Span {
  readonly pos: number;
  readonly end: number;
}

export interface Comment extends Span {
  /** With its `//` or its slash-star marks. */
  readonly text: string;
}

// Expressions and types ------------------------------------------------------------------------------------------

export interface BadExpr extends Span {
  readonly kind: 'BadExpr';
}
export interface Ident extends Span {
  readonly kind: 'Ident';
  readonly name: string;
}
export interface BasicLit extends Span {
  readonly kind: 'BasicLit';
  readonly lit: 'int' | 'float' | 'imag' | 'char' | 'string';
  /** The literal as it is written, quotes included. */
  readonly value: string;
}
export interface CompositeLit extends Span {
  readonly kind: 'CompositeLit';
  /** Absent for an element of an outer literal whose type is implied. `[...]T` is an ArrayType with an Ellipsis length. */
  readonly type?: Expr;
  readonly lbrace: number;
  readonly elts: readonly Expr[];
}
export interface FuncLit extends Span {
  readonly kind: 'FuncLit';
  readonly type: FuncType;
  readonly body: BlockStmt;
}
export interface ParenExpr extends Span {
  readonly kind: 'ParenExpr';
  readonly x: Expr;
}
export interface SelectorExpr extends Span {
  readonly kind: 'SelectorExpr';
  readonly x: Expr;
  readonly sel: Ident;
}
/** An index expression or an instantiation, `a[i]` or `F[int, string]`; which one only types can tell. */
export interface IndexExpr extends Span {
  readonly kind: 'IndexExpr';
  readonly x: Expr;
  readonly indices: readonly Expr[];
}
export interface SliceExpr extends Span {
  readonly kind: 'SliceExpr';
  readonly x: Expr;
  readonly low?: Expr;
  readonly high?: Expr;
  readonly max?: Expr;
  readonly slice3: boolean;
}
export interface TypeAssertExpr extends Span {
  readonly kind: 'TypeAssertExpr';
  readonly x: Expr;
  /** Absent in `x.(type)`. */
  readonly type?: Expr;
}
/** A call or a conversion; which one only types can tell. `make` and `new` have type expressions among their arguments. */
export interface CallExpr extends Span {
  readonly kind: 'CallExpr';
  readonly fun: Expr;
  readonly lparen: number;
  readonly args: readonly Expr[];
  /** The last argument is followed by `...`. */
  readonly ellipsis: boolean;
}
/** `*x`: a dereference or a pointer type. */
export interface StarExpr extends Span {
  readonly kind: 'StarExpr';
  readonly x: Expr;
}
export interface UnaryExpr extends Span {
  readonly kind: 'UnaryExpr';
  /** `+ - ! ^ & <-` and `~` in constraints. */
  readonly op: string;
  readonly x: Expr;
}
export interface BinaryExpr extends Span {
  readonly kind: 'BinaryExpr';
  /** Also `|` of a union in constraints. */
  readonly op: string;
  readonly x: Expr;
  readonly y: Expr;
}
export interface KeyValueExpr extends Span {
  readonly kind: 'KeyValueExpr';
  readonly key: Expr;
  readonly value: Expr;
}
export interface ArrayType extends Span {
  readonly kind: 'ArrayType';
  /** Absent for a slice; an `Ellipsis` for `[...]T`. */
  readonly len?: Expr;
  readonly elem: Expr;
}
export interface Ellipsis extends Span {
  readonly kind: 'Ellipsis';
  /** The element type of a variadic parameter; absent in `[...]T`. */
  readonly elt?: Expr;
}
export interface StructType extends Span {
  readonly kind: 'StructType';
  readonly fields: readonly Field[];
}
export interface FuncType extends Span {
  readonly kind: 'FuncType';
  readonly typeParams?: readonly Field[];
  readonly params: readonly Field[];
  readonly results: readonly Field[];
}
export interface InterfaceType extends Span {
  readonly kind: 'InterfaceType';
  /** Methods (one name, a FuncType) and embedded elements (no names: a type, a union, `~T`). */
  readonly elems: readonly Field[];
}
export interface MapType extends Span {
  readonly kind: 'MapType';
  readonly key: Expr;
  readonly value: Expr;
}
export interface ChanType extends Span {
  readonly kind: 'ChanType';
  readonly dir: 'both' | 'send' | 'recv';
  readonly value: Expr;
}

export type Expr =
  | BadExpr
  | Ident
  | BasicLit
  | CompositeLit
  | FuncLit
  | ParenExpr
  | SelectorExpr
  | IndexExpr
  | SliceExpr
  | TypeAssertExpr
  | CallExpr
  | StarExpr
  | UnaryExpr
  | BinaryExpr
  | KeyValueExpr
  | ArrayType
  | Ellipsis
  | StructType
  | FuncType
  | InterfaceType
  | MapType
  | ChanType;

/** A group of fields, parameters, results, type parameters or interface elements that share one type. */
export interface Field extends Span {
  /** Empty for an embedded field, an unnamed parameter or an embedded element. */
  readonly names: readonly Ident[];
  readonly type: Expr;
  readonly tag?: BasicLit;
}

// Statements -----------------------------------------------------------------------------------------------------

export interface BadStmt extends Span {
  readonly kind: 'BadStmt';
}
export interface DeclStmt extends Span {
  readonly kind: 'DeclStmt';
  readonly decl: GenDecl;
}
export interface EmptyStmt extends Span {
  readonly kind: 'EmptyStmt';
}
export interface LabeledStmt extends Span {
  readonly kind: 'LabeledStmt';
  readonly label: Ident;
  readonly stmt: Stmt;
}
export interface ExprStmt extends Span {
  readonly kind: 'ExprStmt';
  readonly x: Expr;
}
export interface SendStmt extends Span {
  readonly kind: 'SendStmt';
  readonly chan: Expr;
  readonly value: Expr;
}
export interface IncDecStmt extends Span {
  readonly kind: 'IncDecStmt';
  readonly op: '++' | '--';
  readonly x: Expr;
}
export interface AssignStmt extends Span {
  readonly kind: 'AssignStmt';
  /** `=`, `:=`, `+=`, … */
  readonly op: string;
  readonly lhs: readonly Expr[];
  readonly rhs: readonly Expr[];
}
export interface GoStmt extends Span {
  readonly kind: 'GoStmt';
  readonly call: Expr;
}
export interface DeferStmt extends Span {
  readonly kind: 'DeferStmt';
  readonly call: Expr;
}
export interface ReturnStmt extends Span {
  readonly kind: 'ReturnStmt';
  readonly results: readonly Expr[];
}
export interface BranchStmt extends Span {
  readonly kind: 'BranchStmt';
  readonly tok: 'break' | 'continue' | 'goto' | 'fallthrough';
  readonly label?: Ident;
}
export interface BlockStmt extends Span {
  readonly kind: 'BlockStmt';
  readonly list: readonly Stmt[];
}
export interface IfStmt extends Span {
  readonly kind: 'IfStmt';
  readonly init?: Stmt;
  readonly cond: Expr;
  readonly body: BlockStmt;
  readonly else?: BlockStmt | IfStmt;
}
export interface CaseClause extends Span {
  readonly kind: 'CaseClause';
  /** Empty for `default`. Types in a type switch. */
  readonly list: readonly Expr[];
  readonly isDefault: boolean;
  /** Offset after the colon: the start of the clause's own block. */
  readonly colon: number;
  readonly body: readonly Stmt[];
}
export interface SwitchStmt extends Span {
  readonly kind: 'SwitchStmt';
  readonly init?: Stmt;
  readonly tag?: Expr;
  readonly clauses: readonly CaseClause[];
}
export interface TypeSwitchStmt extends Span {
  readonly kind: 'TypeSwitchStmt';
  readonly init?: Stmt;
  /** `x := y.(type)` binds `x` anew in each clause. */
  readonly bind?: Ident;
  readonly x: Expr;
  readonly clauses: readonly CaseClause[];
}
export interface CommClause extends Span {
  readonly kind: 'CommClause';
  /** Absent for `default`. */
  readonly comm?: Stmt;
  readonly colon: number;
  readonly body: readonly Stmt[];
}
export interface SelectStmt extends Span {
  readonly kind: 'SelectStmt';
  readonly clauses: readonly CommClause[];
}
export interface ForStmt extends Span {
  readonly kind: 'ForStmt';
  readonly init?: Stmt;
  readonly cond?: Expr;
  readonly post?: Stmt;
  readonly body: BlockStmt;
}
export interface RangeStmt extends Span {
  readonly kind: 'RangeStmt';
  readonly key?: Expr;
  readonly value?: Expr;
  /** `:=` declares, `=` assigns; absent in `for range x`. */
  readonly op?: ':=' | '=';
  readonly x: Expr;
  readonly body: BlockStmt;
}

export type Stmt =
  | BadStmt
  | DeclStmt
  | EmptyStmt
  | LabeledStmt
  | ExprStmt
  | SendStmt
  | IncDecStmt
  | AssignStmt
  | GoStmt
  | DeferStmt
  | ReturnStmt
  | BranchStmt
  | BlockStmt
  | IfStmt
  | SwitchStmt
  | TypeSwitchStmt
  | SelectStmt
  | ForStmt
  | RangeStmt;

// Declarations ---------------------------------------------------------------------------------------------------

export interface BadDecl extends Span {
  readonly kind: 'BadDecl';
}
export interface ImportSpec extends Span {
  readonly kind: 'ImportSpec';
  /** A name, `.` or `_`. */
  readonly name?: Ident;
  /** Unquoted. */
  readonly path: string;
}
export interface ValueSpec extends Span {
  readonly kind: 'ValueSpec';
  readonly names: readonly Ident[];
  readonly type?: Expr;
  /** Empty in a const group means: the type and values of the spec above, with this spec's iota. */
  readonly values: readonly Expr[];
  /** Index of the spec in its group: the value of iota in a const declaration. */
  readonly iota: number;
}
export interface TypeSpec extends Span {
  readonly kind: 'TypeSpec';
  readonly name: Ident;
  readonly typeParams?: readonly Field[];
  /** `type A = B`. */
  readonly alias: boolean;
  readonly type: Expr;
}
export interface GenDecl extends Span {
  readonly kind: 'GenDecl';
  readonly tok: 'import' | 'const' | 'type' | 'var';
  readonly specs: readonly (ImportSpec | ValueSpec | TypeSpec)[];
}
export interface FuncDecl extends Span {
  readonly kind: 'FuncDecl';
  readonly recv?: Field | undefined;
  readonly name: Ident;
  readonly type: FuncType;
  readonly body?: BlockStmt | undefined;
}
export type Decl = BadDecl | GenDecl | FuncDecl;

export interface SyntaxError extends Span {
  readonly message: string;
}

export interface File {
  /** Absent in a file without a readable package clause. */
  readonly packageName?: Ident;
  readonly decls: readonly Decl[];
  readonly imports: readonly ImportSpec[];
  /** In the order of the text. */
  readonly comments: readonly Comment[];
  /** What did not parse. Package-wide "nobody ever does X" conclusions are unsafe when this is not empty. */
  readonly errors: readonly SyntaxError[];
  /** What is wrong, if anything, stays within declarations: their places and names can be relied on. */
  readonly sound: boolean;
  /** What did not parse of the declarations that something has asked for. */
  readonly readErrors: readonly SyntaxError[];
  /** What did not parse as far as that was known before something was asked for: all of it in a file parsed as a whole. */
  readonly firstErrors: readonly SyntaxError[];
  /** Marked `// Code generated … DO NOT EDIT.` before the package clause (golang.org/s/generatedcode). */
  readonly generated: boolean;
  /** UTF-16 length of the text the file was lowered from. */
  readonly length: number;
}

export type Node = Expr | Stmt | Decl | ImportSpec | ValueSpec | TypeSpec | CaseClause | CommClause;
