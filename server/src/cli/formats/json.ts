import { safeJson } from '../escape';
import type { CheckResult, ResultPlace } from '../checkResult';

/** As docs/contract.md has it, "check --format json": byte columns and byte offsets. */
export function formatJson(report: CheckResult): string {
  const json = {
    version: report.version,
    findings: report.findings.map(({ place, related, ...finding }) => ({
      rule: finding.rule,
      severity: finding.severity,
      confidence: finding.confidence,
      ...(finding.reason !== undefined && { reason: finding.reason }),
      ...inBytes(place),
      message: finding.message,
      ...(finding.bytes !== undefined && { bytes: finding.bytes }),
      related: related.map((r) => ({ ...inBytes(r.place), message: r.message })),
      fixes: finding.fixes,
    })),
    errors: report.errors,
  };
  return `${safeJson(json)}\n`;
}

function inBytes({ file, line, col, endLine, endCol }: ResultPlace) {
  return { file, line, col, endLine, endCol };
}
