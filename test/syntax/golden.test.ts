import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import type { GoParser } from '../../server/src/syntax/parser';
import { byteOffsets } from '../oracle/ast/bytes';
import { dumpFile } from '../oracle/ast/dump';
import { FIXTURES, GOLDEN } from './fixtures';
import { goParser } from './support';

describe('syntax/lower, against go/ast', () => {
  let parser: GoParser;
  before(async () => {
    parser = await goParser();
  });

  for (const name of readdirSync(FIXTURES).sort()) {
    const text = readFileSync(path.join(FIXTURES, name), 'utf8');
    const golden = readFileSync(path.join(GOLDEN, `${name}.txt`), 'utf8');

    it(`lowers ${name}`, () => {
      const file = parser.parse(text);
      assert.deepEqual(file.errors, []);
      assert.equal(dumpFile(file, byteOffsets(text)), golden);
    });

    it(`lowers ${name} with CRLF line ends`, () => {
      const crlf = text.replaceAll('\n', '\r\n');
      const bytes = byteOffsets(text);
      // The offset in `text` of each offset in `crlf`.
      const plain: number[] = [];
      for (let i = 0; i < text.length; i++) plain.push(...(text[i] === '\n' ? [i, i] : [i]));
      const file = parser.parse(crlf);
      assert.deepEqual(file.errors, []);
      assert.equal(
        dumpFile(file, (offset) => bytes(plain[offset] ?? text.length)),
        golden,
      );
    });
  }
});
