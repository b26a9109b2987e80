/**
 * Runs a workload on a modelled map and reports the heap after each operation: what `heapghost simulate --json` prints.
 * Nothing here depends on a clock or on chance: the same request gives the same numbers.
 */
import type { Arch } from './arch';
import type { MapExperiment } from './experiments';
import { heapAlloc } from './heap';
import type { HeapEstimate } from './heapEstimate';
import { estimateHeap } from './heapEstimate';
import type { HeapPart } from './heapParts';
import type { MapLayout } from './mapLayout';
import { partsOf } from './parts';
import { planWorkload } from './plan';
import type { Run } from './run';
import { entriesOf, layoutOf, runOp, startRun } from './run';
import type { TypeShape } from './shape';
import type { GoVersion } from './version';
import { formatGoVersion } from './version';
import type { Op } from './workload';
import { formatOp } from './workload';

export interface SimulateRequest {
  readonly go: GoVersion;
  readonly arch: Arch;
  readonly key: TypeShape;
  readonly elem: TypeShape;
  readonly workload: readonly Op[];
  /** Chooses the hash seeds; 1 when absent. */
  readonly seed?: number;
  /** What the toolchain is built with; nothing when absent. */
  readonly experiments?: readonly MapExperiment[];
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

/** Steps that may be spent on other hash seeds to find out how much the figures vary, and the most seeds tried. */
const RANGE_STEPS = 1_500_000;
const RANGE_SEEDS = 24;
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
      ...(request.experiments?.length ? { experiments: request.experiments } : {}),
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

function runWorkload(request: SimulateRequest, seed: number): RunPhase[] {
  const run = startRun(request, seed);
  return request.workload.map((op) => {
    runOp(run);
    return phaseOf(run, op);
  });
}

function phaseOf(run: Run, op: Op): RunPhase {
  const { heap } = run;
  return {
    op: formatOp(op),
    entries: entriesOf(run),
    liveBytes: heapAlloc(heap),
    totalAllocBytes: heap.total,
    least: heap.live,
    most: heap.live + heap.garbageSinceGC,
    parts: partsOf(run),
    ...(op.op === 'free-os-memory' ? { estimate: estimateHeap(heap) } : {}),
  };
}
