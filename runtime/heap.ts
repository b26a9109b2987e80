/**
 * The garbage-collected heap as a program's own statistics show it, with GOGC=100 and nothing but the modelled map.
 *
 * Terminology. *Live* bytes are reachable. *Garbage* is unreachable and not collected yet. HeapAlloc is their sum;
 * TotalAlloc counts every allocation. The collector starts by itself when HeapAlloc reaches a *trigger* a little below
 * the *goal*, which is twice what was live at the end of the last cycle and at least 4 MiB.
 *
 * A real collector marks while the program runs and its trigger depends on speed; here a cycle takes no time. What is
 * garbage between cycles is therefore an estimate; what is live, and what was allocated, is not.
 *
 * Follows runtime/mgcpacer.go of Go 1.19 to 1.27 (gcControllerState.trigger, commit).
 */

export interface Heap {
  /** Reachable bytes. */
  live: number;
  /** Unreachable bytes that no collection has freed yet. */
  garbage: number;
  /** Bytes allocated since the start. */
  total: number;
  /** HeapAlloc, bytes, at which the next collection starts by itself. */
  trigger: number;
  /** The largest HeapAlloc so far, bytes. */
  peak: number;
  /** Bytes that became garbage since the last collection that the program asked for. */
  garbageSinceGC: number;
}

/** The smallest goal: 4 MiB at GOGC=100 (defaultHeapMinimum). */
const MIN_GOAL = 4 << 20;
/** The part of the way from the live heap to the goal after which a cycle starts at the latest (maxTriggerRatioDistance). */
const TRIGGER_DISTANCE = 0.95;

export function createHeap(): Heap {
  const heap: Heap = { live: 0, garbage: 0, total: 0, trigger: 0, peak: 0, garbageSinceGC: 0 };
  setTrigger(heap);
  return heap;
}

/** Allocates `bytes`, which are live from now on. Starts a collection where the runtime would. */
export function allocate(heap: Heap, bytes: number): void {
  heap.live += bytes;
  heap.total += bytes;
  const heapAlloc = heap.live + heap.garbage;
  if (heapAlloc > heap.peak) heap.peak = heapAlloc;
  if (heapAlloc >= heap.trigger) sweep(heap);
}

/** Makes `bytes` of live memory unreachable. */
export function release(heap: Heap, bytes: number): void {
  heap.live -= bytes;
  heap.garbage += bytes;
  heap.garbageSinceGC += bytes;
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
  setTrigger(heap);
}

function setTrigger(heap: Heap): void {
  const goal = Math.max(MIN_GOAL, 2 * heap.live);
  heap.trigger = heap.live + TRIGGER_DISTANCE * (goal - heap.live);
}
