/** SARIF 2.1.0 (OASIS standard), the subset that code scanning and the SARIF viewers of editors read. */
import type { Severity } from '../../findings';
import type { Report, ReportPlace } from '../report';

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

export function formatSarif(report: Report, rules: readonly SarifRule[]): string {
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
        results: report.findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: rules.findIndex((rule) => rule.name === finding.rule),
          level: LEVEL[finding.severity],
          message: { text: finding.message },
          locations: [{ physicalLocation: physical(finding.place) }],
          relatedLocations: finding.related.map(({ place, message }, id) => ({
            id,
            physicalLocation: physical(place),
            message: { text: message },
          })),
        })),
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.errors.map(({ file, message }) => ({
              level: 'error',
              message: { text: `${file}: ${message}` },
            })),
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(sarif, undefined, 2)}\n`;
}

function physical(place: ReportPlace) {
  return {
    artifactLocation: { uri: place.file.split('/').map(encodeURIComponent).join('/') },
    region: {
      startLine: place.line,
      startColumn: place.utf16Col,
      endLine: place.endLine,
      endColumn: place.utf16EndCol,
    },
  };
}
