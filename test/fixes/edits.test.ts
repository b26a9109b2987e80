/** Texts before and after, and the small edits between them; changes of one text from several places. */
import assert from 'node:assert/strict';
import type { TextEdit } from '../../server/src/fixes/edits';
import { random } from '../lsp/random';
import {
  applyEdits,
  createEditBuilder,
  diffEdits,
  indentationAt,
  lineEnding,
} from '../../server/src/fixes/edits';

/** `start-end text` of each edit. */
function shown(edits: readonly TextEdit[] | undefined): readonly string[] | undefined {
  return edits?.map(({ start, end, text }) => `${start}-${end} ${JSON.stringify(text)}`);
}

/** The most lines that two texts have in common, in their order: by trying all. */
function common(a: readonly string[], b: readonly string[]): number {
  const [first, ...rest] = a;
  if (first === undefined) return 0;
  const at = b.indexOf(first);
  const without = common(rest, b);
  return at < 0 ? without : Math.max(without, 1 + common(rest, b.slice(at + 1)));
}

/** The lines of a text that no edit touches. */
function untouched(lines: readonly string[], edits: readonly TextEdit[]): number {
  let pos = 0;
  return lines.filter((line) => {
    const start = pos;
    pos += line.length;
    return edits.every((edit) => edit.end <= start || edit.start >= pos);
  }).length;
}

type Difference = readonly [what: string, before: string, after: string, edits: readonly string[]];

const DIFFERENCES: readonly Difference[] = [
  ['nothing', 'a\nb\n', 'a\nb\n', []],
  ['of nothing', '', '', []],
  ['a text from nothing', '', 'a\n', ['10-10 "a\\n"']],
  ['nothing from a text', 'a\n', '', ['10-12 ""']],
  ['within a line', 'a\nbcd\ne\n', 'a\nbxd\ne\n', ['13-14 "x"']],
  ['at the beginning of a line', 'abc\n', 'xbc\n', ['10-11 "x"']],
  ['a longer line', 'ab\n', 'axb\n', ['11-11 "x"']],
  ['a repeated letter', 'aa\n', 'aaa\n', ['12-12 "a"']],
  ['a repeated letter less', 'aaa\n', 'aa\n', ['12-13 ""']],
  ['a line more', 'a\nb\n', 'a\nx\nb\n', ['12-12 "x\\n"']],
  ['a line less', 'a\nx\nb\n', 'a\nb\n', ['12-14 ""']],
  ['a repeated line', 'a\na\n', 'a\na\na\n', ['14-14 "a\\n"']],
  ['the last line without an end', 'a\nb', 'a\nc', ['12-13 "c"']],
  ['an end for the last line', 'a\nb', 'a\nb\n', ['13-13 "\\n"']],
  ['two lines for one', 'a\nb\nc\n', 'a\nx\ny\nc\n', ['12-13 "x\\ny"']],
  ['two lines, both changed', 'ab\ncd\n', 'xb\ncy\n', ['10-11 "x"', '14-15 "y"']],
  ['two places', 'a\nb\nc\nd\ne\n', 'x\nb\nc\nd\ny\n', ['10-11 "x"', '18-19 "y"']],
  [
    'two places between ends that stay',
    '0\na\nb\nc\nd\ne\n9\n',
    '0\nx\nb\nc\nd\ny\nz\n9\n',
    ['12-13 "x"', '20-21 "y\\nz"'],
  ],
  ['lines that change places', 'a\nb\nc\n', 'b\na\nc\n', ['10-12 ""', '14-14 "a\\n"']],
  [
    'one of two kept lines',
    '1\na\n2\nb\n3\n',
    '4\na\n5\nb\n6\n',
    ['10-11 "4"', '14-15 "5"', '18-19 "6"'],
  ],
  [
    'a line between, and one less',
    '1\na\nb\nc\n2\n',
    '1\nb\nx\nc\n2\n',
    ['12-14 ""', '16-16 "x\\n"'],
  ],
];

describe('edits', () => {
  it('touch no more lines than they must, whatever the texts', () => {
    const below = random(7);
    const some = (): string[] => Array.from({ length: below(7) }, () => `${'abc'[below(3)]}\n`);
    for (let round = 0; round < 2000; round++) {
      const [before, after] = [some(), some()];
      if (below(4) === 0) before.push('a');
      if (below(4) === 0) after.push('b');
      const text = before.join('');
      const edits = diffEdits(text, after.join(''), 0);
      const what = JSON.stringify([before, after, edits]);
      assert.equal(applyEdits(text, edits), after.join(''), what);
      assert.ok(untouched(before, edits) >= common(before, after), what);
    }
  });

  for (const [what, before, after, edits] of DIFFERENCES) {
    it(`a difference: ${what}`, () => {
      const found = diffEdits(before, after, 10);
      assert.deepEqual(shown(found), edits);
      assert.equal(applyEdits(`0123456789${before}`, found), `0123456789${after}`);
    });
  }

  it('more lines than are compared with each other are one edit between the ends that stay', () => {
    const lines = (of: string, count: number): string => `${of}\nsame\n`.repeat(count);
    const many = diffEdits(
      `first\n${lines('a', 1001)}last\n`,
      `first\n${lines('b', 1001)}last\n`,
      0,
    );
    assert.equal(many.length, 1001);
    const more = diffEdits(lines('a', 1001), `x\n${lines('b', 1000)}`, 0);
    assert.equal(more.length, 1);
    const fewer = diffEdits(lines('a', 1000), `x\n${lines('b', 999)}`, 0);
    assert.ok(fewer.length > 900);
  });

  it('what is put around a part stands within what is put around the whole', () => {
    const edits = createEditBuilder();
    edits.wrap('a', 0, 3, '(', ')');
    edits.wrap('a', 0, 1, '[', ']');
    edits.wrap('a', 2, 3, '{', '}');
    edits.insert('a', 3, '!');
    edits.insert('a', 3, '?');
    edits.insert('a', 0, '#');
    const built = edits.build() ?? [];
    assert.equal(applyEdits('abc', built), '#([a]b{c})!?');
    assert.deepEqual([...built.map(({ start }) => start)].sort(), [0, 1, 2, 3]);
  });

  it('what is inserted stands behind what ends there and before what begins there', () => {
    const edits = createEditBuilder();
    edits.wrap('a', 1, 2, '(', ')');
    edits.insert('a', 1, '-');
    edits.wrap('a', 0, 1, '[', ']');
    edits.replace('a', 1, 2, 'x');
    assert.equal(applyEdits('abc', edits.build() ?? []), '[a]-(x)c');
  });

  it('nothing is put where there is nothing to put', () => {
    const edits = createEditBuilder();
    edits.wrap('a', 0, 1, '(', '');
    edits.wrap('a', 2, 3, '', ')');
    assert.deepEqual(shown(edits.build()), ['0-0 "("', '3-3 ")"']);
  });

  const builds: readonly (readonly [
    what: string,
    replacements: readonly (readonly [number, number, string])[],
    edits: readonly string[] | undefined,
  ])[] = [
    [
      'one replacement twice is one',
      [
        [0, 2, 'x'],
        [0, 2, 'x'],
      ],
      ['0-2 "x"'],
    ],
    [
      'one replacement three times is one',
      [
        [0, 2, 'x'],
        [0, 2, 'x'],
        [0, 2, 'x'],
      ],
      ['0-2 "x"'],
    ],
    [
      'two texts for one place contradict each other',
      [
        [0, 2, 'x'],
        [0, 2, 'y'],
      ],
      undefined,
    ],
    [
      'two ends contradict each other',
      [
        [0, 2, 'x'],
        [0, 3, 'x'],
      ],
      undefined,
    ],
    [
      'two beginnings contradict each other',
      [
        [0, 2, 'x'],
        [1, 2, 'x'],
      ],
      undefined,
    ],
    [
      'what touches is one',
      [
        [0, 2, 'x'],
        [2, 3, 'y'],
      ],
      ['0-3 "xy"'],
    ],
    [
      'what does not touch is two, in order',
      [
        [3, 4, 'y'],
        [0, 2, 'x'],
      ],
      ['0-2 "x"', '3-4 "y"'],
    ],
    [
      'an insertion twice is two',
      [
        [1, 1, 'x'],
        [1, 1, 'x'],
      ],
      ['1-1 "xx"'],
    ],
  ];
  for (const [what, replacements, edits] of builds) {
    it(what, () => {
      const builder = createEditBuilder();
      for (const [start, end, text] of replacements) builder.replace('a', start, end, text);
      assert.deepEqual(shown(builder.build()), edits);
    });
  }

  it('edits of several files are those of one file after those of the other', () => {
    const edits = createEditBuilder();
    edits.insert('b', 1, 'x');
    edits.insert('a', 1, 'y');
    edits.insert('b', 0, 'z');
    assert.deepEqual(
      edits.build()?.map(({ uri, start, text }) => `${uri}:${start}:${text}`),
      ['b:0:z', 'b:1:x', 'a:1:y'],
    );
  });

  it('edits are applied in the order of the text', () => {
    const edits = [
      { start: 2, end: 3, text: 'z' },
      { start: 1, end: 2, text: 'y' },
      { start: 1, end: 1, text: 'x' },
    ];
    assert.equal(applyEdits('abcd', edits), 'axyzd');
  });

  it('the line ending of a text is that of its first line', () => {
    assert.equal(lineEnding('a\r\nb\n'), '\r\n');
    assert.equal(lineEnding('a\nb\r\n'), '\n');
    assert.equal(lineEnding('a\rb'), '\n');
    assert.equal(lineEnding(''), '\n');
  });

  it('the indentation of a line is the white space at its beginning', () => {
    assert.equal(indentationAt('\ta\n\t \tb c', 7), '\t \t');
    assert.equal(indentationAt('\ta\n\t \tb c', 5), '\t ');
    assert.equal(indentationAt('\ta\nb\tc', 5), '');
    assert.equal(indentationAt('\ta', 2), '\t');
  });
});
