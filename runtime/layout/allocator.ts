/**
 * The heap allocator, as far as it decides how many bytes an object takes.
 *
 * Terminology: a *size class* is one of 67 block sizes; a small object takes the smallest class that holds it. A large
 * object takes whole pages of 8,192 bytes. Since Go 1.22 an object with pointers that is too large for a bitmap at the
 * end of its span (above 512 bytes; above 128 on 32-bit) starts with a *malloc header* of 8 bytes.
 * Objects without pointers below 16 bytes share 16-byte blocks (the tiny allocator); an object of no bytes takes none.
 *
 * Where the pages come from is in pages.ts, and when objects are freed in heap.ts.
 *
 * Follows runtime/malloc.go, msize.go and sizeclasses.go of Go 1.19 to 1.27 (sizeclasses.go lies in internal/runtime/gc
 * since 1.25; the classes are the same in all).
 */
import type { Arch } from './arch';
import { pointerSize } from './arch';
import type { GoVersion } from './version';

/** Bytes of a page of the heap. */
export const PAGE_SIZE = 8192;

/** Bytes of the blocks that small objects are rounded up to. */
const SIZE_CLASSES: readonly number[] = [
  8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352,
  384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304,
  2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880,
  12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
];
/** Bytes of the largest object that shares a span with others. */
export const MAX_SMALL_SIZE = 32768;
const MALLOC_HEADER_SIZE = 8;
const TINY_BLOCK_SIZE = 16;

/** The class of each size, by multiples of 8 bytes: all class sizes are such multiples. */
const CLASS_BY_WORD = ((): Uint16Array => {
  const table = new Uint16Array(MAX_SMALL_SIZE / 8 + 1);
  let word = 0;
  for (const size of SIZE_CLASSES) for (; word * 8 <= size; word++) table[word] = size;
  table[0] = 0;
  return table;
})();

/** Bytes of the size class of a small object. */
function sizeClass(size: number): number {
  return CLASS_BY_WORD[Math.ceil(size / 8)] ?? MAX_SMALL_SIZE;
}

function hasMallocHeaders(go: GoVersion): boolean {
  return go.minor >= 22;
}

/** The malloc header of a small object, bytes: 8 for objects with pointers that no span bitmap covers. */
function mallocHeader(size: number, pointers: boolean, arch: Arch): number {
  const word = pointerSize(arch);
  return pointers && size > word * word * 8 ? MALLOC_HEADER_SIZE : 0;
}

/**
 * Bytes of heap that an object of `size` bytes takes (what HeapAlloc grows by). The tiny allocator, which lets several
 * small objects share a block, is not part of this: see `tinyObjectsPerBlock`.
 */
export function mallocSize(
  size: number,
  pointers: boolean,
  go: GoVersion,
  arch: Arch = 'amd64',
): number {
  if (size === 0) return 0;
  if (!hasMallocHeaders(go)) {
    return size <= MAX_SMALL_SIZE ? sizeClass(size) : pages(size);
  }
  if (size > MAX_SMALL_SIZE - MALLOC_HEADER_SIZE) return pages(size);
  return sizeClass(size + mallocHeader(size, pointers, arch));
}

/**
 * The largest size, bytes, that takes no more memory than `size` (runtime.roundupsize): what growslice and the bucket
 * array of a map round up to.
 */
export function roundupsize(
  size: number,
  pointers: boolean,
  go: GoVersion,
  arch: Arch = 'amd64',
): number {
  if (!hasMallocHeaders(go)) return size < MAX_SMALL_SIZE ? sizeClass(size) : pages(size);
  if (size > MAX_SMALL_SIZE - MALLOC_HEADER_SIZE) return pages(size);
  const header = mallocHeader(size, pointers, arch);
  return sizeClass(size + header) - header;
}

function pages(size: number): number {
  return Math.ceil(size / PAGE_SIZE) * PAGE_SIZE;
}

/**
 * How many objects of the kind share one 16-byte block of the tiny allocator; undefined when each has a block of its
 * own class. A block is freed when all its objects are garbage.
 */
export function tinyObjectsPerBlock(size: number, pointers: boolean): number | undefined {
  if (pointers || size === 0 || size >= TINY_BLOCK_SIZE) return undefined;
  const align = size % 8 === 0 ? 8 : size % 4 === 0 ? 4 : size % 2 === 0 ? 2 : 1;
  // Objects follow each other at their alignment; the last one needs no padding behind it.
  const stride = Math.ceil(size / align) * align;
  return 1 + Math.floor((TINY_BLOCK_SIZE - size) / stride);
}
