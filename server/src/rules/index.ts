/** Every rule, in the order in which findings at one place are listed. */
import { mapNeverShrinks } from './map-never-shrinks/rule';
import { mapNilInsteadOfDelete } from './map-nil-instead-of-delete/rule';
import type { Rule } from './rule';
import { sliceDeleteStaleTail } from './slice-delete-stale-tail/rule';

export type { Match, Rule, RuleContext, RuleMeta } from './rule';
export { runRule, runRuleAt } from './run';

export const RULES: readonly Rule[] = [
  mapNeverShrinks,
  sliceDeleteStaleTail,
  mapNilInsteadOfDelete,
];
