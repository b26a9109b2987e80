/** Numbers as the page shows them: binary units, one decimal, a comma every three digits. */

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;
const STEP = 1024;

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** `1,000,000`. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** `48 B`, `1.5 KiB`, `287.1 MiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 0) return `−${formatBytes(-bytes)}`;
  let value = bytes;
  let unit: string = 'B';
  for (const next of UNITS) {
    // 1,023.96 KiB would print as 1,024.0 KiB.
    if (Number(unit === 'B' ? value : value.toFixed(1)) < STEP) break;
    value /= STEP;
    unit = next;
  }
  return `${unit === 'B' ? whole.format(value) : decimal.format(value)} ${unit}`;
}

/** `+146.6 MiB`, `−287.1 MiB`, `0 B`. */
export function formatChange(bytes: number): string {
  return bytes > 0 ? `+${formatBytes(bytes)}` : formatBytes(bytes);
}

/** `287.1 – 293.3 MiB`, `48 B – 1.2 KiB`. */
export function formatRange(from: number, to: number): string {
  const [low = '', lowUnit] = formatBytes(from).split(' ');
  const high = formatBytes(to);
  return high.endsWith(` ${lowUnit}`) ? `${low} – ${high}` : `${low} ${lowUnit} – ${high}`;
}

/** `287,113,264 bytes`, for tooltips. */
export function formatExactBytes(bytes: number): string {
  return `${formatCount(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
}
