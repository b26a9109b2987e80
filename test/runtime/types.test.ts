/** Type expressions: sizes against a real compiler, and messages for everything that is no type. */
import assert from 'node:assert/strict';
import type { Arch } from '../../runtime/layout/arch';
import { mapLayout } from '../../runtime/layout/mapLayout';
import { layoutStruct } from '../../runtime/layout/shape';
import { parseKeyShape, parseTypeShape } from '../../runtime/layout/typeExpr';
import { goOf, readGolden, shapeOf } from './goldenFiles';

interface TypeFacts {
  readonly size: number;
  readonly align: number;
  readonly pointers: boolean;
  readonly memory: boolean;
  readonly comparable: boolean;
}
interface GoldenType {
  readonly type: string;
  readonly amd64: TypeFacts;
  readonly '386': TypeFacts;
}
interface GoldenLayout {
  readonly go: string;
  readonly arch: Arch;
  readonly key: string;
  readonly elem: string;
  readonly splitGroup: boolean;
  readonly bytes: number;
  readonly pointers: boolean;
}

describe('type shapes', () => {
  for (const arch of ['amd64', '386'] as const) {
    it(`agree with the compiler on ${arch}`, () => {
      for (const golden of readGolden('types.jsonl.gz') as readonly GoldenType[]) {
        const { size, align, pointers, hash, comparable } = shapeOf(golden.type, arch);
        const memory = hash === 'memory';
        assert.deepEqual({ size, align, pointers, memory, comparable }, golden[arch], golden.type);
      }
    });
  }

  it('hash like the compiler: strings alone are strings, a padded struct is no plain memory', () => {
    const table: readonly (readonly [type: string, hash: string])[] = [
      ['string', 'string'],
      ['struct{ s string }', 'string'],
      ['[1]string', 'string'],
      ['[2]string', 'other'],
      ['struct{ a, b int32 }', 'memory'],
      ['struct{ a int8; b int64 }', 'other'],
      ['struct{ a, _ int32 }', 'other'],
      ['float64', 'other'],
      ['any', 'other'],
      ['*int', 'memory'],
    ];
    for (const [type, hash] of table) assert.equal(shapeOf(type).hash, hash, type);
  });

  it('count the values of small types', () => {
    const table: readonly (readonly [type: string, values: number | undefined])[] = [
      ['bool', 2],
      ['int16', 65_536],
      ['int32', undefined],
      ['struct{}', 1],
      ['[2]bool', 4],
      ['struct{ a byte; b bool; _ int }', 512],
      ['[0]int', 1],
      ['[3]byte', undefined],
    ];
    for (const [type, values] of table) assert.equal(shapeOf(type).values, values, type);
  });

  it('know whether equal keys can differ in bits, and whether a key can differ from itself', () => {
    const table: readonly (readonly [type: string, update: boolean, irreflexive: boolean])[] = [
      ['int', false, false],
      ['*float64', false, false],
      ['string', true, false],
      ['float32', true, true],
      ['[3]string', true, false],
      ['struct{ a int; b any }', true, true],
      ['struct{ a int8; b int }', false, false],
    ];
    for (const [type, update, irreflexive] of table) {
      const shape = shapeOf(type);
      assert.equal(shape.keyUpdate ?? false, update, type);
      assert.equal(shape.irreflexive ?? false, irreflexive, type);
    }
  });

  it('know what a pointer points to', () => {
    assert.equal(shapeOf('*[128]byte').pointee?.size, 128);
    assert.equal(shapeOf('unsafe.Pointer').pointee, undefined);
  });
});

describe('struct layout', () => {
  it('places fields at their alignment and pads the end', () => {
    const int64 = { size: 8, align: 8 };
    const byte = { size: 1, align: 1 };
    const none = { size: 0, align: 1 };
    const aligned = { size: 0, align: 8 };
    const table = [
      { fields: [], size: 0, align: 1, offsets: [] },
      { fields: [byte, int64, byte], size: 24, align: 8, offsets: [0, 8, 16] },
      { fields: [int64, none], size: 16, align: 8, offsets: [0, 8] },
      { fields: [none], size: 0, align: 1, offsets: [0] },
      { fields: [byte, aligned, byte], size: 16, align: 8, offsets: [0, 8, 8] },
    ];
    for (const { fields, ...layout } of table) {
      assert.deepEqual(layoutStruct(fields, 'amd64'), layout);
    }
  });
});

describe('type expressions', () => {
  it('are written back as Go does', () => {
    const table: readonly (readonly [text: string, written: string])[] = [
      ['  map [ string ] [ ] int ', 'map[string][]int'],
      ['struct{a,b int;c string}', 'struct{a, b int; c string}'],
      ['struct {\n\ta int // first\n\tb string\n}', 'struct{a int; b string}'],
      ['struct{ error; *int }', 'struct{error; *int}'],
      ['func(a, b int, c ...string) (int, error)', 'func(int, int, ...string) (int, error)'],
      ['func(int, string) func() bool', 'func(int, string) func() bool'],
      ['chan (<-chan int)', 'chan (<-chan int)'],
      ['[1<<10 + 2*3]byte', '[1030]byte'],
      ['[0x_10]int', '[16]int'],
      ['((*int))', '*int'],
      ['interface{}', 'interface{}'],
    ];
    for (const [text, written] of table) assert.equal(shapeOf(text).text, written);
  });

  it('are refused with what is wrong and where', () => {
    const table: readonly (readonly [text: string, message: RegExp, offset: number])[] = [
      ['', /expected a type/, 0],
      ['  ', /expected a type/, 2],
      ['[', /array length/, 1],
      ['[]', /expected a type/, 2],
      ['[-1]int', /negative array length -1/, 0],
      ['[1.5]int', /expected "]"/, 2],
      ['[1/0]int', /no whole number/, 2],
      ['[...]int', /needs a length/, 1],
      ['[99999999999999999999]int', /too large/, 1],
      ['[1<<49][16]int', /too large for amd64/, 0],
      ['Session', /unknown type Session/, 0],
      ['[]Session', /unknown type Session/, 2],
      ['time.Time', /time\.Time is not known here/, 0],
      ['map[[]int]string', /\[\]int cannot be a map key/, 4],
      ['map[int', /expected "\]"/, 7],
      ['map[int]', /expected a type/, 8],
      ['struct{a, a int}', /field a is repeated/, 10],
      ['struct{a int', /expected/, 12],
      ['struct{a int b int}', /expected ";"/, 13],
      ['func(a int, string)', /parameter string has no type/, 12],
      ['interface{ ~int }', /constraint/, 11],
      ['int int', /unexpected "int" after the type/, 4],
      ['int;', /unexpected ";"/, 3],
      ['in\u0000t', /unexpected character/, 2],
      ['[]'.repeat(300) + 'int', /nested too deeply/, 400],
      ['*'.repeat(100_001), /too long/, 100_000],
    ];
    for (const [text, message, offset] of table) {
      const result = parseTypeShape(text, 'amd64');
      const shown = text.slice(0, 40);
      assert.ok(!result.ok, shown);
      assert.match(result.message, message, shown);
      assert.equal(result.offset, offset, `${shown}: ${result.message}`);
    }
  });

  it('that are keys must be comparable', () => {
    for (const text of ['[]int', 'map[int]int', 'func()', 'struct{ a []int }', '[2]func()']) {
      const result = parseKeyShape(` ${text}`, 'amd64');
      assert.ok(!result.ok && /cannot be a map key/.test(result.message) && result.offset === 1);
    }
    assert.ok(parseKeyShape('struct{ a any }', 'amd64').ok);
  });
});

describe('map layout', () => {
  it('has the buckets and groups of real toolchains', () => {
    for (const golden of readGolden('layouts.jsonl.gz') as readonly GoldenLayout[]) {
      const { go, arch, key, elem, splitGroup } = golden;
      const layout = mapLayout(
        goOf(go),
        shapeOf(key, arch),
        shapeOf(elem, arch),
        arch,
        splitGroup ? ['mapsplitgroup'] : [],
      );
      const [bytes, pointers] =
        layout.kind === 'bucket'
          ? [layout.bucketBytes, layout.bucketPointers]
          : [layout.groupBytes, layout.groupPointers];
      assert.deepEqual({ bytes, pointers }, { bytes: golden.bytes, pointers: golden.pointers });
    }
  });

  it('stores up to 128 bytes inline', () => {
    for (const go of ['1.23', '1.27']) {
      const inline = mapLayout(goOf(go), shapeOf('int'), shapeOf('[128]byte'), 'amd64');
      const indirect = mapLayout(goOf(go), shapeOf('[129]byte'), shapeOf('[129]byte'), 'amd64');
      assert.deepEqual([inline.elemIndirect, inline.elemObjectBytes], [false, 0]);
      assert.deepEqual([indirect.elemIndirect, indirect.elemObjectBytes], [true, 144]);
      assert.deepEqual([indirect.keyIndirect, indirect.keyObjectBytes], [true, 144]);
    }
  });

  it('prunes tombstones for the keys and versions that Go does', () => {
    const table: readonly (readonly [go: string, key: string, elem: string, prunes: boolean])[] = [
      ['1.24', 'int', 'int', false],
      ['1.25', 'int', 'int', true],
      ['1.26', 'string', 'int', true],
      ['1.27', 'int32', '[128]byte', true],
      ['1.27', 'int', '[129]byte', false],
      ['1.27', 'int16', 'int', false],
      ['1.27', '[16]byte', 'int', false],
      ['1.27', 'float64', 'int', false],
      ['1.27', 'any', 'int', false],
      ['1.26', '*int', 'int', false],
      ['1.27', '*int', 'int', true],
      ['1.27', 'struct{ a, b int32 }', 'int', true],
      ['1.27', 'struct{ a int8; b int32 }', 'int', false],
    ];
    for (const [go, key, elem, prunes] of table) {
      const layout = mapLayout(goOf(go), shapeOf(key), shapeOf(elem), 'amd64');
      assert.ok(layout.kind === 'swiss');
      assert.equal(layout.prunesTombstones, prunes, `go ${go} map[${key}]${elem}`);
    }
  });
});
