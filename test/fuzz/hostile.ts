/**
 * A client that sends messages with missing and wrong fields, thousands of them, and between them asks what any client
 * asks: the answers have to be those of a server that nobody has been hostile to.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { uriOf } from '../../server/src/node/paths';
import { EDITOR } from '../lsp/client';
import type { RawClient } from '../lsp/raw';
import { startRaw } from '../lsp/raw';
import { hostileMessage, longestUri, oddAnswer } from './messages';
import { caseSeed, createRandom } from './random';

/** Messages between two sets of questions. */
const ROUND = 100;

/** V8 lets garbage lie while there is room: with little of it, the memory of the process is what the server keeps. */
const SMALL_HEAP = '--max-old-space-size=40';

/** Messages of the greatest length that are sent first. */
const LONGEST = 10;

const FILES: Readonly<Record<string, string>> = {
  'go.mod': 'module example.com/m\n\ngo 1.26\n',
  'cache.go': 'package m\n\nvar sessions = map[string][64]byte{}\n',
  'use.go': `package m

func login(id string)  { sessions[id] = [64]byte{} }
func logout(id string) { delete(sessions, id) }
`,
};
const KEPT = ['cache.go', 'use.go'];

export interface HostileRun {
  readonly messages: number;
  readonly seed: number;
  /** After each round: the number of messages so far, and bytes of resident memory; undefined where nobody tells. */
  readonly report?: (messages: number, rss: number | undefined) => void;
}

export interface HostileResult {
  /** Requests among the messages, all of which have had exactly one answer. */
  readonly requests: number;
  /** Sets of questions that were answered as by an untouched server. */
  readonly rounds: number;
  /** How many answers had which error code; `result` for those without. */
  readonly codes: ReadonlyMap<string, number>;
}

/** Codes that a hostile request may be answered with: never that of an internal error. */
const CODES = new Set(['result', '-32600', '-32601', '-32602', '-32800', '-32801']);

/** Rejects when an answer is missing or wrong. */
export async function runHostile({ messages, seed, report }: HostileRun): Promise<HostileResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heapghost-hostile-'));
  const clients: RawClient[] = [];
  try {
    for (const [name, text] of Object.entries(FILES))
      await writeFile(path.join(folder, name), text);
    const kept = KEPT.map((name) => uriOf(path.join(folder, name)));
    const own = Array.from({ length: 8 }, (_, i) => `file:///nowhere/hostile${i}/a.go`);
    const random = createRandom(caseSeed(seed, 0));

    const untouched = await begin(folder, clients);
    const expected = await questions(untouched, kept);
    assertMeaningful(expected);
    const client = await begin(folder, clients);
    client.onRequest((request) => client.send(oddAnswer(request.id, random)));
    // The room that the longest messages take is taken before anything is measured: later they come by chance.
    for (let i = 0; i < LONGEST; i++) {
      await client.ask('textDocument/hover', {
        textDocument: { uri: longestUri() },
        position: { line: 0, character: 0 },
      });
    }

    const codes = new Map<string, number>();
    let requests = 0;
    let rounds = 0;
    for (let sent = 0; sent < messages;) {
      const ids: string[] = [];
      for (let i = 0; i < ROUND && sent < messages; i++, sent++) {
        const { message, id } = hostileMessage(sent, { kept, own }, random);
        client.send(message);
        if (id !== undefined) ids.push(id);
      }
      for (const id of ids) {
        const answer = await client.answerTo(id);
        const code = String((answer.error as { code?: number } | undefined)?.code ?? 'result');
        codes.set(code, (codes.get(code) ?? 0) + 1);
        assert.ok(CODES.has(code), `answer to ${id}: ${JSON.stringify(answer).slice(0, 500)}`);
      }
      requests += ids.length;
      const answers = await questions(client, kept);
      assert.deepEqual(answers, expected, `after ${sent} messages`);
      for (const id of ids) assert.equal(client.answers.get(id)?.length, 1, `answers to ${id}`);
      assertLog(client);
      client.forget();
      rounds++;
      report?.(sent, rssOf(client.child.pid));
    }
    for (const each of [untouched, client]) {
      await each.ask('shutdown');
      each.send({ jsonrpc: '2.0', method: 'exit' });
      assert.deepEqual(await each.ended, { code: 0, stderr: '' });
    }
    return { requests, rounds, codes };
  } finally {
    for (const { child } of clients) child.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A server with the kept documents open. */
async function begin(folder: string, clients: RawClient[]): Promise<RawClient> {
  const client = startRaw(['--stdio'], [SMALL_HEAP]);
  clients.push(client);
  client.onRequest(({ id }) => client.send({ jsonrpc: '2.0', id, result: [null] }));
  await client.ask('initialize', { processId: process.pid, rootUri: null, capabilities: EDITOR });
  client.send({ jsonrpc: '2.0', method: 'initialized', params: {} });
  for (const name of KEPT) {
    const uri = uriOf(path.join(folder, name));
    const textDocument = { uri, languageId: 'go', version: 1, text: FILES[name] };
    client.send({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument } });
  }
  return client;
}

/** What an editor asks about an open document; none of it depends on who asks. */
async function questions(client: RawClient, [uri, other]: readonly string[]): Promise<unknown> {
  const at = { line: 2, character: 6 };
  const range = { start: at, end: at };
  const asked = [
    ['textDocument/hover', { textDocument: { uri }, position: at }],
    ['textDocument/diagnostic', { textDocument: { uri } }],
    ['textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } }],
    ['heapghost/map', { textDocument: { uri: other }, position: { line: 3, character: 33 } }],
    ['heapghost/layout', { textDocument: { uri: other } }],
  ] as const;
  const answers = asked.map(async ([method, params]) => {
    const { result, error } = await client.ask(method, params);
    return { method, result, error };
  });
  return Promise.all(answers);
}

/** The comparison is worth something: there is a hover, a finding, a fix and a map. */
function assertMeaningful(answers: unknown): void {
  const text = JSON.stringify(answers);
  for (const part of ['1 delete', 'map-never-shrinks', 'documentChanges', '"entries":100000']) {
    assert.ok(text.includes(part), `the untouched server answers with ${part}`);
  }
}

/** No handler has failed behind a neutral answer, and each line of the log is one. */
function assertLog({ received }: RawClient): void {
  for (const { method, params } of received) {
    if (method !== 'window/logMessage') continue;
    const { message } = params as { message: string };
    assert.doesNotMatch(message, /^Error while computing|\n/);
    assert.ok(message.length < 1000, message);
  }
}

/** Bytes of resident memory, where the system tells. */
function rssOf(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

/** Prints a run as it goes; gives the exit code, 1 when memory grows. */
export async function hostileMain(messages: number, seed: number): Promise<number> {
  const seen: number[] = [];
  const begun = Date.now();
  const { requests, rounds, codes } = await runHostile({
    messages,
    seed,
    report(sent, rss) {
      if (rss !== undefined) seen.push(rss);
      if (sent % (ROUND * 10) !== 0) return;
      const memory = rss === undefined ? '' : `, RSS ${megabytes(rss)} MB`;
      console.log(`${sent} messages, all answers right${memory}`);
    },
  });
  const counted = [...codes].sort().map(([code, count]) => `${count} x ${code}`);
  console.log(`answers to ${requests} hostile requests: ${counted.join(', ')}`);
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.log(`${messages} messages in ${seconds} s, seed ${seed}: ${rounds} rounds as untouched`);
  // The first quarter warms up; behind it the highest of each half is compared, since collections come when they like.
  const warm = seen.slice(Math.floor(seen.length / 4));
  const half = Math.floor(warm.length / 2);
  if (half === 0) return 0;
  const [before, after] = [warm.slice(0, half), warm.slice(half)].map((part) => Math.max(...part));
  const growth = ((after ?? 0) / (before ?? 1) - 1) * 100;
  console.log(
    `highest RSS ${megabytes(before ?? 0)} MB, later ${megabytes(after ?? 0)} MB: ${growth.toFixed(1)} % more`,
  );
  return growth > MOST_GROWTH ? 1 : 0;
}

/** Percent. */
const MOST_GROWTH = 10;

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
