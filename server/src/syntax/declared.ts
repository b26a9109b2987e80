/** What a declaration declares at package level. */
import type { Decl, Expr, Ident, ImportSpec } from './ast';

export interface Declared {
  /** Every name that it declares; it may hold names that it does not. The method's for a method. */
  readonly names: readonly string[];
  /** Of a method: the name of the receiver's base type as it is written. */
  readonly recv?: string;
  /** It may declare an alias. */
  readonly alias?: true;
}

/** What a parsed declaration declares. */
export function declaredIn(decl: Decl): Declared {
  switch (decl.kind) {
    case 'BadDecl':
      return { names: [] };
    case 'FuncDecl': {
      const recv = decl.recv && receiverBase(decl.recv.type).base?.name;
      return { names: [decl.name.name], ...(decl.recv !== undefined && { recv: recv ?? '' }) };
    }
    case 'GenDecl': {
      const names = decl.specs.flatMap((spec): string[] => {
        if (spec.kind === 'TypeSpec') return [spec.name.name];
        return spec.kind === 'ValueSpec' ? spec.names.map(({ name }) => name) : [];
      });
      const alias = decl.specs.some((spec) => spec.kind === 'TypeSpec' && spec.alias);
      return { names, ...(alias && { alias }) };
    }
  }
}

/** What declarations import. Of those that do not, nothing is read. */
export function importsIn(decls: readonly Decl[]): ImportSpec[] {
  return decls.flatMap((decl) =>
    decl.kind === 'GenDecl' && decl.tok === 'import'
      ? decl.specs.filter((spec): spec is ImportSpec => spec.kind === 'ImportSpec')
      : [],
  );
}

/** The syntax of a receiver's base type: `T` and the identifiers in its brackets. */
export function receiverBase(type: Expr): { base: Ident | undefined; params: Ident[] } {
  let e = type;
  const params: Ident[] = [];
  for (;;) {
    if (e.kind === 'StarExpr' || e.kind === 'ParenExpr') {
      e = e.x;
    } else if (e.kind === 'IndexExpr') {
      for (const index of e.indices) if (index.kind === 'Ident') params.push(index);
      e = e.x;
    } else {
      return { base: e.kind === 'Ident' ? e : undefined, params };
    }
  }
}
