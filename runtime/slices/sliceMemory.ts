/**
 * What slices keep alive: the array behind them as a whole, and what its elements point to.
 *
 * Terminology. A slice is a *window* of an *array*: an offset, a length and a capacity. Several windows share an array.
 * *Elements* of pointer type refer to *objects*, which are numbered from 1; 0 is nil.
 *
 * Specification. The collector keeps an array as long as any window of it, any pointer to one of its elements, or any
 * string that shares its bytes is left, and it keeps all of it: there is no partial array. It scans the whole array, so
 * what elements outside of every window point to stays as well. Re-slicing therefore frees nothing; emptying elements
 * frees what they pointed to; only a copy frees the array. append writes into the array while the capacity suffices,
 * else it copies the window, and nothing outside of it, into a new array (slice.go of this folder).
 *
 * Invariants. A window lies within its array. An array never changes its capacity.
 *
 * Follows runtime/slice.go (growslice) of Go 1.19 to 1.27, and slices/slices.go (Delete, Clip, Clone, Grow), where Delete
 * clears the freed tail from Go 1.22 on.
 */
import { mallocSize } from '../layout/allocator';
import type { Arch } from '../layout/arch';
import { nextSliceCap } from './growth';
import type { GoVersion } from '../layout/version';

/** What the elements of a slice are. */
export interface SliceElem {
  /** Bytes. */
  readonly size: number;
  readonly pointers: boolean;
}

export interface SliceContext {
  readonly go: GoVersion;
  readonly arch: Arch;
}

export interface GoArray {
  readonly elem: SliceElem;
  readonly cap: number;
  /** Heap bytes. */
  readonly bytes: number;
  /** The object that each element points to. */
  readonly objects: Uint32Array;
}

/** A slice value. Like Go's it is copied on assignment; the array is shared. */
export interface GoSlice {
  readonly array: GoArray;
  readonly offset: number;
  readonly len: number;
  readonly cap: number;
}

/** `make([]T, len, cap)`; counts of elements. */
export function makeSlice(context: SliceContext, elem: SliceElem, len: number, cap = len): GoSlice {
  return { array: newArray(context, elem, cap), offset: 0, len, cap };
}

function newArray({ go, arch }: SliceContext, elem: SliceElem, cap: number): GoArray {
  const bytes = mallocSize(cap * elem.size, elem.pointers, go, arch);
  return { elem, cap, bytes, objects: new Uint32Array(cap) };
}

/** `s[low:high:max]`; undefined where Go would panic. */
export function reslice(
  slice: GoSlice,
  low: number,
  high: number,
  max = slice.cap,
): GoSlice | undefined {
  const inside = low >= 0 && low <= high && high <= max && max <= slice.cap;
  if (!inside || ![low, high, max].every(Number.isInteger)) return undefined;
  return { array: slice.array, offset: slice.offset + low, len: high - low, cap: max - low };
}

/** `append(s, objects...)`. */
export function appendObjects(
  context: SliceContext,
  slice: GoSlice,
  objects: readonly number[],
): GoSlice {
  const len = slice.len + objects.length;
  const grown = len > slice.cap ? growSlice(context, slice, len) : slice;
  grown.array.objects.set(objects, grown.offset + slice.len);
  return { ...grown, len };
}

/** A new array for `newLen` elements with those of the window (growslice). */
function growSlice(context: SliceContext, slice: GoSlice, newLen: number): GoSlice {
  const { elem } = slice.array;
  const cap = nextSliceCap(slice.cap, newLen, elem, context.go, context.arch);
  const array = newArray(context, elem, cap);
  array.objects.set(windowOf(slice));
  return { array, offset: 0, len: slice.len, cap };
}

/** `slices.Grow(s, n)`: room for `n` more elements. */
export function growFor(context: SliceContext, slice: GoSlice, n: number): GoSlice {
  const wanted = slice.len + n;
  if (wanted <= slice.cap) return slice;
  // append(s[:cap(s)], make([]T, n-(cap-len))...)[:len(s)]
  const whole = { ...slice, len: slice.cap };
  return { ...growSlice(context, whole, wanted), len: slice.len };
}

/** `slices.Clip(s)`: the window without spare capacity; the array stays. */
export function clipSlice(slice: GoSlice): GoSlice {
  return { ...slice, cap: slice.len };
}

/** `slices.Clone(s)`, `append([]T(nil), s...)`: the window alone in a new array. */
export function cloneSlice(context: SliceContext, slice: GoSlice): GoSlice {
  const empty: GoSlice = { ...slice, array: { ...slice.array, cap: 0 }, len: 0, cap: 0 };
  return appendObjects(context, empty, windowOf(slice));
}

/** The objects of the window's elements, in order. */
export function windowOf({ array, offset, len }: GoSlice): number[] {
  return [...array.objects.subarray(offset, offset + len)];
}

/** `clear(s[low:high])`, or nil assigned to each. */
export function clearElements(slice: GoSlice, low: number, high: number): void {
  slice.array.objects.fill(0, slice.offset + low, slice.offset + high);
}

/** `append(s[:i], s[j:]...)`: moves the rest down; what stood at the end stays behind the window. */
export function deleteElements(slice: GoSlice, i: number, j: number): GoSlice {
  const { array, offset, len } = slice;
  array.objects.copyWithin(offset + i, offset + j, offset + len);
  return { ...slice, len: len - (j - i) };
}

/** `slices.Delete(s, i, j)`: as `deleteElements`, and clears the freed tail from Go 1.22 on. */
export function slicesDelete({ go }: SliceContext, slice: GoSlice, i: number, j: number): GoSlice {
  const shorter = deleteElements(slice, i, j);
  if (go.minor >= 22) clearElements(slice, shorter.len, slice.len);
  return shorter;
}

/** What is kept alive. */
export interface Retained {
  readonly arrays: number;
  readonly objects: number;
  /** Heap bytes of the arrays, and of all with the objects. */
  readonly arrayBytes: number;
  readonly bytes: number;
}

/**
 * What the collector keeps because of the slices. `objectBytes` is what one object takes of the heap, bytes. A pointer to
 * an element, and a string made of a slice's bytes without a copy, keep as much as a slice of that element does.
 */
export function retainedBy(slices: readonly GoSlice[], objectBytes: number): Retained {
  const arrays = new Set(slices.map(({ array }) => array).filter(({ cap }) => cap > 0));
  const objects = new Set<number>();
  let arrayBytes = 0;
  for (const array of arrays) {
    arrayBytes += array.bytes;
    for (const object of array.objects) if (object !== 0) objects.add(object);
  }
  return {
    arrays: arrays.size,
    objects: objects.size,
    arrayBytes,
    bytes: arrayBytes + objects.size * objectBytes,
  };
}
