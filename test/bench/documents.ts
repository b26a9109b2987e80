/**
 * A thousand open documents, over the protocol, in every shape that an editor can have them in: the time of the first pull
 * of diagnostics, of each document's, and of one after each keystroke; the memory of the server, also after all were
 * closed and opened again ten times.
 *
 * @param FOLDER for the documents; made, and removed
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestClient } from '../lsp/client';
import { fileUri, startClient } from '../lsp/client';
import { clocked, percentile, printBudget } from './measure';
import { cache } from './sources';

const MANY = 1000;
const PULL = 100;
const MEMORY = 400;
const KEYSTROKES = 50;
const ROUNDS = 10;

interface Shape {
  /** Path below the folder; undefined for an untitled document. */
  readonly file?: (i: number) => string;
  readonly saved: boolean;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  'saved, one folder': { file: (i) => `f${i}.go`, saved: true },
  'saved, a folder each': { file: (i) => `p${i}/f.go`, saved: true },
  'not saved, one folder': { file: (i) => `f${i}.go`, saved: false },
  'not saved, a folder each': { file: (i) => `p${i}/f.go`, saved: false },
  untitled: { saved: false },
};

/** Some 100 lines; every tenth document has something to find. */
function textOf(i: number): string {
  const found = i % 10 === 0 ? cache(i) : '';
  const functions = Array.from({ length: i % 10 === 0 ? 12 : 18 }, (_, f) => plain(i, f));
  return `package many\n\n${found === '' ? '' : 'import "sync"\n\n'}${found}\n${functions.join('\n')}`;
}

function plain(i: number, f: number): string {
  return `// sum${i}x${f} adds.
func sum${i}x${f}(values []int, m map[string]int) (n int) {
	for _, value := range values {
		n += value
	}
	return n + m["x"]
}
`;
}

/** Resident memory of a process in MB (Linux). */
function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

async function measure(what: string, { file, saved }: Shape, folder: string): Promise<void> {
  const uris = Array.from({ length: MANY }, (_, i) => {
    if (file === undefined) return `untitled:Untitled-${i}`;
    const name = path.join(folder, file(i));
    if (saved) {
      mkdirSync(path.dirname(name), { recursive: true });
      writeFileSync(name, textOf(i));
    }
    return fileUri(name);
  });
  writeFileSync(path.join(folder, 'go.mod'), 'module example.com/many\n\ngo 1.26\n');
  const client = await startClient();
  const pull = (uri: string): Promise<unknown> =>
    client.request('textDocument/diagnostic', { textDocument: { uri } });
  const openAll = async (): Promise<void> => {
    uris.forEach((uri, i) => client.open(uri, textOf(i)));
    await settled(client);
  };
  const closeAll = async (): Promise<void> => {
    for (const uri of uris) client.close(uri);
    await settled(client);
  };
  console.log(`${what}:`);
  const opened = await clocked(openAll);
  const first = await clocked(() => pull(uris[0] ?? ''));
  printBudget(`  first pull, after ${opened.toFixed(0)} ms of opening`, first, PULL, 'ms');
  const all: number[] = [];
  for (const uri of uris) all.push(await clocked(() => pull(uri)));
  printTimes('  pull of each document', all);
  const typed: number[] = [];
  for (let i = 0; i < KEYSTROKES; i++) {
    const at = { line: 0, character: 0 };
    const uri = uris[(i * 7) % MANY] ?? '';
    client.change(uri, 2 + i, [{ range: { start: at, end: at }, text: '\n' }]);
    typed.push(await clocked(() => pull(uri)));
  }
  printTimes('  pull after a keystroke', typed);
  printBudget('  memory', memoryOf(client.pid), MEMORY, 'MB');
  const memory: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await closeAll();
    await openAll();
    await pull(uris[round] ?? '');
    memory.push(memoryOf(client.pid));
  }
  console.log(`  closed and opened again: ${memory.map((mb) => mb.toFixed(0)).join(', ')} MB`);
  await client.stop();
}

/** A request that is answered when all messages before it were read. */
function settled(client: TestClient): Promise<unknown> {
  return client.request('heapghost/explain', { rule: 'map-never-shrinks' });
}

function printTimes(what: string, times: readonly number[]): void {
  printBudget(`${what}: p95`, percentile(times, 0.95), PULL, 'ms');
  const [p50, slowest] = [percentile(times, 0.5), percentile(times, 1)];
  console.log(`    p50, slowest: ${p50.toFixed(1)}, ${slowest.toFixed(1)} ms`);
}

async function main(parent: string): Promise<void> {
  for (const [what, shape] of Object.entries(SHAPES)) {
    const folder = mkdtempSync(path.join(parent, 'heapghost-documents-'));
    try {
      await measure(what, shape, folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

void main(path.resolve(process.argv[2] ?? '.'));
