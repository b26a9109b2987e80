/** Constants of a declaration, package-level and local. */
import type { Expr, Ident } from '../syntax/ast';
import { CYCLE, unknown } from './basic';
import type { Checker } from './checker';
import { withIota } from './checker';
import type { Value } from './constant';
import { toConstValue } from './constant';
import { converted } from './conversion';
import { declaredAt } from './declaredAt';
import { lazy } from './lazy';
import type { Const } from './object';
import type { Type } from './type';

export interface ConstantSource {
  readonly type: Expr | undefined;
  readonly value: Expr | undefined;
  readonly iota: number;
  /** The value is that of an earlier spec, evaluated once more with this spec's iota. */
  readonly repeated: boolean;
  /** Runs before the first evaluation. */
  readonly bind?: () => void;
}

/** Exact values of constants, for evaluation; `Const.value` gives what callers see. */
const exact = new WeakMap<
  Const,
  () => { readonly type: Type; readonly value: Value | undefined }
>();

export function makeConst(c: Checker, uri: string, ident: Ident, source: ConstantSource): Const {
  const evaluated = lazy(() => evaluate(c, source), { type: CYCLE, value: undefined });
  const obj: Const = {
    kind: 'const',
    name: ident.name,
    pkg: c.path,
    at: declaredAt(uri, ident),
    type: () => evaluated().type,
    value: () => {
      const { value } = evaluated();
      return value === undefined ? undefined : toConstValue(value);
    },
  };
  exact.set(obj, evaluated);
  return obj;
}

function evaluate(
  c: Checker,
  source: ConstantSource,
): { readonly type: Type; readonly value: Value | undefined } {
  source.bind?.();
  const { type, value } = source;
  if (value === undefined) return { type: unknown('constant without a value'), value: undefined };
  return withIota(c, source.repeated ? BigInt(source.iota) : undefined, () => {
    const x = c.expr(value);
    const known = x.mode === 'const' ? x.value : undefined;
    if (type === undefined) {
      return x.mode === 'const'
        ? { type: x.type, value: known }
        : { type: x.type.kind === 'unknown' ? x.type : unknown('not a constant'), value: known };
    }
    const declared = c.typ(type);
    return { type: declared, value: known === undefined ? undefined : converted(known, declared) };
  });
}

/** The exact value of a constant of this or another package. */
export function exactValue(obj: Const): Value | undefined {
  const evaluated = exact.get(obj);
  if (evaluated !== undefined) return evaluated().value;
  const value = obj.value();
  // A package that is not checked from source gives integers, booleans and ASCII text only; a number is not exact.
  return typeof value === 'number' ? undefined : value;
}
