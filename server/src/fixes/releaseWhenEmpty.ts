/**
 * release-when-empty: behind a delete, lets go of a map that has become empty. Costs one comparison a delete. A nil map
 * stays nil, and the variable is written only where the map itself just was: see rebuildMap.ts.
 */
import type { Var } from '../types/object';
import type { FixContext } from './context';
import type { DeleteSite } from './deleteSites';
import type { Made } from './fix';
import { defineFix } from './fix';
import type { Lines, MapFixOptions, Names } from './mapFix';
import { mapFix, textOf } from './mapFix';
import { mapTypeText } from './mapType';

export const RELEASE_WHEN_EMPTY = defineFix({
  id: 'release-when-empty',
  title: 'Release {name} when it becomes empty',
  of: 'the map',
  safe: true,
});

export function releaseWhenEmpty(
  context: FixContext,
  variable: Var,
  options: MapFixOptions,
): Made<typeof RELEASE_WHEN_EMPTY.id> {
  return mapFix(context, variable, options, {
    meta: RELEASE_WHEN_EMPTY,
    preferred: (sweep) => !sweep,
    // A range that goes on over a map that is empty for good meets nothing any more. What is inserted meanwhile it
    // may meet or not (Go specification, "For statements with range clause").
    ranges: 'none',
    unwanted: () => undefined,
    lines: (site, names) => releaseLines(context, variable, site, names),
  });
}

function releaseLines(
  context: FixContext,
  variable: Var,
  site: DeleteSite,
  names: Names,
): Lines | undefined {
  const { file } = site.operation;
  const type = mapTypeText(context.info, file, site.slot.stmt.end, variable, site.map);
  if (type === undefined) return undefined;
  const map = textOf(file, site.map);
  const when = (condition: string): readonly string[] => [
    `if ${condition}len(${map}) == 0 {`,
    `\t${map} = make(${type})`,
    '}',
  ];
  if (!site.sweep) return { before: [], after: when(site.mayBeNil ? `${map} != nil && ` : '') };
  const before = names.before();
  return { before: [`${before} := len(${map})`], after: when(`${before} > 0 && `) };
}
