/**
 * Where the maps and arrays that a variable gets come from: only what is made for it on the spot is the variable's
 * alone. A parameter, what a call returns, another variable: whoever it comes from may still hold it.
 */
import type { Expr, Node } from '../syntax/ast';
import { encloses } from '../syntax/spans';
import { isFunction, isNil, rootOf, sameExpr, unparen, variableOf } from '../facts/expressions';
import { callOf, isNew } from '../facts/calls';
import type { Operation } from '../facts/facts';
import { originOf } from '../facts/facts';
import type { PackageInfo } from '../types/info';
import type { Var } from '../types/object';
import { underlying } from '../types/basic';
import { whereOf } from './aliases';
import type { FixContext } from './context';
import { inventoryOf } from './pointerValues/inventory';

/** Why a value that the variable gets may be somebody else's too; undefined when none is. */
export function sharedValueRefusal(context: FixContext, variable: Var): string | undefined {
  for (const op of context.facts.of(variable).operations) {
    if (op.kind !== 'replace') continue;
    const value = valueOf(context.info, op);
    // What a struct brings along is asked of the literals and copies that make it: see structCopies.ts.
    if (value === 'struct') continue;
    if (value === undefined || !isOwn(context, value, op)) {
      return `it may hold what others hold (${whereOf(op.file, op.node)})`;
    }
  }
  return positionalRefusal(context, variable);
}

/** Values of literals without keys: `cache{m}`. */
function positionalRefusal(context: FixContext, variable: Var): string | undefined {
  const { info } = context;
  if (variable.role !== 'field') return undefined;
  for (const { file, node } of inventoryOf(info).positional) {
    const type = underlying(info.typeOf(node));
    const struct = type.kind === 'pointer' ? underlying(type.elem) : type;
    if (struct.kind !== 'struct') continue;
    const value = node.elts[struct.fields.findIndex((field) => originOf(field) === variable)];
    if (value === undefined) continue;
    if (!isOwn(context, value, { node })) {
      return `it may hold what others hold (${whereOf(file, value)})`;
    }
  }
  return undefined;
}

/** The expression that a `replace` assigns; 'struct' where a whole struct is assigned, undefined where it is none of its own. */
export function valueOf(
  info: PackageInfo,
  { node, target }: Operation,
): Expr | 'struct' | undefined {
  switch (node.kind) {
    case 'KeyValueExpr':
      return node.value;
    case 'AssignStmt': {
      if (['struct', 'array'].includes(underlying(info.typeOf(target)).kind)) return 'struct';
      if (node.lhs.length !== node.rhs.length) return undefined;
      return node.rhs[node.lhs.findIndex((left) => unparen(left) === unparen(target))];
    }
    case 'ValueSpec':
      if (node.names.length !== node.values.length) return undefined;
      return node.values[node.names.findIndex((name) => name === target)];
    case 'RangeStmt':
      return ['struct', 'array'].includes(underlying(info.typeOf(target)).kind)
        ? 'struct'
        : undefined;
    default:
      return undefined;
  }
}

type At = Pick<Operation, 'node'> & { readonly target?: Expr };

/** Whether nobody but the variable has the value: it is nil, made here, or what the variable had before. */
function isOwn(context: FixContext, value: Expr, at: At): boolean {
  const { info } = context;
  const plain = unparen(value);
  if (isNil(info, plain) || plain.kind === 'CompositeLit') return true;
  if (isSame(info, plain, at)) return true;
  if (plain.kind === 'Ident') return isHandedOver(context, plain, at);
  if (plain.kind !== 'CallExpr') return false;
  const [first] = plain.args;
  if (info.isType(plain.fun)) return first !== undefined && isOwn(context, first, at);
  if (info.builtinOf(plain) === 'append') return first !== undefined && isOwn(context, first, at);
  return isNew(callOf(info, plain));
}

/** Whether an expression is what is assigned to, or a part of its array: `x.items[:0]` of `x.items = …`. */
function isSame(info: PackageInfo, expr: Expr, { target }: Pick<At, 'target'>): boolean {
  const plain = unparen(expr);
  if (target === undefined) return false;
  if (plain.kind === 'SliceExpr') return isSame(info, plain.x, { target });
  return sameExpr(info, plain, target);
}

/** Whether a local that was made in the function is given away for good: nothing has it, and nothing uses it later. */
function isHandedOver(context: FixContext, name: Expr, at: At): boolean {
  const { info, facts } = context;
  const local = variableOf(info, name);
  if (local?.role !== 'local' || local.at === undefined) return false;
  const declared = local.at.pos;
  const given = name.end;
  const uses = facts.usesOf(local);
  if (uses.length === 0 || uses.some(({ ident }) => ident.pos >= given)) return false;
  const crosses = (path: readonly Node[], inner: (node: Node) => boolean): boolean =>
    path.some((node) => inner(node) && declared < node.pos);
  const isLoop = (n: Node): boolean => n.kind === 'ForStmt' || n.kind === 'RangeStmt';
  if (uses.some(({ path }) => crosses(path, isFunction))) return false;
  const own = uses.find(({ ident }) => ident.pos === name.pos);
  if (own === undefined || crosses(own.path, isLoop)) return false;
  return facts
    .of(local)
    .operations.every(
      (op) =>
        (op.kind !== 'alias' || encloses(op.target, name)) &&
        (op.kind !== 'replace' || isMade(context, op, at)),
    );
}

function isMade(context: FixContext, op: Operation, at: At): boolean {
  const value = valueOf(context.info, op);
  if (value === undefined || value === 'struct' || op.node === at.node) return false;
  return rootOf(context.info, value) === undefined
    ? isOwn(context, value, op)
    : isSame(context.info, value, op);
}
