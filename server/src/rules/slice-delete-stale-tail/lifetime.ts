/**
 * Whether a slice outlives the function that deletes from it, so that what its array keeps is kept for long. Certain for
 * package variables; "may" for everything reached through a pointer, whose owner is taken to live on.
 */
import type { Expr, ForStmt, Node, RangeStmt } from '../../syntax/ast';
import { walk } from '../../syntax/walk';
import { isFunction, lastIndex, unparen, variableOf } from '../../facts/expressions';
import { reaches } from '../../facts/flow';
import { flowAt } from '../../facts/flows';
import type { PackageFacts, SliceDelete } from '../../facts/facts';
import { isPointer, underlying } from '../../types/basic';
import type { PackageInfo } from '../../types/info';
import type { Var } from '../../types/object';

/** Why the slice is long-lived: the message's words; undefined when it dies with its function, or is a copy. */
export function lifetimeOf(facts: PackageFacts, deletion: SliceDelete): string | undefined {
  return lifetime(facts, deletion, deletion.slice);
}

function lifetime(facts: PackageFacts, deletion: SliceDelete, expr: Expr): string | undefined {
  const { info } = facts;
  const plain = unparen(expr);
  switch (plain.kind) {
    case 'Ident': {
      const variable = variableOf(info, plain);
      if (variable?.role === 'package') return 'a package variable';
      return variable?.role === 'local' ? localLifetime(facts, deletion, variable) : undefined;
    }
    case 'SelectorExpr': {
      const selection = info.selection(plain);
      if (selection?.kind === 'qualified') return 'a package variable';
      if (selection?.kind !== 'field') return undefined;
      const embedded = selection.path.flatMap((step) => (step.kind === 'var' ? [step.type()] : []));
      const steps = [info.typeOf(plain.x), ...embedded];
      if (steps.some(isPointer)) return 'a field';
      return lifetime(facts, deletion, plain.x) === undefined ? undefined : 'a field';
    }
    case 'StarExpr':
      return 'a slice behind a pointer';
    case 'IndexExpr':
      return elementLifetime(facts, deletion, plain.x);
    default:
      return undefined;
  }
}

/** An element lives as long as its map or array: a caller's, for a parameter. */
function elementLifetime(
  facts: PackageFacts,
  deletion: SliceDelete,
  holder: Expr,
): string | undefined {
  const { info } = facts;
  const variable = variableOf(info, holder);
  const kind = underlying(info.typeOf(holder)).kind;
  const shared = kind === 'map' || kind === 'slice' || kind === 'pointer';
  const given = variable?.role === 'param' || variable?.role === 'receiver';
  if (shared && given) return 'an element of a parameter';
  return lifetime(facts, deletion, holder) === undefined ? undefined : 'an element';
}

/** A local lives on in a goroutine that captures it, and in a loop that never ends around the statement. */
function localLifetime(
  facts: PackageFacts,
  { path }: SliceDelete,
  variable: Var,
): string | undefined {
  const declared = variable.at?.pos ?? 0;
  const body = lastIndex(path, isFunction);
  const loop = path
    .slice(body + 1)
    .find((n) => (n.kind === 'ForStmt' || n.kind === 'RangeStmt') && serves(facts.info, path, n));
  if (loop !== undefined && declared < loop.pos) return 'a local of an endless loop';
  const captured = facts.usesOf(variable).some(({ path: around }) =>
    around.some((n, i) => {
      if (n.kind !== 'FuncLit' || declared >= n.pos) return false;
      const call = around[i - 1];
      return call?.kind === 'CallExpr' && call.fun === n && around[i - 2]?.kind === 'GoStmt';
    }),
  );
  return captured ? 'a local that a goroutine captures' : undefined;
}

/** A loop that serves for as long as the program runs: over a channel, or endless and waiting for something. */
function serves(info: PackageInfo, path: readonly Node[], loop: ForStmt | RangeStmt): boolean {
  if (loop.kind === 'RangeStmt') return underlying(info.typeOf(loop.x)).kind === 'chan';
  if (loop.cond !== undefined) return false;
  if (waits(loop.body)) return true;
  const flow = flowAt(info, path);
  const points = flow?.loop(loop);
  if (flow === undefined || points === undefined) return false;
  return !reaches(points.body, points.after) && !reaches(points.body, flow.exit);
}

function waits(body: Node): boolean {
  let found = false;
  walk(body, (n) => {
    if (n.kind === 'SelectStmt' || (n.kind === 'UnaryExpr' && n.op === '<-')) found = true;
    return !found && n.kind !== 'FuncLit';
  });
  return found;
}
