/** Desktop, remote and container VS Code: the server is a Node process that is spoken to over IPC. */
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from '../client';

/** Port of the Node inspector when the extension itself runs under the debugger (F5). */
const INSPECT = ['--nolazy', '--inspect=6009'];

export function activate(context: ExtensionContext): void {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  activateWith(context, {
    createClient: (options) =>
      new LanguageClient(
        'heapghost',
        'Heapghost',
        { run: server, debug: { ...server, options: { execArgv: INSPECT } } },
        options,
      ),
    encode: (bytes) => Buffer.from(bytes).toString('base64'),
  });
}
