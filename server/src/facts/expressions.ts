/** Small questions about expressions that facts, rules and fixes ask alike. All of them see through parentheses. */
import type { CallExpr, Expr, Node, Stmt } from '../syntax/ast';
import { firstIndex } from '../syntax/spans';
import { underlying } from '../types/basic';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import { originOf } from './facts';

export function unparen(expr: Expr): Expr {
  return expr.kind === 'ParenExpr' ? unparen(expr.x) : expr;
}

/** The variable or field that an expression names: `x`, `c.sessions`, `(pkg.Var)`. */
export function variableOf(info: PackageInfo, expr: Expr): Var | undefined {
  const plain = unparen(expr);
  const obj =
    plain.kind === 'Ident'
      ? info.objectOf(plain)
      : plain.kind === 'SelectorExpr'
        ? (info.selection(plain)?.obj ?? info.objectOf(plain.sel))
        : undefined;
  return obj?.kind === 'var' ? obj : undefined;
}

/** The variable at the left end of a chain of selectors, indices and dereferences: the `b` of `(*b).items[i].x`. */
export function rootOf(info: PackageInfo, expr: Expr): Var | undefined {
  const plain = unparen(expr);
  switch (plain.kind) {
    case 'Ident':
      return variableOf(info, plain);
    case 'SelectorExpr': {
      if (info.selection(plain)?.kind === 'qualified') return variableOf(info, plain);
      return rootOf(info, plain.x);
    }
    case 'IndexExpr':
    case 'StarExpr':
    case 'SliceExpr':
      return rootOf(info, plain.x);
    default:
      return undefined;
  }
}

/** Whether evaluating the expression twice is the same as evaluating it once: no call, no receive, no literal. */
export function isPure(expr: Expr): boolean {
  const plain = unparen(expr);
  switch (plain.kind) {
    case 'Ident':
    case 'BasicLit':
      return true;
    case 'SelectorExpr':
    case 'StarExpr':
      return isPure(plain.x);
    case 'UnaryExpr':
      return plain.op !== '<-' && plain.op !== '&' && isPure(plain.x);
    case 'BinaryExpr':
      return isPure(plain.x) && isPure(plain.y);
    case 'IndexExpr':
      return isPure(plain.x) && plain.indices.every(isPure);
    default:
      return false;
  }
}

/** `isPure`, with calls of `len` and `cap` allowed. */
export function isPureValue(info: PackageInfo, expr: Expr): boolean {
  const plain = unparen(expr);
  if (plain.kind === 'CallExpr') {
    const builtin = info.builtinOf(plain);
    return (builtin === 'len' || builtin === 'cap') && plain.args.every(isPure);
  }
  if (plain.kind === 'BinaryExpr') return isPureValue(info, plain.x) && isPureValue(info, plain.y);
  return isPure(plain);
}

/** Whether two expressions without side effects are written alike and name the same variables. */
export function sameExpr(info: PackageInfo, a: Expr, b: Expr): boolean {
  const x = unparen(a);
  const y = unparen(b);
  if (x.kind === 'Ident' && y.kind === 'Ident') {
    return x.name === y.name && info.objectOf(x) === info.objectOf(y);
  }
  if (x.kind === 'BasicLit' && y.kind === 'BasicLit') return x.value === y.value;
  if (x.kind === 'SelectorExpr' && y.kind === 'SelectorExpr') {
    return x.sel.name === y.sel.name && sameExpr(info, x.x, y.x);
  }
  if (x.kind === 'StarExpr' && y.kind === 'StarExpr') return sameExpr(info, x.x, y.x);
  if (x.kind === 'UnaryExpr' && y.kind === 'UnaryExpr') {
    return x.op === y.op && isPure(x) && sameExpr(info, x.x, y.x);
  }
  if (x.kind === 'BinaryExpr' && y.kind === 'BinaryExpr') {
    return x.op === y.op && sameExpr(info, x.x, y.x) && sameExpr(info, x.y, y.y);
  }
  if (x.kind === 'CallExpr' && y.kind === 'CallExpr') {
    const builtin = info.builtinOf(x);
    if (builtin !== info.builtinOf(y) || (builtin !== 'len' && builtin !== 'cap')) return false;
    return x.args.every((arg, i) => sameExpr(info, arg, y.args[i] ?? arg));
  }
  if (x.kind === 'IndexExpr' && y.kind === 'IndexExpr') {
    if (x.indices.length !== y.indices.length || !sameExpr(info, x.x, y.x)) return false;
    return x.indices.every((index, i) => sameExpr(info, index, y.indices[i] ?? index));
  }
  return false;
}

/** Whether both expressions denote one variable, whatever stands left of the field. */
export function sameVariable(info: PackageInfo, a: Expr, b: Expr): boolean {
  const x = variableOf(info, a);
  const y = variableOf(info, b);
  return x !== undefined && y !== undefined && originOf(x) === originOf(y);
}

export function isNil(info: PackageInfo, expr: Expr): boolean {
  const plain = unparen(expr);
  if (plain.kind !== 'Ident' || plain.name !== 'nil') return false;
  const obj = info.objectOf(plain);
  return obj === undefined || obj.kind === 'nil';
}

/** Whether what is assigned to is `_`. */
export function isBlank(expr: Expr | undefined): boolean {
  return expr?.kind === 'Ident' && expr.name === '_';
}

/** `maps.Clone`, by import path and name: `golang.org/x/exp/maps.Clone`; undefined for anything but a package's function. */
export function qualifiedName(info: PackageInfo, fun: Expr): string | undefined {
  let plain = unparen(fun);
  if (plain.kind === 'IndexExpr') plain = unparen(plain.x);
  if (plain.kind !== 'SelectorExpr') return undefined;
  const x = unparen(plain.x);
  if (x.kind !== 'Ident') return undefined;
  const obj = info.objectOf(x);
  return obj?.kind === 'pkgname' ? `${obj.path}.${plain.sel.name}` : undefined;
}

/** The name that says which variable an expression names: the `f` of `x.f`; undefined for other expressions. */
export function lastName(expr: Expr): string | undefined {
  const plain = unparen(expr);
  if (plain.kind === 'Ident') return plain.name;
  return plain.kind === 'SelectorExpr' ? plain.sel.name : undefined;
}

/** The index of a node among others that stand in the order of the text; -1 when it is none of them. */
export function indexOfNode(nodes: readonly Node[], node: Node): number {
  const first = firstIndex(nodes.length, (i) => (nodes[i]?.pos ?? 0) >= node.pos);
  // What is missing takes no place, so that several may begin at one.
  for (let i = first; nodes[i]?.pos === node.pos; i++) if (nodes[i] === node) return i;
  return -1;
}

/** The index of the last node of a path that fits; -1 when none does. */
export function lastIndex(path: readonly Node[], fits: (node: Node) => boolean): number {
  for (let i = path.length - 1; i >= 0; i--) {
    const node = path[i];
    if (node !== undefined && fits(node)) return i;
  }
  return -1;
}

/** Whether an expression is a map, of a named type or not. */
export function isMap(info: PackageInfo, expr: Expr | undefined): boolean {
  return expr !== undefined && underlying(info.typeOf(expr)).kind === 'map';
}

/** The index of the nearest node of a path that is no parenthesis; -1 when there is none. */
export function outsideParens(path: readonly Node[]): number {
  return lastIndex(path, (node) => node.kind !== 'ParenExpr');
}

export function isFunction(node: Node): boolean {
  return node.kind === 'FuncLit' || node.kind === 'FuncDecl';
}

/** The part of a path inside the innermost function literal or declaration. */
export function withinFunction(path: readonly Node[]): readonly Node[] {
  return path.slice(lastIndex(path, isFunction) + 1);
}

/** The statement lists that a node holds: a block's, a clause's. */
export function statementList(node: Node): readonly Stmt[] | undefined {
  if (node.kind === 'BlockStmt') return node.list;
  return node.kind === 'CaseClause' || node.kind === 'CommClause' ? node.body : undefined;
}

/** The callee of a call, parentheses and instantiation stripped. */
export function calleeOf(call: CallExpr): Expr {
  const fun = unparen(call.fun);
  return fun.kind === 'IndexExpr' ? unparen(fun.x) : fun;
}

/** The type behind aliases and names. */
export { underlying as underlyingOf } from '../types/basic';
