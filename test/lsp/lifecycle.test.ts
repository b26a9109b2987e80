/** How a server process begins and ends, and what it makes of input that no client should send. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import type { Fields, RawClient } from './raw';
import { startRaw } from './raw';
import { BROKEN } from './broken';

const INITIALIZE = { processId: null, rootUri: null, capabilities: {} };
const HOVER = { textDocument: { uri: 'file:///a.go' }, position: { line: 0, character: 0 } };

function codeOf(answer: Fields): unknown {
  return (answer.error as Fields | undefined)?.code;
}

async function initialized(): Promise<RawClient> {
  const client = startRaw();
  assert.equal(codeOf(await client.ask('initialize', INITIALIZE)), undefined);
  client.send({ jsonrpc: '2.0', method: 'initialized', params: {} });
  return client;
}

/** One line, which is no stack trace. */
const ONE_LINE = /^heapghost: [^\n]+; the server ends\n$/;

describe('the life of a server', function () {
  // Each test starts a process, on machines that may have other things to do.
  this.timeout(120_000);

  it('begins with initialize: other requests have to wait, notifications are dropped', async () => {
    const client = startRaw();
    assert.equal(codeOf(await client.ask('textDocument/hover', HOVER)), -32002);
    assert.equal(codeOf(await client.ask('shutdown')), -32002);
    assert.equal(codeOf(await client.ask('no/such/method')), -32002);
    const item = { uri: 'file:///a.go', languageId: 'go', version: 1, text: 'package a' };
    client.send({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument: item } });
    assert.equal(codeOf(await client.ask('initialize', { capabilities: 5 })), -32602);
    assert.equal(codeOf(await client.ask('initialize', INITIALIZE)), undefined);
    assert.equal((await client.ask('textDocument/hover', HOVER)).result, null);
    assert.equal(codeOf(await client.ask('initialize', INITIALIZE)), -32600);
    assert.equal(codeOf(await client.ask('no/such/method')), -32601);
    assert.equal((await client.ask('shutdown')).result, null);
    assert.equal(codeOf(await client.ask('textDocument/hover', HOVER)), -32600);
    assert.equal(codeOf(await client.ask('initialize', INITIALIZE)), -32600);
    assert.equal(codeOf(await client.ask('shutdown')), -32600);
    client.send({ jsonrpc: '2.0', method: 'exit' });
    assert.deepEqual(await client.ended, { code: 0, stderr: '' });
  });

  it('ends with 1 when it is told to exit without a shutdown', async () => {
    const early = startRaw();
    early.send({ jsonrpc: '2.0', method: 'exit' });
    assert.deepEqual(await early.ended, { code: 1, stderr: '' });
    const late = await initialized();
    late.send({ jsonrpc: '2.0', method: 'exit', params: null });
    assert.deepEqual(await late.ended, { code: 1, stderr: '' });
  });

  it('ends when its client is gone: with 0 after a shutdown, else with 1 and a line', async () => {
    const rude = await initialized();
    rude.close();
    const ending = await rude.ended;
    assert.equal(ending.code, 1);
    assert.match(ending.stderr, ONE_LINE);
    assert.match(ending.stderr, /closed the connection without a shutdown/);
    const polite = await initialized();
    await polite.ask('shutdown');
    polite.close();
    assert.deepEqual(await polite.ended, { code: 0, stderr: '' });
  });

  it('ends when nobody reads its answers', async () => {
    const client = startRaw();
    client.child.stdout?.destroy();
    client.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: INITIALIZE });
    const { code, stderr } = await client.ended;
    assert.equal(code, 1);
    assert.match(stderr, ONE_LINE);
  });

  for (const part of ['Content-Len', 'Content-Length: 200\r\n\r\n{"jsonrpc":']) {
    it(`ends when the stream stops at ${JSON.stringify(part)}`, async () => {
      const client = startRaw();
      client.bytes(part);
      client.close();
      const { code, stderr } = await client.ended;
      assert.equal(code, 1);
      assert.match(stderr, ONE_LINE);
      assert.match(stderr, /ends in the middle of a message/);
    });
  }

  it('ends with one line where the framing is broken, whatever comes behind', async () => {
    const endings = BROKEN.map(async ([what, bytes, line]) => {
      const client = startRaw();
      client.bytes(bytes);
      client.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: INITIALIZE });
      const { code, stderr } = await client.ended;
      assert.equal(code, 1, what);
      assert.match(stderr, ONE_LINE, what);
      assert.match(stderr, line, what);
    });
    await Promise.all(endings);
  });

  it('needs to be told how to speak', async () => {
    const { code, stderr } = await startRaw([]).ended;
    assert.equal(code, 1);
    assert.match(stderr, /^heapghost: no --stdio, [^\n]+\n$/);
    const refused = await startRaw(['--socket=1']).ended;
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, ONE_LINE);
  });

  for (const form of ['--socket=PORT', '--socket PORT']) {
    it(`speaks over ${form}`, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const connected = new Promise<Socket>((resolve) => server.once('connection', resolve));
      const client = startRaw(form.replace('PORT', String(port)).split(' '));
      const socket = await connected;
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'shutdown' });
      socket.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
      const answer = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
      assert.match(answer.toString(), /Content-Length: /);
      socket.destroy();
      assert.equal((await client.ended).code, 1);
      server.close();
    });
  }

  const NO_MESSAGES: readonly (readonly [message: unknown, id: unknown])[] = [
    [[], null],
    [[{ jsonrpc: '2.0', id: 7, method: 'shutdown' }], null],
    [5, null],
    ['hello', null],
    [null, null],
    [true, null],
    [{ jsonrpc: '2.0', id: {}, method: 'shutdown' }, null],
    [{ jsonrpc: '2.0', id: null, method: 'shutdown' }, null],
    [{ jsonrpc: '2.0', id: [1], method: 'shutdown' }, null],
    [{ jsonrpc: '2.0', id: 'a', method: 5 }, 'a'],
    [{ jsonrpc: '2.0', id: 'b' }, 'b'],
    [{ jsonrpc: '1.0', id: 'c', method: 'shutdown' }, 'c'],
    [{ id: 'd', method: 'shutdown' }, 'd'],
  ];
  it('refuses what is no message, ignores what has no id, and goes on', async () => {
    const client = await initialized();
    for (const [message, id] of NO_MESSAGES) {
      const before = client.answers.get(id)?.length ?? 0;
      client.send(message);
      assert.equal((await client.ask('textDocument/hover', HOVER)).result, null);
      const answers = client.answers.get(id) ?? [];
      assert.equal(answers.length, before + 1, JSON.stringify(message));
      assert.equal(codeOf(answers.at(-1) ?? {}), -32600, JSON.stringify(message));
    }
    for (const message of [
      {},
      { method: 'exit' },
      { jsonrpc: '2.0', method: ['exit'] },
      { jsonrpc: '2.0', result: 5 },
      { jsonrpc: '2.0', id: 99, result: 5 },
      { jsonrpc: '2.0', id: 99, error: 5 },
      { jsonrpc: '2.0', id: null, error: { code: 1, message: 'x' } },
      { jsonrpc: '2.0', id: {}, result: null },
      { jsonrpc: '2.0', method: '__proto__' },
      { jsonrpc: '2.0', method: '$/cancelRequest' },
      { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: {} } },
      { jsonrpc: '2.0', method: '$/progress', params: 5 },
      { jsonrpc: '2.0', method: '$/setTrace', params: { value: 5 } },
      { jsonrpc: '2.0', method: '$/unknown', params: 5 },
    ]) {
      client.send(message);
    }
    for (const method of ['__proto__', 'constructor', 'toString', 'x'.repeat(1_000_000)]) {
      const { error } = await client.ask(method, {});
      assert.equal((error as Fields).code, -32601);
      assert.ok(String((error as Fields).message).length < 400);
    }
    await client.ask('shutdown');
    client.send({ jsonrpc: '2.0', method: 'exit' });
    assert.deepEqual(await client.ended, { code: 0, stderr: '' });
  });

  it('holds over IPC as well', async () => {
    const server = path.resolve(__dirname, '../../dist/server.js');
    const child = fork(server, ['--node-ipc'], {
      execArgv: [],
      silent: true,
      serialization: 'advanced',
    });
    const answers: Fields[] = [];
    child.on('message', (message) => answers.push(message as Fields));
    const answered = async (count: number): Promise<void> => {
      while (answers.length < count)
        await new Promise<void>((resolve) => child.once('message', () => resolve()));
    };
    // What JSON cannot say, but this transport can.
    const odd = [5, 'x', [], NaN, new Map(), { jsonrpc: '2.0', id: NaN, method: 'shutdown' }];
    for (const message of odd) child.send(message as object);
    child.send({ jsonrpc: '2.0', id: 1, method: 'textDocument/hover', params: HOVER });
    child.send({ jsonrpc: '2.0', id: 2, method: 'initialize', params: INITIALIZE });
    const line = { ...HOVER, position: { line: NaN, character: Infinity } };
    child.send({ jsonrpc: '2.0', id: 3, method: 'textDocument/hover', params: line });
    child.send({ jsonrpc: '2.0', id: 4, method: 'textDocument/hover', params: HOVER });
    const isAnswer = (): Fields[] => answers.filter(({ id }) => id !== undefined);
    const codes = (): unknown[] => isAnswer().map((answer) => [answer.id, codeOf(answer)]);
    while (!isAnswer().some(({ id }) => id === 4)) await answered(answers.length + 1);
    const sorted = codes().filter((pair) => (pair as unknown[])[0] !== null);
    assert.deepEqual(
      sorted.sort((a, b) => Number((a as unknown[])[0]) - Number((b as unknown[])[0])),
      [
        [1, -32002],
        [2, undefined],
        [3, -32602],
        [4, undefined],
      ],
    );
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.disconnect();
    assert.equal(await ended, 1);
  });
});
