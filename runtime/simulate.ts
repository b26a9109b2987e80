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
import type { Range } from './ranges';
import { planSampling, rangeOf } from './ranges';
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
  /** Whether to run again with other seeds to find how far the figures vary; true when absent. */
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

/** Runs the workload. Refuses what cannot be run, with the reason; never throws for any workload. */
export function simulate(request: SimulateRequest): SimulateResult {
  const plan = planWorkload(request);
  if ('message' in plan) return { ok: false, ...plan };
  const seed = request.seed ?? 1;
  const phases = runWorkload(request, seed);
  const { workload, runs, scale } = planSampling(request.workload, plan);
  const others = Array.from({ length: request.ranges === false ? 0 : runs }, (_, i) =>
    runWorkload({ ...request, workload }, seed + 1 + i),
  );
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
        withRanges(
          phase,
          others.flatMap((run) => run[i] ?? []),
          scale,
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

/** The phase with the ranges of its figures, as far as other runs differ. */
function withRanges(phase: RunPhase, others: readonly RunPhase[], scale: number): Phase {
  const { least, most, ...plain } = phase;
  const range = (figure: number, figureOf: (run: RunPhase) => number): Range =>
    rangeOf(figure, others.map(figureOf), scale);
  const [liveBytesMin] = range(least, (run) => run.least);
  const [, liveBytesMax] = range(most, (run) => run.most);
  const [totalAllocBytesMin, totalAllocBytesMax] = range(
    phase.totalAllocBytes,
    (run) => run.totalAllocBytes,
  );
  return {
    ...plain,
    ...(liveBytesMin === liveBytesMax ? {} : { liveBytesMin, liveBytesMax }),
    ...(totalAllocBytesMin === totalAllocBytesMax
      ? {}
      : { totalAllocBytesMin, totalAllocBytesMax }),
  };
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
