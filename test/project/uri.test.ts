import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pathOf, uriOf } from '../../server/src/node/paths';
import {
  basename,
  canonicalUri,
  joinUri,
  parentUri,
  relativePath,
  resolvePath,
  sameUri,
} from '../../server/src/project/uri';
import { createRandom } from '../fuzz/random';
import { ODD_NAMES, SPELLINGS } from '../spellings';

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
    ['git:/a/b.go?ref', undefined],
    ['vscode-notebook-cell:/a/b.ipynb#1', undefined],
  ];
  for (const [uri, parent] of PARENTS) {
    it(`parent of ${uri}`, () => assert.equal(parentUri(uri), parent));
  }

  const NAMES: readonly [uri: string, name: string][] = [
    ['file:///a/b%20c.go', 'b c.go'],
    ['file:///a/100%.go', '100%.go'],
    ['file:///', ''],
    ['vscode-vfs://github', ''],
    ['git:/a/b.go?ref=x/y', 'b.go'],
    ['untitled:Untitled-1', 'Untitled-1'],
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

  const CANONICAL: readonly [uri: string, canonical: string][] = [
    ['file:///a/b.go', 'file:///a/b.go'],
    ['file:///a+b/c@d.go', 'file:///a%2Bb/c%40d.go'],
    ['file:///a%2bb/%63%40d.go', 'file:///a%2Bb/c%40d.go'],
    ['file:///C:/x/', 'file:///c%3A/x'],
    ['file:///C%3a/x', 'file:///c%3A/x'],
    ['file:///D:', 'file:///d%3A'],
    ['file:///a/C:/x', 'file:///a/C%3A/x'],
    ['file:/a/b.go', 'file:///a/b.go'],
    ['FILE://LocalHost/a', 'file:///a'],
    ['file://Server/Share/X.go', 'file://server/Share/X.go'],
    ['file:///', 'file:///'],
    ['file:///a/./b//../c.go', 'file:///a/c.go'],
    ['file:///../../a', 'file:///a'],
    ['file:///a/%2E%2e/b', 'file:///b'],
    ['file:///a%2Fb.go', 'file:///a%2Fb.go'],
    ['file:///a%252Fb.go', 'file:///a%252Fb.go'],
    ['file:///a/100%.go', 'file:///a/100%25.go'],
    ['file:///caf%e9.go', 'file:///caf%E9.go'],
    ['file:///日.go', 'file:///%E6%97%A5.go'],
    ['file:///a\ud800.go', 'file:///a%EF%BF%BD.go'],
    ['vscode-vfs://GitHub/Owner', 'vscode-vfs://github/Owner'],
    ['vscode-vfs://github', 'vscode-vfs://github/'],
    ['vscode-remote://wsl+Ubuntu/a', 'vscode-remote://wsl%2Bubuntu/a'],
    ['vscode-remote://wsl%2bubuntu/a', 'vscode-remote://wsl%2Bubuntu/a'],
    ['ssh://me@Host:22/a', 'ssh://me@host:22/a'],
    ['mem:///a/b', 'mem:/a/b'],
    ['untitled:Untitled-1', 'untitled:Untitled-1'],
    ['git:/a/b.go?{"ref":"~"}', 'git:/a/b.go?%7B%22ref%22%3A%22~%22%7D'],
    ['vscode-notebook-cell:/a.ipynb#W0s/x', 'vscode-notebook-cell:/a.ipynb#W0s%2Fx'],
    ['', ''],
    ['x%zz y', 'x%25zz%20y'],
    ['__proto__', '__proto__'],
    ['://', '%3A'],
  ];
  for (const [uri, canonical] of CANONICAL) {
    it(`${JSON.stringify(uri)} is ${canonical}, once and for all`, () => {
      assert.equal(canonicalUri(uri), canonical);
      assert.equal(canonicalUri(canonical), canonical);
      assert.ok(sameUri(uri, canonical));
    });
  }

  for (const name of ODD_NAMES) {
    it(`${JSON.stringify(name)} in names has one URI, whoever spells it`, () => {
      const path = `/tmp/x${name}y/a${name}b.go`;
      const uri = joinUri('file:///tmp', `x${name}y/a${name}b.go`);
      for (const [client, spelling] of Object.entries(SPELLINGS)) {
        assert.equal(canonicalUri(spelling(path)), uri, client);
      }
      assert.equal(uriOf(path), uri);
      assert.equal(pathOf(uri), path);
      assert.equal(basename(uri), `a${name}b.go`);
      assert.equal(relativePath('file:///tmp', uri), `x${name}y/a${name}b.go`);
    });
  }

  it('holds for random names, of which no two have the same URI', () => {
    const random = createRandom(2026);
    const seen = new Map<string, string>();
    const character = (): string =>
      random.below(3) === 0
        ? random.pick(ODD_NAMES, '+')
        : String.fromCodePoint(0x20 + random.below(random.pick([0x60, 0xd7df, 0xdf], 0x60)));
    for (let round = 0; round < 2000; round++) {
      const names = Array.from({ length: 1 + random.below(3) }, () =>
        Array.from({ length: 1 + random.below(6) }, character)
          .join('')
          .replaceAll('/', ''),
      );
      if (names.some((name) => /^\.*$/.test(name) || /^[A-Za-z]:$/.test(name))) continue;
      const path = `/${names.join('/')}`;
      const uri = joinUri('file:///', names.join('/'));
      const what = JSON.stringify(path);
      for (const [client, spelling] of Object.entries(SPELLINGS)) {
        assert.equal(canonicalUri(spelling(path)), uri, `${client}: ${what}`);
      }
      assert.equal(canonicalUri(uri), uri, what);
      assert.equal(uriOf(path), uri, what);
      assert.equal(pathOf(uri), path, what);
      assert.equal(basename(uri), names.at(-1), what);
      assert.equal(parentUri(uri), joinUri('file:///', names.slice(0, -1).join('/')), what);
      assert.equal(seen.get(uri) ?? path, path, 'two paths have one URI');
      seen.set(uri, path);
    }
    assert.ok(seen.size > 1000);
  });

  it('keeps control characters of names, also at the end', () => {
    for (const name of ['\u0001', 'a\n', '\r\n', 'b \u001f', '\u007f']) {
      const uri = uriOf(`/tmp/${name}`);
      assert.equal(uri, joinUri('file:///tmp', name));
      assert.equal(pathOf(uri), `/tmp/${name}`);
    }
  });

  const PATHS: readonly [folder: string, path: string, uri: string][] = [
    ['file:///a', '../b+c', 'file:///b%2Bc'],
    ['file:///a', '/b', 'file:///b'],
    ['file:///a', 'D:\\b\\c', 'file:///d%3A/b/c'],
    ['file://server/share', '/b', 'file://server/b'],
    ['vscode-vfs://github/o/r', '/b', 'vscode-vfs://github/b'],
    ['mem:/a', '/b', 'mem:/b'],
  ];
  for (const [folder, path, uri] of PATHS) {
    it(`${path} in a file of ${folder} is ${uri}`, () => {
      assert.equal(resolvePath(folder, path), uri);
    });
  }

  const RELATIVES: readonly [folder: string, uri: string, relative: string | undefined][] = [
    ['file:///a', 'file:///a/b/c.go', 'b/c.go'],
    ['file:///a', 'file:///a', ''],
    ['file:///a', 'file:///ab', undefined],
    ['file:///a/b', 'file:///a', undefined],
    ['file:///c:/x', 'file:///c%3A/x/y%20z', 'y z'],
    ['file:///a', 'vscode-vfs:///a/b', undefined],
    ['file:///', 'file:///a/b', 'a/b'],
    ['mem:///a', 'mem:/a/b+c', 'b+c'],
  ];
  for (const [folder, uri, relative] of RELATIVES) {
    it(`path from ${folder} to ${uri}`, () => assert.equal(relativePath(folder, uri), relative));
  }
});
