/** One map of either implementation: the operations of bucketMap.ts and swissMap.ts behind one door. */
import { bucketMapMemory, checkBucketMap } from './bucketInvariants';
import type { BucketMap } from './bucketMap';
import {
  bucketClear,
  bucketClone,
  bucketDelete,
  bucketDeleteAll,
  bucketHas,
  bucketInsert,
  bucketInsertKeys,
  bucketIterate,
  bucketOverwrite,
  copyBucketMap,
  dropBucketMap,
  forEachKey,
  makeBucketMap,
} from './bucketMap';
import { drawBucketMap } from './bucketPicture';
import type { MapContext } from './mapContext';
import type { MapLayout } from '../layout/mapLayout';
import type { RunEvent } from './mapEvents';
import type { Picture, PictureWindow } from './picture';
import type { Slices } from '../base/slicedWork';
import { finish, inSlices } from '../base/slicedWork';
import { checkSwissMap, swissMapMemory } from './swissInvariants';
import type { SwissMap } from './swissMap';
import {
  copySwissMap,
  dropSwissMap,
  forEachSwissKey,
  makeSwissMap,
  swissClear,
  swissClone,
  swissDelete,
  swissDeleteAll,
  swissHas,
  swissInsert,
  swissInsertKeys,
  swissOverwrite,
} from './swissMap';

import { drawSwissMap, groupNumber } from './swissPicture';

/** A map's structure: which key stands where. Keys are whole numbers from 0 to 2^31 - 2. */
export type GoMap = BucketMap | SwissMap;

/** `make(map[K]V, hint)`. */
export function makeMap(context: MapContext, layout: MapLayout, hint = 0): GoMap {
  return layout.kind === 'bucket'
    ? makeBucketMap(context, layout, hint)
    : makeSwissMap(context, layout, hint);
}

/** Adds a key that is not in the map. */
export function insertKey(map: GoMap, key: number): void {
  if (map.kind === 'bucket') bucketInsert(map, key);
  else swissInsert(map, key);
}

/** Adds the keys from `from` to before `to`, none of which is in the map. */
export function insertKeys(map: GoMap, from: number, to: number): void {
  if (map.kind === 'bucket') bucketInsertKeys(map, from, to);
  else swissInsertKeys(map, from, to);
}

/** Assigns to a key that is in the map. */
export function overwriteKey(map: GoMap, key: number): void {
  if (map.kind === 'bucket') bucketOverwrite(map, key);
  else swissOverwrite(map, key);
}

/** `delete(m, key)` for a key that is in the map. */
export function deleteKey(map: GoMap, key: number): void {
  if (map.kind === 'bucket') bucketDelete(map, key);
  else swissDelete(map, key);
}

/** `delete(m, key)` for all keys from `from` to before `to`, in this order; all are in the map. */
export function* deleteKeys(map: GoMap, from: number, to: number): Slices<void> {
  const atOnce = to - from === map.count && map.context.trace === undefined;
  if (atOnce && deleteAllKeys(map)) return;
  yield* inSlices(from, to, (start, end) => {
    for (let key = start; key < end; key++) deleteKey(map, key);
  });
}

/** Deletes every key at once, with the result of deleting them one by one; false where that is not possible. */
export function deleteAllKeys(map: GoMap): boolean {
  if (map.kind === 'bucket') return bucketDeleteAll(map);
  swissDeleteAll(map);
  return true;
}

/** Whether the key is in the map. */
export function hasKey(map: GoMap, key: number): boolean {
  return map.kind === 'bucket' ? bucketHas(map, key) : swissHas(map, key);
}

/** Calls `visit` with every key, in the order of the structure. */
export function forEachMapKey(map: GoMap, visit: (key: number) => void): void {
  if (map.kind === 'bucket') forEachKey(map, visit);
  else forEachSwissKey(map, visit);
}

/** `for k, v := range m` starts: a bucket map may allocate. */
export function iterateMap(map: GoMap): void {
  if (map.kind === 'bucket') bucketIterate(map);
}

/** `clear(m)`, or the range-delete loop. */
export function clearMap(map: GoMap): void {
  if (map.kind === 'bucket') bucketClear(map);
  else swissClear(map);
}

/** A clone; `assigned` entries do not share their indirect keys with the original, where others do. */
export interface Clone {
  readonly map: GoMap;
  readonly assigned: number;
}

/** `maps.Clone(m)`. */
export function cloneMap(map: GoMap): Clone {
  return finish(cloneInSlices(map));
}

/** As `cloneMap`, a slice at a time. */
export function* cloneInSlices(map: GoMap): Slices<Clone> {
  if (map.kind === 'bucket') return yield* bucketClone(map);
  return { map: yield* swissClone(map), assigned: map.count };
}

/** An independent copy in another context, for checkpoints; unlike a clone it costs no memory of the heap. */
export function copyMap(map: GoMap, context: MapContext): GoMap {
  return map.kind === 'bucket' ? copyBucketMap(map, context) : copySwissMap(map, context);
}

/** Bytes that a copy of the model takes here; not those of the modelled map. */
export function modelBytes(map: GoMap): number {
  if (map.kind === 'swiss') return map.slots.byteLength + map.occupied.byteLength;
  const arrays = [map.array, map.growth?.array].filter((array) => array !== undefined);
  return arrays.reduce(
    (sum, a) => sum + a.slots.byteLength + a.filled.byteLength + a.overflow.byteLength,
    0,
  );
}

/** What the map looks like inside the window. */
export function drawMap(map: GoMap, window: PictureWindow): Picture {
  return map.kind === 'bucket' ? drawBucketMap(map, window) : drawSwissMap(map, window);
}

/** The group (through all tables) or the bucket that an event is about, in the map as it is now; else undefined. */
export function focusOf(map: GoMap, event: RunEvent): number | undefined {
  if (map.kind === 'bucket') return bucketOfEvent(event);
  switch (event.kind) {
    case 'insert':
    case 'overwrite':
    case 'delete':
    case 'tombstone':
      return event.at.in === 'table' ? groupNumber(map, event.at.table, event.at.group) : 0;
    case 'probeGroup':
      return groupNumber(map, event.table, event.group);
    case 'growTable':
    case 'prune':
      return groupNumber(map, event.table, 0);
    case 'split':
      return groupNumber(map, event.right, 0);
    default:
      return undefined;
  }
}

function bucketOfEvent(event: RunEvent): number | undefined {
  switch (event.kind) {
    case 'insert':
    case 'overwrite':
    case 'delete':
      return event.at.in === 'bucket' ? event.at.bucket : undefined;
    case 'probeBucket':
    case 'overflow':
    case 'evacuate':
      return event.bucket;
    default:
      return undefined;
  }
}

/** The last reference goes: all memory of the map itself becomes garbage. */
export function dropMap(map: GoMap): void {
  if (map.kind === 'bucket') dropBucketMap(map);
  else dropSwissMap(map);
}

/** The first invariant of the structure that does not hold, in words; undefined for a sound map. For tests. */
export function checkInvariants(map: GoMap): string | undefined {
  return map.kind === 'bucket' ? checkBucketMap(map) : checkSwissMap(map);
}

/** Heap bytes of the map's own memory, by PART, counted anew from its structure. For tests. */
export function mapMemory(map: GoMap): Float64Array {
  return map.kind === 'bucket' ? bucketMapMemory(map) : swissMapMemory(map);
}
