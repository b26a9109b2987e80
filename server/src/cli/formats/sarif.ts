/** SARIF 2.1.0 (OASIS standard), the subset that code scanning and the SARIF viewers of editors read. */
import { isAbsolute } from 'node:path';
import type { Confidence, Severity } from '../../contracts/findings';
import { relativeReference, uriOf } from '../../node/paths';
import { safeJson } from '../escape';
import type { CheckResult, ResultPlace } from '../checkResult';

/** What SARIF shows of a rule. */
export interface SarifRule {
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  /** Markdown. */
  readonly doc: string;
}

const LEVEL: Readonly<Record<Severity, 'note' | 'warning'>> = {
  hint: 'note',
  information: 'note',
  warning: 'warning',
};

/** SARIF's priority of a result, from 0 to 100 (3.27.25, "rank"): viewers list the highest first. */
const RANK: Readonly<Record<Confidence, number>> = { likely: 75, possible: 25 };

export function formatSarif(report: CheckResult, rules: readonly SarifRule[]): string {
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'heapghost',
            version: report.version,
            rules: rules.map((rule) => ({
              id: rule.name,
              shortDescription: { text: rule.title },
              help: { text: rule.doc, markdown: rule.doc },
              defaultConfiguration: { level: LEVEL[rule.severity] },
            })),
          },
        },
        // Editors count UTF-16 code units, and SARIF has no unit of bytes.
        columnKind: 'utf16CodeUnits',
        // Who shows the results knows where the sources are by then.
        originalUriBaseIds: {
          [SOURCES]: { description: { text: 'The folder that heapghost was run in.' } },
        },
        results: report.findings.map((finding) => ({
          ruleId: finding.rule,
          ...indexOf(finding.rule, rules),
          level: LEVEL[finding.severity],
          message: { text: finding.message },
          rank: RANK[finding.confidence],
          properties: {
            confidence: finding.confidence,
            ...(finding.reason !== undefined && { reason: finding.reason }),
          },
          locations: [{ physicalLocation: physical(finding.place) }],
          relatedLocations: finding.related.map(({ place, message }, id) => ({
            id,
            physicalLocation: physical(place),
            message: { text: message },
          })),
        })),
        invocations: [
          {
            executionSuccessful: report.errors.length === 0,
            toolExecutionNotifications: report.errors.map(({ file, message }) => ({
              level: 'error',
              message: { text: message },
              locations: [{ physicalLocation: { artifactLocation: artifact(file) } }],
            })),
          },
        ],
      },
    ],
  };
  return `${safeJson(sarif, 2)}\n`;
}

/** The place of a rule in the list of the run; a finding about a suppression has no rule. */
function indexOf(
  name: string,
  rules: readonly SarifRule[],
): { readonly ruleIndex: number } | undefined {
  const ruleIndex = rules.findIndex((rule) => rule.name === name);
  return ruleIndex < 0 ? undefined : { ruleIndex };
}

/** What relative paths start from, under the name that code scanning knows. */
const SOURCES = '%SRCROOT%';

function artifact(file: string) {
  if (isAbsolute(file)) return { uri: uriOf(file) };
  return { uri: relativeReference(file), uriBaseId: SOURCES };
}

function physical(place: ResultPlace) {
  return {
    artifactLocation: artifact(place.file),
    region: {
      startLine: place.line,
      startColumn: place.utf16Col,
      endLine: place.endLine,
      endColumn: place.utf16EndCol,
    },
  };
}
