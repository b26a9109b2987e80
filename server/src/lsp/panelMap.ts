import { formatGoVersion } from '../../../runtime';
import type { PanelMap, PanelPlace, PanelSite } from '../../../runtime/panelProtocol';
import type { MapReport, MapUse, Place } from '../contracts/findings';
import type { PanelMapResult } from '../contracts/protocol';
import { placeLabel } from '../maps/render';
import type { PositionLookup } from './context';
import type { Documents } from './documents';

const USES: readonly MapUse[] = ['insert', 'delete', 'clear', 'replace'];

/** What the panel starts from, or why it cannot: a map is simulated only with known sizes. */
export async function toPanelMap(
  report: MapReport,
  entries: number,
  documents: Documents,
  positionsOf: PositionLookup,
): Promise<PanelMapResult> {
  const { key, elem, variable } = report;
  if (key.unknown !== undefined) return refuse(report, 'key', key.unknown);
  if (elem.unknown !== undefined) return refuse(report, 'elem', elem.unknown);

  const sites = (
    use: PanelSite['use'],
    places: readonly Place[],
  ): Promise<readonly PanelSite[]>[] =>
    places.map((place) => toSite(use, place, documents, positionsOf));
  const declaration = variable === undefined ? [] : [variable.declaration];
  const listed = await Promise.all([
    ...sites('declare', declaration),
    ...USES.flatMap((use) => sites(use, report.uses[use])),
  ]);
  const place = await placeOf(variable?.declaration ?? report, documents, positionsOf);
  const map: PanelMap = {
    title: variable?.name ?? report.typeText,
    key: key.shape,
    elem: elem.shape,
    go: formatGoVersion(report.go.value),
    goOrigin: report.go.origin,
    arch: report.arch,
    entries,
    sites: listed.flat(),
    ...(place === undefined ? {} : { at: place }),
  };
  return { map };
}

function refuse({ typeText }: MapReport, part: 'key' | 'elem', reason: string): PanelMapResult {
  return { refused: `The size of the ${part} of ${typeText} is unknown: ${reason}` };
}

/** Where the map can be asked about again, and where the names of types are looked up. */
async function placeOf(
  { uri, start }: Pick<Place, 'uri' | 'start'>,
  documents: Documents,
  positionsOf: PositionLookup,
): Promise<PanelPlace | undefined> {
  const at = (await positionsOf(uri))?.positionAt(start);
  return at === undefined ? undefined : { uri: documents.spelling(uri), ...at };
}

async function toSite(
  use: PanelSite['use'],
  { uri, start }: Place,
  documents: Documents,
  positionsOf: PositionLookup,
): Promise<readonly PanelSite[]> {
  const at = await placeOf({ uri, start }, documents, positionsOf);
  return at === undefined ? [] : [{ use, label: placeLabel(uri, at.line + 1), ...at }];
}
