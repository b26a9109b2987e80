/**
 * Code actions as an editor asks for them, over the protocol: the first after a file was opened and its findings were
 * pulled, as for the light bulb, then at every finding and every map that the file declares. The files are those of a
 * folder that are nearest to 10,000 lines, and one of 10,000 lines that is made up of maps and slices with findings.
 *
 * @param FOLDER with Go files
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DocumentDiagnosticReport, Range } from 'vscode-languageserver/node';
import type { TestClient } from '../lsp/client';
import { fileUri, startClient } from '../lsp/client';
import { goFilesBelow, textOf } from './disk';
import { clocked, percentile, printBudget } from './measure';
import { caches, linesOf } from './sources';

const LINES = 10_000;
const WARM = 10;
/** Places that are asked about in one file, each twice. */
const PLACES = 100;

/** The places of the maps that a file declares as fields or variables. */
function mapsOf(text: string): Range[] {
  const ranges: Range[] = [];
  text.split('\n').forEach((line, number) => {
    const found = /^\s*(?:var )?(\w+) +(?:= )?map\[/.exec(line);
    if (found?.[1] === undefined) return;
    const at = { line: number, character: line.indexOf(found[1]) };
    ranges.push({ start: at, end: at });
  });
  return ranges;
}

async function findings(client: TestClient, uri: string): Promise<readonly Range[]> {
  const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return 'items' in report
    ? report.items.map(({ range: { start } }) => ({ start, end: start }))
    : [];
}

async function ask(client: TestClient, uri: string, range: Range): Promise<number> {
  const context = { diagnostics: [], triggerKind: 2 };
  const actions = await client.request<readonly unknown[] | null>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context,
  });
  return actions?.length ?? 0;
}

/** @param pause milliseconds between the findings and the first question, as an editor's light bulb has */
async function measure(file: string, pause: number): Promise<void> {
  const uri = fileUri(file);
  const text = textOf(file);
  const client = await startClient();
  client.open(uri, text);
  let found: readonly Range[] = [];
  const pull = await clocked(async () => {
    found = await findings(client, uri);
  });
  const [first = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }] = found;
  await new Promise((resolve) => setTimeout(resolve, pause));
  let offered = 0;
  const asked = await clocked(async () => {
    offered = await ask(client, uri, first);
  });
  console.log(
    `${path.basename(file)}, ${linesOf(text)} lines, ${found.length} findings: pull ${pull.toFixed(0)} ms; ${pause} ms later first actions ${asked.toFixed(0)} ms (${offered})`,
  );
  const all = [...found, ...mapsOf(text)];
  const step = Math.max(1, all.length / PLACES);
  const places = all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
  for (const what of ['each place, first time', 'each place, again']) {
    const times: number[] = [];
    for (const place of places) times.push(await clocked(() => ask(client, uri, place)));
    printBudget(`  ${what} (${places.length}): p95`, percentile(times, 0.95), WARM, 'ms');
    console.log(
      `    p50, p95, slowest: ${[0.5, 0.95, 1].map((part) => percentile(times, part).toFixed(1)).join(', ')} ms`,
    );
  }
  await client.stop();
}

async function main(folder: string): Promise<void> {
  const files = [...goFilesBelow(folder, ['testdata'])]
    .filter((file) => !file.endsWith('_test.go'))
    .map((file) => ({ file, far: Math.abs(linesOf(textOf(file)) - LINES) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3);
  const made = mkdtempSync(path.join(tmpdir(), 'heapghost-bench-'));
  try {
    writeFileSync(path.join(made, 'go.mod'), 'module example.com/caches\n\ngo 1.26\n');
    writeFileSync(path.join(made, 'caches.go'), caches(LINES));
    for (const { file } of [{ file: path.join(made, 'caches.go') }, ...files]) {
      for (const pause of [0, 1000]) await measure(file, pause);
    }
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

void main(path.resolve(process.argv[2] ?? '.'));
