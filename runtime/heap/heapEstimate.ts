/**
 * What the operating system sees of the heap, as far as it can be told without running the program.
 *
 * Specification. HeapSys does not fall: the runtime never gives address space back. After debug.FreeOSMemory the pages
 * without live objects are returned (HeapReleased), but they stay part of HeapSys. Between a collection and
 * debug.FreeOSMemory a background scavenger returns pages at its own pace: that is not modelled.
 *
 * Follows runtime/mheap.go and mgcscavenge.go of Go 1.19 to 1.27; pages.ts has the rest.
 */
import { PAGE_SIZE } from '../layout/allocator';
import type { Heap } from './heap';
import { alignUp } from '../layout/shape';

/** Bytes; an estimate, because fragmentation and the time of collections are not modelled. */
export interface HeapEstimate {
  readonly heapSys: number;
  readonly heapIdle: number;
  readonly heapReleased: number;
}

/** The estimate after debug.FreeOSMemory, where nothing but the live heap holds pages. */
export function estimateHeap(heap: Heap): HeapEstimate {
  const heapSys = heap.pages.system * PAGE_SIZE;
  const heapIdle = Math.max(0, heapSys - alignUp(heap.live, PAGE_SIZE));
  return { heapSys, heapIdle, heapReleased: heapIdle };
}
