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
import { MAX_SMALL_SIZE, PAGE_SIZE } from '../layout/allocator';
import type { RunCounts } from './runCounts';
import { addRuns, copyRunCounts, createRunCounts, moveRuns, takeRun } from './runCounts';

export interface HeapPages {
  /** Pages of the heap, in use or free (HeapSys). */
  system: number;
  /** The free runs by their lengths, pages. */
  readonly free: RunCounts;
  /** The spans of large objects that no collection has freed yet, by their lengths. */
  readonly garbage: RunCounts;
  /** Bytes of small objects, live or garbage, and the pages of their spans. */
  smallBytes: number;
  smallGarbage: number;
  smallPages: number;
}

/** Pages that the heap grows by at a time: 4 MiB (pallocChunkPages). */
const CHUNK_PAGES = (4 << 20) / PAGE_SIZE;

export function createPages(): HeapPages {
  return {
    system: 0,
    free: createRunCounts(),
    garbage: createRunCounts(),
    smallBytes: 0,
    smallGarbage: 0,
    smallPages: 0,
  };
}

/** An independent copy, for checkpoints. */
export function copyPages(pages: HeapPages): HeapPages {
  return { ...pages, free: copyRunCounts(pages.free), garbage: copyRunCounts(pages.garbage) };
}

/** An object of `bytes` is allocated. */
export function takePages(pages: HeapPages, bytes: number): void {
  if (bytes > MAX_SMALL_SIZE) {
    takeSpan(pages, Math.ceil(bytes / PAGE_SIZE));
    return;
  }
  pages.smallBytes += bytes;
  while (pages.smallBytes > pages.smallPages * PAGE_SIZE) {
    takeSpan(pages, 1);
    pages.smallPages++;
  }
}

/** `count` objects of `bytes` each become unreachable. */
export function freePages(pages: HeapPages, bytes: number, count: number): void {
  if (bytes <= MAX_SMALL_SIZE) {
    pages.smallGarbage += bytes * count;
    return;
  }
  addRuns(pages.garbage, Math.ceil(bytes / PAGE_SIZE), count);
}

/** A collection frees what is unreachable. Spans of small objects stay: some object keeps most of them. */
export function sweepPages(pages: HeapPages): void {
  moveRuns(pages.garbage, pages.free);
  pages.smallBytes -= pages.smallGarbage;
  pages.smallGarbage = 0;
}

/** Takes pages for a span: of the shortest free run that is long enough, else the heap grows. */
function takeSpan(pages: HeapPages, length: number): void {
  const free = takeRun(pages.free, length);
  const run = free ?? Math.ceil(length / CHUNK_PAGES) * CHUNK_PAGES;
  if (free === undefined) pages.system += run;
  addRuns(pages.free, run - length, run > length ? 1 : 0);
}
