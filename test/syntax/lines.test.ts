import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lineIndex } from '../../server/src/syntax/lines';

describe('syntax/lines', () => {
  // Offsets: a=0 é=1 \n=2 🎉=3,4 x=5 \r=6 \n=7 c=8 \r=9 d=10 \n=11
  const text = 'aé\n🎉x\r\nc\rd\n';
  const index = lineIndex(text);

  /** offset, utf-16 position, utf-8 character, byte offset, Go's line and column. */
  const PLACES: readonly [number, [number, number], number, number, [number, number]][] = [
    [0, [0, 0], 0, 0, [1, 1]],
    [1, [0, 1], 1, 1, [1, 2]],
    [2, [0, 2], 3, 3, [1, 4]],
    [3, [1, 0], 0, 4, [2, 1]],
    [5, [1, 2], 4, 8, [2, 5]],
    [6, [1, 3], 5, 9, [2, 6]],
    [8, [2, 0], 0, 11, [3, 1]],
    [9, [2, 1], 1, 12, [3, 2]],
    [10, [3, 0], 0, 13, [3, 3]],
    [11, [3, 1], 1, 14, [3, 4]],
    [12, [4, 0], 0, 15, [4, 1]],
  ];
  for (const [offset, [line, character], utf8, bytes, [goLine, column]] of PLACES) {
    it(`places offset ${offset}`, () => {
      assert.deepEqual(index.position(offset), { line, character });
      assert.deepEqual(index.position(offset, 'utf-8'), { line, character: utf8 });
      assert.equal(index.offset({ line, character }), offset);
      assert.equal(index.offset({ line, character: utf8 }, 'utf-8'), offset);
      assert.equal(index.byteOffset(offset), bytes);
      assert.equal(bytes, Buffer.byteLength(text.slice(0, offset)));
      assert.deepEqual(index.goPosition(offset), { line: goLine, column });
    });
  }

  it('moves what is outside to the nearest end', () => {
    assert.equal(index.offset({ line: 0, character: 99 }), 2);
    assert.equal(index.offset({ line: 1, character: 99 }), 6);
    assert.equal(index.offset({ line: 1, character: 99 }, 'utf-8'), 6);
    assert.equal(index.offset({ line: 99, character: 0 }), 12);
    assert.equal(index.offset({ line: -1, character: 5 }), 0);
    assert.deepEqual(index.position(99), { line: 4, character: 0 });
    assert.deepEqual(index.position(-1), { line: 0, character: 0 });
  });

  it('puts a place between CR and LF at the end of the line', () => {
    assert.deepEqual(index.position(7), { line: 1, character: 3 });
  });

  it('never lands inside a character when bytes are counted', () => {
    assert.equal(index.offset({ line: 1, character: 2 }, 'utf-8'), 3);
  });

  it('knows a text without a character', () => {
    const empty = lineIndex('');
    assert.equal(empty.lineCount, 1);
    assert.deepEqual(empty.position(0), { line: 0, character: 0 });
    assert.deepEqual(empty.goPosition(0), { line: 1, column: 1 });
  });
});
