/**
 * Whether an assignment gives a map or slice its first value. Such an assignment does not release memory, so that it
 * must not count as "is replaced". When in doubt the answer is no: the rule then stays silent.
 */
import { remembered } from '../base/remembered';
import { addTo } from '../base/multimap';
import type {
  BlockStmt,
  Expr,
  FuncDecl,
  FuncLit,
  IfStmt,
  IndexExpr,
  Node,
  Stmt,
} from '../syntax/ast';
import { firstIndex } from '../syntax/spans';
import { walk } from '../syntax/walk';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import type { Origin } from './origins';
import { callOf, deedOf } from './calls';
import {
  isFunction,
  isNil,
  lastIndex,
  rootOf,
  sameExpr,
  statementList,
  unparen,
  variableOf,
} from './expressions';
import { originOf } from './facts';
import { guardsOf } from './flow';
import { pointOf } from './flows';
import { ownFlowOf } from './neverReturns';

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
  if (isInConstructor(info, path) || isBehindNilCheck(info, node, target, path)) return true;
  return target.kind === 'IndexExpr' && isWhereAbsent(info, node, target, path);
}

/** Within a constructor itself, or within the argument of `once.Do(func() { … })`, but in no other function literal. */
function isInConstructor(info: PackageInfo, path: readonly Node[]): boolean {
  const literal = lastIndex(path, (n) => n.kind === 'FuncLit');
  if (literal >= 0) {
    const call = path[literal - 1];
    if (call?.kind !== 'CallExpr') return false;
    return deedOf(callOf(info, call), call.args.indexOf(path[literal] as FuncLit)) === 'runs once';
  }
  const decl = path.find((n) => n.kind === 'FuncDecl');
  return decl !== undefined && isConstructor(decl);
}

/** Whether a function makes something, or makes its receiver ready, by its name. */
export function isConstructor({ name: { name }, recv }: FuncDecl): boolean {
  if (recv !== undefined) return INITIALIZER.test(name);
  return name === 'main' || CONSTRUCTOR.test(name);
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
    if (outer.kind === 'IfStmt' && inner === outer.body && isIfNil(info, outer, target)) {
      return true;
    }
    if (outer.kind === 'CaseClause' && outer.list.length > 0) {
      if (outer.list.every((cond) => comparesWithNil(info, cond, target))) return true;
    }
    const list = statementList(outer);
    if (list !== undefined && isGuarded(info, list, inner, target)) return true;
  }
  return false;
}

/** A list of statements, which many assignments may stand in. */
interface Guards {
  readonly indices: ReadonlyMap<Node, number>;
  /** For each variable: the first statement that returns unless it is nil. */
  readonly first: ReadonlyMap<Var, number>;
}

const guards = new WeakMap<PackageInfo, WeakMap<readonly Stmt[], Guards>>();

/** Whether a statement before the one at hand returns unless the target is nil. */
function isGuarded(info: PackageInfo, list: readonly Stmt[], stmt: Node, target: Expr): boolean {
  const variable = variableOf(info, target);
  if (variable === undefined) return false;
  const byList = remembered(guards, info, () => new WeakMap<readonly Stmt[], Guards>());
  const known = remembered(byList, list, () => guardsIn(info, list));
  const guard = known.first.get(originOf(variable));
  return guard !== undefined && guard < (known.indices.get(stmt) ?? -1);
}

function guardsIn(info: PackageInfo, list: readonly Stmt[]): Guards {
  const indices = new Map<Node, number>();
  const first = new Map<Var, number>();
  for (const [i, stmt] of list.entries()) {
    indices.set(stmt, i);
    if (stmt.kind !== 'IfStmt' || stmt.else !== undefined) continue;
    if (stmt.body.list.at(-1)?.kind !== 'ReturnStmt') continue;
    for (const cond of conjuncts(stmt.cond, '||')) {
      for (const variable of comparedWithNil(info, cond, '!=')) {
        if (!first.has(variable)) first.set(variable, i);
      }
    }
  }
  return { indices, first };
}

/** Whether the condition of `if m == nil` holds only where the target is nil. */
function isIfNil(info: PackageInfo, { cond }: IfStmt, target: Expr): boolean {
  return conjuncts(cond, '&&').some((part) => comparesWithNil(info, part, target));
}

/** `if _, ok := m[k]; !ok { m[k] = … }`, `if m[k] == nil { m[k] = … }`, also by the local that `m[k]` was read into. */
function isWhereAbsent(
  info: PackageInfo,
  node: Node,
  target: IndexExpr,
  path: readonly Node[],
): boolean {
  const func = path[lastIndex(path, isFunction)];
  if ((func?.kind !== 'FuncDecl' && func?.kind !== 'FuncLit') || func.body === undefined)
    return false;
  const entries = entriesIn(info, func.body);
  if (entries.stores > MOST_STORES) return false;
  const flow = ownFlowOf(info, func.body);
  const at = pointOf(flow, path, node);
  if (at === undefined) return false;
  const isRead = (expr: Expr, result: 0 | 1): boolean => {
    const variable = variableOf(info, expr);
    const reads = (variable && entries.reads[result].get(variable)) ?? [];
    const last = reads[firstIndex(reads.length, (i) => (reads[i]?.pos ?? 0) >= expr.pos) - 1];
    return last !== undefined && sameExpr(info, last, target);
  };
  return guardsOf(flow, at).some((guard) => {
    let plain = unparen(guard.cond);
    let { holds } = guard;
    for (; plain.kind === 'UnaryExpr' && plain.op === '!'; plain = unparen(plain.x)) holds = !holds;
    if (plain.kind === 'Ident') return !holds && isRead(plain, 1);
    if (plain.kind !== 'BinaryExpr' || plain.op !== (holds ? '==' : '!=')) return false;
    const side = isNil(info, plain.y) ? plain.x : isNil(info, plain.x) ? plain.y : undefined;
    return side !== undefined && (sameExpr(info, side, target) || isRead(side, 0));
  });
}

/** What a function does with entries. */
interface Entries {
  /** By the variable that gets the value of an entry, and by the one that gets whether it was there: `m[k]`, in source order. */
  readonly reads: readonly [ReadonlyMap<Var, readonly Expr[]>, ReadonlyMap<Var, readonly Expr[]>];
  /** How many assignments to entries there are. */
  readonly stores: number;
}

/** Where a function assigns to more entries than this, as generated ones do, it is not looked at what leads to each. */
const MOST_STORES = 30;

const keptEntries = new WeakMap<PackageInfo, WeakMap<BlockStmt, Entries>>();

function entriesIn(info: PackageInfo, body: BlockStmt): Entries {
  const byBody = remembered(keptEntries, info, () => new WeakMap<BlockStmt, Entries>());
  return remembered(byBody, body, () => {
    const reads = [new Map<Var, Expr[]>(), new Map<Var, Expr[]>()] as const;
    let stores = 0;
    walk(body, (node) => {
      if (node.kind !== 'AssignStmt') return true;
      const { lhs, rhs } = node;
      const [value, more] = rhs;
      if (value !== undefined && more === undefined && unparen(value).kind === 'IndexExpr') {
        for (const [i, byVariable] of reads.entries()) {
          const name = lhs[i];
          const variable = name && variableOf(info, name);
          if (variable?.role === 'local') addTo(byVariable, variable, value);
        }
      }
      if (lhs.some((left) => left.kind === 'IndexExpr')) stores++;
      return true;
    });
    return { reads, stores };
  });
}

/** The operands of a chain of one operator, which may be long. */
function conjuncts(expr: Expr, op: string): readonly Expr[] {
  const operands: Expr[] = [];
  const waiting = [expr];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const plain = unparen(next);
    if (plain.kind === 'BinaryExpr' && plain.op === op) waiting.push(plain.x, plain.y);
    else operands.push(plain);
  }
  return operands;
}

function comparesWithNil(info: PackageInfo, expr: Expr, target: Expr): boolean {
  const variable = variableOf(info, target);
  return variable !== undefined && comparedWithNil(info, expr, '==').includes(originOf(variable));
}

/** The variables, at most two, that a comparison with nil is about. */
function comparedWithNil(info: PackageInfo, expr: Expr, op: '==' | '!='): readonly Var[] {
  const plain = unparen(expr);
  if (plain.kind !== 'BinaryExpr' || plain.op !== op) return [];
  const { x, y } = plain;
  const variables = [isNil(info, y) ? variableOf(info, x) : undefined];
  if (isNil(info, x)) variables.push(variableOf(info, y));
  return variables.filter((variable) => variable !== undefined).map(originOf);
}
