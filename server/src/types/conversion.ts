/** Constants converted to a type (Go specification, "Conversions" and "Representability"). */
import { underlying } from './basic';
import type { Value } from './constant';
import { roundFloat, runeString } from './constant';
import type { Type } from './type';

/** `T(value)`; undefined when the result is no constant or not known. */
export function converted(value: Value, type: Type): Value | undefined {
  const u = underlying(type);
  if (u.kind !== 'basic') return undefined;
  switch (u.name) {
    case 'bool':
    case 'untyped bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'string':
      return typeof value === 'bigint'
        ? runeString(value)
        : typeof value === 'string'
          ? value
          : undefined;
    case 'float32':
      return roundFloat(value, 32);
    case 'float64':
      return roundFloat(value, 64);
    case 'untyped float':
    case 'untyped complex':
    case 'untyped string':
      return value;
    case 'complex64':
    case 'complex128':
    case 'unsafe.Pointer':
    case 'untyped nil':
      return undefined;
    default:
      return typeof value === 'bigint' ? value : undefined;
  }
}
