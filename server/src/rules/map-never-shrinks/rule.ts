/**
 * Finds struct fields and package variables of map type that are inserted into and deleted from, and never get a new
 * map. "Never" is a conclusion about the whole package, so it is drawn only when what mentions the map parses; everything that
 * might put a new map in place counts as doing so:
 * - an assignment, also through a pointer, a parameter, a receiver or a local that is another name, or to the whole
 *   struct, except where it can only be the first value (facts/initial.ts);
 * - `&m` handed to anything but a function of the package that is seen to keep the map;
 * - an assignment to something of that name in a file that the build constraints leave out.
 * Tests neither insert, nor delete, nor replace. A loop that deletes every key is a clear: another matter.
 */
import { mapFigures } from '../../maps/figures';
import type { Related } from '../../contracts/findings';
import { operationsOf } from '../../fixes/aliases';
import { displayName, MAP_FIXES, MAP_RULE, mapFixes } from '../../fixes/mapFixes';
import { isFunction, lastIndex, sameExpr } from '../../facts/expressions';
import type { Node } from '../../syntax/ast';
import type { Operation, VarFacts } from '../../facts/facts';
import { formatBytes, formatCount, formatGoVersion } from '../../../../runtime';
import { underlying } from '../../types/basic';
import type { Match, RuleContext, RuleMeta } from '../rule';
import { defineRule, fillTemplate } from '../rule';
import doc from './doc.md';

const meta = {
  name: MAP_RULE,
  title: 'A long-lived map is deleted from and never replaced',
  severity: 'hint',
  louder: { severity: 'information', fromBytes: 10 * 1024 * 1024 },
  on: true,
  go: { reads: 'toolchain' },
  messages: {
    swiss:
      '{name} keeps {bytes} after {entries} deletes: a Go map never gives its groups back (Go {go}); {advice}',
    bucket:
      '{name} keeps {bytes} after {entries} deletes: a Go map never gives its buckets back (Go {go}); {advice}',
    rebuild: 'rebuild it',
    pointers: 'rebuild it or store pointers',
    insert: 'inserts into it',
    delete: 'deletes from it',
  },
  fixes: MAP_FIXES,
  doc,
} as const satisfies RuleMeta;

export const mapNeverShrinks = defineRule(meta, {
  find: (context) =>
    context.facts.complete
      ? context.facts.deletedFrom.flatMap((facts) => match(context, facts) ?? [])
      : [],
  findAt: (context, variable) =>
    context.facts.complete ? match(context, context.facts.of(variable)) : undefined,
});

type Found = Match<(typeof MAP_FIXES)[number]['id']>;

/** Maps that can hold no more entries than this are not worth a word. */
const FEW_KEYS = 256;

function match(context: RuleContext, { variable, complete }: VarFacts): Found | undefined {
  const { settings, go, arch } = context;
  if (variable.role !== 'field' && variable.role !== 'package') return undefined;
  const at = variable.at;
  const map = underlying(variable.type());
  if (map.kind !== 'map' || at === undefined) return undefined;
  const own = operationsOf(context, variable);
  const deletes = own.filter((op) => op.kind === 'delete');
  const inserts = own.filter((op) => op.kind === 'insert' && op.initial !== true);
  if (inserts.length === 0 || deletes.every((op) => deletesAll(context, op))) return undefined;
  if (
    !complete ||
    own.some((op) => mayRelease(op, deletes)) ||
    context.facts.mayBeAssignedElsewhere(variable)
  )
    return undefined;
  if (inserts.every((op) => op.key !== undefined && isConstant(context, op))) return undefined;

  const entries = settings.assumedPeak;
  const figures = mapFigures(context.shapeOf(map.key), context.shapeOf(map.elem), {
    go: go.value,
    arch,
    entries,
  });
  const { layout, footprint, key } = figures;
  if (layout === undefined || footprint === undefined) return undefined;
  if (key.shape?.values !== undefined && key.shape.values <= FEW_KEYS) return undefined;
  const name = displayName(variable);
  const { messages } = meta;
  const advice = figures.pointerValues === undefined ? 'rebuild' : 'pointers';
  const message = fillTemplate(messages[layout.kind], {
    name,
    bytes: formatBytes(footprint.afterDelete),
    entries: formatCount(entries),
    go: formatGoVersion(go.value),
    advice: messages[advice],
  });
  return {
    uri: at.uri,
    start: at.pos,
    end: at.end,
    message,
    bytes: footprint.afterDelete,
    related: [...relatedTo(inserts, 'insert'), ...relatedTo(deletes, 'delete')],
    fixes: () => mapFixes(context, variable),
  };
}

/** Puts another map in place of a used one, or may do so. */
function mayRelease(op: Operation, deletes: readonly Operation[]): boolean {
  if (op.kind === 'replace') return op.initial !== true || deletes.some((one) => precedes(one, op));
  return op.kind === 'alias' && op.alias === 'address';
}

/** Whether an operation stands before another one in the same function: what follows a delete is no first value. */
function precedes(a: Operation, b: Operation): boolean {
  const own = (op: Operation): Node | undefined => op.path[lastIndex(op.path, isFunction)];
  return own(a) !== undefined && own(a) === own(b) && a.node.end <= b.node.pos;
}

/** `for k := range m { delete(m, k) }` is `clear(m)` (golang/go#20138): it keeps the memory for what comes next, on purpose. */
function deletesAll({ info }: RuleContext, { key, node, target, path }: Operation): boolean {
  const [loop, body, statement] = path.slice(-3);
  if (loop?.kind !== 'RangeStmt' || body?.kind !== 'BlockStmt' || key === undefined) return false;
  if (statement?.kind !== 'ExprStmt' || statement.x !== node || body.list.length !== 1)
    return false;
  if (loop.key === undefined) return false;
  return sameExpr(info, loop.key, key) && sameExpr(info, loop.x, target);
}

function isConstant({ info }: RuleContext, { key }: Operation): boolean {
  return key !== undefined && info.constOf(key) !== undefined;
}

/** Related places: an editor's hover lists all of them above everything else, and the map's own hover has the rest. */
const MOST_RELATED = { insert: 1, delete: 2 } as const;

function relatedTo(
  operations: readonly Operation[],
  use: keyof typeof MOST_RELATED,
): readonly Related[] {
  return operations.slice(0, MOST_RELATED[use]).map((op) => ({
    uri: op.file.uri,
    start: op.node.pos,
    end: op.node.end,
    message: meta.messages[use],
  }));
}
