/** Runs every case beside this file (cases.ts says how they are written), and compiles what the fixes make of them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Finding, Fix, RefusedFix } from '../../server/src/contracts/findings';
import { RULES } from '../../server/src/rules';
import type { Case } from './cases';
import { expectationsOf, loadCases } from './cases';
import { applyFixes, lineAt, ROOT, workspaceOf } from './workspace';

interface Found {
  readonly finding: Finding;
  readonly file: string;
  readonly line: number;
  readonly fixes: readonly (Fix | RefusedFix)[];
}

/** Everything that the rule of a case finds in it, file by file. */
async function findAll({ files, rule }: Pick<Case, 'files' | 'rule'>): Promise<Found[]> {
  const workspace = workspaceOf(files);
  const found: Found[] = [];
  for (const [file, text] of files) {
    if (!file.endsWith('.go')) continue;
    const uri = `${ROOT}/${file}`;
    for (const finding of await workspace.findings(uri)) {
      if (finding.rule !== rule) continue;
      const offers = await workspace.fixes(uri, finding.start, finding.end);
      const offer = offers.find(
        (o) => o.finding.rule === rule && o.finding.start === finding.start,
      );
      found.push({ finding, file, line: lineAt(text, finding.start), fixes: offer?.fixes ?? [] });
    }
  }
  return found;
}

function isFix(fix: Fix | RefusedFix): fix is Fix {
  return 'edits' in fix;
}

const where = ({ file, line }: { file: string; line: number }): string => `${file}:${line}`;

describe('rules', () => {
  const cases = loadCases();

  for (const one of cases) {
    describe(one.name, () => {
      let found: Found[];
      before(async () => {
        found = await findAll(one);
      });

      it('reports what is wanted, and nothing else', () => {
        const wanted = expectationsOf(one);
        assert.deepEqual(found.map(where).sort(), wanted.map(where).sort());
        for (const want of wanted) {
          const hit = found.find((f) => where(f) === where(want));
          assert.match(hit?.finding.message ?? '', want.message);
          if (want.confidence === undefined) continue;
          assert.equal(hit?.finding.confidence, want.confidence.is, where(want));
          assert.match(hit.finding.reason ?? '', want.confidence.reason, where(want));
        }
      });

      it('refuses and marks fixes as the comments say', () => {
        for (const want of expectationsOf(one)) {
          const fixes = found.find((f) => where(f) === where(want))?.fixes ?? [];
          for (const { id, reason } of want.refused) {
            const fix = fixes.find((f) => f.id === id);
            assert.ok(fix && 'refused' in fix, `${id} is offered at ${where(want)}`);
            assert.match(fix.refused, reason);
          }
          const unsafe = fixes.filter(isFix).filter((fix) => !fix.safe);
          assert.deepEqual(unsafe.map((fix) => fix.id).sort(), [...want.unsafe].sort());
          assert.ok(!unsafe.some((fix) => fix.preferred));
        }
      });

      for (const [id, golden] of goldenOf(one)) {
        it(`fixes with ${id}`, () => {
          const fixes = found.flatMap((f) => f.fixes.filter(isFix).filter((fix) => fix.id === id));
          const isNew = golden.size === 0;
          if (isNew && fixes.length === 0) return;
          assert.notEqual(fixes.length, 0, `no ${id} is offered`);
          const after = applyFixes(one.files, fixes);
          for (const [file, text] of after) {
            if (text === one.files.get(file)) continue;
            if (process.env['UPDATE_GOLDEN'] !== undefined) {
              const golden = path.join(one.folder, `${file}.${id}.golden`);
              writeFileSync(golden, text.replaceAll('\r\n', '\n'));
            } else assert.equal(text, golden.get(file), `${file} after ${id}`);
          }
        });
      }

      it('has a golden file for each fix that is offered', () => {
        const offered = new Set(found.flatMap((f) => f.fixes.filter(isFix).map((fix) => fix.id)));
        offered.delete('pointer-values');
        assert.deepEqual([...one.golden.keys()].sort(), [...offered].sort());
      });
    });
  }

  /** With UPDATE_GOLDEN also the fixes that have no golden file yet. */
  function goldenOf(one: Case): readonly (readonly [string, ReadonlyMap<string, string>])[] {
    if (process.env['UPDATE_GOLDEN'] === undefined) return [...one.golden];
    const known = RULES.find(({ meta }) => meta.name === one.rule)?.meta.fixes ?? [];
    return expectationsOf(one).length === 0
      ? []
      : known
          .filter(({ id }) => id !== 'pointer-values')
          .map(({ id }) => [id, one.golden.get(id) ?? new Map<string, string>()] as const);
  }

  for (const rule of new Set(cases.map((one) => one.rule))) {
    it(`${rule}: the fixed files and their sources pass go vet`, function () {
      this.timeout(120_000);
      vet(cases.filter((one) => one.rule === rule));
    });
  }

  function vet(cases: readonly Case[]): void {
    const folder = mkdtempSync(path.join(tmpdir(), 'heapghost-rules-'));
    try {
      writeFileSync(path.join(folder, 'go.mod'), 'module example.com/x\n\ngo 1.26\n');
      let packages = 0;
      for (const one of cases) {
        if ([...one.files.values()].some((text) => text.includes('// does not compile'))) continue;
        const variants = [new Map<string, string>(), ...one.golden.values()];
        for (const golden of variants) {
          packages++;
          const inner = path.join(folder, `p${packages}`);
          mkdirSync(inner);
          for (const [file, text] of one.files) {
            if (file.endsWith('.go'))
              writeFileSync(path.join(inner, file), golden.get(file) ?? text);
          }
        }
      }
      assert.ok(packages > 0);
      const { error, stderr, status } = spawnSync('go', ['vet', './...'], {
        cwd: folder,
        encoding: 'utf8',
      });
      assert.equal(error, undefined, 'install Go 1.26 or newer: the go command cannot be run');
      assert.equal(stderr, '');
      assert.equal(status, 0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
});
