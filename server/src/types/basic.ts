/** The types without structure, and the two functions that look through names. */
import type { BasicName, BasicType, Type, UnknownType } from './type';

const NAMES: readonly BasicName[] = [
  'bool',
  'int',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'uintptr',
  'float32',
  'float64',
  'complex64',
  'complex128',
  'string',
  'unsafe.Pointer',
  'untyped bool',
  'untyped int',
  'untyped rune',
  'untyped float',
  'untyped complex',
  'untyped string',
  'untyped nil',
];

/** One object per basic type, so that they compare by identity. */
export const BASIC = Object.fromEntries(
  NAMES.map((name) => [name, { kind: 'basic', name }]),
) as Readonly<Record<BasicName, BasicType>>;

/** Numeric untyped kinds in the order in which they win in a mixed operation (Go specification, "Constant expressions"). */
export const UNTYPED_RANK: Readonly<Partial<Record<BasicName, number>>> = {
  'untyped int': 1,
  'untyped rune': 2,
  'untyped float': 3,
  'untyped complex': 4,
};

const INTEGERS: ReadonlySet<BasicName> = new Set<BasicName>([
  'int',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'uintptr',
  'untyped int',
  'untyped rune',
]);

const unknowns = new Map<string, UnknownType>();

/** The unknown type for a reason; one object per reason. */
export function unknown(reason: string, text?: string): UnknownType {
  const key = text === undefined ? reason : `${reason}\0${text}`;
  let type = unknowns.get(key);
  if (type === undefined) {
    type = text === undefined ? { kind: 'unknown', reason } : { kind: 'unknown', reason, text };
    if (unknowns.size < 10_000) unknowns.set(key, type);
  }
  return type;
}

export const CYCLE = unknown('invalid cycle of declarations');

/** The type behind alias names. Two aliases that name each other are unknown. */
export function unalias(type: Type): Type {
  let t = type;
  for (let i = 0; t.kind === 'alias'; i++) {
    if (i === 100) return CYCLE;
    t = t.actual();
  }
  return t;
}

/** The type behind alias and type names; a type parameter stays as it is. */
export function underlying(type: Type): Type {
  const t = unalias(type);
  return t.kind === 'named' ? t.underlying() : t;
}

export function isUntyped(type: Type): type is BasicType {
  return type.kind === 'basic' && type.name.startsWith('untyped');
}

export function isInteger(type: Type): boolean {
  const u = underlying(type);
  return u.kind === 'basic' && INTEGERS.has(u.name);
}

export function isString(type: Type): boolean {
  const u = underlying(type);
  return u.kind === 'basic' && (u.name === 'string' || u.name === 'untyped string');
}

/** Whether a type is a pointer, by whatever name. */
export function isPointer(type: Type): boolean {
  return underlying(type).kind === 'pointer';
}
