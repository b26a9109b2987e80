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
      let compared = 0;
      for (let start = 0; start <= text.length; start += STEP) {
        const inserted = INSERTED[(start / STEP) % INSERTED.length] ?? '';
        const end = start + inserted.length;
        const edited = text.slice(0, start) + inserted + text.slice(start);
        document.edit(edited, { start, oldEnd: start, newEnd: end });
        const fresh = parser.parse(edited);
        // How the parser recovers from an error depends on the tree that it starts from.
        if (fresh.errors.length === 0) {
          assert.deepEqual(document.file, fresh, `${JSON.stringify(inserted)} at ${start}`);
          compared++;
        }
        document.edit(text, { start, oldEnd: end, newEnd: start });
        assert.deepEqual(
          document.file,
          original,
          `back from ${JSON.stringify(inserted)} at ${start}`,
        );
      }
      document.close();
      assert.ok(compared > 0);
    });
  }
});
