/**
 * The pages that the heap has from the operating system: an estimate of HeapSys.
 *
 * Specification. Objects above 32 KiB have spans of whole pages of their own; smaller ones share spans. A span is taken
 * from the free pages if a run of them is long enough; else the heap grows by the span's size, rounded up to 4 MiB. Address
 * space is never given back, so HeapSys does not fall. A collection makes the pages of unreachable large objects free.
 *
 * Simplifications, which make it an estimate: free runs are not joined with their neighbours, spans of small objects
 * are packed without waste, and collections run at the times of heap.ts. A real program's HeapSys is lower by the pages
 * of its stacks (0.3 MiB where it was measured), and higher where its own objects lie between those of the map.
 *
 * Measured with Go 1.19, 1.23, 1.24 and 1.27 for 10,000 to 1,000,000 entries: exact for bucket maps but for the stacks,
 * since only large arrays decide; 0 to 20 % off for Swiss maps, whose tables are freed at times that vary.
 *
 * Invariants. The pages in use and the free ones are those of HeapSys.
 *
 * Follows runtime/mheap.go of Go 1.19 to 1.27 (mheap.allocSpan, mheap.grow) and mpagealloc.go (pallocChunkPages).
 */
import { MAX_SMALL_SIZE, PAGE_SIZE } from './allocator';

export interface HeapPages {
  /** Pages of the heap, in use or free (HeapSys). */
  system: number;
  /** Lengths of the free runs, pages. */
  readonly free: number[];
  /** Lengths of the spans of large objects that no collection has freed yet. */
  readonly garbage: number[];
  /** Bytes of small objects, live or garbage, and the pages of their spans. */
  smallBytes: number;
  smallGarbage: number;
  smallPages: number;
}

/** Pages that the heap grows by at a time: 4 MiB (pallocChunkPages). */
const CHUNK_PAGES = (4 << 20) / PAGE_SIZE;

export function createPages(): HeapPages {
  return { system: 0, free: [], garbage: [], smallBytes: 0, smallGarbage: 0, smallPages: 0 };
}

/** An object of `bytes` is allocated. */
export function takePages(pages: HeapPages, bytes: number): void {
  if (bytes > MAX_SMALL_SIZE) {
    takeRun(pages, Math.ceil(bytes / PAGE_SIZE));
    return;
  }
  pages.smallBytes += bytes;
  while (pages.smallBytes > pages.smallPages * PAGE_SIZE) {
    takeRun(pages, 1);
    pages.smallPages++;
  }
}

/** `count` objects of `bytes` each become unreachable. */
export function freePages(pages: HeapPages, bytes: number, count: number): void {
  if (bytes <= MAX_SMALL_SIZE) {
    pages.smallGarbage += bytes * count;
    return;
  }
  for (let i = 0; i < count; i++) pages.garbage.push(Math.ceil(bytes / PAGE_SIZE));
}

/** A collection frees what is unreachable. Spans of small objects stay: some object keeps most of them. */
export function sweepPages(pages: HeapPages): void {
  for (const run of pages.garbage) pages.free.push(run);
  pages.garbage.length = 0;
  pages.smallBytes -= pages.smallGarbage;
  pages.smallGarbage = 0;
}

/** Takes a run of free pages: the shortest that is long enough, else the heap grows. */
function takeRun(pages: HeapPages, length: number): void {
  const { free } = pages;
  let best = -1;
  for (let i = 0; i < free.length; i++) {
    const run = free[i] ?? 0;
    if (run >= length && (best < 0 || run < (free[best] ?? 0))) best = i;
    if (run === length) break;
  }
  if (best < 0) {
    const grown = Math.ceil(length / CHUNK_PAGES) * CHUNK_PAGES;
    pages.system += grown;
    if (grown > length) free.push(grown - length);
    return;
  }
  const rest = (free[best] ?? 0) - length;
  if (rest > 0) free[best] = rest;
  else {
    free[best] = free[free.length - 1] ?? 0;
    free.pop();
  }
}
