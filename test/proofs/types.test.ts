/** What the fixtures of the type layer expect is what go/types says. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const FIXTURES = path.resolve('test/types/fixtures');
const ORACLE = path.resolve('test/oracle/types');

describe('proofs: the expectations of test/types', () => {
  it('are those of go/types', () => {
    const folders = readdirSync(FIXTURES, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(FIXTURES, entry.name));
    const go = process.env['HEAPGHOST_GO'] ?? 'go';
    const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' };
    const printed = execFileSync(go, ['run', '.', 'check', ...folders], {
      cwd: ORACLE,
      env,
      encoding: 'utf8',
    });
    assert.match(printed, /^[1-9]\d* right, 0 wrong\n$/);
  });
});
