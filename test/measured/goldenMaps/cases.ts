/**
 * What is measured for test/runtime/golden: maps.jsonl.gz has the types that everybody uses, and more.jsonl.gz what those
 * leave out. One line of a table is one set of lives.
 */
import type { Arch } from '../../../runtime';

export interface MapType {
  readonly combo: string;
  /** Go source. */
  readonly key: string;
  readonly elem: string;
  /** Elems are maps, each with some entries. */
  readonly inner?: { readonly key: string; readonly elem: string; readonly entries: number };
}

export interface GoldenSet {
  readonly arch: Arch;
  readonly types: readonly MapType[];
  /** Entries, and the number of maps that the figures are averaged over. */
  readonly sizes: readonly (readonly [n: number, reps: number])[];
  /** `make`'s size for n entries; -1: none. */
  readonly hints: readonly ((n: number) => number)[];
  readonly strategies: readonly (keyof typeof STRATEGIES)[];
  /** Percentages that are deleted; 100 when absent. */
  readonly deletes?: readonly number[];
}

/** The phases of a life, each with what is done before it. `*_gc` and `*_fos` follow by themselves. */
export const STRATEGIES = {
  drop: ['inserted=insert gc', 'deleted=delete-first gc fos', 'dropped=drop gc fos'],
  clear: ['inserted=insert gc', 'cleared=clear gc fos', 'reinserted=insert gc'],
  rangedelete: ['inserted=insert gc', 'cleared=range-delete gc'],
  copy: ['inserted=insert gc', 'deleted=delete-first gc', 'copied=copy gc fos'],
  copyhint: ['inserted=insert gc', 'deleted=delete-first gc', 'copied=copy-hint gc fos'],
  reinsert: ['inserted=insert gc', 'deleted=delete-first gc', 'reinserted=insert gc'],
  churn: ['inserted=insert gc', 'churn5=churn-5 gc', 'churn20=churn-15 gc'],
  first: [
    'inserted=insert gc',
    'deleted=delete-first gc',
    'reinserted=insert-deleted gc',
    'copied=copy gc',
  ],
  every: [
    'inserted=insert gc',
    'deleted=delete-every gc',
    'reinserted=insert-deleted gc',
    'copied=copy gc',
  ],
  random: [
    'inserted=insert gc',
    'deleted=delete-random gc',
    'reinserted=insert-deleted gc',
    'copied=copy gc',
  ],
} as const;

const none = (): number => -1;
const all = (n: number): number => n;

const COMMON: readonly MapType[] = [
  { combo: 'int/int', key: 'int', elem: 'int' },
  { combo: 'int/a128', key: 'int', elem: '[128]byte' },
  { combo: 'string/int', key: 'string', elem: 'int' },
  { combo: 'int/p128', key: 'int', elem: '*[128]byte' },
  { combo: 'int/a129', key: 'int', elem: '[129]byte' },
  { combo: 'string/empty', key: 'string', elem: 'struct{}' },
  { combo: 'int/bool', key: 'int', elem: 'bool' },
  { combo: 'int32/int32', key: 'int32', elem: 'int32' },
  { combo: 'string/string', key: 'string', elem: 'string' },
  { combo: 'a129/int', key: '[129]byte', elem: 'int' },
  { combo: 'int/empty', key: 'int', elem: 'struct{}' },
  { combo: 'string/slice', key: 'string', elem: '[]byte' },
];

/** Keys and elems that are structs with pointers here and there, inline and indirect. */
const MIXED: readonly MapType[] = [
  {
    combo: 'id/record',
    key: 'struct{ s string; n int32 }',
    elem: 'struct{ p *int; n [5]int32; s string }',
  },
  { combo: 'pair/flags', key: '[2]any', elem: 'struct{ a, b bool; p unsafe.Pointer; c int8 }' },
  { combo: 'wide/error', key: 'struct{ a int32; b string; c any; d [12]int64 }', elem: 'error' },
  { combo: 'wider/int', key: 'struct{ a int32; b string; c any; d [13]int64 }', elem: 'int16' },
  { combo: 'float/e128', key: 'float64', elem: 'struct{ p *int; n [15]int }' },
  { combo: 'point/e136', key: 'struct{ x, y int32 }', elem: 'struct{ p *int; n [16]int }' },
  {
    combo: 'padded/big',
    key: 'struct{ a int8; b int64; c bool }',
    elem: 'struct{ s [40]string; n [3]byte }',
  },
  { combo: 'int/record', key: 'int', elem: '*struct{ s string; n [3]int; m map[string]int }' },
];

const NESTED: readonly MapType[] = [
  {
    combo: 'int/map8',
    key: 'int',
    elem: 'map[int]int',
    inner: { key: 'int', elem: 'int', entries: 8 },
  },
  {
    combo: 'string/map0',
    key: 'string',
    elem: 'map[int32]bool',
    inner: { key: 'int32', elem: 'bool', entries: 0 },
  },
  {
    combo: 'int/map20',
    key: 'int',
    elem: 'map[uint64]string',
    inner: { key: 'uint64', elem: 'string', entries: 20 },
  },
];

const TYPES_386: readonly MapType[] = [
  { combo: 'int/int', key: 'int', elem: 'int' },
  { combo: 'int64/int64', key: 'int64', elem: 'int64' },
  { combo: 'string/string', key: 'string', elem: 'string' },
  { combo: 'int/a128', key: 'int', elem: '[128]byte' },
  { combo: 'int/p128', key: 'int', elem: '*[128]byte' },
  {
    combo: 'id/record',
    key: 'struct{ s string; n int64 }',
    elem: 'struct{ p *int; n [5]int64; s string }',
  },
];

const SMALL: GoldenSet['sizes'] = [
  [8, 1000],
  [9, 1000],
  [100, 400],
  [1000, 100],
  [10_000, 10],
];

const byCombo = (types: readonly MapType[], ...combos: readonly string[]): readonly MapType[] =>
  types.filter(({ combo }) => combos.includes(combo));

export const GOLDEN_SETS: Readonly<Record<'maps' | 'more', readonly GoldenSet[]>> = {
  maps: [
    {
      arch: 'amd64',
      types: COMMON,
      sizes: [...SMALL, [100_000, 3], [1_000_000, 1]],
      hints: [none, all],
      strategies: ['drop'],
    },
    {
      arch: 'amd64',
      types: COMMON,
      sizes: [...SMALL, [100_000, 3], [1_000_000, 1]],
      hints: [none],
      strategies: ['clear', 'reinsert', 'rangedelete'],
    },
    {
      arch: 'amd64',
      types: COMMON,
      sizes: [...SMALL, [100_000, 3], [1_000_000, 1]],
      hints: [none],
      strategies: ['copy', 'copyhint'],
      deletes: [90],
    },
    {
      arch: 'amd64',
      types: byCombo(COMMON, 'int/int', 'int/a128', 'string/int'),
      sizes: [...SMALL, [100_000, 1]],
      hints: [none],
      strategies: ['churn'],
    },
  ],
  more: [
    { arch: 'amd64', types: MIXED, sizes: SMALL, hints: [none, all], strategies: ['drop'] },
    { arch: 'amd64', types: MIXED, sizes: SMALL, hints: [none], strategies: ['clear', 'reinsert'] },
    {
      arch: 'amd64',
      types: MIXED.filter(({ combo }) => combo !== 'id/record'),
      sizes: [
        [1000, 100],
        [10_000, 10],
      ],
      hints: [none],
      strategies: ['first', 'every', 'random'],
      deletes: [50],
    },
    {
      arch: 'amd64',
      types: [
        ...byCombo(COMMON, 'int/int', 'string/string', 'a129/int'),
        ...byCombo(MIXED, 'id/record'),
      ],
      sizes: [
        [100, 400],
        [1000, 100],
        [10_000, 10],
        [100_000, 3],
      ],
      hints: [none],
      strategies: ['first', 'every', 'random'],
      deletes: [50, 90],
    },
    {
      arch: 'amd64',
      types: [...byCombo(COMMON, 'int/int', 'int/a128'), ...byCombo(MIXED, 'id/record')],
      sizes: [
        [30, 1000],
        [1000, 100],
        [10_000, 10],
        [50_000, 4],
      ],
      hints: [
        (n) => Math.floor(n / 10),
        (n) => Math.floor(n / 2),
        (n) => Math.floor(0.95 * n),
        (n) => 3 * n,
      ],
      strategies: ['drop'],
    },
    { arch: 'amd64', types: NESTED, sizes: SMALL, hints: [none], strategies: ['drop'] },
    {
      arch: 'amd64',
      types: NESTED,
      sizes: SMALL,
      hints: [none],
      strategies: ['copy'],
      deletes: [90],
    },
    { arch: '386', types: TYPES_386, sizes: SMALL, hints: [none, all], strategies: ['drop'] },
    {
      arch: '386',
      types: TYPES_386,
      sizes: SMALL,
      hints: [none],
      strategies: ['clear', 'reinsert'],
    },
    {
      arch: '386',
      types: TYPES_386,
      sizes: SMALL,
      hints: [none],
      strategies: ['copyhint'],
      deletes: [90],
    },
  ],
};
