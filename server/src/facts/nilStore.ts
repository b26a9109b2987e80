/**
 * Recognises `m[k] = nil` where a field or package variable holds the map m, and tells what reading code makes of nil:
 * whether it stands for an entry that is not there, or says something else.
 */
import { remembered } from '../base/remembered';
import type { AssignStmt, Decl, Expr, IndexExpr, Node } from '../syntax/ast';
import { forEachChild } from '../syntax/walk';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Var } from '../types/object';
import {
  isBlank,
  isFunction,
  isMap,
  isNil,
  lastIndex,
  outsideParens,
  unparen,
  variableOf,
} from './expressions';
import type { NilStore, Operation } from './facts';
import { originOf } from './facts';
import { fileNamed } from './functions';
import { onlyValue } from './locals';
import { walkWithPath } from './sites';

const kept = new WeakMap<PackageInfo, WeakMap<Decl, readonly NilStore[]>>();

/** The assignments in a declaration, in source order. */
export function nilStoresOf(info: PackageInfo, file: SourceFile, decl: Decl): readonly NilStore[] {
  const byDecl = remembered(kept, info, () => new WeakMap<Decl, readonly NilStore[]>());
  return remembered(byDecl, decl, () => nilStoresIn(info, file, decl));
}

function nilStoresIn(info: PackageInfo, file: SourceFile, decl: Decl): readonly NilStore[] {
  const found: NilStore[] = [];
  walkWithPath(decl, (node, path) => {
    if (node.kind !== 'AssignStmt') return;
    for (const entry of nilEntries(info, node)) {
      const variable = isMap(info, entry.x) ? heldBy(info, path, entry.x) : undefined;
      if (variable?.at === undefined || fileNamed(info, variable.at.uri) === undefined) continue;
      found.push({ file, statement: node, path: path.slice(), entry, variable });
    }
  });
  return found;
}

/** The `m[k]` of an assignment that get nil. */
function nilEntries(info: PackageInfo, { op, lhs, rhs }: AssignStmt): readonly IndexExpr[] {
  if (op !== '=' || lhs.length !== rhs.length) return [];
  return lhs.flatMap((left, i) => {
    const entry = unparen(left);
    const value = rhs[i];
    return entry.kind === 'IndexExpr' && value !== undefined && isNil(info, value) ? [entry] : [];
  });
}

/** How many locals that hold the map of another are looked through. */
const MOST_NAMES = 8;

/** The field or package variable whose map an expression denotes, as far as locals that are assigned once tell. */
function heldBy(info: PackageInfo, path: readonly Node[], map: Expr): Var | undefined {
  let expr: Expr | undefined = map;
  for (let i = 0; i < MOST_NAMES && expr !== undefined; i++) {
    const variable = variableOf(info, expr);
    if (variable?.role === 'field' || variable?.role === 'package') return originOf(variable);
    expr = variable && onlyValue(info, path, variable)?.value;
  }
  return undefined;
}

/** Whether an insertion stores nil, and nothing else. */
export function storesNil(info: PackageInfo, { node, target }: Operation): boolean {
  if (node.kind !== 'AssignStmt') return false;
  return nilEntries(info, node).some(({ x }) => unparen(x) === target);
}

/** What code that looks at entries makes of one that is nil. */
export type Reading =
  /** The same as of one that is not there. */
  | 'absent'
  /** Something else. */
  | 'present'
  /** It is not seen to tell one from the other. */
  | 'either'
  /** Keys are looked at whose entries may be nil. */
  | 'keys';

/** Of an operation that reads entries. */
export function readingOf(info: PackageInfo, op: Operation): Reading {
  const { kind, node, path } = op;
  if (kind === 'range') {
    if (node.kind !== 'RangeStmt') return 'keys';
    const value = node.value && localOf(info, node.value);
    if (value !== undefined && isTested(info, node.body, value)) return 'absent';
    return node.key === undefined || isBlank(node.key) ? 'either' : 'keys';
  }
  if (kind !== 'read' && kind !== 'commaOk') return 'either';
  const around = path[outsideParens(path)];
  if (around === undefined) return 'either';
  if (kind === 'read' && around.kind === 'BinaryExpr') {
    return isNilTest(info, around) ? 'absent' : 'either';
  }
  const body = path[lastIndex(path, isFunction)];
  if (body === undefined) return kind === 'read' ? 'either' : 'present';
  const [value, ok] = targetsOf(info, around, node);
  if (kind === 'commaOk' && !isBlank(ok)) {
    const isOk = ok && localOf(info, ok);
    const local = value && localOf(info, value);
    if (isOk === undefined || local === undefined) return 'present';
    return onlyBesideTest(info, body, isOk, local) ? 'absent' : 'present';
  }
  const local = value && localOf(info, value);
  return local !== undefined && isTested(info, body, local) ? 'absent' : 'either';
}

/** What `m[k]` is assigned to. */
function targetsOf(info: PackageInfo, around: Node, entry: Node): readonly Expr[] {
  const [lhs, rhs] =
    around.kind === 'AssignStmt'
      ? [around.lhs, around.rhs]
      : around.kind === 'ValueSpec'
        ? [around.names, around.values]
        : [[], []];
  const at = rhs.findIndex((right) => unparen(right) === entry);
  if (at < 0) return [];
  return rhs.length === lhs.length ? lhs.slice(at, at + 1) : lhs;
}

function localOf(info: PackageInfo, expr: Expr): Var | undefined {
  const variable = variableOf(info, expr);
  return variable?.role === 'field' || variable?.role === 'package' ? undefined : variable;
}

/** `x == nil`, `nil != x`. */
function isNilTest(info: PackageInfo, node: Node, op?: string): boolean {
  if (node.kind !== 'BinaryExpr' || (node.op !== '==' && node.op !== '!=')) return false;
  return (op === undefined || node.op === op) && (isNil(info, node.x) || isNil(info, node.y));
}

/** Whether a local is compared with nil. */
function isTested(info: PackageInfo, body: Node, local: Var): boolean {
  return hasTest(info, body, local, undefined);
}

function hasTest(info: PackageInfo, body: Node, local: Var, op: string | undefined): boolean {
  let found = false;
  const visit = (node: Node): void => {
    if (node.kind === 'BinaryExpr' && isNilTest(info, node, op)) {
      found ||= [node.x, node.y].some((side) => variableOf(info, side) === local);
    }
    if (!found) forEachChild(node, visit);
  };
  visit(body);
  return found;
}

/** Whether a second result is asked for only together with the first one: `ok && v != nil`, `!ok || v == nil`. */
function onlyBesideTest(info: PackageInfo, body: Node, ok: Var, value: Var): boolean {
  let only = true;
  walkWithPath(body, (node, path) => {
    if (node.kind !== 'Ident' || variableOf(info, node) !== ok) return;
    const at = outsideParens(path);
    const around = path[at];
    if (around?.kind === 'AssignStmt' || around?.kind === 'ValueSpec') {
      const targets: readonly Expr[] = around.kind === 'AssignStmt' ? around.lhs : around.names;
      only &&= targets.some((target) => unparen(target) === node);
      return;
    }
    const denied = around?.kind === 'UnaryExpr' && around.op === '!';
    const outer = denied ? path[outsideParens(path.slice(0, at))] : around;
    const [join, test] = denied ? ['||', '=='] : ['&&', '!='];
    only &&= outer?.kind === 'BinaryExpr' && outer.op === join && hasTest(info, outer, value, test);
  });
  return only;
}
