import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  configure,
  eventually,
  openExample,
  positionOf,
  problemOf,
  problems,
  revert,
} from './editor';

describe('findings', () => {
  let document: vscode.TextDocument;
  before(async () => {
    ({ document } = await openExample('cache.go'));
  });
  afterEach(() => revert(document));

  it('stand in the Problems view', async () => {
    const map = await problemOf(document, 'map-never-shrinks');
    assert.equal(document.getText(map.range), 'sessions');
    assert.match(map.message, /Cache\.sessions keeps [\d.]+ MiB/);
    assert.equal(map.severity, vscode.DiagnosticSeverity.Information);
    assert.ok((map.relatedInformation?.length ?? 0) >= 2, 'inserts and deletes are linked');
    const slice = await problemOf(document, 'slice-delete-stale-tail');
    assert.match(document.getText(slice.range), /^c\.watchers = append\(/);
  });

  it('follow what is typed', async () => {
    const { range } = await problemOf(document, 'slice-delete-stale-tail');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, 'c.watchers = nil');
    await vscode.workspace.applyEdit(edit);
    await eventually('the finding is gone', () =>
      problems(document).some(({ code }) => code === 'slice-delete-stale-tail') ? undefined : true,
    );
  });

  it('of a rule that is switched off are gone, and come back', async () => {
    await problemOf(document, 'map-never-shrinks');
    try {
      await configure('rules', { 'map-never-shrinks': 'off' });
      await eventually('the finding is gone', () =>
        problems(document).some(({ code }) => code === 'map-never-shrinks') ? undefined : true,
      );
    } finally {
      await configure('rules', undefined);
    }
    await problemOf(document, 'map-never-shrinks');
  });

  const FIXES: readonly {
    readonly title: RegExp;
    readonly at: string;
    /** In test/vscode/golden. */
    readonly golden: string;
  }[] = [
    { title: /^Rebuild /, at: '|sessions map[ID]Session', golden: 'cache.rebuild-map.go' },
    {
      title: /^Store pointers /,
      at: '|sessions map[ID]Session',
      golden: 'cache.pointer-values.go',
    },
    {
      title: /^Copy down/,
      at: 'c.watchers = |append(c.watchers[:i]',
      golden: 'cache.copy-and-truncate.go',
    },
  ];
  for (const { title, at, golden } of FIXES) {
    it(`are fixed by "${title.source}": the document is ${golden}`, async () => {
      const action = await eventually('the quick fix', async () =>
        (await quickFixes(document, at)).find((a) => title.test(a.title)),
      );
      assert.ok(action.edit);
      assert.ok(await vscode.workspace.applyEdit(action.edit));
      assert.equal(document.getText(), await readGolden(golden));
    });
  }

  it('have the simulation and the fixes in the menu of Ctrl+.', async () => {
    const position = positionOf(document, '|sessions map[ID]Session');
    const titles = await eventually('the menu', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(position, position),
      );
      return actions.length > 0 ? actions.map((action) => action.title) : undefined;
    });
    assert.ok(titles.includes("Simulate this map's memory"), titles.join('\n'));
    assert.ok(titles.length >= 3, titles.join('\n'));
  });
});

async function quickFixes(
  document: vscode.TextDocument,
  marked: string,
): Promise<vscode.CodeAction[]> {
  const position = positionOf(document, marked);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(position, position),
    vscode.CodeActionKind.QuickFix.value,
  );
}

async function readGolden(name: string): Promise<string> {
  const extension = vscode.extensions.getExtension('heapghost.heapghost');
  assert.ok(extension);
  const uri = vscode.Uri.joinPath(extension.extensionUri, 'test/vscode/golden', `${name}.txt`);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
