/**
 * `npm run bench -- tree FOLDER`: what the server's core needs for the Go files below a folder, beside what web-tree-sitter
 * alone needs to parse them, in one process and one run. Ratios travel from machine to machine; milliseconds do not.
 *
 * All files are read into memory first, and named by URIs of their own, so that neither the disk nor where the folder
 * lies (findings in the module cache are not wanted) matters.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createWorkspace } from '../../server/src/analysis/analysis';
import type { DirectoryEntry, Environment } from '../../server/src/contracts/environment';
import { DEFAULT_SETTINGS } from '../../server/src/contracts/settings';
import { createGoParser } from '../../server/src/syntax/parser';
import type { Workspace } from '../../server/src/contracts/workspace';
import { runScript } from '../../scripts/host/entry';
import { UserError } from '../../scripts/host/command';
import { assetEnvironment } from '../syntax/support';
import { bareDocument, bareParser, percentile, timed, typing } from './measure';

const ROOT = 'bench:/tree';

interface Sources {
  /** Texts by URI. */
  readonly texts: ReadonlyMap<string, string>;
  readonly folders: ReadonlyMap<string, readonly DirectoryEntry[]>;
}

function readTree(root: string): Sources {
  const texts = new Map<string, string>();
  const folders = new Map<string, readonly DirectoryEntry[]>();
  const visit = (folder: string, uri: string): void => {
    const listed: DirectoryEntry[] = [];
    const entries = readdirSync(folder, { withFileTypes: true });
    // Folder by folder, as `heapghost check` goes through them.
    for (const entry of [...entries].sort((a, b) => +a.isDirectory() - +b.isDirectory())) {
      const { name } = entry;
      const below = path.join(folder, name);
      if (entry.isDirectory()) {
        listed.push({ name, kind: 'directory' });
        if (name !== 'testdata' && name !== 'vendor') visit(below, `${uri}/${name}`);
      } else if (entry.isFile() && /\.go$|^go\.(?:mod|work)$/.test(name)) {
        listed.push({ name, kind: 'file' });
        texts.set(`${uri}/${name}`, readFileSync(below, 'utf8'));
      }
    }
    folders.set(uri, listed);
  };
  visit(root, ROOT);
  return { texts, folders };
}

function environmentOf({ texts, folders }: Sources): Environment {
  const encoder = new TextEncoder();
  return {
    ...assetEnvironment(),
    readFile: (uri) => {
      const text = texts.get(uri);
      return Promise.resolve(text === undefined ? undefined : encoder.encode(text));
    },
    readDirectory: (uri) => Promise.resolve(folders.get(uri)),
  };
}

interface Row {
  readonly what: string;
  readonly ms: number;
  /** Milliseconds of the bare parser for the same. */
  readonly peer?: number | undefined;
}

function print(rows: readonly Row[]): void {
  for (const { what, ms, peer } of rows) {
    const ratio = peer === undefined ? '' : `${(ms / peer).toFixed(2)} x the bare parse`;
    console.log(`${what.padEnd(44)} ${ms.toFixed(1).padStart(10)} ms  ${ratio}`);
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}

/** Parsing and checking everything once. */
async function wholeTree(env: Environment, uris: readonly string[], texts: readonly string[]) {
  const bare = await bareParser(env);
  const own = await createGoParser(env);
  const peer = timed(() => texts.forEach((text) => bare.parse(text)?.delete()));
  const parse = timed(() => texts.forEach((text) => own.parse(text)));
  const workspace = createWorkspace(env, DEFAULT_SETTINGS);
  const start = performance.now();
  let found = 0;
  for (const uri of uris) {
    found += (await workspace.findings(uri)).length;
    await workspace.problems(uri);
  }
  const check = performance.now() - start;
  print([
    { what: 'bare parse', ms: peer },
    { what: 'parse', ms: parse, peer },
    { what: `check, ${found} findings`, ms: check, peer },
  ]);
}

/** One open document: the largest file that is not a test. */
async function oneDocument(env: Environment, uri: string, text: string): Promise<void> {
  const workspace = createWorkspace(env, DEFAULT_SETTINGS);
  workspace.openDocument(uri, 1, text);
  const start = performance.now();
  await workspace.findings(uri);
  const first = performance.now() - start;
  const hovers = await hoverTimes(workspace, uri, text);
  const bare = bareDocument(await bareParser(env), text);
  const keys: number[] = [];
  const bareKeys: number[] = [];
  let version = 1;
  for (const edit of typing(text)) {
    bareKeys.push(timed(() => bare.edit(edit)));
    const begin = performance.now();
    workspace.changeDocument(uri, ++version, [edit]);
    await workspace.findings(uri);
    keys.push(performance.now() - begin);
  }
  bare.close();
  const peers = [0.5, 0.95, 1].map((part) => percentile(bareKeys, part));
  print([
    { what: 'first findings of a package', ms: first },
    { what: `hover, warm, p95 of ${hovers.length}`, ms: percentile(hovers, 0.95) },
    { what: 'keystroke to findings, median', ms: percentile(keys, 0.5), peer: peers[0] },
    { what: 'keystroke to findings, p95', ms: percentile(keys, 0.95), peer: peers[1] },
    { what: 'keystroke to findings, slowest', ms: percentile(keys, 1), peer: peers[2] },
  ]);
}

async function hoverTimes(workspace: Workspace, uri: string, text: string): Promise<number[]> {
  const times: number[] = [];
  for (const { index } of [...text.matchAll(/\b(?:map|delete|make)\b/g)].slice(0, 200)) {
    await workspace.mapReport(uri, index);
    const start = performance.now();
    await workspace.mapReport(uri, index);
    times.push(performance.now() - start);
  }
  return times;
}

runScript(async ([folder]) => {
  if (folder === undefined) throw new UserError('name a folder with Go files');
  const sources = readTree(path.resolve(folder));
  const files = [...sources.texts].filter(([uri]) => uri.endsWith('.go'));
  const [largest] = files
    .filter(([uri]) => !uri.endsWith('_test.go'))
    .sort(([, a], [, b]) => b.length - a.length);
  if (largest === undefined) throw new UserError(`no Go files below ${folder}`);
  const texts = files.map(([, text]) => text);
  const lines = (text: string): number => text.split('\n').length;
  const total = texts.reduce((sum, text) => sum + lines(text), 0);
  console.log(`${files.length} files, ${total} lines`);
  const env = environmentOf(sources);
  await wholeTree(
    env,
    files.map(([uri]) => uri),
    texts,
  );
  console.log(`RSS ${megabytes(process.memoryUsage.rss())}, sources and both parsers included`);
  const [uri, text] = largest;
  console.log(`${uri.slice(ROOT.length + 1)}, ${lines(text)} lines, open`);
  await oneDocument(env, uri, text);
  return 0;
});
