/**
 * Where code that runs after deletes may be put. A sweep is a range over the map itself that deletes as it goes: the
 * place is behind it. Any other delete has its place right behind it, or behind the last of several in a row. Nothing
 * runs between the delete and its place that could give back a lock, so that what orders the one orders the other.
 */
import type { Expr, ExprStmt, Node, RangeStmt, Stmt } from '../syntax/ast';
import { someNode, walk } from '../syntax/walk';
import {
  isFunction,
  isPure,
  isPureValue,
  lastIndex,
  sameExpr,
  statementList,
  unparen,
  variableOf,
  withinFunction,
} from '../facts/expressions';
import type { Operation } from '../facts/facts';
import { originOf } from '../facts/facts';
import { isPointer, underlying } from '../types/basic';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import { operationsOf } from './aliases';
import { unknownIn } from './calls';
import type { FixContext } from './context';
import { valueOf } from './firstValues';
import { guardOf } from './locks';
import { hasGoto } from './pointerValues/presence';
import type { Refusal, Slot } from './statements';
import { slotOf } from './statements';

export interface DeleteSite {
  readonly operation: Operation;
  /** The statement to put code behind. */
  readonly slot: Slot;
  /** The nodes around that statement. */
  readonly path: readonly Node[];
  /** The statement is a sweep: code behind it runs once for many deletes. */
  readonly sweep: boolean;
  /** The loop of a sweep; none for `maps.DeleteFunc`. */
  readonly loop?: RangeStmt;
  /** The map as it must be written there; it can be assigned to and evaluated again. */
  readonly map: Expr;
  /** The map may be nil behind the delete, and is to stay so. */
  readonly mayBeNil: boolean;
}

export function deleteSite(
  context: FixContext,
  variable: Var,
  operation: Operation,
): DeleteSite | Refusal {
  const map = assignableMap(context, variable, operation);
  if ('refused' in map) return map;
  const { info } = context;
  const { node, path } = operation;
  const statement = path.at(-1);
  if (statement?.kind !== 'ExprStmt' || statement.x !== node) {
    return { refused: 'the delete is deferred or part of another statement' };
  }
  const body = path[lastIndex(path, isFunction)];
  if (body === undefined || hasGoto(body)) return { refused: 'the function uses goto' };
  const place = sweepOf(context, operation, map) ?? behind(info, operation, statement);
  if (place === undefined) return { refused: 'no statement can be put behind the delete' };
  const { slot } = place;
  const next = statementList(slot.owner)?.[slot.index + 1];
  const operations = operationsOf(context, variable);
  const replaced = operations.some(
    (op) =>
      op.kind === 'replace' &&
      next !== undefined &&
      next.pos <= op.node.pos &&
      op.node.end <= next.end,
  );
  if (replaced) return { refused: 'it gets another map right behind the delete' };
  const { sweep } = place;
  return {
    operation,
    ...place,
    map,
    mayBeNil: mayBeNil(info, variable, operations, operation, sweep),
  };
}

// The place ------------------------------------------------------------------------------------------------------

type Place = Pick<DeleteSite, 'slot' | 'path' | 'sweep' | 'loop'>;

/** Behind the outermost range over the map that is around the delete, or behind a `maps.DeleteFunc`. */
function sweepOf(
  { info }: FixContext,
  { file, node, path, target }: Operation,
  map: Expr,
): Place | undefined {
  if (node.kind === 'CallExpr' && info.builtinOf(node) !== 'delete') {
    const [statement] = path.slice(-1);
    const around = path.slice(0, -1);
    const slot = statement && slotOf(around, statement);
    const quiet = unknownIn(info, file, node) === undefined;
    return slot && quiet ? { slot, path: around, sweep: true } : undefined;
  }
  const first = lastIndex(path, isFunction) + 1;
  for (let i = first; i < path.length; i++) {
    const loop = path[i];
    if (loop?.kind !== 'RangeStmt') continue;
    if (!sameExpr(info, loop.x, target) && !sameExpr(info, loop.x, map)) continue;
    if (isLeftBehind(path.slice(i + 1)) || changes(info, loop, holdersOf(info, map)))
      return undefined;
    const around = path.slice(0, i);
    const guarded = guardOf(info, map, around, loop, true) !== undefined;
    if (!guarded && unknownIn(info, file, loop.body) !== undefined) return undefined;
    const label = path[i - 1];
    const labelled = label?.kind === 'LabeledStmt';
    const outer = labelled ? path.slice(0, i - 1) : around;
    const slot = slotOf(outer, labelled ? label : loop);
    return slot && { slot, path: outer, sweep: true, loop };
  }
  return undefined;
}

/** Whether the loop is left right behind the delete, so that it deletes but once. */
function isLeftBehind(path: readonly Node[]): boolean {
  return path.some((owner) => {
    const last = statementList(owner)?.at(-1);
    return last?.kind === 'ReturnStmt' || (last?.kind === 'BranchStmt' && last.tok === 'break');
  });
}

/** Right behind the delete, or behind the last of the deletes from the same map that follow it at once. */
function behind(
  info: PackageInfo,
  { path, target }: Operation,
  statement: ExprStmt,
): Place | undefined {
  const around = path.slice(0, -1);
  const own = slotOf(around, statement);
  if (own === undefined) return undefined;
  const list = statementList(own.owner) ?? [];
  let slot = own;
  for (let index = own.index + 1; index < list.length; index++) {
    const stmt = list[index];
    if (stmt === undefined || !deletesFrom(info, stmt, target)) break;
    slot = { ...own, stmt, index };
  }
  return { slot, path: around, sweep: false };
}

function deletesFrom(info: PackageInfo, stmt: Stmt, target: Expr): boolean {
  const call = stmt.kind === 'ExprStmt' ? unparen(stmt.x) : undefined;
  if (call?.kind !== 'CallExpr' || info.builtinOf(call) !== 'delete') return false;
  const [map, key] = call.args;
  return (
    map !== undefined && key !== undefined && sameExpr(info, map, target) && isPureValue(info, key)
  );
}

function mayBeNil(
  info: PackageInfo,
  { role }: Var,
  operations: readonly Operation[],
  { target, path }: Operation,
  sweep: boolean,
): boolean {
  const made = ({ value }: Operation): boolean => value === 'make' || value === 'literal';
  const replaces = operations.filter((op) => op.kind === 'replace');
  if (!replaces.every(made)) return true;
  if (sweep) return false;
  if (role !== 'field' && replaces.some((op) => op.node.kind === 'ValueSpec')) return false;
  // A map that is ranged over has entries.
  return !withinFunction(path).some((n) => n.kind === 'RangeStmt' && sameExpr(info, n.x, target));
}

/** The variables and fields that lead to the map: `s` of `s.entries`, `q` and `cur` of `q.cur.m`, `i` of `all[i].m`. */
function holdersOf(info: PackageInfo, map: Expr): ReadonlySet<Var> {
  const own = variableOf(info, map);
  const holders = new Set<Var>();
  walk(map, (n) => {
    const obj = n.kind === 'Ident' ? info.objectOf(n) : undefined;
    if (obj?.kind === 'var' && obj !== own) holders.add(originOf(obj));
    return true;
  });
  return holders;
}

/** Whether a loop declares or assigns one of the variables: behind it they are gone, or lead to another map or to nil. */
function changes(info: PackageInfo, loop: RangeStmt, holders: ReadonlySet<Var>): boolean {
  for (const { at } of holders) {
    if (at !== undefined && loop.pos <= at.pos && at.pos < loop.end) return true;
  }
  const isHolder = (target: Expr | undefined): boolean => {
    const variable = target === undefined ? undefined : variableOf(info, unparen(target));
    return variable !== undefined && holders.has(originOf(variable));
  };
  return someNode(loop, (n) => {
    if (n.kind === 'AssignStmt') return n.lhs.some(isHolder);
    if (n.kind === 'IncDecStmt') return isHolder(n.x);
    if (n.kind === 'RangeStmt') return n.op === '=' && (isHolder(n.key) || isHolder(n.value));
    return n.kind === 'UnaryExpr' && n.op === '&' && isHolder(n.x);
  });
}

// The map --------------------------------------------------------------------------------------------------------

/** The expression that assigns to the variable itself, not to a copy of what holds it. */
function assignableMap(context: FixContext, variable: Var, operation: Operation): Expr | Refusal {
  const { info } = context;
  const { through, target } = operation;
  if (through !== undefined && target.kind !== 'StarExpr') {
    if (through.role !== 'local') {
      return { refused: `${through.name} is a parameter: the caller keeps the old map` };
    }
    const source = sourceOf(context, variable, through);
    return source ?? { refused: `${through.name} is another name of the map` };
  }
  if (!isPure(target)) {
    return { refused: 'writing the map a second time would repeat a call' };
  }
  const copy = copyRefusal(info, target);
  return copy === undefined ? target : { refused: copy };
}

/** The `c.sessions` of `m := c.sessions`. */
function sourceOf(context: FixContext, variable: Var, local: Var): Expr | undefined {
  const { info, facts } = context;
  const first = facts.of(local).operations.find(({ kind }) => kind === 'replace');
  const value = first && valueOf(info, first);
  if (value === undefined || value === 'struct') return undefined;
  const named = variableOf(info, value);
  if (named === undefined || originOf(named) !== variable || !isPure(value)) return undefined;
  return copyRefusal(info, value) === undefined ? unparen(value) : undefined;
}

/** Why an assignment to the expression would be lost; undefined when it reaches the variable. */
function copyRefusal(info: PackageInfo, target: Expr): string | undefined {
  const plain = unparen(target);
  switch (plain.kind) {
    case 'StarExpr':
      return undefined;
    case 'Ident': {
      const variable = variableOf(info, plain);
      if (variable === undefined) return 'what the map belongs to is not known';
      const own = variable.role === 'package' || variable.role === 'local';
      return own ? undefined : `${plain.name} is a parameter: the caller keeps the old value`;
    }
    case 'IndexExpr': {
      const kind = underlying(info.typeOf(plain.x)).kind;
      if (kind === 'slice' || kind === 'map') return undefined;
      return kind === 'array' ? copyRefusal(info, plain.x) : 'what the map belongs to is not known';
    }
    case 'SelectorExpr': {
      const selection = info.selection(plain);
      if (selection === undefined) return 'what the map belongs to is not known';
      if (selection.kind === 'qualified') return undefined;
      if (isPointer(info.typeOf(plain.x))) return undefined;
      if (selection.path.some((step) => step.kind === 'var' && isPointer(step.type()))) {
        return undefined;
      }
      return heldByCopy(info, plain.x);
    }
    default:
      return 'the map belongs to a temporary value';
  }
}

/** Of `x` in `x.m`, where x is a struct: a local, parameter or value receiver is a copy that nobody else sees. */
function heldByCopy(info: PackageInfo, holder: Expr): string | undefined {
  const plain = unparen(holder);
  if (plain.kind === 'Ident') {
    const variable = variableOf(info, plain);
    if (variable?.role === 'package') return undefined;
    return `${plain.name} is a copy of the struct that holds the map`;
  }
  if (plain.kind === 'IndexExpr' && underlying(info.typeOf(plain.x)).kind === 'map') {
    return 'a field of a map element cannot be assigned to';
  }
  return copyRefusal(info, plain);
}
