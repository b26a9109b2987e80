import type { Phase, Simulation } from '../../../runtime';
import { formatBytes, formatCount, NEWEST_GO, simulate } from '../../../runtime';
import { built, columns, titled } from './columns';
import { safeJson } from './escape';
import type { LifeOptions } from './options';
import { archOption, goOption, lifeOptions } from './options';
import { print, printLines } from './output';
import { UsageError } from './usage';

export interface SimulateOptions extends LifeOptions {
  /** The newest known when absent. */
  readonly go?: string;
  readonly seed?: string;
  readonly json?: boolean;
}

/** `heapghost simulate`: what a map keeps over a workload, from the model of the runtime. */
export async function simulateCommand(options: SimulateOptions): Promise<void> {
  const arch = archOption(options.arch);
  const go = options.go === undefined ? NEWEST_GO : goOption(options.go);
  const result = simulate({
    ...lifeOptions(options, arch, go),
    go,
    ...(options.seed !== undefined && { seed: seedOption(options.seed) }),
  });
  if (!result.ok) throw new UsageError(`--workload: ${result.message}`);
  if (options.json) await print(`${safeJson(result.simulation)}\n`);
  else await printLines(table(result.simulation));
}

function seedOption(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new UsageError(`--seed ${text}: a whole number from 0 to 999,999,999`);
  }
  return Number(text);
}

/** The phases as aligned columns. */
function table({ go, arch, experiments, key, elem, phases }: Simulation): readonly string[] {
  const lines = columns([
    ['operation', 'entries', 'live', 'allocated'],
    ...phases.map((p) => [p.op, formatCount(p.entries), live(p), formatBytes(p.totalAllocBytes)]),
  ]);
  const title = [`map[${key}]${elem}`, `Go ${go}`, arch, built(experiments)];
  return titled(title, [...lines, ...phases.flatMap(estimate)]);
}

/** What the operating system sees, as a line below the figures that are exact. */
function estimate({ op, estimate }: Phase): readonly string[] {
  if (estimate === undefined) return [];
  const { heapSys, heapReleased } = estimate;
  return [
    `estimate after ${op}: HeapSys ${formatBytes(heapSys)}, of which ${formatBytes(heapReleased)} are given back`,
  ];
}

/** With the range where the figure varies from run to run. */
function live({ liveBytes, liveBytesMin, liveBytesMax }: Phase): string {
  const value = formatBytes(liveBytes);
  if (liveBytesMin === undefined || liveBytesMax === undefined) return value;
  const [least, most] = [formatBytes(liveBytesMin), formatBytes(liveBytesMax)];
  return least === most ? value : `${value} (${least} to ${most})`;
}
