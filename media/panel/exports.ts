/** The results as files. */
import { formatGoVersion, formatWorkload } from '../../runtime';
import type { StrategyResult } from './strategies';

/** A file name for a map's title: `Cache.sessions` gives `Cache.sessions.json`. */
export function exportName(title: string, format: 'json' | 'csv' | 'png'): string {
  const name = title
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return `${name === '' ? 'map' : name}.${format}`;
}

/** JSON with one object a strategy, in the terms of `heapghost simulate --json`. */
export function toJson(title: string, results: readonly StrategyResult[]): string {
  const simulations = results.map(({ label, request, layout, phases }) => ({
    strategy: label,
    go: formatGoVersion(request.go),
    arch: request.arch,
    key: request.key.text,
    elem: request.elem.text,
    workload: formatWorkload(request.workload),
    layout,
    phases,
  }));
  return `${JSON.stringify({ title, simulations }, null, 2)}\n`;
}

const CSV_HEAD = [
  'map',
  'go',
  'arch',
  'key',
  'elem',
  'strategy',
  'phase',
  'operation',
  'entries',
  'live_bytes',
  'live_bytes_min',
  'live_bytes_max',
  'total_alloc_bytes',
];

/** CSV (RFC 4180) with one line a strategy and phase; bytes are whole numbers. */
export function toCsv(title: string, results: readonly StrategyResult[]): string {
  const lines = results.flatMap(({ label, request, phases }) =>
    phases.map((phase, i) => [
      title,
      formatGoVersion(request.go),
      request.arch,
      request.key.text,
      request.elem.text,
      label,
      i + 1,
      phase.op,
      phase.entries,
      phase.liveBytes,
      phase.liveBytesMin ?? '',
      phase.liveBytesMax ?? '',
      phase.totalAllocBytes,
    ]),
  );
  return [CSV_HEAD, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
