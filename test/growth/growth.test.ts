/** Twice as much takes about twice the steps, function by function; `npm run bench -- growth` measures the time. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import path from 'node:path';
import type { Counted } from './counts';
import { SIZES } from './counts';

/** What keeps each kind of place of the product honest; the bench has many more. */
const COUNTED: readonly string[] = [
  'directives in a row',
  'directives each with a map',
  'directives behind statements',
  'nolint comments',
  'go:build of "(a||"',
  '+build lines that hold nowhere',
  'functions that hand a map on',
  'functions that hand a map to all',
  'maps with deletes in one struct',
  'exported maps of an unexported struct',
  'addresses beside a deletion',
  'entries that are made where they are absent',
  'entries that are made after those that are there',
  'structs with a map each',
  'structs with a map each in one group',
  'structs with a map each that functions make',
  'structs with a map each in a file each',
  'structs with a map each whose functions call each other',
  'variables of one struct in one group',
  'methods of one name that call each other',
  'one method of many types',
  'one embedded type of many structs',
  'maps of one call',
  'removals from one slice',
  'labels around one map',
  'functions that hand a map on and back',
  'removals from local slices',
  'methods of one type',
  'func (r R) m[ repeated at package level',
  'func (r R) m[ nested at package level',
  'const( repeated at package level',
  'const( nested at package level',
  'make( repeated in a function',
  'an open brace in every declaration',
  'a closing parenthesis between declarations',
  'a new between declarations',
  'folders in folders of a module',
];

/** Fewer steps more than at the size before say nothing. */
const FEW = 3000;

/**
 * Whether steps grow with the square of the size rather than with the size: what doubling adds doubles where they are
 * linear and is four times as much where they are quadratic, whatever there is to do at every size.
 */
function isSteep([one = 0, two = 0, four = 0]: readonly number[]): boolean {
  const more = four - two;
  return more > FEW && more > 2.7 * Math.max(two - one, 1) && four > 2.9 * two && four > 7 * one;
}

describe('work grows with the size of the input', function () {
  this.timeout(300_000);
  const counted = new Map<string, Counted>();

  before(async () => {
    const setup = path.join(__dirname, '..', 'markdown.cjs');
    const child = fork(path.join(__dirname, 'counts.ts'), COUNTED, {
      // Calls of what the compiler has inlined are not counted.
      execArgv: ['--no-opt', '--no-maglev', '--require', 'tsx/cjs', '--require', setup],
    });
    child.on('message', (message: Counted) => counted.set(message.name, message));
    await new Promise((resolve) => child.once('exit', resolve));
  });

  for (const name of COUNTED) {
    it(name, () => {
      const counts = counted.get(name)?.counts;
      assert.ok(counts !== undefined, 'it was not counted to the end');
      const steep = Object.entries(counts).filter(([, steps]) => isSteep(steps));
      const told = steep.map(([where, steps]) => `${where}: ${steps.join(', ')} steps`);
      assert.deepEqual(told, [], `at ${SIZES.join(', ')}`);
      assert.ok(
        Object.values(counts).some(([, , four = 0]) => four > 160),
        'nothing was done',
      );
    });
  }
});
