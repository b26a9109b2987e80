/** Whether V can be written elsewhere than where the map is declared. */
import { underlyingOf } from '../../facts/expressions';
import type { Type } from '../../types/type';
import { typeText } from '../mapType';
import type { Conversion } from './conversion';
import type { Occurrence } from './inventory';

/**
 * V as it must be written where the occurrence stands, in the type parameters of that place.
 *
 * @param known the map's type there, where the occurrence is no identifier of the text
 */
export function elemText(
  { info, written }: Conversion,
  { file, ident, parents }: Occurrence,
  known?: Type,
): string | undefined {
  const parent = parents.get(ident);
  const named = parent?.kind === 'SelectorExpr' && parent.sel === ident ? parent : ident;
  const map = underlyingOf(known ?? info.typeOf(named));
  if (map.kind !== 'map') return undefined;
  return typeText(info, { file: written.file, type: written.elem }, map.elem, file, ident.pos);
}
