import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { File } from '../../server/src/syntax/ast';
import { declaredBy, readNodes } from '../../server/src/syntax/lazyFile';
import type { GoParser } from '../../server/src/syntax/parser';
import { walkFile } from '../../server/src/syntax/walk';
import { goParser } from './support';

const FIXTURES = path.join(__dirname, 'fixtures');

/** What a declaration tells by accessors, which copying by properties does not see. */
const READ: Readonly<Record<string, readonly string[]>> = {
  FuncDecl: ['recv', 'name', 'type', 'body'],
  GenDecl: ['specs'],
};

/** A tree as JSON, whether its nodes are plain objects or read what they hold when asked. */
function plain(file: Partial<File>): unknown {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== 'object' || value === null) return value;
    const node = value as Record<string, unknown>;
    const names = new Set([...Object.keys(node), ...(READ[String(node['kind'])] ?? [])]);
    names.delete('outlined');
    return Object.fromEntries(
      [...names].flatMap((name) => (node[name] === undefined ? [] : [[name, copy(node[name])]])),
    );
  };
  return JSON.parse(JSON.stringify(copy(file)));
}

/** The fixtures, and each of them with a mistake in one function. */
const SOURCES = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.go'))
  .map((name) => ({ name, text: readFileSync(path.join(FIXTURES, name), 'utf8') }));

describe('syntax: files that are parsed declaration by declaration', () => {
  let parser: GoParser;
  before(async () => {
    parser = await goParser();
  });

  for (const { name, text } of SOURCES) {
    it(`${name}: are what they are when parsed at once`, () => {
      const whole = parser.parse(text);
      const lazy = parser.parseLazily(text);
      assert.deepEqual(plain({ errors: lazy.errors }), plain({ errors: whole.errors }));
      if (whole.errors.length > 0) return;
      const { decls, imports, comments, generated, length } = lazy;
      const { packageName } = lazy;
      const all = { decls, imports, comments, generated, length, packageName } as Partial<File>;
      const { errors: _, readErrors: __, firstErrors: ___, sound: ____, ...expected } = whole;
      assert.deepEqual(plain(all), plain(expected));
    });
  }

  it('tell what they declare, and that nobody has a node of them, before they are parsed', () => {
    const text = 'package p\n\ntype A = B\n\nfunc (t *T[K]) m() { x := 1 }\n\nvar a, b int\n';
    const { decls } = parser.parseLazily(text);
    assert.deepEqual(
      decls.map((decl) => {
        const { names, recv, alias } = declaredBy(decl);
        return { names, recv, alias };
      }),
      [
        { names: ['A'], recv: undefined, alias: true },
        { names: ['m'], recv: 'T', alias: undefined },
        { names: ['a', 'b'], recv: undefined, alias: undefined },
      ],
    );
    assert.deepEqual(
      decls.flatMap(readNodes).filter((node) => node !== undefined),
      [],
    );
  });

  it('say what is wrong with all of the text, and with what was read of it', () => {
    const file = parser.parseLazily('package p\n\nfunc f() { x := := 1 }\n\ntype T int\n');
    assert.deepEqual(file.readErrors, []);
    assert.equal(file.errors.length, 1);
    walkFile(file, () => true);
    assert.equal(file.readErrors.length, 1);
  });

  it('have the declarations at the beginnings of lines where brackets do not match', () => {
    const file = parser.parseLazily('package p\n\nfunc f() { (\n\ntype T int\n');
    assert.deepEqual(
      file.decls.flatMap((decl) => declaredBy(decl).names),
      ['f', 'T'],
    );
    assert.notEqual(file.readErrors.length, 0);
  });
});
