/** The types that variables get from what defines them: assignments, range clauses, type switches. */
import type { CaseClause, Expr } from '../syntax/ast';
import { BASIC, underlying, unknown } from './basic';
import type { Checker, Operand } from './checker';
import { coreType } from './coreType';
import type { Type } from './type';
import { RUNE_TYPE, defaultType } from './universe';

export function unparen(e: Expr): Expr {
  let x = e;
  while (x.kind === 'ParenExpr') x = x.x;
  return x;
}

/** The type of a variable initialized with a value. */
function valueType(x: Operand): Type {
  if (x.type.kind === 'tuple') return unknown('not a single value');
  return x.mode === 'type' ? unknown('a type is not a value') : defaultType(x.type);
}

/** The type of the `index`-th of `count` variables that `values` define. */
export function definedType(
  c: Checker,
  values: readonly Expr[],
  index: number,
  count: number,
): Type {
  const own = values.length === count ? values[index] : undefined;
  if (own !== undefined) return valueType(c.expr(own));
  const [only] = values;
  if (only === undefined || values.length !== 1) return unknown('no value for this variable');
  const x = c.expr(only);
  if (x.type.kind === 'tuple') return x.type.types[index] ?? unknown('no value for this variable');
  if (x.type.kind === 'unknown' && !commaOk(c, only)) return x.type;
  if (count === 2 && commaOk(c, only)) return index === 0 ? valueType(x) : BASIC.bool;
  return unknown('no value for this variable');
}

/** Whether `v, ok := e` is allowed: a map index, a type assertion or a receive. */
function commaOk(c: Checker, e: Expr): boolean {
  const x = unparen(e);
  switch (x.kind) {
    case 'TypeAssertExpr':
      return true;
    case 'UnaryExpr':
      return x.op === '<-';
    case 'IndexExpr': {
      const { kind } = coreType(c.expr(x.x).type);
      return kind === 'map' || kind === 'unknown';
    }
    default:
      return false;
  }
}

/** The types of the first and second iteration value of `range x`. */
export function rangeTypes(x: Operand): readonly Type[] {
  const core = coreType(x.type);
  switch (core.kind) {
    case 'basic':
      if (core.name === 'string' || core.name === 'untyped string') return [BASIC.int, RUNE_TYPE];
      return [defaultType(x.type)];
    case 'slice':
    case 'array':
      return [BASIC.int, core.elem];
    case 'pointer': {
      const array = underlying(core.elem);
      return array.kind === 'array' ? [BASIC.int, array.elem] : [];
    }
    case 'map':
      return [core.key, core.elem];
    case 'chan':
      return [core.elem];
    case 'signature': {
      const [yieldVar] = core.params;
      const yields = yieldVar === undefined ? undefined : coreType(yieldVar.type());
      if (yields?.kind === 'signature') return yields.params.map((p) => p.type());
      const reason = unknown('the iterator function is not known');
      return [reason, reason];
    }
    case 'unknown':
      return [core, core];
    default:
      return [];
  }
}

/** The type of the variable of a type switch in one clause. */
export function switchType(c: Checker, x: Expr, clause: CaseClause): Type {
  const [only] = clause.list;
  if (only === undefined || clause.list.length !== 1) return c.expr(x).type;
  const single = c.expr(only);
  if (single.mode === 'type') return single.type;
  // `case nil` leaves the type of the expression.
  if (single.type === BASIC['untyped nil']) return c.expr(x).type;
  return single.type.kind === 'unknown' ? single.type : unknown('not a type');
}
