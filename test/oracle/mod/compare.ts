/**
 * Compares our reading of go.mod and go.work files with the go command's: `npx tsx test/oracle/mod/compare.ts FOLDER`
 * looks at every go.mod and go.work below a folder; `--write` makes the golden of test/project/fixtures/mod anew.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseModFile } from '../../../server/src/project/goMod';
import type { GoModJson } from '../../project/goMod.golden';
import { FIXTURES, GOLDEN_FILE, comparable, comparableGo } from '../../project/goMod.golden';

/** What the go command reads; undefined when it refuses the file. */
function goReads(file: string): GoModJson | undefined {
  const isWork = file.endsWith('.work');
  const folder = mkdtempSync(path.join(tmpdir(), 'heapghost-mod-'));
  try {
    const copy = path.join(folder, isWork ? 'go.work' : 'go.mod');
    copyFileSync(file, copy);
    const args = [isWork ? 'work' : 'mod', 'edit', '-json', copy];
    const output = execFileSync('go', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod', GOWORK: 'off' },
    });
    return JSON.parse(output) as GoModJson;
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function write(): void {
  const golden = Object.fromEntries(
    readdirSync(FIXTURES)
      .sort()
      .map((name) => [name, goReads(path.join(FIXTURES, name)) ?? null]),
  );
  writeFileSync(GOLDEN_FILE, `${JSON.stringify(golden, undefined, 1)}\n`);
}

function compareFolder(folder: string): void {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && /^go\.(?:mod|work)$/.test(e.name))
    .map((e) => path.join(e.parentPath, e.name));
  let different = 0;
  let refused = 0;
  for (const file of files) {
    const go = goReads(file);
    if (go === undefined) {
      refused++;
      continue;
    }
    const ours = JSON.stringify(
      comparable(parseModFile(readFileSync(file, 'utf8')), file.endsWith('.work')),
    );
    const theirs = JSON.stringify(comparableGo(go));
    if (ours === theirs) continue;
    different++;
    console.log(`${file}\n  ours: ${ours}\n  Go:   ${theirs}`);
  }
  console.log(`${files.length} files, ${refused} refused by Go, ${different} different`);
  process.exitCode = different === 0 ? 0 : 1;
}

const [argument = '.'] = process.argv.slice(2);
if (argument === '--write') write();
else compareFolder(argument);
