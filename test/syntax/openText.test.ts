import assert from 'node:assert/strict';
import type { File } from '../../server/src/syntax/ast';
import { declaredIn } from '../../server/src/syntax/declared';
import type { GoParser } from '../../server/src/syntax/parser';
import { createGoParser } from '../../server/src/syntax/parser';
import { assetEnvironment } from './support';

/** More open comments than the parser sees. */
const MANY = 40;
const NO_END = 'This comment has no end.';

/** `@` stands for the marks; each text says how many of them begin a comment that has no end. */
const COMMENTS: Readonly<Record<string, readonly [text: string, marks: string, ended: boolean]>> = {
  'between declarations': ['package p\n@\nvar last int\n', '/* a\n\n', false],
  'in a function': ['package p\nfunc f() {\n@}\nvar last int\n', '\tx() /* a\n', false],
  'after the last that ends': ['package p\n/* a */ @\nvar last int\n', '/* a\n', false],
  'after the text of one in a string': [
    'package p\nvar s = "*/"\n@var last int\n',
    '/* a\n',
    false,
  ],
  'after a quote that is left open': ["package p\nvar v = '`\n@\nvar last int\n", '/* a\n', false],
  'that end': ['package p\n@\nvar last int\n', '/* a */ ', true],
  'of a slash and a star': ['package p\n@\n*/ var last int\n', '/*/\n', true],
  'in line comments': ['package p\n@\nvar last int\n', '// /* a\n', true],
  'in strings': ['package p\nvar s = []string{@}\nvar last int\n', '"/*", ', true],
  'in a raw string': ['package p\nvar s = `@`\nvar last int\n', '/*\n', true],
};

const endless = (file: File): number =>
  file.errors.filter(({ message }) => message === NO_END).length;

describe('syntax: comments without an end', () => {
  let parser: GoParser;
  before(async () => {
    parser = await createGoParser(assetEnvironment());
  });

  for (const [where, [text, marks, ended]] of Object.entries(COMMENTS)) {
    it(where, () => {
      const whole = text.replace('@', marks.repeat(MANY));
      const file = parser.parse(whole);
      assert.equal(endless(file), ended ? 0 : MANY);
      for (const { pos, end, message } of file.errors) {
        if (message === NO_END) assert.equal(whole.slice(pos, end), '/*');
      }
      const last = file.decls.at(-1);
      assert.deepEqual(last && declaredIn(last).names, ['last']);
      const lazy = parser.parseLazily(whole);
      assert.equal(lazy.errors.length > 0, file.errors.length > 0);
    });
  }

  it('is read as before while there are few', () => {
    const file = parser.parse('package p\n/* a\nvar last int\n');
    assert.equal(endless(file), 0);
    assert.ok(file.errors.length > 0);
  });
});

/** As many as may be open at once. */
const MOST = 30_000;

describe('syntax: brackets that are open at once', () => {
  let parser: GoParser;
  before(async () => {
    parser = await createGoParser(assetEnvironment());
  });

  /** `@` stands for brackets: where one is too many, the file is refused at it. */
  const TEXTS: Readonly<Record<string, readonly [text: string, refused: boolean]>> = {
    'in code': ['package p\nvar x = @1\nvar last int\n', true],
    'after one that is closed': ['package p\nvar y = (1)\nvar x = @1\nvar last int\n', true],
    'after two that close nothing': ['package p\n))\nvar x = @1\nvar last int\n', true],
    'after an apostrophe in a comment': ["package p\n// don't\nvar x = @1\nvar last int\n", true],
    'in a comment': ['package p\n/* @ */\nvar last int\n', false],
    'in a raw string': ['package p\nvar x = `@`\nvar last int\n', false],
    'in a string': ['package p\nvar x = "@"\nvar last int\n', false],
  };

  for (const [where, [text, refused]] of Object.entries(TEXTS)) {
    for (const bracket of '([{') {
      it(`${bracket} ${where}`, () => {
        const at = text.indexOf('@');
        const whole = text.replace('@', bracket.repeat(MOST + 1));
        const expected = refused ? [{ pos: at + MOST, end: at + MOST + 1 }] : [];
        for (const file of [parser.parse(whole), parser.parseLazily(whole)]) {
          assert.deepEqual(
            file.errors.map(({ pos, end }) => ({ pos, end })),
            expected,
          );
          assert.equal(file.decls.length > 0, !refused);
        }
      });
    }
  }

  it('are fewer where each is closed', () => {
    const file = parser.parse(`package p\nvar x = f(${'(1), '.repeat(MOST + 1)})\n`);
    assert.deepEqual(file.errors, []);
    assert.equal(file.decls.length, 1);
  });

  it('may come and go with an edit', () => {
    const text = 'package p\nvar x = 1\nvar last int\n';
    const document = parser.open(text);
    const at = text.indexOf('1');
    const put = (added: string): void => {
      document.edit(text.slice(0, at) + added + text.slice(at));
    };
    for (const [brackets, refused] of [
      [MOST - 1000, false],
      [MOST + 1, true],
      [MOST + 2, true],
      [0, false],
      [10, false],
    ] as const) {
      put('('.repeat(brackets) + ')'.repeat(brackets));
      assert.equal(document.file.decls.length === 0, refused, String(brackets));
      assert.deepEqual(document.file.errors, parser.parse(document.text).errors);
    }
    // One bracket after the other is taken out of what closes them.
    put(`(){}${'('.repeat(MOST - 2)}`);
    assert.notEqual(document.file.decls.length, 0);
    put(`(${'('.repeat(MOST - 1)}`);
    assert.notEqual(document.file.decls.length, 0);
    put(`((${'('.repeat(MOST - 1)}`);
    assert.equal(document.file.decls.length, 0);
    document.close();
  });
});
