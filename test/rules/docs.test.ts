/** Executes the rules' doc.md: Before reports, the first fix turns Before into After, and After reports nothing. */
import assert from 'node:assert/strict';
import { RULES } from '../../server/src/rules';
import { DEFAULT_MOD } from './cases';
import { applyFixes, ROOT, workspaceOf } from './workspace';

/** The Go code of the section with this heading. */
function codeOf(doc: string, heading: string): string {
  const section = doc.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return /^```go\n(.*?)^```$/ms.exec(section)?.[1] ?? assert.fail(`no Go code under ${heading}`);
}

function filesOf(code: string): ReadonlyMap<string, string> {
  return new Map([
    ['go.mod', DEFAULT_MOD],
    ['doc.go', code],
  ]);
}

describe('rule documentation', () => {
  const uri = `${ROOT}/doc.go`;

  for (const { meta } of RULES) {
    describe(meta.name, () => {
      it('is named after its rule and has every section', () => {
        assert.ok(meta.doc.startsWith(`# ${meta.name}\n`));
        const headings = [...meta.doc.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
        assert.deepEqual(headings, ['Before', 'After', 'Why', 'When not to care', 'Numbers']);
      });

      it('has a Before that reports, and that the first fix, a safe one, turns into After', async () => {
        const before = filesOf(codeOf(meta.doc, 'Before'));
        const workspace = workspaceOf(before);
        const offers = await workspace.fixes(uri, 0, codeOf(meta.doc, 'Before').length);
        assert.deepEqual(
          offers.map(({ finding }) => finding.rule),
          [meta.name],
        );
        const [fix] = offers.flatMap(({ fixes }) => fixes);
        assert.ok(fix && 'edits' in fix && fix.safe);
        assert.equal(applyFixes(before, [fix]).get('doc.go'), codeOf(meta.doc, 'After'));
      });

      it('has an After that reports nothing', async () => {
        const workspace = workspaceOf(filesOf(codeOf(meta.doc, 'After')));
        assert.deepEqual(await workspace.findings(uri), []);
        assert.deepEqual(await workspace.problems(uri), []);
      });

      it('offers the fixes of its metadata, with their ids', async () => {
        const code = codeOf(meta.doc, 'Before');
        const offers = await workspaceOf(filesOf(code)).fixes(uri, 0, code.length);
        const ids = offers.flatMap(({ fixes }) => fixes.map((fix) => fix.id));
        assert.deepEqual(ids.sort(), meta.fixes.map(({ id }) => id).sort());
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
});
