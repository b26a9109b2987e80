/**
 * Recognises `x = append(x[:i], x[j:]...)`, with `x` a variable, field, dereferenced pointer or element. What the
 * statement does is certain ("must"); whether the slots behind the new length hold anything is not known ("may").
 */
import type { AssignStmt, Decl, Expr, Node, SliceExpr } from '../syntax/ast';
import { forEachChild } from '../syntax/walk';
import type { PackageInfo, SourceFile } from '../types/info';
import type { SliceDelete } from './facts';
import { isPureValue, rootOf, sameExpr, unparen } from './expressions';

/** The deletions in a declaration, in source order. */
export function sliceDeletesIn(info: PackageInfo, file: SourceFile, decl: Decl): SliceDelete[] {
  const found: SliceDelete[] = [];
  const path: Node[] = [];
  const visit = (node: Node): void => {
    const deletion =
      node.kind === 'AssignStmt' ? sliceDeleteOf(info, file, node, path.slice()) : undefined;
    if (deletion !== undefined) found.push(deletion);
    path.push(node);
    forEachChild(node, visit);
    path.pop();
  };
  visit(decl);
  return found;
}

/** The deletion that a statement makes; undefined for any other statement, also for `append(x[:i:i], …)`, which copies. */
function sliceDeleteOf(
  info: PackageInfo,
  file: SourceFile,
  statement: AssignStmt,
  path: readonly Node[],
): SliceDelete | undefined {
  const [left] = statement.lhs;
  const [right] = statement.rhs;
  if (statement.op !== '=' || statement.lhs.length !== 1 || statement.rhs.length !== 1) return;
  if (left === undefined || right === undefined) return;
  const call = unparen(right);
  if (call.kind !== 'CallExpr' || !call.ellipsis || info.builtinOf(call) !== 'append') return;
  const head = sliceExpr(call.args[0]);
  const tail = sliceExpr(call.args[1]);
  if (head === undefined || tail === undefined || call.args.length !== 2) return;
  const from = head.high;
  const to = tail.low;
  if (from === undefined || to === undefined || !startsAtZero(info, head.low)) return;
  if (!endsAtLength(info, tail)) return;
  const slice = unparen(left);
  if (!sameExpr(info, slice, head.x) || !sameExpr(info, slice, tail.x)) return;
  const root = rootOf(info, slice);
  return { file, statement, path, slice, from, to, ...(root === undefined ? {} : { root }) };
}

function sliceExpr(expr: Expr | undefined): SliceExpr | undefined {
  const plain = expr === undefined ? undefined : unparen(expr);
  return plain?.kind === 'SliceExpr' && !plain.slice3 ? plain : undefined;
}

function startsAtZero(info: PackageInfo, low: Expr | undefined): boolean {
  return low === undefined || info.constOf(low) === 0n;
}

function endsAtLength(info: PackageInfo, slice: SliceExpr): boolean {
  if (slice.high === undefined) return true;
  const high = unparen(slice.high);
  const [arg] = high.kind === 'CallExpr' && info.builtinOf(high) === 'len' ? high.args : [];
  return arg !== undefined && sameExpr(info, arg, slice.x);
}

/** How many elements go, where that is certain: 1 for `x[:i]` and `x[i+1:]`, also for `x[:i-1]` and `x[i:]`. */
export function deletedCount(info: PackageInfo, { from, to }: SliceDelete): bigint | undefined {
  const [a, b] = [info.constOf(from), info.constOf(to)];
  if (typeof a === 'bigint' && typeof b === 'bigint') return b - a;
  const x = offsetBy(info, from);
  const y = offsetBy(info, to);
  const same = isPureValue(info, from) && sameExpr(info, x.base, y.base);
  return same ? y.offset - x.offset : undefined;
}

/** `i+2` as `i` and 2; other expressions as themselves and 0. */
function offsetBy(info: PackageInfo, expr: Expr): { readonly base: Expr; readonly offset: bigint } {
  const plain = unparen(expr);
  if (plain.kind === 'BinaryExpr' && (plain.op === '+' || plain.op === '-')) {
    const right = info.constOf(plain.y);
    if (typeof right === 'bigint') {
      return { base: plain.x, offset: plain.op === '+' ? right : -right };
    }
    const left = info.constOf(plain.x);
    if (typeof left === 'bigint' && plain.op === '+') return { base: plain.y, offset: left };
  }
  return { base: plain, offset: 0n };
}
