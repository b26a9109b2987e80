/** Where `ok` of `v, ok := m[k]` is known to be true, so that the pointer `v` is known not to be nil. */
import type { BlockStmt, Expr, Ident, Node, Span, Stmt } from '../../syntax/ast';
import { encloses } from '../../syntax/spans';
import { someNode } from '../../syntax/walk';
import type { PackageInfo } from '../../types/info';
import type { Obj } from '../../types/object';
import { statementList, unparen } from '../../facts/expressions';
import type { Parents } from './tree';

/**
 * The spans in which the key was present. `statement` declares `ok`: the init of an `if`, or a statement of a list.
 * Only shapes that a reader sees at once: `if v, ok := m[k]; ok { here }`, `if !ok { leave }` and what follows,
 * `ok && here`, `!ok || here`.
 */
export function presentSpans(
  info: PackageInfo,
  parents: Parents,
  statement: Stmt,
  ok: Ident,
): readonly Span[] {
  const flag = info.objectOf(ok);
  const parent = parents.get(statement);
  if (flag === undefined || parent === undefined) return [];
  if (parent.kind === 'IfStmt' && parent.init === statement) {
    return spansOfIf({ info, flag }, parent.cond, parent.body, parent.else);
  }
  const list = statementList(parent);
  const at = list?.indexOf(statement) ?? -1;
  if (list === undefined || at < 0) return [];
  const spans: Span[] = [];
  for (const next of list.slice(at + 1)) {
    if (next.kind === 'IfStmt' && next.init === undefined) {
      spans.push(...spansOfIf({ info, flag }, next.cond, next.body, next.else));
      if (falseMeans({ info, flag }, next.cond) && next.else === undefined && leaves(info, next)) {
        if (!assigns({ info, flag }, next)) {
          const last = list.at(-1) ?? next;
          spans.push({ pos: next.end, end: last.end });
        }
        return spans;
      }
    }
    if (assigns({ info, flag }, next)) return spans;
  }
  return spans;
}

interface Flag {
  readonly info: PackageInfo;
  readonly flag: Obj;
}

function spansOfIf(flag: Flag, cond: Expr, body: BlockStmt, otherwise: Stmt | undefined): Span[] {
  const spans = spansOfCondition(flag, cond);
  if (trueMeans(flag, cond)) spans.push(body);
  if (falseMeans(flag, cond) && otherwise !== undefined) spans.push(otherwise);
  return spans;
}

function spansOfCondition(flag: Flag, cond: Expr): Span[] {
  const plain = unparen(cond);
  if (plain.kind === 'UnaryExpr') return spansOfCondition(flag, plain.x);
  if (plain.kind !== 'BinaryExpr') return [];
  const spans = [...spansOfCondition(flag, plain.x), ...spansOfCondition(flag, plain.y)];
  if (plain.op === '&&' && trueMeans(flag, plain.x)) spans.push(plain.y);
  if (plain.op === '||' && falseMeans(flag, plain.x)) spans.push(plain.y);
  return spans;
}

/** The condition is true only if the flag is true. */
function trueMeans(flag: Flag, cond: Expr): boolean {
  const plain = unparen(cond);
  if (plain.kind === 'Ident') return flag.info.objectOf(plain) === flag.flag;
  if (plain.kind === 'UnaryExpr') return plain.op === '!' && falseMeans(flag, plain.x);
  if (plain.kind !== 'BinaryExpr' || plain.op !== '&&') return false;
  return trueMeans(flag, plain.x) || trueMeans(flag, plain.y);
}

/** The condition is false only if the flag is true. */
function falseMeans(flag: Flag, cond: Expr): boolean {
  const plain = unparen(cond);
  if (plain.kind === 'UnaryExpr') return plain.op === '!' && trueMeans(flag, plain.x);
  if (plain.kind !== 'BinaryExpr' || plain.op !== '||') return false;
  return falseMeans(flag, plain.x) || falseMeans(flag, plain.y);
}

/** Whether the body of an `if` never goes on behind it. */
function leaves(info: PackageInfo, { body }: { readonly body: BlockStmt }): boolean {
  const last = body.list.at(-1);
  if (last?.kind === 'ReturnStmt') return true;
  if (last?.kind === 'BranchStmt') return last.tok === 'break' || last.tok === 'continue';
  if (last?.kind !== 'ExprStmt') return false;
  const call = unparen(last.x);
  return call.kind === 'CallExpr' && info.builtinOf(call) === 'panic';
}

/** Whether the flag gets a value anywhere in the node, or its address is taken. */
function assigns({ info, flag }: Flag, node: Node): boolean {
  const isFlag = (expr: Expr | undefined): boolean => {
    const plain = expr === undefined ? undefined : unparen(expr);
    return plain?.kind === 'Ident' && info.objectOf(plain) === flag;
  };
  return someNode(node, (inner) => {
    if (inner.kind === 'AssignStmt') return inner.lhs.some(isFlag);
    if (inner.kind === 'RangeStmt') return isFlag(inner.key) || isFlag(inner.value);
    return inner.kind === 'UnaryExpr' && inner.op === '&' && isFlag(inner.x);
  });
}

/** Whether anything in the node is reached by `goto`: then the order of the text says little. */
export function hasGoto(node: Node): boolean {
  return someNode(node, (inner) => inner.kind === 'BranchStmt' && inner.tok === 'goto');
}

/** Whether the flag is assigned by a function literal or through a pointer, so at any time. */
export function changesAtAnyTime(info: PackageInfo, root: Node, ok: Ident): boolean {
  const flag = info.objectOf(ok);
  if (flag === undefined) return true;
  return someNode(root, (inner) => {
    if (inner.kind === 'FuncLit') return !encloses(inner, ok) && assigns({ info, flag }, inner);
    return inner.kind === 'UnaryExpr' && inner.op === '&' && assigns({ info, flag }, inner);
  });
}
