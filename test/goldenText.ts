/** Texts that are held word for word in a file beside the test. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Fails where a text is not that of the file; UPDATE_GOLDEN writes the file. */
export function assertGolden(file: string, text: string): void {
  if (process.env.UPDATE_GOLDEN !== undefined) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  assert.ok(existsSync(file), `UPDATE_GOLDEN=1 writes ${path.basename(file)}, which is missing`);
  assert.equal(text, readFileSync(file, 'utf8'));
}
