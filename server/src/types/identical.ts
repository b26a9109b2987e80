/** Type identity (Go specification, "Type identity"), where both types are known. */
import { unalias } from './basic';
import { explicitMethod } from './lookup';
import type { TypeName, Var } from './object';
import type { Type } from './type';

/** Pairs of types that are compared: some types double with each level. */
const MAX_PAIRS = 10_000;

/**
 * Whether two types are identical. Unknown types are identical to nothing, not even to themselves; nor are types that
 * are larger than any in a program.
 */
export function identical(a: Type, b: Type): boolean {
  return same(a, b, 0, { left: MAX_PAIRS });
}

function same(a: Type, b: Type, depth: number, pairs: { left: number }): boolean {
  const x = unalias(a);
  const y = unalias(b);
  if (x === y) return x.kind !== 'unknown';
  if (depth > 100 || pairs.left-- <= 0) return false;
  const eq = (p: Type, q: Type): boolean => same(p, q, depth + 1, pairs);
  switch (x.kind) {
    case 'basic':
    case 'typeparam':
    case 'alias':
    case 'unknown':
      return false;
    case 'named':
      return (
        y.kind === 'named' &&
        isSame(x.obj, y.obj) &&
        x.typeArgs.length === y.typeArgs.length &&
        x.typeArgs.every((t, i) => eq(t, y.typeArgs[i] ?? t))
      );
    case 'pointer':
      return y.kind === 'pointer' && eq(x.elem, y.elem);
    case 'slice':
      return y.kind === 'slice' && eq(x.elem, y.elem);
    case 'array':
      return y.kind === 'array' && x.len !== undefined && x.len === y.len && eq(x.elem, y.elem);
    case 'map':
      return y.kind === 'map' && eq(x.key, y.key) && eq(x.elem, y.elem);
    case 'chan':
      return y.kind === 'chan' && x.dir === y.dir && eq(x.elem, y.elem);
    case 'tuple':
      return (
        y.kind === 'tuple' &&
        x.types.length === y.types.length &&
        x.types.every((t, i) => eq(t, y.types[i] ?? t))
      );
    case 'signature':
      return (
        y.kind === 'signature' &&
        !x.paramsOmitted &&
        !y.paramsOmitted &&
        x.typeParams.length === 0 &&
        y.typeParams.length === 0 &&
        x.variadic === y.variadic &&
        sameVars(x.params, y.params, eq) &&
        sameVars(x.results, y.results, eq)
      );
    case 'struct':
      return (
        y.kind === 'struct' &&
        sameVars(x.fields, y.fields, eq) &&
        x.fields.every((f, i) => {
          const g = y.fields[i];
          return g?.name === f.name && g.embedded === f.embedded;
        })
      );
    case 'interface': {
      if (y.kind !== 'interface') return false;
      const embeds = x.embeds();
      const others = y.embeds();
      return (
        x.unions().length === 0 &&
        y.unions().length === 0 &&
        embeds.length === others.length &&
        embeds.every((t) => others.some((o) => eq(t, o))) &&
        x.methods.length === y.methods.length &&
        x.methods.every((m) => {
          const n = explicitMethod(y, m.name);
          return n !== undefined && eq(m.type(), n.type());
        })
      );
    }
  }
}

/**
 * Whether two objects are of one declaration. A package with its tests in it is checked apart from the package that others
 * import, and a package that was let go of is read again: their declarations are equal, the objects are not.
 */
function isSame(a: TypeName, b: TypeName): boolean {
  if (a === b) return true;
  if (a.name !== b.name || a.pkg !== b.pkg) return false;
  return a.at !== undefined && a.at.uri === b.at?.uri && a.at.pos === b.at.pos;
}

function sameVars(
  a: readonly Var[],
  b: readonly Var[],
  eq: (p: Type, q: Type) => boolean,
): boolean {
  if (a.length !== b.length) return false;
  return a.every((v, i) => {
    const w = b[i];
    return w !== undefined && eq(v.type(), w.type());
  });
}
