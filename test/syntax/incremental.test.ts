/** An open document reads again only the declarations that a change touches; the result is that of a new parse. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { GoParser } from '../../server/src/syntax/parser';
import { FIXTURES } from './fixtures';
import { goParser } from './support';

/** What is typed, at every so many characters of each file. */
const INSERTED = ['\n', ' /* a comment */ ', '\n// a line\n', '\n}\n\nfunc inserted() {\n', 'x'];
const STEP = 61;

describe('an open document is what a new parse gives', () => {
  let parser: GoParser;
  before(async () => {
    parser = await goParser();
  });

  for (const name of readdirSync(FIXTURES).filter((file) => file.endsWith('.go'))) {
    it(name, () => {
      const text = readFileSync(path.join(FIXTURES, name), 'utf8');
      const original = parser.parse(text);
      const document = parser.open(text);
      for (let start = 0; start <= text.length; start += STEP) {
        const inserted = INSERTED[(start / STEP) % INSERTED.length] ?? '';
        const edited = text.slice(0, start) + inserted + text.slice(start);
        document.edit(edited);
        const fresh = parser.parse(edited);
        assert.deepEqual(document.file, fresh, `${JSON.stringify(inserted)} at ${start}`);
        document.edit(text);
        assert.deepEqual(
          document.file,
          original,
          `back from ${JSON.stringify(inserted)} at ${start}`,
        );
      }
      document.close();
    });
  }
});

/** What breaks a text: each is parsed in steps of its own, with lines blanked or calls renamed. */
const BREAKS = [
  ')\n',
  '\nfunc broken() {\n',
  '\nvar broken = f(new(1), m[\n',
  '`',
  '/* ',
  '}\n',
  '\nconst (a = 1 )\n',
];
const BROKEN_STEP = 397;

describe('a broken document that is typed in and mended is what a new parse gives', () => {
  for (const name of readdirSync(FIXTURES).filter((file) => file.endsWith('.go'))) {
    it(name, async () => {
      const parser = await goParser();
      const text = readFileSync(path.join(FIXTURES, name), 'utf8');
      const original = parser.parse(text);
      const document = parser.open(text);
      const insert = (at: number, what: string): void => {
        document.edit(document.text.slice(0, at) + what + document.text.slice(at));
      };
      const remove = (at: number, { length }: string): void => {
        document.edit(document.text.slice(0, at) + document.text.slice(at + length));
      };
      for (let at = 0, i = 0; at <= text.length; at += BROKEN_STEP, i++) {
        const broken = BREAKS[i % BREAKS.length] ?? '';
        const elsewhere = (at * 7) % (text.length + 1);
        insert(at, broken);
        // Mended with the typed text in place, then without it.
        insert(elsewhere, 'x');
        insert(elsewhere, '\n');
        remove(elsewhere <= at ? at + 2 : at, broken);
        const where = `${JSON.stringify(broken)} at ${at}`;
        assert.deepEqual(document.file, parser.parse(document.text), `${where}, mended`);
        document.edit(text);
        assert.deepEqual(document.file, original, where);
      }
      document.close();
    });
  }
});
