/** Links of the panel to source lines, kept up to date while the source is edited. Knows nothing of the editor. */
import type { PanelMap, PanelPlace, PanelSite } from '../../runtime/panelProtocol';

interface Position {
  readonly line: number;
  readonly character: number;
}

/** One edit of a document: the range of the old text that became `text`. */
export interface Change {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** Where a position is after an edit; undefined when its text was replaced. */
export function shifted<T extends Position>(
  position: T,
  { range: { start, end }, text }: Change,
): T | undefined {
  if (isBefore(position, start)) return position;
  if (isBefore(position, end)) return undefined;
  const lines = text.split(/\r\n|\r|\n/);
  const added = lines.length - 1;
  const line = position.line - (end.line - start.line) + added;
  if (position.line !== end.line) return { ...position, line };
  const behind = position.character - end.character + (lines.at(-1)?.length ?? 0);
  return { ...position, line, character: added === 0 ? start.character + behind : behind };
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

export interface Links {
  /** The map with all places where they are now; sites whose text is gone are left out. */
  readonly map: () => PanelMap;
  /** Takes over the edits of a document; whether any place of the map stands in it. */
  readonly edited: (uri: string, changes: readonly Change[]) => boolean;
  /** Where a site that the page shows is now; undefined when its text is gone. */
  readonly find: (site: PanelSite) => PanelSite | undefined;
}

/** Follows the places of a map; `isSame` compares URIs, which have several spellings. */
export function createLinks(
  shown: PanelMap,
  isSame: (a: string, b: string) => boolean = (a, b) => a === b,
): Links {
  let at = shown.at;
  const sites: { readonly shown: PanelSite; now: PanelSite | undefined }[] = shown.sites.map(
    (site) => ({ shown: site, now: site }),
  );
  const follow = <T extends PanelPlace>(place: T, changes: readonly Change[]): T | undefined =>
    changes.reduce<T | undefined>((now, change) => now && shifted(now, change), place);
  return {
    map: () => ({
      ...shown,
      ...(at === undefined ? {} : { at }),
      sites: sites.flatMap(({ now }) => (now === undefined ? [] : [now])),
    }),
    edited: (uri, changes) => {
      const own = sites.filter(({ now }) => now !== undefined && isSame(now.uri, uri));
      for (const site of own) site.now = relabelled(site.now && follow(site.now, changes));
      const isMap = at !== undefined && isSame(at.uri, uri);
      // Of a declaration that was rewritten the start of the edit is the best guess, and the server says whether it is right.
      if (at !== undefined && isMap) at = follow(at, changes) ?? at;
      return own.length > 0 || isMap;
    },
    find: (site) => sites.find(({ shown: known }) => isSameSite(known, site))?.now,
  };
}

function isSameSite(a: PanelSite, b: PanelSite): boolean {
  return a.use === b.use && a.uri === b.uri && a.line === b.line && a.character === b.character;
}

function relabelled(site: PanelSite | undefined): PanelSite | undefined {
  return site && { ...site, label: site.label.replace(/:\d+$/, `:${site.line + 1}`) };
}

/** The site of the same use in the same file that is nearest to where another one was; undefined when there is none. */
export function nearestSite(sites: readonly PanelSite[], to: PanelSite): PanelSite | undefined {
  const distance = ({ line }: PanelSite): number => Math.abs(line - to.line);
  return sites
    .filter(({ use, uri }) => use === to.use && uri === to.uri)
    .reduce<PanelSite | undefined>(
      (best, site) => (best === undefined || distance(site) < distance(best) ? site : best),
      undefined,
    );
}
