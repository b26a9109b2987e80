/** Code actions are there when an editor asks for them: what they need is made once, behind the findings. */
import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver/node';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { assetEnvironment } from '../syntax/support';
import type { InProcess } from './inProcess';
import { startInProcess } from './inProcess';

const ROOT = 'memory:/module';
const URI = `${ROOT}/cache.go`;
const CACHE = `package m

type cache struct {
	sessions map[string][64]byte
	watchers []*cache
}

func (c *cache) login(id string)  { c.sessions[id] = [64]byte{} }
func (c *cache) logout(id string) { delete(c.sessions, id) }

func (c *cache) unwatch(i int) {
	c.watchers = append(c.watchers[:i], c.watchers[i+1:]...)
}
`;
const AT_MAP = { line: 3, character: 1 };
/** Of the map's finding, of the slice's finding, and of the map where its type stands. */
const ALL = 3;

describe('code actions', () => {
  let server: InProcess;

  beforeEach(async () => {
    server = await startInProcess(
      assetEnvironment({
        [`${ROOT}/go.mod`]: 'module example.com/m\n\ngo 1.26\n',
        [URI]: CACHE,
        [`${ROOT}/cache_test.go`]: 'package m\n',
      }),
    );
  });
  afterEach(() => {
    server.dispose();
    assert.deepEqual(
      server.log.filter((line) => line.startsWith('Error')),
      [],
    );
  });

  const open = (uri: string, text = CACHE): Promise<void> =>
    server.client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'go', version: 1, text },
    });
  const pull = (uri: string): Promise<unknown> =>
    server.client.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  const made = (kind = 'fixes'): number => server.work.filter((work) => work.kind === kind).length;
  const ask = (triggerKind: 1 | 2, source?: CancellationTokenSource): Promise<CodeAction[]> =>
    server.client.sendRequest(
      'textDocument/codeAction',
      {
        textDocument: { uri: URI },
        range: { start: AT_MAP, end: AT_MAP },
        context: { diagnostics: [], triggerKind },
      },
      ...(source === undefined ? [] : [source.token]),
    );

  it('are made behind the findings, without being asked for', async () => {
    await open(URI);
    await pull(URI);
    await server.until(() => made() === ALL);
    const actions = await ask(1);
    assert.ok(actions.length >= 3);
    assert.deepEqual([made(), made('rules')], [ALL, 1]);
  });

  it('are the same for the light bulb and the menu, and made once for both', async () => {
    await open(URI);
    const [bulb, menu] = await Promise.all([ask(2), ask(1)]);
    assert.ok(bulb.length >= 3);
    assert.deepEqual(menu, bulb);
    assert.deepEqual([made(), made('rules')], [1, 1]);
  });

  it('that were taken back are not made again', async () => {
    await open(URI);
    for (let i = 0; i < 5; i++) {
      const source = new CancellationTokenSource();
      const asked = ask(2, source);
      source.cancel();
      await assert.rejects(asked, /cancelled/);
    }
    assert.ok((await ask(1)).length >= 3);
    assert.deepEqual([made(), made('rules')], [1, 1]);
  });

  it('are made anew behind the findings of a changed text', async () => {
    await open(URI);
    await pull(URI);
    await server.until(() => made() === ALL);
    await server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ range: { start: AT_MAP, end: AT_MAP }, text: 'all' }],
    });
    await pull(URI);
    await server.until(() => made('rules') === 2);
  });

  it('of documents that nobody asks about are not made', async () => {
    for (let i = 0; i < 50; i++) await open(`untitled:${i}.go`);
    await open(URI);
    await pull(URI);
    await server.until(() => made() === ALL);
    assert.equal(made('rules'), 1);
  });

  it('of documents that were closed are not made', async () => {
    await open('untitled:closed.go');
    await pull('untitled:closed.go');
    await server.client.sendNotification('textDocument/didClose', {
      textDocument: { uri: 'untitled:closed.go' },
    });
    await open(URI);
    await pull(URI);
    await server.until(() => made() === ALL);
    assert.equal(made(), ALL);
  });
});
