/**
 * The heap objects that map entries own besides the map's own memory: indirect keys and elems, and for elems of type
 * `*T` the T behind the pointer. What keys, strings, slices and interfaces point to is not counted.
 *
 * Specification. An indirect key and an indirect elem are one object each for every entry, allocated by the insert and
 * unreachable after the delete. Assigning to a key that is there writes an indirect elem in place; a value `*T` is a new
 * object each time. Objects without pointers below 16 bytes share blocks of the tiny allocator. A clone of a bucket map
 * shares indirect keys with the original unless equal keys can differ in bits.
 *
 * Follows runtime/map.go of Go 1.19 to 1.23 (mapassign, moveToBmap), internal/runtime/maps of 1.24 to 1.27 (PutSlot,
 * cloneGroup) and runtime/malloc.go (mallocgc, the tiny allocator).
 */
import { mallocSize, tinyObjectsPerBlock } from './allocator';
import type { Arch } from './arch';
import type { Heap } from './heap';
import { allocate, release } from './heap';
import { PART } from './heapParts';
import type { MapLayout } from './mapLayout';
import type { TypeShape } from './shape';
import type { GoVersion } from './version';

const TINY_BLOCK_BYTES = 16;

export interface EntryObjects {
  /** Entries own some object. */
  readonly any: boolean;
  /** Heap bytes of the indirect key of one entry; 0 when keys are inline. */
  readonly keyBytes: number;
  /** Heap bytes of the indirect elem of one entry; 0 when elems are inline. */
  readonly elemBytes: number;
  /** A clone shares indirect keys with the original. */
  readonly sharesKeys: boolean;
  /** Heap bytes of the object behind the pointer; 0 without one and for objects of the tiny allocator. */
  readonly pointeeBytes: number;
  /** Objects behind the pointer that share one block of the tiny allocator; 0 when they share none. */
  readonly perTinyBlock: number;
  tinyAllocated: number;
  tinyReleased: number;
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
    perTinyBlock: perTinyBlock ?? 0,
    tinyAllocated: 0,
    tinyReleased: 0,
  };
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

/** A new value is assigned: the object behind the pointer is allocated. */
export function allocatePointee(heap: Heap, objects: EntryObjects): void {
  if (objects.pointeeBytes > 0) allocate(heap, objects.pointeeBytes, PART.pointees);
  if (objects.perTinyBlock > 0 && objects.tinyAllocated++ % objects.perTinyBlock === 0) {
    allocate(heap, TINY_BLOCK_BYTES, PART.pointees);
  }
}

/** The object behind the pointer is dropped. Tiny blocks go with their last object; the oldest values go first. */
export function releasePointee(heap: Heap, objects: EntryObjects): void {
  if (objects.pointeeBytes > 0) release(heap, objects.pointeeBytes, PART.pointees);
  if (objects.perTinyBlock > 0 && ++objects.tinyReleased % objects.perTinyBlock === 0) {
    release(heap, TINY_BLOCK_BYTES, PART.pointees);
  }
}
