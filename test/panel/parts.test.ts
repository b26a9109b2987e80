/** Parts of the panel that need no browser: links that follow edits, places of labels. */
import assert from 'node:assert/strict';
import type { Change } from '../../client/src/links';
import { createLinks, nearestSite, shifted } from '../../client/src/links';
import { labelBottom } from '../../media/panel/labels';
import { EXAMPLE } from './maps';

const URI = EXAMPLE.sites[0]?.uri ?? '';

function change(from: [number, number], to: [number, number], text: string): Change {
  const [start, end] = [from, to].map(([line, character]) => ({ line, character }));
  assert.ok(start && end);
  return { range: { start, end }, text };
}

describe('panel: links follow edits', () => {
  const at = { line: 10, character: 4 };
  const table: [string, Change, [number, number] | undefined][] = [
    ['lines before', change([2, 0], [2, 0], 'a\nb\n'), [12, 4]],
    ['lines before with \\r\\n', change([2, 0], [2, 0], 'a\r\nb\r\n'), [12, 4]],
    ['lines removed before', change([2, 0], [5, 0], ''), [7, 4]],
    ['text in the line before it', change([10, 0], [10, 2], 'abcdef'), [10, 8]],
    ['a line break before it', change([10, 3], [10, 3], '\n\t'), [11, 2]],
    ['a line joined to the one before', change([9, 7], [10, 1], ' '), [9, 11]],
    ['text right before it', change([10, 4], [10, 4], 'xx'), [10, 6]],
    ['text behind it', change([10, 5], [10, 9], 'x\ny'), [10, 4]],
    ['lines behind it', change([11, 0], [14, 0], ''), [10, 4]],
    ['its own text replaced', change([10, 0], [11, 0], 'other\n'), undefined],
    ['a whole file replaced', change([0, 0], [99, 0], 'package p\n'), undefined],
  ];
  for (const [what, edit, expected] of table) {
    it(what, () => {
      const to = shifted(at, edit);
      assert.deepEqual(to && [to.line, to.character], expected);
    });
  }

  it('of their own file only, with the line in their label', () => {
    const links = createLinks({ ...EXAMPLE, at: { uri: URI, line: 17, character: 1 } });
    const insert = change([0, 0], [0, 0], 'a\n');
    assert.equal(links.edited('file:///other.go', [insert]), false);
    assert.deepEqual(links.map().sites, EXAMPLE.sites);
    assert.equal(links.edited(URI, [insert, insert]), true);
    assert.deepEqual(
      links.map().sites.map(({ label, line }) => [label, line]),
      [
        ['cache.go:20', 19],
        ['cache.go:43', 42],
        ['cache.go:79', 78],
        ['cache.go:60', 59],
      ],
    );
    assert.equal(links.map().at?.line, 19);
    const [, , , deletion] = EXAMPLE.sites;
    assert.ok(deletion);
    assert.equal(links.find(deletion)?.line, 59);
    links.edited(URI, [change([59, 0], [60, 0], '')]);
    assert.equal(links.find(deletion), undefined);
    assert.equal(links.map().sites.length, 3);
  });

  it('the nearest of the same use is taken for one that was not seen moving', () => {
    const [, first, second, deletion] = EXAMPLE.sites;
    assert.ok(first && second && deletion);
    assert.equal(nearestSite(EXAMPLE.sites, { ...first, line: 70 }), second);
    assert.equal(nearestSite([first, second], deletion), undefined);
  });
});

describe('panel: a value of the chart', () => {
  const space = { own: 100, others: [], floor: 200, textHeight: 14, gap: 4 };
  const table: [string, number[], number, number | undefined][] = [
    ['stands above its line', [], 100, 96],
    ['stands below it where another line runs above', [90], 100, 118],
    ['stands below it where another line runs closely above the text', [81], 100, 118],
    ['stands nowhere between two lines', [90, 110], 100, undefined],
    ['is not moved by a line farther away', [60, 150], 100, 96],
    ['does not leave the plot', [185], 195, undefined],
  ];
  for (const [what, others, own, expected] of table) {
    it(what, () => assert.equal(labelBottom({ ...space, own, others }), expected));
  }
});
