/** The findings of files, as the formats print them: what one thread of `heapghost check` does. */
import type { Finding, Fix, RefusedFix } from '../contracts/findings';
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

/**
 * Checks files of one folder, one after the other; gives what was found in their order. Fixes are made when all is found:
 * they take the package with its tests, and a large one is not held twice.
 */
export async function checkFiles(
  workspace: Workspace,
  files: readonly string[],
  withFixes: boolean,
): Promise<readonly CheckedFile[]> {
  const sources = createSources(workspace);
  const found: (Omit<CheckedFile, 'findings'> & { readonly findings: readonly Finding[] })[] = [];
  for (const file of files) {
    const uri = uriOf(file);
    const findings = await workspace.findings(uri);
    const leftOut = findings.length > 0 ? undefined : await workspace.leftOut(uri);
    const errors = await Promise.all((await workspace.problems(uri)).map(reportError));
    found.push({ findings, errors, ...(leftOut && { leftOut }) });
  }
  const [first] = found.flatMap(({ findings }) => findings);
  if (withFixes && first !== undefined) await workspace.release(first.uri);
  const checked: CheckedFile[] = [];
  for (const file of found) {
    const findings: ResultFinding[] = [];
    for (const finding of file.findings) {
      const fixes = withFixes ? await workspace.fixesOf(finding) : [];
      findings.push(await reportFinding(finding, fixes, sources));
    }
    checked.push({ ...file, findings });
  }
  return checked;
}

async function reportError({ uri, message }: FileProblem): Promise<CheckResult['errors'][number]> {
  return { file: displayPath(uri), message: await problemOf(pathOf(uri), message) };
}

async function reportFinding(
  finding: Finding,
  offered: readonly (Fix | RefusedFix)[],
  sources: Sources,
): Promise<ResultFinding> {
  const fixes = offered.filter((fix): fix is Fix => 'edits' in fix);
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
