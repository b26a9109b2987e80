/**
 * Function bodies that are lowered when something first asks for them. Most questions about a package are about a few
 * of its functions, and a body as plain objects takes ten times the memory of the arrays that it is made from.
 */
import type { BlockStmt, FuncDecl } from '../ast';

/** The declarations whose bodies nobody has asked for. */
const unread = new WeakSet<FuncDecl>();

/** Gives a declaration a body that `lower` makes. */
export function withLazyBody(decl: Omit<FuncDecl, 'body'>, lower: () => BlockStmt): FuncDecl {
  const lazy: FuncDecl = Object.defineProperty(decl, 'body', {
    enumerable: true,
    configurable: true,
    get: () => {
      const value = lower();
      // Like every other property from here on, without what it was made from.
      Object.defineProperty(lazy, 'body', { value, writable: false });
      unread.delete(lazy);
      return value;
    },
  });
  unread.add(lazy);
  return lazy;
}

/** Whether the declaration has a body that nobody has asked for, so that nobody knows a node in it. */
export function isUnread(decl: FuncDecl): boolean {
  return unread.has(decl);
}
