/** The VS Code side, the same on the desktop and in the browser: starts the server and registers the commands. */
import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/src/protocol';
import { COMMANDS } from '../../server/src/protocol';
import { explainRule } from './explain';
import { createPanelHost } from './panel';
import { simulateMap } from './simulate';

/** Makes the client for the transport of this platform; does not start it. */
export type ClientFactory = (options: LanguageClientOptions) => BaseLanguageClient;

/** File systems whose Go files are served; others, such as `git:`, hold old versions of the same files. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs'] as const;

const RESTART_COMMAND = 'heapghost.restart';

/** Starts the server in the background: activation waits for nothing, and requests wait for the server by themselves. */
export function activateWith(
  context: vscode.ExtensionContext,
  createClient: ClientFactory,
): BaseLanguageClient {
  const commands = Object.values(COMMANDS);
  const initializationOptions: InitializationOptions = {
    assets: vscode.Uri.joinPath(context.extensionUri, 'dist').toString(true),
    commands,
  };
  const client = createClient({
    documentSelector: SCHEMES.map((scheme) => ({ language: 'go', scheme })),
    initializationOptions,
    // Links in hovers may run these commands and no others.
    markdown: { isTrusted: { enabledCommands: commands } },
  });
  const panel = createPanelHost(context.extensionUri, client);
  context.subscriptions.push(
    client,
    panel,
    vscode.commands.registerCommand(COMMANDS.simulate, (...target: readonly unknown[]) =>
      simulateMap(client, panel, target),
    ),
    vscode.commands.registerCommand(COMMANDS.explain, (rule: unknown) => explainRule(client, rule)),
    vscode.commands.registerCommand(RESTART_COMMAND, () => restart(client)),
  );
  // A failure is shown by the client itself.
  client.start().catch(() => undefined);
  return client;
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.isRunning()) await client.stop();
  await client.start();
}
