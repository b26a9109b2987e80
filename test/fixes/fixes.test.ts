/** Runs every fixture under fixtures/: what a fix changes, and what no fix may ever do. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { FixContext } from '../../server/src/fixes/context';
import { applyEdits } from '../../server/src/fixes/edits';
import type { Made } from '../../server/src/fixes/fix';
import type { Gofmt } from '../../server/src/fixes/gofmt';
import { formatFix, loadGofmt } from '../../server/src/fixes/gofmt';
import { pointerValues } from '../../server/src/fixes/pointerValues';
import type { GoParser } from '../../server/src/syntax/parser';
import type { Importer } from '../../server/src/types/importer';
import { stdImporter } from '../../server/src/types/std/importer';
import type { Var } from '../../server/src/types/object';
import { identifiersOf } from '../../server/src/fixes/pointerValues/tree';
import { assetEnvironment, goParser } from '../syntax/support';
import type { Fixture } from './fixtures';
import { contextOf, goFiles, loadFixtures } from './fixtures';
import { formatTxtar } from '../txtar';

type MakeFix = (context: FixContext, variable: Var) => Made;

/** Fixes that are asked for at a variable: the first one declared on the marked line. */
const VARIABLE_FIXES: Readonly<Record<string, MakeFix>> = { 'pointer-values': pointerValues };

/** The variable or field that is declared on the line with the marker. */
function markedVariable({ info, externalTests }: FixContext, fixId: string): Var {
  for (const pkg of externalTests === undefined ? [info] : [info, externalTests]) {
    for (const { text, ast } of pkg.files) {
      const marker = ast.comments.find((comment) => comment.text.includes(`fix: ${fixId}`));
      if (marker === undefined) continue;
      const lineStart = text.lastIndexOf('\n', marker.pos) + 1;
      for (const ident of identifiersOf(ast)) {
        if (ident.pos < lineStart || ident.end > marker.pos) continue;
        const obj = pkg.objectOf(ident);
        if (obj?.kind === 'var' && obj.at?.pos === ident.pos) return obj;
      }
    }
  }
  return assert.fail(`no declaration stands on a line with the comment "fix: ${fixId}"`);
}

function commentsOf(context: FixContext): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { ast } of context.files) {
    for (const comment of ast.comments) {
      // gofmt aligns and indents within block comments.
      const text = comment.text.replaceAll(/\s+/g, ' ');
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return counts;
}

describe('fixes', () => {
  let parser: GoParser;
  let gofmt: Gofmt;
  const importer: Importer = stdImporter('amd64');

  before(async () => {
    parser = await goParser();
    gofmt = await loadGofmt(assetEnvironment());
  });

  const contextFor = (fixture: Fixture, files: ReadonlyMap<string, string>): FixContext =>
    contextOf(files, fixture.archive.files.get('go.mod') ?? '', parser, importer);

  const fixOf = (fixture: Fixture, context: FixContext): Made => {
    const make = VARIABLE_FIXES[fixture.fixId];
    assert.ok(make, `fixtures/${fixture.fixId} is not named after a fix`);
    const fix = make(context, markedVariable(context, fixture.fixId));
    return 'refused' in fix ? fix : formatFix(fix, context.files, gofmt);
  };

  const applied = (
    context: FixContext,
    fix: Exclude<Made, { refused: string }>,
  ): Map<string, string> =>
    new Map(
      context.files.map(({ uri, text }) => [
        uri,
        applyEdits(
          text,
          fix.edits.filter((edit) => edit.uri === uri),
        ),
      ]),
    );

  for (const fixture of loadFixtures()) {
    describe(fixture.name, () => {
      it('gives the golden files, or is refused for the reason given', () => {
        const context = contextFor(fixture, goFiles(fixture, false));
        const fix = fixOf(fixture, context);
        const results = new Map<string, string>();
        if ('refused' in fix) {
          results.set('refused', `${fix.refused}\n`);
        } else {
          if (!fix.safe) results.set('unsafe', '');
          for (const [name, text] of applied(context, fix)) {
            if (text !== fixture.archive.files.get(name)) results.set(`${name}.golden`, text);
          }
        }
        const expected = new Map(
          [...fixture.archive.files].filter(([name]) => /\.golden$|^refused$|^unsafe$/.test(name)),
        );
        if (process.env.UPDATE_GOLDEN === '1') {
          const inputs = [...fixture.archive.files].filter(([name]) => !expected.has(name));
          const files = new Map([...inputs, ...results]);
          writeFileSync(fixture.file, formatTxtar({ ...fixture.archive, files }));
        } else {
          assert.deepEqual(Object.fromEntries(results), Object.fromEntries(expected));
        }
      });

      if (fixture.archive.files.has('refused')) return;

      it('has edits that lie within their files and do not overlap', () => {
        const context = contextFor(fixture, goFiles(fixture, false));
        const fix = fixOf(fixture, context);
        assert.ok(!('refused' in fix));
        assert.ok(fix.edits.length > 0);
        for (const { uri, text } of context.files) {
          let last = -1;
          for (const edit of fix.edits.filter((candidate) => candidate.uri === uri)) {
            assert.ok(edit.start > last && edit.start <= edit.end && edit.end <= text.length);
            assert.notEqual(text.slice(edit.start, edit.end), edit.text);
            last = edit.end;
          }
        }
      });

      it('leaves files that parse, with every comment', () => {
        const before = contextFor(fixture, goFiles(fixture, false));
        const fix = fixOf(fixture, before);
        assert.ok(!('refused' in fix));
        const after = contextFor(fixture, applied(before, fix));
        for (const { uri, ast } of after.files) assert.deepEqual(ast.errors, [], uri);
        const kept = commentsOf(after);
        for (const [text, count] of commentsOf(before)) {
          assert.ok((kept.get(text) ?? 0) >= count, `lost: ${text}`);
        }
      });

      it('keeps Windows line ends', () => {
        const windows = (files: ReadonlyMap<string, string>): Map<string, string> =>
          new Map([...files].map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]));
        const context = contextFor(fixture, windows(goFiles(fixture, false)));
        const fix = fixOf(fixture, context);
        assert.ok(!('refused' in fix));
        assert.deepEqual(applied(context, fix), windows(goFiles(fixture, true)));
      });
    });
  }
});
