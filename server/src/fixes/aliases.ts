/** Whether anybody else holds a variable's map or slice, so that nothing else may be put in its place. */
import { fileName } from '../base/fileName';
import type { Expr, Span } from '../syntax/ast';
import { goLine } from '../syntax/lines';
import { callOf, deedOf, iteratedOf } from '../facts/calls';
import { outsideParens, sameExpr, unparen } from '../facts/expressions';
import type { AliasKind, Operation } from '../facts/facts';
import { fileNamed } from '../facts/functions';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Var } from '../types/object';
import type { FixContext } from './context';

/** Why the variable's map or slice is not the variable's alone; undefined when it is. */
export function aliasRefusal(context: FixContext, variable: Var): string | undefined {
  for (const op of context.facts.of(variable).operations) {
    // Tests hand maps to functions that compare them.
    if (op.file.test && op.alias === 'argument') continue;
    const alias = op.kind === 'alias' ? op.alias : aliasOf(context.info, op);
    if (alias !== undefined) return `${REASONS[alias]} (${whereOf(op.file, op.node)})`;
  }
  return undefined;
}

/** Other operations by which somebody else gets hold of the map or array. */
function aliasOf(info: PackageInfo, op: Operation): SharedBy | undefined {
  if (runsLater(info, op)) return 'later';
  if (op.node.kind !== 'CallExpr') return undefined;
  const around = op.path[outsideParens(op.path)];
  if (op.kind === 'range') {
    const isIterator = iteratedOf(callOf(info, op.node)) !== undefined;
    if (!isIterator || around === undefined) return undefined;
    if (around.kind === 'RangeStmt' && unparen(around.x) === op.node) return undefined;
    if (around.kind !== 'CallExpr') return 'iterator';
    const index = around.args.findIndex((arg) => unparen(arg) === op.node);
    const deed = deedOf(callOf(info, around), index);
    return deed === 'ranges' ? undefined : 'iterator';
  }
  // `all := append(c.items, x)` may share the array of c.items.
  if (op.kind !== 'read' || info.builtinOf(op.node) !== 'append') return undefined;
  const call = op.node;
  if (call.args[0] === undefined || call.args[0].pos > op.target.pos) return undefined;
  if (call.args[0].end < op.target.end) return undefined;
  if (around?.kind !== 'AssignStmt' || around.lhs.length !== around.rhs.length) return 'assigned';
  const to = around.lhs[around.rhs.findIndex((right) => unparen(right) === call)];
  return to !== undefined && sameExpr(info, to, op.target) ? undefined : 'assigned';
}

/** `defer delete(c.m, k)`, `go use(c.m)`: what is handed over is settled now, and used when others may have put a new one there. */
function runsLater(info: PackageInfo, { node, path, target }: Operation): boolean {
  return [...path, node].some((n) => {
    if (n.kind !== 'DeferStmt' && n.kind !== 'GoStmt') return false;
    const call = unparen(n.call);
    return call.kind === 'CallExpr' && call.args.some((arg) => handed(info, arg) === target);
  });
}

/** The map or slice that an argument is: without conversions, and the whole of which it is a part. */
function handed(info: PackageInfo, arg: Expr): Expr {
  const plain = unparen(arg);
  if (plain.kind === 'SliceExpr') return handed(info, plain.x);
  const [value] = plain.kind === 'CallExpr' && info.isType(plain.fun) ? plain.args : [];
  return value === undefined ? plain : handed(info, value);
}

type SharedBy = AliasKind | 'iterator' | 'later';

const REASONS: Readonly<Record<SharedBy, string>> = {
  assigned: 'another variable holds it too',
  returned: 'it is returned to callers, who may keep it',
  argument: 'it is passed to a function that may keep it',
  stored: 'it is stored in another value',
  address: 'its address is taken',
  iterator: 'an iterator over it is kept',
  later: 'a call that runs later has it',
};

/** `cache.go:12`, for people. */
export function whereOf({ uri, text }: SourceFile, { pos }: Span): string {
  return `${fileName(uri)}:${goLine(text, pos)}`;
}

/** The variable's operations outside of tests; all of them for a variable that a test declares. */
export function operationsOf(context: FixContext, variable: Var): readonly Operation[] {
  const { operations } = context.facts.of(variable);
  const declared = variable.at && fileNamed(context.info, variable.at.uri);
  return declared?.test === true ? operations : operations.filter((op) => !op.file.test);
}

/** Fixes compare the places of a map with each other, and people look at each place that a fix changes. */
const MOST_PLACES = 300;

/** Why a variable is not looked into further; undefined where it may be. */
export function placesRefusal(operations: readonly Operation[]): string | undefined {
  return operations.length > MOST_PLACES
    ? `it is used in ${operations.length} places, and only up to ${MOST_PLACES} are looked through`
    : undefined;
}
