/**
 * What is said of functions that belong to no package at hand, one a line: `calls.txt` is what a reader checks against their
 * documentation, whichever way callTable.ts groups them. UPDATE_GOLDEN=1 writes it anew.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  deedOf,
  isNew,
  iteratedOf,
  knownCall,
  letsGo,
  namesOf,
  sharedOf,
} from '../../server/src/facts/calls';
import { CALL_TABLE } from '../../server/src/facts/callTable';

const GOLDEN = path.join(__dirname, 'calls.txt');

function lineOf(name: string): string {
  const { args, result, longerBy, ends } = knownCall(name) ?? { args: [] };
  const marks = [
    ...(result === undefined ? [] : [`: ${result}`]),
    ...(longerBy === undefined ? [] : [`, longer by the arguments from ${longerBy} on`]),
    ...(ends === true ? [' never returns'] : []),
  ];
  return `${name}(${args.join(', ')})${marks.join('')}\n`;
}

describe('calls', () => {
  it('are what calls.txt says', () => {
    const names = CALL_TABLE.flatMap(namesOf).sort();
    assert.equal(new Set(names).size, names.length);
    const lines = names.map(lineOf).join('');
    if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(GOLDEN, lines);
    assert.equal(lines, readFileSync(GOLDEN, 'utf8'));
  });

  it('what is said of the last argument holds for all after it', () => {
    const append = knownCall('append');
    assert.deepEqual(
      [0, 1, 2, 9].map((i) => deedOf(append, i)),
      ['reads', 'stores', 'stores', 'stores'],
    );
    assert.equal(deedOf(append, -1), undefined);
    assert.equal(deedOf(undefined, 0), undefined);
    assert.equal(deedOf(knownCall('recover'), 0), undefined);
  });

  it('results are new, or of an argument', () => {
    const of = (name: string) => {
      const call = knownCall(name);
      return [isNew(call), iteratedOf(call), sharedOf(call)];
    };
    assert.deepEqual(of('maps.Clone'), [true, undefined, undefined]);
    assert.deepEqual(of('maps.Keys'), [false, 0, undefined]);
    assert.deepEqual(of('append'), [false, undefined, 0]);
    assert.deepEqual(of('strings.Split'), [true, undefined, 0]);
    assert.deepEqual(of('slices.Chunk'), [true, undefined, 0]);
    assert.deepEqual(of('len'), [false, undefined, undefined]);
    assert.deepEqual(of('nobody.Knows'), [false, undefined, undefined]);
  });

  it('let go of what they neither hold nor hand back', () => {
    const lets = (name: string, i: number): boolean => letsGo(knownCall(name), i);
    assert.deepEqual(
      [0, 1].map((i) => lets('append', i)),
      [false, false],
    );
    assert.deepEqual(
      [0, 1].map((i) => lets('copy', i)),
      [true, true],
    );
    assert.deepEqual(
      [0, 1].map((i) => lets('maps.Copy', i)),
      [true, true],
    );
    assert.deepEqual(
      [0, 1].map((i) => lets('slices.SortFunc', i)),
      [true, false],
    );
    assert.equal(lets('maps.Keys', 0), false);
    assert.equal(lets('clear', 0), true);
    assert.equal(lets('delete', 0), true);
    assert.equal(lets('len', 0), true);
    assert.equal(lets('panic', 0), false);
    assert.equal(lets('sync.Once.Do', 0), false);
    assert.equal(lets('nobody.Knows', 0), false);
  });
});
