/**
 * What the source says for and against a map that keeps memory after it has shrunk: how long it lives, how its entries go,
 * what slows its growth. Every answer has the place that a reader can check. Which answers make a finding is for rules to say.
 *
 * After the study of findings that people judged: of maps that lose entries, those were worth a word that live long, are
 * swept by the age of their entries and by nothing else, and are filled by something cheap.
 */
import type { CallExpr, FuncDecl, FuncLit, Node } from '../syntax/ast';
import { walk } from '../syntax/walk';
import { isPointer, unalias, underlying } from '../types/basic';
import { lookupMember } from '../types/lookup';
import type { PackageInfo } from '../types/info';
import type { Type } from '../types/type';
import type { Aging } from './aging';
import { agingOf } from './aging';
import type { Bound } from './bounds';
import { boundOf } from './bounds';
import { dropWhenEmpty } from './emptied';
import { calleeOf, isFunction, lastIndex, sameExpr } from './expressions';
import type { Operation, PackageFacts, VarFacts } from './facts';
import { declOf, endsAll, isErrorPath } from './lifecycle';
import type { Birth, Fate } from './owners';
import { birthsOf, structOf } from './owners';
import type { Site } from './sites';
import { callsOf } from './sites';

export interface Lifetime {
  /** Whether it is certain, or taken to be so, that the map lives on: see owners.ts. */
  readonly long: boolean;
  readonly why: Fate | 'unknown';
  /** Undefined where no place of the package says so. */
  readonly at: Site | undefined;
}

/** How long the map of a field or package variable lives. */
export function lifetimeOf(facts: PackageFacts, { variable }: VarFacts): Lifetime {
  if (variable.role === 'package') return { long: true, why: 'package', at: undefined };
  const struct = structOf(facts, variable);
  const births = struct === undefined ? [] : birthsOf(facts, struct);
  for (const { fate, only } of SHORT) {
    const birth = births.find((one) => one.fate === fate);
    if (birth !== undefined && births.every((one) => only.includes(one.fate))) {
      return { long: false, why: fate, at: birth.at };
    }
  }
  for (const fate of LONG) {
    const birth = births.find((one: Birth) => one.fate === fate);
    if (birth !== undefined) return { long: true, why: fate, at: birth.at };
  }
  return { long: false, why: 'unknown', at: undefined };
}

/** Fates by which a holder does not live long, and those that may stand beside each: a holder that others have too lives on. */
const SHORT: readonly { readonly fate: Fate; readonly only: readonly Fate[] }[] = [
  { fate: 'replacement', only: ['replacement', 'field', 'local'] },
  { fate: 'passing', only: ['passing', 'field', 'local', 'caller'] },
  { fate: 'local', only: ['local'] },
];

/** What is the most certain first. */
const LONG: readonly Fate[] = [
  ...(['package', 'program', 'goroutine', 'field', 'element', 'caller'] as const),
];

/** Where the holder goes once the map is empty; undefined where it stays, or nobody can tell. */
export function goesWhenEmpty(facts: PackageFacts, { variable, operations }: VarFacts) {
  const struct = structOf(facts, variable);
  return struct && dropWhenEmpty(facts.info, operations, struct);
}

/** The bound that the map never grows beyond. */
export function boundOfMap({ info }: PackageFacts, { operations }: VarFacts): Bound | undefined {
  return boundOf(info, operations);
}

// How entries go ---------------------------------------------------------------------------------------------------------

/** The sweeps that delete from a map, or the place of a deletion that is part of none. */
export interface Sweeps {
  readonly aging: readonly Aging[];
  readonly others: readonly Operation[];
}

export function sweepsOf({ info }: PackageFacts, operations: readonly Operation[]): Sweeps {
  const aging: Aging[] = [];
  const others: Operation[] = [];
  for (const op of operations) {
    if (op.kind === 'clear' && !endsAll(info, op.path)) others.push(op);
    if (op.kind !== 'delete' || deletesAtEnd(info, op)) continue;
    for (const one of agingOf(info, op, op.target)) {
      if (one === undefined) others.push(op);
      else aging.push(one);
    }
  }
  return { aging, others };
}

/**
 * Whether an operation puts another map in place of one while the program goes about its work, or may do so: not
 * where all ends or begins anew, unless a function that deletes single entries asks for it.
 */
export function replacesInService(
  info: PackageInfo,
  replace: Operation,
  deletes: readonly Operation[],
): boolean {
  if (replace.kind !== 'replace') return false;
  if (deletes.some((one) => precedes(one, replace)) || replace.initial !== true) {
    const decl = declOf(replace.path);
    if (decl === undefined || !endsAll(info, replace.path)) return true;
    const deleting = new Set(deletes.map(({ path }) => declOf(path)));
    deleting.delete(decl);
    return callsOf(info, decl).some(({ path }) => deleting.has(declOf(path)));
  }
  return false;
}

/** Whether an operation stands before another one in the same function: what follows a delete is no first value. */
function precedes(a: Operation, b: Operation): boolean {
  const own = (op: Operation): Node | undefined => op.path[lastIndex(op.path, isFunction)];
  return own(a) !== undefined && own(a) === own(b) && a.node.end <= b.node.pos;
}

/** Whether a deletion is one of all entries, where something ends: in a loop over the map. */
export function deletesAtEnd(info: PackageInfo, { path, target }: Operation): boolean {
  const loop = path[lastIndex(path, (n) => n.kind === 'RangeStmt')];
  if (loop?.kind !== 'RangeStmt' || !sameExpr(info, loop.x, target)) return false;
  return endsAll(info, path);
}

/** Whether a deletion only takes back an insertion of the same call: deferred, or on the way out with an error. */
export function takesBack(
  info: PackageInfo,
  deletion: Operation,
  inserts: readonly Operation[],
): boolean {
  const { path, node, key } = deletion;
  if (key === undefined || path.length === 0) return false;
  const decl = declOf(path);
  const same = inserts.filter(
    (one) => declOf(one.path) === decl && one.key !== undefined && sameExpr(info, one.key, key),
  );
  if (same.length === 0) return false;
  const deferred = path.some((n) => n.kind === 'DeferStmt');
  return (
    deferred || (same.some((one) => one.node.end <= node.pos) && isErrorPath(info, path, node))
  );
}

// How entries come -------------------------------------------------------------------------------------------------------

/** What slows a burst of insertions. */
export type Slow = 'calls' | 'error' | 'goroutine' | 'log';

/** More calls than this in one function take longer than the insertion. */
const MOST_CALLS_OF_CHEAP = 8;

const LOGS =
  /^(?:Log|Print|Info|Notice|Warn|Warning|Error|Fatal|Panic)(?:f|ln|w|Context|Ctx|S|Depth)?$/;

/** What slows the function of an insertion; undefined where it is cheap. */
export function slowedBy(info: PackageInfo, { path }: Operation): Slow | undefined {
  const func = path[lastIndex(path, isFunction)];
  if (func?.kind !== 'FuncDecl' && func?.kind !== 'FuncLit') return undefined;
  if (returnsError(info, func)) return 'error';
  let calls = 0;
  let found: Slow | undefined;
  if (func.body === undefined) return undefined;
  walk(func.body, (node) => {
    if (node.kind === 'GoStmt') found ??= 'goroutine';
    if (node.kind !== 'CallExpr' || info.builtinOf(node) !== undefined) return true;
    if (info.isType(node.fun)) return true;
    calls++;
    if (isLog(node)) found ??= 'log';
    return true;
  });
  return found ?? (calls > MOST_CALLS_OF_CHEAP ? 'calls' : undefined);
}

function isLog(call: CallExpr): boolean {
  const callee = calleeOf(call);
  return callee.kind === 'SelectorExpr' && LOGS.test(callee.sel.name);
}

function returnsError(info: PackageInfo, { type }: FuncDecl | FuncLit): boolean {
  return type.results.some((field) => {
    const result = unalias(info.typeOf(field.type));
    return result.kind === 'named' && result.obj.pkg === '' && result.obj.name === 'error';
  });
}

// What entries are -------------------------------------------------------------------------------------------------------

/** What a key of such a type stands for weighs more than its entry: an object, or a moment. */
export function isIdentity(key: Type): boolean {
  const plain = unalias(key);
  if (plain.kind === 'named' && plain.obj.pkg === 'time' && plain.obj.name === 'Time') return true;
  return ['pointer', 'interface', 'chan'].includes(underlying(plain).kind);
}

/** Whether a value owns what weighs more than its slot: a connection, a channel, a function, something to close or stop. */
export function ownsResource(value: Type): boolean {
  if (isResource(value)) return true;
  const plain = underlying(value);
  const struct = plain.kind === 'pointer' ? underlying(plain.elem) : plain;
  return struct.kind === 'struct' && struct.fields.some((field) => isResource(field.type()));
}

function isResource(type: Type): boolean {
  const { kind } = underlying(type);
  if (kind === 'chan' || kind === 'signature') return true;
  if (kind !== 'interface' && kind !== 'struct' && !isPointer(type)) return false;
  return ['Close', 'Stop'].some((name) => {
    const member = lookupMember(type, name, '');
    return member !== undefined && 'obj' in member && member.obj.kind === 'func';
  });
}
