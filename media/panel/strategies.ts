/** The simulations that the page draws side by side: the map as it is, and what could be instead. */
import type { GoVersion, MapLayout, Op, Phase, SimulateRequest, TypeShape } from '../../runtime';
import { formatGoVersion, mapKind, mapLayout, pointerShape } from '../../runtime';
import type { FormState } from './state';

export type StrategyId = 'main' | 'pointers' | 'otherGo';

export interface Strategy {
  readonly id: StrategyId;
  readonly label: string;
  readonly request: SimulateRequest;
}

export interface StrategyResult extends Strategy {
  readonly layout: MapLayout;
  /** One for each operation of the workload. */
  readonly phases: readonly Phase[];
  /** Live bytes after the last phase once the garbage is collected. */
  readonly settledBytes: number;
}

/** What a copy loop into a new map changes at the end of a workload: live bytes, both after a garbage collection. */
export interface RebuildEffect {
  readonly before: number;
  readonly after: number;
}

/** The Go that stands for the other kind of map: the last with buckets, the newest with Swiss tables. */
const LAST_BUCKETS: GoVersion = { minor: 23 };
const NEWEST_SWISS: GoVersion = { minor: 27 };

/** The Go to compare with: the other kind of map. */
export function otherGo(go: GoVersion): GoVersion {
  return mapKind(go) === 'swiss' ? LAST_BUCKETS : NEWEST_SWISS;
}

/** Whether pointer values would change the map: elems stand in it and are larger than a pointer. */
export function pointersWouldHelp({ go, key, elem, arch, workload }: SimulateRequest): boolean {
  const layout = mapLayout(go, key, elem, arch);
  const pointer = pointerShape(`*${elem.text}`, elem, arch);
  return (
    !layout.elemIndirect && elem.size > pointer.size && !workload.some((op) => op.op === 'pointers')
  );
}

/** The strategies for a request, the map as it is first. */
export function strategiesFor(
  request: SimulateRequest,
  { comparePointers, compareGo }: Pick<FormState, 'comparePointers' | 'compareGo'>,
): readonly Strategy[] {
  const strategies: Strategy[] = [{ id: 'main', label: mainLabel(request), request }];
  if (comparePointers && pointersWouldHelp(request)) {
    const elem: TypeShape = pointerShape(`*${request.elem.text}`, request.elem, request.arch);
    strategies.push({ id: 'pointers', label: 'pointer values', request: { ...request, elem } });
  }
  if (compareGo) {
    const go = otherGo(request.go);
    strategies.push({ id: 'otherGo', label: goLabel(go), request: { ...request, go } });
  }
  return strategies;
}

function mainLabel({ key, elem, go }: SimulateRequest): string {
  return `map[${key.text}]${elem.text}, ${goLabel(go)}`;
}

/** `Go 1.23 (buckets)`. */
export function goLabel(go: GoVersion): string {
  return `Go ${formatGoVersion(go)} (${mapKind(go) === 'swiss' ? 'Swiss' : 'buckets'})`;
}

/** Whether garbage is gone after an operation. */
export function collects(op: Op | undefined): boolean {
  return op?.op === 'gc' || op?.op === 'free-os-memory';
}
