import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { goFileNames, groupFiles } from '../../server/src/project/packageFiles';
import type { GoParser } from '../../server/src/syntax/parser';
import { goParser } from '../syntax/support';

interface Case {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly name?: string;
  /** A name with `-` before it is not included. */
  readonly own: readonly string[];
  readonly external?: readonly string[];
  readonly strays?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    what: 'a package with both kinds of tests',
    files: {
      'b.go': 'package p',
      'a.go': 'package p',
      'a_test.go': 'package p',
      'x_test.go': 'package p_test',
    },
    name: 'p',
    own: ['a.go', 'a_test.go', 'b.go'],
    external: ['x_test.go'],
  },
  {
    what: 'a generator that is ignored',
    files: { 'gen.go': '//go:build ignore\n\npackage main', 'p.go': 'package p' },
    name: 'p',
    own: ['p.go'],
    strays: ['-gen.go'],
  },
  {
    what: 'a file for another system',
    files: { 'p_windows.go': 'package p', 'p_linux.go': 'package p' },
    name: 'p',
    own: ['p_linux.go', '-p_windows.go'],
  },
  {
    what: 'external tests alone',
    files: { 'x_test.go': 'package p_test' },
    name: 'p',
    own: [],
    external: ['x_test.go'],
  },
  {
    what: 'a file without a package clause',
    files: { 'a.go': '', 'b.go': 'package p' },
    name: 'p',
    own: ['a.go', 'b.go'],
  },
  { what: 'an empty file alone', files: { 'a.go': '' }, own: ['a.go'] },
];

describe('project/packageFiles', () => {
  let parser: GoParser;
  before(async () => {
    parser = await goParser();
  });

  for (const c of CASES) {
    it(`groups ${c.what}`, () => {
      const files = Object.entries(c.files).map(([name, text]) => ({
        name,
        uri: `file:///p/${name}`,
        text,
        ast: parser.parse(text),
      }));
      const groups = groupFiles(files, { os: 'linux', arch: 'amd64', goMinor: 26 });
      const show = (list: typeof groups.files): string[] =>
        list.map((f) => (f.included ? f.name : `-${f.name}`));
      assert.equal(groups.name, c.name);
      assert.deepEqual(show(groups.files), c.own);
      assert.deepEqual(show(groups.externalTests), c.external ?? []);
      assert.deepEqual(show(groups.strays), c.strays ?? []);
    });
  }

  it('names the Go files of a folder in order', () => {
    const names = ['b.go', '_x.go', '.y.go', 'a.go', 'B.go', 'go.mod', 'a_test.go'];
    const entries = [
      ...names.map((name) => ({ name, kind: 'file' as const })),
      { name: 'folder.go', kind: 'directory' as const },
      { name: 'link.go', kind: 'other' as const },
    ];
    assert.deepEqual(goFileNames(entries), ['B.go', 'a.go', 'a_test.go', 'b.go', 'link.go']);
  });
});
