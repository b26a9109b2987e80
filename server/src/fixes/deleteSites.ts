/**
 * Where code that runs after deletes may be put. A sweep is a loop that ends and deletes as it goes: the place is behind
 * the outermost such loop, but within every loop that may never end, within the function, and before an Unlock. A delete
 * that stands alone has its place right behind it.
 */
import type { Expr, ForStmt, Node, RangeStmt, Stmt } from '../syntax/ast';
import { walk } from '../syntax/walk';
import {
  isFunction,
  isPure,
  lastIndex,
  statementList,
  unparen,
  variableOf,
  withinFunction,
} from '../facts/expressions';
import type { Operation } from '../facts/facts';
import { originOf } from '../facts/facts';
import { underlying } from '../types/basic';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import type { Type } from '../types/type';
import type { FixContext } from './context';
import type { Refusal, Slot } from './statements';
import { slotOf } from './statements';

export interface DeleteSite {
  readonly operation: Operation;
  /** The statement to put code behind. */
  readonly slot: Slot;
  /** The nodes around that statement. */
  readonly path: readonly Node[];
  /** The statement ends a sweep: code behind it runs once for many deletes. */
  readonly sweep: boolean;
  /** The map as it must be written there; it can be assigned to and evaluated again. */
  readonly map: Expr;
}

export function deleteSite(
  context: FixContext,
  variable: Var,
  operation: Operation,
): DeleteSite | Refusal {
  const map = assignableMap(context, variable, operation);
  if ('refused' in map) return map;
  const place = placeAfter(context.info, operation, map);
  if ('refused' in place) return place;
  const stale = staleName(context, operation, place.path, place.slot.stmt);
  if (stale !== undefined) return { refused: stale };
  if (isRangedAt(context.info, variable, place.path, place.slot)) {
    return { refused: 'the map is being ranged over here' };
  }
  return { operation, ...place, map };
}

// The place ------------------------------------------------------------------------------------------------------

function placeAfter(
  info: PackageInfo,
  operation: Operation,
  map: Expr,
): Pick<DeleteSite, 'slot' | 'path' | 'sweep'> | Refusal {
  const { node, path } = operation;
  const statement = path.at(-1);
  if (statement?.kind !== 'ExprStmt' || statement.x !== node) {
    return { refused: 'the delete is deferred or part of another statement' };
  }
  const around = path.slice(0, -1);
  const first = lastIndex(around, isFunction) + 1;
  const holders = holdersOf(info, map);
  let found: { stmt: Stmt; path: readonly Node[] } = { stmt: statement, path: around };
  let sweep = node.kind === 'CallExpr' && info.builtinOf(node) !== 'delete';
  for (let i = around.length - 1; i >= first; i--) {
    const loop = around[i];
    if (loop?.kind !== 'ForStmt' && loop?.kind !== 'RangeStmt') continue;
    const leaves = around
      .slice(i + 1)
      .concat(statement)
      .some((n, j, inner) => {
        const list = statementList(inner[j - 1] ?? loop);
        return list !== undefined && list.at(-1)?.kind === 'ReturnStmt' && list.includes(n as Stmt);
      });
    if (!ends(info, loop) || unlocks(loop) || leaves || changes(info, loop, holders)) break;
    const label = around[i - 1];
    const labelled = label?.kind === 'LabeledStmt';
    found = { stmt: labelled ? label : loop, path: around.slice(0, labelled ? i - 1 : i) };
    sweep = true;
  }
  const slot = slotOf(found.path, found.stmt);
  if (slot === undefined) return { refused: 'no statement can be put behind the delete' };
  if (containsGoto(path.slice(0, first))) return { refused: 'the function uses goto' };
  return { slot, path: found.path, sweep };
}

/** Whether a loop comes to an end by itself: over something finite, or by a condition without calls and receives. */
function ends(info: PackageInfo, loop: ForStmt | RangeStmt): boolean {
  if (loop.kind === 'RangeStmt') {
    const kind = underlying(info.typeOf(loop.x)).kind;
    return kind !== 'chan' && kind !== 'unknown' && kind !== 'signature';
  }
  if (loop.cond === undefined) return false;
  let waits = false;
  walk(loop.cond, (n) => {
    if (n.kind === 'CallExpr' && info.builtinOf(n) === undefined && !info.isType(n.fun))
      waits = true;
    if (n.kind === 'UnaryExpr' && n.op === '<-') waits = true;
    return !waits;
  });
  walk(loop.body, (n) => {
    if (n.kind === 'SelectStmt') waits = true;
    return !waits && n.kind !== 'FuncLit';
  });
  return !waits;
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
function changes(info: PackageInfo, loop: ForStmt | RangeStmt, holders: ReadonlySet<Var>): boolean {
  for (const { at } of holders) {
    if (at !== undefined && loop.pos <= at.pos && at.pos < loop.end) return true;
  }
  const isHolder = (target: Expr | undefined): boolean => {
    const variable = target === undefined ? undefined : variableOf(info, unparen(target));
    return variable !== undefined && holders.has(originOf(variable));
  };
  let found = false;
  walk(loop, (n) => {
    if (n.kind === 'AssignStmt') found ||= n.lhs.some(isHolder);
    if (n.kind === 'IncDecStmt') found ||= isHolder(n.x);
    if (n.kind === 'RangeStmt' && n.op === '=') found ||= isHolder(n.key) || isHolder(n.value);
    if (n.kind === 'UnaryExpr' && n.op === '&') found ||= isHolder(n.x);
    return !found;
  });
  return found;
}

const UNLOCKS: ReadonlySet<string> = new Set(['Lock', 'Unlock', 'RLock', 'RUnlock']);

/** Whether a lock is taken or given back within the loop: behind it the map must not be touched. */
function unlocks(loop: Node): boolean {
  let found = false;
  walk(loop, (n) => {
    if (n.kind === 'CallExpr' && n.fun.kind === 'SelectorExpr' && UNLOCKS.has(n.fun.sel.name)) {
      found = true;
    }
    return !found;
  });
  return found;
}

function containsGoto(functions: readonly Node[]): boolean {
  const inner = functions.at(-1);
  let found = false;
  if (inner !== undefined) {
    walk(inner, (n) => {
      if (n.kind === 'BranchStmt' && n.tok === 'goto') found = true;
      return !found;
    });
  }
  return found;
}

/** Whether a range over the map is still going on behind the slot and may take another turn. */
function isRangedAt(info: PackageInfo, variable: Var, path: readonly Node[], slot: Slot): boolean {
  const rest = (statementList(slot.owner) ?? []).slice(slot.index + 1);
  const last = rest.at(-1);
  return withinFunction(path).some((n, i, all) => {
    if (n.kind !== 'RangeStmt') return false;
    const ranged = variableOf(info, n.x);
    if (ranged === undefined || originOf(ranged) !== variable) return false;
    if (last?.kind === 'ReturnStmt') return false;
    const inner = all.slice(i + 1).some((m) => BREAKABLE.has(m.kind));
    return !(last?.kind === 'BranchStmt' && last.tok === 'break' && !inner);
  });
}

const BREAKABLE: ReadonlySet<string> = new Set([
  'ForStmt',
  'RangeStmt',
  'SwitchStmt',
  'TypeSwitchStmt',
  'SelectStmt',
]);

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
  for (const op of context.facts.of(local).operations) {
    if (op.kind !== 'replace') continue;
    const value =
      op.node.kind === 'AssignStmt' || op.node.kind === 'ValueSpec'
        ? (op.node.kind === 'AssignStmt' ? op.node.rhs : op.node.values)[0]
        : undefined;
    if (value === undefined) return undefined;
    const plain = unparen(value);
    const named = variableOf(context.info, plain);
    if (named === undefined || originOf(named) !== variable || !isPure(plain)) return undefined;
    return copyRefusal(context.info, plain) === undefined ? plain : undefined;
  }
  return undefined;
}

/** A local name of the map must not be used any more once the map is another one. */
function staleName(
  context: FixContext,
  operation: Operation,
  path: readonly Node[],
  stmt: Stmt,
): string | undefined {
  const { through } = operation;
  if (through?.role !== 'local') return undefined;
  const refused = `${through.name} is another name of the map, and is used afterwards`;
  const declared = through.at?.pos ?? 0;
  const repeated = path.some(
    (n) => (n.kind === 'ForStmt' || n.kind === 'RangeStmt') && declared < n.pos,
  );
  const later = context.facts.usesOf(through).some((use) => use.ident.pos >= stmt.end);
  const captured = path.some((n) => n.kind === 'FuncLit' && declared < n.pos);
  return repeated || later || captured ? refused : undefined;
}

/** Why an assignment to the expression would be lost; undefined when it reaches the variable. */
export function copyRefusal(info: PackageInfo, target: Expr): string | undefined {
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

function isPointer(type: Type): boolean {
  return underlying(type).kind === 'pointer';
}
