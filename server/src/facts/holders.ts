/** Which variables and fields hold a struct by value, so that a new value of theirs replaces what the struct holds. */
import type { Decl } from '../syntax/ast';
import { declaredBy } from '../syntax/lazyFile';
import { unalias, underlying } from '../types/basic';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import type { Type } from '../types/type';
import { originOf } from './facts';
import { declAround } from './functions';
import { mentionsIn } from './mentions';

const MOST_NESTED = 6;

const heldBy = new WeakMap<Type, (ReadonlySet<Var> | undefined)[]>();

/** The map and slice fields of a struct, or of the structs in an array, and of those that it holds by value. */
export function heldFields(type: Type, depth = 0): ReadonlySet<Var> {
  const struct = elemOf(type, ['array']);
  if (struct.kind !== 'struct' || depth > MOST_NESTED) return new Set();
  const byDepth = heldBy.get(struct) ?? [];
  heldBy.set(struct, byDepth);
  const known = byDepth[depth];
  if (known !== undefined) return known;
  const held = new Set<Var>();
  const seen = new Set<Type>();
  for (const field of struct.fields) {
    const inner = underlying(field.type());
    if (inner.kind === 'map' || inner.kind === 'slice') held.add(field);
    else if (!seen.has(inner)) for (const below of heldFields(inner, depth + 1)) held.add(below);
    seen.add(inner);
  }
  byDepth[depth] = held;
  return held;
}

type Container = Extract<Type, { readonly elem: Type }>['kind'];

/** The underlying type of what lies in containers of these kinds. */
function elemOf(type: Type, kinds: readonly Container[]): Type {
  let elem = underlying(type);
  for (let i = 0; i < MOST_NESTED && 'elem' in elem && kinds.includes(elem.kind); i++) {
    elem = underlying(elem.elem);
  }
  return elem;
}

/** Whether assigning to a variable, or to an element of it, may replace what is looked for. */
type Holds = (type: Type) => boolean;

/**
 * The names of the fields whose values hold what is looked for: of a struct, of the structs in it, and of the instances
 * of generic types that it leads to, whose own declarations do not tell.
 */
function holdingFields(type: Type, depth: number, holds: Holds): readonly string[] {
  const struct = elemOf(type, ['array', 'slice', 'map', 'pointer']);
  if (struct.kind !== 'struct' || depth > MOST_NESTED) return [];
  return struct.fields.flatMap((field) => {
    const own = holds(field.type());
    const names = own ? [field.name] : [];
    if (!own && !leadsToInstance(field.type())) return names;
    return [...names, ...holdingFields(field.type(), depth + 1, holds)];
  });
}

/** Whether a type is, or contains or points to, an instance of a generic type or a struct without a name. */
function leadsToInstance(type: Type): boolean {
  let at = unalias(type);
  for (let i = 0; i < MOST_NESTED && 'elem' in at; i++) at = unalias(at.elem);
  return at.kind === 'struct' || (at.kind === 'named' && at.typeArgs.length > 0);
}

const kept = new WeakMap<PackageInfo, Map<Var, ReadonlySet<string>>>();

/**
 * The names of fields and package variables that hold the field's struct by value, as elements, or within another
 * struct. Looked for are declarations that mention the struct, or a type or variable that holds it, or a function that
 * mentions such a one and whose result a variable may get.
 */
export function holdersOf(info: PackageInfo, field: Var): ReadonlySet<string> {
  const byField = kept.get(info) ?? new Map<Var, ReadonlySet<string>>();
  kept.set(info, byField);
  const known = byField.get(field);
  if (known !== undefined) return known;
  const holders = new Set<string>();
  const holds: Holds = (type) =>
    originsOf(heldFields(elemOf(type, ['array', 'slice', 'map']))).has(field);
  /** Names whose mentions are still to be looked at. */
  const queue: { readonly name: string; readonly func: boolean }[] = [];
  const queued = new Set<string>();
  const lead = (name: string, func: boolean): void => {
    const key = `${func ? 'func ' : ''}${name}`;
    if (queued.has(key)) return;
    queued.add(key);
    queue.push({ name, func });
  };

  const consider = (name: string): void => {
    const obj = info.lookup(name);
    if (obj?.kind !== 'var' && obj?.kind !== 'type') return;
    const type = obj.type();
    const inside = holdingFields(type, 0, holds);
    for (const inner of inside) holders.add(inner);
    if (!holds(type)) return;
    lead(name, false);
    if (obj.kind === 'var') holders.add(name);
  };
  const declaration = declAround(info, field);
  if (declaration !== undefined)
    for (const name of declaredBy(declaration).names) lead(name, false);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { name, func } = next;
    for (const { byName } of mentionsIn(info)) {
      for (const decl of byName.get(name) ?? []) {
        const { names } = declaredBy(decl);
        if (decl.kind === 'FuncDecl' && !func) for (const other of names) lead(other, true);
        if (decl.kind !== 'GenDecl') continue;
        if (decl.tok === 'var' || (decl.tok === 'type' && !func)) names.forEach(consider);
      }
    }
  }
  // What holds one field of a struct holds all of them.
  for (const sibling of siblingsOf(info, field, declaration)) byField.set(sibling, holders);
  return holders;
}

const origins = new WeakMap<ReadonlySet<Var>, ReadonlySet<Var>>();

/** The fields as they are declared. */
function originsOf(fields: ReadonlySet<Var>): ReadonlySet<Var> {
  const known = origins.get(fields) ?? new Set([...fields].map(originOf));
  origins.set(fields, known);
  return known;
}

const siblings = new WeakMap<PackageInfo, Map<Decl, ReadonlyMap<Var, readonly Var[]>>>();

/** The fields of the struct that declares a field, itself among them. */
function siblingsOf(info: PackageInfo, field: Var, decl: Decl | undefined): readonly Var[] {
  if (decl === undefined) return [field];
  const byDecl = siblings.get(info) ?? new Map<Decl, ReadonlyMap<Var, readonly Var[]>>();
  siblings.set(info, byDecl);
  const known = byDecl.get(decl) ?? fieldsIn(info, decl);
  byDecl.set(decl, known);
  return known.get(field) ?? [field];
}

/** The fields of each struct that the types of a declaration write out. */
function fieldsIn(info: PackageInfo, decl: Decl): ReadonlyMap<Var, readonly Var[]> {
  const found = new Map<Var, readonly Var[]>();
  const waiting: Type[] = declaredBy(decl).names.flatMap((name) => {
    const obj = info.lookup(name);
    if (obj?.kind === 'type') return [underlying(obj.type())];
    return obj?.kind === 'var' ? [obj.type()] : [];
  });
  for (let type = waiting.pop(); type !== undefined; type = waiting.pop()) {
    const plain = unalias(type);
    if (plain.kind === 'map') waiting.push(plain.key, plain.elem);
    else if ('elem' in plain) waiting.push(plain.elem);
    if (plain.kind !== 'struct') continue;
    const [first] = plain.fields;
    // Structs that are written out cannot be cyclic, but one may be the type of several names.
    if (first === undefined || found.has(first)) continue;
    for (const field of plain.fields) {
      found.set(field, plain.fields);
      waiting.push(field.type());
    }
  }
  return found;
}
