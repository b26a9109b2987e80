import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit, Fix } from '../contracts/findings';
import type { PositionLookup, ServerContext } from './context';

/**
 * Edits as a WorkspaceEdit: with the version of each open document where the client checks versions, so that an edit
 * never lands in a text it was not made for. Undefined when a file cannot be read any more: a fix applies as a whole.
 */
export async function toWorkspaceEdit(
  { client, workspace, documents }: ServerContext,
  edits: readonly Edit[],
  positionsOf: PositionLookup,
): Promise<WorkspaceEdit | undefined> {
  const changes = new Map<string, TextEdit[]>();
  for (const { uri, start, end, text } of edits) {
    const range = (await positionsOf(uri))?.rangeOf(start, end);
    if (range === undefined) return undefined;
    const name = documents.spelling(uri);
    const list = changes.get(name) ?? [];
    list.push({ range, newText: text });
    changes.set(name, list);
  }
  if (!client.versionedEdits) return { changes: Object.fromEntries(changes) };
  const documentChanges = [...changes].map(([uri, list]): TextDocumentEdit => ({
    textDocument: { uri, version: workspace.version(uri) ?? null },
    edits: list,
  }));
  return { documentChanges };
}

/**
 * The edits of all fixes that can be applied together, in the order of the fixes. A fix that touches the text of an
 * earlier one is left for the next time; an edit that two fixes share (an import) is made once.
 */
export function compatibleEdits(fixes: readonly Fix[]): readonly Edit[] {
  const chosen: Edit[] = [];
  for (const { edits } of fixes) {
    const added = edits.filter((edit) => !chosen.some((other) => isSame(edit, other)));
    if (!added.some((edit) => chosen.some((other) => touches(edit, other)))) chosen.push(...added);
  }
  return chosen;
}

function isSame(a: Edit, b: Edit): boolean {
  return a.uri === b.uri && a.start === b.start && a.end === b.end && a.text === b.text;
}

function touches(a: Edit, b: Edit): boolean {
  return a.uri === b.uri && a.start <= b.end && b.start <= a.end;
}
