/** VS Code in the browser: the server is a web worker. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith } from '../client';
import { startWorker } from './worker';

export function activate(context: vscode.ExtensionContext): void {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server.browser.js');
  activateWith(context, {
    // Transports and no worker: the library asks whether it is `instanceof Worker`, a name that the web host has given
    // to a function of its own.
    createClient: (options) =>
      new LanguageClient(
        'heapghost',
        'Heapghost',
        () => startWorker(script.toString(true)),
        options,
      ),
    encode: (bytes) => bytes,
  });
}
