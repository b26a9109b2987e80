/**
 * Finds `m[k] = nil` in a long-lived map that nothing ever deletes from: what was meant to be removed keeps its key and its
 * slot. "Nothing" is a conclusion about the whole package, tests left out; whatever might remove entries counts as doing so:
 * - delete, clear, maps.DeleteFunc, another map in its place, also through another name or a function of the package;
 * - a name that is not followed: the map is returned, stored, has its address taken or came from elsewhere;
 * - a file that the build constraints leave out and that mentions the map.
 *
 * Nothing is said where nil is no removal: a lookup asks whether the key is there and what it holds apart, nothing but nil is
 * ever stored, the same function stores something else behind it, the keys are there from the beginning, or are few. What is
 * left is likely where code that looks an entry up compares it with nil.
 */
import { showsPossible } from '../../contracts/settings';
import { operationsOf } from '../../fixes/aliases';
import { DELETE_KEY, deleteKey } from '../../fixes/deleteKey';
import { sharedValueRefusal } from '../../fixes/firstValues';
import { displayName } from '../../fixes/mapFixes';
import { mentionsName } from '../../fixes/ownership';
import { isUsableElsewhere } from '../../fixes/reach';
import { calleeOf, isNil, rootOf, sameExpr, unparen } from '../../facts/expressions';
import type { NilStore, Operation, VarFacts } from '../../facts/facts';
import { functionNamed, ownFunction } from '../../facts/functions';
import { isConstructor } from '../../facts/initial';
import { declOf } from '../../facts/lifecycle';
import { readingOf, storesNil } from '../../facts/nilStore';
import { boundOfMap, lifetimeOf } from '../../facts/retention';
import { mapFigures } from '../../maps/figures';
import { formatBytes, formatCount } from '../../../../runtime';
import { underlying } from '../../types/basic';
import type { Evidence, Match, RuleContext, RuleMeta } from '../rule';
import { defineRule, fillTemplate } from '../rule';
import doc from './doc.md';

const meta = {
  name: 'map-nil-instead-of-delete',
  title: 'Storing nil in a map does not remove the key',
  severity: 'hint',
  on: true,
  go: { reads: 'toolchain' },
  messages: {
    sized:
      '{name} keeps {bytes} of keys and slots after {entries} entries were set to nil: nothing in its package deletes from it; delete the key instead',
    unsized:
      '{name} keeps the keys and slots of entries that were set to nil: nothing in its package deletes from it; delete the key instead',
  },
  reasons: {
    tested: 'code that looks an entry up takes nil for none',
    untested: 'no code is seen to take nil for none',
    keys: 'code that looks at its keys meets those with nil',
    handedOn: 'it is handed to code that may delete from it',
    exported: 'other packages may delete from it',
    shortLived: 'how long the map lives is not known',
  },
  fixes: [DELETE_KEY],
  doc,
} as const satisfies RuleMeta;

export const mapNilInsteadOfDelete = defineRule(meta, { find });

type Found = Match<typeof DELETE_KEY.id>;

function find(context: RuleContext): readonly Found[] {
  return context.facts.complete
    ? context.facts.nilStores.flatMap((store) => match(context, store) ?? [])
    : [];
}

/** Maps that can hold no more entries than this are not worth a word. */
const FEW_KEYS = 256;

function match(context: RuleContext, store: NilStore): Found | undefined {
  const { facts, settings, go, arch } = context;
  const { file, statement, variable } = store;
  const held = facts.of(variable);
  const map = underlying(variable.type());
  const own = operationsOf(context, variable);
  if (map.kind !== 'map' || !held.complete || !own.some(({ node }) => node === statement)) return;
  if (own.some((op) => mayRemove(context, op)) || facts.mayBeAssignedElsewhere(variable)) return;
  if (!isFilled(context, own) || isFilledAgain(context, store, own)) return;
  const entries = settings.assumedPeak;
  const target = { go: go.value, arch, entries };
  const { key, footprint } = mapFigures(
    ...([context.shapeOf(map.key), context.shapeOf(map.elem), target] as const),
  );
  if ((key.shape?.values ?? Infinity) <= FEW_KEYS) return;
  const name = displayName(variable);
  // What the values take is gone as after deletes; that the keys are not is more than this says of those above 128 B.
  const bytes = footprint?.afterDelete;
  return {
    uri: file.uri,
    start: statement.pos,
    end: statement.end,
    message:
      bytes === undefined
        ? fillTemplate(meta.messages.unsized, { name })
        : fillTemplate(meta.messages.sized, {
            ...{ name, bytes: formatBytes(bytes), entries: formatCount(entries) },
          }),
    ...(bytes !== undefined && { bytes }),
    related: [],
    evidence: () => evidenceOf(context, store, held, own),
    fixes: () => [deleteKey(context, store)],
  };
}

/** Whether an operation removes entries, or lets code do so that is not looked into. */
function mayRemove({ info }: RuleContext, { kind, initial, alias, node }: Operation): boolean {
  if (kind === 'delete' || kind === 'clear') return true;
  if (kind === 'replace') return initial !== true;
  return kind === 'alias' && !(alias === 'argument' && isForeignCall(info, node));
}

/** A call of a function of another package by its name. */
function isForeignCall(info: RuleContext['info'], node: Operation['node']): boolean {
  if (node.kind !== 'CallExpr') return false;
  const callee = calleeOf(node);
  return functionNamed(info, callee) !== undefined && ownFunction(info, callee) === undefined;
}

/** Whether values are stored under keys that nobody knows from the beginning. */
function isFilled({ info }: RuleContext, own: readonly Operation[]): boolean {
  const inserts = own.filter(({ kind }) => kind === 'insert');
  if (inserts.some((op) => preparesKeys(info, op))) return false;
  return inserts.some(
    (op) =>
      op.initial !== true &&
      !storesNil(info, op) &&
      !(op.key !== undefined && info.constOf(op.key) !== undefined),
  );
}

/** Whether nil is what an entry begins with: in a literal, or where the map is made. */
function preparesKeys(info: RuleContext['info'], op: Operation): boolean {
  const { node, path } = op;
  if (storesNil(info, op)) {
    const decl = declOf(path);
    return decl !== undefined && isConstructor(decl) && decl.name.name !== 'main';
  }
  const values =
    node.kind === 'KeyValueExpr'
      ? [node.value]
      : node.kind === 'ValueSpec'
        ? node.values
        : node.kind === 'AssignStmt'
          ? node.rhs
          : [];
  return values.some((value) => {
    const literal = unparen(value);
    if (literal.kind !== 'CompositeLit') return false;
    return literal.elts.some((elt) => elt.kind === 'KeyValueExpr' && isNil(info, elt.value));
  });
}

/** Whether the same function stores something else under the key behind it: nil only holds its place. */
function isFilledAgain(
  { info }: RuleContext,
  { statement, path, entry }: NilStore,
  own: readonly Operation[],
): boolean {
  const [key] = entry.indices;
  return own.some(
    (op) =>
      op.kind === 'insert' &&
      declOf(op.path) === declOf(path) &&
      op.node.pos >= statement.end &&
      op.key !== undefined &&
      key !== undefined &&
      sameExpr(info, op.key, key) &&
      !storesNil(info, op),
  );
}

/** What speaks for a map that nothing is deleted from; undefined where nil is no removal, or the map does not live long. */
function evidenceOf(
  context: RuleContext,
  store: NilStore,
  held: VarFacts,
  own: readonly Operation[],
): Evidence | undefined {
  const { info, facts, files, settings } = context;
  const { variable } = held;
  const readings = new Set(own.map((op) => readingOf(info, op)));
  const tested = readings.has('absent');
  if (readings.has('present') || (readings.has('keys') && !tested)) return undefined;
  const map = underlying(variable.type());
  const elem = map.kind === 'map' ? underlying(map.elem) : map;
  // Anything at all: nil is as good a value as others.
  if (!tested && elem.kind === 'interface' && elem.methods.length === 0) return undefined;
  const doubt = doubtAt(context, held, readings);
  if (doubt !== undefined && !showsPossible(settings)) return undefined;
  if (boundOfMap(facts, held) !== undefined) return undefined;
  if (sharedValueRefusal(context, variable) !== undefined) return undefined;
  const { name, role, owner } = variable;
  if (files.some((file) => !file.included && !file.test && mentionsName(file, name, role))) return;
  // Of a struct without a name only what holds it can tell.
  const inPackage = rootOf(info, store.entry.x)?.role === 'package';
  if (role === 'field' && owner === undefined && !inPackage) return undefined;
  const { long, why } = lifetimeOf(facts, held);
  if (why === 'local' || why === 'replacement') return undefined;
  const reason = doubt ?? (long || inPackage ? 'tested' : 'shortLived');
  return {
    confidence: reason === 'tested' ? 'likely' : 'possible',
    reason: meta.reasons[reason],
    related: [],
  };
}

/** What speaks against a finding that people want to read, the map's lifetime aside; undefined where nothing does. */
function doubtAt(
  { info }: RuleContext,
  { variable, operations }: VarFacts,
  readings: ReadonlySet<string>,
): keyof typeof meta.reasons | undefined {
  if (!readings.has('absent')) return 'untested';
  if (isUsableElsewhere(info, variable)) return 'exported';
  if (operations.some(({ kind, file }) => kind === 'alias' && !file.test)) return 'handedOn';
  return readings.has('keys') ? 'keys' : undefined;
}
