import type { Decl, FuncDecl } from '../syntax/ast';
import { declAt } from '../syntax/lazyFile';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Obj } from '../types/object';

/** Where something is declared: the file, and the declaration around it; undefined for what no file of the package declares. */
export function placeOf(
  info: PackageInfo,
  { at }: Pick<Obj, 'at'>,
): { readonly file: SourceFile; readonly decl: Decl } | undefined {
  const file = at && fileNamed(info, at.uri);
  const decl = file && declAt(file.ast, at.pos);
  return decl && { file, decl };
}

const filesByUri = new WeakMap<PackageInfo, ReadonlyMap<string, SourceFile>>();

/** A file of the package: there may be a thousand, and each of its variables is asked for. */
export function fileNamed(info: PackageInfo, uri: string): SourceFile | undefined {
  const byUri = filesByUri.get(info) ?? new Map(info.files.map((file) => [file.uri, file]));
  filesByUri.set(info, byUri);
  return byUri.get(uri);
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
