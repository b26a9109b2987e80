/** The findings of files, as the formats print them: what one thread of `heapghost check` does. */
import type { Finding, Fix, FixOffer } from '../contracts/findings';
import type { Settings } from '../contracts/settings';
import type { FileProblem, LeftOut, Workspace } from '../contracts/workspace';
import { pathOf, uriOf } from '../node/paths';
import type { CheckResult, ResultFinding } from './checkResult';
import { problemOf } from './paths';
import type { Sources } from './sources';
import { createSources, displayPath } from './sources';
import type { TargetOptions } from './workspace';

/** What files are checked with; can be sent to another thread. */
export interface CheckJob {
  readonly target: TargetOptions;
  readonly settings: Partial<Settings>;
  readonly withFixes: boolean;
  /** Whether results are kept from one run to the next. */
  readonly cached: boolean;
}

/** What was found in one file; can be sent to another thread. */
export interface CheckedFile extends Pick<CheckResult, 'findings' | 'errors'> {
  /** Why nobody wants findings of it. */
  readonly leftOut?: LeftOut;
}

/** Checks files one after the other, those of one folder best together; gives what was found in their order. */
export async function checkFiles(
  workspace: Workspace,
  files: readonly string[],
  withFixes: boolean,
): Promise<readonly CheckedFile[]> {
  const sources = createSources(workspace);
  const checked: CheckedFile[] = [];
  for (const file of files) {
    const uri = uriOf(file);
    const findings: ResultFinding[] = [];
    for (const finding of await workspace.findings(uri)) {
      const { start, end } = finding;
      const offers = withFixes ? await workspace.fixes(uri, start, end) : [];
      findings.push(await reportFinding(finding, offers, sources));
    }
    const leftOut = findings.length > 0 ? undefined : await workspace.leftOut(uri);
    const errors = await Promise.all((await workspace.problems(uri)).map(reportError));
    checked.push({ findings, errors, ...(leftOut && { leftOut }) });
  }
  return checked;
}

async function reportError({ uri, message }: FileProblem): Promise<CheckResult['errors'][number]> {
  return { file: displayPath(uri), message: await problemOf(pathOf(uri), message) };
}

async function reportFinding(
  finding: Finding,
  offers: readonly FixOffer[],
  sources: Sources,
): Promise<ResultFinding> {
  const fixes = offers
    .filter((offer) => sameFinding(offer.finding, finding))
    .flatMap((offer) => offer.fixes)
    .filter((fix): fix is Fix => 'edits' in fix);
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    ...(finding.reason !== undefined && { reason: finding.reason }),
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
