import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ExplainResult } from '../../server/src/contracts/protocol';
import { EXPLAIN_REQUEST } from '../../server/src/contracts/protocol';

/** Shows the documentation of a rule, which the server has, as rendered Markdown. */
export async function explainRule(client: BaseLanguageClient, rule: unknown): Promise<void> {
  if (typeof rule !== 'string') return;
  const { markdown } = await client.sendRequest<ExplainResult>(EXPLAIN_REQUEST, { rule });
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: () => markdown,
  });
  try {
    await vscode.workspace.openTextDocument(uri);
  } finally {
    provider.dispose();
  }
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}

const SCHEME = 'heapghost-rule';
