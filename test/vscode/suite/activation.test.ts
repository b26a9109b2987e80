import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, hoverText, openExample, positionOf } from './editor';

// A hook of the whole suite: where the extension does not answer at all, no test is worth its patience.
before('the extension answers', async () => {
  const { document } = await openExample('cache.go');
  const position = positionOf(document, '|sessions map[ID]Session');
  await eventually('a hover', () => hoverText(document, position));
});

describe('activation', () => {
  it('happens when a Go file is opened', async () => {
    const extension = vscode.extensions.getExtension('heapghost.heapghost');
    assert.ok(extension, 'the extension is installed');
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, 'a folder is open');
    const file = vscode.Uri.joinPath(folder.uri, 'session/cache.go');
    const document = await vscode.workspace.openTextDocument(file);
    assert.equal(document.languageId, 'go');
    await vscode.window.showTextDocument(document);
    // Resolves when the activation that opening the file started is over; rejects when it failed.
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
