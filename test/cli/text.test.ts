/** How the command line writes lines: escaped, as columns, below titles. */
import assert from 'node:assert/strict';
import { built, columns, titled } from '../../server/src/cli/columns';
import { safeJson, safeLine, withoutControls } from '../../server/src/cli/escape';

const LINES: readonly (readonly [text: string, line: string])[] = [
  ['plain: text', 'plain: text'],
  ['a\nb\rc\td', String.raw`a\nb\rc\td`],
  ['\u0000\u001b[1m\u007f\u009b', String.raw`\x00\x1b[1m\x7f\x9b`],
  ['\u2028\u2029\u202e\u2066\u200e', String.raw`\u2028\u2029\u202e\u2066\u200e`],
  ['\u061c', String.raw`\u061c`],
  ['\u00e9\u4e16\u{1f600}\u00a0', '\u00e9\u4e16\u{1f600}\u00a0'],
  ['##[group]', String.raw`#\x23[group]`],
  ['a ##vso[task] ##teamcity[x]', String.raw`a #\x23vso[task] #\x23teamcity[x]`],
  ['## [x] ##a-b[ ##', '## [x] ##a-b[ ##'],
  ['::error::x', String.raw`\x3a:error::x`],
  ['  ::error::x', String.raw`  \x3a:error::x`],
  ['a ::error::x', 'a ::error::x'],
  [':error', ':error'],
];

describe('command line: text', () => {
  for (const [text, line] of LINES) {
    it(JSON.stringify(text), () => {
      assert.equal(safeLine(text), line);
    });
  }

  it('without controls, what begins commands stays', () => {
    assert.equal(withoutControls('::a\n##[b]'), String.raw`::a\n##[b]`);
  });

  it('JSON stays JSON, and says the same', () => {
    const value = { a: 'x\u2028\u009b\n##[b]\u202e', c: ['::d', 1, null] };
    assert.equal(
      safeJson(value),
      String.raw`{"a":"x\u2028\u009b\n#\u0023[b]\u202e","c":["::d",1,null]}`,
    );
    assert.deepEqual(JSON.parse(safeJson(value)), value);
    assert.equal(safeJson({ a: 1 }, 2), '{\n  "a": 1\n}');
  });

  it('columns: the first to the left, figures to the right', () => {
    assert.deepEqual(columns([]), []);
    assert.deepEqual(
      columns([
        ['a', 'bb', 'c'],
        ['ddd', 'e'],
        ['f', 'g', 'hhhh'],
      ]),
      ['a    bb     c', 'ddd   e', 'f     g  hhhh'],
    );
  });

  it('titles: absent parts are left out', () => {
    assert.deepEqual(titled(['a', undefined, 'b'], ['c']), ['a · b', 'c']);
    assert.equal(built(undefined), undefined);
    assert.equal(built(['x', 'y']), 'GOEXPERIMENT=x,y');
  });
});
