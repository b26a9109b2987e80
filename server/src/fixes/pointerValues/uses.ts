/** What each use of a map variable does, as far as storing pointers is concerned. */
import type { CallExpr, Expr, IndexExpr, Node, RangeStmt } from '../../syntax/ast';
import type { PackageInfo } from '../../types/info';
import type { Var } from '../../types/object';
import { callOf, deedOf } from '../../facts/calls';
import { indexOfNode, isMap, qualifiedName, unparen, variableOf } from '../../facts/expressions';
import { originOf } from '../../facts/facts';
import type { Occurrence } from './inventory';
import { withParens } from './tree';

/** Why the fix is not offered: a clause for people that goes on after "Not offered:". */
export interface Refused {
  readonly refused: string;
}

export type Use =
  /** Works on any map: `len(m)`, `delete(m, k)`, `m == nil`. */
  | { readonly kind: 'keep' }
  /** A declaration, with the type or the values that it gives. */
  | { readonly kind: 'declaration'; readonly type?: Expr; readonly value?: Expr }
  /** `m = value`. */
  | { readonly kind: 'assignment'; readonly value: Expr }
  | { readonly kind: 'element'; readonly index: IndexExpr }
  | { readonly kind: 'range'; readonly range: RangeStmt }
  /** The map gets another name: what is assigned must be rewritten too. */
  | { readonly kind: 'alias'; readonly to: Expr };

const KEEP: Use = { kind: 'keep' };

const BUILTINS: ReadonlySet<string> = new Set(['len', 'delete', 'clear']);

/** Classifies one occurrence of the variable. `name` is for messages. */
export function classify(info: PackageInfo, occurrence: Occurrence): Use | Refused {
  const { ident, parents } = occurrence;
  const parent = parents.get(ident);
  if (parent?.kind === 'StructType') {
    const field = parent.fields.find(({ names }) => names.includes(ident));
    if (field === undefined || field.names.length > 1) {
      return { refused: 'it is declared together with other fields' };
    }
    return { kind: 'declaration', type: field.type };
  }
  if (parent?.kind === 'ValueSpec' && parent.names.includes(ident)) {
    const { names, type, values } = parent;
    if (type !== undefined && names.length > 1) {
      return { refused: 'it is declared together with other variables' };
    }
    const value = values[names.indexOf(ident)];
    if (values.length > 0 && (values.length !== names.length || value === undefined)) {
      return { refused: 'it holds what a call returns' };
    }
    return {
      kind: 'declaration',
      ...(type === undefined ? {} : { type }),
      ...(value === undefined ? {} : { value }),
    };
  }
  if (parent?.kind === 'KeyValueExpr' && parent.key === ident) {
    const literal = parents.get(parent);
    if (literal?.kind === 'CompositeLit' && info.objectOf(ident)?.kind === 'var') {
      return { kind: 'assignment', value: parent.value };
    }
  }
  const named = parent?.kind === 'SelectorExpr' && parent.sel === ident ? parent : ident;
  return classifyExpr(info, occurrence, named);
}

function classifyExpr(info: PackageInfo, { parents }: Occurrence, named: Expr): Use | Refused {
  const expr = withParens(parents, named);
  const parent = parents.get(expr);
  switch (parent?.kind) {
    case 'IndexExpr':
      if (parent.x === expr) return { kind: 'element', index: parent };
      break;
    case 'RangeStmt':
      if (parent.x === expr) return { kind: 'range', range: parent };
      return { refused: 'a range loop assigns to it' };
    case 'BinaryExpr':
      return KEEP;
    case 'CallExpr':
      return classifyArgument(info, { parents }, parent, expr);
    case 'AssignStmt': {
      const left = parent.lhs.indexOf(expr);
      if (left < 0) break;
      const value = parent.rhs[left];
      if (parent.lhs.length !== parent.rhs.length || value === undefined) {
        return { refused: 'it holds what a call returns' };
      }
      return { kind: 'assignment', value };
    }
    case 'UnaryExpr':
      if (parent.op === '&') return { refused: 'its address is taken' };
      break;
    case 'ReturnStmt':
      return { refused: 'the map is returned to other code' };
    case 'SendStmt':
      return { refused: 'the map is sent to a channel' };
    case 'SelectorExpr':
      return { refused: 'a method of the map is called' };
    case 'ExprStmt':
      return KEEP;
    default:
      break;
  }
  return flow({ parents }, expr);
}

function classifyArgument(
  info: PackageInfo,
  occurrence: Pick<Occurrence, 'parents'>,
  call: CallExpr,
  expr: Expr,
): Use | Refused {
  const builtin = info.builtinOf(call);
  if (builtin !== undefined && BUILTINS.has(builtin) && call.args[0] === expr) return KEEP;
  if (info.isType(call.fun)) return { refused: 'the map is converted to another type' };
  const callee = qualifiedName(info, call.fun);
  const known = callOf(info, call);
  // Type arguments that are written name the type of the values.
  const inferred = unparen(call.fun).kind !== 'IndexExpr';
  if (inferred && deedOf(known, indexOfNode(call.args, expr)) === 'ranges keys') return KEEP;
  if (inferred && isCloneOfMap(info, call)) {
    return flow(occurrence, withParens(occurrence.parents, call));
  }
  const [to, from] = call.args;
  const puts = deedOf(known, 0) === 'inserts' && deedOf(known, 1) === 'copies';
  if (puts && to !== undefined && from !== undefined) return alias(to === expr ? from : to);
  if (callee !== undefined) return { refused: `the map is passed to ${shortName(callee)}` };
  return { refused: 'the map is passed to a function' };
}

/** Whether a call copies a map into a new one. */
function isCloneOfMap(info: PackageInfo, call: CallExpr): boolean {
  const known = callOf(info, call);
  return known?.result === 'new' && deedOf(known, 0) === 'copies' && isMap(info, call);
}

/** `encoding/json.Marshal` as it is written: `json.Marshal`. */
function shortName(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf('/') + 1);
}

/** Where the value of an expression that is a map goes. */
function flow({ parents }: Pick<Occurrence, 'parents'>, expr: Expr): Use | Refused {
  const parent: Node | undefined = parents.get(expr);
  switch (parent?.kind) {
    case 'AssignStmt': {
      const to = parent.lhs[parent.rhs.indexOf(expr)];
      if (to !== undefined && parent.lhs.length === parent.rhs.length) return alias(to);
      break;
    }
    case 'ValueSpec': {
      const to = parent.names[parent.values.indexOf(expr)];
      if (to !== undefined && parent.names.length === parent.values.length) return alias(to);
      break;
    }
    case 'KeyValueExpr':
      return alias(parent.key);
    default:
      break;
  }
  return { refused: 'the map is stored elsewhere' };
}

function alias(to: Expr): Use {
  const plain = unparen(to);
  return plain.kind === 'Ident' && plain.name === '_' ? KEEP : { kind: 'alias', to };
}

/** Where the map that a variable gets comes from. */
export type Origin =
  | { readonly kind: 'nil' }
  /** `make(map[K]V)`, `map[K]V(nil)` or a literal: the type expression is to be changed, and the elements if any. */
  | { readonly kind: 'new'; readonly type: Expr; readonly elts: readonly Expr[] }
  /** Another variable, which must be rewritten too. */
  | { readonly kind: 'variable'; readonly variable: Var };

export function originOfMap(info: PackageInfo, value: Expr): Origin | Refused {
  const plain = unparen(value);
  const variable = variableOf(info, plain);
  if (variable !== undefined) return { kind: 'variable', variable: originOf(variable) };
  if (plain.kind === 'Ident' && info.objectOf(plain)?.kind === 'nil') return { kind: 'nil' };
  if (plain.kind === 'CompositeLit' && plain.type !== undefined) {
    return { kind: 'new', type: plain.type, elts: plain.elts };
  }
  if (plain.kind === 'CallExpr') {
    const [first] = plain.args;
    if (info.builtinOf(plain) === 'make' && first !== undefined) {
      return { kind: 'new', type: first, elts: [] };
    }
    if (first !== undefined && info.isType(plain.fun)) {
      const inner = originOfMap(info, first);
      if ('kind' in inner && inner.kind === 'nil') {
        return { kind: 'new', type: plain.fun, elts: [] };
      }
      return { refused: 'the map is converted from another type' };
    }
    if (first !== undefined && isCloneOfMap(info, plain)) return originOfMap(info, first);
    return { refused: 'it holds what a call returns' };
  }
  return { refused: 'it holds a map that comes from elsewhere' };
}
