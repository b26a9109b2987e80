/**
 * Finds `x = append(x[:i], x[j:]...)` on a slice that lives on and whose elements hold pointers. Silent where the slots
 * behind the new length are cleared, or the slice is replaced, in the statements right behind it.
 */
import type { Expr, Stmt } from '../../syntax/ast';
import { addTo } from '../../base/multimap';
import {
  indexOfNode,
  isNil,
  lastName,
  qualifiedName,
  sameExpr,
  statementList,
  unparen,
} from '../../facts/expressions';
import type { SliceDelete } from '../../facts/facts';
import { deletedCount } from '../../facts/sliceDelete';
import { copyAndTruncate } from '../../fixes/copyAndTruncate';
import { underlying } from '../../types/basic';
import type { PackageInfo } from '../../types/info';
import type { Match, Rule, RuleContext, RuleMeta } from '../rule';
import { fillTemplate } from '../rule';
import doc from './doc.md';
import { lifetimeOf } from './lifetime';

const meta: RuleMeta = {
  name: 'slice-delete-stale-tail',
  title: 'Deleting with append keeps the last element reachable',
  severity: 'information',
  on: true,
  go: { reads: 'go line' },
  messages: {
    one: '{name} still holds its last {elem} in the slot behind its length: append copies down and clears nothing, so the garbage collector keeps what it points to; clear the slot before truncating',
    many: '{name} still holds the {elem} elements behind its new length: append copies down and clears nothing, so the garbage collector keeps what they point to; clear the slots before truncating',
  },
  fixes: [
    {
      id: 'copy-and-truncate',
      title: 'Copy down, clear the freed slots and truncate',
      safe: true,
    },
  ],
  doc,
};

export const sliceDeleteStaleTail: Rule = { meta, find };

function find(context: RuleContext): readonly Match[] {
  return context.facts.sliceDeletes.flatMap((deletion) => match(context, deletion) ?? []);
}

function match(context: RuleContext, deletion: SliceDelete): Match | undefined {
  const { info, facts } = context;
  const { file, statement, slice } = deletion;
  const type = underlying(info.typeOf(slice));
  if (type.kind !== 'slice') return undefined;
  const elem = context.shapeOf(type.elem);
  if (elem.shape?.pointers !== true) return undefined;
  if (lifetimeOf(facts, deletion) === undefined) return undefined;
  if (isTakenCareOf(info, deletion)) return undefined;
  const count = deletedCount(info, deletion);
  // `append(x[:i], x[i:]...)` deletes nothing, `append(x[:i], x[i-1:]...)` repeats an element.
  if (count !== undefined && count < 1n) return undefined;
  const template = count === 1n ? meta.messages['one'] : meta.messages['many'];
  return {
    uri: file.uri,
    start: statement.pos,
    end: statement.end,
    message: fillTemplate(template ?? '', {
      name: file.text.slice(slice.pos, slice.end),
      elem: elem.text,
    }),
    related: [],
    fixes: () => [copyAndTruncate(context, meta.name, deletion)],
  };
}

/** How many statements behind the deletion are looked at. */
const NEAR = 3;

/** Whether a statement next to the deletion clears the freed slots, or lets go of the array. */
function isTakenCareOf(info: PackageInfo, { path, statement, slice }: SliceDelete): boolean {
  const owner = path.at(-1);
  const list = owner === undefined ? undefined : statementList(owner);
  if (list === undefined) return false;
  const at = indexOfNode(list, statement);
  const isArray: IsArray = (expr) =>
    sameExpr(info, slice, expr) || isOtherName(info, list, at, slice, expr);
  return list.slice(at + 1, at + 1 + NEAR).some((s) => clears(info, s, isArray, slice));
}

/** Whether an expression denotes the array of the slice. */
type IsArray = (expr: Expr) => boolean;

/** Whether a statement before the deletion gives the array to an expression: `old := b.items`. */
function isOtherName(
  info: PackageInfo,
  list: readonly Stmt[],
  at: number,
  slice: Expr,
  expr: Expr,
): boolean {
  const assigned = assignedIn(list).get(lastName(expr)) ?? [];
  return assigned.some(
    ({ index, left, value }) =>
      index < at && sameExpr(info, left, expr) && sameExpr(info, value, slice),
  );
}

interface Assigned {
  readonly index: number;
  readonly left: Expr;
  readonly value: Expr;
}

const kept = new WeakMap<readonly Stmt[], ReadonlyMap<string | undefined, readonly Assigned[]>>();

/** What the assignments among statements assign to, by its last name. */
function assignedIn(list: readonly Stmt[]): ReadonlyMap<string | undefined, readonly Assigned[]> {
  const known = kept.get(list);
  if (known !== undefined) return known;
  const byName = new Map<string | undefined, Assigned[]>();
  list.forEach((stmt, index) => {
    if (stmt.kind !== 'AssignStmt') return;
    stmt.lhs.forEach((left, i) => {
      const value = stmt.rhs[i];
      if (value !== undefined) addTo(byName, lastName(left), { index, left, value });
    });
  });
  kept.set(list, byName);
  return byName;
}

function clears(info: PackageInfo, stmt: Stmt, isArray: IsArray, slice: Expr): boolean {
  if (stmt.kind === 'ExprStmt') {
    const call = unparen(stmt.x);
    if (call.kind !== 'CallExpr' || info.builtinOf(call) !== 'clear') return false;
    const [arg] = call.args;
    return arg !== undefined && isPartOf(arg, isArray);
  }
  if (stmt.kind === 'ForStmt' || stmt.kind === 'RangeStmt') {
    return stmt.body.list.some((s) => clears(info, s, isArray, slice));
  }
  if (stmt.kind !== 'AssignStmt') return false;
  return stmt.lhs.some((left, i) => {
    const target = unparen(left);
    const value = stmt.rhs[i];
    if (target.kind === 'IndexExpr') return isPartOf(target.x, isArray);
    return value !== undefined && sameExpr(info, target, slice) && isNewArray(info, value);
  });
}

/** `x`, `x[a:b]`, `x[:n][i:]`. */
function isPartOf(expr: Expr, isArray: IsArray): boolean {
  const plain = unparen(expr);
  if (isArray(plain)) return true;
  return plain.kind === 'SliceExpr' && isPartOf(plain.x, isArray);
}

/** Whether a value for the slice has an array of its own: nil, `make`, a literal, `append([]T(nil), x...)`, `slices.Clone(x)`. */
function isNewArray(info: PackageInfo, value: Expr): boolean {
  const plain = unparen(value);
  if (plain.kind === 'CompositeLit' || isNil(info, plain)) return true;
  if (plain.kind !== 'CallExpr') return false;
  const builtin = info.builtinOf(plain);
  const [first] = plain.args;
  if (builtin === 'append') return first !== undefined && isNewArray(info, first);
  if (builtin === 'make' || qualifiedName(info, plain.fun) === 'slices.Clone') return true;
  return first !== undefined && info.isType(plain.fun) && isNil(info, first);
}
