/** Type arguments inferred from the arguments of a call (Go specification, "Type inference"). */
import { BASIC, defaultType, isUntyped, unalias, underlying, UNTYPED_RANK } from './basic';
import { termsOf } from './coreType';
import { subst, substitution } from './generics';
import { identical } from './identical';
import type { Var } from './object';
import type { SignatureType, Type, TypeParamType } from './type';

interface Unifier {
  readonly params: ReadonlySet<TypeParamType>;
  readonly bound: Map<TypeParamType, Type>;
}

const MAX_DEPTH = 100;

/** Copies of the type parameters let a generic function call itself with other type arguments. */
function fresh(sig: SignatureType): { params: readonly TypeParamType[]; sig: SignatureType } {
  const params = sig.typeParams.map((p): TypeParamType => ({
    ...p,
    constraint: () => subst(p.constraint(), map),
  }));
  const map = substitution(sig.typeParams, params);
  const out = subst({ ...sig, typeParams: [] }, map);
  return { params, sig: out.kind === 'signature' ? out : sig };
}

/** The type of the parameter that the `index`-th argument is passed to. */
export function paramType(sig: SignatureType, index: number, spread: boolean): Type | undefined {
  const last = sig.params.length - 1;
  if (!sig.variadic || index < last) return sig.params[index]?.type();
  const type = sig.params[last]?.type();
  if (type === undefined || spread) return type;
  const u = underlying(type);
  return u.kind === 'slice' ? u.elem : type;
}

/**
 * The result signature of calling a generic function: `given` type arguments first, the others inferred from the
 * types of the arguments. Undefined when they cannot all be inferred.
 */
export function inferCall(
  generic: SignatureType,
  given: readonly Type[],
  args: readonly Type[],
  spread: boolean,
): SignatureType | undefined {
  const { params, sig } = fresh(generic);
  const u: Unifier = { params: new Set(params), bound: new Map(substitution(params, given)) };
  const untyped: [TypeParamType, Type][] = [];
  for (const [i, arg] of args.entries()) {
    const param = paramType(sig, i, spread);
    if (param === undefined || arg.kind === 'unknown' || arg === BASIC['untyped nil']) continue;
    if (isUntyped(arg)) {
      const p = unalias(param);
      if (p.kind === 'typeparam' && u.params.has(p)) untyped.push([p, arg]);
    } else if (!unify(u, param, arg, 0)) {
      return undefined;
    }
  }
  if (!applyConstraints(u, params)) return undefined;
  for (const [p, arg] of bestUntyped(untyped)) {
    if (!u.bound.has(p)) u.bound.set(p, defaultType(arg));
  }
  if (!applyConstraints(u, params)) return undefined;
  return applied(generic, params, u);
}

/** For each type parameter the untyped argument whose kind wins. */
function bestUntyped(list: readonly [TypeParamType, Type][]): Map<TypeParamType, Type> {
  const best = new Map<TypeParamType, Type>();
  const rank = (t: Type | undefined): number =>
    t?.kind === 'basic' ? (UNTYPED_RANK[t.name] ?? 0) : 0;
  for (const [p, arg] of list) {
    if (!best.has(p) || rank(arg) > rank(best.get(p))) best.set(p, arg);
  }
  return best;
}

/** Core types of constraints give and take information: `S ~[]E` binds E when S is bound. */
function applyConstraints(u: Unifier, params: readonly TypeParamType[]): boolean {
  for (let round = 0; round <= params.length; round++) {
    for (const p of params) {
      const terms = termsOf(p.constraint());
      const [term] = terms ?? [];
      if (terms?.length !== 1 || term === undefined) continue;
      const bound = u.bound.get(p);
      if (bound !== undefined) {
        if (!unify(u, term.type, term.tilde ? underlying(bound) : bound, 0)) return false;
      } else if (!term.tilde || mentionsOnlyBound(u, term.type)) {
        u.bound.set(p, term.type);
      }
    }
  }
  return true;
}

function mentionsOnlyBound(u: Unifier, type: Type): boolean {
  const t = subst(type, u.bound);
  return !mentions(t, u.params, 0);
}

function mentions(type: Type, params: ReadonlySet<TypeParamType>, depth: number): boolean {
  if (depth > MAX_DEPTH) return true;
  const t = unalias(type);
  const in1 = (x: Type): boolean => mentions(x, params, depth + 1);
  const vars = (list: readonly Var[]): boolean => list.some((v) => in1(v.type()));
  switch (t.kind) {
    case 'typeparam':
      return params.has(t);
    case 'named':
      return t.typeArgs.some(in1);
    case 'pointer':
    case 'slice':
    case 'array':
    case 'chan':
      return in1(t.elem);
    case 'map':
      return in1(t.key) || in1(t.elem);
    case 'tuple':
      return t.types.some(in1);
    case 'signature':
      return vars(t.params) || vars(t.results);
    case 'struct':
      return vars(t.fields);
    case 'interface':
      return t.methods.some((m) => in1(m.type())) || t.embeds().some(in1);
    case 'basic':
    case 'alias':
    case 'unknown':
      return false;
  }
}

function applied(
  generic: SignatureType,
  params: readonly TypeParamType[],
  u: Unifier,
): SignatureType | undefined {
  const args: Type[] = [];
  for (const p of params) {
    let t = u.bound.get(p);
    // An inferred type may mention others that were inferred later.
    for (let i = 0; t !== undefined && i < params.length && mentions(t, u.params, 0); i++) {
      t = subst(t, u.bound);
    }
    if (t === undefined || t.kind === 'unknown' || mentions(t, u.params, 0)) return undefined;
    args.push(t);
  }
  return instantiateSignature(generic, args);
}

/** `f[args]` with all type arguments given. */
export function instantiateSignature(
  sig: SignatureType,
  args: readonly Type[],
): SignatureType | undefined {
  if (args.length !== sig.typeParams.length) return undefined;
  const out = subst({ ...sig, typeParams: [] }, substitution(sig.typeParams, args));
  return out.kind === 'signature' ? out : undefined;
}

function unify(u: Unifier, param: Type, arg: Type, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  let p = unalias(param);
  let a = unalias(arg);
  if (p === a) return true;
  if (p.kind === 'typeparam' && u.params.has(p)) return bindParam(u, p, arg, depth);
  if (a.kind === 'unknown' || p.kind === 'unknown') return true;
  if (p.kind === 'named' && a.kind === 'named') return unifyNamed(u, p, a, depth);
  if (p.kind === 'named') p = p.underlying();
  if (a.kind === 'named') a = a.underlying();
  const both = (x: Type, y: Type): boolean => unify(u, x, y, depth + 1);
  const lists = (x: readonly Var[], y: readonly Var[]): boolean =>
    x.length === y.length &&
    x.every((v, i) => {
      const w = y[i];
      return w !== undefined && both(v.type(), w.type());
    });
  switch (p.kind) {
    case 'pointer':
      return a.kind === 'pointer' && both(p.elem, a.elem);
    case 'slice':
      return a.kind === 'slice' && both(p.elem, a.elem);
    case 'array':
      return a.kind === 'array' && both(p.elem, a.elem);
    case 'chan':
      return a.kind === 'chan' && both(p.elem, a.elem);
    case 'map':
      return a.kind === 'map' && both(p.key, a.key) && both(p.elem, a.elem);
    case 'signature':
      // Without its parameters (std table) a function argument tells about its results only.
      if (a.kind !== 'signature' || a.typeParams.length > 0) return a.kind === 'signature';
      return (a.paramsOmitted === true || lists(p.params, a.params)) && lists(p.results, a.results);
    case 'struct':
      return a.kind === 'struct' && lists(p.fields, a.fields);
    default:
      // What is left holds no type parameters that could be bound; whether it fits is the compiler's business.
      return true;
  }
}

function unifyNamed(
  u: Unifier,
  p: Extract<Type, { kind: 'named' }>,
  a: Extract<Type, { kind: 'named' }>,
  depth: number,
): boolean {
  if (p.obj !== a.obj) {
    const pu = p.underlying();
    if (pu.kind !== 'interface' || p.typeArgs.length === 0) return true;
    // A generic interface parameter: the argument's methods tell its type arguments.
    for (const m of pu.methods) {
      const own = a.method(m.name);
      if (own !== undefined && !unify(u, m.type(), own.type(), depth + 1)) return false;
    }
    return true;
  }
  return p.typeArgs.every((t, i) => {
    const other = a.typeArgs[i];
    return other !== undefined && unify(u, t, other, depth + 1);
  });
}

function bindParam(u: Unifier, p: TypeParamType, arg: Type, depth: number): boolean {
  const bound = u.bound.get(p);
  if (bound === undefined) {
    u.bound.set(p, arg);
    return true;
  }
  if (identical(bound, arg)) return true;
  const b = unalias(bound);
  const a = unalias(arg);
  // Of a type name and its type literal the name wins; of two channels the one with a direction.
  if (b.kind === 'named' && a.kind === 'named') return unify(u, bound, arg, depth + 1);
  if (a.kind === 'named' && underlying(a).kind === b.kind) u.bound.set(p, arg);
  if (a.kind === 'chan' && b.kind === 'chan' && b.dir === 'both') u.bound.set(p, arg);
  return true;
}
