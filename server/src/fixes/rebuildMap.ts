/**
 * rebuild-map: behind a range over the map that deletes as it goes, and that has left few of many entries, copies those
 * into a new map of just that size. Never a copy behind each delete. A copy loop, never maps.Clone: from Go 1.25 on that
 * keeps the capacity.
 *
 * The number of entries before the loop tells whether anything was deleted. So the variable is written only where the
 * map itself was, just before and by the same goroutine: whatever orders the deletes with other uses orders this too.
 */
import type { RangeStmt } from '../syntax/ast';
import { sameExpr, unparen } from '../facts/expressions';
import { someNode } from '../syntax/walk';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import type { FixContext } from './context';
import type { DeleteSite } from './deleteSites';
import type { Made } from './fix';
import { defineFix } from './fix';
import type { Lines, MapFixOptions, Names } from './mapFix';
import { mapFix, textOf } from './mapFix';
import { mapTypeText } from './mapType';
import { freshName } from './names';

export const REBUILD_MAP = defineFix({
  id: 'rebuild-map',
  title: 'Rebuild {name} when a sweep has left few entries',
  of: 'the map',
  safe: true,
});

/** A smaller map keeps too little to copy anything. */
const MANY = 1024;

/** A map that is still fuller than one in so many keeps what it will need again. */
const SPARSE = 4;

/** @param options which sweeps to rebuild after; all of the package by default */
export function rebuildMap(
  context: FixContext,
  variable: Var,
  options: MapFixOptions,
): Made<typeof REBUILD_MAP.id> {
  const { info } = context;
  return mapFix(context, variable, options, {
    meta: REBUILD_MAP,
    // A copy takes time, and whether the map fills up again soon is for a person to say.
    preferred: () => false,
    ranges: 'all',
    unwanted(site) {
      if (!site.sweep)
        return 'it is not deleted from in a range over it: a copy a delete would cost too much';
      const loop = site.loop && drains(info, site.loop);
      return loop === true ? 'the loop deletes every entry: nothing is left to copy' : undefined;
    },
    lines: (site, names) => rebuildLines(context, variable, site, names),
  });
}

function rebuildLines(
  context: FixContext,
  variable: Var,
  site: DeleteSite,
  names: Names,
): Lines | undefined {
  const { file } = site.operation;
  const pos = site.slot.stmt.end;
  const type = mapTypeText(context.info, file, pos, variable, site.map);
  if (type === undefined) return undefined;
  const map = textOf(file, site.map);
  const before = names.before();
  const rebuilt = names.inner('rebuilt');
  // The loop's own names may hide others, but not one that the loop needs.
  const used = new Set(map.match(/[\p{L}_][\p{L}\p{Nd}_]*/gu)).add(rebuilt);
  const key = freshName(used, 'k');
  const value = freshName(used, 'v');
  return {
    before: [`${before} := len(${map})`],
    after: [
      `if ${before} > ${MANY} && len(${map})*${SPARSE} < ${before} {`,
      `\t${rebuilt} := make(${type}, len(${map}))`,
      `\tfor ${key}, ${value} := range ${map} {`,
      `\t\t${rebuilt}[${key}] = ${value}`,
      '\t}',
      `\t${map} = ${rebuilt}`,
      '}',
    ],
  };
}

/** Whether each turn of the loop deletes the key that it is at. */
function drains(info: PackageInfo, { key, x, body }: RangeStmt): boolean {
  if (key === undefined) return false;
  const deletes = body.list.some((stmt) => {
    const call = stmt.kind === 'ExprStmt' ? unparen(stmt.x) : undefined;
    if (call?.kind !== 'CallExpr' || info.builtinOf(call) !== 'delete') return false;
    const [map, deleted] = call.args;
    return (
      map !== undefined &&
      deleted !== undefined &&
      sameExpr(info, map, x) &&
      sameExpr(info, deleted, key)
    );
  });
  return deletes && !someNode(body, ({ kind }) => kind === 'BranchStmt' || kind === 'ReturnStmt');
}
