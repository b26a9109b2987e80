/**
 * Runs a workload on a modelled map and reports the heap after each operation: what `heapghost simulate --json` prints.
 * Nothing here depends on a clock or on chance: the same request gives the same numbers.
 */
import type { Arch } from './arch';
import type { MapContext } from './bucketMap';
import type { EntryObjects } from './entryObjects';
import { allocatePointee, entryObjects, ownObjects, releasePointee } from './entryObjects';
import type { GoMap } from './goMap';
import {
  clearMap,
  cloneMap,
  deleteKeys,
  dropMap,
  insertKey,
  iterateMap,
  makeMap,
  overwriteKey,
} from './goMap';
import { seedSource } from './hash';
import type { Heap } from './heap';
import { allocate, collect, createHeap, heapAlloc, release } from './heap';
import type { HeapEstimate } from './heapEstimate';
import { estimateAfterFree } from './heapEstimate';
import type { MapExperiments, MapLayout } from './mapLayout';
import { mapLayout } from './mapLayout';
import type { TypeShape } from './shape';
import { pointerShape } from './shape';
import type { GoVersion } from './version';
import { formatGoVersion } from './version';
import type { DeleteAmount, Op } from './workload';
import { formatOp } from './workload';

export interface SimulateRequest {
  readonly go: GoVersion;
  readonly arch: Arch;
  readonly key: TypeShape;
  readonly elem: TypeShape;
  readonly workload: readonly Op[];
  /** Chooses the hash seeds; 1 when absent. */
  readonly seed?: number;
  readonly experiments?: MapExperiments;
  /** Whether to run again with other seeds to find `liveBytesMin` and `liveBytesMax`; true when absent. */
  readonly ranges?: boolean;
}

/** The state after one operation. All figures are bytes and relative to the heap before the map was made. */
export interface Phase {
  /** The operation as the workload language writes it. */
  readonly op: string;
  readonly entries: number;
  /**
   * What HeapAlloc has grown by: reachable memory, and before a `gc` also the garbage that the collector, running when
   * the runtime would start it (GOGC=100), has left.
   */
  readonly liveBytes: number;
  readonly totalAllocBytes: number;
  /** Present where `liveBytes` varies from run to run with hashing and with the time of collections. */
  readonly liveBytesMin?: number;
  readonly liveBytesMax?: number;
  /** After `free-os-memory`: what the operating system sees. Not exact. */
  readonly estimate?: HeapEstimate;
}

export interface Simulation {
  /** `1.N`. */
  readonly go: string;
  readonly arch: Arch;
  readonly key: string;
  readonly elem: string;
  readonly layout: MapLayout;
  readonly phases: readonly Phase[];
}

export type SimulateResult =
  | { readonly ok: true; readonly simulation: Simulation }
  /** `message` is one sentence; `op` is the index of the operation that cannot be simulated, if it is one. */
  | { readonly ok: false; readonly message: string; readonly op?: number };

/** The most entries that a simulated map may hold. */
export const MAX_ENTRIES = 20_000_000;
/** The most single steps (inserts, deletes, copies of an entry) of one simulation. */
export const MAX_STEPS = 100_000_000;
/** Steps that may be spent on other hash seeds to find out how much the figures vary, and the most seeds tried. */
const RANGE_STEPS = 1_500_000;
const RANGE_SEEDS = 8;
/** Large maps vary little, but churn adds up: such workloads are run with some other seeds up to this many steps. */
const CHURN_RANGE_STEPS = 10_000_000;
const CHURN_RANGE_SEEDS = 2;
/** How far a range reaches beyond the figures that were seen, in standard deviations. */
const RANGE_DEVIATIONS = 3;

/** Runs the workload. Refuses what cannot be run, with the reason; never throws for any workload. */
export function simulate(request: SimulateRequest): SimulateResult {
  const plan = planWorkload(request);
  if ('message' in plan) return { ok: false, ...plan };
  const seed = request.seed ?? 1;
  const phases = runWorkload(request, seed);
  const extra = request.ranges === false ? 0 : rangeSeeds(request.workload, plan.steps);
  const others = Array.from({ length: extra }, (_, i) => runWorkload(request, seed + 1 + i));
  return {
    ok: true,
    simulation: {
      go: formatGoVersion(request.go),
      arch: request.arch,
      key: request.key.text,
      elem: request.elem.text,
      layout: layoutOf(request, request.elem),
      phases: phases.map((phase, i) =>
        withRange(
          phase,
          others.flatMap((run) => run[i] ?? []),
        ),
      ),
    },
  };
}

function layoutOf(request: SimulateRequest, elem: TypeShape): MapLayout {
  const { go, key, arch, experiments } = request;
  return mapLayout(go, key, elem, arch, experiments);
}

interface RunPhase extends Phase {
  /** HeapAlloc if the collector had just run, and if it had not run since the last `gc`, bytes. */
  readonly least: number;
  readonly most: number;
}

/** How many other seeds are tried to find the ranges. */
function rangeSeeds(workload: readonly Op[], steps: number): number {
  const affordable = Math.min(RANGE_SEEDS, Math.floor(RANGE_STEPS / Math.max(1, steps)));
  const churns = workload.some((op) => op.op === 'churn') && steps <= CHURN_RANGE_STEPS;
  return Math.max(affordable, churns ? CHURN_RANGE_SEEDS : 0);
}

/** The phase with the range over all runs; without one where they agree. */
function withRange(phase: RunPhase, others: readonly RunPhase[]): Phase {
  const { least: _least, most: _most, ...plain } = phase;
  const runs = [phase, ...others];
  const [liveBytesMin] = plausible(runs.map((run) => run.least));
  const [, liveBytesMax] = plausible(runs.map((run) => run.most));
  return liveBytesMin === liveBytesMax ? plain : { ...plain, liveBytesMin, liveBytesMax };
}

/** The range in which another figure of the same kind is expected. */
function plausible(figures: readonly number[]): readonly [least: number, most: number] {
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  const reach = RANGE_DEVIATIONS * Math.sqrt(squares / Math.max(1, figures.length - 1));
  return [
    Math.max(0, Math.min(...figures, Math.floor(mean - reach))),
    Math.max(...figures, Math.ceil(mean + reach)),
  ];
}

// ---------------------------------------------------------------------------------------------------------------------
// Planning: the number of entries after each operation is known without running it.

interface Refusal {
  readonly message: string;
  readonly op?: number;
}

/** How many steps the workload takes, or why it cannot be run. */
function planWorkload(request: SimulateRequest): { readonly steps: number } | Refusal {
  const { key, elem, workload } = request;
  const typeProblem = refuseTypes(key, elem);
  if (typeProblem !== undefined) return { message: typeProblem };
  let steps = 0;
  let inserted = 0;
  let entries: number | undefined = 0;
  let pointers = elem.pointer && elem.text.startsWith('*');
  for (const [index, op] of workload.entries()) {
    const refuse = (reason: string): Refusal => ({
      message: `${formatOp(op)}: ${reason}`,
      op: index,
    });
    if (op.op === 'pointers') {
      if (pointers) return refuse(`the values are pointers already (${elem.text})`);
      pointers = true;
    }
    const adds = op.op === 'insert' ? op.count : op.op === 'churn' ? op.count * op.rounds : 0;
    if (entries === undefined && adds > 0) {
      return refuse('the map is nil and an assignment would panic: write remake before it');
    }
    const most: number = op.op === 'insert' ? (entries ?? 0) + op.count : (entries ?? 0);
    const asked = op.op === 'make' ? (op.hint ?? 0) : most;
    if (asked > MAX_ENTRIES) {
      return refuse(`${grouped(asked)} entries are too many: at most ${grouped(MAX_ENTRIES)}`);
    }
    if (key.values !== undefined && most > key.values) {
      return refuse(`${key.text} has only ${grouped(key.values)} different values`);
    }
    if (key.values !== undefined && op.op === 'churn' && most >= key.values && adds > 0) {
      return refuse(`${key.text} has no value left for a new key`);
    }
    steps += stepsOf(op, entries ?? 0);
    inserted += adds;
    if (steps > MAX_STEPS || inserted > 2 ** 31 - 2) {
      return refuse(`too much work: at most ${grouped(MAX_STEPS)} inserts and deletes in all`);
    }
    entries = entriesAfter(op, entries);
  }
  return { steps };
}

function refuseTypes(key: TypeShape, elem: TypeShape): string | undefined {
  if (!key.comparable) return `${key.text} cannot be a map key: it is not comparable`;
  for (const { text, size } of [key, elem, ...(elem.pointee === undefined ? [] : [elem.pointee])]) {
    if (!Number.isFinite(size)) return `${text} is too large`;
  }
  return undefined;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

function stepsOf(op: Op, entries: number): number {
  switch (op.op) {
    case 'insert':
      return op.count;
    case 'overwrite':
      return Math.min(op.count, entries);
    case 'delete':
      return deleteCount(op.amount, entries);
    case 'churn':
      return op.count * op.rounds * 2;
    default:
      return entries;
  }
}

/** Entries after an operation; undefined for a nil map. */
function entriesAfter(op: Op, entries: number | undefined): number | undefined {
  switch (op.op) {
    case 'insert':
      return (entries ?? 0) + op.count;
    case 'delete':
      return entries === undefined ? undefined : entries - deleteCount(op.amount, entries);
    case 'churn':
      return entries === undefined || entries > 0 ? entries : Math.min(op.count, 1);
    case 'delete-range':
    case 'clear':
      return entries === undefined ? undefined : 0;
    case 'nil':
      return undefined;
    case 'make':
    case 'remake':
      return 0;
    case 'rebuild':
    case 'pointers':
      return entries ?? 0;
    default:
      return entries;
  }
}

function deleteCount(amount: DeleteAmount, entries: number): number {
  switch (amount.unit) {
    case 'all':
      return entries;
    case 'percent':
      return Math.round((entries * amount.percent) / 100);
    case 'entries':
      return Math.min(amount.count, entries);
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Running.

/** A running workload. The keys in the map are those from `oldest` to `next`: the oldest are deleted first. */
interface Run {
  readonly request: SimulateRequest;
  readonly context: MapContext;
  readonly heap: Heap;
  elem: TypeShape;
  layout: MapLayout;
  objects: EntryObjects;
  map: GoMap | undefined;
  oldest: number;
  next: number;
}

function runWorkload(request: SimulateRequest, seed: number): RunPhase[] {
  const { go, arch, workload } = request;
  const heap = createHeap();
  const run: Run = {
    request,
    context: { go, arch, heap, seeds: seedSource(seed) },
    heap,
    ...typed(request, request.elem),
    map: undefined,
    oldest: 0,
    next: 0,
  };
  const first = workload[0]?.op;
  if (first !== 'make' && first !== 'nil') run.map = makeMap(run.context, run.layout);
  return workload.map((op) => {
    apply(run, op);
    return phaseOf(run, op);
  });
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

function phaseOf(run: Run, op: Op): RunPhase {
  const { heap } = run;
  return {
    op: formatOp(op),
    entries: run.next - run.oldest,
    liveBytes: heapAlloc(heap),
    totalAllocBytes: heap.total,
    least: heap.live,
    most: heap.live + heap.garbageSinceGC,
    ...(op.op === 'free-os-memory' ? { estimate: estimateAfterFree(heap) } : {}),
  };
}

function apply(run: Run, op: Op): void {
  switch (op.op) {
    case 'make':
      drop(run);
      run.map = makeMap(run.context, run.layout, op.hint ?? 0);
      break;
    case 'insert':
      insert(run, op.count);
      break;
    case 'overwrite':
      overwrite(run, op.count);
      break;
    case 'delete':
      deleteOldest(run, deleteCount(op.amount, run.next - run.oldest));
      break;
    case 'delete-range':
      deleteRange(run);
      break;
    case 'clear':
      clear(run);
      break;
    case 'rebuild':
      rebuild(run, op.hint);
      break;
    case 'clone':
      clone(run);
      break;
    case 'nil':
      drop(run);
      break;
    case 'remake':
      drop(run);
      run.map = makeMap(run.context, run.layout);
      break;
    case 'pointers':
      pointers(run);
      break;
    case 'churn':
      churn(run, op.count, op.rounds);
      break;
    case 'gc':
    case 'free-os-memory':
      collect(run.heap);
      break;
  }
}

/** `m[k] = v` for new keys. */
function insert(run: Run, count: number): void {
  const { map, heap, objects } = run;
  if (map === undefined) return;
  const own = ownObjects(objects);
  for (let i = 0; i < count; i++) {
    if (own) allocatePointee(heap, objects);
    insertKey(map, run.next++);
    if (objects.slotBytes > 0) allocate(heap, objects.slotBytes);
  }
}

/** `m[k] = v` for keys that are there; indirect elems are written in place, objects behind pointers are new. */
function overwrite(run: Run, count: number): void {
  const { map, heap, objects } = run;
  if (map === undefined) return;
  const end = Math.min(run.next, run.oldest + count);
  for (let key = run.oldest; key < end; key++) {
    allocatePointee(heap, objects);
    overwriteKey(map, key);
    releasePointee(heap, objects);
  }
}

/** `delete(m, k)` for the oldest keys. */
function deleteOldest(run: Run, count: number): void {
  const { map, heap, objects } = run;
  if (map === undefined) return;
  deleteKeys(map, run.oldest, run.oldest + count);
  run.oldest += count;
  if (ownObjects(objects)) for (let i = 0; i < count; i++) releaseEntry(heap, objects);
}

function releaseEntry(heap: Heap, objects: EntryObjects): void {
  releasePointee(heap, objects);
  if (objects.slotBytes > 0) release(heap, objects.slotBytes);
}

/** Adds an entry and deletes the oldest one, `count` times a round: a window that slides over the keys. */
function churn(run: Run, count: number, rounds: number): void {
  for (let i = 0; i < count * rounds; i++) {
    insert(run, 1);
    if (run.next - run.oldest > 1) deleteOldest(run, 1);
  }
}

/** `for k := range m { delete(m, k) }`, which compiles to clear if every key equals itself (walk.isMapClear). */
function deleteRange(run: Run): void {
  if (run.request.key.irreflexive !== true) {
    clear(run);
  } else if (run.map !== undefined) {
    iterateMap(run.map);
    deleteOldest(run, run.next - run.oldest);
  }
}

function clear(run: Run): void {
  if (run.map === undefined) return;
  clearMap(run.map);
  releaseEntries(run);
}

/** What the entries own becomes garbage, and there are no entries any more. */
function releaseEntries(run: Run): void {
  if (ownObjects(run.objects)) {
    for (let key = run.oldest; key < run.next; key++) releaseEntry(run.heap, run.objects);
  }
  run.oldest = run.next;
}

/** The last reference to the map goes. */
function drop(run: Run): void {
  if (run.map === undefined) return;
  dropMap(run.map);
  releaseEntries(run);
  run.map = undefined;
}

/** A new map with all entries, copied by a loop; the old map becomes garbage. */
function rebuild(run: Run, hint: boolean): void {
  const { heap, objects, context, layout } = run;
  const entries = run.next - run.oldest;
  const copy = makeMap(context, layout, hint ? entries : 0);
  if (run.map !== undefined) iterateMap(run.map);
  for (let key = run.oldest; key < run.next; key++) {
    insertKey(copy, key);
    if (objects.slotBytes > 0) allocate(heap, objects.slotBytes);
  }
  if (run.map !== undefined) dropMap(run.map);
  release(heap, entries * objects.slotBytes);
  run.map = copy;
}

/** `m = maps.Clone(m)`; the old map becomes garbage. */
function clone(run: Run): void {
  const { heap, map, objects } = run;
  if (map === undefined) return;
  const entries = run.next - run.oldest;
  const copy = cloneMap(map);
  const shared = (entries - copy.assigned) * objects.sharedKeyBytes;
  const copied = entries * objects.slotBytes - shared;
  allocate(heap, copied);
  dropMap(map);
  release(heap, copied);
  run.map = copy.map;
}

/** From here the values are pointers: a new map of the other type, filled by a loop, replaces the old one. */
function pointers(run: Run): void {
  const { heap, map: old, objects: oldObjects, request } = run;
  const entries = run.next - run.oldest;
  Object.assign(run, typed(request, pointerShape(`*${run.elem.text}`, run.elem, request.arch)));
  const copy = makeMap(run.context, run.layout);
  if (old !== undefined) iterateMap(old);
  for (let key = run.oldest; key < run.next; key++) {
    allocatePointee(heap, run.objects);
    insertKey(copy, key);
    if (run.objects.slotBytes > 0) allocate(heap, run.objects.slotBytes);
  }
  if (old !== undefined) dropMap(old);
  release(heap, entries * oldObjects.slotBytes);
  run.map = copy;
}
