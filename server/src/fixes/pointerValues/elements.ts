/** Rewrites `m[k]`, by what stands around it. */
import { fileName } from '../../base/fileName';
import type {
  AssignStmt,
  CallExpr,
  Expr,
  IndexExpr,
  Node,
  Stmt,
  ValueSpec,
} from '../../syntax/ast';
import { encloses } from '../../syntax/spans';
import { BASIC } from '../../types/basic';
import { identical } from '../../types/identical';
import type { Type } from '../../types/type';
import { isPure, statementList, underlyingOf, unparen, variableOf } from '../../facts/expressions';
import { indentationAt, lineEnding } from '../edits';
import { freshName } from '../names';
import type { Conversion } from './conversion';
import { isTargetElement } from './conversion';
import { asPointer, usesOfCopy } from './copies';
import { elemText } from './elemType';
import type { Occurrence } from './inventory';
import { occurrencesOf } from './inventory';
import { changesAtAnyTime, hasGoto, presentSpans } from './presence';
import { someExpr, withParens } from './tree';
import type { Refused } from './uses';

/** First all `v, ok := m[k]`, then everything else. */
export type Pass = 'copy' | 'rest';

export function rewriteElement(
  conversion: Conversion,
  index: IndexExpr,
  occurrence: Occurrence,
  pass: Pass,
): Refused | undefined {
  const { parents } = occurrence;
  const expr = withParens(parents, index);
  const parent = parents.get(expr);
  const pair = commaOkOf(parent, expr);
  if ((pair !== undefined) !== (pass === 'copy')) return undefined;
  if (pair !== undefined) return rewriteCommaOk(conversion, index, occurrence, pair);
  switch (parent?.kind) {
    case 'AssignStmt':
      if (parent.lhs.includes(expr)) return rewriteInsert(conversion, index, occurrence, parent);
      break;
    case 'IncDecStmt': {
      const value = readForUpdate(conversion, index, occurrence);
      if (typeof value !== 'string') return value;
      const text = `${value} ${parent.op === '++' ? '+' : '-'} 1`;
      const [before, after] = pointerCall(conversion, undefined);
      conversion.edits.replace(
        occurrence.file.uri,
        expr.end,
        parent.end,
        ` = ${before}${text}${after}`,
      );
      return undefined;
    }
    case 'RangeStmt':
      if (parent.x !== expr) return { refused: 'a range loop assigns to an entry' };
      break;
    case 'CallExpr': {
      const builtin = conversion.info.builtinOf(parent);
      const array = underlyingOf(conversion.map.elem).kind === 'array';
      // len and cap take a pointer to an array, also a nil one, and stay constant.
      if (array && (builtin === 'len' || builtin === 'cap')) return undefined;
      break;
    }
    default:
      break;
  }
  const helper = conversion.helpers.use('valueOrZero');
  conversion.edits.wrap(occurrence.file.uri, index.pos, index.end, `${helper}(`, ')');
  return undefined;
}

/** `v, ok := m[k]` in one of its forms. */
interface CommaOk {
  readonly statement: AssignStmt | ValueSpec;
  readonly value: Expr;
  readonly ok: Expr;
}

function commaOkOf(parent: Node | undefined, expr: Expr): CommaOk | undefined {
  if (parent?.kind !== 'AssignStmt' && parent?.kind !== 'ValueSpec') return undefined;
  const left = parent.kind === 'AssignStmt' ? parent.lhs : parent.names;
  const right = parent.kind === 'AssignStmt' ? parent.rhs : parent.values;
  const [value, ok] = left;
  if (left.length !== 2 || right.length !== 1 || right[0] !== expr) return undefined;
  return value === undefined || ok === undefined ? undefined : { statement: parent, value, ok };
}

function rewriteCommaOk(
  conversion: Conversion,
  index: IndexExpr,
  occurrence: Occurrence,
  { statement, value, ok }: CommaOk,
): Refused | undefined {
  if (value.kind === 'Ident' && value.name === '_') return undefined;
  if (keepsPointer(conversion, occurrence, { statement, value, ok })) return undefined;
  const { info, edits, helpers, language, map, written } = conversion;
  const okType = info.typeOf(ok);
  const blank = ok.kind === 'Ident' && ok.name === '_';
  if (!blank && okType.kind !== 'basic') {
    return { refused: 'a lookup stores its second result in a variable of another type' };
  }
  const [key] = index.indices;
  if (key === undefined) return { refused: 'a lookup has no key' };
  if (language >= 18 && !fitsKey(map.key, info.typeOf(key), language)) {
    return { refused: `a lookup converts its key to ${typeText(written.key, written.file.text)}` };
  }
  const { text, uri } = occurrence.file;
  const between = [text.slice(index.x.end, key.pos), text.slice(key.end, index.end)];
  if (between[0]?.trim() !== '[' || between[1]?.trim() !== ']') {
    return { refused: 'a comment stands within a lookup' };
  }
  edits.wrap(uri, index.pos, index.end, `${helpers.use('lookupValue')}(`, '');
  edits.replace(uri, index.x.end, key.pos, ', ');
  edits.replace(uri, key.end, index.end, ')');
  return undefined;
}

/** Whether type inference finds K from the map and takes a key of this type. */
function fitsKey(key: Type, given: Type, language: number): boolean {
  if (!isStrictlyComparable(key) && language < 20) return false;
  return underlyingOf(key).kind !== 'interface' || identical(key, given);
}

/** `comparable` takes interfaces, and what contains them, from Go 1.20. */
function isStrictlyComparable(type: Type): boolean {
  const plain = underlyingOf(type);
  switch (plain.kind) {
    case 'basic':
    case 'pointer':
    case 'chan':
      return true;
    case 'array':
      return isStrictlyComparable(plain.elem);
    case 'struct':
      return plain.fields.every((field) => isStrictlyComparable(field.type()));
    default:
      return false;
  }
}

function typeText({ pos, end }: Expr, text: string): string {
  return text.slice(pos, end);
}

/** Makes `v` of `v, ok := m[k]` the pointer itself, if all its uses can live with that. */
function keepsPointer(
  conversion: Conversion,
  occurrence: Occurrence,
  { statement, value, ok }: CommaOk,
): boolean {
  const { info } = conversion;
  const { file, decl, parents } = occurrence;
  if (statement.kind !== 'AssignStmt' || statement.op !== ':=') return false;
  if (value.kind !== 'Ident' || ok.kind !== 'Ident' || hasGoto(decl)) return false;
  const declaring: Occurrence = { file, decl, parents, ident: value };
  const copy = usesOfCopy(info, file, declaring);
  const at = copy?.variable.at;
  if (copy === undefined || at?.pos !== value.pos || at.uri !== file.uri) return false;
  if (changesAtAnyTime(info, decl, ok)) return false;
  const spans = presentSpans(info, parents, statement, ok);
  const uses = asPointer(info, copy.uses, spans, (use) => isStoredAgain(conversion, use));
  if (uses === undefined) return false;
  writePointerUses(conversion, occurrence, uses);
  return true;
}

/** Writes the stars, and remembers which identifiers are pointers that may be stored as they are. */
export function writePointerUses(
  { edits, pointers }: Conversion,
  { file }: Occurrence,
  uses: NonNullable<ReturnType<typeof asPointer>>,
): void {
  for (const { ident, star } of uses) {
    if (star === 'plain') edits.wrap(file.uri, ident.pos, ident.end, '*', '');
    if (star === 'parens') edits.wrap(file.uri, ident.pos, ident.end, '(*', ')');
    if (star === 'none') pointers.add(ident);
  }
}

/** `n[k] = v` of another map with pointers: the same pointer may be stored, since nothing ever changes what it points to. */
export function isStoredAgain(conversion: Conversion, { ident, parents }: Occurrence): boolean {
  const expr = withParens(parents, ident);
  const parent = parents.get(expr);
  if (parent?.kind !== 'AssignStmt' || parent.op !== '=') return false;
  if (parent.lhs.length !== parent.rhs.length) return false;
  const to = parent.lhs[parent.rhs.indexOf(expr)];
  return to !== undefined && isTargetElement(conversion, unparen(to));
}

function rewriteInsert(
  conversion: Conversion,
  index: IndexExpr,
  occurrence: Occurrence,
  statement: AssignStmt,
): Refused | undefined {
  const { edits } = conversion;
  const { file, parents } = occurrence;
  const around = parents.get(statement);
  if (around?.kind === 'CommClause' && around.comm === statement) {
    return { refused: 'a select case assigns to an entry' };
  }
  const expr = withParens(parents, index);
  if (statement.op !== '=') {
    const [value] = statement.rhs;
    const old = readForUpdate(conversion, index, occurrence);
    if (typeof old !== 'string') return old;
    if (value === undefined) return { refused: 'an assignment lacks its value' };
    // Whether the old value is read before or behind the call is for the compiler to choose.
    if (someExpr(value, (inner) => inner.kind === 'CallExpr' && mayChange(conversion, inner))) {
      return { refused: 'an update computes its value with a call' };
    }
    if (file.text.slice(expr.end, value.pos).trim() !== statement.op) {
      return { refused: 'a comment stands within an update' };
    }
    const [before, after] = pointerCall(conversion, undefined);
    const grouped = unparen(value).kind === 'BinaryExpr' && value.kind !== 'ParenExpr';
    const open = ` = ${before}${old} ${statement.op.slice(0, -1)} ${grouped ? '(' : ''}`;
    edits.replace(file.uri, expr.end, value.pos, open);
    edits.wrap(file.uri, value.pos, value.end, '', `${grouped ? ')' : ''}${after}`);
    return undefined;
  }
  if (statement.lhs.length !== statement.rhs.length) {
    return insertThroughVariable(conversion, index, occurrence, statement);
  }
  const value = statement.rhs[statement.lhs.indexOf(expr)];
  if (value === undefined) return { refused: 'an assignment lacks its value' };
  return wrapValue(conversion, occurrence, value);
}

/** Whether a call may run code of the package. */
function mayChange({ info }: Conversion, call: CallExpr): boolean {
  return info.builtinOf(call) === undefined && !info.isType(call.fun);
}

/** The value of `m[k]` for `m[k] op= x`, which then is evaluated twice. */
function readForUpdate(
  conversion: Conversion,
  index: IndexExpr,
  { file }: Occurrence,
): string | Refused {
  const [key] = index.indices;
  const nested = key !== undefined && someExpr(key, (inner) => isTargetElement(conversion, inner));
  if (!isPure(index) || nested) {
    return { refused: 'an update computes its map or key with a call' };
  }
  const helper = conversion.helpers.use('valueOrZero');
  return `${helper}(${file.text.slice(index.pos, index.end)})`;
}

/** `m[k], err = f()`: the value goes through a variable of its own. */
function insertThroughVariable(
  conversion: Conversion,
  index: IndexExpr,
  occurrence: Occurrence,
  statement: AssignStmt,
): Refused | undefined {
  const { edits, info } = conversion;
  const { file, parents, decl } = occurrence;
  const around = parents.get(statement);
  const list: readonly Stmt[] | undefined =
    around === undefined ? undefined : statementList(around);
  const others = statement.lhs.filter((other) => !encloses(other, index));
  const changed = others.map((other) => variableOf(info, other));
  const depends = someExpr(index, (inner) => {
    const variable = variableOf(info, inner);
    return variable !== undefined && changed.includes(variable);
  });
  const elements = statement.lhs.filter((other) => isTargetElement(conversion, unparen(other)));
  if (list?.includes(statement) !== true || !isPure(index) || depends || elements.length > 1) {
    return { refused: 'an entry is assigned together with other variables' };
  }
  if (hasGoto(decl)) return { refused: 'a function that inserts uses goto' };
  const type = elemText(conversion, occurrence);
  if (type === undefined) {
    return { refused: `the type of its values has no name in ${fileName(file.uri)}` };
  }
  const name = freshName(conversion.namesIn(file), 'value');
  const eol = lineEnding(file.text) + indentationAt(file.text, statement.pos);
  const target = file.text.slice(index.pos, index.end);
  edits.insert(file.uri, statement.pos, `var ${name} ${type}${eol}`);
  edits.replace(file.uri, index.pos, index.end, name);
  edits.insert(file.uri, statement.end, `${eol}${target} = &${name}`);
  return undefined;
}

/**
 * Makes a value that is put into the map a pointer to a copy of its own.
 *
 * @param known of an element of a literal of the map, the type of that literal
 */
export function wrapValue(
  conversion: Conversion,
  occurrence: Occurrence,
  value: Expr,
  known?: Type,
): Refused | undefined {
  const { edits, pointers, language } = conversion;
  const { file } = occurrence;
  const plain = unparen(value);
  if (pointers.has(plain)) return undefined;
  const same = hasType(conversion, plain);
  if (plain.kind === 'CompositeLit') {
    // Within a literal of the map the type may be left out, and then means a pointer to a literal as well.
    if (plain.type === undefined) return undefined;
    if (same) {
      edits.wrap(file.uri, plain.pos, plain.end, '&', '');
      return undefined;
    }
  }
  let type: string | undefined;
  if (!same && language >= 18) {
    type = elemText(conversion, occurrence, known);
    if (type === undefined) {
      return { refused: `the type of its values has no name in ${fileName(file.uri)}` };
    }
  }
  const [before, after] = pointerCall(conversion, type);
  edits.wrap(file.uri, value.pos, value.end, before, after);
  return undefined;
}

/** Whether the expression's own type is V, so that V can be inferred from it. */
function hasType({ info, map }: Conversion, expr: Expr): boolean {
  const type = info.typeOf(expr);
  // A constant without a type gets its default type, which for a string is string itself.
  if (type.kind === 'basic' && type.name === 'untyped string') {
    return identical(BASIC.string, map.elem);
  }
  return identical(type, map.elem);
}

/** What goes around a value to get a pointer to a copy; `type` is V where it cannot be inferred. */
function pointerCall(
  conversion: Conversion,
  type: string | undefined,
): readonly [before: string, after: string] {
  if (conversion.language >= 26 && !redeclaresNew(conversion)) {
    return type === undefined ? ['new(', ')'] : [`new(${type}(`, '))'];
  }
  const helper = conversion.helpers.use('pointerTo');
  return [type === undefined ? `${helper}(` : `${helper}[${type}](`, ')'];
}

function redeclaresNew({ info }: Conversion): boolean {
  return occurrencesOf(info.files, 'new').some(({ ident, parents }) => {
    const parent = parents.get(ident);
    const selected = parent?.kind === 'SelectorExpr' && parent.sel === ident;
    return !selected && info.objectOf(ident)?.kind !== 'builtin';
  });
}
