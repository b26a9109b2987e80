/** Whether V can be written elsewhere than where the map is declared. */
import type { Ident } from '../../syntax/ast';
import { walk } from '../../syntax/walk';
import type { Expr } from '../../syntax/ast';
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

/** The names in a type that are looked up in scopes: neither what follows a package's name, nor fields. */
export function typeNames(type: Expr): Ident[] {
  const names: Ident[] = [];
  walk(type, (node) => {
    if (node.kind === 'Ident') names.push(node);
    if (node.kind === 'SelectorExpr') {
      names.push(...typeNames(node.x));
      return false;
    }
    if (node.kind === 'StructType') {
      for (const field of node.fields) names.push(...typeNames(field.type));
      return false;
    }
    return true;
  });
  return names;
}
