/** What 1,000 elements keep together; then, row by row, with append and with clearing. The same in all versions of Go. */
import assert from 'node:assert/strict';
import { mallocSize } from '../../../runtime';
import type { GoSlice } from '../../../runtime';
import {
  appendObjects,
  clearElements,
  deleteElements,
  makeSlice,
  retainedBy,
} from '../../../runtime';
import type { Numbers } from '../docs';

const COUNT = 1000;
const VERSIONS = [21, 22, 23, 24, 25, 26, 27];

/** The places `x[i:j]` that are deleted, one after the other. */
const ROWS: readonly (readonly (readonly [i: number, j: number])[])[] = [
  Array.from({ length: COUNT }, (_, n) => [COUNT - 1 - n, COUNT - n] as const),
  Array.from({ length: COUNT }, () => [0, 1] as const),
  [[0, COUNT - 10]],
];

export const numbers: Numbers = async (before) => {
  const size = await before.sizeOf('Conn');
  const [first, ...others] = VERSIONS.map((minor) => kept(minor, size));
  for (const other of others) assert.deepEqual(other, first);
  return first ?? [];
};

/** Heap bytes of what the elements point to. */
function kept(minor: number, size: number): readonly number[] {
  const context = { go: { minor }, arch: 'amd64' } as const;
  const bytes = mallocSize(size, false, context.go, context.arch);
  const elem = { size: 8, pointers: true };
  const objects = Array.from({ length: COUNT }, (_, n) => n + 1);
  const full = (): GoSlice => appendObjects(context, makeSlice(context, elem, 0, COUNT), objects);
  const keptBy = (slice: GoSlice): number => retainedBy([slice], bytes).objects * bytes;
  const rows = ROWS.flatMap((deletions) =>
    [false, true].map((clearing) =>
      keptBy(
        deletions.reduce((slice, [i, j]) => {
          const shorter = deleteElements(slice, i, j);
          if (clearing) clearElements(slice, shorter.len, slice.len);
          return shorter;
        }, full()),
      ),
    ),
  );
  return [keptBy(full()), ...rows];
}
