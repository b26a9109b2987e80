/** What local variables start as: whether only their function has what they hold. */
import { remembered } from '../base/remembered';
import type { Decl, Expr, Ident, Node } from '../syntax/ast';
import { forEachChild } from '../syntax/walk';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import { unparen, variableOf } from './expressions';

/** What is assigned to a local variable: only what is freshly made, or something else at least once. */
export type Origin = 'fresh' | 'other';

const kept = new WeakMap<PackageInfo, WeakMap<Decl, ReadonlyMap<Var, Origin>>>();

/**
 * What the locals of the declaration at the beginning of a path are assigned; undefined for one that never is.
 *
 * @param path the nodes around a place, outermost first
 */
export function originIn(
  info: PackageInfo,
  path: readonly Node[],
): (variable: Var) => Origin | undefined {
  return (variable) => {
    const [decl] = path;
    if (decl?.kind !== 'FuncDecl' && decl?.kind !== 'GenDecl') return undefined;
    const byDecl = remembered(kept, info, () => new WeakMap<Decl, ReadonlyMap<Var, Origin>>());
    return remembered(byDecl, decl, () => originsOf(info, decl)).get(variable);
  };
}

function originsOf(info: PackageInfo, decl: Decl): ReadonlyMap<Var, Origin> {
  const origins = new Map<Var, Origin>();
  const note = (name: Ident, fresh: boolean): void => {
    const variable = variableOf(info, name);
    if (variable === undefined) return;
    const origin = fresh && origins.get(variable) !== 'other' ? 'fresh' : 'other';
    origins.set(variable, origin);
  };
  // Asked for deep within another walk: one more may not add to the stack.
  const waiting: Node[] = [decl];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    forEachChild(node, (child) => void waiting.push(child));
    if (node.kind === 'AssignStmt') {
      for (const [i, left] of node.lhs.entries()) {
        const target = unparen(left);
        if (target.kind !== 'Ident') continue;
        const value = node.rhs.length === node.lhs.length ? node.rhs[i] : undefined;
        note(target, value !== undefined && isFresh(info, value));
      }
    } else if (node.kind === 'ValueSpec') {
      for (const [i, name] of node.names.entries()) {
        const value = node.values[i];
        note(name, node.values.length === 0 || (value !== undefined && isFresh(info, value)));
      }
    }
  }
  return origins;
}

/** Whether the expression makes a new object: `&T{…}`, `T{…}`, `new(T)`. */
function isFresh(info: PackageInfo, expr: Expr): boolean {
  const plain = unparen(expr);
  if (plain.kind === 'UnaryExpr' && plain.op === '&') return isFresh(info, plain.x);
  if (plain.kind === 'CompositeLit') return true;
  return plain.kind === 'CallExpr' && info.builtinOf(plain) === 'new';
}
