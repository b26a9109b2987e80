/**
 * delete-key: `m[k] = nil` becomes `delete(m, k)`. Both evaluate m and k once, in the same order, and reading the entry
 * gives nil after each. The two differ for code that can tell an entry that is nil from none, and where the assignment
 * panics: in a nil map, which delete leaves alone, and in other words for a key that cannot be hashed.
 *
 * Never preferred: a map that loses entries may be one that never shrinks, which has preferred fixes of its own, and a second
 * "fix all" is to find nothing left.
 */
import { unparen } from '../facts/expressions';
import type { NilStore, Operation, VarFacts } from '../facts/facts';
import { underlying } from '../types/basic';
import type { Type } from '../types/type';
import { whereOf } from './aliases';
import { hiddenBuiltin } from './builtins';
import type { FixContext } from './context';
import { createEditBuilder } from './edits';
import { sharedValueRefusal } from './firstValues';
import type { Made } from './fix';
import { defineFix, titleOf } from './fix';
import { unseenUse } from './ownership';
import { isSeenByReflection } from './pointerValues';
import { inventoryOf } from './pointerValues/inventory';
import { isOwnerReachable, isUsableElsewhere } from './reach';

export const DELETE_KEY = defineFix({
  id: 'delete-key',
  title: 'Delete the key instead of storing nil',
  of: 'the map',
  safe: true,
});

export function deleteKey(
  context: FixContext,
  { file, statement, entry, variable }: NilStore,
): Made<typeof DELETE_KEY.id> {
  const { id } = DELETE_KEY;
  const title = titleOf(DELETE_KEY);
  const refuse = (refused: string): Made<typeof id> => ({ id, title, refused });
  const { pos, end } = statement;
  const map = unparen(entry.x);
  const [key] = entry.indices;
  if (file.ast.generated) return refuse('the file is generated');
  if (statement.lhs.length > 1) return refuse('it assigns to others as well');
  if (key === undefined) return refuse('the key cannot be read');
  const hidden = hiddenBuiltin(context.info, file, pos, ['delete']);
  if (hidden !== undefined) return refuse(hidden);
  const lost = [
    [pos, map.pos],
    [map.end, key.pos],
    [key.end, end],
  ] as const;
  const comment = file.ast.comments.some((one) =>
    lost.some(([from, to]) => from <= one.pos && one.pos < to),
  );
  if (comment) return refuse('a comment stands within the statement');
  const edits = createEditBuilder();
  const texts = ['delete(', ', ', ')'];
  for (const [i, [from, to]] of lost.entries()) {
    edits.replace(file.uri, from, to, texts[i] ?? '');
  }
  const built = edits.build();
  if (built === undefined) return refuse('the changes overlap');
  const difference = differenceOf(context, context.facts.of(variable));
  const safe = difference === undefined;
  return {
    ...{ id, safe, preferred: false, edits: built },
    title: safe ? title : `${title} (${difference})`,
  };
}

/** What may tell a key with nil from none; undefined where nothing does. */
function differenceOf(context: FixContext, facts: VarFacts): string | undefined {
  const { info } = context;
  const { variable, operations } = facts;
  if (isUsableElsewhere(info, variable)) return 'other packages may use the map';
  for (const op of operations) {
    const told = toldBy(op);
    if (told !== undefined) return `${told} (${whereOf(op.file, op.node)})`;
  }
  const reached =
    variable.role === 'field' && isOwnerReachable(info, variable)
      ? `unproven: other packages may print ${variable.owner ?? 'it'}`
      : undefined;
  return (
    sharedValueRefusal(context, variable) ??
    unseenUse(context, variable) ??
    (variable.role === 'field' && isSeenByReflection(info, variable)
      ? 'code that works by reflection may look at the map'
      : undefined) ??
    panicDifference(context, facts) ??
    reached
  );
}

/** What an operation would tell otherwise; undefined where it is the same. */
function toldBy({ kind, node, alias }: Operation): string | undefined {
  switch (kind) {
    case 'len':
      return node.kind === 'BinaryExpr' ? undefined : 'its length counts the key';
    case 'read':
      return node.kind === 'IndexExpr' ? undefined : 'a function looks through it';
    case 'alias':
      return alias === 'argument' ? 'a function gets it' : 'it has another name';
    default:
      return TOLD.get(kind);
  }
}

/** What operations of a kind always tell. */
const TOLD: ReadonlyMap<Operation['kind'], string> = new Map([
  ['range', 'a range over it meets the key'],
  ['commaOk', 'a lookup asks whether the key is there'],
]);

/** An assignment that panics, where somebody listens. */
function panicDifference({ info }: FixContext, facts: VarFacts): string | undefined {
  const map = underlying(facts.variable.type());
  if (map.kind === 'map' && isHashable(map.key) && isMade(facts)) return undefined;
  for (const { file, node } of inventoryOf(info).calls) {
    if (info.builtinOf(node) === 'recover') {
      return `storing may panic where delete does not, or in other words (${whereOf(file, node)})`;
    }
  }
  return undefined;
}

/** Whether every key can be hashed. */
function isHashable(key: Type): boolean {
  return ['basic', 'pointer', 'chan'].includes(underlying(key).kind);
}

/** A package variable that begins with a map and gets no other. */
function isMade({ variable, operations }: VarFacts): boolean {
  if (variable.role !== 'package') return false;
  const replaces = operations.filter(({ kind }) => kind === 'replace');
  return (
    replaces.length > 0 &&
    replaces.every(
      ({ node, value }) => node.kind === 'ValueSpec' && (value === 'make' || value === 'literal'),
    )
  );
}
