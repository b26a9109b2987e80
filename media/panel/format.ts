/** Differences, ranges and exact bytes as the page shows them. */
import { formatBytes, formatCount } from '../../runtime';

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
