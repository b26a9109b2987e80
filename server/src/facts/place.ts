/**
 * What can be assigned to: a variable, and the fields, elements and pointees that lead on from it. Two expressions that
 * are written differently may be one place: `(*q).items` and `q.items`, a promoted field, a pointer that a local holds.
 */
import type { Expr, Node } from '../syntax/ast';
import { underlying } from '../types/basic';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import { sameExpr, unparen, variableOf } from './expressions';
import { originOf } from './facts';
import { onlyValue } from './locals';

export type Step =
  | { readonly kind: 'field'; readonly field: Var }
  /** `*p`; not written before a field, where Go follows the pointer by itself. */
  | { readonly kind: 'deref' }
  | { readonly kind: 'index'; readonly index: Expr };

export interface Place {
  readonly root: Var;
  readonly steps: readonly Step[];
}

/** How many locals that hold pointers are looked through. */
const MOST_POINTERS = 8;

/** @param path nodes around the expression, outermost first, for what its locals hold */
export function placeOf(
  info: PackageInfo,
  path: readonly Node[],
  expr: Expr,
  depth = 0,
): Place | undefined {
  const plain = unparen(expr);
  switch (plain.kind) {
    case 'Ident': {
      const root = variableOf(info, plain);
      if (root === undefined) return undefined;
      const held = depth < MOST_POINTERS ? pointee(info, path, root, depth) : undefined;
      return held ?? { root, steps: [] };
    }
    case 'SelectorExpr': {
      const selection = info.selection(plain);
      if (selection?.obj.kind !== 'var') return undefined;
      if (selection.kind === 'qualified') return { root: selection.obj, steps: [] };
      const holder = placeOf(info, path, plain.x, depth);
      if (holder === undefined) return undefined;
      const last = holder.steps.at(-1);
      const steps = last?.kind === 'deref' ? holder.steps.slice(0, -1) : holder.steps;
      const fields = [...selection.path, selection.obj].flatMap((step): readonly Step[] =>
        step.kind === 'var' ? [{ kind: 'field', field: originOf(step) }] : [],
      );
      return { root: holder.root, steps: [...steps, ...fields] };
    }
    case 'StarExpr': {
      const pointer = unparen(plain.x);
      if (pointer.kind === 'UnaryExpr' && pointer.op === '&') {
        return placeOf(info, path, pointer.x, depth);
      }
      const variable = variableOf(info, pointer);
      const made = variable && onlyValue(info, path, variable)?.value;
      const target = made && unparen(made);
      if (target?.kind === 'UnaryExpr' && target.op === '&' && depth < MOST_POINTERS) {
        return placeOf(info, path, target.x, depth + 1);
      }
      const holder = placeOf(info, path, plain.x, depth);
      return holder && { root: holder.root, steps: [...holder.steps, { kind: 'deref' }] };
    }
    case 'IndexExpr': {
      const holder = placeOf(info, path, plain.x, depth);
      const [index, more] = plain.indices;
      if (holder === undefined || index === undefined || more !== undefined) return undefined;
      return { root: holder.root, steps: [...holder.steps, { kind: 'index', index }] };
    }
    default:
      return undefined;
  }
}

/** Of a local that is assigned once, a pointer that something else holds as well, or the address of something. */
function pointee(
  info: PackageInfo,
  path: readonly Node[],
  local: Var,
  depth: number,
): Place | undefined {
  if (local.role !== 'local' || underlying(local.type()).kind !== 'pointer') return undefined;
  const value = onlyValue(info, path, local)?.value;
  const plain = value && unparen(value);
  if (plain?.kind === 'UnaryExpr' && plain.op === '&') {
    const struct = underlying(info.typeOf(plain.x)).kind === 'struct';
    return struct ? placeOf(info, path, plain.x, depth + 1) : undefined;
  }
  if (plain?.kind !== 'Ident' && plain?.kind !== 'SelectorExpr') return undefined;
  return placeOf(info, path, plain, depth + 1);
}

export function samePlace(info: PackageInfo, a: Place, b: Place): boolean {
  return a.steps.length === b.steps.length && isWithin(info, a, b);
}

/** Whether a place is another one, or a part of it: `q.items` of `q`. */
export function isWithin(info: PackageInfo, part: Place, whole: Place): boolean {
  if (originOf(part.root) !== originOf(whole.root)) return false;
  // `*q` holds what `q.items` is, where no dereference is written.
  const last = whole.steps.length - 1;
  const pointed = whole.steps[last]?.kind === 'deref' && part.steps[last]?.kind === 'field';
  return whole.steps.slice(0, pointed ? last : undefined).every((step, i) => {
    const other = part.steps[i];
    if (step.kind === 'field') return other?.kind === 'field' && other.field === step.field;
    if (step.kind === 'deref') return other?.kind === 'deref';
    return other?.kind === 'index' && sameExpr(info, step.index, other.index);
  });
}
