/** Types as the runtime's memory model takes them. */
import type { Arch, TypeShape } from '../../../runtime';
import { unalias, underlying } from './basic';
import { typeString } from './display';
import { layoutOf } from './sizes';
import type { Type } from './type';

export type ShapeOf =
  | { readonly text: string; readonly shape: TypeShape; readonly unknown?: undefined }
  | { readonly text: string; readonly shape?: undefined; readonly unknown: string };

/**
 * The shape of a type, with what it points to when it is a pointer, or one short clause why it is not known. `text`
 * is the type as go/types prints it, seen from the package with the import path `relativeTo`.
 */
export function toShape(type: Type, arch: Arch, relativeTo = ''): ShapeOf {
  const text = typeString(type, relativeTo);
  const layout = layoutOf(type, arch);
  if ('unknown' in layout) return { text, unknown: layout.unknown };
  const u = underlying(type);
  if (u.kind !== 'pointer') return { text, shape: { ...layout, text } };
  const elem = layoutOf(u.elem, arch);
  if ('unknown' in elem) return { text, shape: { ...layout, text } };
  const pointee = { ...elem, text: typeString(unalias(u.elem), relativeTo) };
  return { text, shape: { ...layout, text, pointee } };
}
