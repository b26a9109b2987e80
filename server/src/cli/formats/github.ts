/** Workflow commands of GitHub Actions (docs.github.com, "Workflow commands": setting a notice or warning message). */
import type { Severity } from '../../contracts/findings';
import { withoutControls } from '../escape';
import type { CheckResult } from '../checkResult';

const COMMAND: Readonly<Record<Severity, string>> = {
  hint: 'notice',
  information: 'notice',
  warning: 'warning',
};

export function formatGithub(report: CheckResult): string {
  return report.findings
    .map(({ place, severity, rule, message }) => {
      const properties = {
        file: place.file,
        line: place.line,
        endLine: place.endLine,
        col: place.utf16Col,
        endColumn: place.utf16EndCol,
        title: `heapghost ${rule}`,
      };
      const list = Object.entries(properties).map(([k, v]) => `${k}=${escapeProperty(String(v))}`);
      return `::${COMMAND[severity]} ${list.join(',')}::${escapeData(message)}\n`;
    })
    .join('');
}

/** The escapes that GitHub's own toolkit writes; it takes everything else literally, also what a terminal would not. */
function escapeData(text: string): string {
  const escaped = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return withoutControls(escaped);
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
