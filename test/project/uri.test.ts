import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'mocha';
import { basename, joinUri, parentUri, relativePath, sameUri } from '../../server/src/project/uri';

describe('project/uri', () => {
  const PARENTS: readonly [uri: string, parent: string | undefined][] = [
    ['file:///a/b.go', 'file:///a'],
    ['file:///a', 'file:///'],
    ['file:///', undefined],
    ['file:///a/b/', 'file:///a'],
    ['file:///c%3A/x', 'file:///c%3A'],
    ['file://server/share/x', 'file://server/share'],
    ['vscode-vfs://github/owner/repo', 'vscode-vfs://github/owner'],
    ['vscode-vfs://github', undefined],
    ['untitled:Untitled-1', undefined],
    ['mem:/a/b', 'mem:/a'],
  ];
  for (const [uri, parent] of PARENTS) {
    it(`parent of ${uri}`, () => assert.equal(parentUri(uri), parent));
  }

  const NAMES: readonly [uri: string, name: string][] = [
    ['file:///a/b%20c.go', 'b c.go'],
    ['file:///a/100%.go', '100%.go'],
    ['file:///', ''],
    ['vscode-vfs://github', ''],
  ];
  for (const [uri, name] of NAMES) {
    it(`basename of ${uri}`, () => assert.equal(basename(uri), name));
  }

  const JOINS: readonly [folder: string, relative: string, joined: string][] = [
    ['file:///a', 'b.go', 'file:///a/b.go'],
    ['file:///', 'b.go', 'file:///b.go'],
    ['file:///a/', './b/../c d', 'file:///a/c%20d'],
    ['file:///a', '../../../x', 'file:///x'],
    ['file:///a', '', 'file:///a'],
    ['vscode-vfs://github/o/r', 'sub/go.mod', 'vscode-vfs://github/o/r/sub/go.mod'],
  ];
  for (const [folder, relative, joined] of JOINS) {
    it(`${folder} joined with ${relative}`, () => assert.equal(joinUri(folder, relative), joined));
  }

  it('encodes names so that the same file has the same URI as from Node, encoding apart', () => {
    for (const name of [
      'b c.go',
      'ä#ß?.go',
      '100%.go',
      "it's(1)*!.go",
      'a+b&c=d;e@f:g.go',
      '日本.go',
    ]) {
      const uri = joinUri('file:///tmp', name);
      assert.ok(sameUri(uri, pathToFileURL(path.posix.join('/tmp', name)).href), uri);
      assert.equal(basename(uri), name);
    }
  });

  const RELATIVES: readonly [folder: string, uri: string, relative: string | undefined][] = [
    ['file:///a', 'file:///a/b/c.go', 'b/c.go'],
    ['file:///a', 'file:///a', ''],
    ['file:///a', 'file:///ab', undefined],
    ['file:///a/b', 'file:///a', undefined],
    ['file:///c:/x', 'file:///c%3A/x/y%20z', 'y z'],
    ['file:///a', 'vscode-vfs:///a/b', undefined],
  ];
  for (const [folder, uri, relative] of RELATIVES) {
    it(`path from ${folder} to ${uri}`, () => assert.equal(relativePath(folder, uri), relative));
  }
});
