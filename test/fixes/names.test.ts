/** Names for what fixes declare: neither taken, nor of the language, nor those of imports. */
import assert from 'node:assert/strict';
import { freshName, namesIn, unusedName } from '../../server/src/fixes/names';
import type { GoParser } from '../../server/src/syntax/parser';
import type { SourceFile } from '../../server/src/types/info';
import { goParser } from '../syntax/support';

describe('names', () => {
  let parser: GoParser;
  before(async () => {
    parser = await goParser();
  });

  const fileOf = (text: string): SourceFile => ({
    uri: 'memory:/p.go',
    text,
    ast: parser.parse(text),
    test: false,
    included: true,
  });

  it('imports are known by the last part of their paths, without a version', () => {
    const paths = [
      'a/b',
      'a/b2/v2',
      'gopkg.in/b3.v3',
      'a/go-b4',
      'a/b5-go',
      'v6',
      'a/v7x',
      'a/b-go-c',
    ];
    const lines = paths.map((path) => `\t"${path}"\n`).join('');
    const names = namesIn([fileOf(`package p\n\nimport (\n${lines}\tb8 "a/b9"\n)\n`)]);
    for (const name of ['b', 'b2', 'b3', 'b4', 'b5', 'v6', 'v7x', 'b-go-c', 'b8']) {
      assert.ok(names.has(name), name);
    }
    assert.ok(!names.has('b9'));
    assert.ok(!names.has('v2'));
  });

  it('all that is written in one of the files is taken', () => {
    const names = namesIn([
      fileOf('package p\n\nvar one = struct{ two int }{two: 3}\n'),
      fileOf('package p\n\nfunc (t T) m() { t.field.other() }\n'),
    ]);
    for (const name of ['one', 'two', 'int', 't', 'T', 'm', 'field', 'other']) {
      assert.ok(names.has(name), name);
    }
    assert.ok(!names.has('p'));
  });

  it('a name is counted up until it is free, and taken from then on', () => {
    const taken = new Set(['a', 'b', 'b2']);
    assert.equal(freshName(taken, 'c'), 'c');
    assert.equal(freshName(taken, 'c'), 'c2');
    assert.equal(freshName(taken, 'a'), 'a2');
    assert.equal(freshName(taken, 'b'), 'b3');
    assert.equal(freshName(taken, 'b'), 'b4');
    assert.equal(freshName(new Set(taken), 'b'), 'b5');
    assert.equal(freshName(taken, 'len'), 'len2');
    assert.equal(freshName(taken, 'func'), 'func2');
    taken.add('c3');
    assert.equal(freshName(taken, 'c'), 'c4');
  });

  it('a name for the package is in no text, not even within a word', () => {
    const files = [
      fileOf('package p\n\nvar usedName, other2x int\n'),
      fileOf('package p\n\n// other\n'),
    ];
    assert.equal(unusedName(files, 'free'), 'free');
    assert.equal(unusedName(files, 'used'), 'used2');
    assert.equal(unusedName(files, 'other'), 'other3');
    assert.equal(unusedName([], 'make'), 'make2');
  });
});
