/** A short run of the fuzzer over this repository's own fixtures; `npm run fuzz` makes a long one over real packages. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { readCorpus } from './corpus';
import { BATCH, createBatch, worldOf } from './run';
import type { Plan } from './run';

const TESTS = path.dirname(__dirname);
const FIXTURES = ['rules', 'syntax', 'types'].map((name) => path.join(TESTS, name));
const BATCHES = 6;
/** A request that takes longer hangs. */
const PLAN: Plan = { seed: 3, goroot: undefined, limit: 15_000 };

describe('spoiled packages: every question has an answer', function () {
  // One batch is some hundred requests about each of its cases.
  this.timeout(60_000);
  const corpus = readCorpus(FIXTURES);

  for (let number = 0; number < BATCHES; number++) {
    it(`cases ${number * BATCH} to ${(number + 1) * BATCH - 1}`, async () => {
      const batch = createBatch(number, corpus, PLAN);
      let compared = 0;
      for (let index = number * BATCH; index < (number + 1) * BATCH; index++) {
        const result = await batch.run(index);
        const about = (): string => {
          const { steps, asked, files } = worldOf(index, corpus, PLAN);
          return [result.failure, ...steps, ...asked.map((uri) => String(files.get(uri)))].join(
            '\n',
          );
        };
        assert.equal(result.failure, undefined, result.failure && about());
        compared += result.compared;
      }
      assert.ok(compared > 0, 'no session with edits');
    });
  }
});
