/** What can be done about a map variable, whether a rule has found it or a person asks. */
import { isElement } from '../facts/elements';
import type { Operation } from '../facts/facts';
import type { Var } from '../types/object';
import type { FixContext } from './context';
import type { Made } from './fix';
import { titleOf } from './fix';
import { POINTER_VALUES, pointerValues } from './pointerValues';
import { REBUILD_MAP, rebuildMap } from './rebuildMap';
import { RELEASE_WHEN_EMPTY, releaseWhenEmpty } from './releaseWhenEmpty';

/** The rule that offers them with its findings, and that they name without one too. */
export const MAP_RULE = 'map-never-shrinks';

/** In the order in which they are offered. */
export const MAP_FIXES = [REBUILD_MAP, RELEASE_WHEN_EMPTY, POINTER_VALUES] as const;

/** The fixes of a map variable, refused ones among them; after one delete only, where one is given. */
export function mapFixes(
  context: FixContext,
  variable: Var,
  only?: Operation,
): readonly Made<(typeof MAP_FIXES)[number]['id']>[] {
  if (isElement(variable)) {
    const refused = 'it lies in another container, whose fixes are not known yet';
    return MAP_FIXES.map((fix) => ({ id: fix.id, title: titleOf(fix), refused }));
  }
  const options = { name: displayName(variable), ...(only && { only }) };
  return [
    rebuildMap(context, variable, options),
    releaseWhenEmpty(context, variable, options),
    pointerValues(context, variable),
  ];
}

/** `Cache.sessions` for a field, `pool` for a variable, `each map in Cache.shards` for what lies in one. */
export function displayName(variable: Var): string {
  const name = variable.owner === undefined ? variable.name : `${variable.owner}.${variable.name}`;
  return isElement(variable) ? `each map in ${name}` : name;
}
