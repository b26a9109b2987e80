/** Names of files and folders with characters that editors escape in different ways. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type {
  CodeAction,
  FullDocumentDiagnosticReport,
  Hover,
  MarkupContent,
} from 'vscode-languageserver/node';
import { uriOf } from '../../server/src/node/paths';
import { heapghost } from '../cli/run';
import { ODD_NAMES, SPELLINGS } from '../spellings';
import type { TestClient } from './client';
import { EDITOR, startClient } from './client';

/** The map is declared in one file, its deletes are in another: the fix changes both, the finding points to both. */
const DECLARED = 'package m\n\nvar sessions = map[string][64]byte{}\n';
const USED = `package m

func login(id string)  { sessions[id] = [64]byte{} }
func logout(id string) { delete(sessions, id) }
`;
const AT_MAP = { line: 2, character: 6 };

/** The names that a name of a folder can be made of, and files below it. */
const NAMES = ODD_NAMES.map((odd) => `x${odd}y`);

describe('file names', function () {
  // Hundreds of requests, on machines that may have other things to do.
  this.timeout(240_000);
  let folder: string;
  const fileIn = (name: string, file: string): string => path.join(folder, name, file);
  const declaredIn = (name: string): string => fileIn(name, `${name}.go`);
  const usedIn = (name: string): string => fileIn(name, `uses ${name}.go`);

  before(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'heapghost-names-')));
    writeFileSync(path.join(folder, 'go.mod'), 'module example.com/m\n\ngo 1.26\n');
    for (const name of NAMES) {
      mkdirSync(path.join(folder, name));
      writeFileSync(declaredIn(name), DECLARED);
      writeFileSync(usedIn(name), USED);
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  describe('in the editor', () => {
    let client: TestClient;
    before(async () => {
      client = await startClient({ capabilities: EDITOR });
    });
    after(async () => {
      await client.stop();
      assert.deepEqual(
        client.log.filter((line) => /^Error|cannot be read/.test(line)),
        [],
      );
    });

    for (const [editor, spelling] of Object.entries(SPELLINGS)) {
      it(`have answers in the words of ${editor}, also where the other file is not open`, async () => {
        for (const name of NAMES) {
          const uri = spelling(declaredIn(name));
          const other = spelling(usedIn(name));
          client.open(uri, DECLARED);
          await assertAnswers(client, uri, uriOf(usedIn(name)), name);
          client.open(other, USED);
          await assertAnswers(client, uri, other, name);
          client.close(uri);
          client.close(other);
        }
      });
    }

    it('are the same file when two requests spell them differently', async () => {
      const name = "x+@(')y";
      mkdirSync(path.join(folder, name));
      writeFileSync(declaredIn(name), DECLARED);
      for (const opened of Object.values(SPELLINGS)) {
        const uri = opened(declaredIn(name));
        client.open(uri, DECLARED);
        for (const asked of Object.values(SPELLINGS)) {
          const other = asked(declaredIn(name));
          assert.match((await hoverOf(client, other)) ?? '', /\[64\]byte/, `${uri} as ${other}`);
        }
        // The buffer is the truth, not the file that another spelling finds on disk.
        client.change(uri, 2, [{ text: DECLARED.replace('64', '48') }]);
        assert.match((await hoverOf(client, uri)) ?? '', /\[48\]byte/);
        client.close(uri);
        assert.equal(await hoverOf(client, uri), undefined, 'it is closed');
      }
    });
  });

  it('are served by the command line: in a folder, and each by itself', async () => {
    const check = async (...paths: string[]) => {
      const { stdout, stderr } = await heapghost(
        ['check', '--show', 'all', '--format', 'json', ...paths],
        folder,
      );
      assert.equal(stderr, '');
      const { findings } = JSON.parse(stdout) as { findings: { file: string }[] };
      return findings.map(({ file }) => file).sort();
    };
    const expected = NAMES.map((name) => `${name}/${name}.go`).sort();
    assert.deepEqual(await check('.'), expected);
    assert.deepEqual(await check(...NAMES.map(declaredIn)), expected);
  });
});

async function assertAnswers(
  client: TestClient,
  uri: string,
  other: string,
  name: string,
): Promise<void> {
  assert.match((await hoverOf(client, uri)) ?? '', /1 delete/, `hover of ${uri}`);
  const { items } = await client.request<FullDocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  assert.deepEqual(
    items.map(({ code }) => code),
    ['map-never-shrinks'],
    `findings of ${uri}`,
  );
  const related = items[0]?.relatedInformation?.map(({ location }) => location.uri) ?? [];
  assert.deepEqual([...new Set(related)], [other], `related places of ${uri}`);

  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: AT_MAP, end: AT_MAP },
    context: { diagnostics: [] },
  });
  const edited = actions.flatMap(({ edit }) =>
    (edit?.documentChanges ?? []).map((change) =>
      'textDocument' in change ? change.textDocument.uri : '',
    ),
  );
  assert.ok(edited.includes(other), `edits of ${uri} in ${name}`);
  assert.ok(
    edited.every((edit) => edit === uri || edit === other),
    `edits of ${uri}`,
  );

  const { map } = await client.request<{ map: { sites: { uri: string }[] } }>('heapghost/map', {
    textDocument: { uri },
    position: AT_MAP,
  });
  assert.deepEqual([...new Set(map.sites.map((site) => site.uri))], [uri, other]);
  const records = await client.request<{ uri: string }[]>('heapghost/layout', {
    textDocument: { uri },
  });
  assert.deepEqual([...new Set(records.map((record) => record.uri))], [uri]);
}

async function hoverOf(client: TestClient, uri: string): Promise<string | undefined> {
  const hover = await client.request<Hover | null>('textDocument/hover', {
    textDocument: { uri },
    position: AT_MAP,
  });
  return hover === null ? undefined : (hover.contents as MarkupContent).value;
}
