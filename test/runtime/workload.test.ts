import assert from 'node:assert/strict';
import { formatWorkload, parseWorkload } from '../../runtime/simulation/workload';

describe('workloads', () => {
  it('are written back as they read', () => {
    const table: readonly (readonly [text: string, written: string])[] = [
      [
        'insert 1000000; gc; delete all; gc; rebuild; gc',
        'insert 1000000; gc; delete all; gc; rebuild; gc',
      ],
      ['make;make hint 1_000', 'make; make hint 1000'],
      [
        ' insert 1_000_000 ;; overwrite 0 ;\n delete 5; delete 12.5% ',
        'insert 1000000; overwrite 0; delete 5; delete 12.5%',
      ],
      [
        'delete-range; clear; rebuild; rebuild hint; clone',
        'delete-range; clear; rebuild; rebuild hint; clone',
      ],
      [
        'nil; remake; pointers; churn 10 x3; churn 1 X2; free-os-memory',
        'nil; remake; pointers; churn 10 x3; churn 1 x2; free-os-memory',
      ],
    ];
    for (const [text, written] of table) {
      const result = parseWorkload(text);
      assert.ok(result.ok, JSON.stringify(result));
      assert.equal(formatWorkload(result.ops), written);
      assert.deepEqual(parseWorkload(written), result);
    }
  });

  it('are refused with the bad word, where it is and what was meant', () => {
    const table: readonly (readonly [text: string, message: RegExp, offset: number])[] = [
      ['', /no operation/, 0],
      [' ; ', /no operation/, 0],
      ['insrt 5', /unknown operation "insrt": did you mean "insert"\?/, 0],
      ['gc; Delete all', /did you mean "delete"\?/, 4],
      ['insert 5\ncler', /did you mean "clear"\?/, 9],
      ['free-memory', /did you mean "free-os-memory"\?/, 0],
      ['frobnicate everything', /unknown operation "frobnicate": known are make, insert/, 0],
      ['x'.repeat(100_000), /unknown operation/, 0],
      ['insert', /"insert" needs more: write "insert N"/, 0],
      ['insert five', /"five" is no whole number/, 7],
      ['insert 1e12', /1e12 is too large/, 7],
      ['insert 1e-6', /"1e-6" is no whole number/, 7],
      ['insert 1__0', /no whole number/, 7],
      ['insert -5', /-5 is negative/, 7],
      ['insert 0.5', /0\.5 is a fraction/, 7],
      ['insert 1000000000000', /1000000000000 is too large: at most 1,000,000,000/, 7],
      ['insert 5 6', /unexpected "6": write "insert N"/, 9],
      ['gc now', /unexpected "now": write "gc"/, 3],
      ['gc; delete al', /"al" is no whole number/, 11],
      ['delete 101%', /no percentage between 0% and 100%/, 7],
      ['delete -1%', /no percentage/, 7],
      ['delete', /write "delete N \| P% \| all"/, 0],
      ['make 5', /unexpected "5": write "make \[hint N\]"/, 5],
      ['make hint', /write "make \[hint N\]"/, 0],
      ['rebuild hints', /write "rebuild \[hint\]"/, 8],
      ['churn 5', /write "churn N xM"/, 0],
      ['churn 5 3', /"3" is no number of rounds/, 8],
      ['churn 5 x-3', /-3 is negative/, 9],
    ];
    for (const [text, message, offset] of table) {
      const result = parseWorkload(text);
      const shown = text.slice(0, 40);
      assert.ok(!result.ok, shown);
      assert.match(result.message, message, shown);
      assert.equal(result.offset, offset, shown);
    }
  });
});
