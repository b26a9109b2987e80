/**
 * What the operating system sees of the heap, as far as it can be told without running the program.
 *
 * The runtime asks for heap memory in chunks of 4 MiB and never gives address space back: HeapSys does not fall. After
 * debug.FreeOSMemory the pages without live objects are returned (HeapReleased), but they stay part of HeapSys.
 */
import { alignUp } from './shape';
import type { Heap } from './heap';

/** Bytes; an estimate, because fragmentation and the time of collections are not modelled. */
export interface HeapEstimate {
  readonly heapSys: number;
  readonly heapIdle: number;
  readonly heapReleased: number;
}

/** Bytes that the heap grows by at a time (pallocChunkBytes, runtime/mheap.go `grow`). */
const CHUNK = 4 << 20;
const PAGE = 8192;

/** The estimate after debug.FreeOSMemory, where nothing but the live heap holds pages. */
export function estimateAfterFree(heap: Heap): HeapEstimate {
  const heapSys = alignUp(heap.peak, CHUNK);
  const heapIdle = heapSys - alignUp(heap.live, PAGE);
  return { heapSys, heapIdle, heapReleased: heapIdle };
}
