/**
 * Recognises `x = append(x[:i], x[j:]...)`, and `copy(x[i:], x[j:])` with `x = x[:len(x)-(j-i)]` after it, with `x` a
 * variable, field, dereferenced pointer or element, or a local that holds the slice. What the statement does is certain ("must"); whether the slots behind the new length hold anything is not known ("may").
 */
import { remembered } from '../base/remembered';
import type { AssignStmt, BasicLit, Decl, Expr, Node, SliceExpr } from '../syntax/ast';
import { forEachChild } from '../syntax/walk';
import type { PackageInfo, SourceFile } from '../types/info';
import type { SliceDelete } from './facts';
import type { Amount } from './amount';
import { minus, plus, unit, ZERO } from './amount';
import { indexOfNode, rootOf, sameExpr, statementList, unparen } from './expressions';
import { placeOf } from './place';
import type { Scene } from './view';
import { amountOf, sameUnit, viewOf } from './view';

const kept = new WeakMap<PackageInfo, WeakMap<Decl, readonly SliceDelete[]>>();

/** The deletions in a declaration, in source order. */
export function sliceDeletesOf(
  info: PackageInfo,
  file: SourceFile,
  decl: Decl,
): readonly SliceDelete[] {
  const byDecl = remembered(kept, info, () => new WeakMap<Decl, readonly SliceDelete[]>());
  return remembered(byDecl, decl, () => sliceDeletesIn(info, file, decl));
}

function sliceDeletesIn(info: PackageInfo, file: SourceFile, decl: Decl): SliceDelete[] {
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
  if (statement.op !== '=' || statement.lhs.length !== 1) return;
  if (left === undefined || right === undefined) return;
  const slice = unparen(left);
  const call = unparen(right);
  const root = rootOf(info, slice);
  const about = { file, statement, path, slice, ...(root === undefined ? {} : { root }) };
  if (call.kind === 'SliceExpr') {
    const moved = movedBefore(info, about, call);
    return moved && { ...about, ...moved };
  }
  if (call.kind !== 'CallExpr' || !call.ellipsis || info.builtinOf(call) !== 'append') return;
  const head = sliceExpr(call.args[0]);
  const tail = sliceExpr(call.args[1]);
  if (head === undefined || tail === undefined || call.args.length !== 2) return;
  const from = head.high;
  const to = tail.low;
  if (from === undefined || to === undefined || !startsAtZero(info, head.low)) return;
  const written = sameExpr(info, slice, head.x) && sameExpr(info, slice, tail.x);
  if (written) return endsAtLength(info, tail) ? { ...about, from, to } : undefined;
  const scene = sceneBefore(info, about);
  if (scene === undefined || !isWhole(scene, head.x) || !isWhole(scene, tail.x)) return;
  return isTail(scene, tail) ? { ...about, from, to, through: head.x } : undefined;
}

type About = Pick<SliceDelete, 'path' | 'statement' | 'slice'>;

/** Expressions are looked at as they are before the statement. */
function sceneBefore(info: PackageInfo, { path, slice }: About): Scene | undefined {
  const place = placeOf(info, path, slice);
  const given = new Map<never, never>();
  return place && { info, path, slice: place, length: 'old', lengthAt: () => 'old', given };
}

/** Whether an expression denotes the slice from its first element to its last. */
function isWhole(scene: Scene, expr: Expr): boolean {
  const view = viewOf(scene, expr);
  return (
    view !== undefined && isSame(scene, view.low, ZERO) && isSame(scene, view.high, unit('old'))
  );
}

/** Whether `x[j:]` goes on to the last element. */
function isTail(scene: Scene, tail: SliceExpr): boolean {
  const view = viewOf(scene, tail);
  return view !== undefined && isSame(scene, view.high, unit('old'));
}

function isSame({ info }: Scene, a: Amount, b: Amount): boolean {
  const { terms, constant } = minus(a, b, sameUnit(info));
  return terms.length === 0 && constant === 0n;
}

/** How many statements before `x = x[:n]` the copy may be that moved the elements down. */
const NEAR = 8;

/** `copy(x[i:], x[j:])` before `x = x[:len(x)-(j-i)]`, both through whatever name of the slice. */
function movedBefore(
  info: PackageInfo,
  about: About,
  cut: SliceExpr,
): Pick<SliceDelete, 'from' | 'to' | 'copy' | 'through'> | undefined {
  const { path, statement, slice } = about;
  const owner = path.at(-1);
  const list = owner && statementList(owner);
  if (list === undefined || cut.slice3 || cut.high === undefined) return undefined;
  const at = indexOfNode(list, statement);
  for (let i = at - 1; i >= 0 && i >= at - NEAR; i--) {
    const before = list[i];
    const call = before?.kind === 'ExprStmt' ? unparen(before.x) : undefined;
    if (before?.kind === 'AssignStmt' && before.lhs.some((left) => sameExpr(info, left, slice))) {
      return undefined;
    }
    if (before === undefined || call?.kind !== 'CallExpr' || info.builtinOf(call) !== 'copy')
      continue;
    const scene = sceneBefore(info, about);
    const [to, from] = call.args.map(sliceExpr);
    const same = sameUnit(info);
    if (scene === undefined || from?.low === undefined || !isTail(scene, from)) return undefined;
    const into = call.args[0];
    const target = into && viewOf(scene, into);
    const source = viewOf(scene, from);
    const rest = viewOf(scene, cut);
    if (into === undefined || target === undefined || source === undefined) return undefined;
    if (rest === undefined || !isSame(scene, rest.low, ZERO)) return undefined;
    if (!isSame(scene, target.high, unit('old'))) return undefined;
    const gone = minus(source.low, target.low, same);
    if (!isSame(scene, plus(rest.high, gone, same), unit('old'))) return undefined;
    const low = to?.low ?? zeroAt(into);
    const other = sameExpr(info, cut.x, slice) ? undefined : cut.x;
    return { from: low, to: from.low, copy: before, ...(other && { through: other }) };
  }
  return undefined;
}

/** A zero that is not written out, before an expression, wherever an edit moves that. */
function zeroAt(expr: Expr): BasicLit {
  return {
    kind: 'BasicLit',
    lit: 'int',
    value: '0',
    get pos() {
      return expr.pos;
    },
    get end() {
      return expr.pos;
    },
  };
}

function sliceExpr(expr: Expr | undefined): SliceExpr | undefined {
  const plain = expr === undefined ? undefined : unparen(expr);
  return plain?.kind === 'SliceExpr' && !plain.slice3 ? plain : undefined;
}

function startsAtZero(info: PackageInfo, low: Expr | undefined): boolean {
  return low === undefined || info.constOf(low) === 0n;
}

/** `x[j:]`, `x[j:len(x)]`. */
export function endsAtLength(info: PackageInfo, slice: SliceExpr): boolean {
  if (slice.high === undefined) return true;
  const high = unparen(slice.high);
  const [arg] = high.kind === 'CallExpr' && info.builtinOf(high) === 'len' ? high.args : [];
  return arg !== undefined && sameExpr(info, arg, slice.x);
}

/** How many elements go, where that is certain: 1 for `x[:i]` and `x[i+1:]`, also for `x[:i-1]` and `x[i:]`. */
export function deletedCount(info: PackageInfo, deletion: SliceDelete): bigint | undefined {
  const { from, to } = deletion;
  const scene = sceneBefore(info, deletion);
  if (scene === undefined) return undefined;
  const { terms, constant } = minus(amountOf(scene, to), amountOf(scene, from), sameUnit(info));
  return terms.length === 0 ? constant : undefined;
}
