import { dirname } from 'node:path';
import { version } from '../../../package.json';
import type { Finding, Fix, FixOffer, Severity } from '../findings';
import { addTo } from '../multimap';
import { uriOf } from '../node/paths';
import { RULES } from '../rules';
import type { RuleSwitch } from '../settings';
import type { Workspace } from '../workspace';
import { formatGithub } from './formats/github';
import { formatJson } from './formats/json';
import { formatSarif } from './formats/sarif';
import { formatText } from './formats/text';
import { goFiles } from './paths';
import type { Report, ReportFinding } from './report';
import type { Sources } from './sources';
import { createSources, displayPath } from './sources';
import { EXIT, UsageError } from './usage';
import type { TargetOptions } from './workspace';
import { cliWorkspace } from './workspace';

const PRINTERS = {
  text: formatText,
  json: formatJson,
  sarif: (report: Report) =>
    formatSarif(
      report,
      RULES.map(({ meta }) => meta),
    ),
  github: formatGithub,
} as const;

/** The formats that print fixes: building one takes longer than finding what it repairs. */
const PRINTS_FIXES: ReadonlySet<keyof typeof PRINTERS> = new Set(['json']);

export const FORMATS = Object.keys(PRINTERS) as readonly (keyof typeof PRINTERS)[];

/** The severities by weight, under the names of --fail-on. */
const WEIGHT = { hint: 0, info: 1, warning: 2 } as const;
export const THRESHOLDS = Object.keys(WEIGHT) as readonly (keyof typeof WEIGHT)[];
const THRESHOLD_OF: Readonly<Record<Severity, keyof typeof WEIGHT>> = {
  hint: 'hint',
  information: 'info',
  warning: 'warning',
};

export interface CheckOptions extends TargetOptions {
  readonly format: keyof typeof PRINTERS;
  readonly rule: readonly string[];
  readonly all?: boolean;
  readonly failOn: keyof typeof WEIGHT;
}

/** `heapghost check`: prints the findings of the files and sets the exit code. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<void> {
  const rules = ruleSwitches(options.rule);
  const { files, problems } = await goFiles(paths, options.all === true);
  const workspace = cliWorkspace(options, { rules, includeAll: options.all === true });
  const report = await checkFiles(workspace, files, PRINTS_FIXES.has(options.format));
  const errors = [
    ...problems.map((p) => ({ file: displayPath(uriOf(p.file)), message: p.message })),
    ...report.errors,
  ];

  process.stdout.write(PRINTERS[options.format]({ ...report, errors }));
  for (const { file, message } of errors) process.stderr.write(`heapghost: ${file}: ${message}\n`);
  const failed = report.findings.some(
    (f) => WEIGHT[THRESHOLD_OF[f.severity]] >= WEIGHT[options.failOn],
  );
  process.exitCode = failed ? EXIT.findings : errors.length > 0 ? EXIT.error : EXIT.ok;
}

/**
 * With --rule, every other rule is off and the named ones are on, also those that are off by default. A severity of its
 * own would take away what a rule says louder about many bytes, so that it is given only to those.
 */
function ruleSwitches(names: readonly string[]): Readonly<Record<string, RuleSwitch>> {
  const known = RULES.map(({ meta }) => meta);
  for (const name of names) {
    if (!known.some((rule) => rule.name === name)) {
      throw new UsageError(
        `--rule ${name}: no such rule; known are ${known.map((rule) => rule.name).join(', ')}`,
      );
    }
  }
  if (names.length === 0) return {};
  return Object.fromEntries(
    known.map(({ name, on, severity }) => {
      if (!names.includes(name)) return [name, 'off'];
      return [name, on ? 'default' : severity];
    }),
  );
}

async function checkFiles(
  workspace: Workspace,
  files: readonly string[],
  withFixes: boolean,
): Promise<Report> {
  const sources = createSources(workspace);
  const checked = new Map<string, Pick<Report, 'findings' | 'errors'>>();
  for (const file of byFolder(files)) {
    const uri = uriOf(file);
    const findings: ReportFinding[] = [];
    for (const finding of await workspace.findings(uri)) {
      const { start, end } = finding;
      const offers = withFixes ? await workspace.fixes(uri, start, end) : [];
      findings.push(await reportFinding(finding, offers, sources));
    }
    const problems = await workspace.problems(uri);
    const errors = problems.map((p) => ({ file: displayPath(p.uri), message: p.message }));
    checked.set(file, { findings, errors });
  }
  const reports = files.flatMap((file) => checked.get(file) ?? []);
  return {
    version,
    findings: reports.flatMap((report) => report.findings),
    errors: reports.flatMap((report) => report.errors),
  };
}

/** The files of each folder one after the other, so that a package whose subfolders lie between them is loaded once. */
function byFolder(files: readonly string[]): readonly string[] {
  const folders = new Map<string, string[]>();
  for (const file of files) {
    const folder = dirname(file);
    addTo(folders, folder, file);
  }
  return [...folders.values()].flat();
}

async function reportFinding(
  finding: Finding,
  offers: readonly FixOffer[],
  sources: Sources,
): Promise<ReportFinding> {
  const fixes = offers
    .filter((offer) => sameFinding(offer.finding, finding))
    .flatMap((offer) => offer.fixes)
    .filter((fix): fix is Fix => 'edits' in fix);
  return {
    rule: finding.rule,
    severity: finding.severity,
    place: await sources.place(finding),
    message: finding.message,
    ...(finding.bytes !== undefined && { bytes: finding.bytes }),
    related: await Promise.all(
      finding.related.map(async (r) => ({ place: await sources.place(r), message: r.message })),
    ),
    fixes: await Promise.all(
      fixes.map(async ({ id, title, safe, preferred, edits }) => ({
        id,
        title,
        safe,
        preferred,
        edits: await Promise.all(edits.map((edit) => sources.edit(edit))),
      })),
    ),
  };
}

/** Findings are plain data made anew by each request: the same rule at the same place is the same finding. */
function sameFinding(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.start === b.start && a.end === b.end;
}
