/** A workspace over files in memory. */
import assert from 'node:assert/strict';
import { createWorkspace } from '../../server/src/analysis/analysis';
import type { Workspace } from '../../server/src/contracts/workspace';
import type { Edit, Fix } from '../../server/src/contracts/findings';
import { applyEdits } from '../../server/src/fixes/edits';
import type { Rule } from '../../server/src/rules';
import type { Settings } from '../../server/src/contracts/settings';
import { ALL_SHOWN } from '../settings';
import { assetEnvironment } from '../syntax/support';

export const ROOT = 'memory:/module';

export function workspaceOf(
  files: ReadonlyMap<string, string>,
  settings: Partial<Settings> = {},
  rules?: readonly Rule[],
): Workspace {
  const byUri = Object.fromEntries([...files].map(([name, text]) => [`${ROOT}/${name}`, text]));
  const env = assetEnvironment(byUri);
  return createWorkspace(env, { ...ALL_SHOWN, ...settings }, {}, undefined, rules);
}

/** The files after the edits of several fixes. */
export function applyFixes(
  files: ReadonlyMap<string, string>,
  fixes: readonly Fix[],
): Map<string, string> {
  const result = new Map(files);
  const edits = fixes.flatMap((fix) => fix.edits);
  for (const [name, text] of files) {
    const own = edits.filter((edit) => edit.uri === `${ROOT}/${name}`);
    if (own.length > 0) result.set(name, applyEdits(text, disjoint(own)));
  }
  return result;
}

/** The edits of several fixes, of which none may change what another changes. */
function disjoint(edits: readonly Edit[]): Edit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  for (const [i, edit] of sorted.entries()) {
    const before = sorted[i - 1];
    assert.ok(before === undefined || before.end <= edit.start, 'fixes of one case overlap');
  }
  return sorted;
}

/** One-based. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
