/** Which variables and fields hold a struct by value, so that a new value of theirs replaces what the struct holds. */
import { declaredBy } from '../syntax/lazyFile';
import { underlying } from '../types/basic';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import type { Type } from '../types/type';
import { originOf } from './facts';
import { declAround } from './functions';
import { mentionsOf } from './mentions';

const MOST_NESTED_STRUCTS = 6;

/** The map and slice fields of a struct and of the structs that it holds by value. */
export function heldFields(type: Type, depth: number): readonly Var[] {
  const struct = underlying(type);
  if (struct.kind !== 'struct' || depth > MOST_NESTED_STRUCTS) return [];
  return struct.fields.flatMap((field) => {
    const kind = underlying(field.type()).kind;
    if (kind === 'map' || kind === 'slice') return [field];
    return kind === 'struct' ? heldFields(field.type(), depth + 1) : [];
  });
}

/** The names of the fields, also of structs that fields hold by value, whose values hold what is looked for. */
function holdingFields(
  type: Type,
  depth: number,
  holds: (type: Type) => boolean,
): readonly string[] {
  const struct = underlying(type);
  if (struct.kind !== 'struct' || depth > MOST_NESTED_STRUCTS) return [];
  return struct.fields.flatMap((field) =>
    holds(field.type()) ? [field.name, ...holdingFields(field.type(), depth + 1, holds)] : [],
  );
}

const kept = new WeakMap<PackageInfo, Map<Var, ReadonlySet<string>>>();

/**
 * The names of fields and package variables that hold the field's struct by value, also within another struct. Looked
 * for are declarations that mention the struct, or a type or variable that holds it, or a function that mentions such a
 * one and whose result a variable may get.
 */
export function holdersOf(info: PackageInfo, field: Var): ReadonlySet<string> {
  const byField = kept.get(info) ?? new Map<Var, ReadonlySet<string>>();
  kept.set(info, byField);
  const known = byField.get(field);
  if (known !== undefined) return known;
  const holders = new Set<string>();
  const holds = (type: Type): boolean =>
    heldFields(type, 0).some((held) => originOf(held) === field);
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
    for (const file of info.files) {
      for (const decl of mentionsOf(file).byName.get(name) ?? []) {
        const { names } = declaredBy(decl);
        if (decl.kind === 'FuncDecl' && !func) for (const other of names) lead(other, true);
        if (decl.kind !== 'GenDecl') continue;
        if (decl.tok === 'var' || (decl.tok === 'type' && !func)) names.forEach(consider);
      }
    }
  }
  byField.set(field, holders);
  return holders;
}
