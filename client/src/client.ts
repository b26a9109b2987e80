/** The VS Code side, the same on the desktop and in the browser: starts the server and registers the commands. */
import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions, ReadFileResult } from '../../server/src/contracts/protocol';
import { COMMANDS } from '../../server/src/contracts/protocol';
import { servedDocuments } from './documents';
import { explainRule } from './explain';
import { answerFiles } from './files';
import { createPanelHost } from './panel';
import { startServer } from './server';
import { simulateMap } from './simulate';

/** What differs between the desktop and the browser. */
export interface Platform {
  /** Makes the client for the transport of this platform; does not start it. */
  createClient(options: LanguageClientOptions): BaseLanguageClient;
  /** Makes of a file's bytes what the transport can carry. */
  encode(bytes: Uint8Array): ReadFileResult;
}

const RESTART_COMMAND = 'heapghost.restart';

/** Starts the server in the background, and waits for nothing. */
export function activateWith(context: vscode.ExtensionContext, platform: Platform): void {
  const commands = Object.values(COMMANDS);
  const initializationOptions: InitializationOptions = {
    assets: vscode.Uri.joinPath(context.extensionUri, 'dist').toString(true),
    files: true,
    commands,
  };
  const documents = servedDocuments();
  const server = startServer(() => {
    const client = platform.createClient({
      // Of any scheme: which of them the server gets to know is decided when a document is opened.
      documentSelector: [{ language: 'go' }],
      initializationOptions,
      middleware: documents.middleware,
      // Links in hovers may run these commands and no others.
      markdown: { isTrusted: { enabledCommands: commands } },
    });
    answerFiles(client, (bytes) => platform.encode(bytes));
    return client;
  });
  const panel = createPanelHost(context.extensionUri, server);
  context.subscriptions.push(
    server,
    documents,
    panel,
    vscode.commands.registerCommand(COMMANDS.simulate, (...target: readonly unknown[]) =>
      simulateMap(server.client, panel, target),
    ),
    vscode.commands.registerCommand(COMMANDS.explain, (rule: unknown) =>
      explainRule(server.client, rule),
    ),
    vscode.commands.registerCommand(RESTART_COMMAND, () => server.restart()),
  );
}
