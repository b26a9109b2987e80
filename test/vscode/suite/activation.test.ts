import assert from 'node:assert/strict';
import * as vscode from 'vscode';

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
