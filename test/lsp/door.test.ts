import assert from 'node:assert/strict';
import type { Connection } from 'vscode-languageserver';
import { createBrowserEnvironment } from '../../server/src/browser/environment';
import type { Verdict } from '../../server/src/lsp/door';
import { createDoor } from '../../server/src/lsp/door';
import { NOTIFICATIONS, REQUESTS } from '../../server/src/lsp/messages';
import { goodParams } from '../fuzz/messages';

const URI = 'file:///a.go';
const GOOD = goodParams(URI);

/** A door behind which a conversation is under way. */
function opened(): (message: unknown) => Verdict {
  const door = createDoor();
  door({ jsonrpc: '2.0', id: 0, method: 'initialize', params: GOOD.initialize });
  return door;
}

function judged(method: string, params: unknown): Verdict {
  if (method === 'initialize') return createDoor()({ jsonrpc: '2.0', id: 1, method, params });
  const id = method in REQUESTS ? { id: 1 } : {};
  return opened()({ jsonrpc: '2.0', ...id, method, params });
}

/** What is said about the message; undefined when it may pass. */
function complaint(method: string, params: unknown): string | undefined {
  const { pass, reply, log } = judged(method, params);
  assert.equal(pass === undefined, (reply ?? log) !== undefined, 'answered, logged or passed');
  if (reply !== undefined) assert.equal(reply.error?.code, -32602);
  const line = reply?.error?.message ?? log?.replace(`Ignored ${method}: `, '');
  assert.doesNotMatch(line ?? '', /\n/);
  return line;
}

/** The value with the field at the path replaced, or removed for undefined. */
function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const fields = value as Readonly<Record<string, unknown>>;
  const made = replaced(fields[key], rest, by);
  if (Array.isArray(value)) return value.map((one: unknown, i) => (i === Number(key) ? made : one));
  const others = Object.entries(fields).filter(([name]) => name !== key);
  return Object.fromEntries(made === undefined ? others : [...others, [key, made]]);
}

describe('the door', () => {
  for (const method of [...Object.keys(REQUESTS), ...Object.keys(NOTIFICATIONS)]) {
    it(`lets ${method} of a good client in`, () => {
      const { pass } = judged(method, GOOD[method]);
      assert.ok(pass !== undefined);
    });
  }

  /** A field by its path, a wrong value for it, and what is said. */
  const WRONG: readonly (readonly [method: string, path: string, value: unknown, line: string])[] =
    [
      ['initialize', '', null, 'params must be an object'],
      ['initialize', 'capabilities', undefined, 'capabilities is missing'],
      ['initialize', 'capabilities', [], 'capabilities must be an object'],
      ['initialize', 'capabilities.textDocument', 'x', '= must be an object'],
      [
        'initialize',
        'capabilities.textDocument.hover.contentFormat',
        'x',
        '= must be an array of strings',
      ],
      ['initialize', 'capabilities.textDocument.hover.contentFormat.0', 1, '= must be a string'],
      ['initialize', 'capabilities.workspace.configuration', 'yes', '= must be true or false'],
      [
        'initialize',
        'capabilities.general.positionEncodings',
        { 0: 'x' },
        '= must be an array of strings',
      ],
      ['initialize', 'processId', 0.5, '= must be a whole number'],
      ['initialize', 'processId', -1, '= must be the number of a process'],
      ['initialize', 'trace', {}, '= must be a string'],
      ['textDocument/didOpen', 'textDocument', undefined, '= is missing'],
      ['textDocument/didOpen', 'textDocument.uri', undefined, '= is missing'],
      ['textDocument/didOpen', 'textDocument.uri', null, '= must be a string'],
      [
        'textDocument/didOpen',
        'textDocument.uri',
        'x'.repeat(70_000),
        '= must have at most 65536 characters',
      ],
      ['textDocument/didOpen', 'textDocument.text', undefined, '= is missing'],
      ['textDocument/didOpen', 'textDocument.text', 5, '= must be a string'],
      ['textDocument/didOpen', 'textDocument.version', '1', '= must be a whole number'],
      ['textDocument/didOpen', 'textDocument.languageId', undefined, '= is missing'],
      ['textDocument/didChange', 'contentChanges', undefined, '= is missing'],
      ['textDocument/didChange', 'contentChanges', {}, '= must be an array'],
      ['textDocument/didChange', 'contentChanges.1', null, '= must be an object'],
      ['textDocument/didChange', 'contentChanges.1.text', undefined, '= is missing'],
      ['textDocument/didChange', 'contentChanges.0.range', null, '= must be an object'],
      ['textDocument/didChange', 'contentChanges.0.range.start', undefined, '= is missing'],
      [
        'textDocument/didChange',
        'contentChanges.0.range.end.line',
        -1,
        '= must be a whole number from 0',
      ],
      [
        'textDocument/didChange',
        'contentChanges.0.range.end.line',
        NaN,
        '= must be a whole number',
      ],
      [
        'textDocument/didChange',
        'contentChanges.0.range.end.line',
        1e300,
        '= must be a whole number',
      ],
      [
        'textDocument/didChange',
        'contentChanges.0.range.end.line',
        0.5,
        '= must be a whole number',
      ],
      ['textDocument/didChange', 'textDocument.version', null, '= must be a whole number'],
      ['textDocument/didClose', 'textDocument.uri', ['x'], '= must be a string'],
      ['workspace/didChangeConfiguration', '', [], 'params must be an object'],
      ['workspace/didChangeWatchedFiles', 'changes.0.type', 4, '= must be 1, 2 or 3'],
      ['workspace/didChangeWatchedFiles', 'changes.0.uri', undefined, '= is missing'],
      ['textDocument/codeAction', 'context', undefined, '= is missing'],
      ['textDocument/codeAction', 'context.only', 'quickfix', '= must be an array of strings'],
      ['textDocument/codeAction', 'context.triggerKind', 'x', '= must be a whole number'],
      ['textDocument/codeAction', 'workDoneToken', {}, '= must be a string or a whole number'],
      ['heapghost/simulate', 'seed', 0.5, '= must be a whole number'],
      ['heapghost/explain', 'rule', undefined, '= is missing'],
      ['$/cancelRequest', 'id', undefined, '= is missing'],
      ['$/cancelRequest', 'id', {}, '= must be a string or a whole number'],
      ['$/setTrace', 'value', 5, '= must be a string'],
    ];
  for (const [method, path, value, line] of WRONG) {
    const what = value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 40);
    it(`turns ${method} away with ${what} for ${path || 'its parameters'}`, () => {
      const names = path === '' ? [] : path.split('.');
      const params = replaced(GOOD[method], names, value);
      assert.equal(complaint(method, params), line.replace(/^=/, path));
    });
  }

  /** What is no mistake of the client, or may be one of somebody else. */
  const RIGHT: readonly (readonly [method: string, path: string, value: unknown])[] = [
    ['initialize', 'initializationOptions', [5]],
    ['initialize', 'capabilities.textDocument', null],
    ['initialize', 'capabilities.textDocument', { hover: {}, semanticTokens: 5 }],
    ['initialize', 'processId', null],
    ['initialize', 'trace', undefined],
    ['textDocument/hover', 'position.line', 2 ** 40],
    ['textDocument/hover', 'workDoneToken', undefined],
    ['textDocument/didOpen', 'textDocument.version', -5],
    ['textDocument/didChange', 'contentChanges', []],
    ['textDocument/didChange', 'contentChanges.0.range', undefined],
    ['textDocument/codeAction', 'context.only', null],
    ['textDocument/codeAction', 'context.diagnostics.0', { range: 5, source: 'of another server' }],
    ['workspace/didChangeConfiguration', 'settings', 5],
    ['workspace/didChangeConfiguration', '', {}],
    ['heapghost/simulate', 'seed', undefined],
  ];
  for (const [method, path, value] of RIGHT) {
    const what = value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 40);
    it(`lets ${method} in with ${what} for ${path || 'its parameters'}`, () => {
      const names = path === '' ? [] : path.split('.');
      assert.equal(complaint(method, replaced(GOOD[method], names, value)), undefined);
    });
  }

  it('hands on nothing that no schema names', () => {
    const extra = JSON.parse('{"__proto__":{"text":"x"},"constructor":5,"more":1}') as object;
    const params = {
      textDocument: { uri: URI, ...extra },
      position: { line: 0, character: 0, ...extra },
    };
    const { pass } = judged('textDocument/hover', { ...params, ...extra });
    assert.deepEqual((pass as { params?: unknown }).params, {
      textDocument: { uri: URI },
      position: { line: 0, character: 0 },
    });
  });

  it('turns a broken answer into an error, so that nobody waits for it', () => {
    for (const message of [
      { jsonrpc: '2.0', id: 3 },
      { jsonrpc: '2.0', id: 3, error: 5 },
      { jsonrpc: '2.0', id: 3, error: { code: 'x', message: 'y' } },
      { jsonrpc: '2.0', id: 3, error: null },
    ]) {
      const { pass } = opened()(message) as { pass?: { id?: unknown; error?: { code?: number } } };
      assert.equal(pass?.id, 3);
      assert.equal(pass.error?.code, -32600);
    }
    const answer = { jsonrpc: '2.0', id: 3, result: null };
    assert.deepEqual(opened()(answer).pass, answer);
  });
});

describe('the client of a web worker', () => {
  /** An environment whose client answers every question so. */
  const asking = (answer: unknown) =>
    createBrowserEnvironment(
      { sendRequest: () => Promise.resolve(answer) } as unknown as Connection,
      undefined,
    );

  it('may answer anything for a file or folder: what makes no sense is not there', async () => {
    for (const odd of [
      null,
      undefined,
      5,
      'no base64!',
      'abc',
      {},
      [5],
      [[]],
      { length: 1, 0: 1 },
      NaN,
    ]) {
      assert.equal(await asking(odd).readFile('mem:/a.go'), undefined);
    }
    for (const odd of [null, undefined, 5, 'text', {}, { length: 1 }, NaN]) {
      assert.equal(await asking(odd).readDirectory('mem:/a'), undefined);
    }
    const kinds = ['file', 'directory', 'other', 'pipe', 5, undefined];
    const names = ['a.go', '', '.', '..', 'b/c.go', 5, '...', '__proto__'];
    const entries = [
      ...kinds.map((kind) => ({ name: 'a', kind })),
      ...names.map((name) => ({ name, kind: 'file' })),
      5,
      null,
    ];
    assert.deepEqual(await asking(entries).readDirectory('mem:/a'), [
      { name: 'a', kind: 'file' },
      { name: 'a', kind: 'directory' },
      { name: 'a', kind: 'other' },
      { name: 'a.go', kind: 'file' },
      { name: '...', kind: 'file' },
      { name: '__proto__', kind: 'file' },
    ]);
    const bytes = new Uint8Array([1]);
    assert.equal(await asking(bytes).readFile('mem:/a.go'), bytes);
    assert.deepEqual(await asking('AQ==').readFile('mem:/a.go'), bytes);
  });
});
