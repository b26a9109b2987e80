/**
 * Collects the facts of one package from the declarations that can say something about what is asked, each visited once,
 * then follows locals that are other names of a variable, and parameters and receivers of the package's own functions.
 *
 * The collection is flow-insensitive: it knows that an operation is written, not whether or in which order it runs.
 */
import type {
  AssignStmt,
  CallExpr,
  Expr,
  Node,
  RangeStmt,
  SelectorExpr,
  StarExpr,
  Decl,
  Span,
} from '../syntax/ast';
import { addTo } from '../multimap';
import { once } from '../once';
import { hasBody } from '../syntax/lazyFile';
import { forEachChild } from '../syntax/walk';
import { unalias, underlying } from '../types/basic';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Func, Var } from '../types/object';
import {
  calleeOf,
  isNil,
  lastIndex,
  qualifiedName,
  sameExpr,
  sameVariable,
  unparen,
  variableOf,
} from './expressions';
import type { NewValue, Operation, PackageFacts, Use, VarFacts } from './facts';
import { originOf } from './facts';
import { declarationOf, declAround, placeOf } from './functions';
import { heldFields, holdersOf } from './holders';
import { isInitialAssignment } from './initial';
import { assignsTo, mentionsOf, takesAddress } from './mentions';
import { originIn } from './origins';
import { onlyReads } from './readers';
import { sliceDeletesIn } from './sliceDelete';

/** What functions do to an argument, where it is not "may keep it". By import path and name, then by argument. */
const KNOWN_CALLS: Readonly<Record<string, readonly Operation['kind'][]>> = {
  'maps.Keys': ['range'],
  'maps.Values': ['range'],
  'maps.All': ['range'],
  'maps.Clone': ['range'],
  'maps.Equal': ['range', 'range'],
  'maps.EqualFunc': ['range', 'range'],
  'maps.Copy': ['insert', 'range'],
  'maps.Insert': ['insert'],
  'maps.DeleteFunc': ['delete'],
  'golang.org/x/exp/maps.Keys': ['range'],
  'golang.org/x/exp/maps.Values': ['range'],
  'golang.org/x/exp/maps.Clone': ['range'],
  'golang.org/x/exp/maps.Copy': ['insert', 'range'],
  'golang.org/x/exp/maps.DeleteFunc': ['delete'],
  'golang.org/x/exp/maps.Clear': ['clear'],
};

/** An operation while its callee or second name is not yet followed. */
interface RawOperation extends Operation {
  /** Of an `assigned` alias: the local that becomes another name. */
  readonly local?: Var;
  /** Of an `argument` alias: the parameter or receiver of a function of the package. */
  readonly param?: () => Var | undefined;
}

interface Collector {
  readonly info: PackageInfo;
  readonly operations: Map<Var, RawOperation[]>;
  readonly uses: Map<Var, Use[]>;
  /** The names that were looked for in each declaration; see `visit`. */
  readonly visited: Map<Decl, Set<string>>;
  /** The declarations in which all names were looked for. */
  readonly visitedWhole: Set<Decl>;
}

/**
 * @param info the checked files
 * @param all every file of the folder that could belong to the package, included or not
 */
export function collectFacts(info: PackageInfo, all: readonly SourceFile[]): PackageFacts {
  const c: Collector = {
    info,
    operations: new Map(),
    uses: new Map(),
    visited: new Map(),
    visitedWhole: new Set(),
  };
  const resolved = new Map<Var, VarFacts>();
  const of = (variable: Var): VarFacts => {
    const origin = originOf(variable);
    const known = resolved.get(origin);
    if (known !== undefined) return known;
    visitAllUses(c, origin);
    const names = new Set<Var>();
    const operations = inSourceOrder(info, follow(c, origin, new Set(), names));
    const complete = once(() => [...names].every((name) => areSound(usesOf(c, name))));
    const facts = {
      variable: origin,
      operations,
      get complete() {
        return complete();
      },
    };
    resolved.set(origin, facts);
    return facts;
  };
  const outside = all.filter((file) => !info.files.includes(file) && !file.included);
  const complete = once(() => [...info.files, ...outside].every(({ ast }) => ast.sound));
  const deletedFrom = once(() => variablesDeletedFrom(c).map(of));
  const sliceDeletes = once(() =>
    info.files.flatMap((file) =>
      mentionsOf(file).sliceAppends.flatMap((decl) => sliceDeletesIn(info, file, decl)),
    ),
  );
  return {
    info,
    get complete() {
      return complete();
    },
    get deletedFrom() {
      return deletedFrom();
    },
    of,
    get sliceDeletes() {
      return sliceDeletes();
    },
    mayBeAssignedElsewhere: (variable) => mayBeAssigned(info, outside, variable),
    usesOf(variable) {
      visitAllUses(c, variable);
      return c.uses.get(variable) ?? [];
    },
  };
}

// Which declarations to visit --------------------------------------------------------------------------------------

/** Whether a file that is not type-checked may give the variable, or the struct that holds it, a new value. */
function mayBeAssigned(info: PackageInfo, files: readonly SourceFile[], variable: Var): boolean {
  const { name, owner, role } = variable;
  const names = [name, ...(role === 'field' ? holdersOf(info, variable) : [])];
  return files.some((file) => {
    if (file.test) return false;
    if (names.some((one) => assignsTo(file, one)) || takesAddress(file, name)) return true;
    const { byName, pointerAssignments } = mentionsOf(file);
    const mentioning = owner === undefined ? [] : (byName.get(owner) ?? []);
    return mentioning.some((decl) => pointerAssignments.includes(decl));
  });
}

/** Stands for the assignments `*x = …`, which may replace what a struct holds without naming it. */
const THROUGH_POINTER = '*';

/** Looks for a name in declarations: for what is called so, and for what happens to it. */
function visitDecls(c: Collector, file: SourceFile, decls: readonly Decl[], name: string): void {
  for (const decl of decls) {
    if (c.visitedWhole.has(decl)) continue;
    const names = c.visited.get(decl);
    if (names?.has(name) === true) continue;
    if (names === undefined) c.visited.set(decl, new Set([name]));
    else names.add(name);
    visit({ ...c, file, wants: (other) => other === name }, decl, []);
  }
}

/** Looks for all names in the declarations that mention one. */
function visitWhole(c: Collector, name: string): void {
  for (const file of c.info.files) {
    for (const decl of mentionsOf(file).byName.get(name) ?? []) {
      if (c.visitedWhole.has(decl)) continue;
      c.visitedWhole.add(decl);
      const names = c.visited.get(decl);
      visit({ ...c, file, wants: (other) => names?.has(other) !== true }, decl, []);
    }
  }
}

/** Declarations of a file in which something that is called so may be. */
interface Place {
  readonly file: SourceFile;
  readonly decls: readonly Decl[];
  readonly name: string;
}

/** Every place that can hold an operation on the variable. */
function usesOf({ info }: Collector, variable: Var): readonly Place[] {
  const { name } = variable;
  if (isLocal(variable)) return placesAround(info, variable);
  if (variable.role !== 'field') return placesOf(info, name, 'byName');
  const type = variable.embedded ? unalias(variable.type()) : undefined;
  const methods = type?.kind === 'named' ? type.methodNames() : [];
  return [
    ...[name, ...methods].flatMap((member) => placesOf(info, member, 'byMember')),
    ...info.files.map((file) => {
      const decls = mentionsOf(file).pointerAssignments;
      return { file, decls, name: THROUGH_POINTER };
    }),
    ...[...holdersOf(info, variable)].flatMap((holder) => placesOf(info, holder, 'byName')),
  ];
}

function placesOf(info: PackageInfo, name: string, how: 'byName' | 'byMember'): readonly Place[] {
  return info.files.flatMap((file) => {
    const decls = mentionsOf(file)[how].get(name);
    return decls === undefined ? [] : [{ file, decls, name }];
  });
}

/** The declaration that declares a local. */
function placesAround(info: PackageInfo, variable: Var): readonly Place[] {
  const place = placeOf(info, variable);
  return place === undefined
    ? []
    : [{ file: place.file, decls: [place.decl], name: variable.name }];
}

function visitAllUses(c: Collector, variable: Var): void {
  for (const { file, decls, name } of usesOf(c, variable)) visitDecls(c, file, decls, name);
}

/** Whether all of what stands there could be parsed. */
function areSound(places: readonly Place[]): boolean {
  return places.every(({ file, decls }) => {
    const errors = file.ast.readErrors;
    if (errors.length === 0) return true;
    return decls.every((decl) => !errors.some((e) => e.pos <= decl.end && e.end >= decl.pos));
  });
}

/** The fields and package variables that something is deleted from, also by a function that they are passed to. */
function variablesDeletedFrom(c: Collector): readonly Var[] {
  for (const name of ['delete', 'DeleteFunc']) visitWhole(c, name);
  const deletes = (variable: Var): boolean =>
    follow(c, variable, new Set(), new Set()).some((op) => op.kind === 'delete');
  const asked = new Set<Var>();
  for (let before = -1; before !== asked.size;) {
    before = asked.size;
    for (const variable of [...c.operations.keys()]) {
      if (variable.role !== 'param' && variable.role !== 'receiver') continue;
      if (asked.has(variable) || !deletes(variable)) continue;
      asked.add(variable);
      const around = declAround(c.info, variable);
      const name = around?.kind === 'FuncDecl' ? around.name.name : undefined;
      if (name !== undefined) visitWhole(c, name);
    }
  }
  const outer = [...c.operations.keys()].filter((variable) => !isLocal(variable));
  return outer.filter(deletes);
}

interface InFile {
  readonly file: SourceFile;
}

function inFileOrder(info: PackageInfo, a: InFile, b: InFile, x: Span, y: Span): number {
  const files = info.files.indexOf(a.file) - info.files.indexOf(b.file);
  return files === 0 ? x.pos - y.pos : files;
}

function inSourceOrder(info: PackageInfo, operations: readonly Operation[]): readonly Operation[] {
  return [...operations].sort((a, b) => inFileOrder(info, a, b, a.node, b.node));
}

// The walk ---------------------------------------------------------------------------------------------------------

/** A walk over one declaration, with the names whose operations are not collected yet. */
interface Walk extends Collector {
  readonly file: SourceFile;
  readonly wants: (name: string) => boolean;
}

/** `path` is one array that grows and shrinks with the walk; what keeps it makes a copy. */
function visit(w: Walk, node: Node, path: Node[]): void {
  const { file } = w;
  switch (node.kind) {
    case 'Ident':
      if (w.wants(node.name)) visitName(w, file, node, path);
      return;
    case 'SelectorExpr':
      if (w.wants(node.sel.name)) {
        visitName(w, file, node, path);
        visitPromoted(w, file, node, path);
      }
      path.push(node);
      visit(w, node.x, path);
      path.pop();
      return;
    case 'StarExpr': {
      const name = lastName(node.x);
      if (name !== undefined && w.wants(name)) visitDeref(w, file, node, path);
      break;
    }
    case 'AssignStmt':
      noteStructReplacement(w, node, node.lhs, path);
      break;
    case 'RangeStmt':
      noteStructReplacement(w, node, [node.key, node.value], path);
      break;
    default:
  }
  path.push(node);
  forEachChild(node, (child) => {
    visit(w, child, path);
  });
  path.pop();
}

/** The name that says which variable an expression names: the `f` of `x.f`. */
function lastName(expr: Expr): string | undefined {
  const plain = unparen(expr);
  if (plain.kind === 'Ident') return plain.name;
  return plain.kind === 'SelectorExpr' ? plain.sel.name : undefined;
}

/** What a variable's type makes of it here: a map or slice, a pointer to one, or neither. */
function subjectOf(variable: Var): 'value' | 'pointer' | undefined {
  const type = underlying(variable.type());
  if (type.kind === 'map' || type.kind === 'slice') return 'value';
  if (type.kind !== 'pointer') return undefined;
  const elem = underlying(type.elem).kind;
  return elem === 'map' || elem === 'slice' ? 'pointer' : undefined;
}

function visitName(c: Collector, file: SourceFile, node: Expr, path: readonly Node[]): void {
  const variable = variableOf(c.info, node);
  if (variable === undefined) return;
  const subject = subjectOf(variable);
  if (subject === undefined) return;
  if (node.kind === 'Ident' && isLocal(variable)) {
    const use = { file, ident: node, path: path.slice() };
    addTo(c.uses, variable, use);
  }
  if (subject === 'value') record(c, file, variable, node, path);
}

/** `*p` of a pointer to a map or slice counts as the variable p. */
function visitDeref(c: Collector, file: SourceFile, node: StarExpr, path: readonly Node[]): void {
  const variable = variableOf(c.info, node.x);
  if (variable === undefined || subjectOf(variable) !== 'pointer') return;
  record(c, file, variable, node, path);
}

/** `x.Add(k)`, where Add is a method of a map type that the type of x embeds, is a use of the embedded field. */
function visitPromoted(
  c: Collector,
  file: SourceFile,
  node: SelectorExpr,
  path: readonly Node[],
): void {
  const selection = c.info.selection(node);
  const embedded = selection?.kind === 'method' ? selection.path.at(-1) : undefined;
  if (embedded?.kind !== 'var' || subjectOf(embedded) !== 'value') return;
  if (selection?.obj.kind !== 'func') return;
  add(c, embedded, {
    file,
    target: node,
    node,
    path: path.slice(),
    ...methodUse(c, selection.obj),
  });
}

function isLocal(variable: Var): boolean {
  return variable.role !== 'package' && variable.role !== 'field';
}

function add(c: Collector, variable: Var, operation: RawOperation): void {
  addTo(c.operations, originOf(variable), operation);
}

/** Finds out from the nodes around an occurrence of the variable what is done with it. */
function record(
  c: Collector,
  file: SourceFile,
  variable: Var,
  target: Expr,
  path: readonly Node[],
): void {
  const { info } = c;
  let at = path.length - 1;
  let current: Node = target;
  // Parentheses, conversions and re-slicing denote the same map or array.
  for (; at >= 0; at--) {
    const around = path[at];
    if (around === undefined) return;
    const same =
      around.kind === 'ParenExpr' ||
      (around.kind === 'SliceExpr' && around.x === current) ||
      (around.kind === 'CallExpr' && around.args[0] === current && info.isType(around.fun));
    if (!same) break;
    current = around;
  }
  const parent = path[at];
  if (parent === undefined) return;
  const outside = path.slice(0, at);
  const emit = (operation: Omit<RawOperation, 'file' | 'target' | 'node' | 'path'>): void =>
    add(c, variable, { file, target, node: parent, path: outside, ...operation });
  const emitAlias = (alias: NonNullable<Operation['alias']>): void =>
    emit({ kind: 'alias', alias });

  switch (parent.kind) {
    case 'IndexExpr':
      if (parent.x === current)
        recordIndex(c, parent, path.slice(0, at), emit, (operation, node, p) =>
          add(c, variable, { file, target, node, path: p, ...operation }),
        );
      return;
    case 'AssignStmt': {
      const left = parent.lhs.findIndex((e) => e === current);
      if (left >= 0) {
        recordReplace(c, variable, file, target, parent, parent.rhs[left], outside);
        return;
      }
      const right = parent.rhs.findIndex((e) => e === current);
      const receiver = parent.lhs[right];
      if (receiver !== undefined && sameVariable(info, receiver, target)) return;
      const local = receiver === undefined ? undefined : variableOf(info, receiver);
      if (isBlank(receiver)) return;
      emit({ kind: 'alias', alias: 'assigned', ...(local && isLocal(local) ? { local } : {}) });
      return;
    }
    case 'ValueSpec': {
      const name = parent.names.findIndex((e) => e === current);
      if (name >= 0) {
        recordReplace(c, variable, file, target, parent, parent.values[name], outside);
        return;
      }
      const receiver = parent.names[parent.values.findIndex((e) => e === current)];
      const local = receiver === undefined ? undefined : variableOf(info, receiver);
      emit({ kind: 'alias', alias: 'assigned', ...(local && isLocal(local) ? { local } : {}) });
      return;
    }
    case 'RangeStmt':
      if (parent.x === current) emit({ kind: 'range' });
      else emit({ kind: 'replace', value: 'other', initial: parent.op === ':=' });
      return;
    case 'KeyValueExpr':
      if (parent.key === current) {
        recordReplace(c, variable, file, target, parent, parent.value, outside);
      } else emitAlias('stored');
      return;
    case 'CompositeLit':
    case 'SendStmt':
      emitAlias('stored');
      return;
    case 'ReturnStmt':
      emitAlias('returned');
      return;
    case 'BinaryExpr':
      emit({ kind: 'len' });
      return;
    case 'UnaryExpr':
      if (parent.op === '&') {
        const call = path[at - 1];
        const param =
          call?.kind === 'CallExpr' ? paramOf(c, call, call.args.indexOf(parent)) : undefined;
        emit({ kind: 'alias', alias: 'address', ...(param ? { param } : {}) });
      }
      return;
    case 'CallExpr':
      recordArgument(
        c,
        parent,
        parent.args.findIndex((e) => e === current),
        emit,
      );
      return;
    case 'SelectorExpr': {
      const method = info.selection(parent)?.obj;
      if (method?.kind === 'func') emit(methodUse(c, method));
      return;
    }
    default:
  }
}

/** The receiver of a method is the variable, or a pointer to it. */
function methodUse(c: Collector, method: Func): Pick<RawOperation, 'kind' | 'alias' | 'param'> {
  const param = receiverOf(c, method);
  const alias = method.pointerReceiver ? 'address' : 'argument';
  return { kind: 'alias', alias, ...(param ? { param } : {}) };
}

type Emit = (operation: Omit<RawOperation, 'file' | 'target' | 'node' | 'path'>) => void;

/** `m[k]` and what stands around it. */
function recordIndex(
  c: Collector,
  index: Extract<Expr, { kind: 'IndexExpr' }>,
  path: readonly Node[],
  emit: Emit,
  emitAt: (
    operation: Omit<RawOperation, 'file' | 'target' | 'node' | 'path'>,
    node: Node,
    path: readonly Node[],
  ) => void,
): void {
  if (c.info.isType(index)) return;
  let at = path.length - 1;
  let current: Node = index;
  while (path[at]?.kind === 'ParenExpr') current = path[at--] ?? current;
  const parent = path[at];
  const [key] = index.indices;
  const withKey = key === undefined ? {} : { key };
  const stores =
    parent !== undefined &&
    ((parent.kind === 'AssignStmt' && parent.lhs.some((e) => e === current)) ||
      (parent.kind === 'RangeStmt' && (parent.key === current || parent.value === current)) ||
      parent.kind === 'IncDecStmt');
  if (stores) {
    emitAt({ kind: 'insert', ...withKey }, parent, path.slice(0, at));
    return;
  }
  const both =
    (parent?.kind === 'AssignStmt' &&
      parent.lhs.length === 2 &&
      parent.rhs.length === 1 &&
      parent.rhs[0] === current) ||
    (parent?.kind === 'ValueSpec' &&
      parent.names.length === 2 &&
      parent.values.length === 1 &&
      parent.values[0] === current);
  if (parent?.kind === 'UnaryExpr' && parent.op === '&') emit({ kind: 'alias', alias: 'address' });
  else emit({ kind: both ? 'commaOk' : 'read', ...withKey });
}

function recordArgument(c: Collector, call: CallExpr, index: number, emit: Emit): void {
  if (index < 0) return;
  const { info } = c;
  const builtin = info.builtinOf(call);
  if (builtin !== undefined) {
    const [, key] = call.args;
    if (builtin === 'delete' && index === 0) emit({ kind: 'delete', ...(key ? { key } : {}) });
    else if (builtin === 'clear') emit({ kind: 'clear' });
    else if (builtin === 'len' || builtin === 'cap') emit({ kind: 'len' });
    else if (builtin === 'append' && (index === 0 || !call.ellipsis)) {
      // The result may share the array; a map among the elements is stored.
      emit(index === 0 ? { kind: 'read' } : { kind: 'alias', alias: 'stored' });
    } else if (builtin === 'panic') emit({ kind: 'alias', alias: 'argument' });
    else emit({ kind: 'read' });
    return;
  }
  const name = qualifiedName(info, call.fun);
  const known = name === undefined ? undefined : KNOWN_CALLS[name]?.[index];
  if (known !== undefined) {
    emit({ kind: known });
    return;
  }
  if (name !== undefined && onlyReads(name)) {
    emit({ kind: 'read' });
    return;
  }
  const param = paramOf(c, call, index);
  emit({ kind: 'alias', alias: 'argument', ...(param ? { param } : {}) });
}

/** `x = value`, a declaration `x = value`, or a field of a composite literal `x: value`. */
function recordReplace(
  c: Collector,
  variable: Var,
  file: SourceFile,
  target: Expr,
  node: Node,
  value: Expr | undefined,
  path: readonly Node[],
): void {
  const defines =
    node.kind === 'ValueSpec' ||
    node.kind === 'KeyValueExpr' ||
    (node.kind === 'AssignStmt' && node.op === ':=' && variable.at?.pos === target.pos);
  const initial =
    defines || isInitialAssignment(c.info, node, target, path, originIn(c.info, path));
  const kind = newValueOf(c.info, value);
  if (node.kind === 'ValueSpec' && value === undefined && node.values.length === 0) return;
  add(c, variable, { kind: 'replace', file, node, target, path, value: kind, initial });
  const literal = value === undefined ? undefined : unparen(value);
  if (literal?.kind === 'CompositeLit' && literal.elts.length > 0) {
    add(c, variable, { kind: 'insert', file, node, target, path, initial });
  }
}

function newValueOf(info: PackageInfo, value: Expr | undefined): NewValue {
  if (value === undefined) return 'other';
  const plain = unparen(value);
  if (plain.kind === 'CompositeLit') return 'literal';
  if (plain.kind === 'SliceExpr') return 'reslice';
  if (isNil(info, plain)) return 'nil';
  if (plain.kind !== 'CallExpr') return 'other';
  const builtin = info.builtinOf(plain);
  if (builtin === 'make' || builtin === 'append') return builtin;
  const [arg] = plain.args;
  return plain.args.length === 1 && arg !== undefined && info.isType(plain.fun)
    ? newValueOf(info, arg)
    : 'other';
}

/**
 * `*c = Cache{…}`, `s.state = state{…}`, `s.shards[i] = shard{…}` and `for _, s.state = range all` replace every map and
 * slice that the struct holds by value.
 */
function noteStructReplacement(
  c: Walk,
  node: AssignStmt | RangeStmt,
  targets: readonly (Expr | undefined)[],
  path: readonly Node[],
): void {
  if (node.op !== '=' || (node.kind === 'AssignStmt' && isSwap(c.info, node))) return;
  const { file } = c;
  for (const left of targets) {
    if (left === undefined) continue;
    const target = unparen(left);
    const base = containerOf(target);
    const name = base.kind === 'StarExpr' ? THROUGH_POINTER : lastName(base);
    if (name === undefined || !c.wants(name)) continue;
    // Which variable a local is another name of is not known.
    if (base.kind === 'Ident' && variableOf(c.info, base)?.role !== 'package') continue;
    const fields = heldFields(c.info.typeOf(target));
    if (fields.length === 0) continue;
    const initial = isInitialAssignment(c.info, node, target, path, originIn(c.info, path));
    for (const field of fields) {
      add(c, field, { kind: 'replace', file, node, target, path, value: 'other', initial });
    }
  }
}

/** `a, b = b, a`: nothing new comes, and nothing goes. */
function isSwap(info: PackageInfo, { lhs, rhs }: AssignStmt): boolean {
  if (lhs.length < 2 || lhs.length !== rhs.length) return false;
  return lhs.every((left) => rhs.some((right) => sameExpr(info, left, right)));
}

/** The `x.f` of `x.f[i][j]`. */
function containerOf(expr: Expr): Expr {
  const plain = unparen(expr);
  return plain.kind === 'IndexExpr' ? containerOf(plain.x) : plain;
}

function isBlank(expr: Expr | undefined): boolean {
  return expr?.kind === 'Ident' && expr.name === '_';
}

// Functions of the package ---------------------------------------------------------------------------------------

/** The parameter that the argument becomes, where a function of the package is called by its name. */
function paramOf(c: Collector, call: CallExpr, index: number): (() => Var | undefined) | undefined {
  if (index < 0) return undefined;
  const callee = calleeOf(call);
  const obj =
    callee.kind === 'Ident'
      ? c.info.objectOf(callee)
      : callee.kind === 'SelectorExpr'
        ? c.info.selection(callee)?.obj
        : undefined;
  if (obj?.kind !== 'func') return undefined;
  const decl = declarationOf(c.info, obj);
  if (decl === undefined || !hasBody(decl)) return undefined;
  const names = decl.type.params.flatMap((field) =>
    field.names.length === 0 ? [undefined] : field.names.map((name) => ({ name, field })),
  );
  const parameter = names[index];
  if (parameter === undefined || parameter.field.type.kind === 'Ellipsis') return undefined;
  return () => variableOf(c.info, parameter.name);
}

function receiverOf(c: Collector, method: Func): (() => Var | undefined) | undefined {
  const name = declarationOf(c.info, method.origin ?? method)?.recv?.names[0];
  return name === undefined ? undefined : () => variableOf(c.info, name);
}

// Other names ----------------------------------------------------------------------------------------------------

/**
 * The operations on a variable, with those that go through another name of it in place of the alias. Where the other
 * name is itself assigned to, or its own fate is unknown, the alias stays.
 */
function follow(
  c: Collector,
  variable: Var,
  busy: Set<Var>,
  names: Set<Var>,
): readonly Operation[] {
  if (busy.has(variable)) return [];
  busy.add(variable);
  names.add(variable);
  if (isLocal(variable)) visitAllUses(c, variable);
  const result: Operation[] = [];
  for (const raw of c.operations.get(variable) ?? []) {
    const { local, param, ...operation } = raw;
    const other = local ?? param?.();
    const operations = other === undefined ? undefined : followName(c, other, raw, busy, names);
    if (operations === undefined) result.push(operation);
    else result.push(...operations);
  }
  busy.delete(variable);
  return result;
}

function followName(
  c: Collector,
  name: Var,
  alias: RawOperation,
  busy: Set<Var>,
  names: Set<Var>,
): readonly Operation[] | undefined {
  // What happens to the value of an interface or type parameter is not collected.
  if (subjectOf(name) === undefined) return undefined;
  const operations = follow(c, name, busy, names);
  const byPointer = underlying(name.type()).kind === 'pointer';
  const own = byPointer ? operations : operations.filter((op) => op.node !== alias.node);
  if (byPointer && alias.alias === 'assigned') return undefined;
  if (byPointer && !onlyDereferenced(c, name)) return undefined;
  // A name that gets another map stands for the variable only part of the time.
  if (!byPointer && own.some((op) => op.kind === 'replace')) return undefined;
  return own.map((op) => ({ ...op, through: name }));
}

/** Whether a pointer to a map or slice is only ever used as `*p` and as a receiver, so that its operations are complete. */
function onlyDereferenced(c: Collector, pointer: Var): boolean {
  const uses = c.uses.get(pointer) ?? [];
  return uses.every(({ ident, path }) => {
    if (ident.pos === pointer.at?.pos) return true;
    return path[lastIndex(path, (n) => n.kind !== 'ParenExpr')]?.kind === 'StarExpr';
  });
}
