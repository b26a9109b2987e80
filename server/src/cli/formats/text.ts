import { safeLine } from '../escape';
import type { CheckResult, ResultPlace } from '../checkResult';

/** One line a finding, as compilers print them; related places indented below. */
export function formatText(report: CheckResult): string {
  const lines: string[] = [];
  for (const { place, severity, message, rule, confidence, related } of report.findings) {
    const which = confidence === 'likely' ? rule : `${rule}, ${confidence}`;
    lines.push(`${at(place)}: ${severity}: ${message} (${which})`);
    for (const r of related) lines.push(`    ${at(r.place)}: ${r.message}`);
  }
  return lines.map((line) => `${safeLine(line)}\n`).join('');
}

function at(place: ResultPlace): string {
  return `${place.file}:${place.line}:${place.col}`;
}
