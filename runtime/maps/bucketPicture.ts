/** What a bucket map looks like: picture.ts says what is drawn, bucketMap.ts what it means. */
import type { BucketArray, BucketMap } from './bucketMap';
import { separateBuckets } from './bucketMap';
import { hashHigh } from './hash';
import { SLOTS } from '../layout/mapLayout';
import type { BucketArrayPicture, Picture, PictureWindow } from './picture';
import { MIN_TOP_HASH, windowStart } from './picture';

/** What the map looks like; the window counts buckets. */
export function drawBucketMap(map: BucketMap, window: PictureWindow): Picture {
  const { array, growth } = map;
  if (array === undefined) return { kind: 'empty' };
  const drawn = drawArray(map, array, window, undefined);
  if (growth === undefined) return { kind: 'bucket', noverflow: map.noverflow, array: drawn };
  // Old bucket b is moved to the buckets b and b + 2^B.
  const around = window.around & ((1 << growth.array.B) - 1);
  return {
    kind: 'bucket',
    noverflow: map.noverflow,
    array: drawn,
    old: drawArray(map, growth.array, { ...window, around }, growth.evacuated),
    nextEvacuated: growth.next,
  };
}

function drawArray(
  map: BucketMap,
  array: BucketArray,
  window: PictureWindow,
  evacuated: Uint8Array | undefined,
): BucketArrayPicture {
  const buckets = 1 << array.B;
  const preallocated = array.allocated - buckets;
  const overflow = array.used - buckets;
  const first = windowStart(window, buckets);
  const length = Math.min(window.size, buckets - first);
  return {
    buckets,
    preallocated,
    preallocatedUsed: Math.min(preallocated, overflow),
    separate: separateBuckets(array),
    chains: Array.from({ length }, (_, i) => ({
      bucket: first + i,
      evacuated: evacuated?.[first + i] === 1,
      tophash: chainTophash(map, array, first + i),
    })),
  };
}

function chainTophash(map: BucketMap, array: BucketArray, bucket: number): number[] {
  const tophash: number[] = [];
  let b = bucket;
  do {
    for (let i = b * SLOTS; i < b * SLOTS + SLOTS; i++) {
      const entry = array.slots[i] ?? 0;
      tophash.push(entry === 0 ? 0 : topOf(hashHigh(entry - 1, map.seed)));
    }
    b = array.overflow[b] ?? 0;
  } while (b !== 0);
  return tophash;
}

/** The top hash of an entry: the hash's top byte, which never looks like a mark (tophash). */
function topOf(high: number): number {
  const top = high >>> 24;
  return top < MIN_TOP_HASH ? top + MIN_TOP_HASH : top;
}
