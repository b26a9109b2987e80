/**
 * Finds struct fields and package variables of map type that are inserted into and deleted from, and never get a new
 * map. "Never" is a conclusion about the whole package, so it is drawn only when what mentions the map parses; everything that
 * might put a new map in place counts as doing so:
 * - an assignment, also through a pointer, a parameter, a receiver or a local that is another name, or to the whole
 *   struct, except where it can only be the first value (facts/initial.ts);
 * - `&m` handed to anything but a function of the package that is seen to keep the map;
 * - an assignment to something of that name in a file that the build constraints leave out.
 * Tests neither insert, nor delete, nor replace. A loop that deletes every key is a clear: another matter.
 *
 * Nothing is said of a map that cannot be large (few keys, a bound that every insertion keeps to), that dies with its holder
 * (a local, replaced, let go of when the map is empty), whose entries are small beside what they stand for (pointers as keys,
 * connections and channels as values), or whose deletions only take back an insertion. What is left is likely worth a word
 * where its entries are aged out and nothing else, and possible otherwise: facts/retention.ts.
 */
import { mapFigures } from '../../maps/figures';
import type { Related } from '../../contracts/findings';
import { showsPossible } from '../../contracts/settings';
import { operationsOf } from '../../fixes/aliases';
import { displayName, MAP_FIXES, MAP_RULE, mapFixes } from '../../fixes/mapFixes';
import { sameExpr } from '../../facts/expressions';
import type { Bound } from '../../facts/bounds';
import type { Operation, VarFacts } from '../../facts/facts';
import type { Sweeps } from '../../facts/retention';
import {
  boundOfMap,
  deletesAtEnd,
  goesWhenEmpty,
  isIdentity,
  lifetimeOf,
  ownsResource,
  replacesInService,
  slowedBy,
  sweepsOf,
  takesBack,
} from '../../facts/retention';
import { formatBytes, formatCount, formatGoVersion } from '../../../../runtime';
import { underlying } from '../../types/basic';
import { TYPE_PARAMETER } from '../../types/sizes';
import type { MapType } from '../../types/type';
import type { Evidence, Match, RuleContext, RuleMeta } from '../rule';
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
    unsized:
      '{name} keeps the memory of its peak after deletes: a Go map never gives it back (Go {go}); {advice}',
    rebuild: 'rebuild it',
    pointers: 'rebuild it or store pointers',
    insert: 'inserts into it',
    delete: 'deletes from it',
    sweep: 'ages its entries out',
  },
  reasons: {
    agedOut:
      'its entries are aged out, nothing else removes them, and nothing slows a burst of new ones',
    noSweep: 'no loop deletes its entries by their age',
    notOwn: 'the age that decides is not that of the entry',
    otherDeletes: 'entries are also removed other than by age',
    slow: 'what inserts into it does more than that, which slows a burst',
    shortLived: 'how long the map lives is not known',
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

function match(context: RuleContext, held: VarFacts): Found | undefined {
  const { variable, complete } = held;
  const { settings, go, arch } = context;
  if (variable.role !== 'field' && variable.role !== 'package') return undefined;
  const at = variable.at;
  const map = underlying(variable.type());
  if (map.kind !== 'map' || at === undefined) return undefined;
  const own = operationsOf(context, variable);
  const deletes = own.filter((op) => op.kind === 'delete');
  const inserts = own.filter(isInsert);
  const { facts } = context;
  if (inserts.length === 0 || deletes.every((op) => deletesAll(context, op))) return undefined;
  if (!complete || isIdentity(map.key) || ownsResource(map.elem)) return undefined;
  if (own.some((op) => op.kind === 'alias' && op.alias === 'address')) return undefined;
  if (facts.mayBeAssignedElsewhere(variable)) return undefined;
  if (inserts.every((op) => op.key !== undefined && isConstant(context, op))) return undefined;

  const entries = settings.assumedPeak;
  const figures = mapFigures(context.shapeOf(map.key), context.shapeOf(map.elem), {
    go: go.value,
    arch,
    entries,
  });
  const { layout, footprint, key, elem } = figures;
  const sized = layout !== undefined && footprint !== undefined;
  // What else keeps a size from being known may be a mistake in the source.
  if (!sized && ![key.unknown, elem.unknown].includes(TYPE_PARAMETER)) return undefined;
  if (key.shape?.values !== undefined && key.shape.values <= FEW_KEYS) return undefined;
  const { messages } = meta;
  const told = {
    name: displayName(variable),
    go: formatGoVersion(go.value),
    advice: messages[figures.pointerValues === undefined ? 'rebuild' : 'pointers'],
  };
  const bytes = footprint?.afterDelete;
  const message =
    sized && bytes !== undefined
      ? fillTemplate(messages[layout.kind], {
          ...told,
          bytes: formatBytes(bytes),
          entries: formatCount(entries),
        })
      : fillTemplate(messages.unsized, told);
  return {
    uri: at.uri,
    start: at.pos,
    end: at.end,
    message,
    ...(bytes !== undefined && { bytes }),
    related: [...relatedTo(inserts, 'insert'), ...relatedTo(deletes, 'delete')],
    evidence: () => evidenceOf(context, held, map),
    fixes: () => mapFixes(context, variable),
  };
}

function isInsert({ kind, initial }: Operation): boolean {
  return kind === 'insert' && initial !== true;
}

/** What speaks for a map that loses entries; undefined where it is replaced, cannot be large, or does not live long. */
function evidenceOf(context: RuleContext, held: VarFacts, map: MapType): Evidence | undefined {
  const { info, facts, settings } = context;
  const own = operationsOf(context, held.variable);
  const inserts = own.filter(isInsert);
  const deletes = own.filter((op) => op.kind === 'delete');
  if (own.some((op) => replacesInService(info, op, deletes))) return undefined;
  if (deletes.every((op) => deletesAtEnd(info, op) || takesBack(info, op, inserts)))
    return undefined;
  const bound = boundOfMap(facts, held);
  if (bound !== undefined && isSmall(context, map, bound)) return undefined;
  const sweeps = sweepsOf(facts, own);
  const unlikely = doubtAt(context, sweeps, inserts);
  // How long a holder lives takes a look at all that mentions it: not asked where nobody sees the answer.
  if (unlikely !== undefined && !showsPossible(settings)) return undefined;
  if (goesWhenEmpty(facts, held) !== undefined) return undefined;
  const lifetime = lifetimeOf(facts, held);
  if (lifetime.why === 'local' || lifetime.why === 'replacement') return undefined;
  const doubt = unlikely ?? (lifetime.long ? undefined : 'shortLived');
  return {
    confidence: doubt === undefined ? 'likely' : 'possible',
    reason: meta.reasons[doubt ?? 'agedOut'],
    related: sweeps.aging.slice(0, 1).map(({ test }) => placeAt(test, 'sweep')),
  };
}

/** A map that is never larger than this is not worth a word. */
const SMALL_BYTES = 4 * 1024 * 1024;

/** Whether a bound keeps the map small: one that is known, or one that somebody has chosen for the program to run with. */
function isSmall(context: RuleContext, map: MapType, { entries }: Bound): boolean {
  const { go, arch } = context;
  if (entries === undefined) return true;
  if (entries > BigInt(MOST_ENTRIES)) return false;
  const target = { go: go.value, arch, entries: Number(entries) };
  const { footprint } = mapFigures(context.shapeOf(map.key), context.shapeOf(map.elem), target);
  return footprint !== undefined && footprint.peak <= SMALL_BYTES;
}

/** More entries than this take more than SMALL_BYTES, whatever they are. */
const MOST_ENTRIES = SMALL_BYTES;

/** What speaks against a finding that people want to read, the map's lifetime aside; undefined where nothing does. */
function doubtAt(
  { info }: RuleContext,
  { aging, others }: Sweeps,
  inserts: readonly Operation[],
): keyof typeof meta.reasons | undefined {
  if (aging.length === 0) return 'noSweep';
  if (!aging.every(({ own }) => own)) return 'notOwn';
  if (others.length > 0) return 'otherDeletes';
  return inserts.some((op) => slowedBy(info, op) !== undefined) ? 'slow' : undefined;
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
  return operations.slice(0, MOST_RELATED[use]).map((op) => placeAt(op, use));
}

function placeAt(
  { file, node }: Pick<Operation, 'file' | 'node'>,
  use: 'insert' | 'delete' | 'sweep',
): Related {
  return { uri: file.uri, start: node.pos, end: node.end, message: meta.messages[use] };
}
