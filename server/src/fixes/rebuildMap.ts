/**
 * rebuild-map: behind a sweep, copies what is left into a new map of just that size. A copy loop, never maps.Clone: from
 * Go 1.25 on that keeps the capacity.
 */
import type { Fix, RefusedFix } from '../findings';
import type { SourceFile } from '../types/info';
import type { Var } from '../types/object';
import type { FixContext } from './context';
import type { DeleteSite } from './deleteSites';
import type { MapFixOptions } from './mapFix';
import { mapFix, textOf } from './mapFix';
import { mapTypeText } from './mapType';
import { freshName, namesIn } from './names';

const ID = 'rebuild-map';

/** @param options which deletes to rebuild after; all sweeps of the package, or all deletes where there is no sweep, by default */
export function rebuildMap(
  context: FixContext,
  variable: Var,
  options: MapFixOptions,
): Fix | RefusedFix {
  /** Shared by the places of one file, of which several may stand in one block. */
  const names = new Map<SourceFile, Set<string>>();
  const taken = (file: SourceFile): Set<string> => {
    const known = names.get(file) ?? namesIn([file]);
    names.set(file, known);
    return known;
  };
  return mapFix(context, variable, options, {
    id: ID,
    title: (name, sweep) =>
      sweep
        ? `Rebuild ${name} after the deletes`
        : `Rebuild ${name} (copies the map on every call)`,
    preferred: (sweep) => sweep,
    keepsOldMapAlive: true,
    wanted: (site, sites) => site.sweep || !sites.some((other) => other.sweep),
    lines: (site) => rebuildLines(context, variable, site, taken),
  });
}

function rebuildLines(
  context: FixContext,
  variable: Var,
  site: DeleteSite,
  taken: (file: SourceFile) => Set<string>,
): readonly string[] | undefined {
  const { file } = site.operation;
  const pos = site.slot.stmt.end;
  const type = mapTypeText(context.info, file, pos, variable, site.map);
  if (type === undefined) return undefined;
  const map = textOf(file, site.map);
  const rebuilt = freshName(taken(file), `rebuilt${capitalized(variable.name)}`);
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

/** The name says which map it is, so that the fixes of several maps in one block do not declare the same name. */
function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
