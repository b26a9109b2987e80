/**
 * Unification: what the type parameters of a call must be, so that two types match (Go specification, "Type
 * unification"). Lenient where the compiler is not: what does not fit tells nothing, but nothing is made up either.
 */
import { unalias, underlying } from './basic';
import { coreType } from './coreType';
import { identical } from './identical';
import { interfaceMethod, lookupMember } from './lookup';
import type { Var } from './object';
import type { InterfaceType, NamedType, Type, TypeParamType } from './type';

export interface Unifier {
  /** The type parameters that are looked for. */
  readonly params: Set<TypeParamType>;
  readonly bound: Map<TypeParamType, Type>;
  /** The package whose names are visible to methods that are not exported. */
  readonly pkg: string;
  /** Pairs of types that may still be looked at: interfaces whose methods lead back to them would never end. */
  budget: number;
}

const MAX_DEPTH = 100;
const MAX_PAIRS = 10_000;

export function makeUnifier(params: Iterable<TypeParamType>, pkg: string): Unifier {
  return { params: new Set(params), bound: new Map(), pkg, budget: MAX_PAIRS };
}

/** Binds what makes `x` and `y` match; false when they cannot. */
export function unify(u: Unifier, x: Type, y: Type, depth = 0): boolean {
  if (depth > MAX_DEPTH || u.budget-- <= 0) return false;
  const p = wanted(u, x);
  if (p !== undefined) return bindParam(u, p, y, depth);
  const q = wanted(u, y);
  if (q !== undefined) return bindParam(u, q, x, depth);
  const a = unalias(x);
  const b = unalias(y);
  if (a === b || a.kind === 'unknown' || b.kind === 'unknown') return true;
  if (a.kind === 'named' && b.kind === 'named' && a.obj === b.obj) {
    return all(a.typeArgs, b.typeArgs, (s, t) => unify(u, s, t, depth + 1));
  }
  if (a.kind === 'typeparam') return unifyCore(u, a, y, depth);
  if (b.kind === 'typeparam') return unifyCore(u, b, x, depth);
  const under = underlying(a);
  const other = underlying(b);
  if (under.kind === 'interface') return unifyMethods(u, under, b, depth);
  if (other.kind === 'interface') return unifyMethods(u, other, a, depth);
  // Two names of different declarations never match; a name matches a literal of its structure.
  if (a.kind === 'named' && b.kind === 'named') return false;
  return unifyLiterals(u, under, other, depth);
}

/** Two types without a name. */
function unifyLiterals(u: Unifier, x: Type, y: Type, depth: number): boolean {
  const both = (s: Type, t: Type): boolean => unify(u, s, t, depth + 1);
  const vars = (s: readonly Var[], t: readonly Var[]): boolean =>
    all(s, t, (v, w) => both(v.type(), w.type()));
  switch (x.kind) {
    case 'pointer':
    case 'slice':
    case 'array':
    case 'chan':
      return y.kind === x.kind && both(x.elem, y.elem);
    case 'map':
      return y.kind === 'map' && both(x.key, y.key) && both(x.elem, y.elem);
    case 'signature': {
      if (y.kind !== 'signature') return false;
      // Without its parameters (std table) a function tells about its results only.
      const partly = x.paramsOmitted === true || y.paramsOmitted === true;
      return (partly || vars(x.params, y.params)) && vars(x.results, y.results);
    }
    case 'struct':
      return y.kind === 'struct' && vars(x.fields, y.fields);
    case 'tuple':
      return y.kind === 'tuple' && all(x.types, y.types, both);
    default:
      return identical(x, y);
  }
}

function all<T>(x: readonly T[], y: readonly T[], match: (s: T, t: T) => boolean): boolean {
  if (x.length !== y.length) return false;
  return x.every((s, i) => {
    const t = y[i];
    return t !== undefined && match(s, t);
  });
}

/** A type parameter of the calling function matches what all types of its constraint have in common. */
function unifyCore(u: Unifier, param: TypeParamType, type: Type, depth: number): boolean {
  const core = coreType(param);
  if (core.kind === 'typeparam') return unalias(type) === param;
  return unify(u, core, unalias(type).kind === 'named' ? underlying(type) : type, depth + 1);
}

/** What has an interface's methods tells by them; of two interfaces, those that both have. */
export function unifyMethods(u: Unifier, type: InterfaceType, other: Type, depth = 0): boolean {
  for (const name of methodNames(type)) {
    const method = interfaceMethod(type, name);
    const own = lookupMember(other, name, u.pkg);
    if (method === undefined || 'unknown' in method) continue;
    if (own === undefined || 'unknown' in own || own.obj.kind !== 'func') continue;
    if (!unify(u, method.type(), own.obj.type(), depth + 1)) return false;
  }
  return true;
}

/** More embedded interfaces than any has; an endless expansion of generic ones ends here. */
const MOST_INTERFACES = 1000;

/** The methods of an interface, those of embedded ones included. */
function methodNames(
  type: InterfaceType,
  names = new Set<string>(),
  seen = new Set<Type>(),
): ReadonlySet<string> {
  if (seen.has(type) || seen.size > MOST_INTERFACES) return names;
  seen.add(type);
  for (const method of type.methods) names.add(method.name);
  for (const embed of type.embeds()) {
    const inner = underlying(embed);
    if (inner.kind === 'interface') methodNames(inner, names, seen);
  }
  return names;
}

/** The type parameter to bind for `type`, when it is one: the last of those that are bound to each other. */
function wanted(u: Unifier, type: Type): TypeParamType | undefined {
  let t = unalias(type);
  if (t.kind !== 'typeparam' || !u.params.has(t)) return undefined;
  for (;;) {
    const next: Type | undefined = u.bound.get(t);
    const param = next && unalias(next);
    if (param?.kind !== 'typeparam' || !u.params.has(param)) return t;
    t = param;
  }
}

function bindParam(u: Unifier, p: TypeParamType, type: Type, depth: number): boolean {
  const q = wanted(u, type);
  if (q === p) return true;
  const bound = u.bound.get(p);
  if (bound === undefined) {
    u.bound.set(p, q ?? type);
    return true;
  }
  if (q !== undefined) {
    const other = u.bound.get(q);
    u.bound.set(q, p);
    return other === undefined || bindParam(u, p, other, depth + 1);
  }
  if (!unify(u, bound, type, depth + 1)) return false;
  const b = unalias(bound);
  const t = unalias(type);
  // Of a type name and its type literal the name wins; of two channels the one with a direction.
  const named = (x: Type): x is NamedType => x.kind === 'named';
  if (named(b)) return true;
  if (named(t) || (t.kind === 'chan' && t.dir !== 'both')) u.bound.set(p, type);
  return true;
}
