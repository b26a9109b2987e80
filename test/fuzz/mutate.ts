/** Ways to spoil a Go text, by name. */
import { BOMBS, DEPTHS } from './bombs';
import type { Random } from './random';

/** @param other another text of the same kind, to take pieces from */
export type Mutator = (text: string, random: Random, other: string) => string;

const replaced = (text: string, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

/** Stands for a byte that is no UTF-8, in texts that become files. */
export const BROKEN_BYTE = '\uE0FF';

const STRAY = [
  ...['{', '}', '(', ')', '[', ']', '"', '`', "'", '\\', '/*', '*/', '//', ';', ',', ':=', '...'],
  ...['.', '<-', '~', '|', '&', '*', '=', '\0', '\r', '\r\n', '\n', '\t', '\uFEFF', '\u2028'],
  ...['é', '\u{1F47B}', '\uD83D', '\uDC7B', '中文', 'ﬀ', '\u200B', BROKEN_BYTE, '#', '$', '?', '@'],
];

const WORDS = [
  ...['map', 'struct', 'interface', 'func', 'type', 'var', 'const', 'chan', 'range', 'for', 'if'],
  ...['else', 'switch', 'case', 'select', 'go', 'defer', 'return', 'package', 'import', 'goto'],
  ...['fallthrough', 'default', 'break', 'continue', 'iota', 'nil', 'any', 'comparable', 'append'],
  ...['make', 'new', 'len', 'cap', 'copy', 'delete', 'clear', 'min', 'max', 'complex', 'real'],
  ...['recover', 'unsafe.Sizeof', 'unsafe.Offsetof', 'unsafe.Pointer', 'uintptr', 'error', '_'],
  ...['C.int', '[]', '[...]', '[0]', '*', '&', '-1', '1<<63', '0x', '1e9999', "'\\u'", '""', 'int'],
];

const LENGTHS = [
  ...['1 << 62', '1 << 40', '1 << 31', '1 << 1000', '-1', '1e100', '1.5', '0', "'a'", '"x"', 'nil'],
  ...['1 / 0', 'math.MaxInt64', 'unsafe.Sizeof(x)', 'len(x)', 'len([1 << 40]int{})', 'iota', '...'],
  ...[
    '^0',
    '^uint64(0)',
    '9223372036854775807',
    '18446744073709551616',
    'func() int { return 1 }()',
  ],
];

const HALF_TYPED = [
  ...['x := m[', 'delete(m, ', 'for k := range m {', 'for _, v := range ', 'm = make(map[string]['],
  ...[
    'if v, ok := m[k]; ok {',
    'type T struct {\n\ta map[',
    'func (t *T) ',
    'go func() {',
    'x.',
    '"',
  ],
  ...[
    '`',
    '/*',
    "'",
    'return &T{',
    'switch x := y.(type) {\ncase map[',
    's = append(s[:i], s[',
    ')',
  ],
  ...[
    'var m map[K]',
    'import "',
    'package ',
    'clear(',
    'func f[T any, ',
    '}',
    '{',
    'defer ',
    'case ',
  ],
];

export const MUTATORS: Readonly<Record<string, Mutator>> = {
  'delete characters': (text, random) => replaced(text, ...random.range(text.length, 40), ''),
  'delete many characters': (text, random) =>
    replaced(text, ...random.range(text.length, text.length), ''),
  'duplicate characters': (text, random) => {
    const [start, end] = random.range(text.length, 200);
    return replaced(text, end, end, text.slice(start, end));
  },
  'swap characters': (text, random) => {
    const [a, b] = random.range(text.length, 60);
    const [, c] = random.range(text.length - b, 60);
    return `${text.slice(0, a)}${text.slice(b, b + c)}${text.slice(a, b)}${text.slice(b + c)}`;
  },
  truncate: (text, random) => text.slice(0, random.below(text.length)),
  behead: (text, random) => text.slice(random.below(text.length)),
  'insert a stray character': (text, random) => {
    const at = random.below(text.length + 1);
    return replaced(text, at, at, random.pick(STRAY, ''));
  },
  'insert many stray characters': (text, random) => {
    let out = text;
    for (let i = random.below(30); i >= 0; i--) {
      const at = random.below(out.length + 1);
      out = replaced(out, at, at, random.pick(STRAY, ''));
    }
    return out;
  },
  'delete a token': (text, random) => atToken(text, random, () => ''),
  'duplicate a token': (text, random) => atToken(text, random, (token) => `${token} ${token}`),
  'replace a token by a word': (text, random) =>
    atToken(text, random, () => random.pick(WORDS, '')),
  'replace a token by another': (text, random) =>
    atToken(text, random, () => random.pick(tokens(text), ['']).toString()),
  'replace several tokens': (text, random) => {
    let out = text;
    for (let i = random.below(8); i >= 0; i--) {
      out = atToken(out, random, () => random.pick(WORDS, ''));
    }
    return out;
  },
  'swap tokens': (text, random) => {
    const all = tokens(text);
    const i = random.below(all.length - 1);
    const [a, b] = [all[i], all[i + 1 + random.below(4)]];
    if (a === undefined || b === undefined) return text;
    const between = text.slice(a.index + a[0].length, b.index);
    return replaced(text, a.index, b.index + b[0].length, `${b[0]}${between}${a[0]}`);
  },
  'rename a name to another': (text, random) => {
    const names = [...text.matchAll(/\b[A-Za-z_]\w*\b/g)].map(([name]) => name);
    const [from, to] = [random.pick(names, 'x'), random.pick(names, 'x')];
    return text.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), () => to);
  },
  'delete lines': (text, random) => {
    const all = text.split('\n');
    all.splice(random.below(all.length), 1 + random.below(4));
    return all.join('\n');
  },
  'duplicate lines': (text, random) => {
    const all = text.split('\n');
    const [start, end] = random.range(all.length, 20);
    all.splice(random.below(all.length), 0, ...all.slice(start, end));
    return all.join('\n');
  },
  'move a line': (text, random) => {
    const all = text.split('\n');
    const [line = ''] = all.splice(random.below(all.length), 1);
    all.splice(random.below(all.length), 0, line);
    return all.join('\n');
  },
  'insert lines of another file': (text, random, other) => {
    const [start, end] = random.range(other.length, 400);
    const all = text.split('\n');
    all.splice(random.below(all.length), 0, other.slice(start, end));
    return all.join('\n');
  },
  'delete a declaration': (text, random) => {
    const all = declarations(text);
    all.splice(random.below(all.length), 1);
    return all.join('');
  },
  'duplicate a declaration': (text, random) => {
    const all = declarations(text);
    all.splice(random.below(all.length + 1), 0, random.pick(all, ''));
    return all.join('');
  },
  'take a declaration of another file': (text, random, other) => {
    const all = declarations(text);
    all.splice(random.below(all.length + 1), 0, random.pick(declarations(other), ''));
    return all.join('');
  },
  'put a declaration into another': (text, random) => {
    const at = random.below(text.length + 1);
    return replaced(text, at, at, random.pick(declarations(text), ''));
  },
  'splice two files': (text, random, other) =>
    text.slice(0, random.below(text.length)) + other.slice(random.below(other.length)),
  'make a type recursive': (text, random) => {
    const names = [...text.matchAll(/^(?:type |\t)([A-Z]\w*)\b/gm)].map((m) => m[1] ?? 'T');
    const name = random.pick(names, 'T');
    const forms = [name, `[2]${name}`, `map[${name}]${name}`, `struct { ${name} }`, `*${name}`];
    const more = [`${name}[${name}]`, `[len(${name}{})]int`, `[unsafe.Sizeof(${name}{})]byte`];
    const types = [...text.matchAll(/\b(?:int|string|bool|byte|error|uint\d*|int\d+)\b/g)];
    const at = random.pick<RegExpExecArray | undefined>(types, undefined);
    if (at === undefined) return `${text}\ntype ${name} [2]${name}\n`;
    return replaced(
      text,
      at.index,
      at.index + at[0].length,
      random.pick([...forms, ...more], name),
    );
  },
  'make types mutually recursive': (text, random) => {
    const types = [...text.matchAll(/^type (\w+)(?:\[[^\]]*\])? /gm)];
    const [a, b] = [random.pick(types, undefined), random.pick(types, undefined)];
    if (a === undefined || b === undefined) return text;
    const [first, second] = [a[1] ?? 'T', b[1] ?? 'T'];
    const form = random.pick(['= %', 'struct { % }', '[3]%', 'map[%]%', 'struct { a, b % }'], '%');
    const one = `type ${first} ${form.replaceAll('%', second)}\n`;
    return replaced(
      text,
      a.index,
      a.index,
      `${one}type ${second} ${form.replaceAll('%', first)}\n`,
    );
  },
  'make constants mutually recursive': (text, random) => {
    const names = [...text.matchAll(/^(?:const |\t)(\w+)(?: \w+)? += /gm)];
    const [a, b] = [random.pick(names, undefined), random.pick(names, undefined)];
    if (a?.[1] === undefined || b?.[1] === undefined) {
      return `${text}\nconst ( fuzzA = fuzzB + 1; fuzzB = -fuzzA )\nvar fuzzC [fuzzA]int\n`;
    }
    const at = a.index + a[0].length;
    return replaced(text, at, at, `${b[1]} + `);
  },
  'give an array an absurd size': (text, random) => {
    const places = [...text.matchAll(/\[\w*\](?=[\w*[({])/g)];
    const at = random.pick<RegExpExecArray | undefined>(places, undefined);
    const length = `[${random.pick(LENGTHS, '0')}]`;
    if (at === undefined) return `${text}\nvar fuzzArray ${length}${length}map[${length}int]int\n`;
    return replaced(text, at.index, at.index + at[0].length, length);
  },
  'type half a line': (text, random) => {
    const ends = [...text.matchAll(/\n/g)];
    const at = random.pick<RegExpExecArray | undefined>(ends, undefined)?.index ?? 0;
    return replaced(text, at, at, `\n${random.pick(HALF_TYPED, '')}`);
  },
  'use maps and slices': (text, random) => {
    const at = random.pick<RegExpExecArray | undefined>([...text.matchAll(/^}\n/gm)], undefined);
    return replaced(
      text,
      at?.index ?? text.length,
      at?.index ?? text.length,
      `\n${mapUse(random)}\n`,
    );
  },
  'append a bomb': (text, random) => {
    const bomb = random.pick(Object.values(BOMBS), () => '');
    return `${text}\n${bomb(random.pick(DEPTHS, 3))}\n`;
  },
  'prepend a bomb': (text, random) => {
    const bomb = random.pick(Object.values(BOMBS), () => '');
    const at = /^package .*\n/m.exec(text);
    const after = at === null ? 0 : at.index + at[0].length;
    return replaced(text, after, after, `${bomb(random.pick(DEPTHS, 3))}\n`);
  },
  'Windows line ends': (text) => text.replaceAll('\n', '\r\n'),
  'old Macintosh line ends': (text) => text.replaceAll('\n', '\r'),
  'one line': (text) => text.replaceAll('\n', ' '),
  nothing: () => '',
  'change the package name': (text, random) =>
    text.replace(
      /^package .*/m,
      `package ${random.pick(['other', 'main', '_', 'x_test', '', '"x"'], '')}`,
    ),
  'leave the file out': (text, random) =>
    `//go:build ${random.pick(['ignore', 'windows', '!(linux', '((a && b) || !c', 'go1.99', '&&'], 'ignore')}\n\n${text}`,
  'use cgo': (text) =>
    text.replace(
      /^package .*/m,
      (line) => `${line}\n\nimport "C"\n\nvar fuzzC map[C.int]C.struct_x`,
    ),
  'import by dot': (text) =>
    text.replace(/^(\s*(?:import )?)"/m, (_, before: string) => `${before}. "`),
};

/** Text that findings and fixes are about, with pieces that vary. */
function mapUse(random: Random): string {
  const type = random.pick(
    ['[100]byte', 'string', 'struct { a [90]int; b *int }', 'T', '[]*int'],
    'int',
  );
  const where = random.pick(['field', 'package', 'local'], 'local');
  const name = `fuzz${random.below(1000)}`;
  const map = where === 'field' ? 'f.m' : where === 'package' ? `${name}Map` : 'm';
  const body = [
    `${map}[k] = v`,
    `delete(${map}, k)`,
    `clear(${map})`,
    `${map} = nil`,
    `_ = len(${map})`,
  ];
  const slice = [
    's = append(s[:i], s[i+1:]...)',
    'copy(s[i:], s[i+1:]); s = s[:len(s)-1]',
    's = s[1:]',
    `for k := range ${map} { delete(${map}, k) }`,
    `if ${map} == nil { return }`,
    'defer func() { s = nil }()',
  ];
  const chosen = [...body, ...slice].filter(() => !random.oneIn(3)).join('\n\t');
  return [
    where === 'field' ? `type ${name}Holder struct { m map[string]${type} }` : '',
    where === 'package' ? `var ${map} = map[string]${type}{}` : '',
    `func ${where === 'field' ? `(f *${name}Holder) ` : ''}${name}(k string, v ${type}, s []*${type}, i int) {`,
    where === 'local' ? `\tm := make(map[string]${type})` : '',
    `\t${chosen}`,
    '}',
  ].join('\n');
}

/** Ways to spoil go.mod, go.work and vendor/modules.txt. */
export const MODULE_MUTATORS: Readonly<Record<string, Mutator>> = {
  'delete characters': (text, random) => replaced(text, ...random.range(text.length, 20), ''),
  'insert a stray character': (text, random) => {
    const at = random.below(text.length + 1);
    return replaced(text, at, at, random.pick(STRAY, ''));
  },
  'delete lines': (text, random) => {
    const all = text.split('\n');
    all.splice(random.below(all.length), 1 + random.below(2));
    return all.join('\n');
  },
  'duplicate lines': (text, random) => {
    const all = text.split('\n');
    all.splice(random.below(all.length), 0, ...all.slice(random.below(all.length)));
    return all.join('\n');
  },
  truncate: (text, random) => text.slice(0, random.below(text.length)),
  'add a directive': (text, random) =>
    `${text}\n${random.pick(
      [
        ...[
          'go 99.99',
          'go 1',
          'go x',
          'go 1.22.',
          'toolchain go1.99',
          'toolchain default',
          'module',
          ')',
        ],
        ...[
          'module "',
          'module example.com/m',
          'require (',
          'require example.com/m v0.0.0',
          'use ./..',
        ],
        ...[
          'replace example.com/dep => ./',
          'replace example.com/dep => ../../../..',
          'use .',
          'use /',
        ],
        ...[
          'replace example.com/m => example.com/dep v1.0.0',
          'replace a => b',
          'exclude x',
          'retract [',
        ],
        ...[
          'replace example.com/dep => example.com/dep v0.0.0',
          'use ./missing',
          'ignore ./x',
          'tool x',
        ],
        ...[
          'require example.com/!dep v1.0.0-\0',
          'require "example.com/dep" v99999999999999999999.0.0',
        ],
        ...[
          'require example.com/dep v0.0.0 // indirect',
          'replace example.com/dep v1 => ../dep',
          '\uFEFF',
        ],
      ],
      '',
    )}\n`,
  nothing: () => '',
};

type Token = RegExpExecArray;

function tokens(text: string): Token[] {
  return [...text.matchAll(/[A-Za-z_]\w*|\d[\w.]*|"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^\s\w]/g)];
}

function atToken(text: string, random: Random, make: (token: string) => string): string {
  const token = random.pick<Token | undefined>(tokens(text), undefined);
  if (token === undefined) return text;
  return replaced(text, token.index, token.index + token[0].length, make(token[0]));
}

/** The text cut before each line that begins a declaration. */
function declarations(text: string): string[] {
  return text.split(/^(?=(?:func|type|var|const|import)\b)/m);
}
