/**
 * Asks go/build what it makes of file names and build constraints. `npx tsx test/oracle/build/compare.ts` compares every
 * file of GOROOT/src with our answer; with `--write` it writes the golden of test/project/buildConstraints.cases.ts.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isIncluded } from '../../../server/src/project/buildConstraints';
import { CASES, TARGETS, caseText } from '../../project/buildConstraints.cases';
import type { Answer } from '../../project/buildConstraints.golden';
import { GOLDEN_FILE, targetOf } from '../../project/buildConstraints.golden';

function ask(files: readonly { name: string; text: string }[]): Answer[] {
  const input = files.map((f) => JSON.stringify(f)).join('\n');
  const output = execFileSync('go', ['run', '.', ...TARGETS], {
    cwd: __dirname,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

function write(): void {
  const answers = ask(CASES.map((c) => ({ name: c.name, text: caseText(c) })));
  const lines = CASES.map((c, i) => JSON.stringify({ ...c, ...answers[i] }));
  writeFileSync(GOLDEN_FILE, `[\n${lines.join(',\n')}\n]\n`);
}

function compareGoroot(): void {
  const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
  const files = readdirSync(path.join(root, 'src'), { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && e.name.endsWith('.go'))
    .map((e) => ({
      path: path.join(e.parentPath, e.name),
      name: e.name,
      // The header is enough, and go/build wants UTF-8.
      text: readFileSync(path.join(e.parentPath, e.name), 'utf8'),
    }));
  let different = 0;
  for (let at = 0; at < files.length; at += 500) {
    const batch = files.slice(at, at + 500);
    ask(batch.map(({ name, text }) => ({ name, text }))).forEach((answer, i) => {
      const file = batch[i];
      if (file === undefined) return;
      for (const target of TARGETS) {
        const ours = isIncluded(file.name, file.text, targetOf(target));
        const want = answer.goVersion ?? '';
        const have =
          ours.goLine === undefined ? '' : ours.goLine === 0 ? 'go1' : `go1.${ours.goLine}`;
        if (ours.included === answer.targets[target] && want === have) continue;
        different++;
        console.log(`${file.path} ${target}: ours ${String(ours.included)} ${have}, Go ${want}`);
      }
    });
  }
  console.log(
    `${files.length} files for ${TARGETS.length} targets, ${different} different answers`,
  );
  process.exitCode = different === 0 ? 0 : 1;
}

if (process.argv.includes('--write')) write();
else compareGoroot();
