/**
 * The garbage-collected heap as a program's own statistics show it, with GOGC=100 and nothing but the modelled map.
 *
 * Terminology. *Live* bytes are reachable. *Garbage* is unreachable and not collected yet. HeapAlloc is their sum;
 * TotalAlloc counts every allocation. The collector starts by itself when HeapAlloc reaches a *trigger* a little below
 * the *goal*, which is twice what was live at the end of the last cycle and at least 4 MiB. HeapSys is what pages.ts
 * says of the same allocations.
 *
 * Growth. Every allocation may start a cycle; a cycle frees all garbage and sets the next trigger.
 *
 * Invariants. Live and garbage bytes are the sums of their parts, never negative; TotalAlloc is at least both.
 *
 * A real collector marks while the program runs and its trigger depends on speed; here a cycle takes no time. What is
 * garbage between cycles is therefore an estimate; what is live, and what was allocated, is not.
 *
 * Follows runtime/mgcpacer.go of Go 1.19 to 1.27 (gcControllerState.trigger, commit).
 */
import { PART_NAMES } from './heapParts';
import type { HeapPages } from './pages';
import { copyPages, createPages, freePages, sweepPages, takePages } from './pages';

export interface Heap {
  /** Reachable bytes. */
  live: number;
  /** Unreachable bytes that no collection has freed yet. */
  garbage: number;
  /** Bytes allocated since the start. */
  total: number;
  /** HeapAlloc, bytes, at which the next collection starts by itself. */
  trigger: number;
  /** Bytes that became garbage since the last collection that the program asked for. */
  garbageSinceGC: number;
  /** Live bytes of each part, by PART. */
  readonly liveParts: Float64Array;
  /** Garbage bytes of each part, by PART. */
  readonly garbageParts: Float64Array;
  readonly pages: HeapPages;
}

/** The smallest goal: 4 MiB at GOGC=100 (defaultHeapMinimum). */
const MIN_GOAL = 4 << 20;
/** The part of the way from the live heap to the goal after which a cycle starts at the latest (maxTriggerRatioDistance). */
const TRIGGER_DISTANCE = 0.95;

export function createHeap(): Heap {
  const heap: Heap = {
    live: 0,
    garbage: 0,
    total: 0,
    trigger: 0,
    garbageSinceGC: 0,
    liveParts: new Float64Array(PART_NAMES.length),
    garbageParts: new Float64Array(PART_NAMES.length),
    pages: createPages(),
  };
  setTrigger(heap);
  return heap;
}

/** An independent copy, for checkpoints. */
export function copyHeap(heap: Heap): Heap {
  return {
    ...heap,
    liveParts: heap.liveParts.slice(),
    garbageParts: heap.garbageParts.slice(),
    pages: copyPages(heap.pages),
  };
}

/**
 * Allocates an object of `bytes` (its size class) for a part (an index of PART); it is live from now on. Starts a
 * collection where the runtime would.
 */
export function allocate(heap: Heap, bytes: number, part: number): void {
  heap.live += bytes;
  heap.total += bytes;
  heap.liveParts[part] = (heap.liveParts[part] ?? 0) + bytes;
  takePages(heap.pages, bytes);
  if (heap.live + heap.garbage >= heap.trigger) sweep(heap);
}

/** Makes `count` live objects of `bytes` each unreachable. */
export function release(heap: Heap, bytes: number, part: number, count = 1): void {
  const all = bytes * count;
  heap.live -= all;
  heap.garbage += all;
  heap.garbageSinceGC += all;
  heap.liveParts[part] = (heap.liveParts[part] ?? 0) - all;
  heap.garbageParts[part] = (heap.garbageParts[part] ?? 0) + all;
  freePages(heap.pages, bytes, count);
}

/** Counts `bytes` of live memory to another part from now on. */
export function relabel(heap: Heap, bytes: number, from: number, to: number): void {
  heap.liveParts[from] = (heap.liveParts[from] ?? 0) - bytes;
  heap.liveParts[to] = (heap.liveParts[to] ?? 0) + bytes;
}

/** runtime.GC(). */
export function collect(heap: Heap): void {
  sweep(heap);
  heap.garbageSinceGC = 0;
}

/** Bytes that HeapAlloc shows. */
export function heapAlloc(heap: Heap): number {
  return heap.live + heap.garbage;
}

function sweep(heap: Heap): void {
  heap.garbage = 0;
  heap.garbageParts.fill(0);
  sweepPages(heap.pages);
  setTrigger(heap);
}

function setTrigger(heap: Heap): void {
  const goal = Math.max(MIN_GOAL, 2 * heap.live);
  heap.trigger = heap.live + TRIGGER_DISTANCE * (goal - heap.live);
}
