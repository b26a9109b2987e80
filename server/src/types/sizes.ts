/**
 * Sizes, alignments, offsets and pointers of types as the gc compiler has them: `types.SizesFor("gc", arch)`
 * (go/types/gcsizes.go, Go 1.27). The arithmetic is that of the runtime model's type shapes, so both always agree.
 */
import type { Arch, FieldShape, TypeShape } from '../../../runtime';
import {
  arrayShape,
  basicShape,
  interfaceShape,
  layoutStruct,
  pointerShape,
  referenceShape,
  sliceShape,
  structShape,
} from '../../../runtime';
import { unalias } from './basic';
import type { NamedType, StructType, Type } from './type';

/** The type's layout, or one short clause why it is not known. */
export type Layout = TypeShape | { readonly unknown: string };

/** The reason given for every size that depends on a type parameter. */
export const TYPE_PARAMETER = 'type parameter';

export interface Sizes {
  /** Size (bytes), alignment (bytes), pointers, hash class of a type. */
  readonly layout: (type: Type) => Layout;
  /** The byte offset of each field of a struct. */
  readonly offsets: (
    type: StructType,
  ) => { readonly offsets: readonly number[] } | { readonly unknown: string };
}

/** The sizes of one architecture. */
export function sizesFor(arch: Arch): Sizes {
  return {
    layout: (type) => layoutOf(type, arch),
    offsets: (type) => offsetsOf(type, arch),
  };
}

const MAX_DEPTH = 200;
const CYCLE = { unknown: 'invalid recursive type' } as const;
const TOO_DEEP = { unknown: 'the type is nested too deeply' } as const;

/** Only named types are kept: everything else is cheap, or lives inside one. */
const known: Readonly<Record<Arch, WeakMap<NamedType, Layout>>> = {
  amd64: new WeakMap(),
  arm64: new WeakMap(),
  '386': new WeakMap(),
};

/** The layout of a type. `text` is left empty: names are the business of `typeString`. */
export function layoutOf(type: Type, arch: Arch, depth = 0): Layout {
  if (depth > MAX_DEPTH) return TOO_DEEP;
  const t = unalias(type);
  switch (t.kind) {
    case 'basic':
      if (t.name.startsWith('untyped')) return { unknown: 'an untyped constant has no size' };
      return basicShape(t.name as Parameters<typeof basicShape>[0], arch);
    case 'named':
      return namedLayout(t, arch, depth);
    case 'pointer':
      return pointerShape('', undefined, arch);
    case 'map':
    case 'chan':
      return referenceShape('', t.kind, arch);
    case 'signature':
      return referenceShape('', 'func', arch);
    case 'slice':
      return sliceShape('', arch);
    case 'interface':
      return interfaceShape('', arch);
    case 'array': {
      const elem = layoutOf(t.elem, arch, depth + 1);
      if ('unknown' in elem) return elem;
      if (t.len === undefined) return { unknown: t.lenReason ?? 'the array length is not known' };
      return finite(arrayShape('', Number(t.len), elem, arch));
    }
    case 'struct': {
      const fields = fieldShapes(t, arch, depth);
      return 'unknown' in fields ? fields : finite(structShape('', fields, arch));
    }
    case 'typeparam':
      return { unknown: TYPE_PARAMETER };
    case 'tuple':
      return { unknown: 'not a single value' };
    case 'alias':
      return CYCLE;
    case 'unknown':
      return { unknown: t.reason };
  }
}

function finite(shape: TypeShape): Layout {
  return Number.isFinite(shape.size) ? shape : { unknown: 'the type is too large' };
}

function namedLayout(t: NamedType, arch: Arch, depth: number): Layout {
  const cache = known[arch];
  const cached = cache.get(t);
  if (cached !== undefined) return cached;
  // A type that contains itself meets this while its own layout is computed.
  cache.set(t, CYCLE);
  const layout = isAlign64(t)
    ? { ...structShape('', [], arch), align: 8 }
    : layoutOf(t.underlying(), arch, depth + 1);
  if (layout === TOO_DEEP || layout === CYCLE) cache.delete(t);
  else cache.set(t, layout);
  return layout;
}

/** The empty struct that makes the compiler align what contains it to 8 bytes, also on 386. */
function isAlign64(t: NamedType): boolean {
  const { name, pkg } = t.obj;
  return name === 'align64' && (pkg === 'sync/atomic' || pkg === 'internal/runtime/atomic');
}

function fieldShapes(
  t: StructType,
  arch: Arch,
  depth: number,
): readonly FieldShape[] | { readonly unknown: string } {
  const fields: FieldShape[] = [];
  for (const f of t.fields) {
    const type = layoutOf(f.type(), arch, depth + 1);
    if ('unknown' in type) return type;
    fields.push({ name: f.name, type });
  }
  return fields;
}

/** The byte offset of each field of a struct. */
export function offsetsOf(
  t: StructType,
  arch: Arch,
): { readonly offsets: readonly number[] } | { readonly unknown: string } {
  const fields = fieldShapes(t, arch, 0);
  if ('unknown' in fields) return fields;
  return {
    offsets: layoutStruct(
      fields.map((f) => f.type),
      arch,
    ).offsets,
  };
}
