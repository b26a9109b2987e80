/** Making operands. */
import { unknown } from './basic';
import type { Operand } from './checker';
import type { Value } from './constant';
import type { Type } from './type';

export function valueOf(type: Type): Operand {
  return { mode: 'value', type };
}

export function variableOf(type: Type): Operand {
  return { mode: 'variable', type };
}

export function constantOf(type: Type, value: Value | undefined): Operand {
  return { mode: 'const', type, value };
}

export function unknownOperand(reason: string): Operand {
  return { mode: 'value', type: unknown(reason) };
}
