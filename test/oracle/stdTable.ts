/**
 * Writes, in server/src/types/std, table.json: what the newest Go release exports; and releases.json: since which release
 * the exported types have the size that they have in the newest one.
 *
 *   npx tsx test/oracle/stdTable.ts GO_OF_THE_NEWEST_RELEASE GOROOT...
 *
 * The GOROOTs of all releases to look at are given oldest first, the newest one last. What is written is compared with
 * the Go at hand by test/proofs/stdTable.test.ts.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stdSizes, stdTableJson } from './goOracle';

const [go = 'go', ...roots] = process.argv.slice(2);

/** The sizes on all architectures of each exported type, as one text. */
function sizesOf(root: string): Map<string, string> {
  const out = new Map<string, string>();
  for (const r of stdSizes(go, root)) {
    const name = `${r.path}.${r.name}`;
    out.set(name, `${out.get(name) ?? ''} ${r.size}/${r.align}/${String(r.pointers)}`);
  }
  return out;
}

/** The 27 of go1.27.4. */
function minorOf(root: string): number {
  const version = readFileSync(path.join(root, 'VERSION'), 'utf8');
  return Number(/^go1\.(\d+)/.exec(version)?.[1]);
}

const releases = roots.map((root) => ({ minor: minorOf(root), sizes: sizesOf(root) }));
const newest = releases.at(-1);
const since: Record<string, number> = {};
for (const [name, now] of [...(newest?.sizes ?? [])].sort()) {
  for (const { minor, sizes } of [...releases].reverse()) {
    const then = sizes.get(name);
    if (then === undefined || then === now) continue;
    const first = releases.find((r) => r.minor > minor);
    if (first !== undefined) since[name] = first.minor;
    break;
  }
}
const folder = path.join(__dirname, '../../server/src/types/std');
writeFileSync(path.join(folder, 'releases.json'), JSON.stringify(since, undefined, 1) + '\n');
writeFileSync(path.join(folder, 'table.json'), stdTableJson(go));
console.log(
  `${Object.keys(since).length} types, ${execFileSync(go, ['version'], { encoding: 'utf8' })}`,
);
