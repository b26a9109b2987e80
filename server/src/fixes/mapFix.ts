/** What the fixes that put a new map in place of an old one have in common. */
import type { Expr } from '../syntax/ast';
import type { Fix, RefusedFix } from '../findings';
import type { Operation } from '../facts/facts';
import type { SourceFile } from '../types/info';
import type { Var } from '../types/object';
import { aliasRefusal, fileName, operationsOf, reentryRefusal } from './aliases';
import { hiddenBuiltin } from './builtins';
import type { FixContext } from './context';
import type { DeleteSite } from './deleteSites';
import { deleteSite } from './deleteSites';
import { createEditBuilder } from './edits';
import { isUsableElsewhere } from './reach';
import { insertAfter } from './statements';
import { structCopyRefusal } from './structCopies';

export interface MapFixOptions {
  readonly rule: string;
  /** For titles: `Cache.sessions`. */
  readonly name: string;
  /** Only behind this delete; behind all deletes of the package without it. */
  readonly only?: Operation;
}

interface MapFix {
  readonly id: string;
  title(name: string, sweep: boolean): string;
  /** @param sweep at least one place ends a sweep */
  preferred(sweep: boolean): boolean;
  /** Entries stay in the old map, so that a range that goes on over it would meet what is deleted later. */
  readonly keepsOldMapAlive: boolean;
  wanted(site: DeleteSite, all: readonly DeleteSite[]): boolean;
  /** The statements to put behind the place, without indentation; undefined when the map's type cannot be written there. */
  lines(site: DeleteSite): readonly string[] | undefined;
}

/** Applies wherever it can; refused, with the first reason, when it can nowhere. */
export function mapFix(
  context: FixContext,
  variable: Var,
  { rule, name, only }: MapFixOptions,
  fix: MapFix,
): Fix | RefusedFix {
  const refuse = (refused: string): RefusedFix => ({
    id: fix.id,
    rule,
    title: fix.title(name, true),
    refused,
  });
  const broken = context.files.find(({ ast }) => ast.errors.length > 0);
  if (broken !== undefined) return refuse(`${fileName(broken.uri)} has a syntax error`);
  const shared = aliasRefusal(context, variable) ?? structCopyRefusal(context, variable);
  if (shared !== undefined) return refuse(shared);
  const deletes = operationsOf(context, variable).filter(
    (op) => op.kind === 'delete' && !op.file.ast.generated && (only === undefined || op === only),
  );
  if (deletes.length === 0)
    return refuse('nothing is deleted from it in a file that may be edited');
  const reasons: string[] = [];
  const sites: DeleteSite[] = [];
  for (const operation of deletes) {
    const site = deleteSite(context, variable, operation);
    if ('refused' in site) reasons.push(site.refused);
    else if (!sites.some((other) => other.slot.stmt === site.slot.stmt)) sites.push(site);
  }
  const edits = createEditBuilder();
  let sweep = false;
  let applied = 0;
  for (const site of sites) {
    const reentry = reentryRefusal(context, variable, site.operation.path, fix.keepsOldMapAlive);
    const reason = reentry ?? (fix.wanted(site, sites) ? apply(site) : 'another place fits better');
    if (reason !== undefined) {
      reasons.push(reason);
      continue;
    }
    applied++;
    sweep ||= site.sweep;
  }
  const built = edits.build();
  if (applied === 0 || built === undefined) return refuse(reasons[0] ?? 'the places overlap');
  const caveat = caveatOf(context, variable);
  const safe = caveat === undefined;
  const title = fix.title(name, sweep);
  return {
    id: fix.id,
    rule,
    title: safe ? title : `${title}; ${caveat}`,
    safe,
    preferred: safe && fix.preferred(sweep),
    edits: built,
  };

  function apply(site: DeleteSite): string | undefined {
    const { file } = site.operation;
    const hidden = hiddenBuiltin(context.info, file, site.slot.stmt.end, ['len', 'make']);
    if (hidden !== undefined) return hidden;
    const lines = fix.lines(site);
    if (lines === undefined) return `its type cannot be written in ${fileName(file.uri)}`;
    return insertAfter(edits, file.uri, file.text, site.slot, lines)?.refused;
  }
}

/** What may be different afterwards, for the title; undefined when nothing can be. */
function caveatOf(context: FixContext, variable: Var): string | undefined {
  if (isUsableElsewhere(context.info, variable)) return 'other packages may hold the old map';
  return distinguishesNil(context, variable) ? 'a nil map becomes an empty one' : undefined;
}

/** Whether a nil map means something else than an empty one to the package: both fixes turn the one into the other. */
function distinguishesNil(context: FixContext, variable: Var): boolean {
  const operations = operationsOf(context, variable);
  return operations.some(
    (op) => op.kind === 'len' && op.node.kind === 'BinaryExpr' && !guardsFirstValue(op, operations),
  );
}

/** Whether the function that compares is the one that gives the map its first value: `if m == nil { m = make(…) }`. */
function guardsFirstValue(comparison: Operation, operations: readonly Operation[]): boolean {
  const [decl] = comparison.path;
  return operations.some(
    (op) => op.kind === 'replace' && op.initial === true && op.path[0] === decl,
  );
}

/** An expression as it is written. */
export function textOf(file: SourceFile, expr: Expr): string {
  return file.text.slice(expr.pos, expr.end);
}
