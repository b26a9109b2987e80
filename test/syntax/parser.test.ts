import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { GoParser } from '../../server/src/syntax/parser';
import { goParser } from './support';

describe('syntax/parser', () => {
  let parser: GoParser;
  before(async () => {
    parser = await goParser();
  });

  it('lowers a file to go/ast-like declarations', () => {
    const file = parser.parse(
      'package p\n\nimport "fmt"\n\nfunc f(m map[string]int) { delete(m, "k"); fmt.Println(m) }',
    );
    assert.equal(file.packageName?.name, 'p');
    assert.deepEqual(
      file.decls.map((d) => d.kind),
      ['GenDecl', 'FuncDecl'],
    );
    assert.deepEqual(
      file.imports.map((i) => i.path),
      ['fmt'],
    );
    assert.deepEqual(file.errors, []);
  });
});
