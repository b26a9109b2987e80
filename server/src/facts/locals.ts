/** Locals that get one value and keep it: what they stand for can be looked up. */
import { addTo } from '../base/multimap';
import { remembered } from '../base/remembered';
import type { Decl, Expr, Node, Span } from '../syntax/ast';
import { firstIndex } from '../syntax/spans';
import { forEachChild } from '../syntax/walk';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import { unparen, variableOf } from './expressions';

export interface OnlyValue {
  /** Undefined for the zero value of `var x T`. */
  readonly value: Expr | undefined;
  /** The assignment or declaration. */
  readonly node: Node;
}

interface Values {
  readonly only: ReadonlyMap<Var, OnlyValue | 'more'>;
  /** What gives each variable a value, in the order of the text. */
  readonly assigned: ReadonlyMap<Var, readonly Expr[]>;
}

const kept = new WeakMap<PackageInfo, WeakMap<Decl, Values>>();

/**
 * The one value of a local; undefined where it gets others as well, or where its address is taken.
 *
 * @param path the nodes around a place in the declaration of the local, outermost first
 */
export function onlyValue(
  info: PackageInfo,
  path: readonly Node[],
  local: Var,
): OnlyValue | undefined {
  if (local.role !== 'local') return undefined;
  const found = valuesIn(info, path)?.only.get(local);
  return found === 'more' ? undefined : found;
}

/** Whether a variable gets a value in a part of the text of its declaration. */
export function isAssignedWithin(
  info: PackageInfo,
  path: readonly Node[],
  variable: Var,
  { pos, end }: Span,
): boolean {
  const places = valuesIn(info, path)?.assigned.get(variable) ?? [];
  const next = places[firstIndex(places.length, (i) => (places[i]?.pos ?? 0) >= pos)];
  return next !== undefined && next.pos < end;
}

function valuesIn(info: PackageInfo, path: readonly Node[]): Values | undefined {
  const [decl] = path;
  if (decl?.kind !== 'FuncDecl') return undefined;
  const byDecl = remembered(kept, info, () => new WeakMap<Decl, Values>());
  return remembered(byDecl, decl, () => valuesOf(info, decl));
}

function valuesOf(info: PackageInfo, decl: Decl): Values {
  const assigned = new Map<Var, Expr[]>();
  const values = new Map<Var, OnlyValue | 'more'>();
  const note = (target: Expr | undefined, found: OnlyValue | 'more'): void => {
    const plain = target && unparen(target);
    const variable = plain?.kind === 'Ident' ? variableOf(info, plain) : undefined;
    if (variable === undefined || target === undefined) return;
    values.set(variable, values.has(variable) ? 'more' : found);
    addTo(assigned, variable, target);
  };
  const waiting: Node[] = [decl];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    forEachChild(node, (child) => void waiting.push(child));
    switch (node.kind) {
      case 'AssignStmt': {
        const { op, lhs, rhs } = node;
        for (const [i, target] of lhs.entries()) {
          const value = lhs.length === rhs.length ? rhs[i] : undefined;
          const single = (op === ':=' || op === '=') && value !== undefined;
          note(target, single ? { value, node } : 'more');
        }
        break;
      }
      case 'ValueSpec':
        for (const [i, name] of node.names.entries()) {
          const value = node.values[i];
          const zero = node.values.length === 0;
          note(name, zero || node.names.length === node.values.length ? { value, node } : 'more');
        }
        break;
      case 'RangeStmt':
        note(node.key, 'more');
        note(node.value, 'more');
        break;
      case 'IncDecStmt':
        note(node.x, 'more');
        break;
      case 'UnaryExpr':
        if (node.op === '&') note(node.x, 'more');
        break;
      default:
    }
  }
  for (const places of assigned.values()) places.sort((a, b) => a.pos - b.pos);
  return { only: values, assigned };
}
