import { constants } from 'node:os';
import { formatBytes, formatCount } from '../../../runtime';
import type { Arch } from '../../../runtime';
import type { Measurement } from '../measure/readings';
import { MeasureError } from '../node/group';
import { measure } from '../node/measure';
import { built, columns, titled } from './columns';
import { safeJson } from './escape';
import type { LifeOptions } from './options';
import { archOption, goOption, lifeOptions } from './options';
import { complain, print, printLines } from './output';
import { UsageError } from './usage';

export interface MeasureOptions extends LifeOptions {
  readonly go?: string;
  readonly goroot?: string;
  readonly timeout: string;
  readonly json?: boolean;
}

/** What ends a measurement from outside. The folder is removed and what runs is killed; then we end too. */
const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** `heapghost measure`: what a map keeps over a workload, measured with a real Go toolchain. */
export async function measureCommand(options: MeasureOptions): Promise<void> {
  const arch = archOption(options.arch ?? hostArch());
  const go = options.go === undefined ? undefined : goOption(options.go);
  const request = {
    ...lifeOptions(options, arch, go),
    ...(go !== undefined && { go }),
    timeLimit: timeLimitOption(options.timeout),
    ...(options.goroot !== undefined && { goroot: options.goroot }),
  };
  const cancel = new AbortController();
  const stop = (signal: NodeJS.Signals): void => cancel.abort(signal);
  for (const signal of STOPPING) process.on(signal, stop);
  try {
    const measurement = await measure(request, cancel.signal);
    if (options.json) await print(`${safeJson(measurement)}\n`);
    else await printLines(table(measurement));
  } catch (error) {
    if (cancel.signal.aborted) {
      await complain('measure was cancelled');
      process.exitCode = 128 + constants.signals[cancel.signal.reason as NodeJS.Signals];
      return;
    }
    throw error instanceof MeasureError ? new UsageError(`measure: ${error.message}`) : error;
  } finally {
    for (const signal of STOPPING) process.removeListener(signal, stop);
  }
}

/** The architecture that programs run on here without being asked for another. */
function hostArch(): Arch {
  switch (process.arch) {
    case 'arm64':
      return 'arm64';
    case 'ia32':
      return '386';
    default:
      return 'amd64';
  }
}

function timeLimitOption(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) {
    throw new UsageError(`--timeout ${text}: a whole number of seconds from 1 to 99,999`);
  }
  return Number(text);
}

/** The phases as aligned columns. */
function table({
  toolchain,
  arch,
  experiments,
  key,
  elem,
  phases,
}: Measurement): readonly string[] {
  const lines = columns([
    ['operation', 'entries', 'live', 'allocated', 'HeapSys', 'HeapInuse', 'HeapReleased', 'RSS'],
    ...phases.map((p) => [
      p.op,
      formatCount(p.entries),
      ...[p.liveBytes, p.totalAllocBytes, p.heapSys, p.heapInuse, p.heapReleased].map(formatBytes),
      p.rss === null ? 'unknown' : formatBytes(p.rss),
    ]),
  ]);
  const title = [`map[${key}]${elem}`, `measured with ${toolchain}`, arch, built(experiments)];
  return titled(title, lines);
}
