/**
 * Compares our syntax trees with go/ast's, file by file: `npx tsx test/oracle/ast/compare.ts [FOLDER]`, by default all
 * of GOROOT/src. Needs Go. Prints the first difference of each file that has one, and the speed of parser and lowering.
 */
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { GoParser } from '../../../server/src/syntax/parser';
import { decodeSource } from '../../../server/src/syntax/source';
import { goParser } from '../../syntax/support';
import { byteOffsets } from './bytes';
import { dumpFile } from './dump';

function goFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.go'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function firstDifference(expected: string, actual: string): string {
  const want = expected.split('\n');
  const have = actual.split('\n');
  const at = want.findIndex((line, i) => line !== have[i]);
  return `  go/ast: ${want[at] ?? '(end)'}\n  ours:   ${have[at] ?? '(end)'}\n  behind: ${want[at - 1] ?? ''}`;
}

interface Totals {
  files: number;
  rejected: number;
  refused: number;
  different: number;
  withErrors: number;
  characters: number;
  milliseconds: number;
}

function compare(parser: GoParser, name: string, expected: string, totals: Totals): void {
  const bytes = readFileSync(name);
  const source = decodeSource(bytes);
  if (!source.ok) {
    totals.refused++;
    console.log(`${name}: ${source.reason}`);
    return;
  }
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const offsets = byteOffsets(source.text);
  const begin = performance.now();
  const file = parser.parse(source.text);
  totals.milliseconds += performance.now() - begin;
  totals.characters += source.text.length;
  totals.files++;
  const actual = dumpFile(file, (o) => bom + offsets(o));
  if (file.errors.length > 0) totals.withErrors++;
  if (actual === expected) return;
  totals.different++;
  console.log(`${name} (${file.errors.length} errors)\n${firstDifference(expected, actual)}`);
}

async function main(): Promise<void> {
  const root =
    process.argv[2] ??
    path.join(execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim(), 'src');
  const parser = await goParser();
  const totals: Totals = {
    files: 0,
    rejected: 0,
    refused: 0,
    different: 0,
    withErrors: 0,
    characters: 0,
    milliseconds: 0,
  };
  const oracle = spawn('go', ['run', '.'], {
    cwd: __dirname,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  oracle.stdin.end(goFiles(root).join('\n') + '\n');
  let pending = Buffer.alloc(0);
  for await (const chunk of oracle.stdout as AsyncIterable<Buffer>) {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const newline = pending.indexOf(10);
      if (newline < 0) break;
      const [tag, name = '', length = '0'] = pending.toString('utf8', 0, newline).split(' ');
      const end = newline + 1 + Number(length);
      if (pending.length < end) break;
      if (tag === 'F') compare(parser, name, pending.toString('utf8', newline + 1, end), totals);
      else totals.rejected++;
      pending = pending.subarray(end);
    }
  }
  console.log(
    `${totals.files} files compared, ${totals.different} different, ${totals.withErrors} with errors of ours, ` +
      `${totals.rejected} rejected by go/parser, ${totals.refused} refused as text; ` +
      `${(totals.characters / 1000 / totals.milliseconds).toFixed(1)} MB/s parsed and lowered`,
  );
  process.exitCode = totals.different === 0 ? 0 : 1;
}

void main();
