/**
 * Function bodies that are lowered when something first asks for them. Most questions about a package are about a few
 * of its functions, and a body as plain objects takes ten times the memory of the arrays that it is made from.
 */
import type { BlockStmt, FuncDecl } from '../ast';
import { moveAll } from '../move';

interface Unread {
  readonly lower: () => BlockStmt;
  /** Where the declaration began in the text that the body is lowered from. */
  readonly pos: number;
}

/** The declarations whose bodies nobody has asked for, and what makes these. */
const unread = new WeakMap<FuncDecl, Unread>();

/** Gives a declaration a body that `lower` makes. The declaration may be moved before somebody asks for it. */
export function withLazyBody(decl: Omit<FuncDecl, 'body'>, lower: () => BlockStmt): FuncDecl {
  const lazy: FuncDecl = Object.defineProperty(decl, 'body', {
    enumerable: true,
    configurable: true,
    get: () => {
      const { lower: make, pos } = unread.get(lazy) as Unread;
      const value = make();
      if (lazy.pos !== pos) moveAll(value, lazy.pos - pos);
      // Like every other property from here on, without what it was made from.
      Object.defineProperty(lazy, 'body', { value, writable: false });
      unread.delete(lazy);
      return value;
    },
  });
  unread.set(lazy, { lower, pos: decl.pos });
  return lazy;
}

/** Whether the declaration has a body that nobody has asked for, so that nobody knows a node in it. */
export function isUnread(decl: FuncDecl): boolean {
  return unread.has(decl);
}
