import assert from 'node:assert/strict';
import { formatBytes, formatCount } from '../../runtime';

const MIB = 1024 ** 2;

describe('units', () => {
  const bytes: readonly (readonly [number, string])[] = [
    [0, '0 B'],
    [47.6, '48 B'],
    [1023, '1,023 B'],
    [1024, '1.0 KiB'],
    [1024 ** 2 - 1, '1.0 MiB'],
    [307_560_448, '293.3 MiB'],
    [287.14 * MIB, '287.1 MiB'],
    [1000 * MIB, '1,000.0 MiB'],
    [1023.97 * MIB, '1.0 GiB'],
    [2 ** 60, '1,024.0 PiB'],
    [-1536, '−1.5 KiB'],
  ];
  for (const [value, text] of bytes) {
    it(`${value} bytes are ${text}`, () => assert.equal(formatBytes(value), text));
  }

  const counts: readonly (readonly [number, string])[] = [
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1_234_567.6, '1,234,568'],
  ];
  for (const [value, text] of counts) {
    it(`${value} entries are ${text}`, () => assert.equal(formatCount(value), text));
  }
});
