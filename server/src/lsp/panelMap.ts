import { formatGoVersion } from '../../../runtime';
import type { PanelMap, PanelSite } from '../../../runtime/panelProtocol';
import type { MapReport, MapUse, Place } from '../findings';
import type { PanelMapResult } from '../protocol';
import { placeLabel } from '../render';
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
  const map: PanelMap = {
    title: variable?.name ?? report.typeText,
    key: key.shape,
    elem: elem.shape,
    go: formatGoVersion(report.go.value),
    goOrigin: report.go.origin,
    arch: report.arch,
    entries,
    sites: listed.flat(),
  };
  return { map };
}

function refuse({ typeText }: MapReport, part: 'key' | 'elem', reason: string): PanelMapResult {
  return { refused: `The size of the ${part} of ${typeText} is unknown: ${reason}` };
}

async function toSite(
  use: PanelSite['use'],
  { uri, start }: Place,
  documents: Documents,
  positionsOf: PositionLookup,
): Promise<readonly PanelSite[]> {
  const at = (await positionsOf(uri))?.positionAt(start);
  return at === undefined
    ? []
    : [{ use, uri: documents.spelling(uri), label: placeLabel(uri, at.line + 1), ...at }];
}
