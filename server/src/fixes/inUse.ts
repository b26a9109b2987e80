/**
 * Where a map or array that a fix takes away is still in use: a range over it goes on, or a local or parameter is
 * another name of it. No code that the fix changes may run meanwhile: neither called by name, nor by way of code that
 * nobody can see through, unless a mutex keeps it out.
 */
import type { Expr, FuncDecl, Node, Span } from '../syntax/ast';
import { isFunction, lastIndex, rootOf, unparen, variableOf } from '../facts/expressions';
import type { Operation } from '../facts/facts';
import { originOf } from '../facts/facts';
import { placeOf } from '../facts/functions';
import { underlying } from '../types/basic';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Var } from '../types/object';
import { operationsOf, whereOf } from './aliases';
import type { Consequences } from './calls';
import { consequencesOf, consequencesOfCall } from './calls';
import type { FixContext } from './context';
import { guardOf } from './locks';

/** A place at which a fix takes the old value away. */
export interface ChangeSite {
  readonly file: SourceFile;
  /** The statement behind or at which it happens. */
  readonly node: Node;
  /** The nodes around it. */
  readonly path: readonly Node[];
  /** The map or slice as it is written there. */
  readonly target: Expr;
}

/** Code during which the old value is in use. */
interface Region {
  readonly file: SourceFile;
  /** What is shown as the reason. */
  readonly node: Node;
  readonly scope: Node;
  readonly span: Span;
  /** "it is ranged over", "m, another name of it, is in use". */
  readonly what: string;
  /** The body of a range. */
  readonly range?: true;
  /** Of a region that a lock may guard: the variable as it is written, and the nodes around. */
  readonly access?: { readonly target: Expr; readonly path: readonly Node[] };
}

/** Which ranges over the old value can tell that it was taken away. */
export type Ranges =
  | 'none'
  /** Those that call a site; those around a site are the fix's own concern. */
  | 'calling'
  | 'all';

/** Why the old value may be in use where a site is reached; undefined where it is not. */
export function inUseRefusal(
  context: FixContext,
  variable: Var,
  sites: readonly ChangeSite[],
  ranges: Ranges,
): string | undefined {
  const regions = regionsOf(context, variable, ranges !== 'none');
  if (typeof regions === 'string') return regions;
  for (const { file, node, span, what, range } of regions) {
    if (range === true && ranges === 'calling') continue;
    const inside = sites.some(
      (site) => site.file === file && span.pos <= site.node.end && site.node.end < span.end,
    );
    if (inside) return `${what} there (${whereOf(file, node)})`;
  }
  return reentryRefusal(context, regions, sites);
}

// Regions --------------------------------------------------------------------------------------------------------

function regionsOf(
  context: FixContext,
  variable: Var,
  ranges: boolean,
): readonly Region[] | string {
  const regions: Region[] = [];
  for (const name of context.facts.of(variable).names) {
    const found = regionsOfName(context, variable, name);
    if (typeof found === 'string') return found;
    regions.push(...found);
  }
  for (const op of operationsOf(context, variable)) {
    const copy = copyRegion(context.info, op);
    if (copy !== undefined) regions.push(copy);
    const region = ranges
      ? (rangeRegion(context.info, op) ?? callRegion(context.info, op))
      : undefined;
    if (region !== undefined) regions.push(region);
  }
  return regions;
}

/** A range that goes on over the value it began with. */
function rangeRegion(info: PackageInfo, op: Operation): Region | undefined {
  const { file, node, path, target } = op;
  if (op.kind !== 'range') return undefined;
  const loop = node.kind === 'RangeStmt' ? node : path.at(-1);
  if (loop?.kind !== 'RangeStmt') return undefined;
  // Only the length of a slice is taken where no element is.
  const takes = underlying(info.typeOf(target)).kind !== 'slice' || isNamed(loop.value);
  if (!takes) return undefined;
  const around = loop === node ? path : path.slice(0, -1);
  return {
    ...{ file, node: loop, scope: loop.body, span: loop.body },
    what: 'it is ranged over',
    range: true,
    access: { target, path: around },
  };
}

function isNamed(expr: Expr | undefined): boolean {
  return expr !== undefined && !(expr.kind === 'Ident' && expr.name === '_');
}

/** A method or function that has a copy of the struct with the map or slice, and so the old one, as long as it runs. */
function copyRegion(
  info: PackageInfo,
  { file, node, path, target }: Operation,
): Region | undefined {
  const root = rootOf(info, target);
  const [decl] = path;
  if (root?.role !== 'receiver' && root?.role !== 'param') return undefined;
  if (decl?.kind !== 'FuncDecl' || decl.body === undefined) return undefined;
  if (underlying(root.type()).kind !== 'struct') return undefined;
  const { body } = decl;
  return {
    file,
    node,
    scope: body,
    span: body,
    what: `${root.name} is a copy in use`,
  };
}

/** A function of the standard library that calls something back while it looks at the value: `maps.DeleteFunc`, `sort.Slice`. */
function callRegion(
  info: PackageInfo,
  { file, node, path, target }: Operation,
): Region | undefined {
  if (node.kind !== 'CallExpr' || info.builtinOf(node) !== undefined) return undefined;
  return {
    file,
    node,
    scope: node,
    span: node,
    what: 'it is looked through',
    access: { target, path },
  };
}

/** Where a local or parameter is another name of the variable. */
function regionsOfName(
  { info, facts }: FixContext,
  variable: Var,
  name: Var,
): readonly Region[] | string {
  const place = placeOf(info, name);
  const uses = facts.usesOf(name);
  const declared = name.at?.pos;
  if (place === undefined || declared === undefined) return `${name.name} is another name of it`;
  if (place.file.test) return [];
  const what = `${name.name}, another name of it, is in use`;
  const captured = uses.find(({ path }) => path.some((n) => isFunction(n) && n.pos > declared));
  if (captured !== undefined)
    return `${what} in a function (${whereOf(captured.file, captured.ident)})`;
  const { file, decl } = place;
  const own = uses.find(({ ident }) => ident.pos === declared);
  if (name.role !== 'local' || own === undefined) {
    if (decl.kind !== 'FuncDecl' || decl.body === undefined) return what;
    return [{ file, node: decl.body, scope: decl.body, span: decl.body, what }];
  }
  let end = declared;
  for (const { ident, path } of uses) {
    // A loop around the use, but not around the declaration, comes back to it.
    const loop = path.find(
      (n) => (n.kind === 'ForStmt' || n.kind === 'RangeStmt') && n.pos > declared,
    );
    end = Math.max(end, loop?.end ?? ident.end);
  }
  const scope = own.path[lastIndex(own.path, isFunction)] ?? decl;
  const source = sourceOf(info, own.path, variable);
  const span = { pos: declared, end };
  const node = { ...own.ident };
  const access = source && { target: source, path: own.path };
  return [{ file, node, scope, span, what, ...(access && { access }) }];
}

/** The `c.m` of `m := c.m`. */
function sourceOf(info: PackageInfo, path: readonly Node[], variable: Var): Expr | undefined {
  const statement = path.at(-1);
  const values =
    statement?.kind === 'AssignStmt'
      ? statement.rhs
      : statement?.kind === 'ValueSpec'
        ? statement.values
        : [];
  return values.find((value) => {
    const named = variableOf(info, unparen(value));
    return named !== undefined && originOf(named) === variable;
  });
}

// Re-entry -------------------------------------------------------------------------------------------------------

/** Why a site may be reached from within a region. */
function reentryRefusal(
  { info }: FixContext,
  regions: readonly Region[],
  sites: readonly ChangeSite[],
): string | undefined {
  const guards = sites.map(({ target, path, node }) => guardOf(info, target, path, node, true));
  const [guard] = guards;
  const guarded = ({ access, span }: Region): boolean =>
    guard !== undefined &&
    access !== undefined &&
    guards.every((other) => other === guard) &&
    guardOf(info, access.target, access.path, span, false) === guard;
  const changed = new Set(
    sites.flatMap(({ path }) => path.find((n) => n.kind === 'FuncDecl') ?? []),
  );
  const kept = regions.filter(guarded);
  const open = regions.filter((region) => !kept.includes(region));
  return search(info, open, changed, true) ?? search(info, kept, changed, false);
}

/** Follows the calls of all regions at once, each function once. */
function search(
  info: PackageInfo,
  regions: readonly Region[],
  changed: ReadonlySet<Node>,
  unknowns: boolean,
): string | undefined {
  const queue: { readonly decl: FuncDecl; readonly region: Region }[] = [];
  const seen = new Set<FuncDecl>();
  const meet = (region: Region, { callees, unknown }: Consequences): string | undefined => {
    if (unknowns && unknown !== undefined) {
      const { file, node, what } = unknown;
      return `${region.what} (${whereOf(region.file, region.node)}) while ${what} (${whereOf(file, node)})`;
    }
    for (const decl of callees) {
      if (changed.has(decl)) {
        return `${decl.name.name} is called while ${region.what} (${whereOf(region.file, region.node)})`;
      }
      if (seen.has(decl)) continue;
      seen.add(decl);
      queue.push({ decl, region });
    }
    return undefined;
  };
  for (const region of regions) {
    const refused = meet(region, consequencesOf(info, region.file, region.scope, region.span));
    if (refused !== undefined) return refused;
  }
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const refused = meet(next.region, consequencesOfCall(info, next.decl));
    if (refused !== undefined) return refused;
  }
  return undefined;
}
