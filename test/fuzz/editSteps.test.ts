import assert from 'node:assert/strict';
import type { State, Step } from './editSteps';
import { after, EDITORS, nextStep, shortened, spliced, textIn } from './editSteps';
import { createRandom } from './random';

const TEXT = 'package p\n\nvar m = map[int]int{}\n\nfunc f() {\n\tdelete(m, 1)\n}\n';

const opened = (): State =>
  new Map([
    ['a.go', { disk: TEXT, open: TEXT, good: TEXT }],
    ['b.go', { disk: TEXT, good: TEXT }],
  ]);

function played(steps: readonly Step[]): State {
  let state = opened();
  for (const step of steps) state = after(state, step);
  return state;
}

describe('steps of an edit session', () => {
  it('are the same ones for the same seed, and do something', () => {
    const run = (): readonly Step[] => {
      const random = createRandom(3);
      const steps: Step[] = [];
      let state = opened();
      for (let i = 0; i < 300; i++) {
        const step = nextStep(state, random);
        steps.push(step);
        state = after(state, step);
      }
      return steps;
    };
    assert.deepEqual(run(), run());
    const kinds = new Set(run().map((step) => step.do));
    for (const kind of ['edit', 'revert', 'ask', 'save', 'write', 'create'] as const) {
      assert.ok(kinds.has(kind), kind);
    }
  });

  for (const [name, edit] of Object.entries(EDITORS)) {
    it(`stay within the text: ${name}`, () => {
      const random = createRandom(1);
      for (const text of ['', TEXT, 'x']) {
        for (let i = 0; i < 50; i++) {
          const [at, remove, insert] = edit(text, random, TEXT);
          assert.ok(at >= 0 && at <= text.length && remove >= 0, `${at} of ${text.length}`);
          assert.ok(spliced(text, at, remove, insert).length <= text.length + insert.length);
        }
      }
    });
  }

  it('come back to what was kept', () => {
    const broken: Step = { do: 'edit', file: 'a.go', at: 0, remove: 0, insert: '{' };
    const revert: Step = { do: 'revert', file: 'a.go' };
    assert.equal(textIn(played([broken]), 'a.go'), `{${TEXT}`);
    assert.equal(textIn(played([broken, revert]), 'a.go'), TEXT);
    assert.equal(textIn(played([broken, { do: 'keep' }, revert]), 'a.go'), `{${TEXT}`);
  });

  it('do nothing to files that are not there, or not open', () => {
    const state = opened();
    const steps: readonly Step[] = [
      { do: 'edit', file: 'b.go', at: 0, remove: 1, insert: '' },
      { do: 'write', file: 'a.go', at: 0, remove: 1, insert: '' },
      { do: 'close', file: 'b.go' },
      { do: 'delete', file: 'a.go' },
      { do: 'rename', file: 'b.go', to: 'a.go' },
      { do: 'open', file: 'c.go' },
    ];
    for (const step of steps) assert.equal(after(state, step), state, step.do);
  });

  it('are shortened to those that matter', async () => {
    const steps: Step[] = Array.from('abcdefghij', (file) => ({ do: 'ask', file }));
    const needs = (some: readonly Step[]): Promise<boolean> => {
      const files = some.map((step) => step.file);
      return Promise.resolve(files.includes('c') && files.includes('h'));
    };
    const short = await shortened(steps, needs, 100);
    assert.deepEqual(
      short.map((step) => step.file),
      ['c', 'h'],
    );
  });
});
