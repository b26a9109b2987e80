/** Which lines a directive covers. */
import assert from 'node:assert/strict';
import { suppressionsOf } from '../../server/src/analysis/suppression';
import type { SourceFile } from '../../server/src/types/info';
import { goParser } from '../syntax/support';

/** Lines of a file. Findings of the rule `this` are silent on the lines of `yes`, and not on those of `no`. */
const CASES: Readonly<Record<string, readonly string[]>> = {
  'behind code': ['var no int', 'var yes int //heapghost:ignore this why', 'var no int'],
  'above code': ['var no int', '//heapghost:ignore', 'var yes int', 'var no int'],
  'above indented code': [
    'type s struct {',
    '\tno int',
    '\t//nolint:all',
    '\tyes int',
    '\tno int',
    '}',
  ],
  'above more comments': [
    '//heapghost:ignore',
    '// more',
    '/* and',
    'more */',
    'var yes int',
    'var no int',
  ],
  'below more comments': ['// more', '//heapghost:ignore', 'var yes int', 'var no int'],
  'above a comment in front of code': [
    '//heapghost:ignore',
    '/* here */ var yes int',
    'var no int',
  ],
  'above a comment behind code': ['//heapghost:ignore', 'var yes int // b', '// c', 'var no int'],
  'behind another comment of the line': ['/* here */ //heapghost:ignore', 'var yes int'],
  'behind code and another comment': ['var yes int /* here */ //heapghost:ignore', 'var no int'],
  'below a comment behind code': ['var no int // b', '//heapghost:ignore', 'var yes int'],
  'above a blank line': ['//heapghost:ignore', '', 'var no int', '// b', 'var no int'],
  'above a blank line and a comment': ['//heapghost:ignore', '', '// b', 'var no int'],
  'below a comment and a blank line': ['// b', '', '//nolint:all', 'var yes int'],
  'two of them': [
    '//heapghost:ignore other',
    '//heapghost:ignore this',
    'var yes int',
    'var no int',
  ],
  'at the end': ['var no int', '//heapghost:ignore'],
  'without a name': [
    'var yes int //heapghost:ignore',
    'var yes int //heapghost:ignore ',
    'var no int',
  ],
  'of another rule': ['//heapghost:ignore other this', 'var no int'],
  'of rules whose names begin alike': [
    'var no int //heapghost:ignore thisone',
    'var no int //heapghost:ignore thi',
  ],
  'of several rules': ['//heapghost:ignore other,this why', 'var yes int', 'var no int'],
  'behind a tab': [
    'var yes int //heapghost:ignore\tthis\twhy',
    'var no int //heapghost:ignore\tother',
  ],
  'another word': ['var no int //heapghost:ignored', 'var no int //heapghost:ignore-next this'],
  'within a comment': [
    'var no int // heapghost:ignore',
    'var no int // see //heapghost:ignore this',
  ],
  'of other linters': ['//nolint:govet, unused', 'var no int', 'var no int //nolint'],
  'of linters whose names begin alike': [
    'var no int //nolint:heapghosts,allx',
    'var no int //nolint:heap',
  ],
  'of all linters': [
    'var yes int //nolint:all',
    'var yes int //nolint:gosec,all // why',
    'var no int',
  ],
  'of several linters': [
    '// nolint:govet ,heapghost',
    'var yes int',
    'var yes int //nolint:heapghost, unused',
  ],
  'of linters, named in the reason': [
    'var no int //nolint:gosec heapghost',
    'var no int // see nolint:all',
  ],
};

describe('suppressions', () => {
  for (const [name, lines] of Object.entries(CASES)) {
    for (const lineEnd of ['\n', '\r\n']) {
      it(`${name}${lineEnd === '\n' ? '' : ', Windows line ends'}`, async () => {
        const all = ['package p', '', ...lines];
        const text = all.join(lineEnd);
        const ast = (await goParser()).parse(text);
        const file: SourceFile = { uri: 'test:a.go', text, ast, test: false, included: true };
        const suppressions = suppressionsOf(file);
        let offset = 0;
        for (const line of all) {
          const silent = suppressions.silencing('this', offset).length > 0;
          if (/\b(yes|no) int/.test(line)) assert.equal(silent, line.includes('yes int'), line);
          offset += line.length + lineEnd.length;
        }
      });
    }
  }
});
