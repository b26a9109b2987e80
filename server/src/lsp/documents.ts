import type { Connection, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocuments } from 'vscode-languageserver';
import type { DocumentEdit, Workspace } from '../analysis';
import type { PositionEncoding, Positions } from './positions';
import { createPositions } from './positions';

/** An open document at one version. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly positions: Positions;
}

/** The open documents; each change has reached the workspace when the next message is read. */
export interface Documents {
  get(uri: string): OpenDocument | undefined;
  all(): readonly OpenDocument[];
  onOpen(listener: (uri: string) => void): void;
  /** Called after a document was opened or changed. */
  onChange(listener: (document: OpenDocument) => void): void;
  onClose(listener: (uri: string) => void): void;
}

/** Follows the client's documents with incremental sync, and tells the workspace of every change as edits. */
export function syncDocuments(
  connection: Connection,
  workspace: Workspace,
  encoding: PositionEncoding,
): Documents {
  const documents = new TextDocuments<OpenDocument>({
    create(uri, _languageId, version, text) {
      workspace.openDocument(uri, version, text);
      return openDocument(uri, version, text, encoding);
    },
    update(document, changes, version) {
      const { edits, text } = applyChanges(document.text, changes, encoding);
      workspace.changeDocument(document.uri, version, edits);
      return openDocument(document.uri, version, text, encoding);
    },
  });
  documents.onDidClose(({ document }) => workspace.closeDocument(document.uri));
  documents.listen(connection);
  return {
    get: (uri) => documents.get(uri),
    all: () => documents.all(),
    onOpen: (listener) => void documents.onDidOpen((e) => listener(e.document.uri)),
    onChange: (listener) => void documents.onDidChangeContent((e) => listener(e.document)),
    onClose: (listener) => void documents.onDidClose((e) => listener(e.document.uri)),
  };
}

function openDocument(
  uri: string,
  version: number,
  text: string,
  encoding: PositionEncoding,
): OpenDocument {
  return { uri, version, text, positions: createPositions(text, encoding) };
}

/**
 * Applies the changes of a `didChange` in order, each to the result of the one before, and gives them as offsets. A
 * change without a range is the whole text. A range that ends before it starts is taken in its right order.
 */
export function applyChanges(
  before: string,
  changes: readonly TextDocumentContentChangeEvent[],
  encoding: PositionEncoding,
): { readonly edits: readonly DocumentEdit[]; readonly text: string } {
  let text = before;
  const edits = changes.map((change): DocumentEdit => {
    let start = 0;
    let oldEnd = text.length;
    if ('range' in change) {
      const positions = createPositions(text, encoding);
      const from = positions.offsetAt(change.range.start);
      const to = positions.offsetAt(change.range.end);
      start = Math.min(from, to);
      oldEnd = Math.max(from, to);
    }
    text = text.slice(0, start) + change.text + text.slice(oldEnd);
    return { start, oldEnd, newEnd: start + change.text.length, text: change.text };
  });
  return { edits, text };
}
