import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PanelMapResult } from '../../server/src/contracts/protocol';
import { PANEL_MAP_REQUEST } from '../../server/src/contracts/protocol';

/** Where a map is, in LSP terms. */
export interface Target {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

/** The map at the target, or why there is none. Never rejects. */
export async function mapAt(
  client: BaseLanguageClient,
  { uri, position }: Target,
): Promise<PanelMapResult> {
  try {
    return await client.sendRequest<PanelMapResult>(PANEL_MAP_REQUEST, {
      textDocument: { uri },
      position,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { refused: `The language server gave no answer: ${reason}` };
  }
}
