/** Declarations that take a naive resolver for ever, or too deep: valid Go, or nearly so. */

/** @param n how deep, or how many */
type Bomb = (n: number) => string;

const lines = (n: number, line: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => line(i)).join('\n');

const nested = (n: number, open: string, inside: string, close: string): string =>
  `${open.repeat(n)}${inside}${close.repeat(n)}`;

export const BOMBS: Readonly<Record<string, Bomb>> = {
  parentheses: (n) => `var bomb = ${nested(n, '(', '1', ')')}`,
  'unary operators': (n) => `var bomb = ${'-'.repeat(n)}1`,
  'a sum': (n) => `const bomb = ${'1 + '.repeat(n)}1`,
  'a sum of strings': (n) => `var bomb = ${'"x" + '.repeat(n)}"y"`,
  selectors: (n) => `var bomb = x${'.y'.repeat(n)}`,
  indices: (n) => `var bomb = x${'[0]'.repeat(n)}`,
  calls: (n) => `var bomb = f${'()'.repeat(n)}`,
  'nested calls': (n) => `var bomb = ${nested(n, 'append(', 'nil', ')')}`,
  'slices of slices': (n) => `type Bomb ${'[]'.repeat(n)}int`,
  'arrays of arrays': (n) => `type Bomb ${'[3]'.repeat(n)}int`,
  'pointers to pointers': (n) => `type Bomb ${'*'.repeat(n)}int`,
  'maps of maps': (n) => `type Bomb ${'map[int]'.repeat(n)}int`,
  'maps as keys': (n) => `var bomb ${nested(n, 'map[', 'int', ']int')}`,
  'functions of functions': (n) => `type Bomb ${nested(n, 'func(', 'int', ')')}`,
  'structs of structs': (n) => `type Bomb ${nested(n, 'struct { a ', 'int', ' }')}`,
  'interfaces of interfaces': (n) => `type Bomb ${nested(n, 'interface { ', 'm()', ' }')}`,
  'instances of instances': (n) =>
    `type G[T any] map[int]T\nvar bomb ${nested(n, 'G[', 'int', ']')}`,
  'composite literals': (n) => `var bomb = ${nested(n, '[]any{', '1', '}')}`,
  blocks: (n) => `func bomb(m map[int]int) {\n${nested(n, '{\n', 'delete(m, 1)', '\n}')}\n}`,
  'function literals': (n) => `var bomb = ${nested(n, 'func() any { return ', '1', ' }')}`,
  'else if': (n) =>
    `func bomb(m map[int]int) {\n${'if len(m) == 0 { clear(m) } else '.repeat(n)}{}\n}`,
  loops: (n) =>
    `func bomb(m map[int]int) {\n${nested(n, 'for k := range m {\n', 'delete(m, k)', '\n}')}\n}`,
  'brackets that never close': (n) => `var bomb = ${'([{'.repeat(n)}`,
  'brackets that never open': (n) => `var bomb = ${'}])'.repeat(n)}`,
  'a chain of variables': (n) => lines(n, (i) => `var b${i} = b${i + 1}`),
  'a chain of types': (n) =>
    lines(n, (i) => `type B${i} struct { b B${i + 1}; m map[B${i + 1}]int }`),
  'a chain of aliases': (n) => lines(n, (i) => `type B${i} = B${i + 1}`),
  'a chain of functions': (n) => lines(n, (i) => `func b${i}() { b${i + 1}() }\nvar v${i} = b${i}`),
  'structs that double': (n) =>
    `${lines(n, (i) => `type B${i} struct { a, b B${i + 1} }`)}\ntype B${n} int\nvar bomb map[B0]B0`,
  'function types that double': (n) =>
    `${lines(n, (i) => `type B${i} = func(B${i + 1}) B${i + 1}`)}\ntype B${n} = int\nvar bomb map[int]B0`,
  'aliases that double': (n) =>
    `${lines(n, (i) => `type B${i} = struct { a, b B${i + 1} }`)}\ntype B${n} = int\nvar bomb map[B0]B0`,
  'embedding that doubles': (n) =>
    `${lines(n, (i) => `type B${i} struct { *B${i + 1}; C${i + 1} }\ntype C${i} struct { *B${i + 1}; D${i} }\ntype D${i} = C${i + 1}`)}\nvar bomb = B0{}.nothing`,
  'interfaces that double': (n) =>
    `${lines(n, (i) => `type B${i} interface { B${i + 1}; C${i + 1} }\ntype C${i} interface { B${i + 1}; C${i + 1} }`)}\nvar bomb B0\nvar c = bomb.m()`,
  'unions that double': (n) =>
    `${lines(n, (i) => `type B${i} interface { B${i + 1} | C${i + 1} }\ntype C${i} interface { B${i + 1} | ~int }`)}\nfunc bomb[T B0](t T) { for range t { clear(t); _ = t[0] } }`,
  'instances that double': (n) =>
    `${lines(Math.min(n, 150), (i) => `type B${i}[T any] struct { a B${i + 1}[[]T]; b B${i + 1}[*T] }`)}\ntype B${Math.min(n, 150)}[T any] struct { t T }\nvar bomb map[int]B0[int]`,
  'pairs that double': (n) =>
    `type P[A, B any] struct { a A; b B }\n${lines(n, (i) => `type B${i} = P[B${i + 1}, B${i + 1}]`)}\ntype B${n} = int\nvar bomb map[int]B0`,
  'an instance that grows': (n) =>
    `type B[T any] struct { next *B[P[T, T]]; m map[string]B[[]T] }\ntype P[A, B any] struct { a A; b B }\nvar bomb B[int]\nvar c = bomb${'.next'.repeat(n % 60)}`,
  'an instance that contains a larger one': () =>
    'type B[T any] struct { next B[[]T] }\nvar bomb map[int]B[int]',
  'inference that doubles': (n) =>
    `func pair[T any](a, b T) func(T, T) [2]T { return nil }\nvar b0 = pair(1, 2)\n${lines(Math.min(n, 200), (i) => `var b${i + 1} = pair(b${i}, b${i})`)}`,
  'constants that double': (n) =>
    `const b0 = 3\n${lines(n, (i) => `const b${i + 1} = b${i} * b${i}`)}\nvar bomb [b${n}]int`,
  'strings that double': (n) =>
    `const b0 = "ab"\n${lines(n, (i) => `const b${i + 1} = b${i} + b${i}`)}\nvar bomb [len(b${n})]int`,
  'shifts of shifts': (n) => `const bomb = 1${' << 60000'.repeat(n)}\nvar b [bomb]int`,
  'a large exponent': (n) => `const bomb = 1e${n}99 * 0x1p${n}99\nvar b [bomb]int`,
  'a literal of many digits': (n) =>
    `const bomb = ${'9'.repeat(n)}.${'9'.repeat(n)}e-${n}\nvar b [bomb >> ${n}]int`,
  'a division': (n) => `const bomb = ${'1.0/3*'.repeat(n)}7.0\nvar b [int(bomb)]int`,
  'iota over and over': (n) =>
    `const (\nbomb = 1 << (iota * 1000)\n${lines(n, () => '_')}\nlast\n)\nvar b [last]int`,
  'a type that is its own length': (n) =>
    `type Bomb [unsafe.Sizeof(Bomb{})]int\ntype B [len(b)]B\nvar b B\nvar c = b${'[0]'.repeat(n)}`,
  'many fields': (n) => `type Bomb struct {\n${lines(n, (i) => `f${i} map[int]*Bomb`)}\n}`,
  'many names': (n) => `var ${lines(n, (i) => `b${i},`)} last map[int]int`,
  'many deletes': (n) =>
    `var bomb = map[string][100]byte{}\nfunc f() {\n${lines(n, () => 'delete(bomb, "")')}\n}`,
  'many removals': (n) =>
    `var bomb []*int\nfunc f(i int) {\n${lines(n, () => 'bomb = append(bomb[:i], bomb[i+1:]...)')}\n}`,
  'labels and goto': (n) => `func bomb() {\n${lines(n, (i) => `L${i}: for { goto L${i + 1} }`)}\n}`,
  'a switch of switches': (n) =>
    `func bomb(x any) {\n${nested(n, 'switch x := x.(type) { case map[int]int:\n', 'delete(x, 1)', '\n}')}\n}`,
  comments: (n) => `${'/* '.repeat(n)}*/ var bomb int // ${'/*'.repeat(n)}`,
  'an open comment': (n) => `/* ${'"`\'\n'.repeat(n)}`,
  suppressions: (n) => lines(n, () => '//heapghost:ignore map-never-shrinks because'),
  'comments between arguments': (n) =>
    `func bomb() {\nf(a.b,\n${lines(n, (i) => `// ${i}`)}\nc.d...)\nf(a, ${'/**/ '.repeat(n)} b[0])\n}`,
  backticks: (n) => 'var bomb = `\n'.repeat(n),
  'methods of nothing': (n) =>
    lines(n, (i) => `func (b *Missing${i % 3}[T, U]) m${i}() T { return b.m${i + 1}() }`),
};

/** How deep bombs go: an editor's user can paste any of these. */
export const DEPTHS = [3, 10, 40, 150, 600, 3000] as const;
