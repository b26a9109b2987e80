/** Whether a value contains, or leads to, a struct that has a certain field. */
import { underlyingOf } from '../facts/expressions';
import { originOf } from '../facts/facts';
import type { Var } from '../types/object';
import type { Type } from '../types/type';

/** Answers for one field; what was asked before is known. */
export function leadsTo(field: Var): (type: Type) => boolean {
  const known = new Map<Type, boolean>();
  const leads = (type: Type): boolean => {
    const plain = underlyingOf(type);
    const before = known.get(plain);
    if (before !== undefined) return before;
    // A type that leads to itself adds nothing the second time.
    known.set(plain, false);
    const found = leadsFrom(plain);
    known.set(plain, found);
    return found;
  };
  const leadsFrom = (plain: Type): boolean => {
    switch (plain.kind) {
      case 'pointer':
      case 'slice':
      case 'array':
      case 'map':
        return leads(plain.elem);
      case 'struct':
        return plain.fields.some((other) => originOf(other) === field || leads(other.type()));
      default:
        return false;
    }
  };
  return leads;
}
