/** Texts under which identical types meet: instances of generic types are unique per key. */
import { unalias } from './basic';
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

/** A text that is the same for identical types. Types that are larger than any in a program are told apart by object. */
export function typeKey(type: Type): string {
  return keyOf(type, 0, { left: MAX_PARTS });
}

function keyOf(type: Type, depth: number, parts: { left: number }): string {
  const t = unalias(type);
  if (depth > MAX_DEPTH || parts.left-- <= 0) return `#${idOf(t)}`;
  const key = (x: Type): string => keyOf(x, depth + 1, parts);
  switch (t.kind) {
    case 'basic':
      return t.name;
    case 'named':
      // Instances with equal type arguments are one object.
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
    case 'alias':
    case 'unknown':
      return `#${idOf(t)}`;
  }
}
