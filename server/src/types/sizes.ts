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
/** Instances of generic types that one question may look into: they may double with each level, or never end. */
const MAX_INSTANCES = 200;
const CYCLE = { unknown: 'invalid recursive type' } as const;
const TOO_DEEP = { unknown: 'the type is nested too deeply' } as const;
const TOO_MANY = { unknown: 'the type holds too many instances of generic types' } as const;

/** Named types and structs are kept: aliases may double a struct with each name. Everything else is cheap. */
const known: Readonly<Record<Arch, WeakMap<NamedType | StructType, Known>>> = {
  amd64: new WeakMap(),
  arm64: new WeakMap(),
  '386': new WeakMap(),
};

/** The layouts that do not depend on what a type is made of. */
const references = {
  amd64: referencesOf('amd64'),
  arm64: referencesOf('arm64'),
  '386': referencesOf('386'),
} as const satisfies Readonly<Record<Arch, unknown>>;

function referencesOf(arch: Arch) {
  return {
    pointer: pointerShape('', undefined, arch),
    map: referenceShape('', 'map', arch),
    chan: referenceShape('', 'chan', arch),
    signature: referenceShape('', 'func', arch),
    slice: sliceShape('', arch),
    interface: interfaceShape('', arch),
  };
}

interface Known {
  readonly layout: Layout;
  /** Levels that were looked at below it: what is nested too deeply must not depend on what was asked before. */
  readonly height: number;
}

/** What one question has looked at, and may still look at. */
interface Budget {
  instances: number;
  /** The deepest level so far. */
  deepest: number;
}

function newBudget(): Budget {
  return { instances: MAX_INSTANCES, deepest: 0 };
}

/** The layout of a type. `text` is left empty: names are the business of `typeString`. */
export function layoutOf(type: Type, arch: Arch, depth = 0, budget = newBudget()): Layout {
  if (depth > MAX_DEPTH) return TOO_DEEP;
  budget.deepest = Math.max(budget.deepest, depth);
  const t = unalias(type);
  switch (t.kind) {
    case 'basic':
      if (t.name.startsWith('untyped')) return { unknown: 'an untyped constant has no size' };
      return basicShape(t.name as Parameters<typeof basicShape>[0], arch);
    case 'named':
      return kept(t, arch, depth, budget, () =>
        isAlign64(t)
          ? { ...structShape('', [], arch), align: 8 }
          : layoutOf(t.underlying(), arch, depth + 1, budget),
      );
    case 'pointer':
    case 'map':
    case 'chan':
    case 'signature':
    case 'slice':
    case 'interface':
      return references[arch][t.kind];
    case 'array': {
      const elem = layoutOf(t.elem, arch, depth + 1, budget);
      if ('unknown' in elem) return elem;
      if (t.len === undefined) return { unknown: t.lenReason ?? 'the array length is not known' };
      return finite(arrayShape('', Number(t.len), elem, arch));
    }
    case 'struct':
      return kept(t, arch, depth, budget, () => {
        const fields = fieldShapes(t, arch, depth, budget);
        return 'unknown' in fields ? fields : finite(structShape('', fields, arch));
      });
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

function kept(
  t: NamedType | StructType,
  arch: Arch,
  depth: number,
  budget: Budget,
  compute: () => Layout,
): Layout {
  const cache = known[arch];
  const cached = cache.get(t);
  const { deepest } = budget;
  if (cached !== undefined) {
    const { layout, height } = cached;
    budget.deepest = Math.max(deepest, depth + height);
    return depth + height > MAX_DEPTH ? TOO_DEEP : layout;
  }
  const isInstance = t.kind === 'named' && t.typeArgs.length > 0;
  if (isInstance && budget.instances-- <= 0) return TOO_MANY;
  // A type that contains itself meets this while its own layout is computed.
  cache.set(t, { layout: CYCLE, height: 0 });
  budget.deepest = depth;
  let layout: Layout = CYCLE;
  try {
    layout = compute();
  } finally {
    if (layout === TOO_DEEP || layout === TOO_MANY || layout === CYCLE) cache.delete(t);
    else cache.set(t, { layout, height: budget.deepest - depth });
    budget.deepest = Math.max(budget.deepest, deepest);
  }
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
  budget: Budget,
): readonly FieldShape[] | { readonly unknown: string } {
  const fields: FieldShape[] = [];
  for (const f of t.fields) {
    const type = layoutOf(f.type(), arch, depth + 1, budget);
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
  const fields = fieldShapes(t, arch, 0, newBudget());
  if ('unknown' in fields) return fields;
  return {
    offsets: layoutStruct(
      fields.map((f) => f.type),
      arch,
    ).offsets,
  };
}
