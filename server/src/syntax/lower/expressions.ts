import type {
  BasicLit,
  BlockStmt,
  CompositeLit,
  Expr,
  Field,
  FuncType,
  Ident,
  InterfaceType,
  StructType,
} from '../ast';
import { childOfKind, childWithField } from '../flatTree';
import type { KindName } from '../kinds';
import { F, K, KIND_COUNT } from '../kinds';
import type { Context, LowerExpr } from './context';
import {
  bad,
  end,
  ident,
  kind,
  LIST_LEVELS,
  missing,
  next,
  skipTrivia,
  start,
  tooDeep,
} from './context';

/** An expression or a type. What the grammar does not know becomes a BadExpr. */
export function expr(c: Context, node: number): Expr {
  const k = kind(c, node);
  const lower = LOWER[k];
  if (lower === undefined) return bad(start(c, node), end(c, node));
  const levels = LEVELS[k] as number;
  if (tooDeep(c, node, levels)) return bad(start(c, node), end(c, node));
  c.depth += levels;
  const result = lower(c, node);
  c.depth -= levels;
  return result;
}

/** The child with a field as an expression; a missing identifier at `pos` when there is none. */
export function fieldExpr(c: Context, node: number, field: number, pos: number): Expr {
  const child = childWithField(c.t, node, field);
  return child < 0 ? missing(pos) : expr(c, child);
}

/** The child with a field as an identifier; `_` at `pos` when there is none. */
export function fieldIdent(c: Context, node: number, field: number, pos: number): Ident {
  const child = childWithField(c.t, node, field);
  return child < 0 ? missing(pos) : ident(c, child);
}

function isToken(k: number): boolean {
  return k >= K['token:operator'];
}

/** The children of a node, each as an expression: operators are left out, errors are BadExpr. */
export function exprs(c: Context, node: number): Expr[] {
  const out: Expr[] = [];
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    if (!isToken(kind(c, child))) out.push(expr(c, child));
  }
  return out;
}

/** The expressions of the expression_list that is the child with a field. */
export function fieldExprs(c: Context, node: number, field: number): Expr[] {
  const child = childWithField(c.t, node, field);
  if (child < 0) return [];
  return kind(c, child) === K.expression_list ? exprs(c, child) : [expr(c, child)];
}

/** The first child that is no token, and, unless there is nothing else, no error. */
export function content(c: Context, node: number): number {
  let found = -1;
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    const k = kind(c, child);
    if (isToken(k)) continue;
    if (k !== K.ERROR) return child;
    if (found < 0) found = child;
  }
  return found;
}

/** The one expression that a node wraps; a missing identifier at its end when there is none. */
export function contentExpr(c: Context, node: number): Expr {
  const child = content(c, node);
  return child < 0 ? missing(end(c, node)) : expr(c, child);
}

function literal(lit: BasicLit['lit']): LowerExpr {
  return (c, node) => {
    const pos = start(c, node);
    const stop = end(c, node);
    return { kind: 'BasicLit', pos, end: stop, lit, value: c.name(pos, stop) };
  };
}

const stringLit = literal('string') as (c: Context, node: number) => BasicLit;

function compositeBody(
  c: Context,
  node: number,
  pos: number,
  type: Expr | undefined,
): CompositeLit {
  const lbrace = start(c, node);
  const elts: Expr[] = [];
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    if (!isToken(kind(c, child))) elts.push(expr(c, child));
  }
  const stop = end(c, node);
  return type === undefined
    ? { kind: 'CompositeLit', pos, end: stop, lbrace, elts }
    : { kind: 'CompositeLit', pos, end: stop, type, lbrace, elts };
}

// Parameters, fields and elements -----------------------------------------------------------------------------------

/** The identifiers that have the field `name`. */
export function names(c: Context, node: number): Ident[] {
  const out: Ident[] = [];
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    if (c.t.fields[child] === F.name && !isToken(kind(c, child))) out.push(ident(c, child));
  }
  return out;
}

function parameter(c: Context, node: number): Field {
  const pos = start(c, node);
  const stop = end(c, node);
  const list = names(c, node);
  const type = fieldExpr(c, node, F.type, stop);
  if (kind(c, node) !== K.variadic_parameter_declaration) {
    return { pos, end: stop, names: list, type };
  }
  const dots = skipTrivia(c.t.text, list[0]?.end ?? pos);
  return {
    pos,
    end: stop,
    names: list,
    type: { kind: 'Ellipsis', pos: dots, end: type.end, elt: type },
  };
}

/** The parameters of a parameter_list, receivers and results included. */
export function parameters(c: Context, node: number): Field[] {
  const out: Field[] = [];
  if (node < 0) return out;
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    const k = kind(c, child);
    if (k === K.parameter_declaration || k === K.variadic_parameter_declaration) {
      out.push(parameter(c, child));
    } else if (k === K.ERROR) {
      const span = { pos: start(c, child), end: end(c, child) };
      out.push({ ...span, names: [], type: { kind: 'BadExpr', ...span } });
    }
  }
  return grouped(out);
}

/**
 * Parameters are all named or all unnamed, but the grammar gives up on long groups and reads the `a` of
 * `a, b, …, z int` as an unnamed parameter of type `a`. Such names join the group that follows.
 */
function grouped(fields: Field[]): Field[] {
  const mixed = fields.some((f) => f.names.length > 0) && fields.some((f) => f.names.length === 0);
  if (!mixed) return fields;
  const out: Field[] = [];
  let waiting: Ident[] = [];
  for (const field of fields) {
    const isName = field.names.length === 0 && field.type.kind === 'Ident';
    if (isName) {
      waiting.push(field.type);
      continue;
    }
    const pos = waiting[0]?.pos ?? field.pos;
    out.push({ ...field, pos, names: [...waiting, ...field.names] });
    waiting = [];
  }
  for (const name of waiting) out.push({ pos: name.pos, end: name.end, names: [], type: name });
  return out;
}

export function typeParameters(c: Context, node: number): Field[] {
  const out: Field[] = [];
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    if (kind(c, child) !== K.type_parameter_declaration) continue;
    out.push({
      pos: start(c, child),
      end: end(c, child),
      names: names(c, child),
      type: fieldExpr(c, child, F.type, end(c, child)),
    });
  }
  return out;
}

function results(c: Context, node: number): Field[] {
  const result = childWithField(c.t, node, F.result);
  if (result < 0) return [];
  if (kind(c, result) === K.parameter_list) return parameters(c, result);
  return [{ pos: start(c, result), end: end(c, result), names: [], type: expr(c, result) }];
}

/**
 * The signature of anything that has the fields `parameters` and `result`.
 * @param pos where it begins: at `func`, or at the parameters of an interface's method.
 */
export function signature(c: Context, node: number, pos: number): FuncType {
  const params = childWithField(c.t, node, F.parameters);
  const result = childWithField(c.t, node, F.result);
  const typeParams = childWithField(c.t, node, F.type_parameters);
  const last = result >= 0 ? result : params;
  const span = { pos, end: last >= 0 ? end(c, last) : end(c, node) };
  const parts = { params: parameters(c, params), results: results(c, node) };
  return typeParams < 0
    ? { kind: 'FuncType', ...span, ...parts }
    : { kind: 'FuncType', ...span, typeParams: typeParameters(c, typeParams), ...parts };
}

function structField(c: Context, node: number): Field {
  const pos = start(c, node);
  const stop = end(c, node);
  const typeNode = childWithField(c.t, node, F.type);
  let type: Expr = typeNode < 0 ? missing(stop) : expr(c, typeNode);
  const star = childOfKind(c.t, node, K['token:*']);
  if (star >= 0) type = { kind: 'StarExpr', pos: start(c, star), end: type.end, x: type };
  const tag = childWithField(c.t, node, F.tag);
  const list = names(c, node);
  return tag < 0
    ? { pos, end: stop, names: list, type }
    : { pos, end: stop, names: list, type, tag: stringLit(c, tag) };
}

function structType(c: Context, node: number): StructType {
  const fields: Field[] = [];
  const list = childOfKind(c.t, node, K.field_declaration_list);
  if (list >= 0) {
    for (let child = list + 1, stop = next(c, list); child < stop; child = next(c, child)) {
      if (kind(c, child) === K.field_declaration) fields.push(structField(c, child));
    }
  }
  return { kind: 'StructType', pos: start(c, node), end: end(c, node), fields };
}

function interfaceType(c: Context, node: number): InterfaceType {
  const elems: Field[] = [];
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    const pos = start(c, child);
    const span = { pos, end: end(c, child) };
    const k = kind(c, child);
    if (k === K.method_elem) {
      const name = fieldIdent(c, child, F.name, pos);
      const params = childWithField(c.t, child, F.parameters);
      const type = signature(c, child, params < 0 ? name.end : start(c, params));
      elems.push({ ...span, names: [name], type });
    } else if (k === K.type_elem) {
      elems.push({ ...span, names: [], type: expr(c, child) });
    }
  }
  return { kind: 'InterfaceType', pos: start(c, node), end: end(c, node), elems };
}

/** `A | ~B | C`, folded to the left as go/parser does. */
function union(c: Context, node: number): Expr {
  const [first, ...rest] = exprs(c, node);
  if (first === undefined) return bad(start(c, node), end(c, node));
  return rest.reduce<Expr>(
    (x, y) => ({ kind: 'BinaryExpr', pos: x.pos, end: y.end, op: '|', x, y }),
    first,
  );
}

// Expressions -------------------------------------------------------------------------------------------------------

/**
 * Puts what follows an operand (a selector, an index, arguments) around it. The grammar sometimes reads `*(*T)(p)` as a
 * conversion to the type `*(*T)`; in Go everything after the operand binds tighter than an operator before it.
 */
function postfix(operand: Expr, end: number, wrap: (x: Expr) => Expr): Expr {
  if (operand.kind === 'StarExpr' || operand.kind === 'UnaryExpr') {
    return { ...operand, end, x: postfix(operand.x, end, wrap) };
  }
  return wrap(operand);
}

/** `x[a, b]` whose indices are the children of a type_arguments. */
function instantiate(c: Context, operand: Expr, args: number): Expr {
  const stop = end(c, args);
  return postfix(operand, stop, (x) => ({
    kind: 'IndexExpr',
    pos: x.pos,
    end: stop,
    x,
    indices: exprs(c, args),
  }));
}

function call(c: Context, node: number): Expr {
  const stop = end(c, node);
  const typeArgs = childWithField(c.t, node, F.type_arguments);
  let operand = fieldExpr(c, node, F.function, start(c, node));
  if (typeArgs >= 0) operand = instantiate(c, operand, typeArgs);
  const list = childWithField(c.t, node, F.arguments);
  const args: Expr[] = [];
  let ellipsis = false;
  if (list >= 0) {
    for (let child = list + 1, last = next(c, list); child < last; child = next(c, child)) {
      const k = kind(c, child);
      if (isToken(k)) continue;
      if (k === K.variadic_argument) {
        ellipsis = true;
        args.push(contentExpr(c, child));
      } else {
        args.push(expr(c, child));
      }
    }
  }
  const lparen = list >= 0 ? start(c, list) : operand.end;
  return postfix(operand, stop, (fun) => ({
    kind: 'CallExpr',
    pos: fun.pos,
    end: stop,
    fun,
    lparen,
    args,
    ellipsis,
  }));
}

/** `[]byte(x)`, and `f[int](x)`, which the grammar takes for a conversion too. */
function conversion(c: Context, node: number): Expr {
  const stop = end(c, node);
  const type = fieldExpr(c, node, F.type, start(c, node));
  const arg = fieldExpr(c, node, F.operand, stop);
  return postfix(type, stop, (fun) => ({
    kind: 'CallExpr',
    pos: fun.pos,
    end: stop,
    fun,
    lparen: skipTrivia(c.t.text, fun.end),
    args: [arg],
    ellipsis: false,
  }));
}

/** `F[int, string]` as a value: the instantiated name, then the types. */
function instantiation(c: Context, node: number): Expr {
  const stop = end(c, node);
  const [type, ...indices] = exprs(c, node);
  return postfix(type ?? missing(start(c, node)), stop, (x) => ({
    kind: 'IndexExpr',
    pos: x.pos,
    end: stop,
    x,
    indices,
  }));
}

function index(c: Context, node: number): Expr {
  const stop = end(c, node);
  const operand = fieldExpr(c, node, F.operand, start(c, node));
  const indices = [fieldExpr(c, node, F.index, stop)];
  return postfix(operand, stop, (x) => ({ kind: 'IndexExpr', pos: x.pos, end: stop, x, indices }));
}

function slice(c: Context, node: number): Expr {
  const stop = end(c, node);
  const operand = fieldExpr(c, node, F.operand, start(c, node));
  const low = childWithField(c.t, node, F.start);
  const high = childWithField(c.t, node, F.end);
  const max = childWithField(c.t, node, F.capacity);
  return postfix(operand, stop, (x) => ({
    kind: 'SliceExpr',
    pos: x.pos,
    end: stop,
    x,
    ...(low >= 0 && { low: expr(c, low) }),
    ...(high >= 0 && { high: expr(c, high) }),
    ...(max >= 0 && { max: expr(c, max) }),
    slice3: max >= 0,
  }));
}

function selector(c: Context, node: number): Expr {
  const stop = end(c, node);
  const operand = fieldExpr(c, node, F.operand, start(c, node));
  const sel = fieldIdent(c, node, F.field, stop);
  return postfix(operand, stop, (x) => ({ kind: 'SelectorExpr', pos: x.pos, end: stop, x, sel }));
}

function typeAssertion(c: Context, node: number): Expr {
  const stop = end(c, node);
  const operand = fieldExpr(c, node, F.operand, start(c, node));
  const type = fieldExpr(c, node, F.type, stop);
  return postfix(operand, stop, (x) => ({
    kind: 'TypeAssertExpr',
    pos: x.pos,
    end: stop,
    x,
    type,
  }));
}

function unary(c: Context, node: number): Expr {
  const pos = start(c, node);
  const stop = end(c, node);
  const operator = childWithField(c.t, node, F.operator);
  const op = operator < 0 ? '' : c.name(start(c, operator), end(c, operator));
  const x = fieldExpr(c, node, F.operand, stop);
  return op === '*'
    ? { kind: 'StarExpr', pos, end: stop, x }
    : { kind: 'UnaryExpr', pos, end: stop, op, x };
}

/** A binary expression; its left spine in a loop, since a string may be concatenated of a thousand lines. */
function binary(c: Context, node: number): Expr {
  const spine: number[] = [];
  let left = node;
  while (left >= 0 && kind(c, left) === K.binary_expression) {
    spine.push(left);
    left = childWithField(c.t, left, F.left);
  }
  if (tooDeep(c, node, spine.length)) return bad(start(c, node), end(c, node));
  let x = left < 0 ? missing(start(c, node)) : expr(c, left);
  for (let i = spine.length - 1; i >= 0; i--) {
    const at = spine[i] as number;
    const operator = childWithField(c.t, at, F.operator);
    const op = operator < 0 ? '' : c.name(start(c, operator), end(c, operator));
    const y = fieldExpr(c, at, F.right, end(c, at));
    x = { kind: 'BinaryExpr', pos: start(c, at), end: end(c, at), op, x, y };
  }
  return x;
}

function genericType(c: Context, node: number): Expr {
  const type = fieldExpr(c, node, F.type, start(c, node));
  const args = childWithField(c.t, node, F.type_arguments);
  if (args < 0) return type;
  // The grammar reads `~T[int]` as `(~T)[int]`; `postfix` repairs that.
  return instantiate(c, type, args);
}

function channel(c: Context, node: number): Expr {
  const pos = start(c, node);
  const stop = end(c, node);
  const arrow = childOfKind(c.t, node, K['token:<-']);
  const value = fieldExpr(c, node, F.value, stop);
  if (arrow < 0) return leftmostArrow(c, pos, stop, value);
  const dir = start(c, arrow) === pos ? 'recv' : 'send';
  return { kind: 'ChanType', pos, end: stop, dir, value };
}

/**
 * `chan` and its element. An arrow belongs to the leftmost `chan` possible (Go spec, Channel types), but the grammar reads
 * `chan<- chan int` as `chan (<-chan int)`.
 */
function leftmostArrow(c: Context, pos: number, end: number, value: Expr): Expr {
  if (value.kind !== 'ChanType' || value.dir !== 'recv') {
    return { kind: 'ChanType', pos, end, dir: 'both', value };
  }
  // The inner channel begins at its own `chan`, after the arrow.
  const chan = skipTrivia(c.t.text, value.pos + '<-'.length);
  const inner = leftmostArrow(c, chan, value.end, value.value);
  return { kind: 'ChanType', pos, end, dir: 'send', value: inner };
}

function funcLit(c: Context, node: number): Expr {
  const pos = start(c, node);
  const stop = end(c, node);
  const type = signature(c, node, pos);
  const body = childWithField(c.t, node, F.body);
  const none: BlockStmt = { kind: 'BlockStmt', pos: stop, end: stop, list: [] };
  return { kind: 'FuncLit', pos, end: stop, type, body: body < 0 ? none : c.block(c, body) };
}

const TABLE: Readonly<Partial<Record<KindName, LowerExpr>>> = {
  identifier: ident,
  type_identifier: ident,
  field_identifier: ident,
  package_identifier: ident,
  label_name: ident,
  blank_identifier: ident,
  nil: ident,
  true: ident,
  false: ident,
  iota: ident,
  int_literal: literal('int'),
  float_literal: literal('float'),
  imaginary_literal: literal('imag'),
  rune_literal: literal('char'),
  raw_string_literal: stringLit,
  interpreted_string_literal: stringLit,
  call_expression: call,
  type_conversion_expression: conversion,
  type_instantiation_expression: instantiation,
  index_expression: index,
  slice_expression: slice,
  unary_expression: unary,
  binary_expression: binary,
  generic_type: genericType,
  channel_type: channel,
  func_literal: funcLit,
  struct_type: structType,
  interface_type: interfaceType,
  type_elem: union,
  type_constraint: union,
  literal_element: contentExpr,
  function_type: (c, node) => signature(c, node, start(c, node)),
  literal_value: (c, node) => compositeBody(c, node, start(c, node), undefined),
  composite_literal: (c, node) => {
    const pos = start(c, node);
    const type = fieldExpr(c, node, F.type, pos);
    const body = childWithField(c.t, node, F.body);
    if (body >= 0) return compositeBody(c, body, pos, type);
    const stop = end(c, node);
    return { kind: 'CompositeLit', pos, end: stop, type, lbrace: type.end, elts: [] };
  },
  keyed_element: (c, node) => ({
    kind: 'KeyValueExpr',
    pos: start(c, node),
    end: end(c, node),
    key: fieldExpr(c, node, F.key, start(c, node)),
    value: fieldExpr(c, node, F.value, end(c, node)),
  }),
  selector_expression: selector,
  type_assertion_expression: typeAssertion,
  qualified_type: (c, node) => ({
    kind: 'SelectorExpr',
    pos: start(c, node),
    end: end(c, node),
    x: fieldExpr(c, node, F.package, start(c, node)),
    sel: fieldIdent(c, node, F.name, end(c, node)),
  }),
  parenthesized_expression: (c, node) => ({
    kind: 'ParenExpr',
    pos: start(c, node),
    end: end(c, node),
    x: contentExpr(c, node),
  }),
  parenthesized_type: (c, node) => ({
    kind: 'ParenExpr',
    pos: start(c, node),
    end: end(c, node),
    x: contentExpr(c, node),
  }),
  pointer_type: (c, node) => ({
    kind: 'StarExpr',
    pos: start(c, node),
    end: end(c, node),
    x: contentExpr(c, node),
  }),
  negated_type: (c, node) => ({
    kind: 'UnaryExpr',
    pos: start(c, node),
    end: end(c, node),
    op: '~',
    x: contentExpr(c, node),
  }),
  slice_type: (c, node) => ({
    kind: 'ArrayType',
    pos: start(c, node),
    end: end(c, node),
    elem: fieldExpr(c, node, F.element, end(c, node)),
  }),
  array_type: (c, node) => ({
    kind: 'ArrayType',
    pos: start(c, node),
    end: end(c, node),
    len: fieldExpr(c, node, F.length, start(c, node) + 1),
    elem: fieldExpr(c, node, F.element, end(c, node)),
  }),
  implicit_length_array_type: (c, node) => {
    const dots = skipTrivia(c.t.text, start(c, node) + 1);
    return {
      kind: 'ArrayType',
      pos: start(c, node),
      end: end(c, node),
      len: { kind: 'Ellipsis', pos: dots, end: dots + 3 },
      elem: fieldExpr(c, node, F.element, end(c, node)),
    };
  },
  map_type: (c, node) => ({
    kind: 'MapType',
    pos: start(c, node),
    end: end(c, node),
    key: fieldExpr(c, node, F.key, end(c, node)),
    value: fieldExpr(c, node, F.value, end(c, node)),
  }),
};

/** TABLE by kind. */
const LOWER: readonly (LowerExpr | undefined)[] = (() => {
  const out = new Array<LowerExpr | undefined>(KIND_COUNT).fill(undefined);
  for (const [name, lower] of Object.entries(TABLE)) out[K[name as KindName]] = lower;
  return out;
})();

/** How much deeper than one level a walk goes into these. */
const DEEPER: Partial<Record<KindName, number>> = {
  call_expression: 2,
  composite_literal: LIST_LEVELS,
  func_literal: LIST_LEVELS,
  function_type: LIST_LEVELS,
  generic_type: LIST_LEVELS,
  interface_type: LIST_LEVELS,
  literal_value: LIST_LEVELS,
  struct_type: LIST_LEVELS,
  type_conversion_expression: 2,
};

/** Levels by kind, as `MAX_DEPTH` counts them. */
const LEVELS: Uint8Array = (() => {
  const out = new Uint8Array(KIND_COUNT).fill(1);
  for (const [name, levels] of Object.entries(DEEPER)) out[K[name as KindName]] = levels;
  return out;
})();
