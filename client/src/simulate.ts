import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Target } from './mapAt';
import { mapAt } from './mapAt';
import type { PanelHost } from './panel';

/**
 * Opens the panel for the map at the target: the arguments of a hover link or code action, `[uri, position]`, else the
 * cursor of the active editor. Where there is no map, the panel says so in one line.
 */
export async function simulateMap(
  client: BaseLanguageClient,
  panel: PanelHost,
  args: readonly unknown[],
): Promise<void> {
  const target = readTarget(args) ?? cursor(client);
  if (target === undefined) {
    void vscode.window.showInformationMessage(
      'Heapghost: open a Go file and place the cursor on a map to simulate it',
    );
    return;
  }
  panel.show(await mapAt(client, target));
}

/** A link's arguments; undefined for everything else that VS Code passes to a command of a menu or the palette. */
function readTarget([uri, position]: readonly unknown[]): Target | undefined {
  if (typeof uri !== 'string' || typeof position !== 'object' || position === null)
    return undefined;
  const { line, character } = position as Record<string, unknown>;
  if (typeof line !== 'number' || typeof character !== 'number') return undefined;
  return { uri, position: { line, character } };
}

function cursor(client: BaseLanguageClient): Target | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'go') return undefined;
  const { document, selection } = editor;
  const { line, character } = selection.active;
  return {
    uri: client.code2ProtocolConverter.asUri(document.uri),
    position: { line, character },
  };
}
