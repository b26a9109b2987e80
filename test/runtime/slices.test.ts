/** append's capacities, and what slices keep alive, against golden/slices.jsonl.gz. */
import assert from 'node:assert/strict';
import type { Arch } from '../../runtime/layout/arch';
import { pointerSize } from '../../runtime/layout/arch';
import { nextSliceCap } from '../../runtime/slices/growth';
import type { GoSlice, SliceContext, SliceElem } from '../../runtime/slices/sliceMemory';
import {
  appendObjects,
  clearElements,
  clipSlice,
  cloneSlice,
  deleteElements,
  growFor,
  makeSlice,
  reslice,
  retainedBy,
  slicesDelete,
  windowOf,
} from '../../runtime/slices/sliceMemory';
import { goOf, readGolden, shapeOf } from './goldenFiles';

interface GoldenSlice {
  readonly goversion: string;
  /** amd64 when absent. */
  readonly arch?: Arch;
  readonly kind: 'growth' | 'appendMany' | 'retain';
  readonly type?: string;
  /** Those of int when absent. */
  readonly elemSize?: number;
  readonly ptr?: boolean;
  readonly caps: readonly number[];
  readonly n: number;
  readonly k: number;
  readonly cap: number;
  readonly case: string;
  readonly dHeapAlloc: number;
}

const records = ['slices.jsonl.gz', 'growth.jsonl.gz'].flatMap(
  readGolden,
) as readonly GoldenSlice[];
const retained = readGolden('retained.jsonl.gz') as readonly GoldenSlice[];

describe('append', () => {
  it('grows one element at a time as measured', () => {
    for (const { goversion, arch, type, elemSize = 8, ptr = false, caps } of records.filter(
      (r) => r.kind === 'growth',
    )) {
      const elem = { size: elemSize, pointers: ptr };
      const model: number[] = [];
      let cap = 0;
      // Elements of no size have no array: the capacity follows the length.
      while (model.length < caps.length) {
        cap = nextSliceCap(cap, cap + 1, elem, goOf(goversion), arch);
        model.push(cap);
      }
      assert.deepEqual(model, caps, `${goversion} ${arch ?? ''} []${type ?? ''}`);
    }
  });

  it('grows for several elements as measured', () => {
    for (const record of records.filter((r) => r.kind === 'appendMany')) {
      const { goversion, arch, type, elemSize = 8, ptr = false, n, k, cap } = record;
      const elem = { size: elemSize, pointers: ptr };
      const model = nextSliceCap(n, n + k, elem, goOf(goversion), arch);
      assert.equal(model, cap, `${goversion} ${arch ?? ''} []${type ?? 'int'}: ${n}+${k}`);
    }
  });

  it('has the size of every measured element', () => {
    for (const { type, arch, elemSize } of records.filter((r) => r.arch !== undefined)) {
      assert.equal(shapeOf(type ?? '', arch).size, elemSize, type);
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

/** Bytes of the objects and elements of the measured program, `type Big [1024]byte`. */
const BIG = 1024;
/** In a single run a process allocates some small objects of its own meanwhile, bytes. */
const NOISE = 128;
const VALUE = { size: BIG, pointers: false };
const BYTE = { size: 1, pointers: false };

/** `s[low:high]` where it is known to be inside. */
function part(slice: GoSlice, low: number, high = slice.len): GoSlice {
  const result = reslice(slice, low, high);
  assert.ok(result);
  return result;
}

/** A []*Big whose elements point to objects of their own. */
function pointers(context: SliceContext, len: number): GoSlice {
  const objects = Array.from({ length: len }, (_, i) => i + 1);
  return appendObjects(context, makeSlice(context, pointer(context), 0, len), objects);
}

function pointer({ arch }: SliceContext): SliceElem {
  return { size: pointerSize(arch), pointers: true };
}

/** What each measured case does; what is kept after it, less what was kept of `before`. */
const RETAINED: Readonly<
  Record<string, (context: SliceContext) => { before?: GoSlice; after: GoSlice[] }>
> = {
  'append-delete-500-of-1000-*Big': (context) => {
    let s = pointers(context, 1000);
    const before = copied(s);
    for (let i = 0; i < 500; i++) s = deleteElements(s, 0, 1);
    return { before, after: [s] };
  },
  'truncate-s[:500]-of-1000-*Big': (context) => {
    const s = pointers(context, 1000);
    return { before: copied(s), after: [part(s, 0, 500)] };
  },
  'nil-tail-then-truncate': (context) => {
    const s = pointers(context, 1000);
    const before = copied(s);
    clearElements(s, 500, 1000);
    return { before, after: [part(s, 0, 500)] };
  },
  'queue-s[1:]-500-of-1000-*Big': (context) => {
    const before = pointers(context, 1000);
    let s = before;
    for (let i = 0; i < 500; i++) s = part(s, 1);
    return { before, after: [s] };
  },
  'queue-nil-then-s[1:]': (context) => {
    let s = pointers(context, 1000);
    const before = copied(s);
    for (let i = 0; i < 500; i++) {
      clearElements(s, 0, 1);
      s = part(s, 1);
    }
    return { before, after: [s] };
  },
  'swap-and-pop-500-of-1000-*Big': (context) => {
    let s = pointers(context, 1000);
    const before = copied(s);
    for (let i = 0; i < 500; i++) {
      s.array.objects[i] = s.array.objects[s.len - 1] ?? 0;
      s = part(s, 0, s.len - 1);
    }
    return { before, after: [s] };
  },
  'filter-every-second-of-1000-*Big': (context) => {
    const s = pointers(context, 1000);
    const kept = windowOf(s).filter((_, i) => i % 2 === 0);
    return { before: copied(s), after: [appendObjects(context, part(s, 0, 0), kept)] };
  },
  'copy-down-clear-truncate-500-of-1000-*Big': (context) => {
    const s = pointers(context, 1000);
    const before = copied(s);
    const shorter = deleteElements(s, 0, 500);
    clearElements(s, 500, 1000);
    return { before, after: [shorter] };
  },
  'append-to-s[:10:10]-of-1000-*Big': (context) => {
    const full = reslice(pointers(context, 1000), 0, 10, 10);
    assert.ok(full);
    return { after: [appendObjects(context, full, [1001])] };
  },
  'append-to-s[:10]-of-1000-*Big': (context) => ({
    after: [appendObjects(context, part(pointers(context, 1000), 0, 10), [1001])],
  }),
  'fifo-10000-window-100': (context) => {
    let s = makeSlice(context, pointer(context), 0);
    for (let i = 0; i < 10_000; i++) {
      s = appendObjects(context, s, [i + 1]);
      if (s.len > 100) s = part(s, 1);
    }
    return { after: [s] };
  },
  'subslice-16-of-10MiB': (context) => ({
    after: [part(makeSlice(context, BYTE, 10 << 20), 0, 16)],
  }),
  'subslice-copied': (context) => ({
    after: [cloneSlice(context, part(makeSlice(context, BYTE, 10 << 20), 0, 16))],
  }),
  // A string shares bytes as a slice does.
  'substring-16-of-10MiB': (context) => ({
    after: [part(makeSlice(context, BYTE, 10 << 20), 0, 16)],
  }),
  'substring-cloned': (context) => ({ after: [makeSlice(context, BYTE, 16)] }),
  // A pointer to an element keeps what a slice of it does.
  'ptr-to-elem-of-1000-Big': (context) => ({
    after: [part(makeSlice(context, VALUE, 1000), 500, 501)],
  }),
  's[:0]-of-1000-Big': (context) => ({ after: [part(makeSlice(context, VALUE, 1000), 0, 0)] }),
  'slices.Delete-0:500-of-1000-*Big': (context) => {
    const s = pointers(context, 1000);
    return { before: copied(s), after: [slicesDelete(context, s, 0, 500)] };
  },
  'slices.Delete-500:1000-of-1000-*Big': (context) => {
    const s = pointers(context, 1000);
    return { before: copied(s), after: [slicesDelete(context, s, 500, 1000)] };
  },
  'slices.DeleteFunc-last500-*Big': (context) => {
    const s = pointers(context, 1000);
    return { before: copied(s), after: [slicesDelete(context, s, 500, 1000)] };
  },
  'slices.Clip-10-of-1000-Big': (context) => ({
    after: [clipSlice(part(makeSlice(context, VALUE, 1000), 0, 10))],
  }),
  'slices.Clone-10-of-1000-Big': (context) => ({
    after: [cloneSlice(context, part(makeSlice(context, VALUE, 1000), 0, 10))],
  }),
  'slices.Grow-1000-int': (context) => ({
    after: [
      growFor(context, makeSlice(context, { ...pointer(context), pointers: false }, 0), 1000),
    ],
  }),
};

/** The same slice of another array, to remember what was kept. */
function copied(slice: GoSlice): GoSlice {
  return { ...slice, array: { ...slice.array, objects: slice.array.objects.slice() } };
}

describe('slices', () => {
  it('keep what was measured', function () {
    // Arrays of a million elements, for every toolchain.
    this.timeout(180_000);
    const once = records.filter((r) => r.kind === 'retain');
    for (const record of [...once, ...retained]) {
      const { goversion, arch = 'amd64' } = record;
      const run = RETAINED[record.case];
      assert.ok(run, `unknown case ${record.case}`);
      const { before, after } = run({ go: goOf(goversion), arch });
      const kept = retainedBy(after, BIG).bytes;
      const change = before === undefined ? kept : kept - retainedBy([before], BIG).bytes;
      const distance = Math.abs(record.dHeapAlloc - change);
      assert.ok(
        distance <= (once.includes(record) ? NOISE : 0),
        `${goversion} ${arch} ${record.case}: ${record.dHeapAlloc} measured, model ${change}`,
      );
    }
  });

  it('move and clear as the slices package does', () => {
    const context = { go: goOf('1.22'), arch: 'amd64' } as const;
    assert.deepEqual(windowOf(slicesDelete(context, pointers(context, 5), 0, 2)), [3, 4, 5]);
    // The standard library clears the freed tail from Go 1.22 on.
    const kept = ['1.21', '1.22'].map((go) => {
      const version = { go: goOf(go), arch: 'amd64' } as const;
      return retainedBy([slicesDelete(version, pointers(version, 5), 3, 5)], BIG).objects;
    });
    assert.deepEqual(kept, [5, 3]);
    const s = pointers(context, 4);
    assert.deepEqual(windowOf(cloneSlice(context, part(s, 1, 3))), [2, 3]);
    assert.equal(clipSlice(part(s, 0, 2)).cap, 2);
    assert.equal(reslice(s, 2, 1), undefined);
    assert.equal(reslice(s, 0, 5), undefined);
    assert.equal(retainedBy([part(s, 0, 1), part(s, 3, 4)], BIG).arrays, 1);
  });
});
