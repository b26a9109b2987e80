/** What the type layer tells about one package: the questions that facts, rules, fixes and the hover may ask. */
import type { CallExpr, Expr, File, Ident, SelectorExpr } from '../syntax/ast';
import type { ConstValue, Obj } from './object';
import type { Type } from './type';

/**
 * One file of a package as the type layer takes it. Of an open document it is the same object after each edit, with
 * another text and tree.
 */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  readonly ast: File;
  /** `_test.go`. */
  readonly test: boolean;
  /** Taken by the build constraints of the configured GOOS and GOARCH (`//go:build`, file name). */
  readonly included: boolean;
  /** The language version of a `//go:build go1.N` line, as minor number; undefined without one. */
  readonly goLine?: number;
}

export interface PackageInfo {
  /** Import path, or the folder's URI when no go.mod names it. */
  readonly path: string;
  readonly name: string;
  /**
   * The included files, in file name order. External test packages (`p_test`) are a PackageInfo of their own.
   *
   * Another array after each edit, while the package and its objects stay the same ones as long as only bodies of functions
   * are edited. So: what follows from one declaration, and the types of others, is kept by the package and the declaration
   * (an edited one is another object); what follows from the bodies or the texts of others is kept by this array.
   */
  readonly files: readonly SourceFile[];
  /** The object declared at package level under this name. */
  lookup(name: string): Obj | undefined;
  /** All package-level objects, in source order. */
  objects(): readonly Obj[];
  /**
   * The type of an expression or type expression of one of `files`; an unknown type (with its reason) otherwise.
   * A constant keeps its untyped type, whatever it is assigned to; the comma-ok forms have the type of their value; a
   * call has the type of its result, or a tuple when there is none or more than one.
   */
  typeOf(expr: Expr): Type;
  /** Whether the expression denotes a type (so that `T(x)` is a conversion and `F[T]` an instantiation). */
  isType(expr: Expr): boolean;
  /** The object that an identifier declares or uses; a field for `f` in `x.f` and in `T{f: v}`. */
  objectOf(ident: Ident): Obj | undefined;
  /** What a selector selects; undefined when unknown. `path` is the chain of embedded fields passed through. */
  selection(sel: SelectorExpr): Selection | undefined;
  /** The constant value of an expression, if it is a constant that is known. */
  constOf(expr: Expr): ConstValue | undefined;
  /** The name of the builtin that a call calls (`delete`, `append`, …), shadowing respected. */
  builtinOf(call: CallExpr): string | undefined;
  /**
   * The type that a type expression which is not part of the package would denote at a UTF-16 offset of a file; unknown,
   * with the reason, when it denotes none.
   */
  typeAt(file: SourceFile, pos: number, expr: Expr): Type;
  /** What `name` means at a UTF-16 offset of a file, for fixes that must not shadow or be shadowed. */
  lookupAt(file: SourceFile, pos: number, name: string): Obj | undefined;
}

export interface Selection {
  readonly kind: 'field' | 'method' | 'qualified';
  readonly obj: Obj;
  readonly path: readonly Obj[];
}
