/**
 * The messages between the panel page and its host (VS Code's extension host, or the page's own stand-in outside
 * VS Code). Plain JSON; one union for each direction. The page simulates by itself with this folder's model.
 */
import type { Arch } from './layout/arch';
import type { TypeShape } from './layout/shape';
import type { TypeShapeResult } from './layout/typeExpr';

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
  /** Where the map is declared: names of types mean what they mean there. Absent for a map of no source. */
  readonly at?: PanelPlace;
}

/** A place in the source. */
export interface PanelPlace {
  readonly uri: string;
  /** Zero-based, UTF-16, as in LSP. */
  readonly line: number;
  readonly character: number;
}

export interface PanelSite extends PanelPlace {
  readonly use: 'declare' | 'insert' | 'delete' | 'clear' | 'replace';
  /** For display: `cache.go:41`. */
  readonly label: string;
}

export type ToPanel =
  | { readonly type: 'show'; readonly map: PanelMap }
  /** The map of the page after its source was edited. */
  | { readonly type: 'update'; readonly map: PanelMap }
  /** The cursor is on no map, or its type is unknown: said in the page, which keeps what it shows. */
  | { readonly type: 'refuse'; readonly reason: string }
  /** What the types of a `resolve` are, in its order; fewer where that cannot be said. */
  | { readonly type: 'resolved'; readonly id: number; readonly types: readonly TypeShapeResult[] };

export type FromPanel =
  /** The page has started; `map` is what it shows already, kept from before a reload. */
  | { readonly type: 'ready'; readonly map?: PanelMap }
  /** Asks what types mean at the map's place. */
  | { readonly type: 'resolve'; readonly id: number; readonly types: readonly string[] }
  | { readonly type: 'open'; readonly site: PanelSite }
  /** Ask the host to save an export. `data` is text, or base64 for PNG. */
  | {
      readonly type: 'export';
      readonly format: 'json' | 'csv' | 'png';
      readonly name: string;
      readonly data: string;
    };
