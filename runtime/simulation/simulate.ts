/**
 * Runs a workload on a modelled map and reports the heap after each operation: what `heapghost simulate --json` prints.
 * Nothing here depends on a clock or on chance: the same request gives the same numbers.
 */
import type { Arch } from '../layout/arch';
import type { MapExperiment } from '../layout/experiments';
import { heapAlloc } from '../heap/heap';
import type { HeapEstimate } from '../heap/heapEstimate';
import { estimateHeap } from '../heap/heapEstimate';
import type { HeapPart } from '../heap/heapParts';
import type { MapLayout } from '../layout/mapLayout';
import { partsOf } from './parts';
import type { Refusal } from './plan';
import { planWorkload } from './plan';
import type { Range, Sampling } from './ranges';
import { planSampling, rangeOf } from './ranges';
import type { SimulateRequest } from './request';
import type { Run } from './run';
import { entriesOf, layoutOf, runOpInSlices, startRun } from './run';
import type { Slices } from '../base/slicedWork';
import { finish } from '../base/slicedWork';
import { formatGoVersion } from '../layout/version';
import type { Op } from './workload';
import { formatOp } from './workload';

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
  /** Present where `totalAllocBytes` varies from run to run with hashing. */
  readonly totalAllocBytesMin?: number;
  readonly totalAllocBytesMax?: number;
  /** What `liveBytes` is made of, largest first: the parts add up to it. */
  readonly parts: readonly HeapPart[];
  /** After `free-os-memory`: what the operating system sees. Not exact. */
  readonly estimate?: HeapEstimate;
}

export interface Simulation {
  /** `1.N`. */
  readonly go: string;
  readonly arch: Arch;
  /** What the toolchain is built with, if with anything. */
  readonly experiments?: readonly MapExperiment[];
  readonly key: string;
  readonly elem: string;
  readonly layout: MapLayout;
  readonly phases: readonly Phase[];
}

export type SimulateResult =
  | { readonly ok: true; readonly simulation: Simulation }
  /** `message` is one sentence; `op` is the index of the operation that cannot be simulated, if it is one. */
  | { readonly ok: false; readonly message: string; readonly op?: number };

/** A simulation under way: it goes on when it is told to, so that whoever runs it can do other things in between. */
export interface Simulating {
  /** The part that is done, from 0 to 1; an estimate. */
  readonly done: number;
  /** Goes on by about so many steps (an insert, a delete, a copy of an entry); the result when there is nothing left. */
  advance(steps: number): SimulateResult | undefined;
}

/** Runs the workload. Refuses what cannot be run, with the reason; never throws for any workload. */
export function simulate(request: SimulateRequest): SimulateResult {
  return finish(simulateInSlices(request, planSimulation(request)));
}

/** As `simulate`, to be run bit by bit: the same result, whatever the size of the bits. */
export function startSimulation(request: SimulateRequest): Simulating {
  const planned = planSimulation(request);
  const total = 'message' in planned ? 1 : planned.steps;
  const slices = simulateInSlices(request, planned);
  let done = 0;
  let result: SimulateResult | undefined;
  return {
    get done() {
      return result === undefined ? Math.min(1, done / Math.max(1, total)) : 1;
    },
    advance(steps) {
      for (const target = done + steps; result === undefined && done < target;) {
        const next = slices.next();
        if (next.done === true) result = next.value;
        else done += next.value;
      }
      return result;
    },
  };
}

interface PlannedSimulation {
  readonly sampling: Sampling;
  /** Of the workload and of the other runs, about. */
  readonly steps: number;
}

function planSimulation(request: SimulateRequest): PlannedSimulation | Refusal {
  const plan = planWorkload(request);
  if ('message' in plan) return plan;
  const sampling = planSampling(request.workload, plan);
  const others = request.ranges === false ? 0 : sampling.runs / sampling.scale;
  return { sampling, steps: plan.steps * (1 + others) };
}

function* simulateInSlices(
  request: SimulateRequest,
  planned: PlannedSimulation | Refusal,
): Slices<SimulateResult> {
  if ('message' in planned) return { ok: false, ...planned };
  const seed = request.seed ?? 1;
  const phases: Phase[] = [];
  const own: Figures[] = [];
  for (const [op, run] of runsOf(request, seed)) {
    yield* runOpInSlices(run);
    // One by one these numbers are exact only so far.
    if (!Number.isSafeInteger(run.heap.total)) {
      return { ok: false, message: `${formatOp(op)}: ${TOO_MANY_BYTES}`, op: phases.length };
    }
    phases.push(phaseOf(run, op));
    own.push(figuresOf(run));
    yield 1;
  }
  const { workload, runs, scale } = planned.sampling;
  const others: Figures[][] = own.map(() => []);
  for (let i = 0; i < (request.ranges === false ? 0 : runs); i++) {
    let phase = 0;
    for (const [, run] of runsOf({ ...request, workload }, seed + 1 + i)) {
      yield* runOpInSlices(run);
      others[phase++]?.push(figuresOf(run));
      yield 1;
    }
  }
  return {
    ok: true,
    simulation: {
      go: formatGoVersion(request.go),
      arch: request.arch,
      ...(request.experiments?.length ? { experiments: request.experiments } : {}),
      key: request.key.text,
      elem: request.elem.text,
      layout: layoutOf(request, request.elem),
      phases: phases.map((phase, i) => ({
        ...phase,
        ...rangesOf(own[i], others[i] ?? [], scale),
      })),
    },
  };
}

/** A new run of the workload, before each of its operations. */
function* runsOf(request: SimulateRequest, seed: number): Generator<readonly [Op, Run]> {
  const run = startRun(request, seed);
  for (const op of request.workload) yield [op, run];
}

const TOO_MANY_BYTES =
  'the map allocates more than 8 PiB (2^53 bytes), which is more than any machine has';

/** What of a phase varies from run to run, bytes. */
interface Figures {
  /** HeapAlloc if the collector had just run, and if it had not run since the last `gc`. */
  readonly least: number;
  readonly most: number;
  readonly totalAllocBytes: number;
}

function figuresOf({ heap }: Run): Figures {
  return {
    least: heap.live,
    most: heap.live + heap.garbageSinceGC,
    totalAllocBytes: heap.total,
  };
}

/** The ranges of a phase's figures, as far as other runs differ. */
function rangesOf(
  own: Figures | undefined,
  others: readonly Figures[],
  scale: number,
): Partial<Phase> {
  if (own === undefined) return {};
  const range = (figure: keyof Figures): Range =>
    rangeOf(
      own[figure],
      others.map((run) => run[figure]),
      scale,
    );
  const [liveBytesMin] = range('least');
  const [, liveBytesMax] = range('most');
  const [totalAllocBytesMin, totalAllocBytesMax] = range('totalAllocBytes');
  return {
    ...(liveBytesMin === liveBytesMax ? {} : { liveBytesMin, liveBytesMax }),
    ...(totalAllocBytesMin === totalAllocBytesMax
      ? {}
      : { totalAllocBytesMin, totalAllocBytesMax }),
  };
}

function phaseOf(run: Run, op: Op): Phase {
  const { heap } = run;
  return {
    op: formatOp(op),
    entries: entriesOf(run),
    liveBytes: heapAlloc(heap),
    totalAllocBytes: heap.total,
    parts: partsOf(run),
    ...(op.op === 'free-os-memory' ? { estimate: estimateHeap(heap) } : {}),
  };
}
