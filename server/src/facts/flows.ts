/** The flow of the functions of a package: each built when it is asked for, and kept with its body. */
import { remembered } from '../base/remembered';
import type { BlockStmt, FuncDecl, FuncLit, Node } from '../syntax/ast';
import type { PackageInfo } from '../types/info';
import { isFunction, lastIndex } from './expressions';
import type { Flow, Point } from './flow';
import { buildFlow } from './flowGraph';
import { neverReturns } from './neverReturns';

/** By files: whether a call returns is seen in the body of another function. */
const kept = new WeakMap<PackageInfo['files'], WeakMap<BlockStmt, Flow>>();

/** The flow of a function; undefined for one without a body. */
export function flowOf(info: PackageInfo, { body }: FuncDecl | FuncLit): Flow | undefined {
  if (body === undefined) return undefined;
  const byBody = remembered(kept, info.files, () => new WeakMap<BlockStmt, Flow>());
  return remembered(byBody, body, () => buildFlow(body, (call) => neverReturns(info, call)));
}

/** The flow of the innermost function of a path; undefined outside of functions. */
export function flowAt(info: PackageInfo, path: readonly Node[]): Flow | undefined {
  const inner = path[lastIndex(path, isFunction)];
  return inner?.kind === 'FuncDecl' || inner?.kind === 'FuncLit' ? flowOf(info, inner) : undefined;
}

/** The point at which a node runs: its own, or that of the nearest node around it. */
export function pointOf(flow: Flow, path: readonly Node[], node: Node): Point | undefined {
  const own = flow.at(node);
  if (own !== undefined) return own;
  for (let i = path.length - 1; i >= 0; i--) {
    const around = path[i];
    if (around === undefined || isFunction(around)) return undefined;
    const point = flow.at(around);
    if (point !== undefined) return point;
  }
  return undefined;
}
