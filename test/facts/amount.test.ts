/** Sums of named units and constants: `2x-y+3`. */
import assert from 'node:assert/strict';
import type { Amount, SameUnit } from '../../server/src/facts/amount';
import {
  constant,
  isNatural,
  minus,
  plus,
  replaceUnit,
  unit,
  ZERO,
} from '../../server/src/facts/amount';

const same: SameUnit = (a, b) => a === b;

function shown({ terms, constant: rest }: Amount): string {
  const parts = terms.map(({ unit: of, times }) => `${times}${typeof of === 'string' ? of : '?'}`);
  return [...parts, String(rest)].join(' ');
}

const x = unit('x');
const y = unit('y');
const three = constant(3n);
const sum = (...all: Amount[]): Amount => all.reduce((a, b) => plus(a, b, same), ZERO);

describe('amounts', () => {
  it('are added unit by unit', () => {
    assert.equal(shown(sum()), '0');
    assert.equal(shown(sum(x, three)), '1x 3');
    assert.equal(shown(sum(x, y, x, three, three)), '2x 1y 6');
    assert.equal(shown(plus(x, sum(x, y, three), same, 2n)), '3x 2y 6');
    assert.equal(shown(plus(x, sum(x, y, three), same, -2n)), '-1x -2y -6');
  });

  it('what is subtracted from itself leaves nothing', () => {
    assert.equal(shown(minus(sum(x, three), x, same)), '3');
    assert.equal(shown(minus(sum(x, x, y), sum(x, three), same)), '1x 1y -3');
    assert.equal(shown(minus(ZERO, x, same)), '-1x 0');
  });

  it('an amount takes the place of a unit as often as it stands there', () => {
    assert.equal(shown(replaceUnit(sum(x, x, y), 'x', sum(y, three), same)), '3y 6');
    assert.equal(shown(replaceUnit(minus(three, x, same), 'x', sum(y, three), same)), '-1y 0');
    assert.equal(shown(replaceUnit(sum(x, three), 'y', three, same)), '1x 3');
  });

  const natural: readonly (readonly [Amount, boolean | undefined])[] = [
    [ZERO, true],
    [three, true],
    [constant(-1n), false],
    [x, true],
    [sum(x, constant(-2n)), true],
    [sum(x, constant(-3n)), undefined],
    [sum(x, x, constant(-4n)), true],
    [sum(x, x, constant(-5n)), undefined],
    [minus(ZERO, x, same), false],
    [minus(constant(2n), x, same), undefined],
    [minus(constant(1n), x, same), false],
    [minus(three, sum(x, x), same), false],
    [minus(sum(three, constant(1n)), sum(x, x), same), undefined],
    [minus(x, y, same), undefined],
    [sum(x, unit('unknown')), undefined],
    [sum(x, y), true],
    [sum(x, y, constant(-2n)), true],
    [sum(x, y, constant(-3n)), undefined],
  ];
  for (const [amount, is] of natural) {
    it(`${shown(amount)} with x at least 2 and y at least 0 is ${is ?? 'perhaps'} zero or more`, () => {
      assert.equal(isNatural(amount, { x: 2n, y: 0n }), is);
    });
  }
});
