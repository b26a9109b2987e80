/**
 * Finds `x = append(x[:i], x[j:]...)`, and the same by copy, on a slice that lives on and whose elements hold pointers.
 * Silent where the slots after the new length are cleared, overwritten or let go of on every path: facts/freedSlots.ts.
 */
import type { SliceDelete } from '../../facts/facts';
import { freedSlotsAreCleared } from '../../facts/freedSlots';
import { deletedCount } from '../../facts/sliceDelete';
import { COPY_AND_TRUNCATE, copyAndTruncate } from '../../fixes/copyAndTruncate';
import { underlying } from '../../types/basic';
import type { Match, RuleContext, RuleMeta } from '../rule';
import { defineRule, fillTemplate } from '../rule';
import doc from './doc.md';
import { lifetimeOf } from './lifetime';

const meta = {
  name: 'slice-delete-stale-tail',
  title: 'Deleting with append keeps the last element reachable',
  severity: 'information',
  on: true,
  go: { reads: 'go line' },
  messages: {
    one: '{name} still holds its last {elem} in the slot behind its length: {how} down and clears nothing, so the garbage collector keeps what it points to; clear the slot before truncating',
    many: '{name} still holds the {elem} elements behind its new length: {how} down and clears nothing, so the garbage collector keeps what they point to; clear the slots before truncating',
  },
  fixes: [COPY_AND_TRUNCATE],
  doc,
} as const satisfies RuleMeta;

export const sliceDeleteStaleTail = defineRule(meta, { find });

type Found = Match<typeof COPY_AND_TRUNCATE.id>;

function find(context: RuleContext): readonly Found[] {
  return context.facts.sliceDeletes.flatMap((deletion) => match(context, deletion) ?? []);
}

function match(context: RuleContext, deletion: SliceDelete): Found | undefined {
  const { info, facts } = context;
  const { file, statement, slice } = deletion;
  const type = underlying(info.typeOf(slice));
  if (type.kind !== 'slice') return undefined;
  const elem = context.shapeOf(type.elem);
  if (elem.shape?.pointers !== true) return undefined;
  if (lifetimeOf(facts, deletion) === undefined) return undefined;
  const count = deletedCount(info, deletion);
  // `append(x[:i], x[i:]...)` deletes nothing, `append(x[:i], x[i-1:]...)` repeats an element.
  if (count !== undefined && count < 1n) return undefined;
  if (freedSlotsAreCleared(info, deletion, count)) return undefined;
  const template = count === 1n ? meta.messages.one : meta.messages.many;
  return {
    uri: file.uri,
    start: statement.pos,
    end: statement.end,
    message: fillTemplate(template, {
      name: file.text.slice(slice.pos, slice.end),
      elem: elem.text,
      how: deletion.copy === undefined ? 'append copies' : 'copy moves',
    }),
    related: [],
    fixes: () => [copyAndTruncate(context, deletion)],
  };
}
