/** Expressions: what kind of thing each one is, its type and its constant value. */
import type {
  BasicLit,
  BinaryExpr,
  CompositeLit,
  Expr,
  Ident,
  IndexExpr,
  SelectorExpr,
  SliceExpr,
  UnaryExpr,
} from '../syntax/ast';
import { BASIC, isInteger, isString, isUntyped, underlying, unknown, UNTYPED_RANK } from './basic';
import { callOperand } from './call';
import type { Checker, Operand } from './checker';
import { makeVar } from './checker';
import { binaryValue, literalValue, shiftValue, unaryValue } from './constant';
import type { Value } from './constant';
import { exactValue } from './constantDecl';
import { converted } from './conversion';
import { coreType } from './coreType';
import { instantiateSignature } from './infer';
import { lookupMember } from './lookup';
import type { Obj } from './object';
import { constantOf, unknownOperand, valueOf, variableOf } from './operand';
import { pointerSize } from '../../../runtime';
import type { SignatureType, Type } from './type';
import { countedArray, qualified, signatureOf, typeOfExpr } from './typeExpr';
import { BYTE_TYPE, IOTA } from './universe';

/** Evaluates one expression; the caller keeps the result. */
export function evaluate(c: Checker, e: Expr): Operand {
  switch (e.kind) {
    case 'BadExpr':
      return unknownOperand('the code does not parse here');
    case 'Ident':
      return identOperand(c, e);
    case 'BasicLit':
      return literalOperand(e);
    case 'ParenExpr':
      return c.expr(e.x);
    case 'FuncLit':
      return valueOf(signatureOf(c, e.type));
    case 'CompositeLit':
      return valueOf(literalType(c, e));
    case 'SelectorExpr':
      return selectorOperand(c, e);
    case 'IndexExpr':
      return indexOperand(c, e);
    case 'SliceExpr':
      return sliceOperand(c, e);
    case 'TypeAssertExpr':
      return e.type === undefined ? c.expr(e.x) : valueOf(c.typ(e.type));
    case 'CallExpr':
      return callOperand(c, e);
    case 'StarExpr':
      return starOperand(c, e.x);
    case 'UnaryExpr':
      return unaryOperand(c, e);
    case 'BinaryExpr':
      return binaryOperand(c, e);
    case 'KeyValueExpr':
      return unknownOperand('not an expression');
    case 'ArrayType':
    case 'Ellipsis':
    case 'StructType':
    case 'FuncType':
    case 'InterfaceType':
    case 'MapType':
    case 'ChanType':
      return typeOperand(typeOfExpr(c, e));
  }
}

function typeOperand(type: Type): Operand {
  return { mode: 'type', type };
}

// Names and literals -----------------------------------------------------------------------------------------------

function identOperand(c: Checker, e: Ident): Operand {
  const obj = c.idents.get(e);
  if (obj === IOTA) return constantOf(BASIC['untyped int'], c.iota ?? c.iotas.get(e));
  return obj ? objectOperand(obj) : unknownOperand(`${e.name} is not declared`);
}

function objectOperand(obj: Obj): Operand {
  switch (obj.kind) {
    case 'var':
      return variableOf(obj.type());
    case 'const':
      return constantOf(obj.type(), exactValue(obj));
    case 'type':
      return typeOperand(obj.type());
    case 'func':
      return valueOf(obj.type());
    case 'pkgname':
      return { mode: 'package', type: unknown('a package is not a value') };
    case 'builtin': {
      const builtin = obj.pkg === '' ? obj.name : `${obj.pkg}.${obj.name}`;
      return { mode: 'builtin', type: unknown('a builtin is not a value'), builtin };
    }
    case 'nil':
      return valueOf(BASIC['untyped nil']);
  }
}

const LITERAL_TYPES = {
  int: BASIC['untyped int'],
  float: BASIC['untyped float'],
  imag: BASIC['untyped complex'],
  char: BASIC['untyped rune'],
  string: BASIC['untyped string'],
} as const;

function literalOperand(e: BasicLit): Operand {
  return constantOf(LITERAL_TYPES[e.lit], literalValue(e));
}

function literalType(c: Checker, e: CompositeLit): Type {
  if (e.type === undefined) return elidedType(c, e);
  if (e.type.kind === 'ArrayType' && e.type.len?.kind === 'Ellipsis') {
    return countedArray(c, e, e.type);
  }
  return c.typ(e.type);
}

/** The type that the literal around this one implies; for elements of pointer type it is the pointer type. */
function elidedType(c: Checker, e: CompositeLit): Type {
  const place = c.elided.get(e);
  if (place === undefined) return unknown('a literal without a type');
  let outer = coreType(c.expr(place.outer).type);
  if (outer.kind === 'pointer') outer = coreType(outer.elem);
  switch (outer.kind) {
    case 'map':
      return place.part === 'key' ? outer.key : outer.elem;
    case 'slice':
    case 'array':
      return place.part === 'key' ? unknown('not an index') : outer.elem;
    case 'unknown':
      return outer;
    default:
      return unknown('a literal without a type');
  }
}

// Selectors --------------------------------------------------------------------------------------------------------

function selectorOperand(c: Checker, e: SelectorExpr): Operand {
  const outside = qualified(c, e);
  if (outside !== undefined) {
    if ('unknown' in outside) return unknownOperand(outside.unknown);
    const selection = { kind: 'qualified', obj: outside, path: [] } as const;
    return { ...objectOperand(outside), selection };
  }
  const x = c.expr(e.x);
  if (x.type.kind === 'unknown') return valueOf(x.type);
  const found = lookupMember(x.type, e.sel.name, c.path);
  if (found === undefined) return unknownOperand(`no field or method ${e.sel.name}`);
  if ('unknown' in found) return unknownOperand(found.unknown);
  const { obj, path } = found;
  if (obj.kind === 'var') {
    const selection = { kind: 'field', obj, path } as const;
    const addressable = x.mode === 'variable' || found.indirect;
    return { mode: addressable ? 'variable' : 'value', type: obj.type(), selection };
  }
  const type = obj.type();
  const selection = { kind: 'method', obj, path } as const;
  if (x.mode !== 'type' || type.kind !== 'signature') return { mode: 'value', type, selection };
  return { mode: 'value', type: methodExpression(c, type, x.type), selection };
}

/** The type of `T.Method`: the receiver becomes the first parameter, with a name if the others have names. */
function methodExpression(c: Checker, type: SignatureType, receiver: Type): Type {
  const { recv, ...rest } = type;
  const named = (type.params[0]?.name ?? '') !== '';
  const first = makeVar(c, '', 'param', undefined, () => receiver);
  const name = named ? (recv?.name === undefined || recv.name === '' ? '_' : recv.name) : '';
  return { ...rest, params: [{ ...first, name }, ...type.params] };
}

// Index and slice --------------------------------------------------------------------------------------------------

function indexOperand(c: Checker, e: IndexExpr): Operand {
  const x = c.expr(e.x);
  if (x.mode === 'type') return typeOperand(typeOfExpr(c, e));
  if (x.type.kind === 'signature' && x.type.typeParams.length > 0) {
    const args = e.indices.map((i) => c.typ(i));
    const type = instantiateSignature(x.type, args);
    return type === undefined
      ? unknownOperand('not all type arguments are given')
      : { ...valueOf(type), ...(x.selection === undefined ? {} : { selection: x.selection }) };
  }
  const core = coreType(x.type);
  switch (core.kind) {
    case 'basic':
      return isString(core) ? valueOf(BYTE_TYPE) : unknownOperand('cannot be indexed');
    case 'slice':
      return variableOf(core.elem);
    case 'array':
      return { mode: x.mode === 'variable' ? 'variable' : 'value', type: core.elem };
    case 'pointer': {
      const array = coreType(core.elem);
      if (array.kind === 'array') return variableOf(array.elem);
      return array.kind === 'unknown' ? valueOf(array) : unknownOperand('cannot be indexed');
    }
    case 'map':
      return valueOf(core.elem);
    case 'unknown':
      return valueOf(core);
    default:
      return unknownOperand('cannot be indexed');
  }
}

function sliceOperand(c: Checker, e: SliceExpr): Operand {
  const x = c.expr(e.x);
  const core = coreType(x.type);
  switch (core.kind) {
    case 'basic':
      if (!isString(core)) return unknownOperand('cannot be sliced');
      return valueOf(isUntyped(x.type) ? BASIC.string : x.type);
    case 'slice':
      return valueOf(x.type);
    case 'array':
      return valueOf({ kind: 'slice', elem: core.elem });
    case 'pointer': {
      const array = coreType(core.elem);
      if (array.kind === 'array') return valueOf({ kind: 'slice', elem: array.elem });
      return array.kind === 'unknown' ? valueOf(array) : unknownOperand('cannot be sliced');
    }
    case 'unknown':
      return valueOf(core);
    default:
      return unknownOperand('cannot be sliced');
  }
}

// Operators --------------------------------------------------------------------------------------------------------

function starOperand(c: Checker, e: Expr): Operand {
  const x = c.expr(e);
  if (x.mode === 'type') return typeOperand({ kind: 'pointer', elem: x.type });
  const core = coreType(x.type);
  if (core.kind === 'pointer') return variableOf(core.elem);
  return core.kind === 'unknown' ? valueOf(core) : unknownOperand('not a pointer');
}

function unaryOperand(c: Checker, e: UnaryExpr): Operand {
  if (e.op === '~') return typeOperand(typeOfExpr(c, e));
  const x = c.expr(e.x);
  if (e.op === '&') {
    return x.type.kind === 'unknown' ? valueOf(x.type) : valueOf({ kind: 'pointer', elem: x.type });
  }
  if (e.op === '<-') {
    const core = coreType(x.type);
    if (core.kind === 'chan') return valueOf(core.elem);
    return core.kind === 'unknown' ? valueOf(core) : unknownOperand('not a channel');
  }
  if (x.mode !== 'const') return valueOf(x.type);
  return constantOf(
    x.type,
    x.value === undefined ? undefined : unaryValue(e.op, x.value, maskOf(c, x.type)),
  );
}

/** All ones, for the complement of an unsigned constant; undefined for signed and untyped ones. */
function maskOf(c: Checker, type: Type): bigint | undefined {
  const u = underlying(type);
  if (u.kind !== 'basic' || !u.name.startsWith('uint')) return undefined;
  const digits = u.name.slice('uint'.length);
  const bits = /^\d+$/.test(digits) ? Number(digits) : pointerSize(c.arch) * 8;
  return (1n << BigInt(bits)) - 1n;
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** Long chains such as `a + b + …` lean to the left: operands are collected first, so that the stack stays flat. */
function binaryOperand(c: Checker, e: BinaryExpr): Operand {
  const chain: BinaryExpr[] = [];
  let left: Expr = e;
  // With an iota of its own, a kept operand is another spec's.
  const kept = (b: BinaryExpr): boolean => c.iota === undefined && c.operands.has(b);
  while (left.kind === 'BinaryExpr' && !kept(left)) {
    chain.push(left);
    left = left.x;
  }
  let x = c.expr(left);
  for (const b of chain.reverse()) {
    x = combined(c, b, x, c.expr(b.y));
    if (b !== e && c.iota === undefined) c.operands.set(b, x);
  }
  return x;
}

function combined(c: Checker, e: BinaryExpr, x: Operand, y: Operand): Operand {
  const { op } = e;
  if (op === '|' && x.mode === 'type') return typeOperand(typeOfExpr(c, e));
  if (op === '<<' || op === '>>') return shifted(op, x, y);
  if (COMPARISONS.has(op)) {
    const type = BASIC['untyped bool'];
    if (x.mode !== 'const' || y.mode !== 'const') return valueOf(type);
    return constantOf(type, constantResult(op, x, y, type));
  }
  const type = commonType(x, y);
  if (x.mode !== 'const' || y.mode !== 'const') return valueOf(type);
  const value = constantResult(op, x, y, type);
  // A typed result is rounded to what its type holds; an untyped one is exact.
  return constantOf(type, value === undefined || isUntyped(type) ? value : converted(value, type));
}

function constantResult(op: string, x: Operand, y: Operand, type: Type): Value | undefined {
  if (x.value === undefined || y.value === undefined) return undefined;
  return binaryValue(op, x.value, y.value, isInteger(type));
}

function shifted(op: string, x: Operand, y: Operand): Operand {
  // An untyped float or rune constant that is shifted must be an integer; the result of a constant shift is one.
  const untypedFloat = x.type === BASIC['untyped float'] || x.type === BASIC['untyped complex'];
  const type = untypedFloat ? BASIC['untyped int'] : x.type;
  if (x.mode !== 'const' || y.mode !== 'const') return valueOf(type);
  if (x.value === undefined || y.value === undefined) return constantOf(type, undefined);
  return constantOf(type, shiftValue(op, x.value, y.value));
}

/** The type of `x op y`: both have it, or one is untyped and takes the other's. */
function commonType(x: Operand, y: Operand): Type {
  // In a program that compiles both sides agree, so one known typed side is enough.
  if (x.type.kind === 'unknown') return isUntyped(y.type) ? x.type : y.type;
  if (!isUntyped(x.type)) return x.type;
  if (!isUntyped(y.type)) return y.type;
  return (UNTYPED_RANK[y.type.name] ?? 0) > (UNTYPED_RANK[x.type.name] ?? 0) ? y.type : x.type;
}
