import assert from 'node:assert/strict';
import type { GoParser } from '../../server/src/syntax/parser';
import { createGoParser } from '../../server/src/syntax/parser';
import { assetEnvironment } from './support';

/** As many as overflow the parser's stack, and more. */
const MANY = 5000;
const KINDS: Readonly<Record<string, (n: number) => string>> = {
  lines: (n) => '\n' + '// a\n'.repeat(n),
  blocks: (n) => '/**/ '.repeat(n),
};

/** `@` stands for the comments; the names of the declarations behind them say that nothing was lost. */
const TEXTS: Readonly<Record<string, string>> = {
  'between arguments': 'package p\nfunc f() { g(a.b@, c.d...) }\nvar last int\n',
  'behind a broken package clause': 'package package p@\nvar last int\n',
  'behind the package clause': 'package p@\nvar last int\n',
  'behind half a statement': 'package p\nfunc f() {\n\tx.\n@\n}\n\nvar last int\n',
  'in a composite literal': 'package p\nvar v = T[int]{1,@ 2}\nvar last int\n',
  'behind a quote that is left open': "package package p\nvar v = '`@\nvar last int\n",
  'in a generic method': 'package p\nfunc (t T) m[P any](a P,@ b P) {}\nvar last int\n',
};

describe('syntax: long runs of comments', () => {
  let parser: GoParser;
  before(async () => {
    parser = await createGoParser(assetEnvironment());
  });

  for (const [what, text] of Object.entries(TEXTS)) {
    for (const [kind, comments] of Object.entries(KINDS)) {
      it(`${kind} ${what}`, () => {
        const whole = text.replace('@', comments(MANY));
        const file = parser.parse(whole);
        assert.equal(file.comments.length, MANY);
        for (const { pos, end, text: comment } of file.comments) {
          assert.equal(whole.slice(pos, end), comment);
        }
        const short = parser.parse(text.replace('@', comments(10)));
        assert.deepEqual(
          file.decls.map((decl) => decl.kind),
          short.decls.map((decl) => decl.kind),
        );
        assert.equal(whole.slice(file.decls.at(-1)?.pos).startsWith('var last'), true);
      });
    }
  }

  it('are kept through edits', () => {
    const many = '// a\n'.repeat(MANY);
    const text = `package p\nfunc f() { g(a,${many} b) }\n`;
    const document = parser.open(text);
    for (const added of ['x', '.', '// b\n', '/*']) {
      const at = document.text.indexOf(' b)');
      const next = document.text.slice(0, at) + added + document.text.slice(at);
      document.edit(next);
      assert.deepEqual(document.file, parser.parse(next));
    }
    document.edit(`package p\n${many}`);
    assert.deepEqual(document.file, parser.parse(`package p\n${many}`));
    assert.equal(document.file.comments.length, MANY);
    document.close();
  });
});
