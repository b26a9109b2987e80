/** Type arguments inferred from the arguments of a call (Go specification, "Type inference"). */
import { defaultType } from './universe';
import { BASIC, isUntyped, unalias, underlying, unknown, UNTYPED_RANK } from './basic';
import { termsOf } from './coreType';
import { subst, substitution } from './generics';
import { identical } from './identical';
import type { Var } from './object';
import type { SignatureType, Type, TypeParamType, UnionTerm, UnknownType } from './type';
import type { Unifier } from './unify';
import { makeUnifier, unify, unifyMethods } from './unify';

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
function paramType(sig: SignatureType, index: number, spread: boolean): Type | undefined {
  const last = sig.params.length - 1;
  if (!sig.variadic || index < last) return sig.params[index]?.type();
  const type = sig.params[last]?.type();
  if (type === undefined || spread) return type;
  const u = underlying(type);
  return u.kind === 'slice' ? u.elem : type;
}

/**
 * The signature of calling a generic function: `given` type arguments first, the others inferred from the types of the
 * arguments. Unknown, with the reason, when they cannot all be inferred.
 */
export function inferCall(
  generic: SignatureType,
  call: {
    readonly given: readonly Type[];
    readonly args: readonly Type[];
    /** The last argument is followed by `...`. */
    readonly spread: boolean;
    /** The package of the call. */
    readonly pkg: string;
  },
): SignatureType | UnknownType {
  const { params, sig } = fresh(generic);
  const u = makeUnifier(params, call.pkg);
  for (const [p, type] of substitution(params, call.given)) u.bound.set(p, type);
  const untyped: [TypeParamType, Type][] = [];
  for (const [i, type] of call.args.entries()) {
    const param = paramType(sig, i, call.spread);
    if (param === undefined || type.kind === 'unknown' || type === BASIC['untyped nil']) continue;
    const p = unalias(param);
    if (isUntyped(type)) {
      if (p.kind === 'typeparam' && u.params.has(p)) untyped.push([p, type]);
    } else {
      unify(u, param, withFreshParams(u, type));
    }
  }
  const reason = call.args.find((type) => type.kind === 'unknown') ?? NOT_INFERRED;
  applyConstraints(u);
  for (const [p, type] of bestUntyped(untyped)) {
    if (!u.bound.has(p)) u.bound.set(p, defaultType(type));
  }
  applyConstraints(u);
  return applied(generic, params, u) ?? reason;
}

const NOT_INFERRED: UnknownType = unknown('the type arguments cannot be inferred');

/** A generic function as an argument: its type arguments are looked for as well. */
function withFreshParams(u: Unifier, type: Type): Type {
  if (type.kind !== 'signature' || type.typeParams.length === 0) return type;
  const { params, sig } = fresh(type);
  for (const p of params) u.params.add(p);
  return sig;
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

/** Constraints give and take information: `S ~[]E` binds E when S is bound, and so do methods that mention E. */
function applyConstraints(u: Unifier): void {
  for (let before = -1; before !== u.bound.size;) {
    before = u.bound.size;
    for (const p of u.params) {
      const constraint = p.constraint();
      const bound = u.bound.get(p);
      const core = coreTerm(constraint);
      if (core !== undefined && bound !== undefined) {
        const named = core.tilde && unalias(bound).kind === 'named';
        unify(u, core.type, named ? underlying(bound) : bound);
      } else if (core?.single === true && !core.tilde) {
        u.bound.set(p, core.type);
      }
      const set = underlying(constraint);
      if (bound !== undefined && set.kind === 'interface' && !mentions(bound, u.params, 0)) {
        unifyMethods(u, set, bound);
      }
    }
  }
}

/** The type that all types of a constraint share, as they are written or below `~`. */
function coreTerm(constraint: Type): (UnionTerm & { readonly single: boolean }) | undefined {
  const terms = termsOf(constraint) ?? [];
  const [first, ...rest] = terms;
  if (first === undefined) return undefined;
  if (rest.length === 0) return { ...first, single: true };
  const type = underlying(first.type);
  if (!rest.every((term) => identical(underlying(term.type), type))) return undefined;
  return { type, tilde: terms.some((term) => term.tilde), single: false };
}

/** Parts of a type that are looked at: what is inferred from what was inferred may double each time. */
const MAX_PARTS = 10_000;

/** Whether a type mentions one of the parameters; also true of one that is larger than any in a program. */
function mentions(
  type: Type,
  params: ReadonlySet<TypeParamType>,
  depth = 0,
  parts = { left: MAX_PARTS },
): boolean {
  if (depth > MAX_DEPTH || parts.left-- <= 0) return true;
  const t = unalias(type);
  const in1 = (x: Type): boolean => mentions(x, params, depth + 1, parts);
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
): SignatureType | UnknownType | undefined {
  const args: Type[] = [];
  for (const p of params) {
    let t = u.bound.get(p);
    // An inferred type may mention others that were inferred later.
    for (let i = 0; t !== undefined && i < params.length && mentions(t, u.params); i++) {
      t = subst(t, u.bound);
    }
    if (t?.kind === 'unknown') return t;
    if (t === undefined || mentions(t, u.params)) return undefined;
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
