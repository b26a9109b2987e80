/**
 * The messages between the panel page and its host (VS Code's extension host, or the page's own stand-in outside
 * VS Code). Plain JSON; one union for each direction. The page simulates by itself with this folder's model.
 */
import type { Arch } from './arch';
import type { TypeShape } from './shape';

/** The map that the panel was opened for. */
export interface PanelMap {
  /** `Cache.sessions`, or the type's text when the map has no variable. */
  readonly title: string;
  readonly key: TypeShape;
  readonly elem: TypeShape;
  /** As `1.N`, with the fact it was read from. */
  readonly go: string;
  readonly goOrigin: string;
  readonly arch: Arch;
  /** Entries: the assumed peak, for the first workload. */
  readonly entries: number;
  /** Source lines that use the map, for links back. */
  readonly sites: readonly PanelSite[];
}

export interface PanelSite {
  readonly use: 'declare' | 'insert' | 'delete' | 'clear' | 'replace';
  readonly uri: string;
  /** For display: `cache.go:41`. */
  readonly label: string;
  /** Zero-based, UTF-16, as in LSP. */
  readonly line: number;
  readonly character: number;
}

export type ToPanel =
  | { readonly type: 'show'; readonly map: PanelMap }
  /** The cursor is on no map, or its type is unknown: said in the page, nothing is simulated. */
  | { readonly type: 'refuse'; readonly reason: string };

export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly site: PanelSite }
  /** Ask the host to save an export. `data` is text, or base64 for PNG. */
  | {
      readonly type: 'export';
      readonly format: 'json' | 'csv' | 'png';
      readonly name: string;
      readonly data: string;
    };
