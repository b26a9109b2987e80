/**
 * Whether a deletion from a map is a sweep by age: a loop that deletes what an ordering or a time says is too old. Followed
 * are loops over the map, over keys that such a loop has gathered, over lists and heaps beside the map, and functions of the
 * package that delete for a loop that calls them. A loop over another map, over a channel, or one that waits is none.
 */
import type { CallExpr, Expr, ForStmt, FuncDecl, FuncLit, Node, RangeStmt } from '../syntax/ast';
import { walk } from '../syntax/walk';
import { underlying } from '../types/basic';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import { calleeOf, isFunction, lastIndex, sameExpr, unparen, variableOf } from './expressions';
import { guardsOf } from './flow';
import { flowAt, pointOf } from './flows';
import { functionNamed, ownFunction, parametersOf, placeOf } from './functions';
import { onlyValue } from './locals';
import type { Site } from './sites';
import { callsOf, walkWithPath } from './sites';

/** Why a deletion is one by age. */
export interface Aging {
  /** The loop, or the call of `maps.DeleteFunc`. */
  readonly sweep: Site;
  /** The ordering or the question about time that decides. */
  readonly test: Site<Expr>;
  /** What is compared is the entry's own: a part of its value, or of the element beside the map; not its key. */
  readonly own: boolean;
}

type Loop = ForStmt | RangeStmt;

/** What a test stands in. */
type Scope = Loop | FuncDecl | FuncLit;

/** How many places may call a function that deletes for them. */
const MOST_CALLERS = 20;

/** How many functions lie between a loop and the deletion that it asks for. */
const MOST_CALLS = 2;

/**
 * For each way that leads to a deletion: the sweep that it is part of, or undefined for one that is none.
 *
 * @param map the expression whose entries are deleted
 */
export function agingOf(
  info: PackageInfo,
  deletion: Site,
  map: Expr,
): readonly (Aging | undefined)[] {
  const byFunction = deletedByFunction(info, deletion);
  if (byFunction !== undefined) return [byFunction];
  return agingAt(info, deletion, { map, depth: 0 });
}

interface Search {
  readonly map: Expr;
  readonly depth: number;
  /** What a function that deletes for a loop asks itself. */
  readonly asked?: Test;
}

function agingAt(info: PackageInfo, site: Site, search: Search): readonly (Aging | undefined)[] {
  const found = agingInLoops(info, site, search);
  if (found !== undefined) return [found];
  const { path } = site;
  const inner = path[lastIndex(path, isFunction)];
  if (inner?.kind !== 'FuncDecl' || search.depth >= MOST_CALLS) return [undefined];
  const calls = callsOf(info, inner);
  // What is called from everywhere is no part of one sweep.
  if (calls.length === 0 || calls.length > MOST_CALLERS) return [undefined];
  const around = { ...site, node: inner, path: [] };
  const asked = search.asked ?? testIn(info, site, around, search);
  const above = { ...search, ...(asked && { asked }), depth: search.depth + 1 };
  const all: Aging[] = [];
  for (const call of calls) {
    for (const one of agingAt(info, call, above)) {
      // One way that is no sweep is enough.
      if (one === undefined) return [undefined];
      all.push(one);
    }
  }
  return all;
}

/** The innermost loop around a place, within its function, that decides by age whether the place is reached. */
function agingInLoops(info: PackageInfo, site: Site, search: Search): Aging | undefined {
  const { path } = site;
  const start = lastIndex(path, isFunction);
  for (let i = path.length - 1; i > start; i--) {
    const loop = path[i];
    if (loop?.kind !== 'ForStmt' && loop?.kind !== 'RangeStmt') continue;
    if (!mayBeSweep(info, loop, search)) return undefined;
    const sweep = { file: site.file, node: loop, path: path.slice(0, i) };
    const test =
      testIn(info, site, sweep, search) ?? gatheredBy(info, sweep, search) ?? search.asked;
    if (test !== undefined) return { sweep, ...test };
  }
  return undefined;
}

/** Not over a channel, nor one that waits: it deletes one after the other. Not over a map beside the one at hand. */
function mayBeSweep(info: PackageInfo, loop: Loop, { map, depth }: Search): boolean {
  if (loop.kind === 'RangeStmt') {
    const { kind } = underlying(info.typeOf(loop.x));
    if (kind === 'chan') return false;
    return kind !== 'map' || depth > 0 || isSameMap(info, loop.x, map);
  }
  return loop.cond !== undefined || !waits(loop.body);
}

function isSameMap(info: PackageInfo, a: Expr, b: Expr): boolean {
  const x = variableOf(info, a);
  const y = variableOf(info, b);
  return sameExpr(info, a, b) || (x !== undefined && x === y);
}

function waits(body: Node): boolean {
  let found = false;
  walk(body, (n) => {
    found ||= n.kind === 'SelectStmt' || (n.kind === 'UnaryExpr' && n.op === '<-');
    return !found && n.kind !== 'FuncLit';
  });
  return found;
}

type Test = Pick<Aging, 'test' | 'own'>;

/** What must hold in a turn of the loop, or in the function, for the place to be reached. */
function testIn(
  info: PackageInfo,
  { path, node, file }: Site,
  sweep: Site<Scope>,
  search: Search,
): Test | undefined {
  const flow = flowAt(info, path);
  const point = flow && pointOf(flow, path, node);
  if (flow === undefined || point === undefined) return undefined;
  const loop = sweep.node;
  for (const { cond } of guardsOf(flow, point)) {
    if (cond.pos < loop.pos || cond.end > loop.end) continue;
    const ordering = orderingIn(info, path, cond, loop);
    if (ordering === undefined) continue;
    const own = isOwn(info, path, ordering, loop, search);
    return { test: { file, node: ordering, path: sweep.path }, own };
  }
  return undefined;
}

/** Keys that a loop over the map has gathered by age, and that the loop at hand deletes. */
function gatheredBy(info: PackageInfo, sweep: Site<Loop>, search: Search): Test | undefined {
  const { node: loop, path, file } = sweep;
  const keys = loop.kind === 'RangeStmt' ? variableOf(info, loop.x) : undefined;
  const inner = lastIndex(path, isFunction);
  const body = path[inner];
  if (keys?.role !== 'local' || body === undefined) return undefined;
  const outer = path.slice(0, inner);
  const tests: (Test | undefined)[] = [];
  walkWithPath(body, (node, below) => {
    if (node.kind !== 'AssignStmt' || node.pos >= loop.pos) return;
    const [to] = node.lhs;
    const [value] = node.rhs;
    if (to === undefined || value?.kind !== 'CallExpr' || variableOf(info, to) !== keys) return;
    if (info.builtinOf(value) !== 'append') return;
    const around = [...outer, ...below];
    const at = lastIndex(around, (n) => n.kind === 'RangeStmt');
    const over = around[at];
    const test =
      over?.kind === 'RangeStmt' && isSameMap(info, over.x, search.map)
        ? testIn(
            info,
            { file, node, path: around },
            { file, node: over, path: around.slice(0, at) },
            search,
          )
        : undefined;
    tests.push(test);
  });
  // One that gathers without a test gathers entries of any age.
  return tests.includes(undefined) ? undefined : tests[0];
}

/** `maps.DeleteFunc(m, func(k K, v V) bool { return v.expires < now })`, also with a function that has a name. */
function deletedByFunction(info: PackageInfo, deletion: Site): Aging | undefined {
  const { node } = deletion;
  if (node.kind !== 'CallExpr' || info.builtinOf(node) !== undefined) return undefined;
  const predicate = node.args[1] && predicateOf(info, deletion, unparen(node.args[1]));
  if (predicate === undefined) return undefined;
  const { node: decides, path, file } = predicate;
  const inside = [...path, decides];
  let test: Expr | undefined;
  walk(decides, (n) => {
    if (n.kind === 'BinaryExpr' || n.kind === 'CallExpr') {
      test ??= orderingIn(info, inside, n, decides);
    }
    return test === undefined;
  });
  if (test === undefined) return undefined;
  const value = parametersOf(decides)[1];
  const entry = value && variableOf(info, value.name);
  const own = entry !== undefined && variablesIn(info, inside, test).includes(entry);
  return { sweep: deletion, test: { file, node: test, path: inside }, own };
}

/** The function that says which entries go: written in the call, in a local, or declared in the package. */
function predicateOf(
  info: PackageInfo,
  { file, node, path }: Site,
  predicate: Expr,
): Site<FuncDecl | FuncLit> | undefined {
  if (predicate.kind === 'FuncLit') return { file, node: predicate, path: [...path, node] };
  const local = predicate.kind === 'Ident' ? variableOf(info, predicate) : undefined;
  const value = local && onlyValue(info, path, local)?.value;
  const literal = value && unparen(value);
  if (literal?.kind === 'FuncLit') return { file, node: literal, path };
  const func = functionNamed(info, predicate);
  const place = func && placeOf(info, func.origin ?? func);
  const decl = place && ownFunction(info, predicate);
  return decl && { file: place.file, node: decl, path: [] };
}

// Orderings ------------------------------------------------------------------------------------------------------------

const ORDERED: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);

/** How many locals are looked through for what decides. */
const MOST_LOCALS = 4;

/** The comparison by order or time in a condition; undefined where there is none. */
function orderingIn(
  info: PackageInfo,
  path: readonly Node[],
  cond: Expr,
  within: Scope,
  depth = 0,
): Expr | undefined {
  const plain = unparen(cond);
  switch (plain.kind) {
    case 'BinaryExpr':
      if (plain.op === '&&' || plain.op === '||') {
        return (
          orderingIn(info, path, plain.x, within, depth) ??
          orderingIn(info, path, plain.y, within, depth)
        );
      }
      if (!ORDERED.has(plain.op)) return undefined;
      return [plain.x, plain.y].some((side) => isCount(info, side, within)) ? undefined : plain;
    case 'UnaryExpr':
      return plain.op === '!' ? orderingIn(info, path, plain.x, within, depth) : undefined;
    case 'CallExpr':
      return isTimeOrder(info, plain) ? plain : undefined;
    case 'Ident': {
      const variable = variableOf(info, plain);
      const value = variable && onlyValue(info, path, variable)?.value;
      return value && depth < MOST_LOCALS
        ? orderingIn(info, path, value, within, depth + 1)
        : undefined;
    }
    default:
      return undefined;
  }
}

/** `len(x)`, `cap(x)`, and what the loop counts itself. */
function isCount(info: PackageInfo, side: Expr, within: Scope): boolean {
  const plain = unparen(side);
  if (plain.kind === 'CallExpr') return ['len', 'cap'].includes(info.builtinOf(plain) ?? '');
  const counter = counterOf(info, within);
  const counted = counter && variableOf(info, counter);
  return counted !== undefined && counted === variableOf(info, plain);
}

/** The `i` of `for …; …; i++` and of `for i := range list`. */
function counterOf(info: PackageInfo, loop: Scope): Expr | undefined {
  if (loop.kind === 'RangeStmt') {
    return COUNTED.has(underlying(info.typeOf(loop.x)).kind) ? loop.key : undefined;
  }
  const post = loop.kind === 'ForStmt' ? loop.post : undefined;
  return post?.kind === 'AssignStmt'
    ? post.lhs[0]
    : post?.kind === 'IncDecStmt'
      ? post.x
      : undefined;
}

/** What a range counts through. */
const COUNTED: ReadonlySet<string> = new Set(['slice', 'array', 'pointer', 'basic']);

const TIME_ORDERS: ReadonlySet<string> = new Set(['Before', 'After']);

function isTimeOrder(info: PackageInfo, call: CallExpr): boolean {
  const func = functionNamed(info, calleeOf(call));
  return func?.pkg === 'time' && func.recvName === 'Time' && TIME_ORDERS.has(func.name);
}

/** Whether what is compared belongs to the entry, and is not its key. */
function isOwn(
  info: PackageInfo,
  path: readonly Node[],
  test: Expr,
  loop: Scope,
  { map }: Search,
): boolean {
  const variables = variablesIn(info, path, test);
  if (indexes(info, path, test, map)) return true;
  const key = loop.kind === 'RangeStmt' && loop.key ? variableOf(info, loop.key) : undefined;
  const inside = variables.filter(
    (one) => one.at !== undefined && loop.pos <= one.at.pos && one.at.pos < loop.end,
  );
  if (inside.some((one) => one !== key)) return true;
  // `for len(h) > 0 && h[0].expires < now`.
  return loop.kind === 'ForStmt' && holdsElement(test);
}

function holdsElement(test: Expr): boolean {
  let found = false;
  walk(test, (n) => {
    found ||= n.kind === 'IndexExpr' || n.kind === 'TypeAssertExpr';
    return !found;
  });
  return found;
}

/** Whether the map is looked into: `m[k].expires < now`. */
function indexes(info: PackageInfo, path: readonly Node[], test: Expr, map: Expr): boolean {
  let found = false;
  for (const expr of expanded(info, path, test)) {
    walk(expr, (n) => {
      found ||= n.kind === 'IndexExpr' && isSameMap(info, n.x, map);
      return !found;
    });
  }
  return found;
}

/** The variables that a test is about, those included that its locals get their values from. */
function variablesIn(info: PackageInfo, path: readonly Node[], test: Expr): readonly Var[] {
  const found = new Set<Var>();
  for (const expr of expanded(info, path, test)) {
    walk(expr, (n) => {
      const variable = n.kind === 'Ident' ? variableOf(info, n) : undefined;
      if (variable !== undefined) found.add(variable);
      return true;
    });
  }
  return [...found];
}

/** An expression, and the values of the locals in it. */
function expanded(info: PackageInfo, path: readonly Node[], expr: Expr): readonly Expr[] {
  const all = [expr];
  const seen = new Set<Var>();
  for (const one of all) {
    if (all.length > MOST_LOCALS * MOST_LOCALS) break;
    walk(one, (n) => {
      const variable = n.kind === 'Ident' ? variableOf(info, n) : undefined;
      if (variable === undefined || seen.has(variable)) return true;
      seen.add(variable);
      const value = onlyValue(info, path, variable)?.value;
      if (value !== undefined) all.push(value);
      return true;
    });
  }
  return all;
}
