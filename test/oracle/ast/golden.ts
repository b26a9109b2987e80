/**
 * Writes what go/ast says about the fixtures of test/syntax/fixtures/grammar to test/syntax/golden:
 * `npx tsx test/oracle/ast/golden.ts [GO]`. The fixtures need a Go 1.27, since they have generic methods.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FIXTURES, GOLDEN } from '../../syntax/fixtures';

const [go = 'go'] = process.argv.slice(2);
for (const name of readdirSync(FIXTURES).sort()) {
  const output = execFileSync(go, ['run', '.'], {
    cwd: __dirname,
    input: `${path.join(FIXTURES, name)}\n`,
    encoding: 'utf8',
  });
  if (!output.startsWith('F ')) throw new Error(`go/parser refuses ${name}`);
  writeFileSync(path.join(GOLDEN, `${name}.txt`), output.slice(output.indexOf('\n') + 1));
}
