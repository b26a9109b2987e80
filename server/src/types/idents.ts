import type { Ident } from '../syntax/ast';
import type { Obj } from './object';

/** What a name means outside of every function. */
type Resolve = (name: string) => Obj | undefined;

/**
 * What each bound identifier declares or uses; null for names that nothing declares. A name that is declared outside of
 * the function it is used in is only looked up when something asks: that may read the packages which its file imports.
 */
export interface Idents {
  get(id: Ident): Obj | null | undefined;
  has(id: Ident): boolean;
  set(id: Ident, obj: Obj | null): void;
  setLater(id: Ident, resolve: Resolve): void;
  /** Nobody asks about it any more. */
  delete(id: Ident): void;
}

export function makeIdents(): Idents {
  const known = new Map<Ident, Obj | Resolve | null>();
  return {
    get(id) {
      const value = known.get(id);
      if (typeof value !== 'function') return value;
      const obj = value(id.name) ?? null;
      known.set(id, obj);
      return obj;
    },
    has: (id) => known.has(id),
    set: (id, obj) => void known.set(id, obj),
    setLater: (id, resolve) => void known.set(id, resolve),
    delete: (id) => void known.delete(id),
  };
}
