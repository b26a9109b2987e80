/**
 * copy-and-truncate: `x = append(x[:i], x[j:]...)` becomes a copy, clearing of the freed slots, and a re-slice. The
 * elements are the same afterwards, and the same indices panic; for `x[i+1:]` nothing else can differ. For other `j` the
 * two differ when j is less than i, where append repeats elements.
 */
import type { CallExpr, Expr, Ident, Node, RangeStmt, SliceExpr } from '../syntax/ast';
import {
  isFunction,
  isNil,
  isPureValue,
  lastIndex,
  outsideParens,
  sameExpr,
  unparen,
  variableOf,
  withinFunction,
} from '../facts/expressions';
import type { Operation, SliceDelete } from '../facts/facts';
import { originOf } from '../facts/facts';
import { leavesLoop } from '../facts/flow';
import { flowAt, pointOf } from '../facts/flows';
import { deletedCount, endsAtLength } from '../facts/sliceDelete';
import { underlying } from '../types/basic';
import { zeroValueText } from '../types/display';
import type { PackageInfo } from '../types/info';
import { encloses } from '../syntax/spans';
import { someNode, walk } from '../syntax/walk';
import type { Var } from '../types/object';
import { operationsOf, whereOf } from './aliases';
import type { FixContext } from './context';
import { languageOf } from './context';
import { createEditBuilder } from './edits';
import type { Made } from './fix';
import { defineFix, titleOf } from './fix';
import { freshName, namesIn } from './names';
import { hiddenBuiltin } from './builtins';
import { replaceStatement, slotOf } from './statements';
import { valueOf } from './firstValues';
import { inUseRefusal } from './inUse';
import { ownershipCaveat, ownershipRefusal } from './ownership';
import { inventoryOf } from './pointerValues/inventory';

export const COPY_AND_TRUNCATE = defineFix({
  id: 'copy-and-truncate',
  title: 'Copy down, clear the freed slots and truncate',
  of: 'the slice',
  safe: true,
});

/** The first language version with the clear builtin. */
const CLEAR = 21;

export function copyAndTruncate(
  context: FixContext,
  deletion: SliceDelete,
): Made<typeof COPY_AND_TRUNCATE.id> {
  const { info } = context;
  const { id } = COPY_AND_TRUNCATE;
  const { file, statement, path } = deletion;
  const variable = variableBehind(info, deletion.slice);
  const title = titleOf(COPY_AND_TRUNCATE);
  const refuse = (refused: string): Made<typeof id> => ({ id, title, refused });

  if (file.ast.generated) return refuse('the file is generated');
  const slot = slotOf(path, statement);
  if (slot === undefined) return refuse('the statement cannot be replaced by several here');
  const { pos, end } = statement;
  const replaced = deletion.copy === undefined;
  if (replaced && file.ast.comments.some((comment) => pos < comment.pos && comment.end < end)) {
    return refuse('a comment stands within the statement');
  }
  const count = deletedCount(info, deletion);
  const ordered = count === undefined ? info.constOf(deletion.from) === 0n : count >= 0n;
  const other = deletion.through;
  const reason =
    (other &&
      `it goes through ${file.text.slice(other.pos, other.end)}, another name of the slice`) ??
    (ordered ? undefined : 'append would repeat elements where the end lies before the start') ??
    rangeRefusal(info, deletion) ??
    sharedRefusal(context, deletion) ??
    panicRefusal(info, deletion) ??
    hiddenBuiltin(info, file, statement.pos, ['copy', 'len', 'nil', 'int']);
  if (reason !== undefined) return refuse(reason);

  const single = count === 1n;
  const lines = single ? singleLines(context, deletion) : severalLines(context, deletion);
  if (typeof lines === 'string') return refuse(lines);
  const { bounds, copy, rest } = lines;
  if (!replaced && bounds.length > 0) return refuse('the bounds are no plain values');
  const edits = createEditBuilder();
  const refusal = replaceStatement(
    ...([edits, file.uri, file.text, slot] as const),
    replaced ? [...bounds, copy, ...rest] : rest,
  );
  if (refusal !== undefined) return refuse(refusal.refused);
  const built = edits.build();
  if (built === undefined) return refuse('the changes overlap');
  const caveat = variable === undefined ? undefined : ownershipCaveat(context, variable);
  const safe = caveat === undefined;
  return {
    ...{ id, safe, preferred: safe, edits: built },
    title: safe ? title : `${title} (${caveat})`,
  };
}

// What to write --------------------------------------------------------------------------------------------------

/** The lines that take the place of a deletion. */
interface Lines {
  /** Where bounds are evaluated once, before anything changes. */
  readonly bounds: readonly string[];
  /** Moves the elements down; of a deletion by copy it is there already. */
  readonly copy: string;
  /** Clears the freed slots, and shortens the slice. */
  readonly rest: readonly string[];
}

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

function singleLines(context: FixContext, deletion: SliceDelete): Lines | string {
  const { target, operand, to } = textsOf(deletion);
  const last = `len(${target})-1`;
  const clearing = clearLine(context, deletion, `${operand}[${last}]`, `${operand}[${last}:]`);
  if (clearing === undefined) return 'the zero value of an element cannot be written here';
  return {
    bounds: [],
    copy: `copy(${headText(context.info, deletion)}, ${operand}[${to}:])`,
    rest: [clearing, `${target} = ${operand}[:${last}]`],
  };
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

function severalLines(context: FixContext, deletion: SliceDelete): Lines | string {
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
  const names = temporaries.map(([name]) => name).join(', ');
  const values = temporaries.map(([, value]) => value).join(', ');
  const count = deletedCount(info, deletion);
  const [toInt, fromInt] = [intText(info, to, toText), intText(info, from, fromText)];
  const whole = info.constOf(from) === 0n ? toInt : `(${toInt}-${fromInt})`;
  const removed = count === undefined || count < 0n ? whole : String(count);
  const length = `len(${target})-${removed}`;
  const rest: string[] = [];
  const zero = zeroText(info, deletion);
  if (mayClear(context, deletion)) rest.push(`clear(${operand}[${length}:])`);
  else if (zero !== undefined) {
    const index = freshName(taken, 'tail');
    rest.push(
      `for ${index} := ${length}; ${index} < len(${target}); ${index}++ {`,
      `\t${operand}[${index}] = ${zero}`,
      '}',
    );
  } else return 'the zero value of an element cannot be written here';
  rest.push(`${target} = ${operand}[:${length}]`);
  return {
    bounds: temporaries.length === 0 ? [] : [`${names} := ${values}`],
    copy: `copy(${headText(info, deletion, fromText)}, ${operand}[${toText}:])`,
    rest,
  };
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
  return (
    isPureValue(info, expr) &&
    !someNode(expr, ({ kind }) => kind === 'IndexExpr' || kind === 'StarExpr')
  );
}

function mayClear(context: FixContext, { file, statement }: SliceDelete): boolean {
  return (
    languageOf(context, file) >= CLEAR &&
    hiddenBuiltin(context.info, file, statement.pos, ['clear']) === undefined
  );
}

// Why not --------------------------------------------------------------------------------------------------------

/** The variable whose array it is: the slice itself, or the map or slice that it is an element of. */
function variableBehind(info: PackageInfo, slice: Expr): Var | undefined {
  const plain = unparen(slice);
  if (plain.kind === 'IndexExpr') return variableBehind(info, plain.x);
  const named = variableOf(info, plain);
  return named === undefined ? undefined : originOf(named);
}

/** Somebody else may look at the slots that would be cleared. */
function sharedRefusal(context: FixContext, deletion: SliceDelete): string | undefined {
  const { file, statement, path, slice } = deletion;
  const variable = variableBehind(context.info, slice);
  if (variable === undefined) return 'who else holds the slice behind the pointer is not known';
  if (variable.role === 'param' || variable.role === 'receiver') {
    return `${variable.name} is a parameter: the caller may hold the array too`;
  }
  const element = slice.kind === 'IndexExpr';
  return (
    ownershipRefusal(context, variable) ??
    (element ? elementRefusal(context, variable) : growthRefusal(context, variable)) ??
    inUseRefusal(context, variable, [{ file, node: statement, path, target: slice }], 'calling')
  );
}

/** Of `m[k] = append(m[k][:i], …)`: why an array that is an element of m may be held elsewhere too. */
function elementRefusal(context: FixContext, holder: Var): string | undefined {
  const { info } = context;
  for (const op of operationsOf(context, holder)) {
    const fine =
      op.kind === 'insert'
        ? insertsOwn(info, op)
        : op.kind === 'range'
          ? op.node.kind === 'RangeStmt' && op.node.value === undefined
          : op.kind === 'read'
            ? looksInside(info, op)
            : ['delete', 'len', 'clear', 'replace'].includes(op.kind);
    if (!fine) return `an element of it may be held elsewhere (${whereOf(op.file, op.node)})`;
  }
  return undefined;
}

/** `m[k] = append(m[k], x)`, `m[k] = nil`, `m[k] = []T{…}`. */
function insertsOwn(info: PackageInfo, { node, target }: Operation): boolean {
  if (node.kind !== 'AssignStmt' || node.lhs.length !== node.rhs.length) return false;
  return node.lhs.every((left, i) => {
    const place = unparen(left);
    if (place.kind !== 'IndexExpr' || !sameExpr(info, place.x, target)) return true;
    const value = unparen(node.rhs[i] ?? left);
    if (isNil(info, value) || value.kind === 'CompositeLit') return true;
    if (value.kind !== 'CallExpr') return false;
    const builtin = info.builtinOf(value);
    const [first] = value.args;
    if (builtin === 'make') return true;
    return builtin === 'append' && first !== undefined && isPartOf(info, first, place);
  });
}

function isPartOf(info: PackageInfo, expr: Expr, whole: Expr): boolean {
  const plain = unparen(expr);
  if (plain.kind === 'SliceExpr') return isPartOf(info, plain.x, whole);
  return sameExpr(info, plain, whole);
}

/** `len(m[k])`, `m[k][i]`, `m[k] == nil`, and `append(m[k], …)` that is stored back. */
function looksInside(info: PackageInfo, { node, path }: Operation): boolean {
  const at = lastIndex(path, (n) => n.kind !== 'ParenExpr' && n.kind !== 'SliceExpr');
  const around = path[at];
  const above = path[outsideParens(path.slice(0, Math.max(at, 0)))];
  if (around?.kind === 'BinaryExpr') return true;
  if (around?.kind === 'IndexExpr') {
    return around.x.pos <= node.pos && !(above?.kind === 'UnaryExpr' && above.op === '&');
  }
  if (around?.kind !== 'CallExpr') return false;
  const builtin = info.builtinOf(around);
  if (builtin === 'len' || builtin === 'cap') return true;
  return builtin === 'append' && above?.kind === 'AssignStmt' && around.pos <= node.pos;
}

/** Why the slots behind the length may be taken into use again as they are: `x = x[:len(x)+1]`. */
function growthRefusal(context: FixContext, variable: Var): string | undefined {
  const { info } = context;
  for (const op of operationsOf(context, variable)) {
    const value = op.kind === 'replace' ? valueOf(info, op) : undefined;
    const nodes: readonly Node[] =
      value === undefined || value === 'struct'
        ? [...op.path, ...nodesAround(op)]
        : [unparen(value)];
    const slicing = nodes.find(
      (n): n is SliceExpr => n.kind === 'SliceExpr' && sameExpr(info, n.x, op.target),
    );
    if (slicing?.high === undefined || isWithinLength(context, slicing.high, op)) continue;
    return `it may be sliced beyond its length (${whereOf(op.file, slicing)})`;
  }
  return undefined;
}

/** The nodes of an operation that the variable stands in. */
function nodesAround({ node, target }: Operation): readonly Node[] {
  const found: Node[] = [];
  walk(node, (n) => {
    const around = encloses(n, target);
    if (around) found.push(n);
    return around;
  });
  return found;
}

/** `0`, `len(x)`, `len(x)-1`, also by a local, and where nothing behind the length is read. */
function isWithinLength(context: FixContext, high: Expr, op: Operation): boolean {
  const { info } = context;
  const plain = unparen(high);
  if (info.constOf(plain) === 0n) return true;
  if (op.node.kind === 'CallExpr' && readsWithinLength(info, op.node, op)) return true;
  if (plain.kind === 'BinaryExpr' && plain.op === '-') return isWithinLength(context, plain.x, op);
  if (plain.kind === 'Ident') return isLengthBefore(context, plain, op);
  if (plain.kind !== 'CallExpr' || info.builtinOf(plain) !== 'len') return false;
  return plain.args.every((arg) => sameExpr(info, arg, op.target));
}

/**
 * `len(x[:i])`, `copy(x[:i], …)`, and `append(x[:i], x[j:]...)`, where j is within the length and so, unless elements are
 * to be repeated, i.
 */
function readsWithinLength(info: PackageInfo, call: CallExpr, { target }: Operation): boolean {
  switch (info.builtinOf(call)) {
    case 'len':
    case 'cap':
    case 'clear':
      return true;
    case 'copy': {
      const [to] = call.args;
      return to !== undefined && encloses(to, target);
    }
    case 'append':
      return someNode(
        call,
        (node) =>
          node.kind === 'SliceExpr' && sameExpr(info, node.x, target) && endsAtLength(info, node),
      );
    default:
      return false;
  }
}

/** `n := len(x)` earlier in the function, where neither gets another value before the slice expression. */
function isLengthBefore(context: FixContext, name: Ident, op: Operation): boolean {
  const { info } = context;
  const local = variableOf(info, name);
  const body = op.path[lastIndex(op.path, isFunction)];
  if (local?.role !== 'local' || body === undefined) return false;
  const is = (expr: Expr): boolean => variableOf(info, expr) === local;
  /** Whatever gives the local a value, with the value where it is known. */
  const writes: { readonly node: Node; readonly value?: Expr }[] = [];
  walk(body, (node) => {
    if (node.kind === 'IncDecStmt' && is(node.x)) writes.push({ node });
    if (node.kind === 'UnaryExpr' && node.op === '&' && is(node.x)) writes.push({ node });
    const at = node.kind === 'AssignStmt' ? node.lhs.findIndex(is) : -1;
    const value = node.kind === 'AssignStmt' && node.op === ':=' ? node.rhs[at] : undefined;
    if (at >= 0) writes.push({ node, ...(value && { value: unparen(value) }) });
    return true;
  });
  const [made, ...more] = writes;
  const call = made?.value;
  if (call?.kind !== 'CallExpr' || info.builtinOf(call) !== 'len' || more.length > 0) return false;
  if (!call.args.every((arg) => sameExpr(info, arg, op.target))) return false;
  return !operationsOf(context, variableBehind(info, op.target) ?? local).some(
    ({ kind, file, node }) =>
      kind === 'replace' && file === op.file && node.pos >= call.end && node.end < op.node.pos,
  );
}

/**
 * An index that is out of range panics before and after, but not in the same words: of no matter unless somebody
 * listens.
 */
function panicRefusal(info: PackageInfo, deletion: SliceDelete): string | undefined {
  if (isInRange(info, deletion)) return undefined;
  for (const { file, node } of inventoryOf(info).calls) {
    if (info.builtinOf(node) === 'recover') {
      return `an index out of range would be told in other words (${whereOf(file, node)})`;
    }
  }
  return undefined;
}

/** Whether the index is that of a range over the same slice around it. */
function isInRange(info: PackageInfo, { path, slice, from }: SliceDelete): boolean {
  return withinFunction(path).some(
    (n) =>
      n.kind === 'RangeStmt' &&
      n.key !== undefined &&
      sameExpr(info, n.key, from) &&
      sameExpr(info, n.x, slice),
  );
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
  const ranges = (n: Node): n is RangeStmt =>
    n.kind === 'RangeStmt' &&
    (n.key !== undefined || n.value !== undefined) &&
    sameExpr(info, n.x, slice);
  const body = lastIndex(path, isFunction);
  // A function literal within the range runs while it goes on, or after it: one cannot tell.
  if (path.slice(0, Math.max(body, 0)).some(ranges)) return refused;
  const flow = flowAt(info, path);
  const at = flow && pointOf(flow, path, statement);
  const goesOn = path
    .slice(body + 1)
    .some((n) => ranges(n) && (flow === undefined || at === undefined || !leavesLoop(flow, n, at)));
  return goesOn ? refused : undefined;
}
