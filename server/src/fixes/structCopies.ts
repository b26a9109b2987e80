/**
 * Copies of a struct share its maps and slices: after `snapshot := *c`, `snapshot.m` is the map of c until one of them
 * gets another. A fix that puts a new map in place, or clears what the array holds, would be seen by one and not by the
 * other. The question is asked of the whole package, tests excepted, and only once somebody wants the fix.
 */
import type {
  AssignStmt,
  CallExpr,
  Expr,
  Node,
  SelectorExpr,
  Span,
  UnaryExpr,
} from '../syntax/ast';
import { encloses } from '../syntax/spans';
import { forEachChild, someNode } from '../syntax/walk';
import {
  calleeOf,
  isBlank,
  isFunction,
  lastIndex,
  outsideParens,
  sameExpr,
  unparen,
  variableOf,
} from '../facts/expressions';
import { callOf, deedOf, letsGo } from '../facts/calls';
import { originOf } from '../facts/facts';
import { ownFunction } from '../facts/functions';
import { walkWithPath } from '../facts/sites';
import { isPointer, unalias, underlying } from '../types/basic';
import { identical } from '../types/identical';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Var } from '../types/object';
import type { Type } from '../types/type';
import { fileName } from '../base/fileName';
import { goLine } from '../syntax/lines';
import type { FixContext } from './context';
import { leadsTo } from './leadsTo';
import { remembered } from '../base/remembered';
import { inventoryOf } from './pointerValues/inventory';

/** Why a copy of the struct with the field may live on beside it; undefined when none does, or the variable is no field. */
export function structCopyRefusal({ info }: FixContext, variable: Var): string | undefined {
  const field = originOf(variable);
  if (field.role !== 'field') return undefined;
  const { copies, instances } = copiesIn(info);
  const copy =
    copies.find(({ type }) => holds(type, field)) ?? genericCopy(copies, instances, field);
  if (copy === undefined) return undefined;
  const where = `${fileName(copy.file.uri)}:${goLine(copy.file.text, copy.node.pos)}`;
  return `a copy of the struct that holds it is made (${where})`;
}

/** A copy of a value whose type is a type parameter, where the struct with the field may be what that stands for. */
function genericCopy(
  copies: readonly Copy[],
  instances: readonly Instance[],
  field: Var,
): Place | undefined {
  const leads = leadsTo(field);
  const open = copies.find(({ type }) => isOpen(type));
  const instance = instances.find(
    ({ type, foreign }) => (open !== undefined || foreign) && leads(type),
  );
  return instance && (open ?? instance);
}

/** Whether a type is, or contains, a type parameter. */
function isOpen(type: Type, depth = 0): boolean {
  if (unalias(type).kind === 'typeparam') return true;
  const plain = underlying(type);
  if (plain.kind !== 'array' && plain.kind !== 'struct') return false;
  if (depth > MOST_NESTED) return true;
  if (plain.kind === 'array') return isOpen(plain.elem, depth + 1);
  return plain.fields.some((field) => isOpen(field.type(), depth + 1));
}

/** The types that `box[c]`, or the call of a generic function, gives to type parameters or to what leads to them. */
function instancesAt(info: PackageInfo, file: SourceFile, node: Node): readonly Instance[] {
  if (node.kind === 'IndexExpr') {
    return node.indices
      .filter((index) => info.isType(index))
      .map((index) => ({ file, node, type: info.typeOf(index), foreign: false }));
  }
  if (node.kind !== 'CallExpr') return [];
  const callee = unparen(node.fun);
  const type = info.typeOf(callee.kind === 'IndexExpr' ? callee.x : callee);
  if (type.kind !== 'signature' || type.typeParams.length === 0) return [];
  // Of a function of another package nobody knows what it copies, unless the table of calls does.
  const foreign =
    ownFunction(info, calleeOf(node)) === undefined && callOf(info, node) === undefined;
  const { params } = type;
  return node.args.flatMap((arg, i) => {
    // Further values of a variadic parameter are of the type that its first one has.
    const param = params[i];
    if (param === undefined || !isOfParameter(param.type())) return [];
    return [{ file, node, type: info.typeOf(arg), foreign }];
  });
}

/** `T`, `*T`, `[]T`, `map[K]T`: of `box[T]` it is known by its own type arguments what T stands for. */
export function isOfParameter(type: Type, depth = 0): boolean {
  const plain = unalias(type);
  if (plain.kind === 'typeparam' || depth > MOST_NESTED) return true;
  return 'elem' in plain && isOfParameter(plain.elem, depth + 1);
}

interface Place {
  readonly file: SourceFile;
  readonly node: Node;
}

/** A place where a struct, or an array of them, is copied from a variable that lives on. */
interface Copy extends Place {
  readonly type: Type;
}

/** A place where a type parameter comes to stand for a type, or for what that leads to. */
interface Instance extends Place {
  readonly type: Type;
  readonly foreign: boolean;
}

interface Copies {
  readonly copies: readonly Copy[];
  readonly instances: readonly Instance[];
}

const known = new WeakMap<PackageInfo['files'], Copies>();

/** All copies that a package makes, tests excepted: what `structCopyRefusal` looks through for a field. */
export function copiesIn(info: PackageInfo): Copies {
  return remembered(known, info.files, () => {
    const copies: Copy[] = [];
    const instances: Instance[] = [];
    for (const file of info.files) {
      if (file.test) continue;
      for (const decl of file.ast.decls) {
        walkWithPath(decl, (node, path) => {
          for (const { value, type, lives } of copiedBy(info, node, path)) {
            if (isShareable(type) && lives()) copies.push({ file, node: value, type });
          }
          instances.push(...instancesAt(info, file, node));
        });
      }
    }
    return { copies, instances };
  });
}

interface Candidate {
  readonly value: Node;
  readonly type: Type;
  /** Whether copy and original may both be used afterwards. */
  readonly lives: () => boolean;
}

/** What a node copies from something that has a place in memory. */
function copiedBy(info: PackageInfo, node: Node, path: readonly Node[]): readonly Candidate[] {
  const of = (value: Expr, lives?: () => boolean): readonly Candidate[] => {
    const plain = unconverted(info, value);
    if (!hasPlace(info, plain)) return [];
    const handedOn = (): boolean => isLastUse(info, plain, node, path);
    return [{ value: plain, type: info.typeOf(plain), lives: lives ?? (() => !handedOn()) }];
  };
  switch (node.kind) {
    case 'AssignStmt':
      if (node.lhs.length !== node.rhs.length || swaps(info, node)) return [];
      return node.rhs.flatMap((value, i) => toName(info, node.lhs[i], value, node, path, of));
    case 'ValueSpec':
      return node.values.flatMap((value, i) => toName(info, node.names[i], value, node, path, of));
    case 'RangeStmt': {
      const { value } = node;
      if (value === undefined) return [];
      const type = info.typeOf(value);
      // What was declared before the loop is there behind it.
      const lives = (): boolean => node.op !== ':=' || outlives(info, value, node.body, path);
      return [{ value, type, lives }];
    }
    case 'ReturnStmt':
      return node.results.flatMap((value) =>
        variableOf(info, value)?.role === 'receiver' ? of(value, () => true) : of(value),
      );
    case 'CompositeLit':
      return node.elts.flatMap((elt) => of(elt.kind === 'KeyValueExpr' ? elt.value : elt));
    case 'SendStmt':
      return of(node.value);
    case 'CallExpr':
      return [
        ...copiedElements(info, node),
        ...(isHarmless(info, node) ? [] : node.args.flatMap((arg) => of(arg))),
      ];
    case 'TypeAssertExpr':
      // What an interface holds stays in it.
      return node.type === undefined ? [] : kept(node, info.typeOf(node.type));
    case 'TypeSwitchStmt':
      return node.clauses.flatMap(({ list }) =>
        list.flatMap((type) => kept(node, info.typeOf(type))),
      );
    case 'SelectorExpr':
      return boundReceiver(info, node, path);
    case 'UnaryExpr':
      return node.op === '&' ? grownElement(info, node) : [];
    case 'FuncLit':
      return capturedReceivers(info, node, path);
    default:
      return [];
  }
}

function kept(value: Node, type: Type): readonly Candidate[] {
  return [{ value, type, lives: () => true }];
}

/** `copy(to, all)`, `append(to, all...)`, `slices.Clone(all)`: what is copied is left where it is. */
function copiedElements(info: PackageInfo, call: CallExpr): readonly Candidate[] {
  const called = callOf(info, call);
  const spread = call.ellipsis && info.builtinOf(call) === 'append';
  return call.args.flatMap((arg, i): readonly Candidate[] => {
    const copies = deedOf(called, i) === 'copies' || (spread && i === call.args.length - 1);
    const from = copies ? underlying(info.typeOf(arg)) : undefined;
    return from?.kind === 'slice' ? kept(call, from.elem) : [];
  });
}

/** `c.size` as a value, where size takes a copy of c. */
function boundReceiver(
  info: PackageInfo,
  selector: SelectorExpr,
  path: readonly Node[],
): readonly Candidate[] {
  const at = outsideParens(path);
  const call = path[at];
  const runsLater = ['GoStmt', 'DeferStmt'].includes(path[at - 1]?.kind ?? '');
  if (call?.kind === 'CallExpr' && unparen(call.fun) === selector && !runsLater) return [];
  const selection = info.selection(selector);
  if (selection?.kind !== 'method' || selection.obj.kind !== 'func') return [];
  if (selection.obj.pointerReceiver || info.isType(selector.x)) return [];
  const holder = selection.path.at(-1);
  const type = holder?.kind === 'var' ? holder.type() : info.typeOf(selector.x);
  const plain = underlying(type);
  return kept(selector, plain.kind === 'pointer' ? plain.elem : type);
}

/** `&all[i]` or a part of it, `&all[i].head`, which stays behind when all grows. */
function grownElement(info: PackageInfo, { x }: UnaryExpr): readonly Candidate[] {
  const value = unparen(x);
  const elem = elementWith(info, value);
  if (elem === undefined) return [];
  return [{ value, type: info.typeOf(value), lives: () => grows(info, elem) }];
}

/** The type of the element of a slice in whose memory an expression lies. */
function elementWith(info: PackageInfo, expr: Expr): Type | undefined {
  const plain = unparen(expr);
  if (plain.kind === 'SelectorExpr') {
    const selection = info.selection(plain);
    const through = selection?.path.some((step) => step.kind === 'var' && isPointer(step.type()));
    if (through === true || isPointer(info.typeOf(plain.x))) return undefined;
    return elementWith(info, plain.x);
  }
  if (plain.kind !== 'IndexExpr') return undefined;
  const holder = underlying(info.typeOf(plain.x));
  if (holder.kind === 'array') return elementWith(info, plain.x);
  return holder.kind === 'slice' ? holder.elem : undefined;
}

const appended = new WeakMap<PackageInfo['files'], readonly Type[]>();

/** Whether the package appends to slices of these elements. */
function grows(info: PackageInfo, elem: Type): boolean {
  const elems = remembered(appended, info.files, () =>
    inventoryOf(info).calls.flatMap(({ node }) => {
      const [to] = info.builtinOf(node) === 'append' ? node.args : [];
      const slice = to === undefined ? undefined : underlying(info.typeOf(to));
      return slice?.kind === 'slice' ? [slice.elem] : [];
    }),
  );
  return elems.some((other) => identical(other, elem));
}

/** `x[i], x[j] = x[j], x[i]`: as many structs as before. */
function swaps(info: PackageInfo, { lhs, rhs }: AssignStmt): boolean {
  const isAmong = (exprs: readonly Expr[], one: Expr): boolean =>
    exprs.some((other) => sameExpr(info, other, one));
  return rhs.every((value) => isAmong(lhs, value)) && lhs.every((to) => isAmong(rhs, to));
}

/** `x := y`: when all that happens to x is that its fields are looked at, it is gone before y gets another map. */
function toName(
  info: PackageInfo,
  name: Expr | undefined,
  value: Expr,
  node: Node,
  path: readonly Node[],
  of: (value: Expr, lives?: () => boolean) => readonly Candidate[],
): readonly Candidate[] {
  if (name === undefined || isBlank(name)) return [];
  const body = path[lastIndex(path, isFunction)];
  if (body === undefined || name.kind !== 'Ident') return of(value);
  return of(
    value,
    () =>
      !isLastUse(info, value, node, path) &&
      outlives(info, name, { pos: node.end, end: body.end }, path),
  );
}

/** The `x` of `T(x)`. */
function unconverted(info: PackageInfo, expr: Expr): Expr {
  const plain = unparen(expr);
  const [arg] = plain.kind === 'CallExpr' && info.isType(plain.fun) ? plain.args : [];
  return arg === undefined ? plain : unconverted(info, arg);
}

/** Something that can be assigned to: a variable, a field, an element, what a pointer points to. */
function hasPlace(info: PackageInfo, expr: Expr): boolean {
  switch (expr.kind) {
    case 'Ident':
    case 'SelectorExpr':
      return variableOf(info, expr) !== undefined;
    case 'StarExpr':
      return !info.isType(expr);
    case 'IndexExpr':
      return !info.isType(expr) && underlying(info.typeOf(expr.x)).kind !== 'signature';
    default:
      return false;
  }
}

/** Whether a local is handed on for good: nothing uses it after the copy, and no loop comes back to it. */
function isLastUse(info: PackageInfo, value: Expr, node: Node, path: readonly Node[]): boolean {
  const plain = unconverted(info, value);
  if (plain.kind !== 'Ident') return false;
  const variable = variableOf(info, plain);
  if (variable === undefined) return false;
  if (variable.role !== 'local' && variable.role !== 'param' && variable.role !== 'result') {
    return false;
  }
  const declared = variable.at?.pos ?? 0;
  const scope = path.find((n) => n.kind === 'FuncDecl') ?? path[0];
  const returns = node.kind === 'ReturnStmt';
  // A return leaves the loops around it; a function literal may be called again.
  const repeated = path.some(
    (n) =>
      (n.kind === 'FuncLit' || (!returns && (n.kind === 'ForStmt' || n.kind === 'RangeStmt'))) &&
      declared < n.pos,
  );
  if (scope === undefined || repeated) return false;
  return !isUsedIn(info, scope, variable, (use) => use > plain.pos && (!returns || use < node.end));
}

/** Whether a variable is used in the scope at an offset of a kind. */
function isUsedIn(
  info: PackageInfo,
  scope: Node,
  variable: Var,
  at: (pos: number) => boolean = () => true,
): boolean {
  return someNode(scope, (n) => n.kind === 'Ident' && info.objectOf(n) === variable && at(n.pos));
}

/**
 * Whether a local copy is more than looked at within `span`: kept, captured, written to as a whole, or still there while a
 * function of the package runs, which may put another map in place.
 */
function outlives(info: PackageInfo, name: Expr, span: Span, path: readonly Node[]): boolean {
  const variable = variableOf(info, name);
  const scope = path.find((n) => n.kind === 'FuncDecl');
  if (variable === undefined || scope === undefined || variable.role !== 'local') return true;
  let found = false;
  const search = (n: Node, parent: Node | undefined): void => {
    if (found) return;
    if (n.kind === 'CallExpr' && encloses(span, n) && !isHarmless(info, n)) found = true;
    if (n.kind === 'FuncLit' && encloses(span, n)) found = true;
    if (n.kind === 'Ident' && encloses(span, n) && info.objectOf(n) === variable) {
      found ||= parent?.kind !== 'SelectorExpr';
    }
    forEachChild(n, (child) => {
      search(child, n);
    });
  };
  search(scope, undefined);
  return found;
}

/** A call that keeps nothing and comes back to nothing of the package: of a builtin, a conversion, or of a function that only reads. */
function isHarmless(info: PackageInfo, call: CallExpr): boolean {
  if (info.isType(call.fun)) return true;
  const called = callOf(info, call);
  return called !== undefined && call.args.every((_, i) => letsGo(called, i));
}

/** The receiver, itself a copy, of a method by value: a function literal that names it may keep it. */
function capturedReceivers(
  info: PackageInfo,
  literal: Node,
  path: readonly Node[],
): readonly Candidate[] {
  const decl = path[0];
  const name = decl?.kind === 'FuncDecl' ? decl.recv?.names[0] : undefined;
  const receiver = name === undefined ? undefined : variableOf(info, name);
  if (receiver === undefined) return [];
  return isUsedIn(info, literal, receiver) ? kept(literal, receiver.type()) : [];
}

const MOST_NESTED = 6;

/** Whether copies of the type can share anything: a struct, or an array of them; also one that never ends. */
function isShareable(type: Type, depth = 0): boolean {
  const plain = underlying(type);
  if (plain.kind === 'struct' || depth > MOST_NESTED || unalias(type).kind === 'typeparam')
    return true;
  return plain.kind === 'array' && isShareable(plain.elem, depth + 1);
}

/** Whether a value of the type contains the field, not by way of a pointer; it may where the type is nested too deeply. */
function holds(type: Type, field: Var, depth = 0): boolean {
  const plain = underlying(type);
  if (plain.kind !== 'array' && plain.kind !== 'struct') return false;
  if (depth > MOST_NESTED) return true;
  if (plain.kind === 'array') return holds(plain.elem, field, depth + 1);
  return plain.fields.some(
    (other) => originOf(other) === field || holds(other.type(), field, depth + 1),
  );
}
