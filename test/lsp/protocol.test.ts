import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type {
  ClientCapabilities,
  CodeAction,
  DocumentDiagnosticReport,
  Hover,
  MarkupContent,
  ResponseError,
} from 'vscode-languageserver/node';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  WorkDoneProgress,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientOptions, TestClient } from './client';
import { EDITOR, fileUri, startClient } from './client';
import { random } from './random';

const GO_MOD = 'module example.com/m\n\ngo 1.26\n';

/** A file with one finding, whose first map is declared in line 3. */
const CACHE = `package m

var sessions = map[string][64]byte{}

func login(id string)  { sessions[id] = [64]byte{} }
func logout(id string) { delete(sessions, id) }
`;
const AT_MAP = { line: 2, character: 6 };

describe('the server as a process', () => {
  let folder: string;
  let uri: string;
  let clients: TestClient[];

  beforeEach(() => {
    clients = [];
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'heapghost-lsp-')));
    writeFileSync(path.join(folder, 'go.mod'), GO_MOD);
    writeFileSync(path.join(folder, 'cache.go'), CACHE);
    uri = fileUri(path.join(folder, 'cache.go'));
  });
  afterEach(async () => {
    for (const client of clients) await client.stop();
    rmSync(folder, { recursive: true, force: true });
    // Whatever a test asked for: no handler may have failed behind its neutral answer.
    const errors = clients.flatMap(({ log }) => log.filter((line) => line.startsWith('Error')));
    assert.deepEqual(errors, []);
  });

  async function start(options: ClientOptions = {}): Promise<TestClient> {
    const client = await startClient(options);
    clients.push(client);
    return client;
  }

  for (const transport of ['stdio', 'ipc'] as const) {
    it(`serves and ends over ${transport}`, async () => {
      const client = await start({ transport });
      assert.equal(client.initialized.serverInfo?.name, 'heapghost');
      client.open(uri, CACHE);
      assert.match(await hoverText(client, uri, AT_MAP), /100,000 entries/);
      assert.equal(await client.stop(), 0);
    });
  }

  it('announces what it can do', async () => {
    const { initialized } = await start();
    assert.deepEqual(initialized.capabilities, {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      diagnosticProvider: {
        identifier: 'heapghost',
        interFileDependencies: true,
        workspaceDiagnostics: false,
      },
      codeActionProvider: {
        codeActionKinds: ['quickfix', 'refactor.rewrite', 'source.fixAll.heapghost'],
      },
    });
  });

  it('needs nothing of a client: no capability, no option', async () => {
    const client = await start({ capabilities: {}, initializationOptions: null });
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
    client.open(uri, CACHE);
    const hover = await client.request<Hover>('textDocument/hover', at(uri, AT_MAP));
    const { kind, value } = hover.contents as MarkupContent;
    assert.equal(kind, 'plaintext');
    assert.match(value, /^heapghost · map\[string\]\[64\]byte · Go 1\.26 /);
    assert.doesNotMatch(value, /```|command:|\]\(/);
    assert.deepEqual(client.asked, []);
  });

  it('links to commands only when the client knows them', async () => {
    const plain = await start();
    plain.open(uri, CACHE);
    assert.doesNotMatch(await hoverText(plain, uri, AT_MAP), /command:/);
    assert.ok((await actions(plain, uri)).every(({ command }) => command === undefined));

    const able = await start({ initializationOptions: { commands: ['heapghost.simulate'] } });
    able.open(uri, CACHE);
    const text = await hoverText(able, uri, AT_MAP);
    const commands = [...text.matchAll(/command:([\w.]+)\?/g)].map((match) => match[1]);
    assert.deepEqual(commands, ['heapghost.simulate']);
    const command = (await actions(able, uri)).find((action) => action.command)?.command;
    assert.equal(command?.command, 'heapghost.simulate');
    assert.deepEqual(command.arguments, [uri, AT_MAP]);
  });

  describe('diagnostics', () => {
    const PUSH: ClientCapabilities = { ...EDITOR, textDocument: {} };

    it('are pulled where the client can', async () => {
      const client = await start();
      client.open(uri, CACHE);
      assert.deepEqual(await pull(client, uri), ['map-never-shrinks']);
    });

    it('are pushed where it cannot, and follow the text', async () => {
      const client = await start({ capabilities: PUSH });
      client.open(uri, CACHE);
      const [diagnostic] = await client.pushed(uri, (list) => list.length > 0);
      assert.equal(diagnostic?.code, 'map-never-shrinks');
      assert.equal(diagnostic.source, 'heapghost');
      client.change(uri, 2, [{ text: CACHE.replace('delete(sessions, id)', '') }]);
      await client.pushed(uri, (list) => list.length === 0);
    });

    it('are taken back when the document is closed', async () => {
      const client = await start({ capabilities: PUSH });
      client.open(uri, CACHE);
      await client.pushed(uri, (list) => list.length > 0);
      client.close(uri);
      await client.pushed(uri, (list) => list.length === 0);
    });

    it('know files that are not open, and that one changed', async () => {
      const client = await start();
      const other = path.join(folder, 'other.go');
      const lonely = CACHE.replace(/func logout.*\n/, '');
      client.open(uri, lonely);
      assert.deepEqual(await pull(client, uri), []);
      writeFileSync(other, 'package m\n\nfunc logout(id string) { delete(sessions, id) }\n');
      client.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: fileUri(other), type: 1 }],
      });
      await client.askedFor('workspace/diagnostic/refresh');
      assert.deepEqual(await pull(client, uri), ['map-never-shrinks']);
    });
  });

  describe('settings', () => {
    it('switch the hover off and on again', async () => {
      const client = await start({ settings: { hover: { enabled: false } } });
      client.open(uri, CACHE);
      assert.equal(await client.request('textDocument/hover', at(uri, AT_MAP)), null);
      client.configure({ hover: { enabled: true }, assumedPeak: 5000 });
      assert.match(await hoverText(client, uri, AT_MAP), /5,000 entries/);
    });

    it('choose the Go version and the architecture', async () => {
      const client = await start({ settings: { goVersion: '1.22', arch: '386' } });
      client.open(uri, CACHE);
      const text = await hoverText(client, uri, AT_MAP);
      assert.match(text, /Go 1\.22 386 /);
      assert.match(text, /^bucket +8 slots, 588 B$/m);
    });

    it('switch a rule off, and the client is told to ask again', async () => {
      const client = await start();
      client.open(uri, CACHE);
      assert.deepEqual(await pull(client, uri), ['map-never-shrinks']);
      client.configure({ rules: { 'map-never-shrinks': 'off' } });
      await client.askedFor('workspace/diagnostic/refresh');
      assert.deepEqual(await pull(client, uri), []);
    });

    it('come from the initialization options, and by push, where the client cannot be asked', async () => {
      const client = await start({
        capabilities: {},
        initializationOptions: { settings: { 'heapghost.hover.enabled': false } },
      });
      client.open(uri, CACHE);
      assert.equal(await client.request('textDocument/hover', at(uri, AT_MAP)), null);
      client.configure({ hover: { enabled: true } });
      assert.match(await hoverText(client, uri, AT_MAP), /100,000 entries/);
    });

    it('of a wrong type have their default, with one line in the log', async () => {
      const client = await start({ settings: { assumedPeak: 'many' } });
      client.open(uri, CACHE);
      assert.match(await hoverText(client, uri, AT_MAP), /100,000 entries/);
      assert.equal(client.log.filter((line) => line.includes('assumedPeak')).length, 1);
    });
  });

  describe('positions', () => {
    const WIDE = CACHE.replace('var sessions', '/* 👻é漢 */ var sessions').replaceAll('\n', '\r\n');
    for (const [encoding, character] of [
      ['utf-16', '/* 👻é漢 */ var '.length],
      ['utf-8', Buffer.byteLength('/* 👻é漢 */ var ')],
    ] as const) {
      it(`count ${encoding} units, also before emoji and CRLF`, async () => {
        const client = await start({
          capabilities: { ...EDITOR, general: { positionEncodings: [encoding] } },
        });
        assert.equal(client.initialized.capabilities.positionEncoding, encoding);
        client.open(uri, WIDE);
        const hover = await client.request<Hover>(
          'textDocument/hover',
          at(uri, { line: 2, character }),
        );
        assert.deepEqual(hover.range, {
          start: { line: 2, character },
          end: { line: 2, character: character + 'sessions'.length },
        });
        // A change in the same columns lands where it should.
        const range = { start: { line: 2, character }, end: { line: 2, character: character + 8 } };
        client.change(uri, 2, [{ range, text: 'renamed' }]);
        const after = await client.request<Hover>(
          'textDocument/hover',
          at(uri, { line: 2, character }),
        );
        assert.equal(after.range?.end.character, character + 'renamed'.length);
      });
    }
  });

  describe('code actions', () => {
    it('are of the kinds that were asked for', async () => {
      const client = await start({ initializationOptions: { commands: ['heapghost.simulate'] } });
      client.open(uri, CACHE);
      const kinds = async (only: string[]) =>
        [...new Set((await actions(client, uri, only)).map(({ kind }) => kind))].join();
      assert.equal(await kinds(['quickfix']), 'quickfix');
      assert.equal(await kinds(['quickfix.heapghost']), '');
      assert.equal(await kinds(['source.organizeImports']), '');
      const all = await actions(client, uri);
      assert.ok(!all.some(({ kind }) => kind?.startsWith('source')));
    });

    it('do not offer the simulation while the cursor only moves', async () => {
      const client = await start({ initializationOptions: { commands: ['heapghost.simulate'] } });
      client.open(uri, CACHE);
      const offered = await actions(client, uri, undefined, 2);
      assert.ok(offered.length > 0);
      assert.ok(offered.every(({ command }) => command === undefined));
    });

    it('hide disabled actions from a client that does not show them, and use plain changes', async () => {
      const client = await start({ capabilities: {} });
      client.open(uri, CACHE);
      const offered = await actions(client, uri);
      assert.ok(offered.length > 0);
      for (const { disabled, edit } of offered) {
        assert.equal(disabled, undefined);
        assert.equal(edit?.documentChanges, undefined);
        assert.deepEqual(Object.keys(edit?.changes ?? {}), [uri]);
      }
    });
  });

  it('answers a cancelled request as cancelled, and the next one', async () => {
    const client = await start();
    client.open(uri, CACHE);
    const source = new CancellationTokenSource();
    const hover = client.connection.sendRequest(
      'textDocument/hover',
      at(uri, AT_MAP),
      source.token,
    );
    source.cancel();
    await assert.rejects(hover, { code: LSPErrorCodes.RequestCancelled });
    assert.match(await hoverText(client, uri, AT_MAP), /100,000 entries/);
  });

  describe('bad input', () => {
    const FILES: Readonly<Record<string, string>> = {
      empty: '',
      'only a byte order mark': '\ufeff',
      'half-typed': 'package m\n\nvar a map[string',
      'half a function':
        'package m\n\nfunc f(m map[string][64]byte) { for k := range m { delete(m, ',
      'no Go at all': '{"json": [1, 2, 3]}',
      binary: Array.from({ length: 5000 }, (_, i) => String.fromCharCode(i % 256)).join(''),
      'lone surrogates': 'package m\n\nvar s = "\ud800\udfff\udc00"\n',
      'deeply nested': `package m\n\nvar x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`,
      'a line of 1 MB': `package m\n\nvar s = "${'x'.repeat(1_000_000)}"\n`,
      '5 MB': `package m\n\n${'var m = map[string]int{"a": 1}\n'.repeat(170_000)}`,
    };
    for (const [what, text] of Object.entries(FILES)) {
      it(`a file that is ${what} gets answers, and so does the next file`, async function () {
        this.timeout(60_000);
        const client = await start();
        const bad = fileUri(path.join(folder, 'bad.go'));
        client.open(bad, text);
        const params = { textDocument: { uri: bad } };
        await client.request('textDocument/diagnostic', params);
        await client.request('textDocument/hover', at(bad, { line: 2, character: 9 }));
        await client.request('heapghost/layout', params);
        client.change(bad, 2, [{ range: range(0, 0, 0, 0), text: '\n' }]);
        await client.request('textDocument/diagnostic', params);
        client.close(bad);
        client.open(uri, CACHE);
        assert.match(await hoverText(client, uri, AT_MAP), /100,000 entries/);
      });
    }

    const ODD_PLACES: Readonly<Record<string, { uri?: string; line: number; character: number }>> =
      {
        'a line behind the last': { line: 999, character: 0 },
        'a column behind the last': { line: 2, character: 9999 },
        'a line that no text has': { line: 2 ** 40, character: 2 ** 40 },
        'a file that is not open': { uri: 'file:///nowhere/x.go', line: 0, character: 0 },
        'an untitled document that is not open': {
          uri: 'untitled:Untitled-1',
          line: 0,
          character: 0,
        },
        'no URI at all': { uri: 'x%zz y', line: 0, character: 0 },
        'a URI of another host': { uri: 'file://server/share/x.go', line: 0, character: 0 },
      };
    for (const [what, { uri: other, line, character }] of Object.entries(ODD_PLACES)) {
      it(`${what} has no hover, no actions and no findings`, async () => {
        const client = await start();
        client.open(uri, CACHE);
        const place = at(other ?? uri, { line, character });
        assert.equal(await client.request('textDocument/hover', place), null);
        if (other !== undefined) {
          assert.deepEqual(await pull(client, other), []);
          const context = { diagnostics: [] };
          const params = { ...place, range: range(0, 0, 0, 0), context };
          assert.equal(await client.request('textDocument/codeAction', params), null);
        }
        assert.match(await hoverText(client, uri, AT_MAP), /100,000 entries/);
      });
    }

    for (const [what, line] of [
      ['half-typed', /bad\.go: Line 3: .+/],
      ['5 MB', /bad\.go: The file is too large to analyse: .+/],
    ] as const) {
      it(`a file that is ${what} has one line in the log that says what is wrong`, async () => {
        const client = await start();
        client.open(fileUri(path.join(folder, 'bad.go')), FILES[what] ?? '');
        await pull(client, fileUri(path.join(folder, 'bad.go')));
        const lines = await client.logged(/bad\.go: /);
        assert.match(lines.join('\n'), line);
        assert.equal(lines.length, 1);
      });
    }

    it('an untitled document is served from its buffer alone', async () => {
      const client = await start();
      client.open('untitled:Untitled-1', CACHE);
      assert.match(await hoverText(client, 'untitled:Untitled-1', AT_MAP), /100,000 entries/);
    });

    it('a go.mod that is none leaves the installed Go, or the newest', async () => {
      writeFileSync(path.join(folder, 'go.mod'), Buffer.from([0xff, 0xfe, 0, 1, 2]));
      const client = await start();
      client.open(uri, CACHE);
      assert.match(await hoverText(client, uri, AT_MAP), /Go 1\.\d+ \((installed|newest known)/);
    });
  });

  describe('requests', () => {
    it('simulate as on the command line', async () => {
      const client = await start();
      const { phases } = await client.request<{ phases: { liveBytes: number }[] }>(
        'heapghost/simulate',
        { go: '1.23', key: 'int', elem: '[128]byte', workload: 'insert 100000; gc; rebuild; gc' },
      );
      assert.equal(phases.length, 4);
      assert.ok((phases[1]?.liveBytes ?? 0) > 20_000_000);
    });

    /** Takes many seconds: what has to come before its end cannot be late by chance. */
    const LONG = { key: 'int', elem: '[128]byte', workload: 'insert 20000000; delete all' };

    it('simulate while others are answered, tell how far it is, and stop when cancelled', async () => {
      const client = await start();
      client.open(uri, CACHE);
      const source = new CancellationTokenSource();
      const told: { kind: string; percentage?: number }[] = [];
      const reported = new Promise<void>((resolve) => {
        client.connection.onProgress(WorkDoneProgress.type, 'token', (value) => {
          told.push(value);
          if (value.kind === 'report') resolve();
        });
      });
      const params = { ...LONG, workDoneToken: 'token' };
      const answer = client.connection.sendRequest('heapghost/simulate', params, source.token);
      let answered = false;
      const failure = assert.rejects(
        answer.finally(() => (answered = true)),
        {
          code: LSPErrorCodes.RequestCancelled,
        },
      );
      const waiting = client.connection.sendRequest('heapghost/simulate', LONG, source.token);
      const waitingFailure = assert.rejects(waiting, { code: LSPErrorCodes.RequestCancelled });
      await reported;
      const textDocument = { uri };
      const at = { textDocument, position: AT_MAP };
      assert.notEqual(await client.request('textDocument/hover', at), null);
      assert.equal(answered, false);
      source.cancel();
      await failure;
      await waitingFailure;
      assert.deepEqual(told.at(0), { kind: 'begin', title: 'Simulating a map', percentage: 0 });
      assert.deepEqual(told.at(-1), { kind: 'end' });
      // The next one is not kept waiting by those that were cancelled.
      await client.request('heapghost/simulate', { ...LONG, workload: 'insert 10; gc' });
    });

    it('list the layouts of a saved file', async () => {
      const client = await start();
      const records = await client.request<{ kind: string; type: string; range: unknown }[]>(
        'heapghost/layout',
        { textDocument: { uri } },
      );
      const map = records.find(({ kind }) => kind === 'map');
      assert.equal(map?.type, 'map[string][64]byte');
      assert.deepEqual(map.range, range(2, 15, 2, 34));
    });

    it('explain a rule', async () => {
      const client = await start();
      const { markdown } = await client.request<{ markdown: string }>('heapghost/explain', {
        rule: 'map-never-shrinks',
      });
      assert.match(markdown, /^# /);
    });

    const WRONG: readonly (readonly [method: string, params: unknown, line: RegExp])[] = [
      ['heapghost/simulate', { elem: 'int', workload: 'gc' }, /^key is missing$/],
      ['heapghost/simulate', { key: 5, elem: 'int', workload: 'gc' }, /^key must be a string$/],
      ['heapghost/simulate', { key: 'func()', elem: 'int', workload: 'gc' }, /^key: /],
      ['heapghost/simulate', { key: 'int', elem: 'map[', workload: 'gc' }, /^elem: /],
      [
        'heapghost/simulate',
        { key: 'int', elem: 'int', workload: 'insrt 5' },
        /^workload: .*insert/,
      ],
      ['heapghost/simulate', { key: 'int', elem: 'int', workload: 'gc', go: '2.0' }, /^go: /],
      ['heapghost/simulate', { key: 'int', elem: 'int', workload: 'gc', arch: 'vax' }, /^arch: /],
      ['heapghost/simulate', { key: 'int', elem: 'int', workload: 'gc', seed: 0.5 }, /^seed must/],
      [
        'heapghost/simulate',
        { key: 'int', elem: 'int', workload: 'gc', go: '1.26', goexperiment: 'mapsplitgroup' },
        /^goexperiment: Go 1\.26 has no mapsplitgroup: Go 1\.27 has$/,
      ],
      [
        'heapghost/simulate',
        { key: 'int', elem: 'int', workload: 'insert 9; churn 9 x99999999' },
        /^workload: churn 9 x99999999: too much work: at most 100,000,000 /,
      ],
      ['heapghost/simulate', null, /^params must be an object$/],
      ['heapghost/simulate', [], /^params must be an object$/],
      ['heapghost/map', { textDocument: {} }, /^textDocument\.uri is missing$/],
      ['heapghost/map', { textDocument: { uri: 'file:///a.go' } }, /^position is missing$/],
      ['heapghost/layout', {}, /^textDocument is missing$/],
      ['heapghost/layout', { textDocument: { uri: 5 } }, /^textDocument\.uri must be a string$/],
      [
        'textDocument/hover',
        at('file:///a.go', { line: -1, character: 0 }),
        /^position\.line must be a whole number from 0$/,
      ],
      [
        'textDocument/hover',
        at('file:///a.go', { line: 0, character: 0.5 }),
        /^position\.character must be a whole number$/,
      ],
      [
        'textDocument/hover',
        at('x'.repeat(70_000), { line: 0, character: 0 }),
        /^textDocument\.uri must have at most 65536 characters$/,
      ],
      [
        'textDocument/codeAction',
        {
          textDocument: { uri: 'file:///a.go' },
          range: range(0, 0, 0, 0),
          context: { diagnostics: 5 },
        },
        /^context\.diagnostics must be an array$/,
      ],
      [
        'textDocument/codeAction',
        {
          textDocument: { uri: 'file:///a.go' },
          range: range(0, 0, 0, 0),
          context: { diagnostics: [null] },
        },
        /^context\.diagnostics\.0 must be an object$/,
      ],
      [
        'textDocument/diagnostic',
        { textDocument: 'file:///a.go' },
        /^textDocument must be an object$/,
      ],
      ['heapghost/layout', { textDocument: { uri: 'file:///nowhere.go' } }, /cannot be read$/],
      ['heapghost/explain', { rule: 'no-such-rule' }, /^there is no rule "no-such-rule"$/],
    ];
    for (const [method, params, line] of WRONG) {
      it(`refuse ${method} with ${JSON.stringify(params).slice(0, 100)}`, async () => {
        const client = await start();
        await assert.rejects(client.request(method, params), (error: ResponseError) => {
          assert.equal(error.code, -32602);
          assert.match(error.message, line);
          assert.doesNotMatch(error.message, /\n/);
          return true;
        });
      });
    }
  });

  it('has after random edits what a fresh server has for the same text', async function () {
    // A dozen servers are started, on machines that may have other things to do.
    this.timeout(240_000);
    const below = random(2026);
    const snippets = [
      'x',
      '\n',
      '{',
      '}',
      'map[int]int',
      ' ',
      '"',
      '/*',
      '👻',
      'delete(sessions, id)',
      ')',
    ];
    const edited = await start();
    let document = TextDocument.create(uri, 'go', 1, CACHE);
    edited.open(uri, CACHE, 1);
    for (let round = 0; round < 12; round++) {
      for (let step = 0; step < 8; step++) {
        const length = document.getText().length;
        const offset = below(length + 1);
        const end = Math.min(length, offset + below(4));
        const change = {
          range: { start: document.positionAt(offset), end: document.positionAt(end) },
          text: snippets[below(snippets.length)] ?? '',
        };
        const version = document.version + 1;
        document = TextDocument.update(document, [change], version);
        edited.change(uri, version, [change]);
      }
      // Every other round starts again from good Go, so that not only broken files are compared.
      if (round % 2 === 1) {
        const version = document.version + 1;
        document = TextDocument.update(document, [{ text: CACHE }], version);
        edited.change(uri, version, [{ text: CACHE }]);
        const change = { range: range(5, 0, 5, 0), text: 'var other map[int][10]string\n' };
        document = TextDocument.update(document, [change], version + 1);
        edited.change(uri, version + 1, [change]);
      }
      const fresh = await start();
      fresh.open(uri, document.getText(), document.version);
      for (const [method, params] of [
        ['textDocument/diagnostic', { textDocument: { uri } }],
        ['heapghost/layout', { textDocument: { uri } }],
        ['textDocument/hover', at(uri, AT_MAP)],
        ['textDocument/hover', at(uri, document.positionAt(below(document.getText().length)))],
      ] as const) {
        assert.deepEqual(
          await edited.request(method, params),
          await fresh.request(method, params),
          `${method} in round ${round} for ${JSON.stringify(document.getText())}`,
        );
      }
    }
  });
});

function at(uri: string, position: { line: number; character: number }) {
  return { textDocument: { uri }, position };
}

function range(line: number, character: number, endLine: number, endCharacter: number) {
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}

async function hoverText(
  client: TestClient,
  uri: string,
  position: { line: number; character: number },
): Promise<string> {
  const hover = await client.request<Hover | null>('textDocument/hover', at(uri, position));
  assert.ok(hover, 'there is a hover');
  return (hover.contents as MarkupContent).value;
}

/** The rules of the findings of a document. */
async function pull(client: TestClient, uri: string): Promise<unknown[]> {
  const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
}

function actions(
  client: TestClient,
  uri: string,
  only?: readonly string[],
  triggerKind = 1,
): Promise<CodeAction[]> {
  return client.request('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: AT_MAP, end: AT_MAP },
    context: { diagnostics: [], triggerKind, ...(only === undefined ? {} : { only }) },
  });
}
