/**
 * A running workload: one map, its entries and its heap. Operations are applied in one go, or entry by entry for
 * steps.ts; both end in the same state.
 */
import type { MapContext } from '../maps/mapContext';
import type { EntryObjects } from '../maps/entryObjects';
import {
  allocatePointee,
  allocateSlot,
  copyEntryObjects,
  entryObjects,
  releaseCopied,
  releasePointee,
  releaseSlot,
  shareKeys,
} from '../maps/entryObjects';
import type { GoMap } from '../maps/goMap';
import {
  clearMap,
  cloneInSlices,
  copyMap,
  deleteKey,
  deleteKeys,
  dropMap,
  insertKey,
  insertKeys,
  iterateMap,
  makeMap,
  overwriteKey,
} from '../maps/goMap';
import { nextSeed, seedSource } from '../maps/hash';
import type { Heap } from '../heap/heap';
import { collect, copyHeap, createHeap } from '../heap/heap';
import type { RunEvent } from '../maps/mapEvents';
import type { MapLayout } from '../layout/mapLayout';
import { mapLayout } from '../layout/mapLayout';
import { deleteCount } from './plan';
import type { TypeShape } from '../layout/shape';
import { pointerShape } from '../layout/shape';
import type { SimulateRequest } from './request';
import type { Slices } from '../base/slicedWork';
import { finish, inSlices } from '../base/slicedWork';
import type { Op } from './workload';

export interface Run {
  readonly request: SimulateRequest;
  readonly context: MapContext;
  readonly heap: Heap;
  /** Told of every event; absent when only the result counts. */
  readonly trace: ((event: RunEvent) => void) | undefined;
  elem: TypeShape;
  layout: MapLayout;
  objects: EntryObjects;
  map: GoMap | undefined;
  /** The keys in the map are those from `oldest` to before `next`: the oldest are deleted first. */
  oldest: number;
  next: number;
  /** The operation that runs or comes next, as an index of the workload. */
  op: number;
  /** Entries that the running operation goes through, and how many it has; undefined between two operations. */
  total: number | undefined;
  done: number;
  /** While the entries are copied: the new map, and what the entries of the old one own. */
  copy: Copy | undefined;
}

interface Copy {
  readonly map: GoMap;
  readonly oldObjects: EntryObjects;
  /** The order in which the loop comes by the entries, by their numbers; absent where it makes no difference. */
  readonly order: Int32Array | undefined;
}

/** The state before the first operation. The map is there already unless the workload begins with `make` or `nil`. */
export function startRun(
  request: SimulateRequest,
  seed: number,
  trace?: (event: RunEvent) => void,
): Run {
  const { go, arch, workload } = request;
  const heap = createHeap();
  const context: MapContext = { go, arch, heap, seeds: seedSource(seed), trace };
  const run: Run = {
    request,
    context,
    heap,
    trace,
    ...typed(request, request.elem),
    map: undefined,
    oldest: 0,
    next: 0,
    op: 0,
    total: undefined,
    done: 0,
    copy: undefined,
  };
  const first = workload[0]?.op;
  if (first !== 'make' && first !== 'nil') run.map = makeMap(context, run.layout);
  return run;
}

/** An independent copy that tells its events to `trace`. */
export function copyRun(run: Run, trace?: (event: RunEvent) => void): Run {
  const { request, elem, layout, oldest, next, op, total, done } = run;
  const heap = copyHeap(run.heap);
  const context: MapContext = { ...run.context, heap, seeds: { ...run.context.seeds }, trace };
  return {
    ...{ request, context, heap, trace, elem, layout, oldest, next, op, total, done },
    objects: copyEntryObjects(run.objects),
    map: run.map && copyMap(run.map, context),
    copy: run.copy && {
      ...run.copy,
      map: copyMap(run.copy.map, context),
      oldObjects: copyEntryObjects(run.copy.oldObjects),
    },
  };
}

/** The layout of the request's map with elems of type `elem`. */
export function layoutOf(request: SimulateRequest, elem: TypeShape): MapLayout {
  const { go, key, arch, experiments } = request;
  return mapLayout(go, key, elem, arch, experiments);
}

function typed(
  request: SimulateRequest,
  elem: TypeShape,
): Pick<Run, 'elem' | 'layout' | 'objects'> {
  const layout = layoutOf(request, elem);
  return {
    elem,
    layout,
    objects: entryObjects(layout, request.key, elem, request.go, request.arch),
  };
}

/** Entries in the map. */
export function entriesOf(run: Run): number {
  return run.next - run.oldest;
}

/** Runs the next operation to its end. */
export function runOp(run: Run): void {
  finish(runOpInSlices(run));
}

/** As `runOp`, a slice at a time. */
export function* runOpInSlices(run: Run): Slices<void> {
  const op = run.request.workload[run.op];
  if (op === undefined) return;
  const total = yield* begin(run, op);
  const { map, copy } = run;
  const plain = !run.objects.any && run.request.key.values === undefined;
  if (op.op === 'insert' && map !== undefined && plain) {
    yield* inSlices(run.next, run.next + total, (from, to) => {
      insertKeys(map, from, to);
      run.next = to;
    });
  } else if (op.op === 'rebuild' && copy !== undefined && plain) {
    yield* inSlices(run.oldest, run.next, (from, to) => insertKeys(copy.map, from, to));
  } else if (op.op === 'delete' && map !== undefined) {
    yield* deleteOldest(run, map, total);
  } else {
    yield* inSlices(0, total, (from, to) => {
      for (let i = from; i < to; i++) each(run, op, i);
    });
  }
  end(run, op);
  run.op++;
}

/** Does the next bit: begins an operation, takes it on by one entry, or ends it. False when the workload is done. */
export function advanceRun(run: Run): boolean {
  const op = run.request.workload[run.op];
  if (op === undefined) return false;
  if (run.total === undefined) {
    run.total = finish(begin(run, op));
    run.done = 0;
  } else if (run.done < run.total) {
    each(run, op, run.done++);
  } else {
    end(run, op);
    run.total = undefined;
    run.op++;
    run.trace?.({ kind: 'end' });
  }
  return true;
}

/** Everything that an operation does before its first entry; how many entries it goes through. */
function* begin(run: Run, op: Op): Slices<number> {
  const { heap } = run;
  const entries = entriesOf(run);
  switch (op.op) {
    case 'insert':
      return op.count;
    case 'overwrite':
      return Math.min(op.count, entries);
    case 'delete':
      return deleteCount(op.amount, entries);
    case 'churn':
      return op.count * op.rounds;
    case 'delete-range':
      return yield* deleteRange(run);
    case 'rebuild':
      return yield* beginCopy(run, op.hint ? entries : 0);
    case 'pointers': {
      const oldObjects = run.objects;
      const elem = pointerShape(`*${run.elem.text}`, run.elem, run.request.arch);
      Object.assign(run, typed(run.request, elem));
      return yield* beginCopy(run, 0, oldObjects);
    }
    case 'make':
    case 'remake': {
      yield* drop(run);
      const hint = (op.op === 'make' ? op.hint : undefined) ?? 0;
      run.map = makeMap(run.context, run.layout, hint);
      run.trace?.({ kind: 'make', hint });
      return 0;
    }
    case 'clear':
      yield* clear(run);
      return 0;
    case 'clone':
      yield* clone(run);
      return 0;
    case 'nil':
      yield* drop(run);
      return 0;
    case 'gc':
    case 'free-os-memory': {
      const freedBytes = heap.garbage;
      collect(heap);
      run.trace?.({ kind: 'collect', freedBytes });
      return 0;
    }
  }
}

/** What an operation does for its `i`th entry. */
function each(run: Run, op: Op, i: number): void {
  const { map } = run;
  switch (op.op) {
    case 'insert':
      if (map !== undefined) insertEntry(run, map);
      break;
    case 'overwrite':
      if (map !== undefined) overwriteEntry(run, map, run.oldest + i);
      break;
    case 'delete':
    case 'delete-range':
      if (map !== undefined) deleteEntry(run, map);
      break;
    case 'churn':
      // A window that slides over the keys.
      if (map === undefined) break;
      insertEntry(run, map);
      if (entriesOf(run) > 1) deleteEntry(run, map);
      break;
    case 'rebuild':
    case 'pointers':
      copyEntry(run, i, op.op === 'pointers');
      break;
    default:
      break;
  }
}

/** Everything that an operation does after its last entry. */
function end(run: Run, op: Op): void {
  if (op.op === 'rebuild' || op.op === 'pointers') endCopy(run);
}

/** The key of a number. Where a type has few values, keys that were deleted come again, and hash as before. */
function keyOf(run: Run, number: number): number {
  const { values } = run.request.key;
  return values === undefined ? number : number % values;
}

/** `m[k] = v` for a new key. */
function insertEntry(run: Run, map: GoMap): void {
  const { heap, objects } = run;
  if (objects.any) allocatePointee(heap, objects, run.next, run.oldest);
  insertKey(map, keyOf(run, run.next++));
  if (objects.any) allocateSlot(heap, objects);
}

/** `m[k] = v` for a key that is there; indirect elems are written in place, the object behind a pointer is new. */
function overwriteEntry(run: Run, map: GoMap, entry: number): void {
  const { heap, objects } = run;
  overwriteKey(map, keyOf(run, entry));
  if (!objects.any) return;
  releasePointee(heap, objects, entry);
  allocatePointee(heap, objects, entry, run.oldest);
}

/** `delete(m, k)` for the oldest key. */
function deleteEntry(run: Run, map: GoMap): void {
  const entry = run.oldest++;
  deleteKey(map, keyOf(run, entry));
  if (run.objects.any) releaseEntry(run, entry);
}

/** `delete(m, k)` for the oldest keys. */
function* deleteOldest(run: Run, map: GoMap, count: number): Slices<void> {
  if (run.request.key.values !== undefined) {
    yield* inSlices(0, count, (from, to) => {
      for (let i = from; i < to; i++) deleteEntry(run, map);
    });
    return;
  }
  yield* deleteKeys(map, run.oldest, run.oldest + count);
  yield* releaseOldest(run, count);
}

/** What the oldest entries own becomes garbage, and they are no entries any more. */
function* releaseOldest(run: Run, count: number): Slices<void> {
  if (run.objects.any) {
    yield* inSlices(run.oldest, run.oldest + count, (from, to) => {
      for (let entry = from; entry < to; entry++) releaseEntry(run, entry);
    });
  }
  run.oldest += count;
}

function releaseEntry({ heap, objects }: Run, entry: number): void {
  releasePointee(heap, objects, entry);
  releaseSlot(heap, objects);
}

/**
 * `for k := range m { delete(m, k) }`, which compiles to clear if every key equals itself (walk.isMapClear). The number
 * of entries that are deleted one by one.
 */
function* deleteRange(run: Run): Slices<number> {
  if (run.request.key.irreflexive !== true) {
    yield* clear(run);
    return 0;
  }
  if (run.map !== undefined) iterateMap(run.map);
  return entriesOf(run);
}

function* clear(run: Run): Slices<void> {
  if (run.map === undefined) return;
  clearMap(run.map);
  yield* releaseOldest(run, entriesOf(run));
}

/** The last reference to the map goes. */
function* drop(run: Run): Slices<void> {
  if (run.map === undefined) return;
  dropMap(run.map);
  yield* releaseOldest(run, entriesOf(run));
  run.map = undefined;
  run.trace?.({ kind: 'drop' });
}

/** A loop begins to copy all entries into a new map. */
function* beginCopy(run: Run, hint: number, oldObjects = run.objects): Slices<number> {
  const shuffled = run.objects !== oldObjects && run.objects.tiny !== undefined;
  const order = shuffled ? yield* loopOrder(run) : undefined;
  run.copy = { map: makeMap(run.context, run.layout, hint), oldObjects, order };
  run.trace?.({ kind: 'make', hint });
  if (run.map !== undefined) iterateMap(run.map);
  return entriesOf(run);
}

/** The numbers of all entries as a loop over the map comes by them: in an order that nothing is known of. */
function* loopOrder({ oldest, next, context }: Run): Slices<Int32Array> {
  const order = new Int32Array(next - oldest);
  const last = order.length - 1;
  yield* inSlices(0, order.length, (from, to) => {
    for (let i = from; i < to; i++) order[i] = oldest + i;
  });
  yield* inSlices(0, last, (from, to) => {
    for (let i = last - from; i > last - to; i--) {
      const other = (nextSeed(context.seeds) >>> 0) % (i + 1);
      const entry = order[i] ?? 0;
      order[i] = order[other] ?? 0;
      order[other] = entry;
    }
  });
  return order;
}

/** `fresh[k] = v`; the values behind pointers are shared unless they are new with `pointers`. */
function copyEntry(run: Run, i: number, newPointee: boolean): void {
  if (run.copy === undefined) return;
  const { heap, objects, copy } = run;
  const entry = copy.order?.[i] ?? run.oldest + i;
  if (newPointee) allocatePointee(heap, objects, entry, run.oldest);
  insertKey(copy.map, keyOf(run, entry));
  if (objects.any) allocateSlot(heap, objects);
}

/** The copy takes the place of the map. */
function endCopy(run: Run): void {
  if (run.copy === undefined) return;
  if (run.map !== undefined) dropMap(run.map);
  releaseCopied(run.heap, run.copy.oldObjects, entriesOf(run), 0);
  run.map = run.copy.map;
  run.copy = undefined;
  run.trace?.({ kind: 'replace' });
}

/** `m = maps.Clone(m)`; the old map becomes garbage. */
function* clone(run: Run): Slices<void> {
  const { heap, map, objects } = run;
  if (map === undefined) return;
  const entries = entriesOf(run);
  const copy = yield* cloneInSlices(map);
  const shared = shareKeys(objects) ? entries - copy.assigned : 0;
  if (objects.any) {
    yield* inSlices(0, entries, (from, to) => {
      for (let i = from; i < to; i++) allocateSlot(heap, objects, i < shared);
    });
  }
  dropMap(map);
  releaseCopied(heap, objects, entries, shared);
  run.map = copy.map;
  run.trace?.({ kind: 'clone' });
}
