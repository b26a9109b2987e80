import assert from 'node:assert/strict';
import { mapLayout, parseGoVersion, parseTypeShape } from '../../runtime';
import type { Arch } from '../../runtime';
import type {
  Footprint,
  MapReport,
  Place,
  ShapeOrUnknown,
} from '../../server/src/contracts/findings';
import { goLabel, mapTable, placeLabel, summariseUses } from '../../server/src/maps/render';

function shape(text: string, arch: Arch): ShapeOrUnknown {
  const parsed = parseTypeShape(text, arch);
  return parsed.ok ? { text, shape: parsed.shape } : { text, unknown: parsed.message };
}

interface Sketch {
  readonly key: string;
  readonly elem: string;
  readonly go?: string;
  readonly arch?: Arch;
  readonly footprint?: Footprint;
  readonly pointerValues?: Footprint;
  readonly uses?: Partial<MapReport['uses']>;
  readonly variable?: boolean;
}

function report(sketch: Sketch): MapReport {
  const { arch = 'amd64', footprint, pointerValues } = sketch;
  const go = parseGoVersion(sketch.go ?? '1.26');
  assert.ok(go);
  const key = shape(sketch.key, arch);
  const elem = shape(sketch.elem, arch);
  const place: Place = { uri: 'file:///a/cache.go', start: 1, end: 2 };
  return {
    ...place,
    typeText: `map[${sketch.key}]${sketch.elem}`,
    go: { value: go, origin: 'toolchain line of go.mod' },
    arch,
    key,
    elem,
    ...(key.unknown === undefined && elem.unknown === undefined
      ? { layout: mapLayout(go, key.shape, elem.shape, arch) }
      : {}),
    ...(footprint === undefined ? {} : { footprint }),
    ...(pointerValues === undefined ? {} : { pointerValues }),
    ...(sketch.variable === true
      ? { variable: { name: 'Cache.m', kind: 'field', declaration: place } }
      : {}),
    uses: { insert: [], delete: [], clear: [], replace: [], ...sketch.uses },
  };
}

/** Bytes as measured in ../../runtime's golden numbers are not the point here: only how they are shown. */
const PEAK: Footprint = {
  entries: 100_000,
  peak: 33_030_144,
  afterDelete: 33_030_144,
  afterRebuild: 48,
};
const POINTERS: Footprint = {
  entries: 100_000,
  peak: 17_825_792,
  afterDelete: 4_404_019,
  afterRebuild: 48,
};

const TABLES: readonly { readonly what: string; readonly of: Sketch; readonly lines: string[] }[] =
  [
    {
      what: 'a Swiss map with inline values',
      of: { key: 'int', elem: '[128]byte', footprint: PEAK, pointerValues: POINTERS },
      lines: [
        'slot    8 + 128 = 136 B, inline',
        'group   8 slots, 1,096 B',
        '             100,000 entries   all deleted   rebuilt',
        '[128]byte           31.5 MiB      31.5 MiB      48 B',
        '*[128]byte          17.0 MiB       4.2 MiB      48 B',
      ],
    },
    {
      what: 'padding and an indirect value',
      of: { key: 'int32', elem: '[200]byte' },
      lines: [
        'slot    4 + 8 + 4 padding = 16 B, elem indirect, 208 B each',
        'group   8 slots, 136 B',
      ],
    },
    {
      what: 'an indirect key and a value without size',
      of: { key: '[130]byte', elem: 'struct{}' },
      lines: [
        'slot    8 + 0 + 8 padding = 16 B, key indirect, 144 B each',
        'group   8 slots, 136 B',
      ],
    },
    {
      what: 'a bucket map',
      of: { key: 'int', elem: '[128]byte', go: '1.23' },
      lines: ['slot     8 + 128 = 136 B, inline', 'bucket   8 slots, 1,104 B'],
    },
    {
      what: 'an unknown elem',
      of: { key: 'int', elem: 'pkg.T' },
      lines: ['elem   unknown: '],
    },
    {
      what: 'a long elem type',
      of: {
        key: 'int',
        elem: 'struct{ a, b, c, d int64 }',
        footprint: PEAK,
        pointerValues: POINTERS,
      },
      lines: [
        'slot    8 + 32 = 40 B, inline',
        'group   8 slots, 328 B',
        '                100,000 entries   all deleted   rebuilt',
        'as declared            31.5 MiB      31.5 MiB      48 B',
        'with pointers          17.0 MiB       4.2 MiB      48 B',
      ],
    },
  ];

describe('the table of a map', () => {
  for (const { what, of, lines } of TABLES) {
    it(`shows ${what}`, () => {
      const table = mapTable(report(of));
      assert.equal(table.length, lines.length, table.join('\n'));
      lines.forEach((line, i) => {
        // A reason is worded elsewhere.
        if (line.endsWith('unknown: ')) assert.ok(table[i]?.startsWith(line), table[i]);
        else assert.equal(table[i], line);
      });
    });
  }
});

describe('the Go version', () => {
  for (const [sketch, text] of [
    [{}, 'Go 1.26 (toolchain line of go.mod)'],
    [{ arch: '386' }, 'Go 1.26 386 (toolchain line of go.mod)'],
    [{ go: '1.15' }, 'Go 1.15 (toolchain line of go.mod, older than measured: shown as 1.19)'],
    [{ go: '1.99' }, 'Go 1.99 (toolchain line of go.mod, newer than measured: shown as 1.27)'],
  ] as const) {
    it(text, () => assert.equal(goLabel(report({ key: 'int', elem: 'int', ...sketch })), text));
  }
});

describe('the uses of a map', () => {
  const places = (count: number): Place[] =>
    Array.from({ length: count }, (_, i) => ({ uri: 'file:///a/cache.go', start: i, end: i }));
  const summary = (sketch: Partial<Sketch>) =>
    summariseUses(report({ key: 'int', elem: 'int', ...sketch })).map(
      ({ text, places: listed, more }) => `${text} [${listed.length}+${more}]`,
    );

  it('are counted, with the first places', () => {
    const uses = { insert: places(5), delete: places(1), clear: places(1) };
    assert.deepEqual(summary({ variable: true, uses }), [
      '5 inserts [3+2]',
      '1 delete [1+0]',
      '1 clear [1+0]',
      'never replaced [0+0]',
    ]);
  });
  it('say what is absent', () => {
    assert.deepEqual(summary({ variable: true, uses: { delete: places(1) } }), [
      'no insert [0+0]',
      '1 delete [1+0]',
      'never replaced [0+0]',
    ]);
  });
  it('are nothing for a variable that nothing happens to', () => {
    assert.deepEqual(summary({ variable: true }), []);
  });
  it('are nothing for a type without a variable', () => assert.deepEqual(summary({}), []));
  it('name a file as people do', () => {
    assert.equal(placeLabel('file:///a/my%20cache.go', 41), 'my cache.go:41');
    assert.equal(placeLabel('file:///a/100%.go', 1), '100%.go:1');
  });
});
