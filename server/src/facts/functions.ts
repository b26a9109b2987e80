import type { Decl, FuncDecl } from '../syntax/ast';
import { declAt } from '../syntax/lazyFile';
import type { PackageInfo } from '../types/info';
import type { Obj } from '../types/object';

/** The declaration around the place where something is declared; undefined for what no file of the package declares. */
export function declAround(info: PackageInfo, { at }: Pick<Obj, 'at'>): Decl | undefined {
  if (at === undefined) return undefined;
  const file = info.files.find(({ uri }) => uri === at.uri);
  return file && declAt(file.ast, at.pos);
}

/** The declaration of a function or method of the package; undefined for others. */
export function declarationOf(info: PackageInfo, func: Pick<Obj, 'at'>): FuncDecl | undefined {
  const decl = declAround(info, func);
  return decl?.kind === 'FuncDecl' && decl.name.pos === func.at?.pos ? decl : undefined;
}
