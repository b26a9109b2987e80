/**
 * How append grows a slice.
 *
 * Specification. When the new length exceeds the capacity, a new array is allocated. Its capacity is the new length if
 * that is more than twice the old capacity; else twice the old capacity below 256 elements; from there on the capacity
 * grows by a quarter and 192 until it suffices. It is then rounded up to what fits into the allocator's size class.
 *
 * Follows runtime/slice.go (growslice, nextslicecap) of Go 1.19 to 1.27; only the malloc header of Go 1.22 (allocator.ts)
 * tells the versions apart.
 */
import { roundupsize } from '../layout/allocator';
import type { Arch } from '../layout/arch';
import type { TypeShape } from '../layout/shape';
import type { GoVersion } from '../layout/version';

const THRESHOLD = 256;

/**
 * The capacity of the array that append allocates when a slice of capacity `oldCap` must hold `newLen` > `oldCap`
 * elements; `oldCap` when no new array is needed.
 */
export function nextSliceCap(
  oldCap: number,
  newLen: number,
  elem: Pick<TypeShape, 'size' | 'pointers'>,
  go: GoVersion,
  arch: Arch = 'amd64',
): number {
  if (newLen <= oldCap) return oldCap;
  if (elem.size === 0) return newLen;
  const bytes = wantedCap(oldCap, newLen) * elem.size;
  return Math.floor(roundupsize(bytes, elem.pointers, go, arch) / elem.size);
}

/** The capacity before rounding up to a size class (nextslicecap). */
function wantedCap(oldCap: number, newLen: number): number {
  const double = 2 * oldCap;
  if (newLen > double) return newLen;
  if (oldCap < THRESHOLD) return double;
  let cap = oldCap;
  while (cap < newLen) cap += Math.floor((cap + 3 * THRESHOLD) / 4);
  return cap;
}
