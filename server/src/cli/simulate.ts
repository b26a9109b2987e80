import type { Arch, Phase, Simulation, TypeShape, TypeShapeResult } from '../../../runtime';
import {
  formatBytes,
  formatCount,
  parseKeyShape,
  parseTypeShape,
  parseWorkload,
  simulate,
} from '../../../runtime';
import { archOption, goOption } from './options';
import { UsageError } from './usage';

export interface SimulateOptions {
  readonly go: string;
  readonly key: string;
  readonly elem: string;
  readonly workload: string;
  readonly arch?: string;
  readonly seed?: string;
  readonly json?: boolean;
}

/** `heapghost simulate`: what a map keeps over a workload, from the model of the runtime. */
export function simulateCommand(options: SimulateOptions): void {
  const arch = archOption(options.arch);
  const workload = parseWorkload(options.workload);
  if (!workload.ok) throw problemIn('--workload', options.workload, workload);
  const result = simulate({
    go: goOption(options.go),
    arch,
    key: shape('--key', options.key, arch, parseKeyShape),
    elem: shape('--elem', options.elem, arch, parseTypeShape),
    workload: workload.ops,
    ...(options.seed !== undefined && { seed: seedOption(options.seed) }),
  });
  if (!result.ok) throw new UsageError(`--workload: ${result.message}`);
  process.stdout.write(
    options.json ? `${JSON.stringify(result.simulation)}\n` : table(result.simulation),
  );
}

function shape(
  option: string,
  text: string,
  arch: Arch,
  parse: (text: string, arch: Arch) => TypeShapeResult,
): TypeShape {
  const result = parse(text, arch);
  if (!result.ok) throw problemIn(option, text, result);
  return result.shape;
}

/** One line that quotes the text and counts columns from 1, as a reader does. */
function problemIn(
  option: string,
  text: string,
  { message, offset }: { readonly message: string; readonly offset: number },
): UsageError {
  return new UsageError(`${option} ${JSON.stringify(text)}: column ${offset + 1}: ${message}`);
}

function seedOption(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new UsageError(`--seed ${text}: a whole number from 0 to 999,999,999`);
  }
  return Number(text);
}

/** The phases as aligned columns. */
function table({ go, arch, key, elem, phases }: Simulation): string {
  const rows = [
    ['operation', 'entries', 'live', 'allocated'],
    ...phases.map((p) => [p.op, formatCount(p.entries), live(p), formatBytes(p.totalAllocBytes)]),
  ];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  '),
  );
  return [`map[${key}]${elem} · Go ${go} · ${arch}`, ...lines].map((line) => `${line}\n`).join('');
}

/** With the range where the figure varies from run to run. */
function live({ liveBytes, liveBytesMin, liveBytesMax }: Phase): string {
  const value = formatBytes(liveBytes);
  if (liveBytesMin === undefined || liveBytesMax === undefined) return value;
  const [least, most] = [formatBytes(liveBytesMin), formatBytes(liveBytesMax)];
  return least === most ? value : `${value} (${least} to ${most})`;
}
