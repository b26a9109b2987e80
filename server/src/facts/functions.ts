import { remembered } from '../base/remembered';
import type { Decl, Expr, Field, FuncDecl, FuncLit, FuncType, Ident } from '../syntax/ast';
import { declAt, hasBody } from '../syntax/lazyFile';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Func, Obj } from '../types/object';

/** Where something is declared: the file, and the declaration around it; undefined for what no file of the package declares. */
export function placeOf(
  info: PackageInfo,
  { at }: Pick<Obj, 'at'>,
): { readonly file: SourceFile; readonly decl: Decl } | undefined {
  const file = at && fileNamed(info, at.uri);
  const decl = file && declAt(file.ast, at.pos);
  return decl && { file, decl };
}

const filesByUri = new WeakMap<PackageInfo['files'], ReadonlyMap<string, SourceFile>>();

/** A file of the package: there may be a thousand, and each of its variables is asked for. */
export function fileNamed(info: PackageInfo, uri: string): SourceFile | undefined {
  const make = () => new Map(info.files.map((file) => [file.uri, file]));
  return remembered(filesByUri, info.files, make).get(uri);
}

/** The declaration around the place where something is declared; undefined for what no file of the package declares. */
export function declAround(info: PackageInfo, obj: Pick<Obj, 'at'>): Decl | undefined {
  return placeOf(info, obj)?.decl;
}

/** The declaration of a function or method of the package; undefined for others. */
export function declarationOf(info: PackageInfo, func: Pick<Obj, 'at'>): FuncDecl | undefined {
  const decl = declAround(info, func);
  return decl?.kind === 'FuncDecl' && decl.name.pos === func.at?.pos ? decl : undefined;
}

/** The function or method that an expression names, of any package; undefined for a value of function type. */
export function functionNamed(info: PackageInfo, expr: Expr): Func | undefined {
  const obj =
    expr.kind === 'Ident'
      ? info.objectOf(expr)
      : expr.kind === 'SelectorExpr'
        ? (info.selection(expr)?.obj ?? info.objectOf(expr.sel))
        : undefined;
  return obj?.kind === 'func' ? obj : undefined;
}

/** The function or method of the package, with a body, that an expression names. */
export function ownFunction(info: PackageInfo, expr: Expr): FuncDecl | undefined {
  const func = functionNamed(info, expr);
  const decl = func && declarationOf(info, func.origin ?? func);
  return decl !== undefined && hasBody(decl) ? decl : undefined;
}

type Parameter = { readonly name: Ident; readonly field: Field } | undefined;

const parameters = new WeakMap<FuncType, readonly Parameter[]>();

/** The parameters of a function one by one; undefined for each that has no name. */
export function parametersOf({ type }: FuncDecl | FuncLit): readonly Parameter[] {
  return remembered(parameters, type, () =>
    type.params.flatMap((field): readonly Parameter[] =>
      field.names.length === 0 ? [undefined] : field.names.map((name) => ({ name, field })),
    ),
  );
}
