import assert from 'node:assert/strict';
import type { Type } from '../../server/src/types/type';
import type { Importer } from '../../server/src/types';
import { sizesFor, typeString } from '../../server/src/types';
import { isExpression, packageOf, visitNodes } from './support';

/** `n` declarations, each of which names the next one. */
function chain(n: number, declare: (own: string, next: string) => string): string {
  return Array.from({ length: n }, (_, i) => declare(`B${i}`, `B${i + 1}`)).join('\n');
}

/** Programs that do not compile: every question has an answer all the same. */
const BAD: Readonly<Record<string, string>> = {
  'types that contain themselves': 'type T struct{ t T }\ntype A [2]B\ntype B struct{ a A }',
  'aliases that name each other': 'type A = B\ntype B = A\nvar a A\ntype C = []C\nvar c C',
  'a type that is its own length':
    'type T [len(x)]int\nvar x T\ntype U [unsafe.Sizeof(u)]byte\nvar u U',
  'values that depend on themselves': 'var a, b = b, a\nconst c = d + 1\nconst d = c\nvar f = f()',
  'an endless expansion':
    'type T[P any] struct{ *T[[]P]; next T[*P] }\nvar x T[int]\nvar y = x.nothing',
  'embedded for ever': 'type A struct{ *B }\ntype B struct{ *A }\nvar a A\nvar z = a.missing.x',
  'absurd sizes': 'type T [1 << 62]int64\ntype U [1 << 100]byte\ntype V struct{ a, b T }\nvar v V',
  'duplicate declarations':
    'type T int\ntype T string\nvar T = 1\nfunc T() {}\nfunc (T) m() {}\nfunc (T) m() {}',
  'half-typed code': 'type T struct{ a map[\nfunc f() { x := ; y := x. \nfor i := range { s[ }',
  'wrong arguments':
    'var a = len()\nvar b = make()\nvar c = append()\nvar d = min()\nvar e = new()\nvar g = unsafe.Offsetof()',
  'names of nothing': 'var a = b.c.d[e](f).(g)\ntype T struct{ U; V.W; *X }\nvar y = T{}.z',
  'type arguments that do not fit':
    'type G[A, B any] map[A]B\nvar a G[int]\nvar b G\nvar c int[string]\nfunc F[T any]() T\nvar d = F()',
  'operators in place of types':
    'func f(a x+y, b !z, c -w) {}\nvar v map[a*b]<-c\ntype T [2]a&b\nvar w = f',
  'a constraint that is its own type list':
    'type C interface{ C | D }\ntype D interface{ C }\nfunc F[T C](t T) { _ = t[0] }',
  'constants out of bounds':
    'const a = 1 << 1000000\nconst b = 1 / 0\nconst c = 1e999999999\nvar d [a]int\nvar e [-1]int',
  'structs that double': `${chain(60, (b, next) => `type ${b} = struct{ a, b ${next} }`)}\ntype B60 = int\nvar x map[B0]B0`,
  'instances that double': `type P[A, B any] struct{ a A; b B }\n${chain(60, (b, next) => `type ${b} = P[${next}, ${next}]`)}\ntype B60 = int\nvar x map[B0]B0`,
  'generic types that double': `${chain(40, (b, next) => `type ${b}[T any] struct{ a ${next}[[]T]; b ${next}[*T] }`)}\ntype B40[T any] struct{ t T }\nvar x map[int]B0[int]`,
  'an instance that holds a larger one':
    'type B[T any] struct { a B[[]T]; b B[*T] }\nvar x map[int]B[int]',
  'inferred types that double': `func pair[T any](a, b T) func(T, T) map[*T]T\nvar v0 = pair(1, 2)\n${Array.from({ length: 60 }, (_, i) => `var v${i + 1} = pair(v${i}, v${i})`).join('\n')}`,
  'identical types that double': `${chain(60, (b, next) => `type ${b} = struct{ a, b ${next} }`)}\n${chain(60, (b, next) => `type C${b} = struct{ a, b C${next} }`)}\ntype B60 = int\ntype CB60 = int\nfunc F[T any](a, b T) T\nvar x = F(B0{}, CB0{})`,
  'interfaces that double': `${chain(60, (b, next) => `type ${b} interface{ ${next}; C${next} }\ntype C${b} interface{ ${next}; C${next} }`)}\ntype B60 interface{}\ntype CB60 interface{}\nvar x B0\nvar y = x.m()\nfunc F[T any](a interface{ m() T }) T\nvar z = F(x)`,
  'statements nested deeply': `func f(m map[int]int) { ${'for range m { switch x := any(m).(type) { case map[int]int: '.repeat(700)}delete(m, 1)${'}}'.repeat(700)} }`,
  'functions of functions': `type F ${'func('.repeat(2500)}int${')'.repeat(2500)}`,
  'nested deeply': `var a = ${'('.repeat(3000)}1${')'.repeat(3000)}\nvar b = ${'-'.repeat(2000)}1`,
  'a long chain': `var a = ${'"x" + '.repeat(5000)}"y"`,
  'a long chain of declarations': Array.from(
    { length: 3000 },
    (_, i) => `var v${i} = v${i + 1}`,
  ).join('\n'),
};

describe('types: bad input', () => {
  for (const [name, text] of Object.entries(BAD)) {
    it(name, async () => {
      const { info, files } = await packageOf([
        `package p\nimport "unsafe"\nvar sound int\n${text}\n`,
      ]);
      const { layout } = sizesFor('amd64');
      let asked = 0;
      const ask = (type: Type): void => {
        asked++;
        assert.equal(typeof typeString(type), 'string');
        layout(type);
      };
      for (const obj of info.objects()) {
        if (obj.kind === 'var' || obj.kind === 'type' || obj.kind === 'func') ask(obj.type());
      }
      for (const file of files) {
        visitNodes(file.ast.decls, (node) => {
          if (node.kind === 'Ident') info.objectOf(node);
          if (node.kind === 'SelectorExpr') info.selection(node);
          if (!isExpression(node)) return;
          ask(info.typeOf(node));
          info.constOf(node);
        });
      }
      assert(asked > 0);
    });
  }

  it('says why a type is unknown', async () => {
    const { info } = await packageOf([
      'package p\nimport "example.com/x"\ntype A struct{ x.T }\ntype B struct{ b B }\nvar c = nothing\nvar d = A{}.y',
    ]);
    const reason = (name: string): string => {
      const obj = info.lookup(name);
      assert(obj?.kind === 'var' || obj?.kind === 'type');
      const layout = sizesFor('amd64').layout(obj.type());
      return 'unknown' in layout ? layout.unknown : 'known';
    };
    assert.equal(reason('A'), 'package example.com/x is not loaded');
    assert.equal(reason('B'), 'invalid recursive type');
    assert.equal(reason('c'), 'nothing is not declared');
    assert.equal(reason('d'), 'package example.com/x is not loaded');
  });

  it('says that a type is nested too deeply whatever was asked before', async () => {
    const text = `package p\n${chain(300, (b, next) => `type ${b} struct{ b ${next} }`)}\ntype B300 int`;
    const { layout } = sizesFor('amd64');
    const answers = async (names: readonly string[]): Promise<Map<string, string>> => {
      const { info } = await packageOf([text]);
      return new Map(
        names.map((name) => {
          const obj = info.lookup(name);
          assert(obj?.kind === 'type');
          const answer = layout(obj.type());
          return [name, 'unknown' in answer ? answer.unknown : String(answer.size)] as const;
        }),
      );
    };
    const names = Array.from({ length: 301 }, (_, i) => `B${i}`);
    const down = await answers(names);
    const up = await answers([...names].reverse());
    for (const name of names) assert.equal(down.get(name), up.get(name), name);
    assert.equal(down.get('B0'), 'the type is nested too deeply');
    assert.equal(down.get('B290'), '8');
  });

  it('does not count what was given up half-way', async () => {
    const importer: Importer = {
      import: () => {
        throw new Error('has to be read first');
      },
    };
    const text = 'package p\n\nimport "q"\n\nvar a = q.X\n\nvar b = [3]int{}\n';
    const { info } = await packageOf([text], { importer });
    const typeOf = (name: string): string => {
      const obj = info.lookup(name);
      assert(obj?.kind === 'var');
      return typeString(obj.type(), 'p');
    };
    // More often than anything may be nested.
    for (let i = 0; i < 1000; i++) assert.throws(() => typeOf('a'));
    assert.equal(typeOf('b'), '[3]int');
  });
});
