import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openExample, positionOf } from './editor';

describe('panel', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens for the map at the cursor', async () => {
    const editor = await openExample('cache.go');
    const position = positionOf(editor.document, '|sessions map[ID]Session');
    editor.selection = new vscode.Selection(position, position);
    await vscode.commands.executeCommand('heapghost.simulate');
    await titled('Map Memory: Cache.sessions');
  });

  it('opens for the map that a link names, and says when there is none', async () => {
    const { document } = await openExample('cache.go');
    const { line, character } = positionOf(document, 'c.|sessions[id] = s');
    const uri = document.uri.toString();
    await vscode.commands.executeCommand('heapghost.simulate', uri, { line, character });
    await titled('Map Memory: Cache.sessions');
    // A refusal leaves the map and the title of the panel as they are.
    await vscode.commands.executeCommand('heapghost.simulate', uri, { line: 0, character: 0 });
    await titled('Map Memory: Cache.sessions');
    assert.equal(panels().length, 1, 'there is one panel');
  });

  it('opens without a map only to say that there is none', async () => {
    const { document } = await openExample('cache.go');
    const uri = document.uri.toString();
    await vscode.commands.executeCommand('heapghost.simulate', uri, { line: 0, character: 0 });
    await titled('Map Memory');
  });

  it('explains a rule as rendered Markdown', async () => {
    await vscode.commands.executeCommand('heapghost.explain', 'map-never-shrinks');
    await eventually('the preview', () =>
      webviews().find(({ label }) => label.includes('map-never-shrinks')),
    );
  });
});

function webviews(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview);
}

function panels(): readonly vscode.Tab[] {
  return webviews().filter(
    ({ input }) =>
      input instanceof vscode.TabInputWebview && input.viewType.includes('heapghost.panel'),
  );
}

function titled(label: string): Promise<vscode.Tab> {
  return eventually(`the panel "${label}"`, () => panels().find((tab) => tab.label === label));
}
