/** The door of the type layer: files of one package in, answers about their types out. Nothing is checked before it is asked for. */
import type { CallExpr, CompositeLit, Decl, Expr, Ident } from '../syntax/ast';
import { declAt } from '../syntax/lazyFile';
import { firstIndex } from '../syntax/spans';
import { underlying, unknown } from './basic';
import { bindExpr } from './bind';
import type { Checker, Operand } from './checker';
import { nesting } from './checker';
import type { CheckOptions, CollectedFile } from './collect';
import { TOO_DEEP } from './collect';
import { toConstValue } from './constant';
import { unparen } from './define';
import type { PackageInfo, SourceFile } from './info';
import { fieldNamed } from './lookup';
import type { Obj } from './object';
import { unknownOperand } from './operand';
import type { PackageState } from './packageState';
import { packageState } from './packageState';
import type { Scope } from './scope';
import { resolveAt } from './scope';
import type { Type } from './type';
import type { Unit } from './unit';
import { contains } from './unit';

interface CheckedPackage extends PackageState {
  /** The index of the file that was last asked about. */
  recent: number;
  current: readonly SourceFile[];
}

const ELSEWHERE = 'the expression is not part of this package';

/** Checks the files of one package. They must have been chosen by build constraints. Never throws. */
export function checkPackage(files: readonly SourceFile[], options: CheckOptions): PackageInfo {
  const state = { ...packageState(files, options), recent: 0, current: files };
  const info = packageInfo(state);
  states.set(info, state);
  return info;
}

/**
 * Makes a package that of the files as they are now, where nothing but bodies of functions was edited since: it has the same
 * objects and types then, and another `files`. False, and nothing is changed, where more was edited.
 */
export function bringUpToDate(info: PackageInfo, files: readonly SourceFile[]): boolean {
  const state = states.get(info);
  if (state?.update(files) !== true) return false;
  state.current = [...files];
  return true;
}

const states = new WeakMap<PackageInfo, CheckedPackage>();

// Questions --------------------------------------------------------------------------------------------------------

function packageInfo(state: CheckedPackage): PackageInfo {
  const { c } = state;
  /** The operand of an expression of this package; undefined for one of another. */
  const operand = (e: Expr): Operand => {
    if (!bound(state, e)) return unknownOperand(ELSEWHERE);
    return c.expr(e);
  };
  const info: PackageInfo = {
    path: c.path,
    name: c.name,
    get files() {
      return state.current;
    },
    lookup: (name) => state.lookup(name),
    objects: () => state.objects(),
    typeOf: (e) => guarded(c, () => operand(e).type, unknown(TOO_DEEP)),
    isType: (e) => guarded(c, () => operand(e).mode === 'type', false),
    objectOf: (id) => guarded(c, () => objectOf(state, operand, id), undefined),
    selection: (e) => guarded(c, () => operand(e).selection, undefined),
    constOf: (e) =>
      guarded(
        c,
        () => {
          const x = operand(e);
          return x.mode === 'const' && x.value !== undefined ? toConstValue(x.value) : undefined;
        },
        undefined,
      ),
    builtinOf: (call: CallExpr) => guarded(c, () => operand(unparen(call.fun)).builtin, undefined),
    typeAt: (file, pos, e) => guarded(c, () => typeAt(state, file, pos, e), unknown(TOO_DEEP)),
    lookupAt: (file, pos, name) => guarded(c, () => lookupAt(state, file, pos, name), undefined),
  };
  return info;
}

/** The depth bound keeps the stack small; should it run out all the same, the answer is the unknown one. */
function guarded<T>(c: Checker, ask: () => T, otherwise: T): T {
  const { iota } = c;
  const { depth } = nesting;
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  } finally {
    c.iota = iota;
    nesting.depth = depth;
  }
}

function objectOf(
  state: CheckedPackage,
  operand: (e: Expr) => Operand,
  id: Ident,
): Obj | undefined {
  const { c } = state;
  if (!bound(state, id)) return undefined;
  if (id.name === '_') bindAround(state, id);
  const lit = c.keys.get(id);
  if (lit !== undefined) {
    const type = operand(lit).type;
    const u = underlying(type);
    const struct = u.kind === 'pointer' ? underlying(u.elem) : u;
    if (struct.kind === 'struct') return fieldNamed(struct, id.name);
  }
  const selector = c.selectors.get(id);
  if (selector !== undefined) return operand(selector).selection?.obj;
  return c.idents.get(id) ?? undefined;
}

function lookupAt(
  state: CheckedPackage,
  source: SourceFile,
  pos: number,
  name: string,
): Obj | undefined {
  const file = state.files.find((f) => f.source === source);
  if (file === undefined) return undefined;
  const decl = declAt(file.source.ast, pos);
  const unit = decl && unitIn(state, file, decl, pos);
  unit?.bind();
  unit?.bindBody();
  bindDeferred(state.c, (e) => e.pos <= pos && pos < e.end);
  const scope = decl && innermostAt(file.scopes.get(decl) ?? [], pos - decl.pos);
  return resolveAt(scope, name, pos) ?? file.resolve(name);
}

const inOrder = new WeakMap<readonly Scope[], readonly Scope[]>();

/** The innermost of a declaration's scopes, which lie within each other or apart, around an offset from its beginning. */
function innermostAt(scopes: readonly Scope[], pos: number): Scope | undefined {
  let sorted = inOrder.get(scopes);
  // More are made as more is bound.
  if (sorted?.length !== scopes.length) {
    sorted = [...scopes].sort((a, b) => a.pos - b.pos);
    inOrder.set(scopes, sorted);
  }
  const behind = firstIndex(sorted.length, (i) => (sorted[i]?.pos ?? 0) > pos);
  let scope = sorted[behind - 1];
  while (scope !== undefined && scope.end <= pos) scope = scope.parent;
  return scope;
}

/** Binds an expression of elsewhere to what its names mean at the offset, and says what type it is. */
function typeAt(state: CheckedPackage, file: SourceFile, pos: number, e: Expr): Type {
  const { c } = state;
  const resolve = (name: string): Obj | undefined => lookupAt(state, file, pos, name);
  const binder = { c, uri: file.uri, resolve, base: e, scopes: [], iota: undefined, defers: false };
  bindExpr(binder, undefined, e);
  return c.typ(e);
}

// Binding on demand ------------------------------------------------------------------------------------------------

/** Makes sure that the names inside an expression are bound; false when it is not of this package. */
function bound(state: CheckedPackage, e: Expr): boolean {
  const { c } = state;
  const witness = anchor(e);
  if (witness === undefined || isBound(c, witness)) return true;
  const unit = unitOf(state, e);
  if (unit === undefined) return false;
  unit.bind();
  if (!isBound(c, witness)) unit.bindBody();
  if (!isBound(c, witness)) bindDeferred(c, (outer) => contains(outer, e));
  return true;
}

/** Binds what a blank name stands in: that of a parameter means one, and nobody can tell by it whether it is bound. */
function bindAround(state: CheckedPackage, id: Ident): void {
  const { c } = state;
  if (isBound(c, id)) return;
  const unit = unitOf(state, id);
  unit?.bind();
  if (!isBound(c, id)) unit?.bindBody();
  if (!isBound(c, id)) bindDeferred(c, (outer) => contains(outer, id));
}

/** The unit that a node stands in. Nodes do not know their file, and questions come file by file: the last one is tried first, then those after it. */
function unitOf(state: CheckedPackage, e: Expr): Unit | undefined {
  const { files, recent } = state;
  for (let i = 0; i < files.length; i++) {
    const at = (recent + i) % files.length;
    const file = files[at];
    const decl = file && declAt(file.source.ast, e.pos);
    if (file === undefined || decl === undefined || !contains(decl, e)) continue;
    const unit = unitIn(state, file, decl, e.pos);
    if (unit === undefined) continue;
    state.recent = at;
    return unit;
  }
  return undefined;
}

/** Binds what was put off and is chosen; a literal inside of another one becomes known only then. */
function bindDeferred(c: Checker, chosen: (e: Expr) => boolean): void {
  // A map's iteration reaches what is added on the way.
  for (const [e, bind] of c.deferred) {
    if (!chosen(e)) continue;
    c.deferred.delete(e);
    bind();
  }
}

function isBound(c: Checker, e: Ident | CompositeLit): boolean {
  return e.kind === 'Ident' ? c.idents.has(e) || c.selectors.has(e) : c.elided.has(e);
}

/** A node inside of `e` that binding leaves a trace of; undefined when `e` has no names, and needs no binding. */
function anchor(e: Expr): Ident | CompositeLit | undefined {
  switch (e.kind) {
    case 'Ident':
      return e.name === '_' ? undefined : e;
    case 'BadExpr':
    case 'BasicLit':
      return undefined;
    case 'CompositeLit':
      return e.type === undefined ? e : (anchor(e.type) ?? firstAnchor(e.elts));
    case 'FuncLit':
      return anchor(e.type);
    case 'SelectorExpr':
      return e.sel;
    case 'ParenExpr':
    case 'StarExpr':
    case 'UnaryExpr':
      return anchor(e.x);
    case 'IndexExpr':
      return anchor(e.x) ?? firstAnchor(e.indices);
    case 'SliceExpr':
      return anchor(e.x) ?? firstAnchor([e.low, e.high, e.max]);
    case 'TypeAssertExpr':
      return anchor(e.x) ?? firstAnchor([e.type]);
    case 'CallExpr':
      return anchor(e.fun) ?? firstAnchor(e.args);
    case 'BinaryExpr':
      return anchor(e.x) ?? anchor(e.y);
    case 'KeyValueExpr':
      return anchor(e.key) ?? anchor(e.value);
    case 'ArrayType':
      return anchor(e.elem) ?? firstAnchor([e.len]);
    case 'Ellipsis':
      return firstAnchor([e.elt]);
    case 'MapType':
      return anchor(e.key) ?? anchor(e.value);
    case 'ChanType':
      return anchor(e.value);
    case 'StructType':
      return firstAnchor(e.fields.map((f) => f.type)) ?? e.fields[0]?.names[0];
    case 'FuncType':
      return firstAnchor([...e.params, ...e.results].map((f) => f.type));
    case 'InterfaceType':
      return e.elems[0]?.names[0] ?? firstAnchor(e.elems.map((f) => f.type));
  }
}

function firstAnchor(list: readonly (Expr | undefined)[]): Ident | CompositeLit | undefined {
  for (const e of list) {
    const found = e === undefined ? undefined : anchor(e);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The unit of a declaration around an offset. */
function unitIn(
  state: CheckedPackage,
  file: CollectedFile,
  decl: Decl,
  pos: number,
): Unit | undefined {
  const units = state.unitsOf(file, decl);
  return units[firstIndex(units.length, (i) => (units[i]?.node.pos ?? 0) > pos) - 1];
}
