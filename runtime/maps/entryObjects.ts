/**
 * The heap objects that map entries own besides the map's own memory: indirect keys and elems, and for elems of type
 * `*T` the T behind the pointer. What keys, strings, slices and interfaces point to is not counted.
 *
 * Specification. An indirect key and an indirect elem are one object each for every entry, allocated by the insert and
 * unreachable after the delete. Assigning to a key that is there writes an indirect elem in place; a value `*T` is a new
 * object each time. Small objects without pointers share blocks (tinyBlocks.ts). A clone of a bucket map shares indirect
 * keys with the original unless equal keys can differ in bits.
 *
 * Follows runtime/map.go of Go 1.19 to 1.23 (mapassign, moveToBmap), internal/runtime/maps of 1.24 to 1.27 (PutSlot,
 * cloneGroup).
 */
import { mallocSize, tinyObjectsPerBlock } from '../layout/allocator';
import type { Arch } from '../layout/arch';
import type { Heap } from '../heap/heap';
import { allocate, release } from '../heap/heap';
import { PART } from '../heap/heapParts';
import type { MapLayout } from '../layout/mapLayout';
import type { TypeShape } from '../layout/shape';
import type { TinyBlocks } from '../heap/tinyBlocks';
import {
  copyTinyBlocks,
  createTinyBlocks,
  dropTiny,
  placeTiny,
  TINY_BLOCK_BYTES,
} from '../heap/tinyBlocks';
import type { GoVersion } from '../layout/version';

export interface EntryObjects {
  /** Entries own some object. */
  readonly any: boolean;
  /** Heap bytes of the indirect key of one entry; 0 when keys are inline. */
  readonly keyBytes: number;
  /** Heap bytes of the indirect elem of one entry; 0 when elems are inline. */
  readonly elemBytes: number;
  /** A clone shares indirect keys with the original. */
  readonly sharesKeys: boolean;
  /** Heap bytes of the object behind the pointer; 0 without one and for objects that share blocks. */
  readonly pointeeBytes: number;
  /** Present when the objects behind the pointers share blocks. */
  readonly tiny: TinyBlocks | undefined;
}

export function entryObjects(
  layout: MapLayout,
  key: TypeShape,
  elem: TypeShape,
  go: GoVersion,
  arch: Arch,
): EntryObjects {
  const { pointee } = elem;
  const perTinyBlock =
    pointee === undefined ? undefined : tinyObjectsPerBlock(pointee.size, pointee.pointers);
  return {
    any: layout.keyIndirect || layout.elemIndirect || (pointee?.size ?? 0) > 0,
    keyBytes: layout.keyObjectBytes,
    elemBytes: layout.elemObjectBytes,
    // mapclone2: NeedKeyUpdate decides.
    sharesKeys: layout.kind === 'bucket' && key.keyUpdate !== true,
    pointeeBytes:
      pointee === undefined || perTinyBlock !== undefined
        ? 0
        : mallocSize(pointee.size, pointee.pointers, go, arch),
    tiny: perTinyBlock === undefined ? undefined : createTinyBlocks(perTinyBlock),
  };
}

/** An independent copy, for checkpoints. */
export function copyEntryObjects(objects: EntryObjects): EntryObjects {
  return { ...objects, tiny: objects.tiny && copyTinyBlocks(objects.tiny) };
}

/** Whether a clone shares the indirect keys that it does not assign anew. */
export function shareKeys(objects: EntryObjects): boolean {
  return objects.sharesKeys && objects.keyBytes > 0;
}

/** An entry gets a slot: its indirect key, unless a clone shares it, and its indirect elem are allocated. */
export function allocateSlot(heap: Heap, objects: EntryObjects, sharedKey = false): void {
  if (objects.keyBytes > 0 && !sharedKey) allocate(heap, objects.keyBytes, PART.keys);
  if (objects.elemBytes > 0) allocate(heap, objects.elemBytes, PART.elems);
}

/** An entry loses its slot. */
export function releaseSlot(heap: Heap, objects: EntryObjects): void {
  releaseCopied(heap, objects, 1, 0);
}

/** `entries` entries lose their slots, but the keys of `shared` of them are still in use elsewhere. */
export function releaseCopied(
  heap: Heap,
  objects: EntryObjects,
  entries: number,
  shared: number,
): void {
  const { keyBytes, elemBytes } = objects;
  if (keyBytes > 0 && entries > shared) release(heap, keyBytes, PART.keys, entries - shared);
  if (elemBytes > 0 && entries > 0) release(heap, elemBytes, PART.elems, entries);
}

/**
 * A new value is assigned to an entry: the object behind the pointer is allocated. Entries are numbered in the order of
 * their inserts; `oldest` is the lowest number in the map.
 */
export function allocatePointee(
  heap: Heap,
  { pointeeBytes, tiny }: EntryObjects,
  entry: number,
  oldest: number,
): void {
  if (pointeeBytes > 0) allocate(heap, pointeeBytes, PART.pointees);
  if (tiny !== undefined && placeTiny(tiny, entry, oldest)) {
    allocate(heap, TINY_BLOCK_BYTES, PART.pointees);
  }
}

/** The object behind an entry's pointer is dropped. */
export function releasePointee(
  heap: Heap,
  { pointeeBytes, tiny }: EntryObjects,
  entry: number,
): void {
  if (pointeeBytes > 0) release(heap, pointeeBytes, PART.pointees);
  if (tiny !== undefined && dropTiny(tiny, entry)) release(heap, TINY_BLOCK_BYTES, PART.pointees);
}
