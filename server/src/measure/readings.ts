/** What a measuring program (program.ts) reports, and the measurement that is made of it. */
import type { Arch, MapExperiment, MapLayout, Op, TypeShape } from '../../../runtime';
import { formatOp } from '../../../runtime';

/** The heap after one operation. Bytes, where nothing else is said. */
export interface MeasuredPhase {
  /** The operation as the workload language writes it. */
  readonly op: string;
  readonly entries: number;
  /** What HeapAlloc has grown by since the map was made; some hundred bytes of it may be the process's own. */
  readonly liveBytes: number;
  /** What TotalAlloc has grown by. */
  readonly totalAllocBytes: number;
  /** What HeapObjects has grown by, objects. */
  readonly heapObjects: number;
  /** Of the whole process, from runtime.MemStats: asked of the operating system, ... */
  readonly heapSys: number;
  /** ... in spans with at least one object, ... */
  readonly heapInuse: number;
  /** ... in spans without any, ... */
  readonly heapIdle: number;
  /** ... and of these given back. */
  readonly heapReleased: number;
  /** Resident memory of the whole process as the operating system sees it; null where that is not known. */
  readonly rss: number | null;
}

/** As a simulation, with figures of a real program. */
export interface Measurement {
  /** `1.N`. */
  readonly go: string;
  /** The exact version, `go1.N.M`. */
  readonly toolchain: string;
  readonly arch: Arch;
  /** What the program was built with, if with anything. */
  readonly experiments?: readonly MapExperiment[];
  readonly key: string;
  readonly elem: string;
  /** Absent when the toolchain is newer than those whose layout is known. */
  readonly layout?: MapLayout;
  readonly phases: readonly MeasuredPhase[];
}

/** One line of the program. */
export interface Reading {
  /** Index of the operation; -1 before the first. */
  readonly op: number;
  readonly entries: number;
  readonly heapAlloc: number;
  readonly totalAlloc: number;
  readonly heapObjects: number;
  readonly heapSys: number;
  readonly heapInuse: number;
  readonly heapIdle: number;
  readonly heapReleased: number;
}

/** Reads a line; undefined when it is none of the program's. */
export function parseReading(line: string): Reading | undefined {
  if (!/^-?\d+(?: \d+){8}$/.test(line)) return undefined;
  const [
    op = 0,
    entries = 0,
    heapAlloc = 0,
    totalAlloc = 0,
    heapObjects = 0,
    heapSys = 0,
    heapInuse = 0,
    heapIdle = 0,
    heapReleased = 0,
  ] = line.split(' ').map(Number);
  return {
    op,
    entries,
    heapAlloc,
    totalAlloc,
    heapObjects,
    heapSys,
    heapInuse,
    heapIdle,
    heapReleased,
  };
}

/** A line, and the resident memory at that time. */
export interface ResidentReading extends Reading {
  readonly rss: number | null;
}

export type PhasesResult =
  | { readonly ok: true; readonly phases: readonly MeasuredPhase[] }
  /** `message` is one sentence. */
  | { readonly ok: false; readonly message: string };

/**
 * The phases of a finished program.
 *
 * @param entries how many entries the map must have held after each operation: a program that does something else than
 * the simulation measures nothing that can be compared.
 */
export function phasesOf(
  workload: readonly Op[],
  reported: readonly ResidentReading[],
  entries: readonly number[],
  key: TypeShape,
): PhasesResult {
  const start = reported.filter(({ op }) => op === -1).at(-1);
  if (start === undefined) return { ok: false, message: 'the program reported nothing' };
  const phases: MeasuredPhase[] = [];
  for (const [index, op] of workload.entries()) {
    const text = formatOp(op);
    const line = reported.find((r) => r.op === index);
    if (line === undefined) return { ok: false, message: `the program ended before ${text}` };
    const expected = entries[index];
    if (line.entries !== expected) {
      const few = expected !== undefined && line.entries < expected;
      const why = few ? `: too few different keys can be made of ${key.text}` : '';
      const message = `the map held ${line.entries} entries after ${text}, not ${expected ?? 'any'}${why}`;
      return { ok: false, message };
    }
    phases.push({
      op: text,
      entries: line.entries,
      liveBytes: line.heapAlloc - start.heapAlloc,
      totalAllocBytes: line.totalAlloc - start.totalAlloc,
      heapObjects: line.heapObjects - start.heapObjects,
      heapSys: line.heapSys,
      heapInuse: line.heapInuse,
      heapIdle: line.heapIdle,
      heapReleased: line.heapReleased,
      rss: line.rss,
    });
  }
  return { ok: true, phases };
}
