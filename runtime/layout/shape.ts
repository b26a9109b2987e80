/**
 * What the memory model needs to know of a type: its shape, plain JSON without references to source. The builders here
 * are the one source of truth for gc type sizes; the type layer of the server and the type expression parser both
 * build on them.
 *
 * Follows go/types/gcsizes.go (sizes, alignment) and cmd/compile/internal/types/size.go and alg.go (pointers, hashing),
 * Go 1.27.
 */
import type { Arch } from './arch';
import { maxAlign, maxTypeSize, pointerSize } from './arch';

/**
 * How the runtime hashes a key of the type.
 * - `memory`: as plain bytes (the compiler's AMEM): integers, bool, pointers, channels, and arrays and structs of them
 *   without padding and blank fields.
 * - `string`: as a string (ASTRING): string, and a struct or array with a single string.
 * - `other`: floats, complex numbers, interfaces, everything mixed, and what cannot be a key at all.
 */
export type HashKind = 'string' | 'memory' | 'other';

export interface TypeShape {
  /** The type as Go source, for display. */
  readonly text: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes. */
  readonly align: number;
  /** Whether a value holds pointers that the garbage collector follows. */
  readonly pointers: boolean;
  readonly hash: HashKind;
  /** A single pointer word: `*T`, map, chan, func, unsafe.Pointer. */
  readonly pointer: boolean;
  /** For `*T`: T, of which each map entry owns one separately allocated object. Absent when T is not known. */
  readonly pointee?: TypeShape;
  /** Whether the type may be a map key. */
  readonly comparable: boolean;
  /** How many different values there are, where they are few (at most 65,536); a map cannot hold more keys. */
  readonly values?: number;
  /** Equal keys can differ in bits (0.0 and -0.0, strings at two places): assignment writes the key again. */
  readonly keyUpdate?: true;
  /** A key may differ from itself (NaN, alone or inside): deleting it in a range loop does not compile to clear. */
  readonly irreflexive?: true;
}

/** The types of the universe (and unsafe.Pointer) that are not composed of others. */
export type BasicTypeName = keyof typeof BASIC_BYTES | 'string' | 'error' | 'any';

/** Bytes; `word` and `pointer` have the size of a pointer. */
const BASIC_BYTES = {
  bool: 1,
  int8: 1,
  uint8: 1,
  byte: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  rune: 4,
  float32: 4,
  int64: 8,
  uint64: 8,
  float64: 8,
  complex64: 8,
  complex128: 16,
  int: 'word',
  uint: 'word',
  uintptr: 'word',
  'unsafe.Pointer': 'pointer',
} as const;

const FEW_VALUES: Readonly<Partial<Record<BasicTypeName, number>>> = {
  bool: 2,
  int8: 256,
  uint8: 256,
  byte: 256,
  int16: 65_536,
  uint16: 65_536,
};
const MOST_COUNTED_VALUES = 65_536;

/** Rounds `bytes` up to a multiple of `align`. */
export function alignUp(bytes: number, align: number): number {
  const rest = bytes % align;
  return rest === 0 ? bytes : bytes + align - rest;
}

/** Whether `text` names a type that `basicShape` knows. */
export function isBasicTypeName(text: string): text is BasicTypeName {
  return (
    text === 'string' || text === 'error' || text === 'any' || Object.hasOwn(BASIC_BYTES, text)
  );
}

/** The shape of a type of the universe, or of unsafe.Pointer. */
export function basicShape(name: BasicTypeName, arch: Arch): TypeShape {
  if (name === 'string') {
    return {
      ...words(name, 2, arch),
      pointers: true,
      hash: 'string',
      comparable: true,
      keyUpdate: true,
    };
  }
  if (name === 'error' || name === 'any') return interfaceShape(name, arch);
  const word = pointerSize(arch);
  const bytes = BASIC_BYTES[name];
  const pointer = bytes === 'pointer';
  const size = typeof bytes === 'number' ? bytes : word;
  // Complex numbers are aligned like [2]float (gcSizes.Alignof).
  const natural = name.startsWith('complex') ? size / 2 : size;
  const values = FEW_VALUES[name];
  const inexact = name.startsWith('float') || name.startsWith('complex');
  return {
    text: name,
    size,
    align: Math.min(natural, maxAlign(arch)),
    pointers: pointer,
    hash: inexact ? 'other' : 'memory',
    pointer,
    comparable: true,
    ...(values === undefined ? {} : { values }),
    ...(inexact ? { keyUpdate: true, irreflexive: true } : {}),
  };
}

/** `*T`; without `pointee` the object behind the pointer is unknown, and not counted. */
export function pointerShape(text: string, pointee: TypeShape | undefined, arch: Arch): TypeShape {
  return {
    ...words(text, 1, arch),
    pointers: true,
    hash: 'memory',
    pointer: true,
    comparable: true,
    ...(pointee === undefined ? {} : { pointee }),
  };
}

/** A map, chan or func value: one pointer word. Only a channel can be a key. */
export function referenceShape(text: string, kind: 'map' | 'chan' | 'func', arch: Arch): TypeShape {
  return {
    ...words(text, 1, arch),
    pointers: true,
    hash: kind === 'chan' ? 'memory' : 'other',
    pointer: true,
    comparable: kind === 'chan',
  };
}

/** A slice header: pointer, length, capacity. */
export function sliceShape(text: string, arch: Arch): TypeShape {
  return { ...words(text, 3, arch), pointers: true, hash: 'other', comparable: false };
}

/** An interface value: type word and data word. */
export function interfaceShape(text: string, arch: Arch): TypeShape {
  return {
    ...words(text, 2, arch),
    pointers: true,
    hash: 'other',
    comparable: true,
    keyUpdate: true,
    irreflexive: true,
  };
}

/** `[length]elem`. `size` is Infinity when the compiler would refuse the type as too large. */
export function arrayShape(text: string, length: number, elem: TypeShape, arch: Arch): TypeShape {
  const size = length === 0 || elem.size === 0 ? 0 : length * elem.size;
  const values = countedValues(elem.values === undefined ? undefined : elem.values ** length);
  return {
    text,
    size: size > maxTypeSize(arch) ? Infinity : size,
    align: elem.align,
    pointers: length > 0 && elem.pointers,
    hash: arrayHash(length, elem),
    pointer: false,
    comparable: elem.comparable,
    ...(length === 0 && elem.comparable ? { values: 1 } : values),
    ...equalityOf([elem]),
  };
}

/** A one-element array hashes like its element; an empty one like no memory at all (CalcArraySize). */
function arrayHash(length: number, elem: TypeShape): HashKind {
  if (!elem.comparable) return 'other';
  if (elem.hash === 'memory' || length === 0) return 'memory';
  return length === 1 ? elem.hash : 'other';
}

/** What a struct's layout needs of a field's type. */
export interface FieldLayout {
  readonly size: number;
  readonly align: number;
}

export interface StructLayout {
  /** Bytes with all padding. Infinity when the compiler would refuse the type as too large. */
  readonly size: number;
  readonly align: number;
  /** Byte offset of each field. */
  readonly offsets: readonly number[];
}

/**
 * Lays out a struct as gc does (gcSizes.Offsetsof, Sizeof, Alignof): each field at its alignment; a zero-size last
 * field of a struct that is not empty takes one byte, so that its address does not point past the object; padded to
 * the largest alignment. The empty struct `sync/atomic.align64` is passed as a field of size 0 and align 8.
 */
export function layoutStruct(fields: readonly FieldLayout[], arch: Arch): StructLayout {
  const offsets: number[] = [];
  let end = 0;
  let align = 1;
  for (const field of fields) {
    const offset = alignUp(end, field.align);
    offsets.push(offset);
    end = offset + field.size;
    align = Math.max(align, field.align);
  }
  const last = fields.at(-1);
  if (last?.size === 0 && end > 0) end += 1;
  const size = alignUp(end, align);
  return { size: size <= maxTypeSize(arch) ? size : Infinity, align, offsets };
}

/** A field of a struct shape; `name` only matters when it is `_`. */
export interface FieldShape {
  readonly name: string;
  readonly type: TypeShape;
}

/** `struct{…}`. */
export function structShape(text: string, fields: readonly FieldShape[], arch: Arch): TypeShape {
  const layout = layoutStruct(
    fields.map((f) => f.type),
    arch,
  );
  const comparable = fields.every((f) => f.type.comparable);
  const values = fields.reduce<number | undefined>((product, { name, type }) => {
    // A blank field takes no part in comparison.
    if (name === '_') return product;
    return product === undefined || type.values === undefined ? undefined : product * type.values;
  }, 1);
  return {
    text,
    size: layout.size,
    align: layout.align,
    pointers: fields.some((f) => f.type.pointers),
    hash: comparable ? structHash(fields, layout) : 'other',
    pointer: false,
    comparable,
    ...(comparable ? countedValues(values) : {}),
    ...equalityOf(fields.map((f) => f.type)),
  };
}

/** A struct of one field hashes like the field; else as memory, unless a byte or a field must be left out (CalcStructSize). */
function structHash(fields: readonly FieldShape[], layout: StructLayout): HashKind {
  const [only] = fields;
  if (fields.length === 1 && only !== undefined && only.name !== '_') return only.type.hash;
  const plain = fields.every((field, i) => {
    const end = (layout.offsets[i] ?? 0) + field.type.size;
    const padded = end !== (layout.offsets[i + 1] ?? layout.size);
    return field.type.hash === 'memory' && field.name !== '_' && !padded;
  });
  return plain ? 'memory' : 'other';
}

/** What equality of the parts says of a composed type (reflectdata needkeyupdate, types.IsReflexive). */
function equalityOf(parts: readonly TypeShape[]): Pick<TypeShape, 'keyUpdate' | 'irreflexive'> {
  return {
    ...(parts.some((part) => part.keyUpdate) ? { keyUpdate: true } : {}),
    ...(parts.some((part) => part.irreflexive) ? { irreflexive: true } : {}),
  };
}

function countedValues(values: number | undefined): { readonly values?: number } {
  return values !== undefined && values <= MOST_COUNTED_VALUES ? { values } : {};
}

function words(
  text: string,
  count: number,
  arch: Arch,
): Pick<TypeShape, 'text' | 'size' | 'align' | 'pointer'> {
  const word = pointerSize(arch);
  return { text, size: count * word, align: word, pointer: false };
}
