/**
 * A workload step by step: every event of the run has a number, and the state after it can be asked for in any order.
 *
 * Terminology. A *step* is an event; step 0 is the state before the first operation. A *checkpoint* is a copy of the
 * whole run between two entries; a *seek* copies the nearest checkpoint before the step and runs on from there.
 * A *landmark* is a step of a kind that is rare: a growth, a split, a collection.
 *
 * Memory. Checkpoints are kept evenly spaced; when they are too many or too large in all, every other one goes. The space
 * between two is what a seek runs at most.
 *
 * Invariants. The state at the last step of an operation is the one that `simulate` reports for it. A seek changes nothing:
 * the same step gives the same view, whatever was asked before.
 */
import type { GoMap } from '../maps/goMap';
import { drawMap, focusOf, modelBytes } from '../maps/goMap';
import { heapAlloc } from '../heap/heap';
import type { RunEvent } from '../maps/mapEvents';
import type { Picture, PictureWindow } from '../maps/picture';
import { MAX_WINDOW } from '../maps/picture';
import type { Refusal } from './plan';
import { planWorkload } from './plan';
import type { Run } from './run';
import { advanceRun, copyRun, startRun } from './run';
import type { SimulateRequest } from './request';
import { formatCount } from '../base/format';

/** The state after a step. Plain data. */
export interface StepView {
  readonly step: number;
  /** The index of the operation in the workload; that of the next one at step 0. */
  readonly op: number;
  readonly event: RunEvent;
  /** len(m). */
  readonly entries: number;
  /** Bytes, as in `Phase`. */
  readonly liveBytes: number;
  /** The part of `liveBytes` that no collection has freed yet, bytes. */
  readonly garbageBytes: number;
  readonly totalAllocBytes: number;
  readonly map: Picture;
  /** While a loop copies the entries: the new map. */
  readonly copy?: Picture;
}

/** A step of a rare kind, for marks on a slider. */
export interface Landmark {
  readonly step: number;
  readonly kind: RunEvent['kind'];
}

export interface Steps {
  /** The number of the last step. */
  readonly last: number;
  /** The number of the last step of each operation, in the order of the workload. */
  readonly ends: readonly number[];
  readonly landmarks: readonly Landmark[];
  /** The state after a step; a number outside is taken as the nearest one inside. The window follows the event if absent. */
  at(step: number, window?: Partial<PictureWindow>): StepView;
}

export type StepsResult =
  { readonly ok: true; readonly steps: Steps } | ({ readonly ok: false } & Refusal);

/** The most entries of a map, and the most inserts, deletes and copies, of a workload that is run step by step. */
const MAX_STEP_ENTRIES = 1_000_000;
const MAX_STEP_WORK = 5_000_000;

const MAX_CHECKPOINTS = 128;
/** Bytes that all checkpoints may take. */
const CHECKPOINT_BUDGET = 64 << 20;
/** Steps between checkpoints at first. */
const FIRST_SPACING = 512;
/** Groups or buckets of a picture whose window has no size. */
const DEFAULT_WINDOW = 256;

/** Kinds of which there are few: marks on a slider. Splits and pruning come once in hundreds of entries. */
const LANDMARKS: ReadonlySet<RunEvent['kind']> = new Set([
  'grow',
  'grown',
  'growToTable',
  'growTable',
  'split',
  'directory',
  'prune',
  'clear',
  'make',
  'clone',
  'replace',
  'drop',
  'collect',
] satisfies RunEvent['kind'][]);

interface Checkpoint {
  /** Steps before it. */
  readonly step: number;
  readonly run: Run;
}

/** Runs the workload once, to number its steps. Refuses what cannot be run so, with the reason; never throws. */
export function openSteps(request: SimulateRequest): StepsResult {
  const plan = planWorkload(request);
  if ('message' in plan) return { ok: false, ...plan };
  if (plan.peak > MAX_STEP_ENTRIES || plan.steps > MAX_STEP_WORK) {
    return {
      ok: false,
      message: `too much to go through step by step: at most ${formatCount(MAX_STEP_ENTRIES)} entries and ${formatCount(MAX_STEP_WORK)} inserts, deletes and copies`,
    };
  }
  const record = recordRun(request);
  return {
    ok: true,
    steps: {
      last: record.last,
      ends: record.ends,
      landmarks: record.landmarks,
      at: (step, window) => viewAt(record, step, window),
    },
  };
}

interface Recording {
  readonly last: number;
  readonly ends: readonly number[];
  readonly landmarks: readonly Landmark[];
  readonly checkpoints: readonly [Checkpoint, ...Checkpoint[]];
}

function recordRun(request: SimulateRequest): Recording {
  let step = 0;
  const ends: number[] = [];
  const landmarks: Landmark[] = [];
  const run = startRun(request, request.seed ?? 1, ({ kind }) => {
    step++;
    if (kind === 'end') ends.push(step);
    else if (LANDMARKS.has(kind)) landmarks.push({ step, kind });
  });
  const first: Checkpoint = { step: 0, run: copyRun(run) };
  let rest: Checkpoint[] = [];
  let spacing = FIRST_SPACING;
  let last = 0;
  while (advanceRun(run)) {
    if (step - last < spacing) continue;
    last = step;
    rest.push({ step, run: copyRun(run) });
    if (!affordable(rest)) {
      rest = rest.filter((_, i) => i % 2 === 1);
      spacing *= 2;
    }
  }
  return { last: step, ends, landmarks, checkpoints: [first, ...rest] };
}

function affordable(checkpoints: readonly Checkpoint[]): boolean {
  if (checkpoints.length > MAX_CHECKPOINTS) return false;
  return checkpoints.reduce((sum, { run }) => sum + bytesOf(run), 0) <= CHECKPOINT_BUDGET;
}

function bytesOf({ map, copy }: Run): number {
  return (
    (map === undefined ? 0 : modelBytes(map)) + (copy === undefined ? 0 : modelBytes(copy.map))
  );
}

function viewAt(record: Recording, wanted: number, window: Partial<PictureWindow> = {}): StepView {
  const target = Math.max(0, Math.min(record.last, Math.round(wanted) || 0));
  const start = checkpointBefore(record.checkpoints, target);
  let { step } = start;
  let view: StepView | undefined;
  const run = copyRun(start.run, (event) => {
    step++;
    if (step === target) view = viewOf(run, step, event, window);
  });
  if (target === 0) return viewOf(run, 0, { kind: 'start' }, window);
  while (view === undefined && advanceRun(run));
  return view ?? viewOf(run, step, { kind: 'end' }, window);
}

/** The last checkpoint from which the run comes by the step; the first one stands before all. */
function checkpointBefore(
  [first, ...rest]: readonly [Checkpoint, ...Checkpoint[]],
  target: number,
): Checkpoint {
  return rest.reduce((best, checkpoint) => (checkpoint.step < target ? checkpoint : best), first);
}

function viewOf(run: Run, step: number, event: RunEvent, window: Partial<PictureWindow>): StepView {
  const { heap, copy } = run;
  const drawn = (map: GoMap | undefined): Picture =>
    map === undefined ? { kind: 'nil' } : drawMap(map, windowOf(map, event, window));
  return {
    step,
    op: run.op,
    event,
    entries: run.map?.count ?? 0,
    liveBytes: heapAlloc(heap),
    garbageBytes: heap.garbage,
    totalAllocBytes: heap.total,
    map: drawn(run.map),
    ...(copy === undefined ? {} : { copy: drawn(copy.map) }),
  };
}

function windowOf(map: GoMap, event: RunEvent, window: Partial<PictureWindow>): PictureWindow {
  const { around = focusOf(map, event) ?? 0, size = DEFAULT_WINDOW } = window;
  return { around, size: Math.max(1, Math.min(MAX_WINDOW, size)) };
}
