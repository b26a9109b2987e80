import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { parseModFile } from '../../server/src/project/goMod';
import type { GoModJson } from './goMod.golden';
import { FIXTURES, GOLDEN_FILE, comparable, comparableGo } from './goMod.golden';

describe('project/goMod', () => {
  const golden = JSON.parse(readFileSync(GOLDEN_FILE, 'utf8')) as Record<string, GoModJson | null>;

  for (const name of readdirSync(FIXTURES).sort()) {
    it(`reads ${name} as the go command does`, () => {
      const expected = golden[name];
      assert.ok(expected, 'make the golden anew: npx tsx test/oracle/mod/compare.ts --write');
      const ours = parseModFile(readFileSync(path.join(FIXTURES, name), 'utf8'));
      assert.deepEqual(comparable(ours, name.endsWith('.work')), comparableGo(expected));
      assert.deepEqual(ours.problems, []);
    });

    it(`reads ${name} with CRLF line ends alike`, () => {
      const text = readFileSync(path.join(FIXTURES, name), 'utf8');
      const crlf = parseModFile(text.replaceAll('\n', '\r\n'));
      assert.deepEqual(crlf, parseModFile(text));
    });
  }

  it('tells the lines of the directives that decide something', () => {
    const file = parseModFile('// head\nmodule m\n\ngo 1.22\n\ntoolchain go1.23.4\n');
    assert.deepEqual(
      [file.module, file.go, file.toolchain],
      [
        { value: 'm', line: 2 },
        { value: '1.22', line: 4 },
        { value: 'go1.23.4', line: 6 },
      ],
    );
  });

  /** Broken files: what is left of them, and the lines that have a problem. */
  const BROKEN: readonly [what: string, text: string, left: object, lines: readonly number[]][] = [
    [
      'an unclosed block',
      'module m\nrequire (\n\ta v1\n',
      { module: 'm', require: [['a', 'v1', false]] },
      [2],
    ],
    ['an unknown directive', 'module m\nfoo bar\ngo 1.20\n', { module: 'm', go: '1.20' }, [2]],
    ['a bad go version', 'module m\ngo 1.x\n', { module: 'm' }, [2]],
    ['a repeated go line', 'module m\ngo 1.20\ngo 1.21\n', { module: 'm', go: '1.20' }, [3]],
    ['a half-typed require', 'module m\nrequire github.com/x\n', { module: 'm' }, [2]],
    ['a half-typed replace', 'module m\nreplace a =>\n', { module: 'm' }, [2]],
    ['a replace without its arrow', 'module m\nreplace a b\n', { module: 'm' }, [2]],
    ['an open quote', 'module "m\ngo 1.20\n', { go: '1.20' }, [1]],
    ['a conflict', '<<<<<<< HEAD\nmodule m\n=======\n', { module: 'm' }, [1, 3]],
    ['no text at all', '\u0000\u0001', {}, [1]],
  ];
  const NOTHING = { module: '', go: '', toolchain: '', require: [], replace: [], use: [] };

  for (const [what, text, left, lines] of BROKEN) {
    it(`keeps what can be read beside ${what}`, () => {
      const file = parseModFile(text);
      assert.deepEqual(comparable(file), { ...NOTHING, ...left });
      assert.deepEqual([...new Set(file.problems.map((p) => p.line))], lines);
    });
  }
});
