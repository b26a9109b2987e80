/** Fields and methods through embedded fields and pointers (go/types lookup.go; Go specification, "Selectors"). */
import { addTo } from '../base/multimap';
import { unalias, underlying } from './basic';
import type { Func, Var } from './object';
import type { InterfaceType, NamedType, StructType, Type } from './type';

export interface Found {
  readonly obj: Var | Func;
  /** The embedded fields passed through. */
  readonly path: readonly Var[];
  /** A pointer was followed on the way. */
  readonly indirect: boolean;
}
/** Something embedded is unknown, and might be what has the name. */
export interface UnknownMember {
  readonly unknown: string;
}

interface Candidate {
  readonly type: Type;
  readonly path: readonly Var[];
  readonly indirect: boolean;
  /** Embedded more than once at this depth: whatever it has is ambiguous. */
  readonly multiples: boolean;
}

/** Deeper embedding than in any real program; an endless expansion of generic types ends here. */
const MAX_DEPTH = 64;

/** Whether a name may be used outside of the package that declares it. */
export function isExported(name: string): boolean {
  const first = name.charAt(0);
  return first >= 'A' && first <= 'Z' ? true : first > '\x7f' && /^\p{Lu}/u.test(name);
}

/** The field or method `x.name` of a value x of type `type`, used in package `pkg`; undefined when there is none. */
export function lookupMember(
  type: Type,
  name: string,
  pkg: string,
): Found | UnknownMember | undefined {
  if (name === '_') return undefined;
  let start = unalias(type);
  let indirect = false;
  let methods = true;
  if (start.kind === 'named') {
    // A named pointer type has the fields of what it points to, but no methods.
    const u = start.underlying();
    if (u.kind === 'pointer') {
      start = u;
      methods = false;
    }
  }
  if (start.kind === 'pointer') {
    start = unalias(start.elem);
    indirect = true;
    if (underlying(start).kind === 'interface') return undefined;
  }
  const visible = (o: Var | Func): boolean =>
    o.name === name && (o.pkg === pkg || o.pkg === '' || isExported(name));

  const seen = new Set<NamedType>();
  let level: Candidate[] = [{ type: start, path: [], indirect, multiples: false }];
  for (let depth = 0; level.length > 0 && depth < MAX_DEPTH; depth++) {
    const next: Candidate[] = [];
    let found: Found | undefined;
    let count = 0;
    let unknownReason: string | undefined;
    const hit = (c: Candidate, obj: Var | Func): void => {
      count += c.multiples ? 2 : 1;
      found = { obj, path: c.path, indirect: c.indirect };
    };
    for (const c of level) {
      const t = c.type;
      let u = t;
      if (t.kind === 'named') {
        if (seen.has(t)) continue;
        seen.add(t);
        const m = methods ? t.method(name) : undefined;
        if (m !== undefined && visible(m)) {
          hit(c, m);
          continue;
        }
        u = t.underlying();
      }
      if (u.kind === 'struct') {
        const { byName, embeds } = membersOf(u);
        for (const f of byName.get(name) ?? []) if (visible(f)) hit(c, f);
        if (count > 0) continue;
        for (const f of embeds) if (!visible(f)) next.push(embedded(c, f));
      } else if (u.kind === 'interface' || u.kind === 'typeparam') {
        const constraint = u.kind === 'typeparam' ? underlying(u.constraint()) : u;
        const m = interfaceMethod(constraint, name);
        if (m !== undefined && 'unknown' in m) unknownReason = m.unknown;
        else if (m !== undefined && visible(m)) hit(c, m);
      } else if (u.kind === 'unknown') {
        unknownReason = u.reason;
      }
    }
    if (count === 1) return found;
    if (count > 1) return undefined;
    if (unknownReason !== undefined) return { unknown: unknownReason };
    level = consolidated(next);
  }
  return undefined;
}

function embedded(c: Candidate, f: Var): Candidate {
  let t = unalias(f.type());
  const pointer = t.kind === 'pointer';
  if (t.kind === 'pointer') t = unalias(t.elem);
  return {
    type: t,
    path: [...c.path, f],
    indirect: c.indirect || pointer,
    multiples: c.multiples,
  };
}

/** Merges the same named type embedded twice at one depth. */
function consolidated(list: readonly Candidate[]): Candidate[] {
  if (list.length < 2) return [...list];
  const at = new Map<Type, number>();
  const out: Candidate[] = [];
  for (const c of list) {
    const index = at.get(c.type);
    const earlier = index === undefined ? undefined : out[index];
    if (index !== undefined && earlier !== undefined && c.type.kind === 'named') {
      out[index] = { ...earlier, multiples: true };
    } else {
      at.set(c.type, out.length);
      out.push(c);
    }
  }
  return out;
}

/** More embedded interfaces than any has; an endless expansion of generic ones ends here. */
const MOST_INTERFACES = 1000;

/** The method of an interface, its embedded interfaces included. */
export function interfaceMethod(
  type: Type,
  name: string,
  seen = new Set<Type>(),
): Func | UnknownMember | undefined {
  if (type.kind === 'unknown') return { unknown: type.reason };
  if (type.kind !== 'interface' || seen.has(type) || seen.size > MOST_INTERFACES) return undefined;
  seen.add(type);
  const own = explicitMethod(type, name);
  if (own !== undefined) return own;
  let missing: UnknownMember | undefined;
  for (const embed of type.embeds()) {
    const m = interfaceMethod(underlying(embed), name, seen);
    if (m !== undefined && 'unknown' in m) missing = m;
    else if (m !== undefined) return m;
  }
  return missing;
}

interface Members {
  readonly byName: ReadonlyMap<string, readonly Var[]>;
  readonly embeds: readonly Var[];
}

const members = new WeakMap<StructType, Members>();

/** The field that a struct declares with a name. */
export function fieldNamed(type: StructType, name: string): Var | undefined {
  return membersOf(type).byName.get(name)?.[0];
}

/** The fields of a struct by name, and those that are embedded. */
function membersOf(type: StructType): Members {
  const known = members.get(type);
  if (known !== undefined) return known;
  const byName = new Map<string, Var[]>();
  for (const field of type.fields) addTo(byName, field.name, field);
  const made = { byName, embeds: type.fields.filter(({ embedded: is }) => is) };
  members.set(type, made);
  return made;
}

const methodsOf = new WeakMap<InterfaceType, ReadonlyMap<string, Func>>();

/** The method that an interface declares with a name itself. */
export function explicitMethod(type: InterfaceType, name: string): Func | undefined {
  let known = methodsOf.get(type);
  if (known === undefined) {
    // The first of a name counts.
    known = new Map([...type.methods].reverse().map((method) => [method.name, method]));
    methodsOf.set(type, known);
  }
  return known.get(name);
}
