/**
 * Whether the holder of a map is let go of once the map is empty: `if len(o.m) == 0 { x.owner = nil }`, also through a
 * method that says so to a caller that lets go, and through a function that is called to let go.
 */
import type { Expr, Node } from '../syntax/ast';
import { encloses } from '../syntax/spans';
import { walk } from '../syntax/walk';
import type { PackageInfo } from '../types/info';
import type { TypeName } from '../types/object';
import { calleeOf, isFunction, lastIndex, outsideParens, unparen, variableOf } from './expressions';
import type { Operation } from './facts';
import { guardsOf } from './flow';
import { flowAt, pointOf } from './flows';
import { ownFunction } from './functions';
import { onlyValue } from './locals';
import { dropsOne } from './owners';
import type { Site } from './sites';
import { callsOf, walkWithPath } from './sites';

/** Where the holder is let go of; undefined where nothing is seen to do so. */
export function dropWhenEmpty(
  info: PackageInfo,
  operations: readonly Operation[],
  holder: TypeName,
): Site | undefined {
  for (const test of emptyTests(info, operations)) {
    for (const told of [test, ...toldTo(info, test)]) {
      const drop = dropAfter(info, told, holder);
      if (drop !== undefined) return drop;
    }
  }
  return undefined;
}

/** `len(m)` where it is compared with 0 or 1. */
function emptyTests(info: PackageInfo, operations: readonly Operation[]): readonly Site[] {
  return operations.flatMap(({ kind, file, node, path }): readonly Site[] => {
    if (kind !== 'len' || node.kind !== 'CallExpr' || file.test) return [];
    const around = path[outsideParens(path)];
    if (around?.kind !== 'BinaryExpr') return [];
    const few = [around.x, around.y].some((side) => {
      const value = info.constOf(side);
      return value === 0n || value === 1n;
    });
    return few ? [{ file, node, path }] : [];
  });
}

/** The calls that learn the answer of a test, where its function returns it. */
function toldTo(info: PackageInfo, { path, node }: Site): readonly Site[] {
  const inner = lastIndex(path, isFunction);
  const func = path[inner];
  if (func?.kind !== 'FuncDecl') return [];
  const statement = path.slice(inner).find((n) => n.kind === 'ReturnStmt');
  const returned = statement !== undefined || returnsLocal(info, func, node);
  return returned ? callsOf(info, func) : [];
}

/** `empty := len(o.m) == 0; …; return empty`. */
function returnsLocal(info: PackageInfo, func: Node, test: Node): boolean {
  let found = false;
  walkWithPath(func, (n, path) => {
    if (n.kind !== 'ReturnStmt') return;
    found ||= n.results.some((result) => covers(info, [func, ...path.slice(1)], result, test));
  });
  return found;
}

/** Where the holder is let go of in the function of a test, behind a condition that the test is part of. */
function dropAfter(info: PackageInfo, test: Site, holder: TypeName): Site | undefined {
  const { path, file } = test;
  const flow = flowAt(info, path);
  const inner = lastIndex(path, isFunction);
  const func = path[inner];
  if (flow === undefined || func === undefined) return undefined;
  let found: Site | undefined;
  walkWithPath(func, (node, below) => {
    if (found !== undefined || !(dropsOne(info, node, holder) || callsDrop(info, node, holder)))
      return;
    const around = [...path.slice(0, inner), ...below];
    const point = pointOf(flow, around, node);
    const guards = point === undefined ? [] : guardsOf(flow, point);
    if (guards.some(({ cond }) => covers(info, path, cond, test.node))) {
      found = { file, node, path: around };
    }
  });
  return found;
}

/** A call of a function of the package that lets go of a holder. */
function callsDrop(info: PackageInfo, node: Node, holder: TypeName): boolean {
  if (node.kind !== 'CallExpr') return false;
  const body = ownFunction(info, calleeOf(node))?.body;
  let drops = false;
  if (body !== undefined) {
    walk(body, (n) => {
      drops ||= dropsOne(info, n, holder);
      return !drops;
    });
  }
  return drops;
}

/** Whether a condition is, or gets its value from, an expression with the test in it. */
function covers(info: PackageInfo, path: readonly Node[], cond: Expr, test: Node): boolean {
  if (encloses(cond, test)) return true;
  const plain = unparen(cond);
  const local = plain.kind === 'Ident' ? variableOf(info, plain) : undefined;
  const value = local && onlyValue(info, path, local)?.value;
  return value !== undefined && encloses(value, test);
}
