/** Type sets of constraints, and the core type that operations on a type parameter's value go by. */
import { underlying, unalias } from './basic';
import { identical } from './identical';
import type { Type, UnionTerm } from './type';

/** What is known of the interfaces on the way: an interface that leads back to itself adds no terms. */
type Visited = Map<Type, readonly UnionTerm[] | undefined>;

/** The terms of a constraint's type set; undefined when it has no type list and holds all types. */
export function termsOf(
  type: Type,
  visited: Visited = new Map(),
): readonly UnionTerm[] | undefined {
  const u = underlying(type);
  if (visited.has(u)) return visited.get(u);
  if (u.kind === 'typeparam') {
    visited.set(u, []);
    return termsOf(u.constraint(), visited);
  }
  if (u.kind !== 'interface') return [{ tilde: false, type }];
  visited.set(u, []);
  let out: readonly UnionTerm[] | undefined;
  for (const union of u.unions()) out = intersect(out, unionTerms(union, visited));
  for (const embed of u.embeds()) out = intersect(out, termsOf(embed, visited));
  visited.set(u, out);
  return out;
}

function unionTerms(
  union: readonly UnionTerm[],
  visited: Visited,
): readonly UnionTerm[] | undefined {
  // A set: interfaces that are made of each other would double their terms at every level.
  const out = new Set<UnionTerm>();
  for (const term of union) {
    if (underlying(term.type).kind === 'interface') {
      const inner = termsOf(term.type, visited);
      if (inner === undefined) return undefined;
      for (const one of inner) out.add(one);
    } else {
      out.add(term);
    }
  }
  return [...out];
}

function intersect(
  a: readonly UnionTerm[] | undefined,
  b: readonly UnionTerm[] | undefined,
): readonly UnionTerm[] | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return a.filter((t) => b.some((o) => includes(o, t) || includes(t, o)));
}

function includes(set: UnionTerm, term: UnionTerm): boolean {
  return set.tilde
    ? identical(underlying(set.type), underlying(term.type))
    : identical(set.type, term.type);
}

/**
 * The type whose structure decides what may be done with a value: the underlying type, or for a type parameter the
 * one underlying type that all types of its constraint share. `~string | ~[]byte` counts as string. The type
 * parameter itself when there is none.
 */
export function coreType(type: Type): Type {
  const u = underlying(type);
  if (u.kind !== 'typeparam') return u;
  const terms = termsOf(u);
  const [first, ...rest] = terms ?? [];
  if (first === undefined) return u;
  let core = underlying(first.type);
  for (const term of rest) {
    const t = underlying(term.type);
    if (identical(core, t)) continue;
    if (isBytes(core) && isStringType(t)) core = t;
    else if (!(isStringType(core) && isBytes(t))) return u;
  }
  return core;
}

function isStringType(t: Type): boolean {
  return t.kind === 'basic' && t.name === 'string';
}

function isBytes(t: Type): boolean {
  if (t.kind !== 'slice') return false;
  const elem = unalias(t.elem);
  return elem.kind === 'basic' && elem.name === 'uint8';
}
