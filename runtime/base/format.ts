/** How bytes and counts are written for people, the same on every screen: binary units, one decimal, `,` every three digits. */

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;
const STEP = 1024;

/** `48 B`, `1.5 KiB`, `287.1 MiB`; exact below 1,024 bytes. A negative number gets a minus sign. */
export function formatBytes(bytes: number): string {
  if (bytes < 0) return `−${formatBytes(-bytes)}`;
  if (Math.round(bytes) < STEP) return exactBytes(Math.round(bytes));
  let value = bytes;
  let unit = '';
  for (const next of UNITS) {
    // 1,023.96 KiB would print as 1,024.0 KiB.
    if (unit !== '' && Number(value.toFixed(1)) < STEP) break;
    value /= STEP;
    unit = next;
  }
  return `${grouped(value.toFixed(1))} ${unit}`;
}

/** `1,096 B`. */
export function exactBytes(bytes: number): string {
  return `${formatCount(bytes)} B`;
}

/** `1,000,000`; a fraction is rounded. */
export function formatCount(count: number): string {
  return grouped(count.toFixed(0));
}

function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 3) {
    groups.unshift(whole.slice(Math.max(0, end - 3), end));
  }
  const text = groups.join(',');
  return fraction === undefined ? text : `${text}.${fraction}`;
}
