/** What no file of a story can bring about: every severity, and findings that no rule makes. */
import assert from 'node:assert/strict';
import { exitCodeOf, THRESHOLDS } from '../../server/src/cli/check';
import { formatGithub } from '../../server/src/cli/formats/github';
import { formatJson } from '../../server/src/cli/formats/json';
import { formatSarif } from '../../server/src/cli/formats/sarif';
import { formatText } from '../../server/src/cli/formats/text';
import type { CheckResult, ResultFinding } from '../../server/src/cli/checkResult';
import type { Severity } from '../../server/src/contracts/findings';
import type { SarifLog } from './sarifSchema';
import { assertSarif } from './sarifSchema';

const RULES = ['first', 'second', 'third'].map((name) => ({
  name,
  title: `The ${name}`,
  severity: 'hint' as const,
  doc: `# ${name}\n`,
}));

const PLACE = { line: 3, endLine: 4, col: 9, endCol: 5, utf16Col: 7, utf16EndCol: 4 };

function finding(severity: Severity, rule: string, file: string): ResultFinding {
  const place = { ...PLACE, file };
  return {
    rule,
    severity,
    confidence: 'likely',
    place,
    message: `50% of it:\r\na, b`,
    related: [],
    fixes: [],
  };
}

function report(
  findings: readonly ResultFinding[],
  errors: CheckResult['errors'] = [],
): CheckResult {
  return { version: '1.2.3', findings, errors };
}

/** By severity: what each format calls it. */
const SEVERITIES = [
  { severity: 'hint', rule: 'second', github: 'notice', sarif: 'note', at: 1 },
  { severity: 'information', rule: 'first', github: 'notice', sarif: 'note', at: 0 },
  { severity: 'warning', rule: 'third', github: 'warning', sarif: 'warning', at: 2 },
  { severity: 'information', rule: 'of-no-rule', github: 'notice', sarif: 'note', at: undefined },
] as const;

describe('formats', () => {
  for (const { severity, rule, github, sarif, at } of SEVERITIES) {
    describe(`${severity} of ${rule}`, () => {
      const one = report([finding(severity, rule, 'a, b/c:d%!.go')]);

      it('as text', () => {
        assert.equal(
          formatText(one),
          `a, b/c:d%!.go:3:9: ${severity}: 50% of it:\\r\\na, b (${rule})\n`,
        );
      });

      it('as JSON', () => {
        const { findings } = JSON.parse(formatJson(one)) as { findings: unknown[] };
        const place = { file: 'a, b/c:d%!.go', line: 3, col: 9, endLine: 4, endCol: 5 };
        const message = '50% of it:\r\na, b';
        const told = { rule, severity, confidence: 'likely', ...place, message };
        assert.deepEqual(findings, [{ ...told, related: [], fixes: [] }]);
      });

      it('for GitHub', () => {
        assert.equal(
          formatGithub(one),
          `::${github} file=a%2C b/c%3Ad%25!.go,line=3,endLine=4,col=7,endColumn=4,title=heapghost ${rule}::50%25 of it:%0D%0Aa, b\n`,
        );
      });

      it('as SARIF', () => {
        const log = JSON.parse(formatSarif(one, RULES)) as SarifLog;
        assertSarif(log);
        const [result] = log.runs[0]?.results ?? [];
        assert.ok(result);
        assert.deepEqual(
          [result.ruleId, result.ruleIndex, result.level, result.message.text],
          [rule, at, sarif, '50% of it:\r\na, b'],
        );
        assert.deepEqual(result.locations[0]?.physicalLocation, {
          artifactLocation: { uri: 'a%2C%20b/c%3Ad%25%21.go', uriBaseId: '%SRCROOT%' },
          region: { startLine: 3, startColumn: 7, endLine: 4, endColumn: 4 },
        });
      });

      for (const threshold of THRESHOLDS) {
        const order = ['hint', 'information', 'warning'];
        const least = order.indexOf(threshold === 'info' ? 'information' : threshold);
        const fails = order.indexOf(severity) >= least;
        it(`--fail-on ${threshold}: ${fails ? 'fails' : 'does not fail'}`, () => {
          const unread = report(one.findings, [{ file: 'x.go', message: 'gone' }]);
          assert.equal(exitCodeOf(one, threshold), fails ? 1 : 0);
          assert.equal(exitCodeOf(unread, threshold), fails ? 1 : 2);
        });
      }
    });
  }

  it('SARIF describes each rule', () => {
    const log = JSON.parse(formatSarif(report([]), RULES)) as SarifLog;
    assertSarif(log);
    assert.deepEqual(log.runs[0]?.tool.driver, {
      name: 'heapghost',
      version: '1.2.3',
      rules: RULES.map(({ name, title, doc }) => ({
        id: name,
        shortDescription: { text: title },
        help: { text: doc, markdown: doc },
        defaultConfiguration: { level: 'note' },
      })),
    });
  });
});
