/** Which lines a directive covers. */
import assert from 'node:assert/strict';
import { suppressionsOf } from '../../server/src/suppression';
import type { SourceFile } from '../../server/src/types/info';
import { goParser } from '../syntax/support';

/** Lines of a file; those that end in `// !` must be covered, and no other line with code. */
const CASES: Readonly<Record<string, readonly string[]>> = {
  'behind code': ['var a int //heapghost:ignore this !', 'var b int'],
  'above code': ['//heapghost:ignore', 'var a int // !', 'var b int'],
  'above more comments': ['//heapghost:ignore', '// more', '/* and', 'more */', 'var a int // !'],
  'above a comment in front of code': [
    '//heapghost:ignore',
    '/* here */ var a int // !',
    'var b int',
  ],
  'behind another comment of the line': ['/* here */ //heapghost:ignore', 'var a int // !'],
  'below a comment behind code': ['var b int // b', '//heapghost:ignore', 'var a int // !'],
  'above a blank line': ['//heapghost:ignore', '', 'var a int'],
  'below a comment and a blank line': ['// b', '', '//nolint:all', 'var a int // !'],
  'at the end': ['var a int', '//heapghost:ignore'],
  'of another rule': ['//heapghost:ignore other', 'var a int'],
  'of several rules': ['//heapghost:ignore other,this why', 'var a int // !'],
  'of other linters': ['//nolint:govet, unused', 'var a int'],
  'of several linters': ['// nolint:govet ,heapghost', 'var a int // !'],
};

describe('suppressions', () => {
  for (const [name, lines] of Object.entries(CASES)) {
    for (const lineEnd of ['\n', '\r\n']) {
      it(`${name}${lineEnd === '\n' ? '' : ', Windows line ends'}`, async () => {
        const text = ['package p', '', ...lines].join(lineEnd);
        const ast = (await goParser()).parse(text);
        const file: SourceFile = { uri: 'test:a.go', text, ast, test: false, included: true };
        const suppressions = suppressionsOf(file);
        const covered = lines.filter((line) => {
          const offset = text.indexOf(line);
          return line.includes('var') && suppressions.silencing('this', offset).length > 0;
        });
        assert.deepEqual(
          covered,
          lines.filter((line) => line.endsWith('!')),
        );
      });
    }
  }
});
