/**
 * copy-and-truncate: `x = append(x[:i], x[j:]...)` becomes a copy, clearing of the freed slots, and a re-slice. The
 * elements are the same afterwards, and the same indices panic; for `x[i+1:]` nothing else can differ. For other `j` the
 * two differ when j is less than i, where append repeats elements.
 */
import type { Expr, Node } from '../syntax/ast';
import type { Fix, RefusedFix } from '../findings';
import {
  isFunction,
  isPureValue,
  lastIndex,
  sameExpr,
  statementList,
  variableOf,
} from '../facts/expressions';
import type { SliceDelete } from '../facts/facts';
import { originOf } from '../facts/facts';
import { deletedCount } from '../facts/sliceDelete';
import { underlying } from '../types/basic';
import { zeroValueText } from '../types/display';
import type { PackageInfo } from '../types/info';
import { walk } from '../syntax/walk';
import { aliasRefusal, operationsOf, reentryRefusal } from './aliases';
import type { FixContext } from './context';
import { languageOf } from './context';
import { createEditBuilder } from './edits';
import { freshName, namesIn } from './names';
import { hiddenBuiltin } from './builtins';
import { replaceStatement, slotOf } from './statements';
import { structCopyRefusal } from './structCopies';

const ID = 'copy-and-truncate';
/** The first language version with the clear builtin. */
const CLEAR = 21;

export function copyAndTruncate(
  context: FixContext,
  rule: string,
  deletion: SliceDelete,
): Fix | RefusedFix {
  const { info } = context;
  const { file, statement, path, slice } = deletion;
  const title = 'Copy down, clear the freed slots and truncate';
  const refuse = (refused: string): RefusedFix => ({ id: ID, rule, title, refused });

  if (file.ast.generated) return refuse('the file is generated');
  const slot = slotOf(path, statement);
  if (slot === undefined) return refuse('the statement cannot be replaced by several here');
  const reason =
    sharedRefusal(context, deletion) ??
    rangeRefusal(info, deletion) ??
    hiddenBuiltin(info, file, statement.pos, ['append', 'copy', 'len', 'nil', 'int']);
  if (reason !== undefined) return refuse(reason);

  const count = deletedCount(info, deletion);
  const single = count === 1n;
  const lines = single ? singleLines(context, deletion) : severalLines(context, deletion);
  if (typeof lines === 'string') return refuse(lines);
  const edits = createEditBuilder();
  const refusal = replaceStatement(edits, file.uri, file.text, slot, lines);
  if (refusal !== undefined) return refuse(refusal.refused);
  const built = edits.build();
  if (built === undefined) return refuse('the changes overlap');
  const ordered = count === undefined ? info.constOf(deletion.from) === 0n : count >= 0n;
  const safe = ordered && !isElementShared(context, slice);
  return { id: ID, rule, title, safe, preferred: safe, edits: built };
}

// What to write --------------------------------------------------------------------------------------------------

interface Texts {
  /** The slice as the target of an assignment. */
  readonly target: string;
  /** The slice as an operand of an index or slice expression. */
  readonly operand: string;
  readonly from: string;
  readonly to: string;
}

function textsOf({ file, slice, from, to }: SliceDelete): Texts {
  const text = (e: Expr): string => file.text.slice(e.pos, e.end);
  const target = text(slice);
  return {
    target,
    operand: slice.kind === 'StarExpr' ? `(${target})` : target,
    from: text(from),
    to: text(to),
  };
}

function singleLines(context: FixContext, deletion: SliceDelete): readonly string[] | string {
  const { target, operand, to } = textsOf(deletion);
  const last = `len(${target})-1`;
  const clearing = clearLine(context, deletion, `${operand}[${last}]`, `${operand}[${last}:]`);
  if (clearing === undefined) return 'the zero value of an element cannot be written here';
  return [
    `copy(${headText(context.info, deletion)}, ${operand}[${to}:])`,
    clearing,
    `${target} = ${operand}[:${last}]`,
  ];
}

/** `x[i:]`, or just `x` where i is 0. */
function headText(info: PackageInfo, deletion: SliceDelete, from?: string): string {
  const { target, operand, from: written } = textsOf(deletion);
  return info.constOf(deletion.from) === 0n ? target : `${operand}[${from ?? written}:]`;
}

/** The text of a statement that zeroes one slot. */
function clearLine(
  context: FixContext,
  deletion: SliceDelete,
  slot: string,
  tail: string,
): string | undefined {
  const { info } = context;
  const zero = zeroText(info, deletion);
  if (zero !== undefined) return `${slot} = ${zero}`;
  return mayClear(context, deletion) ? `clear(${tail})` : undefined;
}

function zeroText(info: PackageInfo, { file, statement, slice }: SliceDelete): string | undefined {
  const type = underlying(info.typeOf(slice));
  if (type.kind !== 'slice') return undefined;
  return zeroValueText(type.elem, info, file, statement.pos);
}

function severalLines(context: FixContext, deletion: SliceDelete): readonly string[] | string {
  const { info } = context;
  const { file, from, to } = deletion;
  const { target, operand, ...written } = textsOf(deletion);
  const taken = namesIn([file]);
  const named = (expr: Expr, text: string, name: string): string =>
    isStable(info, expr) ? text : freshName(taken, name);
  const fromText = named(from, written.from, 'from');
  const toText = named(to, written.to, 'to');
  const temporaries = [[fromText, written.from] as const, [toText, written.to] as const].filter(
    ([name, value]) => name !== value,
  );
  const lines: string[] = [];
  if (temporaries.length > 0) {
    const names = temporaries.map(([name]) => name).join(', ');
    lines.push(`${names} := ${temporaries.map(([, value]) => value).join(', ')}`);
  }
  const count = deletedCount(info, deletion);
  const [toInt, fromInt] = [intText(info, to, toText), intText(info, from, fromText)];
  const whole = info.constOf(from) === 0n ? toInt : `(${toInt}-${fromInt})`;
  const removed = count === undefined || count < 0n ? whole : String(count);
  const length = `len(${target})-${removed}`;
  lines.push(`copy(${headText(info, deletion, fromText)}, ${operand}[${toText}:])`);
  const zero = zeroText(info, deletion);
  if (mayClear(context, deletion)) lines.push(`clear(${operand}[${length}:])`);
  else if (zero !== undefined) {
    const index = freshName(taken, 'tail');
    lines.push(
      `for ${index} := ${length}; ${index} < len(${target}); ${index}++ {`,
      `\t${operand}[${index}] = ${zero}`,
      '}',
    );
  } else return 'the zero value of an element cannot be written here';
  lines.push(`${target} = ${operand}[:${length}]`);
  return lines;
}

/** An index as an operand of int arithmetic: in parentheses or converted, where it must be. */
function intText(info: PackageInfo, expr: Expr, text: string): string {
  const type = underlying(info.typeOf(expr));
  const isInt = type.kind === 'basic' && (type.name === 'int' || type.name.startsWith('untyped'));
  if (!isInt) return `int(${text})`;
  const sum = expr.kind === 'BinaryExpr' && text.length === expr.end - expr.pos;
  return sum ? `(${text})` : text;
}

/** Whether the expression may be evaluated again behind the copy: no call, and nothing that the copy could change. */
function isStable(info: PackageInfo, expr: Expr): boolean {
  let stable = isPureValue(info, expr);
  walk(expr, (node) => {
    if (node.kind === 'IndexExpr' || node.kind === 'StarExpr') stable = false;
    return stable;
  });
  return stable;
}

function mayClear(context: FixContext, { file, statement }: SliceDelete): boolean {
  return (
    languageOf(context, file) >= CLEAR &&
    hiddenBuiltin(context.info, file, statement.pos, ['clear']) === undefined
  );
}

// Why not --------------------------------------------------------------------------------------------------------

/** Somebody else may look at the slots that would be cleared. */
function sharedRefusal(context: FixContext, { slice, path }: SliceDelete): string | undefined {
  const named = variableOf(context.info, slice.kind === 'StarExpr' ? slice.x : slice);
  if (named === undefined) return undefined;
  const variable = originOf(named);
  return (
    aliasRefusal(context, variable) ??
    structCopyRefusal(context, variable) ??
    (variable.role === 'field' || variable.role === 'package'
      ? reentryRefusal(context, variable, path)
      : undefined)
  );
}

/** Of `m[k] = append(m[k][:i], …)`: whether an element of m is ever taken out of it as a whole. */
function isElementShared(context: FixContext, slice: Expr): boolean {
  if (slice.kind !== 'IndexExpr') return false;
  const holder = variableOf(context.info, slice.x);
  if (holder === undefined) return true;
  return operationsOf(context, originOf(holder)).some((op) => {
    if (op.kind === 'commaOk' || op.kind === 'alias') return true;
    if (op.kind !== 'read') return false;
    const around = op.path[lastIndex(op.path, (n) => n.kind !== 'ParenExpr')];
    if (around === undefined) return true;
    if (around.kind === 'RangeStmt') return around.x !== op.node;
    if (around.kind === 'CallExpr') return context.info.builtinOf(around) === undefined;
    return !['IndexExpr', 'SliceExpr', 'BinaryExpr'].includes(around.kind);
  });
}

/**
 * A range over the slice goes on with the length it began with, and would meet the cleared slot (golang/go#73686). Fine
 * where the loop is left right after the statement.
 */
function rangeRefusal(
  info: PackageInfo,
  { path, statement, slice }: SliceDelete,
): string | undefined {
  const refused = 'the slice is being ranged over here';
  const ranges = (n: Node): boolean =>
    n.kind === 'RangeStmt' &&
    (n.key !== undefined || n.value !== undefined) &&
    sameExpr(info, n.x, slice);
  const body = lastIndex(path, isFunction);
  // A function literal within the range runs while it goes on, or after it: one cannot tell.
  if (path.slice(0, Math.max(body, 0)).some(ranges)) return refused;
  const inner = path.slice(body + 1);
  return inner.some((n, i) => ranges(n) && !isLeft(inner, i, statement)) ? refused : undefined;
}

/** Whether the loop `path[at]` is left behind the statement, before its next turn. */
function isLeft(path: readonly Node[], at: number, statement: Node): boolean {
  let child = statement;
  for (let i = path.length - 1; i > at; i--) {
    const owner = path[i];
    if (owner === undefined || owner.kind === 'ForStmt' || owner.kind === 'RangeStmt') return false;
    const list = statementList(owner) ?? [];
    const last = list.at(-1);
    if (last !== child && last?.kind === 'ReturnStmt') return true;
    if (last !== child && last?.kind === 'BranchStmt') {
      return last.tok === 'break' && breaks(path, at, i, last.label?.name);
    }
    child = owner;
  }
  return false;
}

/** Whether a break in `path[from]` leaves the loop `path[at]`: by that loop's or an outer label, or with nothing breakable between. */
function breaks(
  path: readonly Node[],
  at: number,
  from: number,
  label: string | undefined,
): boolean {
  if (label === undefined) return !path.slice(at + 1, from).some((n) => BREAKABLE.has(n.kind));
  return path.slice(0, at).some((n) => n.kind === 'LabeledStmt' && n.label.name === label);
}

const BREAKABLE: ReadonlySet<string> = new Set([
  'ForStmt',
  'RangeStmt',
  'SwitchStmt',
  'TypeSwitchStmt',
  'SelectStmt',
]);
