/**
 * How many entries a map may have: a comparison of its length with a bound that every insertion passes, before or after,
 * and that leads to nothing being inserted or to something being removed where the map is full.
 */
import type { BinaryExpr, Expr, Node } from '../syntax/ast';
import { walk } from '../syntax/walk';
import type { PackageInfo } from '../types/info';
import { calleeOf, isFunction, lastIndex, unparen, variableOf } from './expressions';
import type { Operation } from './facts';
import type { Flow, Point } from './flow';
import { alwaysAfter, alwaysBefore, reaches } from './flow';
import { flowAt, pointOf } from './flows';
import { ownFunction } from './functions';
import { onlyValue } from './locals';

export interface Bound {
  /** The comparison. */
  readonly at: Expr;
  /** How many entries there are at most; undefined where the program decides when it runs. */
  readonly entries: bigint | undefined;
}

/** The bound that all insertions keep to, the highest where there are several; undefined where one keeps to none. */
export function boundOf(info: PackageInfo, operations: readonly Operation[]): Bound | undefined {
  const lengths = new Set(
    operations.flatMap(({ kind, node }) =>
      kind === 'len' && node.kind === 'CallExpr' ? [node as Node] : [],
    ),
  );
  if (lengths.size === 0) return undefined;
  const removing = operations.filter(({ kind }) => ['delete', 'clear', 'replace'].includes(kind));
  const inserts = operations.filter(
    ({ kind, initial, file }) => kind === 'insert' && initial !== true && !file.test,
  );
  let highest: Bound | undefined;
  for (const insert of inserts) {
    const bound = boundOfInsert(info, insert, lengths, removing);
    if (bound === undefined) return undefined;
    const lower = highest !== undefined && highest.entries === undefined;
    if (!lower && (bound.entries === undefined || bound.entries >= (highest?.entries ?? 0n))) {
      highest = bound;
    }
  }
  return highest;
}

function boundOfInsert(
  info: PackageInfo,
  { path, node }: Operation,
  lengths: ReadonlySet<Node>,
  removing: readonly Operation[],
): Bound | undefined {
  const flow = flowAt(info, path);
  const at = flow && pointOf(flow, path, node);
  const func = path[lastIndex(path, isFunction)];
  if (flow === undefined || at === undefined || func === undefined) return undefined;
  for (const compared of comparisonsIn(info, path, func, lengths)) {
    const point = flow.at(compared.cond);
    if (point === undefined) continue;
    const ask = (other: Point) => (other === point ? 'yes' : undefined);
    const removes = removalsIn(info, func, removing);
    const full = point.next.find(({ guard }) => guard?.holds === compared.fullWhen);
    if (full === undefined) continue;
    const before = alwaysBefore(flow, at, ask) && !leads(full, at, point, removes);
    const after = alwaysAfter(flow, at, ask) && alwaysMeets(flow, full, removes);
    if (before || after) {
      const known = info.constOf(compared.bound);
      return { at: compared.cond, entries: typeof known === 'bigint' ? known : undefined };
    }
  }
  return undefined;
}

interface Comparison {
  readonly cond: BinaryExpr;
  readonly bound: Expr;
  /** What the comparison says where the map is full. */
  readonly fullWhen: boolean;
}

/** `len(m) >= most`, also `n := len(m)` before it. */
function comparisonsIn(
  info: PackageInfo,
  path: readonly Node[],
  func: Node,
  lengths: ReadonlySet<Node>,
): readonly Comparison[] {
  const found: Comparison[] = [];
  const isLength = (expr: Expr): boolean => {
    const plain = unparen(expr);
    if (lengths.has(plain)) return true;
    const local = plain.kind === 'Ident' ? variableOf(info, plain) : undefined;
    const value = local && onlyValue(info, path, local)?.value;
    return value !== undefined && lengths.has(unparen(value));
  };
  walk(func, (node) => {
    if (node.kind !== 'BinaryExpr' || !['<', '<=', '>', '>=', '=='].includes(node.op)) return true;
    const left = isLength(node.x);
    if (!left && !isLength(node.y)) return true;
    const bound = left ? node.y : node.x;
    if (info.constOf(bound) === 0n) return true;
    const more = node.op === '==' || (left ? node.op.startsWith('>') : node.op.startsWith('<'));
    found.push({ cond: node, bound, fullWhen: more });
    return true;
  });
  return found;
}

/** Whether a node removes entries, itself or by a function of the package that does. */
function removalsIn(
  info: PackageInfo,
  func: Node,
  removing: readonly Operation[],
): (node: Node | undefined) => boolean {
  const nodes = new Set<Node>(removing.map(({ node }) => node));
  const functions = new Set<Node>(
    removing.flatMap(({ path }) => path.filter((n) => n.kind === 'FuncDecl' && n !== func)),
  );
  return (node) => {
    let found = false;
    if (node === undefined) return false;
    walk(node, (n) => {
      found ||= nodes.has(n);
      if (n.kind === 'CallExpr') {
        const called = ownFunction(info, calleeOf(n));
        found ||= called !== undefined && functions.has(called);
      }
      return !found;
    });
    return found;
  };
}

/** Whether something is inserted although the map is full, nothing has been removed, and its length is not looked at again. */
function leads(
  full: Point,
  insert: Point,
  compared: Point,
  removes: (node: Node | undefined) => boolean,
): boolean {
  return reaches(full, insert, (p) => (p === compared || removes(p.node) ? 'no' : undefined));
}

function alwaysMeets(
  flow: Flow,
  full: Point,
  removes: (node: Node | undefined) => boolean,
): boolean {
  return alwaysAfter(flow, full, ({ node }) => (removes(node) ? 'yes' : undefined));
}
