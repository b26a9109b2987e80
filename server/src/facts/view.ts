/**
 * Parts of the array of one slice: which slots an expression denotes, slicings of slicings added up, seen through locals
 * that are assigned once and through the parameters of a function that is looked into.
 *
 * Slots are counted from the beginning of the slice. A slice that becomes shorter has two lengths, `old` before and `now`
 * after, and `cap` slots in all. An expression that the slice's own length is part of means the one or the other,
 * depending on when it is evaluated.
 */
import type { Expr, Node, Span } from '../syntax/ast';
import { walk } from '../syntax/walk';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import type { Amount, SameUnit, Unit } from './amount';
import { constant, minus, plus, unit, ZERO } from './amount';
import { isPureValue, sameExpr, unparen, variableOf } from './expressions';
import { originOf } from './facts';
import { isAssignedWithin, onlyValue } from './locals';
import type { Place } from './place';
import { placeOf, samePlace } from './place';

export interface View {
  readonly low: Amount;
  readonly high: Amount;
}

export type Length = 'old' | 'now';

/** Where expressions are looked at. */
export interface Scene {
  readonly info: PackageInfo;
  /** The nodes around them, outermost first. */
  readonly path: readonly Node[];
  /** The slice. */
  readonly slice: Place;
  /** What the slice's length is there. */
  readonly length: Length;
  /** What the slice's length was where a local got its value. */
  readonly lengthAt: (assignment: Node) => Length;
  /** What parameters and the variables of loops stand for. */
  readonly given: ReadonlyMap<Var, View | Amount>;
}

/** How many locals are looked through one after the other. */
const MOST_LOCALS = 8;

export function sameUnit(info: PackageInfo): SameUnit {
  return (a: Unit, b: Unit) =>
    typeof a === 'string' || typeof b === 'string' ? a === b : sameExpr(info, a, b);
}

/** The part of the slice's array that an expression denotes; undefined where it is none, or nobody can tell. */
export function viewOf(scene: Scene, expr: Expr, depth = 0): View | undefined {
  const { info, path, slice, length } = scene;
  const plain = unparen(expr);
  if (depth > MOST_LOCALS) return undefined;
  if (plain.kind === 'SliceExpr') {
    const whole = viewOf(scene, plain.x, depth);
    if (whole === undefined) return undefined;
    const same = sameUnit(info);
    const at = (bound: Expr | undefined): Amount | undefined =>
      bound && plus(whole.low, amountOf(scene, bound, depth), same);
    return { low: at(plain.low) ?? whole.low, high: at(plain.high) ?? whole.high };
  }
  if (plain.kind === 'CallExpr' && info.isType(plain.fun)) {
    return plain.args[0] && viewOf(scene, plain.args[0], depth);
  }
  const place = placeOf(info, path, plain);
  if (place === undefined) return undefined;
  if (samePlace(info, place, slice)) return { low: ZERO, high: unit(length) };
  const local = place.steps.length === 0 ? place.root : undefined;
  if (local === undefined) return undefined;
  const given = scene.given.get(local);
  if (given !== undefined) return 'low' in given ? given : undefined;
  const made = onlyValue(info, path, local);
  if (made?.value === undefined) return undefined;
  return viewOf({ ...scene, length: scene.lengthAt(made.node) }, made.value, depth + 1);
}

/** The value of an integer expression; the expression itself where no more is known. */
export function amountOf(scene: Scene, expr: Expr, depth = 0): Amount {
  const { info, path } = scene;
  const same = sameUnit(info);
  const plain = unparen(expr);
  const known = info.constOf(plain);
  if (typeof known === 'bigint') return constant(known);
  if (plain.kind === 'BinaryExpr' && (plain.op === '+' || plain.op === '-')) {
    const combine = plain.op === '+' ? plus : minus;
    return combine(amountOf(scene, plain.x, depth), amountOf(scene, plain.y, depth), same);
  }
  if (plain.kind === 'CallExpr') {
    const builtin = info.builtinOf(plain);
    const [arg] = plain.args;
    if (arg !== undefined && (builtin === 'len' || builtin === 'cap')) {
      const view = viewOf(scene, arg, depth);
      if (view !== undefined) {
        return minus(builtin === 'len' ? view.high : unit('cap'), view.low, same);
      }
    }
  }
  const local = plain.kind === 'Ident' ? variableOf(info, plain) : undefined;
  const given = local && scene.given.get(originOf(local));
  if (given !== undefined && !('low' in given)) return given;
  const made = local && depth < MOST_LOCALS ? onlyValue(info, path, local) : undefined;
  if (made?.value !== undefined) {
    const then = { ...scene, length: scene.lengthAt(made.node) };
    const value = amountOf(then, made.value, depth + 1);
    const since = { pos: made.node.end, end: plain.pos };
    if (!value.terms.some(({ unit: of }) => isUnstable(scene, of, since))) return value;
  }
  return unit(plain);
}

/** Whether what an amount is counted in may be something else the next time, or gets another value in a part of the text. */
function isUnstable({ info, path }: Scene, of: Unit, within: Span): boolean {
  if (typeof of === 'string') return false;
  let changes = !isPureValue(info, of);
  walk(of, (node) => {
    const variable = node.kind === 'Ident' ? variableOf(info, node) : undefined;
    changes ||= variable !== undefined && isAssignedWithin(info, path, variable, within);
    return !changes;
  });
  return changes;
}
