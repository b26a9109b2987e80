/** Heapghost's own LSP requests, for any editor; parameters and results are plain JSON. */
import type { TypeShapeResult } from '../../../runtime';
import type { PanelMap } from '../../../runtime/panelProtocol';
import type { DirectoryEntry } from './environment';

/** The map under a position, for the panel. Result: PanelMapResult. */
export const PANEL_MAP_REQUEST = 'heapghost/map';
/**
 * The shapes of types as they would be written at a position. Params: `{textDocument, position, types}`, the types as Go
 * source, at most MAX_TYPES of them. Result: TypesResult, in the same order.
 */
export const TYPES_REQUEST = 'heapghost/types';
/** The records of `heapghost layout --json` for an open or saved file. Params: TextDocumentIdentifier in `textDocument`. */
export const LAYOUT_REQUEST = 'heapghost/layout';
/** Params: `{key, elem, workload, go?, arch?, goexperiment?, seed?}` as on the command line. Result: the JSON of `heapghost simulate`. */
export const SIMULATE_REQUEST = 'heapghost/simulate';

/** The documentation of a rule, as Markdown. Params: `{rule}`. Result: ExplainResult. */
export const EXPLAIN_REQUEST = 'heapghost/explain';

/**
 * Sent by the server for files that it cannot read itself, to clients that say they answer (`files` below): in a web worker
 * for all, in Node for those of other file systems than the disk's. Params: FileParams. Result: ReadFileResult, null when
 * unreadable.
 */
export const READ_FILE_REQUEST = 'heapghost/readFile';
/** As READ_FILE_REQUEST, for the entries of a folder. Result: ReadDirectoryResult, null when unreadable. */
export const READ_DIRECTORY_REQUEST = 'heapghost/readDirectory';

export interface FileParams {
  readonly uri: string;
}

/** The bytes; in base64 where messages are JSON, as they are where they cross a worker's port (structured clone). */
export type ReadFileResult = Uint8Array | string;
export type ReadDirectoryResult = readonly DirectoryEntry[];

export interface ExplainResult {
  readonly markdown: string;
}

export const MAX_TYPES = 20;

export interface TypesResult {
  readonly types: readonly TypeShapeResult[];
}

export type PanelMapResult = { readonly map: PanelMap } | { readonly refused: string };

/** `initializationOptions` of the server. Everything is optional: other editors need none. */
export interface InitializationOptions {
  /** Folder of the .wasm assets, as a URI; needed by the web worker, which cannot see its own location. */
  readonly assets?: string;
  /** The client answers `heapghost/readFile` and `heapghost/readDirectory`. */
  readonly files?: boolean;
  /** Settings by their full names, for clients without workspace/configuration. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The client understands the commands named here, in hover links and code actions. */
  readonly commands?: readonly string[];
}

/** Commands of the VS Code client that hovers and code actions may link to. */
export const COMMANDS = {
  simulate: 'heapghost.simulate',
  explain: 'heapghost.explain',
} as const;
