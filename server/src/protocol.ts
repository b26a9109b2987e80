/** Heapghost's own LSP requests, for any editor; parameters and results are plain JSON. */
import type { PanelMap } from '../../runtime/panelProtocol';

/** The map under a position, for the panel. Result: PanelMapResult. */
export const PANEL_MAP_REQUEST = 'heapghost/map';
/** The records of `heapghost layout --json` for an open or saved file. Params: TextDocumentIdentifier in `textDocument`. */
export const LAYOUT_REQUEST = 'heapghost/layout';
/** Params: `{key, elem, workload, go?, arch?, seed?}` as on the command line. Result: the JSON of `heapghost simulate`. */
export const SIMULATE_REQUEST = 'heapghost/simulate';

export type PanelMapResult = { readonly map: PanelMap } | { readonly refused: string };

/** `initializationOptions` of the server. Everything is optional: other editors need none. */
export interface InitializationOptions {
  /** Folder of the .wasm assets, as a URI; needed by the web worker, which cannot see its own location. */
  readonly assets?: string;
  /** Settings by their full names, for clients without workspace/configuration. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The client understands the commands named in `trustedCommands` in hover links. */
  readonly commands?: readonly string[];
}

/** Commands of the VS Code client that hovers and code actions may link to. */
export const COMMANDS = {
  simulate: 'heapghost.simulate',
  explain: 'heapghost.explain',
} as const;
