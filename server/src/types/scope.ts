/** Lexical scopes inside a declaration. */
import type { Span } from '../syntax/ast';
import type { Obj } from './object';

interface Entry {
  readonly obj: Obj;
  /** From which offset on the name means `obj`, counted from the beginning of the declaration. */
  readonly from: number;
}

/** Offsets are counted from the beginning of the declaration, so that they stay what they are when an edit moves that. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly pos: number;
  end: number;
  /** Absent while there are none: most blocks declare nothing. */
  names?: Map<string, Entry>;
  /** Begins where the declaration begins. */
  readonly base: Span;
}

/**
 * @param pos and `end`: offsets in the text
 * @param base a node that begins where the declaration does
 */
export function makeScope(parent: Scope | undefined, pos: number, end: number, base: Span): Scope {
  return { parent, pos: pos - base.pos, end: end - base.pos, base };
}

/** Declares a name from an offset in the text on; the first of two declarations in one scope counts. */
export function declare(scope: Scope, obj: Obj, from: number): void {
  if (obj.name !== '_' && scope.names?.has(obj.name) !== true) {
    scope.names ??= new Map();
    scope.names.set(obj.name, { obj, from: from - scope.base.pos });
  }
}

/** Declares a name for the whole scope. */
export function declareThroughout(scope: Scope, obj: Obj): void {
  declare(scope, obj, scope.base.pos + scope.pos);
}

/** What a name means to the code bound just now: everything declared so far counts. */
export function resolveLocal(scope: Scope | undefined, name: string): Obj | undefined {
  for (let s = scope; s !== undefined; s = s.parent) {
    const entry = s.names?.get(name);
    if (entry !== undefined) return entry.obj;
  }
  return undefined;
}

/** What a name means at an offset in the text. */
export function resolveAt(scope: Scope | undefined, name: string, pos: number): Obj | undefined {
  for (let s = scope; s !== undefined; s = s.parent) {
    const entry = s.names?.get(name);
    if (entry !== undefined && entry.from <= pos - s.base.pos) return entry.obj;
  }
  return undefined;
}
