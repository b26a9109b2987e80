import type { CancellationToken, Connection, ServerCapabilities } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Workspace } from '../contracts/workspace';
import type { Settings } from '../contracts/settings';
import type { ClientSupport } from './capabilities';
import type { Documents, OpenDocument } from './documents';
import type { PositionEncoding, Positions } from './positions';
import { createPositions } from './positions';
import type { Failure } from './safely';
import { safely } from './safely';

/** What every feature works with. */
export interface ServerContext {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly documents: Documents;
  readonly client: ClientSupport;
  /** The settings in force. */
  settings(): Settings;
  /** Resolves when the client's settings are in force; before, an answer could be one that the user switched off. */
  configured(): Promise<void>;
  /** Called when settings or files outside the open documents changed, so that answers given before may be wrong. */
  onInvalidated(listener: () => void): void;
  /** The client has got the findings of a document, or gets them now. */
  diagnosed(uri: string): void;
  onDiagnosed(listener: (uri: string) => void): void;
}

/** Registers its handlers and says what the server can do with them. */
export type Feature = (context: ServerContext) => ServerCapabilities;

/** A request about one open document. */
export interface DocumentRequest<T> {
  /** For the log: completes "Error while computing …". */
  readonly what: string;
  readonly uri: string;
  readonly token: CancellationToken;
  /** The answer for a document that is not open, and when the handler fails. */
  readonly fallback: T;
}

/**
 * Answers a request about an open document, guarded by `safely`. When the document changed in the meantime the answer
 * is ContentModified (LSP 3.17): the positions in it would be wrong, and the client asks again.
 */
export function answer<T>(
  context: ServerContext,
  request: DocumentRequest<T>,
  handler: (document: OpenDocument) => Promise<T>,
): Promise<T | Failure> {
  return safely(context.connection, request, async () => {
    await context.configured();
    const document = context.documents.get(request.uri);
    if (document === undefined) return request.fallback;
    const result = await handler(document);
    // Not the version: a client may send the same one twice.
    if (context.documents.get(request.uri) !== document) {
      throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed');
    }
    return result;
  });
}

/** The positions of any file, open or not; undefined when it cannot be read. One lookup serves one answer. */
export type PositionLookup = (uri: string) => Promise<Positions | undefined>;

/** Reads each file at most once. */
export function positionLookup(
  { workspace, documents, client }: ServerContext,
  encoding: PositionEncoding = client.encoding,
): PositionLookup {
  const known = new Map<string, Promise<Positions | undefined>>();
  const read = async (uri: string): Promise<Positions | undefined> => {
    const open = documents.get(uri);
    if (open !== undefined && encoding === client.encoding) return open.positions;
    const text = open?.text ?? (await workspace.text(uri));
    return text === undefined ? undefined : createPositions(text, encoding);
  };
  return (uri) => {
    const before = known.get(uri);
    if (before !== undefined) return before;
    const positions = read(uri);
    known.set(uri, positions);
    return positions;
  };
}
