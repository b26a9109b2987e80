/** release-when-empty: behind a delete, lets go of a map that has become empty. Costs one comparison a delete. */
import type { Fix, RefusedFix } from '../findings';
import type { Var } from '../types/object';
import type { FixContext } from './context';
import type { MapFixOptions } from './mapFix';
import { mapFix, textOf } from './mapFix';
import { mapTypeText } from './mapType';

const ID = 'release-when-empty';

export function releaseWhenEmpty(
  context: FixContext,
  variable: Var,
  options: MapFixOptions,
): Fix | RefusedFix {
  return mapFix(context, variable, options, {
    id: ID,
    title: (name) => `Release ${name} when it becomes empty`,
    preferred: (sweep) => !sweep,
    keepsOldMapAlive: false,
    wanted: () => true,
    lines(site) {
      const { file } = site.operation;
      const pos = site.slot.stmt.end;
      const type = mapTypeText(context.info, file, pos, variable, site.map);
      if (type === undefined) return undefined;
      const map = textOf(file, site.map);
      return [`if len(${map}) == 0 {`, `\t${map} = make(${type})`, '}'];
    },
  });
}
