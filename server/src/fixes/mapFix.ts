/** What the fixes that put a new map in place of an old one have in common. */
import type { Expr, Node } from '../syntax/ast';
import { isFunction, lastIndex } from '../facts/expressions';
import type { Operation } from '../facts/facts';
import type { SourceFile } from '../types/info';
import type { Var } from '../types/object';
import { fileName } from '../base/fileName';
import { goLine } from '../syntax/lines';
import { operationsOf, placesRefusal, whereOf } from './aliases';
import { hiddenBuiltin } from './builtins';
import type { FixContext } from './context';
import type { DeleteSite } from './deleteSites';
import { deleteSite } from './deleteSites';
import { createEditBuilder } from './edits';
import type { FixMeta, Made } from './fix';
import { titleOf } from './fix';
import type { ChangeSite, Ranges } from './inUse';
import { inUseRefusal } from './inUse';
import { guardOf } from './locks';
import { freshName, namesIn } from './names';
import { ownershipCaveat, ownershipRefusal } from './ownership';
import { insertAfter, insertBefore } from './statements';

export interface MapFixOptions {
  /** For titles: `Cache.sessions`. */
  readonly name: string;
  /** Only behind this delete; behind all deletes of the package without it. */
  readonly only?: Operation;
}

interface MapFix<Id extends string> {
  readonly meta: FixMeta<Id>;
  /** @param sweep at least one place ends a sweep */
  preferred(sweep: boolean): boolean;
  /** Which ranges over the old map can tell that there is a new one. */
  readonly ranges: Ranges;
  /** Why the fix has nothing to do at a place; undefined where it has. */
  unwanted(site: DeleteSite): string | undefined;
  /** What goes in front of the loop of a sweep, and behind it or the delete; undefined when the map's type cannot be written there. */
  lines(site: DeleteSite, names: Names): Lines | undefined;
}

export interface Lines {
  readonly before: readonly string[];
  /** Without indentation of the block; inner lines carry their own tabs. */
  readonly after: readonly string[];
}

/** Names for what the lines declare. */
export interface Names {
  /** Of the number of entries before a sweep; one of its own each time that it is asked for. */
  before(): string;
  /** For a variable within a block. */
  inner(base: string): string;
}

/** Applies wherever it can; refused, with the first reason, when it can nowhere. */
export function mapFix<Id extends string>(
  context: FixContext,
  variable: Var,
  { name, only }: MapFixOptions,
  fix: MapFix<Id>,
): Made<Id> {
  const { id } = fix.meta;
  const title = titleOf(fix.meta, name);
  const refuse = (refused: string): Made<Id> => ({ id, title, refused });
  const broken = context.files.find(({ ast }) => ast.errors.length > 0);
  if (broken !== undefined) return refuse(`${fileName(broken.uri)} has a syntax error`);
  const operations = operationsOf(context, variable);
  const unfit = placesRefusal(operations) ?? ownershipRefusal(context, variable);
  if (unfit !== undefined) return refuse(unfit);
  const deletes = operations.filter(
    (op) => op.kind === 'delete' && !op.file.ast.generated && (only === undefined || op === only),
  );
  if (deletes.length === 0) {
    return refuse('nothing is deleted from it in a file that may be edited');
  }
  const edits = createEditBuilder();
  const naming = namesFor(variable);
  /** The reasons why places are left out. */
  const left: { readonly op: Operation; readonly reason: string }[] = [];
  const sites: DeleteSite[] = [];
  const done = new Set<Node>();
  for (const op of deletes) {
    const site = deleteSite(context, variable, op);
    const reason = 'refused' in site ? site.refused : (fix.unwanted(site) ?? add(site));
    if (reason !== undefined) left.push({ op, reason });
  }
  const [first] = left;
  if (sites.length === 0) return refuse(first?.reason ?? 'there is no place for it');
  const changes = sites.map(changeOf);
  const unsafe =
    inUseRefusal(context, variable, changes, fix.ranges) ??
    nilComparisonRefusal(context, variable, changes);
  if (unsafe !== undefined) return refuse(unsafe);
  const built = edits.build();
  if (built === undefined) return refuse('the places overlap');
  const caveat = ownershipCaveat(context, variable);
  const notes = [partOf(deletes.length, left), caveat].flatMap((note) => note ?? []);
  const safe = caveat === undefined;
  return {
    id,
    title: notes.length === 0 ? title : `${title} (${notes.join('; ')})`,
    safe,
    preferred: safe && fix.preferred(sites.some(({ sweep }) => sweep)),
    edits: built,
  };

  function add(site: DeleteSite): string | undefined {
    const { slot } = site;
    if (done.has(slot.stmt)) return undefined;
    const { file } = site.operation;
    const hidden = hiddenBuiltin(context.info, file, slot.stmt.end, ['len', 'make', 'nil']);
    if (hidden !== undefined) return hidden;
    const lines = fix.lines(site, naming(file));
    if (lines === undefined) return `its type cannot be written in ${fileName(file.uri)}`;
    const refused =
      (lines.before.length === 0
        ? undefined
        : insertBefore(edits, file.uri, file.text, slot, lines.before)) ??
      insertAfter(edits, file.uri, file.text, slot, lines.after);
    if (refused !== undefined) return refused.refused;
    done.add(slot.stmt);
    sites.push(site);
    return undefined;
  }
}

function changeOf({ operation: { file }, slot, path, map }: DeleteSite): ChangeSite {
  return { file, node: slot.stmt, path, target: map };
}

/** "2 of 4 places; not cache.go:12": what a fix that is not made everywhere leaves out. */
function partOf(all: number, left: readonly { readonly op: Operation }[]): string | undefined {
  if (left.length === 0) return undefined;
  const lines = left.map(
    ({ op }) => `${fileName(op.file.uri)}:${goLine(op.file.text, op.node.pos)}`,
  );
  const shown = lines.length > MOST_SHOWN ? [...lines.slice(0, MOST_SHOWN), '…'] : lines;
  return `${all - left.length} of ${all} deletes; not ${shown.join(', ')}`;
}

const MOST_SHOWN = 2;

function namesFor(variable: Var): (file: SourceFile) => Names {
  /** Shared by the places of one file, of which several may stand in one block. */
  const byFile = new Map<SourceFile, Set<string>>();
  return (file) => {
    const taken = byFile.get(file) ?? namesIn([file]);
    byFile.set(file, taken);
    return {
      // The name says which map it is, so that the fixes of several maps in one block do not declare the same name.
      before: () => freshName(taken, `${variable.name}Before`),
      inner: (base) => freshName(new Set(taken), base),
    };
  };
}

/**
 * A comparison with nil reads the variable but not the map. Where nothing orders it with the deletes, only that it is
 * assigned now would make it a race.
 */
function nilComparisonRefusal(
  context: FixContext,
  variable: Var,
  sites: readonly ChangeSite[],
): string | undefined {
  const { info } = context;
  const operations = operationsOf(context, variable);
  const guards = sites.map(({ target, path, node }) => guardOf(info, target, path, node, true));
  const [guard] = guards;
  const open = operations.find((op) => {
    if (op.kind !== 'len' || op.node.kind !== 'BinaryExpr') return false;
    const { target, path, node } = op;
    if (guard !== undefined && guards.every((other) => other === guard)) {
      if (guardOf(info, target, path, node, false) === guard) return false;
    }
    return !operations.some((other) => looksInto(other) && followsAtOnce(op, other));
  });
  if (open === undefined) return undefined;
  return `it is compared with nil where no lock is seen (${whereOf(open.file, open.node)})`;
}

/** Whether an operation reads or changes the map itself, and not only the variable. */
function looksInto({ kind, node }: Operation): boolean {
  return kind !== 'alias' && kind !== 'replace' && !(kind === 'len' && node.kind === 'BinaryExpr');
}

/** Whether the same function looks into the map next, with no call of a function between that could take or give back a lock. */
function followsAtOnce(comparison: Operation, other: Operation): boolean {
  if (other.file !== comparison.file || other.node.pos < comparison.node.end) return false;
  const own = comparison.path[lastIndex(comparison.path, isFunction)];
  if (own === undefined || own !== other.path[lastIndex(other.path, isFunction)]) return false;
  const between = other.file.text.slice(comparison.node.end, other.target.pos);
  return !/(?:Lock|Unlock|Do)\(|<-|\breturn\b|\bgo\b/.test(between);
}

/** An expression as it is written. */
export function textOf(file: SourceFile, expr: Expr): string {
  return file.text.slice(expr.pos, expr.end);
}
