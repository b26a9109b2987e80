/**
 * Whether an assignment gives a map or slice its first value. Such an assignment does not release memory, so that it
 * must not count as "is replaced". When in doubt the answer is no: the rule then stays silent.
 */
import type { Expr, IfStmt, Node, Stmt } from '../syntax/ast';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import type { Origin } from './origins';
import {
  calleeOf,
  isNil,
  lastIndex,
  rootOf,
  sameVariable,
  statementList,
  unparen,
} from './expressions';

/** Functions whose work is to make something: `NewCache`, `initTables`; a letter after the verb makes another word. */
const CONSTRUCTOR =
  /^(?:[Nn]ew|[Mm]ake|[Ii]nit(?:ialize|ialise)?|[Cc]reate|[Ss]etup|[Bb]uild)(?![a-z])/;

/** Methods that make their receiver ready, once; one that builds or makes something may do so again and again. */
const INITIALIZER = /^(?:[Ii]nit(?:ialize|ialise)?|[Ss]etup)(?![a-z])/;

/**
 * @param node the assignment
 * @param target the expression assigned to
 * @param origin what a local of the function is assigned
 */
export function isInitialAssignment(
  info: PackageInfo,
  node: Node,
  target: Expr,
  path: readonly Node[],
  origin: (local: Var) => Origin | undefined,
): boolean {
  const root = rootOf(info, target);
  if (root !== undefined && (target.kind === 'SelectorExpr' || target.kind === 'IndexExpr')) {
    if (root.role === 'result' && origin(root) !== 'other') return true;
    if (root.role === 'local' && origin(root) === 'fresh') return true;
  }
  return isInConstructor(path) || isBehindNilCheck(info, node, target, path);
}

/** Within a constructor itself, or within the argument of `once.Do(func() { … })`, but in no other function literal. */
function isInConstructor(path: readonly Node[]): boolean {
  const literal = lastIndex(path, (n) => n.kind === 'FuncLit');
  if (literal >= 0) {
    const call = path[literal - 1];
    if (call?.kind !== 'CallExpr' || call.args.length !== 1) return false;
    const callee = calleeOf(call);
    return callee.kind === 'SelectorExpr' && callee.sel.name === 'Do';
  }
  const decl = path.find((n) => n.kind === 'FuncDecl');
  if (decl === undefined) return false;
  if (decl.recv !== undefined) return INITIALIZER.test(decl.name.name);
  return decl.name.name === 'main' || CONSTRUCTOR.test(decl.name.name);
}

/** `if m == nil { m = … }`, or `if m != nil { return }` before it in the same block. */
function isBehindNilCheck(
  info: PackageInfo,
  node: Node,
  target: Expr,
  path: readonly Node[],
): boolean {
  for (let i = path.length - 1; i >= 0; i--) {
    const outer = path[i];
    if (outer === undefined || outer.kind === 'FuncLit' || outer.kind === 'FuncDecl') return false;
    const inner = path[i + 1] ?? node;
    if (outer.kind === 'IfStmt' && inner === outer.body && tests(info, outer, '==', target)) {
      return true;
    }
    if (outer.kind === 'CaseClause' && outer.list.length > 0) {
      if (outer.list.some((cond) => comparesWithNil(info, cond, '==', target))) return true;
    }
    const list = statementList(outer);
    const at = list?.findIndex((s) => s === inner) ?? -1;
    if (list?.slice(0, at).some((s) => returnsUnlessNil(info, s, target)) === true) return true;
  }
  return false;
}

function returnsUnlessNil(info: PackageInfo, stmt: Stmt, target: Expr): boolean {
  if (stmt.kind !== 'IfStmt' || stmt.else !== undefined) return false;
  return stmt.body.list.at(-1)?.kind === 'ReturnStmt' && tests(info, stmt, '!=', target);
}

function tests(info: PackageInfo, stmt: IfStmt, op: '==' | '!=', target: Expr): boolean {
  return conjuncts(stmt.cond, op === '==' ? '&&' : '||').some((cond) =>
    comparesWithNil(info, cond, op, target),
  );
}

function conjuncts(expr: Expr, op: string): readonly Expr[] {
  const plain = unparen(expr);
  if (plain.kind !== 'BinaryExpr' || plain.op !== op) return [plain];
  return [...conjuncts(plain.x, op), ...conjuncts(plain.y, op)];
}

function comparesWithNil(info: PackageInfo, expr: Expr, op: string, target: Expr): boolean {
  const plain = unparen(expr);
  if (plain.kind !== 'BinaryExpr' || plain.op !== op) return false;
  const { x, y } = plain;
  return (
    (isNil(info, y) && sameVariable(info, x, target)) ||
    (isNil(info, x) && sameVariable(info, y, target))
  );
}
