/**
 * Whether a map or slice may be put in place of another one: nobody else may hold on to the old one. All questions are
 * answered for the package, tests excepted; calls through interfaces are taken not to come back into the package.
 */
import type { FuncDecl, Node } from '../syntax/ast';
import { walk } from '../syntax/walk';
import { calleeOf, lastIndex } from '../facts/expressions';
import { declarationOf } from '../facts/functions';
import type { Operation } from '../facts/facts';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import type { FixContext } from './context';

/** Why the variable's map or slice is not the variable's alone; undefined when it is. */
export function aliasRefusal(context: FixContext, variable: Var): string | undefined {
  const alias = operationsOf(context, variable).find((op) => op.kind === 'alias');
  if (alias?.alias === undefined) return undefined;
  const where = `${fileName(alias.file.uri)}:${lineOf(alias.file.text, alias.node.pos)}`;
  return `${REASONS[alias.alias]} (${where})`;
}

const REASONS: Readonly<Record<NonNullable<Operation['alias']>, string>> = {
  assigned: 'another variable holds it too',
  returned: 'it is returned to callers, who may keep it',
  argument: 'it is passed to a function that may keep it',
  stored: 'it is stored in another value',
  address: 'its address is taken',
};

/** The variable's operations outside of tests; all of them for a variable that a test declares. */
export function operationsOf(context: FixContext, variable: Var): readonly Operation[] {
  const { operations } = context.facts.of(variable);
  const declared = context.info.files.find((file) => file.uri === variable.at?.uri);
  return declared?.test === true ? operations : operations.filter((op) => !op.file.test);
}

export function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

/** One-based, for display. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/**
 * Why replacing the variable inside a function would be seen by code that runs around the call: a range over it, or
 * a local that is another name for it, whose function calls (through functions of the package) the one at the end of `path`.
 *
 * @param ranges whether a range over the old value can tell the difference
 */
export function reentryRefusal(
  context: FixContext,
  variable: Var,
  path: readonly Node[],
  ranges = true,
): string | undefined {
  const target = path[lastIndex(path, (n) => n.kind === 'FuncDecl')];
  if (target?.kind !== 'FuncDecl') return undefined;
  for (const op of operationsOf(context, variable)) {
    if (!(ranges && op.kind === 'range') && op.through === undefined) continue;
    const scope =
      op.kind === 'range' && op.node.kind === 'RangeStmt'
        ? op.node.body
        : op.path[lastIndex(op.path, (n) => n.kind === 'FuncDecl')];
    if (scope === undefined || scope === target) continue;
    if (!reaches(context.info, scope, target)) continue;
    const where = `${fileName(op.file.uri)}:${lineOf(op.file.text, op.node.pos)}`;
    return `${target.name.name} is called while the old value is in use (${where})`;
  }
  return undefined;
}

/** Whether code below `scope` calls the function, also by way of other functions of the package. */
function reaches(info: PackageInfo, scope: Node, target: FuncDecl): boolean {
  const seen = new Set<Node>();
  const queue: Node[] = [scope];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (node === target) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    walk(node, (child) => {
      if (child.kind === 'CallExpr') {
        const callee = calleeOf(child);
        const name = callee.kind === 'SelectorExpr' ? callee.sel : callee;
        const obj = name.kind === 'Ident' ? info.objectOf(name) : undefined;
        const func = obj?.kind === 'func' ? (obj.origin ?? obj) : undefined;
        const decl = func && declarationOf(info, func);
        if (decl !== undefined) queue.push(decl);
      }
      return true;
    });
  }
  return false;
}
