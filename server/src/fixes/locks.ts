/**
 * Whether a mutex is seen to be held at a place: `c.mu.Lock()` stands before it in the same function, and nothing between
 * gives it back. What runs under the same mutex cannot run meanwhile, however it is called.
 */
import { remembered } from '../base/remembered';
import type { CallExpr, Decl, Expr, FuncDecl, FuncLit, Node, Span } from '../syntax/ast';
import { forEachChild, someNode, walk } from '../syntax/walk';
import { isFunction, lastIndex, statementList, unparen, variableOf } from '../facts/expressions';
import { originOf } from '../facts/facts';
import { mentionsOf } from '../facts/mentions';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import { unalias } from '../types/basic';
import type { Type } from '../types/type';
import { isUsableElsewhere } from './reach';

const TAKES: ReadonlySet<string> = new Set(['Lock', 'RLock']);
const TRIES: ReadonlySet<string> = new Set(['TryLock', 'TryRLock']);
const GIVES_BACK: ReadonlySet<string> = new Set(['Unlock', 'RUnlock']);

/** A call of a method of sync.Mutex or sync.RWMutex. */
interface LockCall {
  readonly call: CallExpr;
  /** The mutex: a field, also an embedded one, or a variable. */
  readonly mutex: Var;
  readonly method: string;
  /** The `c` of `c.mu.Lock()` and of `c.Lock()`; undefined for a variable. */
  readonly base?: Expr;
}

/**
 * The mutex that guards a place, which belongs to the same value as the map or slice: `c.mu` for `c.entries`.
 *
 * @param target the map or slice as it is written there
 * @param path the nodes around the place, outermost first
 * @param exclusive a read lock is not enough
 */
export function guardOf(
  info: PackageInfo,
  target: Expr,
  path: readonly Node[],
  place: Span,
  exclusive: boolean,
): Var | undefined {
  const first = lastIndex(path, isFunction);
  const body = path[first];
  if (body === undefined || !isFunction(body)) return undefined;
  const calls = lockCallsIn(info, body);
  const taken = calls.filter(
    ({ call, method, base }) =>
      call.end <= place.pos &&
      (exclusive ? method === 'Lock' : TAKES.has(method)) &&
      isBeside(info, base, target) &&
      isStatementBefore(path.slice(first), call),
  );
  const held = taken.find(
    (lock) =>
      !calls.some(
        ({ call, mutex, method }) =>
          mutex === lock.mutex &&
          GIVES_BACK.has(method) &&
          call.pos > lock.call.end &&
          call.pos < place.end &&
          !isLeaving(body, call),
      ) && isBalanced(info, lock.mutex),
  );
  return held === undefined || reassigns(info, body, held.base) ? undefined : held.mutex;
}

/** Whether mutex and map are fields of one variable, or both variables of the package. */
function isBeside(info: PackageInfo, base: Expr | undefined, target: Expr): boolean {
  const plain = unparen(target);
  if (base === undefined) return variableOf(info, plain)?.role === 'package';
  if (plain.kind !== 'SelectorExpr') return false;
  const [a, b] = [unparen(base), unparen(plain.x)];
  return a.kind === 'Ident' && b.kind === 'Ident' && info.objectOf(a) === info.objectOf(b);
}

/** Whether the call is a statement of a list that a node of the path stands in, before that node. */
function isStatementBefore(path: readonly Node[], call: CallExpr): boolean {
  return path.some((node) =>
    statementList(node)?.some((stmt) => stmt.kind === 'ExprStmt' && unparen(stmt.x) === call),
  );
}

/** Whether a variable gets another value in a function, so that its fields are others. */
function reassigns(info: PackageInfo, body: Node, base: Expr | undefined): boolean {
  const variable = base && variableOf(info, base);
  if (variable === undefined) return base !== undefined;
  const is = (expr: Expr | undefined): boolean =>
    expr !== undefined && expr.pos !== variable.at?.pos && variableOf(info, expr) === variable;
  return someNode(body, (node) => {
    if (node.kind === 'AssignStmt') return node.lhs.some((left) => is(unparen(left)));
    if (node.kind === 'RangeStmt') return is(node.key) || is(node.value);
    return node.kind === 'UnaryExpr' && node.op === '&' && is(unparen(node.x));
  });
}

/** Whether a call is deferred, or stands in a block that ends with a return: it does not reach what follows. */
function isLeaving(body: Node, call: CallExpr): boolean {
  let leaving = false;
  const visit = (node: Node): boolean => {
    if (node.end <= call.pos || node.pos >= call.end) return false;
    if (node.kind === 'DeferStmt' && unparen(node.call) === call) leaving = true;
    if (node !== (body as FuncDecl | FuncLit).body) {
      leaving ||= statementList(node)?.at(-1)?.kind === 'ReturnStmt';
    }
    return true;
  };
  walk(body, visit);
  return leaving;
}

/** The calls on mutexes in a function, in source order, those in function literals included. */
function lockCallsIn(info: PackageInfo, body: Node): readonly LockCall[] {
  const found: LockCall[] = [];
  walk(body, (node) => {
    const lock = node.kind === 'CallExpr' ? lockCallOf(info, node) : undefined;
    if (lock !== undefined) found.push(lock);
    return true;
  });
  return found;
}

function lockCallOf(info: PackageInfo, call: CallExpr): LockCall | undefined {
  const fun = unparen(call.fun);
  if (fun.kind !== 'SelectorExpr') return undefined;
  const method = fun.sel.name;
  if (!TAKES.has(method) && !TRIES.has(method) && !GIVES_BACK.has(method)) return undefined;
  const selection = info.selection(fun);
  if (selection?.kind !== 'method') return undefined;
  const embedded = selection.path.at(-1);
  if (!isMutex(embedded?.kind === 'var' ? embedded.type() : info.typeOf(fun.x))) return undefined;
  if (embedded !== undefined) {
    const mutex = embedded.kind === 'var' ? originOf(embedded) : undefined;
    return mutex && { call, mutex, method, base: fun.x };
  }
  const named = unparen(fun.x);
  const variable = variableOf(info, named);
  if (variable === undefined) return undefined;
  const base = named.kind === 'SelectorExpr' && variable.role === 'field' ? named.x : undefined;
  if (base === undefined && variable.role !== 'package') return undefined;
  return { call, mutex: originOf(variable), method, ...(base && { base }) };
}

/** A sync.Locker is none: what it locks for, readers perhaps, nobody can tell. */
function isMutex(type: Type): boolean {
  const plain = unalias(type);
  if (plain.kind === 'pointer') return isMutex(plain.elem);
  if (plain.kind !== 'named' || plain.obj.pkg !== 'sync') return false;
  return plain.obj.name === 'Mutex' || plain.obj.name === 'RWMutex';
}

const kept = new WeakMap<PackageInfo['files'], Map<Var, boolean>>();

/**
 * Whether the package uses a mutex for nothing but taking it and giving it back, and no function gives back what it has
 * not taken: then it stays taken as long as the function that took it goes on.
 */
function isBalanced(info: PackageInfo, mutex: Var): boolean {
  const known = remembered(kept, info.files, () => new Map<Var, boolean>());
  return remembered(
    known,
    mutex,
    () => !isUsableElsewhere(info, mutex) && isBalancedHere(info, mutex),
  );
}

function isBalancedHere(info: PackageInfo, mutex: Var): boolean {
  const names = [mutex.name, ...(mutex.embedded ? [...TAKES, ...TRIES, ...GIVES_BACK] : [])];
  return info.files.every((file) => {
    const decls = new Set(names.flatMap((name) => mentionsOf(file).byName.get(name) ?? []));
    return [...decls].every((decl) => isBalancedIn(info, mutex, decl));
  });
}

function isBalancedIn(info: PackageInfo, mutex: Var, decl: Decl): boolean {
  /** The functions that have taken the mutex, up to where the walk is. */
  const taking = new Set<Node>();
  let balanced = true;
  const visit = (node: Node, within: Node): void => {
    const lock = node.kind === 'CallExpr' ? lockCallOf(info, node) : undefined;
    if (lock?.mutex === mutex) {
      if (!GIVES_BACK.has(lock.method)) taking.add(within);
      else if (!taking.has(within)) balanced = false;
      return;
    }
    if (isUse(info, mutex, node)) balanced = false;
    const inner = isFunction(node) ? node : within;
    forEachChild(node, (child) => {
      visit(child, inner);
    });
  };
  visit(decl, decl);
  return balanced;
}

/** Whether a node names the mutex, its declaration excepted. */
function isUse(info: PackageInfo, mutex: Var, node: Node): boolean {
  if (node.kind !== 'Ident' || node.name !== mutex.name || node.pos === mutex.at?.pos) return false;
  const obj = info.objectOf(node);
  return obj?.kind === 'var' && originOf(obj) === mutex;
}
