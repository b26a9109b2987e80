/**
 * rebuild-map: behind a sweep, copies what is left into a new map of just that size. A copy loop, never maps.Clone: from
 * Go 1.25 on that keeps the capacity.
 */
import type { Fix, RefusedFix } from '../findings';
import { sourceText } from '../types/display';
import type { Var } from '../types/object';
import type { FixContext } from './context';
import type { DeleteSite } from './deleteSites';
import type { MapFixOptions } from './mapFix';
import { mapFix, textOf } from './mapFix';
import { freshName, namesIn } from './names';

const ID = 'rebuild-map';

/** @param options which deletes to rebuild after; all sweeps of the package, or all deletes where there is no sweep, by default */
export function rebuildMap(
  context: FixContext,
  variable: Var,
  options: MapFixOptions,
): Fix | RefusedFix {
  return mapFix(context, variable, options, {
    id: ID,
    title: (name, sweep) =>
      sweep
        ? `Rebuild ${name} after the deletes`
        : `Rebuild ${name} (copies the map on every call)`,
    preferred: (sweep) => sweep,
    keepsOldMapAlive: true,
    wanted: (site, sites) => site.sweep || !sites.some((other) => other.sweep),
    lines: (site) => rebuildLines(context, site),
  });
}

function rebuildLines(context: FixContext, site: DeleteSite): readonly string[] | undefined {
  const { file } = site.operation;
  const pos = site.slot.stmt.end;
  const type = sourceText(context.info.typeOf(site.map), context.info, file, pos);
  if (type === undefined) return undefined;
  const map = textOf(file, site.map);
  const rebuilt = freshName(namesIn([file]), 'rebuilt');
  // The loop's own names may hide others, but not one that the loop needs.
  const used = new Set(map.match(/[\p{L}_][\p{L}\p{Nd}_]*/gu));
  const key = freshName(used, 'k');
  const value = freshName(used, 'v');
  return [
    `${rebuilt} := make(${type}, len(${map}))`,
    `for ${key}, ${value} := range ${map} {`,
    `\t${rebuilt}[${key}] = ${value}`,
    '}',
    `${map} = ${rebuilt}`,
  ];
}
