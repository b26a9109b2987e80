import assert from 'node:assert/strict';
import { closers } from '../../server/src/syntax/brackets';
import { lineIndex } from '../../server/src/syntax/lines';
import { touching } from '../../server/src/syntax/spans';

describe('syntax/spans', () => {
  const touches = touching([
    { pos: 10, end: 12 },
    { pos: 0, end: 5 },
    { pos: 1, end: 2 },
    { pos: 20, end: 20 },
  ]);
  const CASES: readonly [number, number, boolean][] = [
    [0, 0, true],
    [3, 4, true],
    [5, 9, true],
    [6, 9, false],
    [6, 10, true],
    [12, 30, true],
    [13, 19, false],
    [20, 20, true],
    [21, 90, false],
  ];
  for (const [pos, end, expected] of CASES) {
    it(`${pos} to ${end}`, () => assert.equal(touches(pos, end), expected));
  }

  it('touches nothing where there is nothing', () => assert.equal(touching([])(0, 100), false));
});

describe('syntax/brackets', () => {
  const CASES: Readonly<Record<string, readonly [text: string, close: number]>> = {
    'a pair': ['(a)', 2],
    'pairs within': ['([{}]())', 7],
    'brackets in literals and comments': ['("(" /* ( */ \'(\' `(`)', 20],
    'a line comment': ['( // )\n)', 7],
    'one that never closes': ['(()', -1],
    'a comment that never ends': ['( /* )', 5],
    'a string that never ends': ['( ` )', 4],
  };
  for (const [name, [text, close]] of Object.entries(CASES)) {
    it(name, () => assert.equal(closers(text)(0), close));
  }
});

describe('lines of a long text', () => {
  it('counts bytes as an encoder does, wherever it begins to count', () => {
    const text = `a${'\u{1f389}\u00e9x'.repeat(2000)}\n${'\u{1f389}'.repeat(3000)}`;
    const index = lineIndex(text);
    for (let offset = 0; offset <= text.length; offset += 7) {
      if ((text.charCodeAt(offset) & 0xfc00) === 0xdc00) continue;
      assert.equal(index.byteOffset(offset), Buffer.byteLength(text.slice(0, offset)));
      const place = index.position(offset, 'utf-8');
      assert.equal(index.offset(place, 'utf-8'), offset);
    }
  });
});
