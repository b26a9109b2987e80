/** What the text of a declaration tells before it is parsed: yes wherever there is something. */
import { strict as assert } from 'node:assert';
import { mayStoreNil } from '../../server/src/syntax/rawDecl';

const STORES_NIL = [
  'a[0] = nil',
  'a[0] =\n\n\tnil',
  'a[0], ok =\n\tnil, true',
  'a[0], ok = f(), // c\n\tnil',
  's, a[0] = ";", nil',
  's, a[0] = `;\n`, nil',
  "r, a[0] = ';', nil",
  'a[0] = /* ; */ nil',
  'a[0] = (\n\tnil)',
  'a[f("://")] = nil',
];

const STORES_NONE = [
  'a[0] = b\n\tif c == nil {',
  'if err = a[0](); err != nil {',
  'a[0] = "nil"',
  'a[0] = 1 // nil',
  'a[0] = /* nil */ 1',
  'if a[0] <= b && nil != c {',
];

describe('a declaration that stores nil', () => {
  for (const text of STORES_NIL) {
    it(text, () => {
      assert.ok(mayStoreNil(text, { pos: 0, end: text.length }));
    });
  }
  for (const text of STORES_NONE) {
    it(`none: ${text}`, () => {
      assert.ok(!mayStoreNil(text, { pos: 0, end: text.length }));
    });
  }
});
