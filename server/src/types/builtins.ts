/** Calls of the predeclared functions and of package unsafe (Go specification, "Built-in functions"). */
import type { Arch } from '../../../runtime';
import type { CallExpr, Expr } from '../syntax/ast';
import { BASIC, isUntyped, underlying, unknown } from './basic';
import type { Checker, Operand } from './checker';
import { bindInside } from './checker';
import { binaryValue } from './constant';
import { coreType } from './coreType';
import { unparen } from './define';
import { constantOf, unknownOperand, valueOf } from './operand';
import { layoutOf, offsetsOf } from './sizes';
import type { Type } from './type';
import { ANY_TYPE, BYTE_TYPE, defaultType } from './universe';

type Typing = (c: Checker, args: readonly Expr[]) => Operand;

const NONE: Operand = { mode: 'none', type: unknown('a call without results') };

/** The type of a call of a builtin; `name` as in `len` or `unsafe.Sizeof`. */
export function builtinOperand(c: Checker, name: string, call: CallExpr): Operand {
  const typing = BUILTINS[name];
  return typing === undefined ? unknownOperand(`${name} is not known`) : typing(c, call.args);
}

const none: Typing = () => NONE;

function firstType(c: Checker, args: readonly Expr[]): Type {
  const [arg] = args;
  return arg === undefined ? unknown('an argument is missing') : c.expr(arg).type;
}

const length: Typing = (c, args) => {
  const [arg] = args;
  if (arg === undefined) return valueOf(BASIC.int);
  const x = c.expr(arg);
  if (x.mode === 'const') {
    const bytes = typeof x.value === 'string' ? BigInt(x.value.length) : undefined;
    return constantOf(BASIC.int, bytes);
  }
  return arrayLength(c, arg, x.type);
};

/** `len(a)` of an array is a constant unless evaluating a calls a function or receives from a channel. */
function arrayLength(c: Checker, arg: Expr, type: Type): Operand {
  let array = underlying(type);
  if (array.kind === 'pointer') array = underlying(array.elem);
  if (array.kind !== 'array' || mayRun(c, arg)) return valueOf(BASIC.int);
  return constantOf(BASIC.int, array.len);
}

function mayRun(c: Checker, e: Expr): boolean {
  switch (e.kind) {
    case 'CallExpr': {
      const call = c.expr(e);
      if (call.mode === 'const') return false;
      const fun = c.expr(unparen(e.fun));
      if (fun.mode === 'type') return e.args.some((a) => mayRun(c, a));
      return true;
    }
    case 'UnaryExpr':
      return e.op === '<-' || mayRun(c, e.x);
    case 'BinaryExpr':
      return mayRun(c, e.x) || mayRun(c, e.y);
    case 'ParenExpr':
    case 'StarExpr':
    case 'SelectorExpr':
    case 'TypeAssertExpr':
      return mayRun(c, e.x);
    case 'IndexExpr':
      return mayRun(c, e.x) || e.indices.some((i) => mayRun(c, i));
    case 'SliceExpr':
      return [e.x, e.low, e.high, e.max].some((x) => x !== undefined && mayRun(c, x));
    case 'CompositeLit':
      bindInside(c, e);
      return e.elts.some((x) => mayRun(c, x));
    case 'KeyValueExpr':
      return mayRun(c, e.key) || mayRun(c, e.value);
    default:
      return false;
  }
}

const make: Typing = (c, args) => {
  const [arg] = args;
  return arg === undefined ? unknownOperand('a type is missing') : valueOf(c.typ(arg));
};

/** `new(T)`, and from Go 1.26 `new(value)`. */
const allocate: Typing = (c, args) => {
  const [arg] = args;
  if (arg === undefined) return unknownOperand('a type is missing');
  const x = c.expr(arg);
  const elem = x.mode === 'type' ? x.type : defaultType(x.type);
  return valueOf(elem.kind === 'unknown' ? elem : { kind: 'pointer', elem });
};

const append: Typing = (c, args) => {
  const type = firstType(c, args);
  return type === BASIC['untyped nil'] ? unknownOperand('append to an untyped nil') : valueOf(type);
};

function extreme(op: '<' | '>'): Typing {
  return (c, args) => {
    const operands = args.map((a) => c.expr(a));
    const [first, ...rest] = operands;
    if (first === undefined) return unknownOperand('an argument is missing');
    const typed = operands.find((x) => !isUntyped(x.type) && x.type.kind !== 'unknown');
    let best = first;
    let wide = first.type;
    for (const x of rest) {
      if (untypedRank(x.type) > untypedRank(wide)) wide = x.type;
      if (best.value === undefined || x.value === undefined) best = valueOf(x.type);
      else if (binaryValue(op, x.value, best.value, false) === true) best = x;
    }
    const type = typed?.type ?? wide;
    const constant = operands.every((x) => x.mode === 'const');
    return constant ? constantOf(type, best.value) : valueOf(type);
  };
}

function untypedRank(type: Type): number {
  return ['untyped int', 'untyped rune', 'untyped float'].findIndex(
    (name) => type.kind === 'basic' && type.name === name,
  );
}

const complex: Typing = (c, args) => {
  const types = args.map((a) => c.expr(a).type);
  const typed = types.find((t) => !isUntyped(t)) ?? BASIC['untyped complex'];
  if (typed.kind === 'unknown') return valueOf(typed);
  const u = underlying(typed);
  if (u === BASIC.float32) return valueOf(BASIC.complex64);
  if (u === BASIC.float64) return valueOf(BASIC.complex128);
  return valueOf(BASIC['untyped complex']);
};

const part: Typing = (c, args) => {
  const u = underlying(firstType(c, args));
  if (u.kind === 'unknown') return valueOf(u);
  if (u === BASIC.complex64) return valueOf(BASIC.float32);
  if (u === BASIC.complex128) return valueOf(BASIC.float64);
  return valueOf(BASIC['untyped float']);
};

function sizeFact(fact: 'size' | 'align'): Typing {
  return (c, args) => {
    const [arg] = args;
    if (arg === undefined) return unknownOperand('an argument is missing');
    const layout = layoutOf(defaultType(c.expr(arg).type), c.arch);
    if ('unknown' in layout) {
      // The size of a type parameter's value is not a constant (Go specification, "Package unsafe").
      return layout.unknown === 'type parameter'
        ? valueOf(BASIC.uintptr)
        : constantOf(BASIC.uintptr, undefined);
    }
    return constantOf(BASIC.uintptr, BigInt(layout[fact]));
  };
}

const offset: Typing = (c, args) => {
  const [arg] = args;
  const selector = arg === undefined ? undefined : unparen(arg);
  if (selector?.kind !== 'SelectorExpr') return constantOf(BASIC.uintptr, undefined);
  const { selection } = c.expr(selector);
  if (selection?.kind !== 'field') return constantOf(BASIC.uintptr, undefined);
  let type = c.expr(selector.x).type;
  let sum = 0;
  for (const field of [...selection.path, selection.obj]) {
    const u = underlying(type);
    const struct = u.kind === 'pointer' ? underlying(u.elem) : u;
    const at = struct.kind === 'struct' ? fieldOffset(struct, field.name, c.arch) : undefined;
    if (at === undefined || field.kind !== 'var') return constantOf(BASIC.uintptr, undefined);
    sum += at;
    type = field.type();
  }
  return constantOf(BASIC.uintptr, BigInt(sum));
};

function fieldOffset(
  struct: Extract<Type, { kind: 'struct' }>,
  name: string,
  arch: Arch,
): number | undefined {
  const offsets = offsetsOf(struct, arch);
  if ('unknown' in offsets) return undefined;
  return offsets.offsets[struct.fields.findIndex((f) => f.name === name)];
}

const BUILTINS: Readonly<Record<string, Typing>> = {
  append,
  cap: (c, args) => {
    const [arg] = args;
    return arg === undefined ? valueOf(BASIC.int) : arrayLength(c, arg, c.expr(arg).type);
  },
  clear: none,
  close: none,
  complex,
  copy: () => valueOf(BASIC.int),
  delete: none,
  imag: part,
  len: length,
  make,
  max: extreme('>'),
  min: extreme('<'),
  new: allocate,
  panic: none,
  print: none,
  println: none,
  real: part,
  recover: () => valueOf(ANY_TYPE),
  'unsafe.Add': () => valueOf(BASIC['unsafe.Pointer']),
  'unsafe.Alignof': sizeFact('align'),
  'unsafe.Offsetof': offset,
  'unsafe.Sizeof': sizeFact('size'),
  'unsafe.Slice': (c, args) => {
    const core = coreType(firstType(c, args));
    if (core.kind === 'pointer') return valueOf({ kind: 'slice', elem: core.elem });
    return core.kind === 'unknown' ? valueOf(core) : unknownOperand('not a pointer');
  },
  'unsafe.SliceData': (c, args) => {
    const core = coreType(firstType(c, args));
    if (core.kind === 'slice') return valueOf({ kind: 'pointer', elem: core.elem });
    return core.kind === 'unknown' ? valueOf(core) : unknownOperand('not a slice');
  },
  'unsafe.String': () => valueOf(BASIC.string),
  'unsafe.StringData': () => valueOf({ kind: 'pointer', elem: BYTE_TYPE }),
};
