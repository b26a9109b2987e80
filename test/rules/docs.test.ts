/**
 * Executes the rules' doc.md at the Go versions that the rule names: Before reports, its first fix turns it into After,
 * After reports nothing, and the bytes under Numbers are those of the model of Go's runtime.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Fix, FixOffer } from '../../server/src/contracts/findings';
import type { RuleMeta } from '../../server/src/rules';
import { RULES } from '../../server/src/rules';
import type { Numbers } from './docs';
import * as docs from './docs';
import { applyFixes } from './workspace';

async function offersOf(meta: RuleMeta, minor: number): Promise<readonly FixOffer[]> {
  const code = docs.codeOf(meta, 'Before');
  const workspace = docs.docWorkspace(docs.docFiles(code, minor), minor);
  return workspace.fixes(docs.DOC_URI, 0, code.length);
}

describe('rule documentation', () => {
  for (const { meta } of RULES) {
    describe(meta.name, () => {
      const { written, speaks, silent } = docs.versionsOf(meta);

      it('is named after its rule and has every section', () => {
        assert.ok(meta.doc.startsWith(`# ${meta.name}\n`));
        const headings = [...meta.doc.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
        assert.deepEqual(headings, docs.SECTIONS);
      });

      for (const minor of speaks) {
        it(`has a Before that reports in Go 1.${minor}, and an After that does not`, async () => {
          const rules = (await offersOf(meta, minor)).map(({ finding }) => finding.rule);
          assert.deepEqual(rules, [meta.name]);
          const after = docs.docFiles(docs.codeOf(meta, 'After'), minor);
          const workspace = docs.docWorkspace(after, minor);
          assert.deepEqual(await workspace.findings(docs.DOC_URI), []);
          assert.deepEqual(await workspace.problems(docs.DOC_URI), []);
        });
      }

      for (const minor of silent) {
        it(`has a Before of which the rule says nothing in Go 1.${minor}`, async () => {
          const rules = (await offersOf(meta, minor)).map(({ finding }) => finding.rule);
          assert.ok(!rules.includes(meta.name));
        });
      }

      if (meta.fixes.length > 0) {
        it('has an After that the first fix makes of Before, and is told whether that is safe', async () => {
          const offers = await offersOf(meta, written);
          const [fix] = offers.flatMap(({ fixes }) =>
            fixes.filter((one): one is Fix => 'edits' in one),
          );
          assert.ok(fix, 'no fix is offered for Before');
          const before = docs.docFiles(docs.codeOf(meta, 'Before'), written);
          const after = applyFixes(before, [fix]);
          assert.deepEqual([...after], [...docs.docFiles(docs.codeOf(meta, 'After'), written)]);
          assert.equal(fix.safe, meta.fixes.find(({ id }) => id === fix.id)?.safe);
        });
      }

      it('offers the fixes of its metadata, with their ids', async () => {
        const offers = await offersOf(meta, written);
        const ids = offers.flatMap(({ fixes }) => fixes.map((fix) => fix.id));
        assert.deepEqual(ids.sort(), meta.fixes.map(({ id }) => id).sort());
      });

      it('has Numbers that are those of the model', async () => {
        const figures = docs.figuresIn(docs.sectionOf(meta, 'Numbers'));
        const file = path.join(__dirname, meta.name, 'numbers.ts');
        assert.ok(figures.length > 0, 'no number of bytes stands under Numbers');
        assert.ok(existsSync(file), `the numbers are measured by ${file}, which is missing`);
        const { numbers } = createRequire(__filename)(file) as { readonly numbers: Numbers };
        const measured = await numbers(docs.measuredOf(meta));
        const wrong = (at: number): string =>
          `number ${at + 1} of the page is ${figures[at]?.text ?? 'missing'}, the model says ${measured[at] ?? 'nothing'} B`;
        assert.equal(
          figures.length,
          measured.length,
          wrong(Math.min(figures.length, measured.length)),
        );
        figures.forEach(({ value, tolerance }, i) => {
          assert.ok(Math.abs(value - (measured[i] ?? NaN)) <= tolerance, wrong(i));
        });
      });
    });
  }

  it('each rule has a name of its own in kebab-case, and messages without a period', () => {
    const names = RULES.map(({ meta }) => meta.name);
    assert.equal(new Set(names).size, names.length);
    for (const { meta } of RULES) {
      assert.match(meta.name, /^[a-z]+(?:-[a-z]+)*$/);
      for (const message of Object.values(meta.messages)) assert.doesNotMatch(message, /\.$/);
    }
  });

  it('reads numbers of bytes with the precision that they are written with', () => {
    const read = docs.figuresIn('5 B, 1,160 B and 3.91 MiB; 12 KiB; 100,000 entries');
    assert.deepEqual(
      read.map(({ value, tolerance }) => [value, tolerance]),
      [
        [5, 0],
        [1160, 0],
        [3.91 * 2 ** 20, 2 ** 20 / 200],
        [12 * 1024, 512],
      ],
    );
  });
});
