/** Lexical scopes inside a declaration. */
import type { Obj } from './object';

interface Entry {
  readonly obj: Obj;
  /** UTF-16 offset from which on the name means `obj`. */
  readonly from: number;
}

export interface Scope {
  readonly parent: Scope | undefined;
  readonly pos: number;
  readonly end: number;
  readonly names: Map<string, Entry>;
}

export function makeScope(parent: Scope | undefined, pos: number, end: number): Scope {
  return { parent, pos, end, names: new Map() };
}

/** Declares a name; the first of two declarations in one scope counts. */
export function declare(scope: Scope, obj: Obj, from: number): void {
  if (obj.name !== '_' && !scope.names.has(obj.name)) scope.names.set(obj.name, { obj, from });
}

/** What a name means to the code bound just now: everything declared so far counts. */
export function resolveLocal(scope: Scope | undefined, name: string): Obj | undefined {
  for (let s = scope; s !== undefined; s = s.parent) {
    const entry = s.names.get(name);
    if (entry !== undefined) return entry.obj;
  }
  return undefined;
}

/** What a name means at an offset. */
export function resolveAt(scope: Scope | undefined, name: string, pos: number): Obj | undefined {
  for (let s = scope; s !== undefined; s = s.parent) {
    const entry = s.names.get(name);
    if (entry !== undefined && entry.from <= pos) return entry.obj;
  }
  return undefined;
}
