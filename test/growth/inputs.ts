/**
 * Inputs that can be made as large as one likes, each of one kind that people paste, generate or attack with: what costs
 * twice as much for each of twice as many is found by growing them.
 */

/** Files by their path below a module's folder. */
export type Sources = Readonly<Record<string, string>>;

export interface Growing {
  /** The size that must be no trouble; ten times as much is either answered within a second or refused. */
  readonly size: number;
  /** The text of `main.go` below its package clause, or all files; the first one is asked about. */
  readonly make: (n: number) => string | Sources;
}

/** The files of a growing input at one size; the first is the one to ask about. */
export function sourcesOf({ make }: Growing, n: number): Sources {
  const made = make(n);
  return typeof made === 'string' ? { 'main.go': `package p\n\n${made}\n` } : made;
}

const lines = (n: number, line: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => line(i)).join('\n');

const nested = (n: number, open: string, inside: string, close: string): string =>
  `${open.repeat(n)}${inside}${close.repeat(n)}`;

const repeated = (n: number, part: string): string => part.repeat(n);

/** A file whose header is not behind the package clause. */
const headed = (header: string): Sources => ({
  'main.go': `${header}\n\npackage p\n\nvar m = map[string]int{}\n`,
});

const A_MAP = 'var m = map[string][100]byte{}\nfunc drop(k string) { delete(m, k) }\n';

const SUPPRESSIONS: Readonly<Record<string, Growing>> = {
  'directives in a row': {
    size: 20_000,
    make: (n) => `${lines(n, () => '//heapghost:ignore')}\n${A_MAP}`,
  },
  'directives each with a map': {
    size: 2_000,
    make: (n) =>
      lines(
        n,
        (i) =>
          `//heapghost:ignore\nvar m${i} = map[string][100]byte{}\nfunc f${i}(k string) { delete(m${i}, k) }`,
      ),
  },
  'directives behind statements': {
    size: 20_000,
    make: (n) => `${A_MAP}func f() {\n${lines(n, () => '\tm["a"] = 1 //nolint:heapghost')}\n}`,
  },
  'nolint comments': { size: 20_000, make: (n) => `${lines(n, () => '//nolint:all')}\n${A_MAP}` },
  'one directive of many rules': {
    size: 20_000,
    make: (n) =>
      `//heapghost:ignore ${repeated(n, 'a,')}b\n//nolint:${repeated(n, 'a , ')}b\n${A_MAP}`,
  },
  'a nolint of blanks': {
    size: 20_000,
    make: (n) => `//nolint:a${' '.repeat(n)}b\n//${' '.repeat(n)}nolint\n${A_MAP}`,
  },
  'general comments on one line': {
    size: 20_000,
    make: (n) => `${repeated(n, '/**/ ')}\n${A_MAP}${lines(n, () => '/*heapghost:ignore*/')}`,
  },
};

const CONSTRAINTS: Readonly<Record<string, Growing>> = Object.fromEntries([
  ...['(', '||', '&&', '!', '(a||', 'a || ', 'a && ', '!(', ') ', 'a ', '\t', '\u00e9'].map(
    (part): [string, Growing] => [
      `go:build of ${JSON.stringify(part)}`,
      { size: 50_000, make: (n) => headed(`//go:build ${repeated(n, part)}a`) },
    ],
  ),
  [
    'go:build with parentheses that close',
    { size: 50_000, make: (n: number) => headed(`//go:build ${nested(n, '(', 'a', ')')}`) },
  ] as [string, Growing],
  ...['a ', '!a ', '!!', 'a,', ',', ' ', 'a,!b '].map((part): [string, Growing] => [
    `+build of ${JSON.stringify(part)}`,
    { size: 50_000, make: (n) => headed(`// +build ${repeated(n, part)}a`) },
  ]),
  [
    '+build lines',
    { size: 20_000, make: (n: number) => headed(lines(n, () => '// +build linux')) },
  ],
  [
    '+build lines that hold nowhere',
    { size: 20_000, make: (n: number) => headed(lines(n, (i) => `// +build a${i}`)) },
  ],
  [
    'go:build lines',
    { size: 20_000, make: (n: number) => headed(lines(n, () => '//go:build linux')) },
  ],
  [
    'comments before the package clause',
    { size: 20_000, make: (n: number) => headed(lines(n, (i) => `// ${i}`)) },
  ],
  [
    'blank lines before the package clause',
    { size: 20_000, make: (n: number) => headed(lines(n, () => ' ')) },
  ],
  [
    'block comments before the package clause',
    { size: 20_000, make: (n: number) => headed(repeated(n, '/* */')) },
  ],
] as [string, Growing][]);

/** What opens something, or begins it, over and over: with what closes it, and what stands inside. */
const OPENERS: Readonly<Record<string, readonly [open: string, inside: string, close: string]>> = {
  'func (r R) m[': ['func (r R) m[', 'T any', ']()\n'],
  'const(': ['const(', 'a = 1', ')'],
  'var(': ['var(', 'a = 1', ')'],
  'type(': ['type(', 'a int', ')'],
  'import(': ['import(', '"a"', ')'],
  'const (\\n': ['const (\n', 'a = 1', '\n)'],
  'func(': ['func(', 'int', ')'],
  'func f(': ['func f(', 'int', ')'],
  'func f() {\\n': ['func f() {\n', 'return', '\n}'],
  'type T struct{': ['type T struct{', 'a int', '}'],
  'type T[': ['type T[', 'P any', '] int\n'],
  'type T [': ['type T [', '3', ']int\n'],
  'struct{': ['struct{', 'a int', '}'],
  'interface{': ['interface{', 'a()', '}'],
  '[': ['[', '1', ']'],
  '{': ['{', '1', '}'],
  '{\\n': ['{\n', '1', '\n}'],
  '(': ['(', '1', ')'],
  'chan(': ['chan(', 'int', ')'],
  'chan ': ['chan ', 'int', ''],
  '<-': ['<-', 'c', ''],
  'map[': ['map[', 'int', ']int'],
  'map[int]': ['map[int]', 'int', ''],
  '*': ['*', 'int', ''],
  '&': ['&', 'x', ''],
  '!': ['!', 'x', ''],
  '[]': ['[]', 'int', ''],
  'if ': ['if ', 'x', '{}'],
  'if x {': ['if x {', 'y()', '}'],
  'for {': ['for {', 'y()', '}'],
  'switch {': ['switch {', '', '}'],
  'switch x := y.(type) {': ['switch x := y.(type) {case int:', '', '}'],
  'select {': ['select {', '', '}'],
  'case x:': ['case x:', '', ''],
  'go func() {': ['go func() {', '', '}()'],
  'defer ': ['defer ', 'x()', ''],
  'return func() {': ['return func() {', 'x()', '}'],
  'L: ': ['L: ', 'x()', ''],
  'make(': ['make(', 'map[int]int', ')'],
  'new(': ['new(', '1', ')'],
  'f(': ['f(', '1', ')'],
  'f[': ['f[', '1', ']'],
  'x.(': ['x.(', 'int', ')'],
  'T{': ['T{', '1', '}'],
  '[]T{': ['[]T{', '1', '}'],
  'append(a[:': ['append(a[:', '1', ']...)'],
  'delete(m, ': ['delete(m, ', '1', ')'],
  '"': ['"', 'x', ''],
  "'": ["'", 'x', ''],
  '`': ['`', 'x', ''],
  '/*': ['/*', 'x', ''],
  '/* ': ['/* ', 'x', ''],
  '/*\\n': ['/*\n', 'x', ''],
  '/* */': ['/* */', 'x', ''],
  '//\\n': ['//\n', 'x', ''],
  '}': ['}', '', ''],
  ')': [')', '', ''],
  ']': [']', '', ''],
  '}\\n': ['}\n', '', ''],
  ';': [';', '', ''],
  ',': [',', '', ''],
  '.': ['.', '', ''],
  '...': ['...', '', ''],
  ':=': [':=', '', ''],
  '\\\\': ['\\', '', ''],
  'x ': ['x ', '', ''],
  '1 ': ['1 ', '', ''],
  'package p;': ['package p;', '', ''],
  '\\u00e9': ['\u00e9', '', ''],
  '([{': ['([{', '', ')]}'],
};

const PLACES: Readonly<Record<string, (text: string) => string>> = {
  'at package level': (text) => text,
  'as a type': (text) => `type Big ${text}\n${A_MAP}`,
  'as a value': (text) => `var big = ${text}\n${A_MAP}`,
  'in a function': (text) => `${A_MAP}func big() {\n${text}\n}\n${A_MAP}`,
};

const REPETITIONS: Readonly<Record<string, Growing>> = Object.fromEntries(
  Object.entries(OPENERS).flatMap(([name, [open, inside, close]]) =>
    Object.entries(PLACES).flatMap(([where, place]): [string, Growing][] => [
      [`${name} repeated ${where}`, { size: 20_000, make: (n) => place(repeated(n, open)) }],
      [
        `${name} nested ${where}`,
        { size: 20_000, make: (n) => place(nested(n, open, inside, close)) },
      ],
      [
        `${name} in a row ${where}`,
        { size: 20_000, make: (n) => place(repeated(n, `${open}${inside}${close}\n`)) },
      ],
    ]),
  ),
);

const FACTS: Readonly<Record<string, Growing>> = {
  'maps with deletes in one struct': {
    size: 3_000,
    make: (n) =>
      `type S struct {\n${lines(n, (i) => `\tf${i} map[string][100]byte`)}\n}\n` +
      lines(n, (i) => `func (s *S) d${i}(k string) { delete(s.f${i}, k) }`),
  },
  'maps with deletes in one struct and one function': {
    size: 3_000,
    make: (n) =>
      `type S struct {\n${lines(n, (i) => `\tf${i} map[string][100]byte`)}\n}\n` +
      `func (s *S) d(k string) {\n${lines(n, (i) => `\tdelete(s.f${i}, k)`)}\n}`,
  },
  'exported maps of an unexported struct': {
    size: 3_000,
    make: (n) =>
      `type s struct {\n${lines(n, (i) => `\tF${i} map[string][100]byte`)}\n}\n` +
      lines(n, (i) => `func (s *s) d${i}(k string) { delete(s.F${i}, k) }`),
  },
  'structs with a map each': {
    size: 3_000,
    make: (n) =>
      lines(
        n,
        (i) =>
          `type s${i} struct { F map[string][100]byte }\nfunc (s *s${i}) d(k string) { delete(s.F, k) }`,
      ),
  },
  'structs in structs with a map': {
    size: 3_000,
    make: (n) =>
      `type s0 struct { F map[string][100]byte }\nfunc (s *s0) d(k string) { delete(s.F, k) }\n` +
      lines(n, (i) => `type s${i + 1} struct { s s${i} }`),
  },
  'package maps with deletes': {
    size: 3_000,
    make: (n) =>
      lines(
        n,
        (i) => `var m${i} = map[string][100]byte{}\nfunc f${i}(k string) { delete(m${i}, k) }`,
      ),
  },
  'package maps with deletes in one function': {
    size: 3_000,
    make: (n) =>
      `${lines(n, (i) => `var m${i} = map[string][100]byte{}`)}\nfunc f(k string) {\n${lines(n, (i) => `\tdelete(m${i}, k)`)}\n}`,
  },
  'functions that hand a map on': {
    size: 2_000,
    make: (n) =>
      `${A_MAP}func start() { f0(m) }\n${lines(n, (i) => `func f${i}(m map[string][100]byte) { f${i + 1}(m) }`)}\nfunc f${n}(m map[string][100]byte) { delete(m, "") }`,
  },
  'functions that hand a map on and back': {
    size: 2_000,
    make: (n) =>
      `${A_MAP}func start() { f0(m) }\n${lines(n, (i) => `func f${i}(m map[string][100]byte) { delete(m, ""); f${i + 1}(m); f${Math.max(0, i - 1)}(m) }`)}\nfunc f${n}(m map[string][100]byte) { delete(m, "") }`,
  },
  'functions that hand a map to all': {
    size: 200,
    make: (n) =>
      `${A_MAP}func start() { f0(m) }\n${lines(n, (i) => `func f${i}(m map[string][100]byte) { f${i + 1}(m); f${i + 2}(m) }`)}\nfunc f${n}(m map[string][100]byte) { delete(m, "") }\nfunc f${n + 1}(m map[string][100]byte) { delete(m, "") }`,
  },
  'functions that are handed one map': {
    size: 2_000,
    make: (n) =>
      `${A_MAP}func start() {\n${lines(n, (i) => `\tf${i}(m)`)}\n}\n${lines(n, (i) => `func f${i}(m map[string][100]byte) { delete(m, "") }`)}`,
  },
  'calls of one function with a map': {
    size: 2_000,
    make: (n) =>
      `${A_MAP}func g(m map[string][100]byte) {\n${lines(n, () => '\tdelete(m, "")')}\n}\nfunc start() {\n${lines(n, () => '\tg(m)')}\n}`,
  },
  'methods that hand their map on': {
    size: 2_000,
    make: (n) =>
      `type M map[string][100]byte\nvar m M\n${lines(n, (i) => `func (m M) f${i}() { m.f${i + 1}() }`)}\nfunc (m M) f${n}() { delete(m, "") }\nfunc start() { m.f0() }`,
  },
  'closures that use a map': {
    size: 2_000,
    make: (n) =>
      `${A_MAP}func f() {\n${lines(n, (i) => `\tf${i} := func() { delete(m, "") }; f${i}()`)}\n}`,
  },
  'deletes from one map': {
    size: 20_000,
    make: (n) => `${A_MAP}func f() {\n${lines(n, () => '\tdelete(m, "")')}\n}`,
  },
  'inserts into one map': {
    size: 20_000,
    make: (n) => `${A_MAP}func f() {\n${lines(n, (i) => `\tm["${i}"] = [100]byte{}`)}\n}`,
  },
  'functions that use one map': {
    size: 20_000,
    make: (n) =>
      `${A_MAP}\n${lines(n, (i) => `func f${i}() { delete(m, ""); m["a"] = [100]byte{} }`)}`,
  },
  'assignments to one map': {
    size: 20_000,
    make: (n) => `${A_MAP}func f() {\n${lines(n, () => '\tif m == nil { m = nil }')}\n}`,
  },
  'locals that name one map': {
    size: 20_000,
    make: (n) => `${A_MAP}func f() {\n${lines(n, (i) => `\tm${i} := m; delete(m${i}, "")`)}\n}`,
  },
  'locals that name each other': {
    size: 20_000,
    make: (n) =>
      `${A_MAP}func f() {\n\tm0 := m\n${lines(n, (i) => `\tm${i + 1} := m${i}`)}\n\tdelete(m${n}, "")\n}`,
  },
  'locals with deletes': {
    size: 20_000,
    make: (n) =>
      `func f() {\n${lines(n, (i) => `\tm${i} := map[string][100]byte{}; delete(m${i}, "")`)}\n}`,
  },
  'removals from one slice': {
    size: 20_000,
    make: (n) =>
      `type S struct { s []*int }\nfunc (s *S) f(i int) {\n${lines(n, () => '\ts.s = append(s.s[:i], s.s[i+1:]...)')}\n}`,
  },
  'removals from local slices': {
    size: 20_000,
    make: (n) =>
      `func f(i int) {\n${lines(n, (k) => `\ts${k} := []*int{}; s${k} = append(s${k}[:i], s${k}[i+1:]...)`)}\n}`,
  },
  'removals in functions': {
    size: 5_000,
    make: (n) =>
      `var s []*int\n${lines(n, (k) => `func f${k}(i int) { s = append(s[:i], s[i+1:]...) }`)}`,
  },
  'assignments through pointers': {
    size: 5_000,
    make: (n) =>
      `type S struct { m map[string][100]byte }\nfunc (s *S) d() { delete(s.m, "") }\n${lines(n, (i) => `func f${i}(s *S) { *s = S{} }`)}`,
  },
  'composite literals of a struct with a map': {
    size: 5_000,
    make: (n) =>
      `type S struct { m map[string][100]byte }\nfunc (s *S) d() { delete(s.m, "") }\n${lines(n, (i) => `func f${i}() *S { return &S{m: map[string][100]byte{}} }`)}`,
  },
  'a literal of many maps': {
    size: 20_000,
    make: (n) => `${A_MAP}var all = []map[string][100]byte{\n${lines(n, () => '\tm,')}\n}`,
  },
  'a struct that fills a map': {
    size: 5_000,
    make: (n) =>
      `type S struct {\n${lines(n, (i) => `\tF${i} string`)}\n}\nvar m = map[string]S{}\nfunc f(s S) { delete(m, "")\n${lines(n, (i) => `\ts.F${i} = "a"; m["a"] = s`)}\n}`,
  },
  'nil checks in a row': {
    size: 10_000,
    make: (n) =>
      `${A_MAP}func f() {\n${lines(n, () => '\tif m != nil { return }')}\n\tm = nil\n${lines(n, () => '\tm = nil')}\n}`,
  },
  'entries that are made where they are absent': {
    size: 2_000,
    make: (n) =>
      `var m = map[string]map[int]bool{}\nfunc drop() { delete(m["a"], 1) }\nfunc f() {\n${lines(n, (i) => `\tif _, ok := m["k${i}"]; !ok { m["k${i}"] = map[int]bool{} }`)}\n}`,
  },
  'entries that are made after those that are there': {
    size: 2_000,
    make: (n) =>
      `var m = map[string]map[int]bool{}\nfunc drop() { delete(m["a"], 1) }\nfunc f() {\n${lines(n, (i) => `\tif v, ok := m["k${i}"]; ok { v[1] = true; return }; m["k${i}"] = map[int]bool{}`)}\n}`,
  },
  'addresses beside a deletion': {
    size: 2_000,
    make: (n) =>
      `var s []*int\nfunc f(i int) { s = append(s[:i], s[i+1:]...) }\nvar all = []string{\n${lines(n, () => '\t"http://a.example",')}\n}\n`,
  },
  'operands of a nil check': {
    size: 10_000,
    make: (n) => `${A_MAP}func f(a bool) { if ${repeated(n, 'a && ')}m == nil { m = nil } }`,
  },
  'structs with a map each in one group': {
    size: 3_000,
    make: (n) =>
      `type (\n${lines(n, (i) => `\ts${i} struct { F map[string][100]byte }`)}\n)\n${lines(n, (i) => `func (s *s${i}) d(k string) { delete(s.F, k) }`)}`,
  },
  'structs with a map each that functions make': {
    size: 3_000,
    make: (n) =>
      lines(
        n,
        (i) =>
          `type s${i} struct { F map[string][100]byte }\nfunc (s *s${i}) d(k string) { delete(s.F, k) }\nfunc new${i}() s${i} { var s s${i}; s.d(""); return s }\nvar v${i} = new${i}()`,
      ),
  },
  'structs with a map each whose functions call each other': {
    size: 3_000,
    make: (n) =>
      `${lines(
        n,
        (i) =>
          `type s${i} struct { F map[string][100]byte }\nfunc (s *s${i}) d${i}(k string) { delete(s.F, k); new(s${i + 1}).d${i + 1}(k) }`,
      )}\ntype s${n} int\nfunc (s s${n}) d${n}(k string) {}\nvar v = new(s0).d0`,
  },
  'structs with a map each in one struct': {
    size: 3_000,
    make: (n) =>
      `type all struct {\n${lines(n, (i) => `\ta${i} s${i}`)}\n}\nvar v all\n${lines(
        n,
        (i) =>
          `type s${i} struct { F map[string][100]byte }\nfunc (s *s${i}) d(k string) { delete(s.F, k) }`,
      )}`,
  },
  'structs with a map each in variables of one group': {
    size: 3_000,
    make: (n) =>
      `var (\n${lines(n, (i) => `\ta${i} s${i}`)}\n)\n${lines(
        n,
        (i) =>
          `type s${i} struct { F map[string][100]byte }\nfunc (s *s${i}) d(k string) { delete(s.F, k) }`,
      )}`,
  },
  'variables of one struct in one group': {
    size: 3_000,
    make: (n) =>
      `var (\n${lines(n, (i) => `\ta${i} s`)}\n)\ntype s struct { F map[string][100]byte }\nfunc (s *s) d(k string) { delete(s.F, k) }\n${lines(n, (i) => `func f${i}() { a${i}.d("") }`)}`,
  },
  'structs without a name with a map each': {
    size: 3_000,
    make: (n) =>
      lines(
        n,
        (i) =>
          `var v${i} struct { F map[string][100]byte }\nfunc f${i}(k string) { delete(v${i}.F, k) }`,
      ),
  },
  'structs of a generic type with a map each': {
    size: 1_000,
    make: (n) =>
      `type g[T any] struct { F map[string]T }\nfunc (g *g[T]) d(k string) { delete(g.F, k) }\n${lines(n, (i) => `type s${i} struct { a g[[${i}]byte] }\nfunc (s *s${i}) d(k string) { s.a = g[[${i}]byte]{}; s.a.d(k) }`)}`,
  },
  'maps of one struct that one function is handed': {
    size: 3_000,
    make: (n) =>
      `type S struct {\n${lines(n, (i) => `\tf${i} map[string][100]byte`)}\n}\nfunc drop(m map[string][100]byte) { delete(m, "") }\nfunc (s *S) d() {\n${lines(n, (i) => `\tdrop(s.f${i})`)}\n}`,
  },
  'maps that one function is handed': {
    size: 3_000,
    make: (n) =>
      `func drop(m map[string][100]byte) { delete(m, "") }\n${lines(n, (i) => `var m${i} = map[string][100]byte{}\nfunc f${i}() { drop(m${i}) }`)}`,
  },
  'maps of one call': {
    size: 2_000,
    make: (n) =>
      `${lines(n, (i) => `var m${i} = map[string][100]byte{}`)}\nfunc drop(${Array.from({ length: n }, (_, i) => `p${i} map[string][100]byte`).join(', ')}) {\n${lines(n, (i) => `\tdelete(p${i}, "")`)}\n}\nfunc f() { drop(${Array.from({ length: n }, (_, i) => `m${i}`).join(', ')}) }`,
  },
  'maps of one literal': {
    size: 3_000,
    make: (n) =>
      `type S struct {\n${lines(n, (i) => `\tf${i} map[string][100]byte`)}\n}\nvar s = S{\n${lines(n, (i) => `\tf${i}: map[string][100]byte{},`)}\n}\nfunc (s *S) d() {\n${lines(n, (i) => `\tdelete(s.f${i}, "")`)}\n}`,
  },
  'closures in closures that use a map': {
    size: 500,
    make: (n) => `${A_MAP}func f() {\n${nested(n, 'func() { delete(m, "");\n', '', '\n}()')}\n}`,
  },
  'locals of one name in blocks': {
    size: 5_000,
    make: (n) =>
      `func f() {\n${lines(n, () => '\t{ m := map[string][100]byte{}; delete(m, ""); m = nil }')}\n}`,
  },
  'locals of one name in functions': {
    size: 10_000,
    make: (n) =>
      lines(n, (i) => `func f${i}() { m := map[string][100]byte{}; delete(m, ""); m = nil }`),
  },
  'parameters of one name': {
    size: 10_000,
    make: (n) =>
      `${A_MAP}${lines(n, (i) => `func f${i}(p map[string][100]byte) { delete(p, "") }\nfunc g${i}() { f${i}(m) }`)}`,
  },
  'methods of one name that call each other': {
    size: 5_000,
    make: (n) =>
      lines(
        n,
        (i) =>
          `type T${i} struct { m map[string][100]byte; t *T${i + 1} }\nfunc (t *T${i}) d() { delete(t.m, ""); t.t.d() }`,
      ) + `\ntype T${n} struct { m map[string][100]byte }\nfunc (t *T${n}) d() {}`,
  },
  'deferred deletes': {
    size: 10_000,
    make: (n) =>
      `${A_MAP}func f() {\n${lines(n, () => '\tdefer delete(m, ""); go func() { delete(m, "") }()')}\n}`,
  },
  'ranges over one map': {
    size: 5_000,
    make: (n) =>
      `${A_MAP}func f() {\n${lines(n, (i) => `\tfor k${i} := range m { if k${i} == "" { delete(m, k${i}) } }`)}\n}`,
  },
  'ranges in ranges': {
    size: 500,
    make: (n) =>
      `${A_MAP}func f() {\n${nested(n, 'for k := range m { delete(m, k);\n', '', '\n}')}\n}`,
  },
  'maps of maps that are filled': {
    size: 5_000,
    make: (n) =>
      `var mm = map[string]map[string][100]byte{}\nfunc f() {\n${lines(n, (i) => `\tif mm["${i}"] == nil { mm["${i}"] = map[string][100]byte{} }\n\tdelete(mm["${i}"], "")\n\tdelete(mm, "${i}")`)}\n}`,
  },
  'functions that return one map': {
    size: 5_000,
    make: (n) =>
      `${A_MAP}${lines(n, (i) => `func f${i}() map[string][100]byte { return m }\nfunc g${i}() { x := f${i}(); delete(x, "") }`)}`,
  },
  'interfaces that hold one map': {
    size: 5_000,
    make: (n) => `${A_MAP}${lines(n, (i) => `var i${i} any = m\nvar p${i} = &m`)}`,
  },
  'swaps of two maps': {
    size: 5_000,
    make: (n) =>
      `${A_MAP}var o map[string][100]byte\nfunc f() {\n${lines(n, () => '\tm, o = o, m')}\n}`,
  },
  'lists of what nolint leaves out': {
    size: 20_000,
    make: (n) =>
      `${A_MAP}func f() {\n${lines(n, (i) => `\tdelete(m, "") //nolint:a${i},b,c , d,heapghost // because`)}\n}`,
  },
  'runs of comments': {
    size: 100,
    make: (n) =>
      lines(n, (i) => `${lines(600, (k) => `// ${k}`)}\nvar m${i} = map[string][100]byte{}`),
  },
  'labels in labels': {
    size: 2_000,
    make: (n) =>
      `${A_MAP}func f() {\n${lines(n, (i) => `L${i}: for {`)}\n${lines(n, (i) => `delete(m, ""); if m == nil { continue L${n - 1 - i} } }`)}\n}`,
  },
  'labels around one map': {
    size: 5_000,
    make: (n) =>
      `${A_MAP}func f() {\n${lines(n, (i) => `L${i}: delete(m, ""); if m == nil { goto L${i} }`)}\n}`,
  },
  'one method of many types': {
    size: 10_000,
    make: (n) =>
      lines(
        n,
        (i) =>
          `type T${i} map[string][100]byte\nfunc (t T${i}) d() { delete(t, "") }\nvar v${i} T${i}\nfunc f${i}() { v${i}.d() }`,
      ),
  },
  'one embedded type of many structs': {
    size: 5_000,
    make: (n) =>
      `type E struct { m map[string][100]byte }\nfunc (e *E) d() { delete(e.m, "") }\n${lines(n, (i) => `type T${i} struct { E }\nfunc f${i}(t *T${i}) { t.d(); t.m = nil }`)}`,
  },
  'one embedded pointer of many structs': {
    size: 5_000,
    make: (n) =>
      `type E struct { m map[string][100]byte }\n${lines(n, (i) => `type T${i} struct { *E }\nfunc (t T${i}) d() { delete(t.m, "") }`)}`,
  },
  'instances of one generic function': {
    size: 2_000,
    make: (n) =>
      `func drop[K comparable, V any](m map[K]V, k K) { delete(m, k) }\n${lines(n, (i) => `type K${i} struct { a int }\nvar m${i} map[K${i}][100]byte\nfunc f${i}(k K${i}) { drop(m${i}, k); drop[K${i}, [100]byte](m${i}, k) }`)}`,
  },
  'generic types of generic types': {
    size: 500,
    make: (n) =>
      `type G0[T any] struct { m map[string]T }\n${lines(n, (i) => `type G${i + 1}[T any] struct { g G${i}[T] }`)}\nvar v G${n}[int]\nfunc f() { v = G${n}[int]{}; delete(v${lines(n, () => '.g').replaceAll('\n', '')}.m, "") }`,
  },
  'aliases of one map type': {
    size: 5_000,
    make: (n) =>
      lines(
        n,
        (i) =>
          `type A${i} = map[string][100]byte\nvar v${i} A${i}\nfunc f${i}() { delete(v${i}, "") }`,
      ),
  },
};

const DECLARATIONS: Readonly<Record<string, Growing>> = {
  imports: {
    size: 20_000,
    make: (n) => `${lines(n, (i) => `import a${i} "example.com/a${i}"`)}\n${A_MAP}`,
  },
  'imports in a group': {
    size: 20_000,
    make: (n) => `import (\n${lines(n, (i) => `\ta${i} "example.com/a${i}"`)}\n)\n${A_MAP}`,
  },
  'imports of one package': {
    size: 20_000,
    make: (n) => `${lines(n, () => `import "fmt"`)}\n${A_MAP}`,
  },
  'dot imports': {
    size: 20_000,
    make: (n) => `${lines(n, (i) => `import . "example.com/a${i}"`)}\n${A_MAP}var x map[int]Y`,
  },
  'long import paths': {
    size: 20_000,
    make: (n) => `import "${repeated(n, 'a/')}b"\n${A_MAP}var x map[int]b.T`,
  },
  'import paths upwards': {
    size: 20_000,
    make: (n) => `import b "${repeated(n, '../')}b"\n${A_MAP}var x map[int]b.T`,
  },
  'type parameters': {
    size: 20_000,
    make: (n) =>
      `type T[${Array.from({ length: n }, (_, i) => `P${i}`).join(', ')} any] struct { m map[P0]P${n - 1} }\n${A_MAP}`,
  },
  'type arguments': {
    size: 5_000,
    make: (n) =>
      `type T[${Array.from({ length: n }, (_, i) => `P${i} any`).join(', ')}] struct { m map[P0]P${n - 1} }\nvar t T[${repeated(n, 'int, ')}]\n${A_MAP}`,
  },
  'inferred type arguments': {
    size: 2_000,
    make: (n) =>
      `func f[${Array.from({ length: n }, (_, i) => `P${i} any`).join(', ')}](${Array.from({ length: n }, (_, i) => `p${i} P${i}`).join(', ')}) map[P0]P${n - 1} { return nil }\nvar t = f(${Array.from({ length: n }, () => '1').join(', ')})\n${A_MAP}`,
  },
  'constants with iota': {
    size: 20_000,
    make: (n) =>
      `const (\n\tc0 = iota\n${lines(n, (i) => `\tc${i + 1}`)}\n)\nvar x [c${n}]int\n${A_MAP}`,
  },
  'constants that add up': {
    size: 20_000,
    make: (n) =>
      `const c0 = 1\n${lines(n, (i) => `const c${i + 1} = c${i} + 1`)}\nvar x map[int][c${n}]int\n${A_MAP}`,
  },
  'constants that double': {
    size: 2_000,
    make: (n) =>
      `const c0 = 1\n${lines(n, (i) => `const c${i + 1} = c${i} + c${i}`)}\nvar x map[int][c${n}]int\n${A_MAP}`,
  },
  'constants that square': {
    size: 200,
    make: (n) =>
      `const c0 = 3\n${lines(n, (i) => `const c${i + 1} = c${i} * c${i}`)}\nvar x map[int][c${n}]int\n${A_MAP}`,
  },
  'fractions that square': {
    size: 200,
    make: (n) =>
      `const c0 = 3.7\n${lines(n, (i) => `const c${i + 1} = c${i} * c${i} / 1.3`)}\nvar x map[int][int(c${n})]int\n${A_MAP}`,
  },
  'strings that double': {
    size: 200,
    make: (n) =>
      `const c0 = "ab"\n${lines(n, (i) => `const c${i + 1} = c${i} + c${i}`)}\nvar x map[int][len(c${n})]int\n${A_MAP}`,
  },
  'strings that grow': {
    size: 20_000,
    make: (n) =>
      `const c0 = "ab"\n${lines(n, (i) => `const c${i + 1} = c${i} + "a"`)}\nvar x map[int][len(c${n})]int\n${A_MAP}`,
  },
  'string comparisons': {
    size: 2_000,
    make: (n) =>
      `const s = "${repeated(n, 'a')}"\n${lines(n, (i) => `const c${i} = s == s`)}\n${A_MAP}`,
  },
  'a string of escapes': {
    size: 100_000,
    make: (n) => `const s = "${repeated(n, '\\x41')}"\nvar x map[int][len(s)]int\n${A_MAP}`,
  },
  'a number of digits': {
    size: 100_000,
    make: (n) => `const c = ${repeated(n, '9')}\nvar x map[int][c]int\n${A_MAP}`,
  },
  'a hexadecimal number of digits': {
    size: 100_000,
    make: (n) => `const c = 0x${repeated(n, 'f')}\nvar x map[int][c >> 100]int\n${A_MAP}`,
  },
  'a fraction of digits': {
    size: 100_000,
    make: (n) => `const c = 0.${repeated(n, '9')}\nvar x map[int][int(c)]int\n${A_MAP}`,
  },
  'a large exponent': {
    size: 100_000_000,
    make: (n) => `const c = 1e${n} / 1e${n - 1}\nvar x map[int][int(c)]int\n${A_MAP}`,
  },
  'a large shift': {
    size: 100_000_000,
    make: (n) => `const c = 1 << ${n} >> ${n - 3}\nvar x map[int][c]int\n${A_MAP}`,
  },
  'a large array': {
    size: 100_000_000,
    make: (n) =>
      `var x map[int][${n}][${n}][${n}]int\nvar y [${n}]map[string]struct{ a [${n}]byte }\n${A_MAP}`,
  },
  'methods of one type': {
    size: 20_000,
    make: (n) =>
      `type T struct { m map[string]int }\n${lines(n, (i) => `func (t *T) m${i}() { t.m${i + 1}() }`)}\n${A_MAP}`,
  },
  'methods of an interface': {
    size: 20_000,
    make: (n) => `type T interface {\n${lines(n, (i) => `\tm${i}()`)}\n}\nvar x map[T]T\n${A_MAP}`,
  },
  'embedded fields': {
    size: 20_000,
    make: (n) =>
      `${lines(n, (i) => `type T${i} struct { f${i} int }`)}\ntype T struct {\n${lines(n, (i) => `\tT${i}`)}\n}\nvar x map[int]T\nfunc f(t T) { x[t.f${n - 1}] = t; x[t.nothing] = t }\n${A_MAP}`,
  },
  'embedded interfaces': {
    size: 5_000,
    make: (n) =>
      `${lines(n, (i) => `type T${i} interface { m${i}() }`)}\ntype T interface {\n${lines(n, (i) => `\tT${i}`)}\n}\nvar x map[int]T\nfunc f(t T) { t.m${n - 1}(); t.nothing() }\n${A_MAP}`,
  },
  'interfaces that embed each other': {
    size: 5_000,
    make: (n) =>
      `type T0 interface { m0() }\n${lines(n, (i) => `type T${i + 1} interface { T${i}; m${i + 1}() }`)}\nvar x map[int]T${n}\nfunc f(t T${n}) { t.m0() }\n${A_MAP}`,
  },
  'structs that embed each other': {
    size: 5_000,
    make: (n) =>
      `type T0 struct { m map[string][100]byte }\n${lines(n, (i) => `type T${i + 1} struct { T${i} }`)}\nvar x map[int]T${n}\nfunc f(t T${n}) { delete(t.m, "") }\n${A_MAP}`,
  },
  'aliases of aliases': {
    size: 20_000,
    make: (n) =>
      `type A0 = map[string]int\n${lines(n, (i) => `type A${i + 1} = A${i}`)}\nvar x map[int]A${n}\n${A_MAP}`,
  },
  'types of types': {
    size: 20_000,
    make: (n) =>
      `type A0 map[string]int\n${lines(n, (i) => `type A${i + 1} A${i}`)}\nvar x map[int]A${n}\n${A_MAP}`,
  },
  'structs of structs by name': {
    size: 20_000,
    make: (n) =>
      `type A0 struct { m map[string]int }\n${lines(n, (i) => `type A${i + 1} struct { a A${i} }`)}\nvar x map[int]A${n}\n${A_MAP}`,
  },
  'pointers of pointers by name': {
    size: 20_000,
    make: (n) =>
      `type A0 int\n${lines(n, (i) => `type A${i + 1} *A${i}`)}\nvar x map[int]A${n}\n${A_MAP}`,
  },
  'variables of variables': {
    size: 20_000,
    make: (n) =>
      `var a0 = map[string]int{}\n${lines(n, (i) => `var a${i + 1} = a${i}`)}\nvar x = map[int]int{1: len(a${n})}\n${A_MAP}`,
  },
  'functions of functions': {
    size: 20_000,
    make: (n) =>
      `func a0() map[string]int { return nil }\n${lines(n, (i) => `var a${i + 1} = a${i}`)}\nvar x = a${n}()\n${A_MAP}`,
  },
  'a generic type in itself': {
    size: 1_000,
    make: (n) =>
      `type T[P any] struct { f *T[T[P]]; m map[string]P }\nvar t T[int]\nvar x = t${repeated(n, '.f')}.m\n${A_MAP}`,
  },
  'a generic type twice in itself': {
    size: 1_000,
    make: (n) =>
      `type T[P, Q any] struct { f *T[T[P, Q], T[Q, P]]; m map[string]P }\nvar t T[int, string]\nvar x = t${repeated(n, '.f')}.m\n${A_MAP}`,
  },
  'instances of one generic type': {
    size: 5_000,
    make: (n) =>
      `type T[P any] struct { m map[string]P }\n${lines(n, (i) => `type A${i} struct{}\nvar t${i} T[A${i}]\nfunc f${i}() { delete(t${i}.m, "") }`)}`,
  },
  'fields of one struct': {
    size: 20_000,
    make: (n) =>
      `type S struct {\n${lines(n, (i) => `\tf${i} int`)}\n}\nvar x map[S]S\nfunc f(s S) { x[s] = s; _ = s.f${n - 1} }\n${A_MAP}`,
  },
  'fields that are all used': {
    size: 5_000,
    make: (n) =>
      `type S struct {\n${lines(n, (i) => `\tf${i} map[string]int`)}\n}\nfunc f(s S) {\n${lines(n, (i) => `\ts.f${i}["a"] = 1`)}\n}\n${A_MAP}`,
  },
  'names of one field': {
    size: 20_000,
    make: (n) => `type S struct { ${lines(n, (i) => `f${i},`)} f int }\nvar x map[S]S\n${A_MAP}`,
  },
  parameters: {
    size: 20_000,
    make: (n) =>
      `func f(${lines(n, (i) => `p${i} int,`)}) {}\nvar x = map[int]func(){}\nfunc g() { f(${repeated(n, '1, ')}1) }\n${A_MAP}`,
  },
  'variables of one function': {
    size: 20_000,
    make: (n) =>
      `func f() {\n${lines(n, (i) => `\tv${i} := ${i === 0 ? 1 : `v${i - 1}`}`)}\n\tvar x map[int]int; x[v${n - 1}] = 1\n}\n${A_MAP}`,
  },
  'variables in nested blocks': {
    size: 2_000,
    make: (n) =>
      `func f(v int) {\n${lines(n, () => '{ v := v + 1')}\n\tx := map[int]int{}; x[v] = 1\n${repeated(n, '}')}\n}\n${A_MAP}`,
  },
  labels: {
    size: 20_000,
    make: (n) =>
      `func f() {\n${lines(n, (i) => `L${i}:\n\tfor { goto L${i}; break L${i} }`)}\n}\n${A_MAP}`,
  },
  'one name declared over and over': {
    size: 20_000,
    make: (n) =>
      `${lines(n, () => 'var same = map[string]int{}')}\nfunc f() { delete(same, "") }\n${A_MAP}`,
  },
  'one method declared over and over': {
    size: 20_000,
    make: (n) =>
      `type T map[string]int\n${lines(n, () => 'func (t T) same() { delete(t, "") }')}\n${A_MAP}`,
  },
  'init functions': {
    size: 20_000,
    make: (n) => `${A_MAP}${lines(n, () => 'func init() { delete(m, "") }')}`,
  },
  'maps with unknown types': {
    size: 20_000,
    make: (n) => lines(n, (i) => `var m${i} map[string]unknown${i}`),
  },
  maps: { size: 20_000, make: (n) => lines(n, (i) => `var m${i} map[string]struct{ a, b int }`) },
  'files of one package': {
    size: 500,
    make: (n) => ({
      'main.go': `package p\n\n${A_MAP}`,
      ...Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `f${i}.go`,
          `package p\n\nfunc f${i}() { delete(m, "a"); m["a"] = [100]byte{} }\n`,
        ]),
      ),
    }),
  },
};

const EXPRESSIONS: Readonly<Record<string, Growing>> = {
  'a sum': {
    size: 50_000,
    make: (n) =>
      `const x = 1\nvar y = ${repeated(n, 'x + ')}x\nvar z = map[int]int{y: y}\n${A_MAP}`,
  },
  'a constant sum': {
    size: 50_000,
    make: (n) => `const y = ${repeated(n, '1 + ')}1\nvar z map[int][y]int\n${A_MAP}`,
  },
  'a product': {
    size: 50_000,
    make: (n) => `const y = ${repeated(n, '3 * ')}1\nvar z map[int][y]int\n${A_MAP}`,
  },
  'a constant of strings': {
    size: 50_000,
    make: (n) => `const y = ${repeated(n, '"a" + ')}"b"\nvar z map[int][len(y)]int\n${A_MAP}`,
  },
  'a sum of many lines': {
    size: 50_000,
    make: (n) => `var y = ${repeated(n, '"a" +\n\t')}"b"\nvar z = map[string]int{y: 1}\n${A_MAP}`,
  },
  selectors: {
    size: 20_000,
    make: (n) =>
      `type T struct { t *T; m map[string]int }\nvar t T\nvar x = t${repeated(n, '.t')}.m\nfunc f() { delete(t${repeated(n, '.t')}.m, "") }\n${A_MAP}`,
  },
  indices: {
    size: 20_000,
    make: (n) =>
      `type T map[string]T\nvar t T\nfunc f() { delete(t${repeated(n, '["a"]')}, "") }\n${A_MAP}`,
  },
  calls: {
    size: 20_000,
    make: (n) =>
      `type F func() F\nvar t F\nvar x = map[string]F{"a": t${repeated(n, '()')}}\n${A_MAP}`,
  },
  'method calls': {
    size: 20_000,
    make: (n) =>
      `type T struct { m map[string]int }\nfunc (t *T) a() *T { return t }\nvar t T\nfunc f() { delete(t${repeated(n, '.a()')}.m, "") }\n${A_MAP}`,
  },
  'method calls on lines': {
    size: 20_000,
    make: (n) =>
      `type T struct { m map[string]int }\nfunc (t *T) a() *T { return t }\nvar t T\nfunc f() { delete(t${repeated(n, '.\n\ta()')}.m, "") }\n${A_MAP}`,
  },
  'else if': {
    size: 10_000,
    make: (n) =>
      `${A_MAP}func f(x int) {\n${repeated(n, 'if x == 1 { delete(m, "") } else ')}{}\n}`,
  },
  cases: {
    size: 10_000,
    make: (n) =>
      `${A_MAP}func f(x int) {\n\tswitch x {\n${lines(n, (i) => `\tcase ${i}: delete(m, "")`)}\n\t}\n}`,
  },
  'type cases': {
    size: 10_000,
    make: (n) =>
      `${A_MAP}func f(x any) {\n\tswitch x := x.(type) {\n${lines(n, (i) => `\tcase [${i}]int: m[""] = [100]byte{}; _ = x`)}\n\t}\n}`,
  },
  'select cases': {
    size: 10_000,
    make: (n) =>
      `${A_MAP}func f(x chan int) {\n\tselect {\n${lines(n, () => `\tcase <-x: delete(m, "")`)}\n\t}\n}`,
  },
  'elements of a literal': {
    size: 50_000,
    make: (n) => `var x = map[int]int{\n${lines(n, (i) => `\t${i}: ${i},`)}\n}\n${A_MAP}`,
  },
  'literals in a literal': {
    size: 20_000,
    make: (n) =>
      `type T struct { a, b int }\nvar x = map[int]T{\n${lines(n, (i) => `\t${i}: {a: ${i}, b: 1},`)}\n}\n${A_MAP}`,
  },
  'an array of indices': {
    size: 50_000,
    make: (n) =>
      `var x = [...]int{\n${lines(n, (i) => `\t${i}: ${i},`)}\n}\nvar y map[int][len(x)]int\n${A_MAP}`,
  },
  'targets of one assignment': {
    size: 20_000,
    make: (n) =>
      `func f(a []int) {\n${repeated(n, 'a[0], ')}a[0] = ${repeated(n, '1, ')}1\n}\n${A_MAP}`,
  },
  'maps that are swapped': {
    size: 5_000,
    make: (n) => `${A_MAP}func f() {\n${repeated(n, 'm, ')}m = ${repeated(n, 'm, ')}m\n}`,
  },
  'variables of one declaration': {
    size: 20_000,
    make: (n) => `var ${repeated(n, '_, ')}x = ${repeated(n, '1, ')}map[string]int{}\n${A_MAP}`,
  },
  'results of one function': {
    size: 20_000,
    make: (n) =>
      `func f() (${repeated(n, 'int, ')}) { return ${repeated(n, '1, ')}1 }\nvar ${repeated(n, '_, ')}_ = f()\n${A_MAP}`,
  },
  'function literals in a row': {
    size: 20_000,
    make: (n) =>
      `var x = map[int]func(){\n${lines(n, (i) => `\t${i}: func() { delete(m, "") },`)}\n}\n${A_MAP}`,
  },
};

const TEXTS: Readonly<Record<string, Growing>> = {
  'comments in a row': { size: 20_000, make: (n) => `${lines(n, (i) => `// ${i}`)}\n${A_MAP}` },
  'comments between statements': {
    size: 20_000,
    make: (n) => `${A_MAP}func f() {\n${lines(n, (i) => `\t// ${i}\n\tdelete(m, "")`)}\n}`,
  },
  'comments between arguments': {
    size: 20_000,
    make: (n) => `${A_MAP}func f() {\nf(\n${lines(n, (i) => `\t// ${i}\n\t1,`)}\n)\n}`,
  },
  'one long line': {
    size: 400_000,
    make: (n) => `${A_MAP}func f() { ${repeated(Math.ceil(n / 14), 'delete(m, ""); ')} }`,
  },
  'one long string': { size: 400_000, make: (n) => `var s = "${'a'.repeat(n)}"\n${A_MAP}` },
  'one long raw string': {
    size: 400_000,
    make: (n) => `var s = \`${'a\n'.repeat(n / 2)}\`\n${A_MAP}`,
  },
  'one long name': {
    size: 400_000,
    make: (n) => `var ${'a'.repeat(n)} = map[string]int{}\n${A_MAP}`,
  },
  'one long comment': { size: 400_000, make: (n) => `/*${'a\n'.repeat(n / 2)}*/\n${A_MAP}` },
  'long indentation': {
    size: 400_000,
    make: (n) => `var x =${' '.repeat(n)}map[string]int{}\n${A_MAP}`,
  },
  'trailing blanks': {
    size: 400_000,
    make: (n) => `var x = new(${' '.repeat(n)}1 1)\nvar y = const (a${' '.repeat(n)}b\n${A_MAP}`,
  },
  'blanks in parentheses': {
    size: 400_000,
    make: (n) => `const (a = 1${' '.repeat(n)})\nfunc (${' '.repeat(n)}T) m[\n${A_MAP}`,
  },
  'blank lines': { size: 400_000, make: (n) => `${'\n'.repeat(n)}\n${A_MAP}` },
  'CRLF lines': {
    size: 20_000,
    make: (n) =>
      `${A_MAP}func f() {\n${lines(n, () => '\tdelete(m, "")')}\n}`.replaceAll('\n', '\r\n'),
  },
  'CR lines': {
    size: 20_000,
    make: (n) =>
      `${A_MAP}func f() {\n${lines(n, () => '\tdelete(m, "")')}\n}`.replaceAll('\n', '\r'),
  },
  'stars after lines': {
    size: 20_000,
    make: (n) => `${A_MAP}func f() {\n${repeated(n, '\n \t')}*x = 1 ${repeated(n, ' ) ')}\n}`,
  },
  'blanks after a bracket': {
    size: 20_000,
    make: (n) => `${A_MAP}func f() {\nx = y[1]${repeated(n, ' ) ')} ... \n${repeated(n, ']')}}`,
  },
  'names before a brace': {
    size: 20_000,
    make: (n) =>
      `${A_MAP}func (r ${repeated(n, 'a')}1-) f() {}\nfunc (${repeated(n, '/*')}) f() {}`,
  },
};

/** Errors in a large file of ordinary declarations, of which `n` lines stand around them. */
export const ORDINARY = (i: number): string =>
  `// f${i} keeps entries.\nfunc f${i}(m map[string]int, k string) int {\n\tif v, ok := m[k]; ok {\n\t\tdelete(m, k)\n\t\treturn v\n\t}\n\tm[k] = ${i}\n\treturn 0\n}\n`;

const BREAKS: Readonly<Record<string, string>> = {
  'an open brace': 'func broken() {',
  'an open parenthesis': 'var broken = f(1,',
  'an open bracket': 'var broken = m[',
  'an open string': 'var broken = "abc',
  'an open raw string': 'var broken = `abc',
  'an open comment': '/* broken',
  'an open rune': "var broken = 'a",
  'a closing parenthesis': ')',
  'a closing brace': '}',
  'a closing bracket': ']',
  'a name': 'broken',
  'an operator': 'var broken = 1 +',
  'a new': 'var broken = new(1)',
  'a make of no type': 'var broken = make(n,',
  'a group without semicolon': 'const (a = 1 b = 2)',
  'a generic method without end': 'func (r R) m[T any',
  'an if without block': 'func broken() { if x := ; { }',
  'a header of a function': 'func broken',
  'a struct': 'type broken struct {',
};

const BROKEN: Readonly<Record<string, Growing>> = Object.fromEntries(
  Object.entries(BREAKS).flatMap(([name, text]): [string, Growing][] => [
    [
      `${name} before ordinary code`,
      { size: 2_000, make: (n) => `${text}\n\n${lines(n, ORDINARY)}` },
    ],
    [
      `${name} behind ordinary code`,
      { size: 2_000, make: (n) => `${lines(n, ORDINARY)}\n${text}\n` },
    ],
    [
      `${name} in every declaration`,
      {
        size: 2_000,
        make: (n) =>
          lines(n, (i) => ORDINARY(i).replace('\tdelete(m, k)', `\tdelete(m, k)\n${text}`)),
      },
    ],
    [
      `${name} between declarations`,
      { size: 2_000, make: (n) => lines(n, (i) => `${ORDINARY(i)}\n${text}\n`) },
    ],
  ]),
);

const FOLDERS: Readonly<Record<string, Growing>> = {
  'structs with a map each in a file each': {
    size: 1_000,
    make: (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `f${i}.go`,
          `package p\n\ntype s${i} struct { F map[string][100]byte }\nfunc (s *s${i}) d${i}(k string) { delete(s.F, k) }\nfunc new${i}() s${i} { var s s${i}; s.d${i}(""); return s }\nvar v${i} = new${i}()\n`,
        ]),
      ),
  },
  'folders in folders': {
    size: 5_000,
    make: (n) => ({ [`${repeated(n, 'd/')}main.go`]: `package p\n\n${A_MAP}` }),
  },
  'folders in folders of a module': {
    size: 5_000,
    make: (n) => ({
      [`${repeated(n, 'd/')}main.go`]: `package p\n\n${A_MAP}`,
      'go.mod': 'module example.com/m\n\ngo 1.24\n',
    }),
  },
  'folders in folders of a workspace': {
    size: 5_000,
    make: (n) => ({
      [`${repeated(n, 'd/')}main.go`]: `package p\n\nimport "example.com/m/d"\n\n${A_MAP}var x map[int]d.T`,
      'go.mod': 'module example.com/m\n\ngo 1.24\n',
      'go.work': 'go 1.24\n\nuse .\n',
    }),
  },
  'a go.mod in every folder': {
    size: 200,
    make: (n) => ({
      [`${repeated(n, 'd/')}main.go`]: `package p\n\n${A_MAP}`,
      ...Object.fromEntries(
        Array.from({ length: n }, (_, i) => [`${repeated(i, 'd/')}go.work`, 'go 1.24\n']),
      ),
    }),
  },
  'modules of a workspace': {
    size: 20_000,
    make: (n) => ({
      'main.go': `package p\n\nimport "example.com/m/d"\n\n${A_MAP}var x map[int]d.T`,
      'go.mod': 'module example.com/m\n\ngo 1.24\n',
      'go.work': `go 1.24\n\nuse (\n\t.\n${lines(n, (i) => `\t./m${i}`)}\n)\n`,
    }),
  },
  'required modules': {
    size: 20_000,
    make: (n) => ({
      'main.go': `package p\n\nimport "example.com/r5/d"\n\n${A_MAP}var x map[int]d.T`,
      'go.mod': `module example.com/m\n\ngo 1.24\n\nrequire (\n${lines(n, (i) => `\texample.com/r${i} v1.2.${i}`)}\n)\n${lines(n, (i) => `replace example.com/r${i} => ./r${i}`)}\n`,
    }),
  },
  'a broken go.mod': {
    size: 20_000,
    make: (n) => ({
      'main.go': `package p\n\nimport "example.com/r5/d"\n\n${A_MAP}var x map[int]d.T`,
      'go.mod': `module example.com/m\n\nrequire (\n${repeated(n, 'require (\n')}${repeated(n, '"')}${repeated(n, '// ')}${repeated(n, '\\')}\n`,
    }),
  },
};

export const INPUTS: Readonly<Record<string, Growing>> = {
  ...SUPPRESSIONS,
  ...CONSTRAINTS,
  ...FACTS,
  ...DECLARATIONS,
  ...EXPRESSIONS,
  ...TEXTS,
  ...BROKEN,
  ...FOLDERS,
  ...REPETITIONS,
};
