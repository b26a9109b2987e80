/**
 * Function bodies that are lowered when something first asks for them. Most questions about a package are about a few
 * of its functions, and a body as plain objects takes ten times the memory of the arrays that it is made from.
 */
import type { BlockStmt, FuncDecl } from '../ast';

type Lower = () => BlockStmt;

/** The declarations whose bodies nobody has asked for, and what makes these. */
const unread = new WeakMap<FuncDecl, Lower>();

/** Gives a declaration a body that `lower` makes. */
export function withLazyBody(decl: Omit<FuncDecl, 'body'>, lower: Lower): FuncDecl {
  const lazy: FuncDecl = Object.defineProperty(decl, 'body', {
    enumerable: true,
    configurable: true,
    get: () => {
      const value = (unread.get(lazy) as Lower)();
      // Like every other property from here on, without what it was made from.
      Object.defineProperty(lazy, 'body', { value, writable: false });
      unread.delete(lazy);
      return value;
    },
  });
  unread.set(lazy, lower);
  return lazy;
}

/** Has the body of a declaration that nobody has asked for made from a newer text, and lets go of the older one. */
export function renewLazyBody(decl: FuncDecl, lower: Lower): void {
  if (unread.has(decl)) unread.set(decl, lower);
}

/** Whether the declaration has a body that nobody has asked for, so that nobody knows a node in it. */
export function isUnread(decl: FuncDecl): boolean {
  return unread.has(decl);
}
