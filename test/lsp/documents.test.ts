import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyChanges } from '../../server/src/lsp/documents';
import { createPositions, negotiateEncoding } from '../../server/src/lsp/positions';
import { random } from './random';

/** Pieces that texts and edits are made of: every kind of line end, and characters of 1 to 4 bytes. */
const PIECES = ['\n', '\r\n', '\r', 'a', 'map', ' ', 'é', '漢', '👻', '\t', '{', '}'];

describe('document changes', () => {
  it('give the text that vscode-languageserver-textdocument has, and the same text as edits', () => {
    const below = random(7);
    const randomText = (pieces: number): string =>
      Array.from({ length: pieces }, () => PIECES[below(PIECES.length)] ?? '').join('');
    const randomPosition = () => ({ line: below(14), character: below(12) });
    for (let round = 0; round < 500; round++) {
      const before = randomText(40);
      const changes = Array.from({ length: 1 + below(4) }, () => {
        const text = randomText(below(5));
        if (below(10) === 0) return { text };
        return { range: { start: randomPosition(), end: randomPosition() }, text };
      });
      const context = JSON.stringify({ round, before, changes });

      // A new document for each change: its own line index is not updated where `\r` and `\n` come together.
      const expected = changes.reduce((now, change) => {
        const document = TextDocument.create('file:///a.go', 'go', 1, now);
        return TextDocument.update(document, [change], 2).getText();
      }, before);
      const { text, edits } = applyChanges(before, changes, 'utf-16');
      assert.equal(text, expected, context);

      let replayed = before;
      for (const { start, oldEnd, newEnd, text: added } of edits) {
        replayed = replayed.slice(0, start) + added + replayed.slice(oldEnd);
        assert.equal(newEnd, start + added.length, context);
      }
      assert.equal(replayed, text, context);
    }
  });

  it('are the same in UTF-8 columns', () => {
    const below = random(11);
    const lines = ['x := "👻é"', '漢 // 漢', 'plain'];
    const text = lines.join('\n');
    for (let round = 0; round < 100; round++) {
      const offsets = [below(text.length), below(text.length)].sort((a, b) => a - b);
      const [start = 0, end = 0] = offsets.map((o) => (isLowSurrogate(text, o) ? o - 1 : o));
      const results = (['utf-8', 'utf-16'] as const).map((encoding) => {
        const range = createPositions(text, encoding).rangeOf(start, end);
        return applyChanges(text, [{ range, text: 'é' }], encoding);
      });
      assert.deepEqual(results[0], results[1]);
      assert.equal(results[0]?.text, `${text.slice(0, start)}é${text.slice(end)}`);
    }
  });

  function isLowSurrogate(text: string, offset: number): boolean {
    const unit = text.charCodeAt(offset);
    return unit >= 0xdc00 && unit < 0xe000;
  }
});

describe('position encoding', () => {
  for (const [offered, chosen] of [
    [undefined, 'utf-16'],
    [[], 'utf-16'],
    [['utf-32'], 'utf-16'],
    [['utf-8', 'utf-16'], 'utf-8'],
    [['utf-16', 'utf-8'], 'utf-16'],
    [['utf-32', 'utf-8'], 'utf-8'],
  ] as const) {
    it(`is ${chosen} for ${JSON.stringify(offered)}`, () => {
      assert.equal(negotiateEncoding(offered), chosen);
    });
  }
});
