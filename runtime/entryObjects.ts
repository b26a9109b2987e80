/**
 * The heap objects that map entries own besides the map's own memory: indirect keys and elems, and for elems of type
 * `*T` the T behind the pointer. What keys, strings, slices and interfaces point to is not counted.
 */
import { mallocSize, tinyObjectsPerBlock } from './allocator';
import type { Arch } from './arch';
import type { Heap } from './heap';
import { allocate, release } from './heap';
import type { MapLayout } from './mapLayout';
import type { TypeShape } from './shape';
import type { GoVersion } from './version';

const TINY_BLOCK_BYTES = 16;

export interface EntryObjects {
  /** Heap bytes of the indirect key and elem of one entry. */
  readonly slotBytes: number;
  /** Heap bytes of an indirect key that a clone shares with the original; 0 where it copies keys. */
  readonly sharedKeyBytes: number;
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
  // A clone of a bucket map shares indirect keys unless an equal key can differ in bits (mapclone2, NeedKeyUpdate).
  const sharesKeys = layout.kind === 'bucket' && key.keyUpdate !== true;
  return {
    slotBytes: layout.keyObjectBytes + layout.elemObjectBytes,
    sharedKeyBytes: sharesKeys ? layout.keyObjectBytes : 0,
    pointeeBytes:
      pointee === undefined || perTinyBlock !== undefined
        ? 0
        : mallocSize(pointee.size, pointee.pointers, go, arch),
    perTinyBlock: perTinyBlock ?? 0,
    tinyAllocated: 0,
    tinyReleased: 0,
  };
}

/** Whether entries own any object, so that loops over entries can be left out. */
export function ownObjects(objects: EntryObjects): boolean {
  return objects.slotBytes > 0 || objects.pointeeBytes > 0 || objects.perTinyBlock > 0;
}

/** A new value is assigned: the object behind the pointer is allocated. */
export function allocatePointee(heap: Heap, objects: EntryObjects): void {
  if (objects.pointeeBytes > 0) allocate(heap, objects.pointeeBytes);
  if (objects.perTinyBlock > 0 && objects.tinyAllocated++ % objects.perTinyBlock === 0) {
    allocate(heap, TINY_BLOCK_BYTES);
  }
}

/** The object behind the pointer is dropped. Tiny blocks go with their last object; the oldest values go first. */
export function releasePointee(heap: Heap, objects: EntryObjects): void {
  if (objects.pointeeBytes > 0) release(heap, objects.pointeeBytes);
  if (objects.perTinyBlock > 0 && ++objects.tinyReleased % objects.perTinyBlock === 0) {
    release(heap, TINY_BLOCK_BYTES);
  }
}
