/** append's capacities against golden/slices.jsonl.gz. */
import assert from 'node:assert/strict';
import { nextSliceCap } from '../../runtime/slice';
import { goOf, readGolden } from './goldenFiles';

interface GoldenSlice {
  readonly goversion: string;
  readonly kind: 'growth' | 'appendMany' | 'retain';
  readonly type?: string;
  readonly elemSize: number;
  readonly ptr: boolean;
  readonly caps: readonly number[];
  readonly n: number;
  readonly k: number;
  readonly cap: number;
}

describe('append', () => {
  const records = readGolden('slices.jsonl.gz') as readonly GoldenSlice[];

  it('grows one element at a time as measured', () => {
    for (const { goversion, type, elemSize, ptr, caps } of records.filter(
      (r) => r.kind === 'growth',
    )) {
      const elem = { size: elemSize, pointers: ptr };
      const model: number[] = [];
      let cap = 0;
      // Elements of no size have no array: the capacity follows the length.
      while (model.length < caps.length) {
        cap = nextSliceCap(cap, cap + 1, elem, goOf(goversion));
        model.push(cap);
      }
      assert.deepEqual(model, caps, `${goversion} []${type ?? ''}`);
    }
  });

  it('grows for several elements as measured', () => {
    for (const { goversion, n, k, cap } of records.filter((r) => r.kind === 'appendMany')) {
      const int = { size: 8, pointers: false };
      assert.equal(nextSliceCap(n, n + k, int, goOf(goversion)), cap, `${goversion} ${n}+${k}`);
    }
  });

  it('keeps the array while it suffices', () => {
    assert.equal(nextSliceCap(10, 10, { size: 8, pointers: false }, goOf('1.27')), 10);
  });

  it('accounts for the malloc header of pointers from Go 1.22', () => {
    const pointer = { size: 8, pointers: true };
    assert.equal(nextSliceCap(64, 65, pointer, goOf('1.21')), 128);
    assert.equal(nextSliceCap(64, 65, pointer, goOf('1.22')), 143);
  });
});
