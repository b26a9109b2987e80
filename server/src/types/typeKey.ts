/**
 * Texts under which types meet that are identical and written alike: instances of generic types are unique per key. What
 * one package writes with an alias is not shown with it where another does without.
 */
import type { Type } from './type';

const ids = new WeakMap<object, number>();
let nextId = 1;

function idOf(object: object): number {
  let id = ids.get(object);
  if (id === undefined) ids.set(object, (id = nextId++));
  return id;
}

/** How deep, and into how many parts of a type a key looks: some types double with each level. */
const MAX_DEPTH = 40;
const MAX_PARTS = 2000;

/** A text that only identical types have, those that are written alike. Types larger than any in a program have their own. */
export function typeKey(type: Type): string {
  return keyOf(type, 0, { left: MAX_PARTS });
}

function keyOf(t: Type, depth: number, parts: { left: number }): string {
  if (depth > MAX_DEPTH || parts.left-- <= 0) return `#${idOf(t)}`;
  const key = (x: Type): string => keyOf(x, depth + 1, parts);
  switch (t.kind) {
    case 'basic':
      return t.name;
    case 'named':
    case 'alias':
      // Instances with type arguments that are written alike are one object.
      return `${idOf(t.typeArgs.length === 0 ? t.obj : t)}`;
    case 'pointer':
      return `*${key(t.elem)}`;
    case 'slice':
      return `[]${key(t.elem)}`;
    case 'array':
      return `[${t.len === undefined ? `#${idOf(t)}` : String(t.len)}]${key(t.elem)}`;
    case 'map':
      return `map[${key(t.key)}]${key(t.elem)}`;
    case 'chan':
      return `chan-${t.dir}(${key(t.elem)})`;
    case 'tuple':
      return `(${t.types.map(key).join(',')})`;
    case 'signature':
      if (t.typeParams.length > 0 || t.paramsOmitted) return `#${idOf(t)}`;
      return `func${t.variadic ? '...' : ''}(${t.params.map((v) => key(v.type())).join(',')})(${t.results.map((v) => key(v.type())).join(',')})`;
    case 'struct':
      return `struct{${t.fields.map((f) => `${f.pkg}.${f.name}${f.embedded ? '!' : ''} ${key(f.type())}`).join(';')}}`;
    case 'interface':
      if (t.methods.length === 0 && t.embeds().length === 0 && t.unions().length === 0)
        return 'any';
      return `#${idOf(t)}`;
    case 'typeparam':
    case 'unknown':
      return `#${idOf(t)}`;
  }
}
