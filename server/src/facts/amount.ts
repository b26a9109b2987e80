/** Numbers of elements that are known only in terms of others: `len(x) - 1`, `i + 2`, `n - (j - i)`. */
import type { Expr } from '../syntax/ast';

/** What an amount is counted in; an expression stands for its value. */
export type Unit = string | Expr;

/** A sum of multiples of units, and a constant. */
export interface Amount {
  readonly terms: readonly { readonly unit: Unit; readonly times: bigint }[];
  readonly constant: bigint;
}

/** Whether two units are one. */
export type SameUnit = (a: Unit, b: Unit) => boolean;

export const ZERO: Amount = { terms: [], constant: 0n };

export function constant(value: bigint): Amount {
  return { terms: [], constant: value };
}

export function unit(of: Unit): Amount {
  return { terms: [{ unit: of, times: 1n }], constant: 0n };
}

export function plus(a: Amount, b: Amount, same: SameUnit, times = 1n): Amount {
  const terms = [...a.terms];
  for (const term of b.terms) {
    const at = terms.findIndex(({ unit: other }) => same(other, term.unit));
    const known = terms[at];
    const more = term.times * times;
    if (known === undefined) terms.push({ unit: term.unit, times: more });
    else terms[at] = { unit: known.unit, times: known.times + more };
  }
  return {
    terms: terms.filter((term) => term.times !== 0n),
    constant: a.constant + b.constant * times,
  };
}

export function minus(a: Amount, b: Amount, same: SameUnit): Amount {
  return plus(a, b, same, -1n);
}

/** Puts an amount in the place of a unit. */
export function replaceUnit(a: Amount, of: string, by: Amount, same: SameUnit): Amount {
  const term = a.terms.find(({ unit: other }) => other === of);
  if (term === undefined) return a;
  const rest = { ...a, terms: a.terms.filter((other) => other !== term) };
  return plus(rest, by, same, term.times);
}

/** Whether an amount is zero or more: undefined where the values of its units decide. Named units are at least `least`. */
export function isNatural(
  { terms, constant: rest }: Amount,
  least: Readonly<Record<string, bigint>>,
): boolean | undefined {
  let [low, high]: (bigint | undefined)[] = [rest, rest];
  for (const { unit: of, times } of terms) {
    const from = typeof of === 'string' ? least[of] : undefined;
    if (from === undefined) return undefined;
    if (times > 0n) {
      if (low !== undefined) low += from * times;
      high = undefined;
    } else {
      if (high !== undefined) high += from * times;
      low = undefined;
    }
  }
  if (low !== undefined && low >= 0n) return true;
  return high !== undefined && high < 0n ? false : undefined;
}
