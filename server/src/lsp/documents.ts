import type { Connection, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { DocumentEdit, Workspace } from '../contracts/workspace';
import { canonicalUri } from '../project/uri';
import { quoted } from './safely';
import type { PositionEncoding, Positions } from './positions';
import { createPositions } from './positions';

/** An open document at one version. */
export interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly positions: Positions;
}

/** The open documents; each change has reached the workspace when the next message is read. */
export interface Documents {
  /** @param uri however it is spelled */
  get(uri: string): OpenDocument | undefined;
  /** The client's own spelling of a canonical URI, by which it knows an open document; of other files the URI itself. */
  spelling(uri: string): string;
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
  /** By canonical URI. */
  const documents = new Map<string, OpenDocument>();
  const opened: ((uri: string) => void)[] = [];
  const changed: ((document: OpenDocument) => void)[] = [];
  const closed: ((uri: string) => void)[] = [];
  const put = (document: OpenDocument): void => {
    documents.set(canonicalUri(document.uri), document);
  };

  const ignored = (what: string, uri: string): void =>
    connection.console.warn(`Ignored ${what}: ${quoted(uri)} is not open`);

  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
    // Against the protocol, but the text that the client has now is what it wants answers about.
    if (documents.has(canonicalUri(uri))) {
      connection.console.warn(`${quoted(uri)} was opened twice; the newer text counts`);
    }
    workspace.openDocument(uri, version, text);
    const document = openDocument(uri, version, text, encoding);
    put(document);
    for (const listener of opened) listener(uri);
    for (const listener of changed) listener(document);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const before = documents.get(canonicalUri(uri));
    if (before === undefined) {
      ignored('textDocument/didChange', uri);
      return;
    }
    const { edits, text } = applyChanges(before.text, contentChanges, encoding);
    workspace.changeDocument(uri, version, edits);
    const document = openDocument(before.uri, version, text, encoding);
    put(document);
    for (const listener of changed) listener(document);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const document = documents.get(canonicalUri(uri));
    if (document === undefined) {
      ignored('textDocument/didClose', uri);
      return;
    }
    documents.delete(canonicalUri(uri));
    workspace.closeDocument(uri);
    for (const listener of closed) listener(document.uri);
  });
  return {
    get: (uri) => documents.get(canonicalUri(uri)),
    spelling: (uri) => documents.get(uri)?.uri ?? uri,
    all: () => [...documents.values()],
    onOpen: (listener) => void opened.push(listener),
    onChange: (listener) => void changed.push(listener),
    onClose: (listener) => void closed.push(listener),
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
