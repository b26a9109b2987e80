import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { isIncluded } from '../../server/src/project/buildConstraints';
import { CASES, TARGETS, caseText } from './buildConstraints.cases';
import type { ConstraintCase } from './buildConstraints.cases';
import type { Answer } from './buildConstraints.golden';
import { GOLDEN_FILE, targetOf } from './buildConstraints.golden';

describe('project/buildConstraints', () => {
  const golden = JSON.parse(readFileSync(GOLDEN_FILE, 'utf8')) as (Answer & ConstraintCase)[];

  it('has a golden answer for each case', () => {
    assert.deepEqual(
      golden.map(({ name, header }) => ({ name, ...(header !== undefined && { header }) })),
      CASES,
    );
  });

  for (const answer of golden) {
    it(`agrees with go/build on ${answer.name} ${JSON.stringify(answer.header ?? '')}`, () => {
      for (const target of TARGETS) {
        const ours = isIncluded(answer.name, caseText(answer), targetOf(target));
        assert.equal(ours.included, answer.targets[target], target);
        const goLine =
          answer.goVersion === undefined ? undefined : /^go1(?:\.(\d+))?$/.exec(answer.goVersion);
        assert.equal(ours.goLine, goLine ? Number(goLine[1] ?? 0) : undefined, 'go line');
      }
    });
  }
});
