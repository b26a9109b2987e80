/** The door of the type layer: files of one package in, answers about their types out. Nothing is checked before it is asked for. */
import type { Arch } from '../../../runtime';
import type {
  CallExpr,
  CompositeLit,
  Expr,
  FuncDecl,
  GenDecl,
  Ident,
  TypeSpec,
  ValueSpec,
} from '../syntax/ast';
import { underlying, unknown } from './basic';
import type { Binder } from './bind';
import { declareValues, makeTypeName } from './bind';
import type { Checker, Operand } from './checker';
import { lazyType, MAX_DEPTH } from './checker';
import { toConstValue } from './constant';
import { makeConst } from './constantDecl';
import { unparen } from './define';
import { evaluate } from './expr';
import type { Importer } from './importer';
import { importScope } from './imports';
import type { PackageInfo, SourceFile } from './info';
import type { Func, Obj } from './object';
import { unknownOperand } from './operand';
import type { Scope } from './scope';
import { resolveAt } from './scope';
import { typeOfExpr } from './typeExpr';
import type { FuncUnit, TypeUnit, Unit } from './unit';
import { contains, funcUnit, receiverBase, typeUnit, valueUnit } from './unit';

export interface CheckOptions {
  /** Import path, or the folder's URI. */
  readonly path: string;
  readonly arch: Arch;
  readonly importer: Importer;
}

interface CheckedFile {
  readonly source: SourceFile;
  readonly resolve: (name: string) => Obj | undefined;
  readonly scopes: Scope[];
  /** In source order. */
  readonly units: Unit[];
}

interface PackageState {
  readonly c: Checker;
  readonly files: CheckedFile[];
  readonly scope: Map<string, Obj>;
  readonly objects: Obj[];
  /** Methods by the name of the receiver's base type, aliases resolved. */
  readonly methods: Map<string, Map<string, Func>>;
  /** The file that was last asked about. */
  recent: CheckedFile | undefined;
}

const TOO_DEEP = 'the code is nested too deeply';
const ELSEWHERE = 'the expression is not part of this package';

/** Checks the files of one package. They must have been chosen by build constraints. Never throws. */
export function checkPackage(files: readonly SourceFile[], options: CheckOptions): PackageInfo {
  const name = files.find((f) => f.ast.packageName !== undefined)?.ast.packageName?.name ?? '';
  const state: PackageState = {
    c: makeChecker(options, name),
    files: [],
    scope: new Map(),
    objects: [],
    methods: new Map(),
    recent: undefined,
  };
  collect(state, files, options.importer);
  return packageInfo(state, files);
}

function makeChecker(options: CheckOptions, name: string): Checker {
  const { path, arch, importer } = options;
  const c: Checker = {
    path,
    name,
    arch,
    importer,
    idents: new Map(),
    selectors: new Map(),
    elided: new Map(),
    keys: new Map(),
    embedded: new Map(),
    iotas: new Map(),
    deferred: new Map(),
    operands: new Map(),
    iota: undefined,
    depth: 0,
    expr: (e) => operandOf(c, e),
    typ: (e) => {
      // A composite type is kept with the operands, where asking for the expression's type finds it as well.
      if (e.kind === 'Ident' || e.kind === 'ParenExpr') return typeOfExpr(c, e);
      if (e.kind === 'SelectorExpr' || e.kind === 'IndexExpr') {
        const x = operandOf(c, e);
        if (x.mode === 'type' || x.type.kind === 'unknown') return x.type;
        return unknown('not a type');
      }
      const x = operandOf(c, e);
      return x.mode === 'type' ? x.type : typeOfExpr(c, e);
    },
  };
  return c;
}

function operandOf(c: Checker, e: Expr): Operand {
  const plain = e.kind === 'Ident' || e.kind === 'BasicLit' || e.kind === 'ParenExpr';
  if (!plain && c.iota === undefined) {
    const kept = c.operands.get(e);
    if (kept !== undefined) return kept;
  }
  if (c.depth >= MAX_DEPTH) return unknownOperand(TOO_DEEP);
  c.depth++;
  const x = evaluate(c, e);
  c.depth--;
  if (!plain && c.iota === undefined) c.operands.set(e, x);
  return x;
}

// Package level ----------------------------------------------------------------------------------------------------

function collect(state: PackageState, files: readonly SourceFile[], importer: Importer): void {
  const { c } = state;
  for (const source of files) {
    const imports = importScope(source.ast.imports, source.uri, c.path, importer);
    const file: CheckedFile = {
      source,
      resolve: (name) => state.scope.get(name) ?? imports(name),
      scopes: [],
      units: [],
    };
    state.files.push(file);
    const b: Binder = {
      c,
      uri: source.uri,
      resolve: file.resolve,
      scopes: file.scopes,
      iota: undefined,
      defers: true,
    };
    for (const decl of source.ast.decls) {
      if (decl.kind === 'FuncDecl') collectFunc(state, file, b, decl);
      else if (decl.kind === 'GenDecl') collectGenDecl(state, file, b, decl);
    }
  }
  resolveReceivers(state);
}

function add(state: PackageState, obj: Obj): void {
  if (obj.name === '_') return;
  if (!state.scope.has(obj.name)) state.scope.set(obj.name, obj);
  state.objects.push(obj);
}

function collectGenDecl(state: PackageState, file: CheckedFile, b: Binder, decl: GenDecl): void {
  let source: { spec: ValueSpec; unit: Unit } | undefined;
  for (const spec of decl.specs) {
    if (spec.kind === 'TypeSpec') {
      const unit = typeUnit(b, spec);
      file.units.push(unit);
      collectType(state, b, unit);
    } else if (spec.kind === 'ValueSpec') {
      const unit = valueUnit(b, spec, decl.tok === 'const');
      file.units.push(unit);
      if (decl.tok !== 'const') {
        declareValues(b, spec, 'package', (v) => add(state, v), unit.bind);
        continue;
      }
      if (source === undefined || spec.values.length > 0 || spec.type !== undefined) {
        source = { spec, unit };
      }
      collectConst(state, b, spec, source);
    }
  }
}

function collectConst(
  state: PackageState,
  b: Binder,
  spec: ValueSpec,
  source: { spec: ValueSpec; unit: Unit },
): void {
  spec.names.forEach((id, i) => {
    const obj = makeConst(state.c, b.uri, id, {
      type: source.spec.type,
      value: source.spec.values[i],
      iota: spec.iota,
      repeated: source.spec !== spec,
      bind: source.unit.bind,
    });
    state.c.idents.set(id, obj);
    add(state, obj);
  });
}

function collectType(state: PackageState, b: Binder, unit: TypeUnit): void {
  const spec = unit.node;
  if (spec.kind !== 'TypeSpec') return;
  const methods = (): Map<string, Func> | undefined => state.methods.get(spec.name.name);
  const obj = makeTypeName(
    b,
    spec,
    () => {
      unit.bind();
      return unit.typeParams();
    },
    (name) => methods()?.get(name),
    () => [...(methods()?.keys() ?? [])],
  );
  state.c.idents.set(spec.name, obj);
  add(state, obj);
}

function collectFunc(state: PackageState, file: CheckedFile, b: Binder, decl: FuncDecl): void {
  const { c } = state;
  const unit: FuncUnit = funcUnit(b, decl);
  file.units.push(unit);
  const id = decl.name;
  const base = decl.recv === undefined ? undefined : receiverBase(decl.recv.type).base;
  const obj: Func = {
    kind: 'func',
    name: id.name,
    pkg: c.path,
    at: { uri: b.uri, pos: id.pos, end: id.end },
    type: lazyType(c, unit.signature),
    pointerReceiver: isPointer(decl),
    ...(base === undefined ? {} : { recvName: base.name }),
  };
  c.idents.set(id, obj);
  if (decl.recv === undefined) {
    if (id.name !== 'init') add(state, obj);
  } else if (base !== undefined) {
    addMethod(state, base.name, obj);
  }
}

function addMethod(state: PackageState, base: string, method: Func): void {
  let methods = state.methods.get(base);
  if (methods === undefined) {
    methods = new Map<string, Func>();
    state.methods.set(base, methods);
  }
  if (!methods.has(method.name)) methods.set(method.name, method);
}

function isPointer(decl: FuncDecl): boolean {
  let e = decl.recv?.type;
  while (e?.kind === 'ParenExpr') e = e.x;
  return e?.kind === 'StarExpr';
}

/** Methods declared on an alias belong to the type that it names. */
function resolveReceivers(state: PackageState): void {
  const aliases = new Map<string, TypeSpec>();
  for (const { units } of state.files) {
    for (const { node } of units) {
      if (node.kind === 'TypeSpec' && node.alias) aliases.set(node.name.name, node);
    }
  }
  for (const [base, methods] of [...state.methods]) {
    const target = aliasTarget(aliases, base);
    if (target === base) continue;
    for (const method of methods.values()) addMethod(state, target, method);
  }
}

function aliasTarget(aliases: ReadonlyMap<string, TypeSpec>, name: string): string {
  let target = name;
  for (let i = 0; i < 20; i++) {
    const spec = aliases.get(target);
    if (spec === undefined) return target;
    let e = spec.type;
    while (e.kind === 'IndexExpr' || e.kind === 'ParenExpr' || e.kind === 'StarExpr') e = e.x;
    if (e.kind !== 'Ident') return target;
    target = e.name;
  }
  return target;
}

// Questions --------------------------------------------------------------------------------------------------------

function packageInfo(state: PackageState, files: readonly SourceFile[]): PackageInfo {
  const { c } = state;
  /** The operand of an expression of this package; undefined for one of another. */
  const operand = (e: Expr): Operand => {
    if (!bound(state, e)) return unknownOperand(ELSEWHERE);
    return c.expr(e);
  };
  const info: PackageInfo = {
    path: c.path,
    name: c.name,
    files,
    lookup: (name) => state.scope.get(name),
    objects: () => state.objects,
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
    lookupAt: (file, pos, name) => guarded(c, () => lookupAt(state, file, pos, name), undefined),
  };
  return info;
}

/** The depth bound keeps the stack small; should it run out all the same, the answer is the unknown one. */
function guarded<T>(c: Checker, ask: () => T, otherwise: T): T {
  const { iota, depth } = c;
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  } finally {
    c.iota = iota;
    c.depth = depth;
  }
}

function objectOf(state: PackageState, operand: (e: Expr) => Operand, id: Ident): Obj | undefined {
  const { c } = state;
  if (!bound(state, id)) return undefined;
  const lit = c.keys.get(id);
  if (lit !== undefined) {
    const type = operand(lit).type;
    const u = underlying(type);
    const struct = u.kind === 'pointer' ? underlying(u.elem) : u;
    if (struct.kind === 'struct') return struct.fields.find((f) => f.name === id.name);
  }
  const selector = c.selectors.get(id);
  if (selector !== undefined) return operand(selector).selection?.obj;
  return c.idents.get(id) ?? undefined;
}

function lookupAt(
  state: PackageState,
  source: SourceFile,
  pos: number,
  name: string,
): Obj | undefined {
  const file = state.files.find((f) => f.source === source);
  if (file === undefined) return undefined;
  const unit = unitAt(file.units, pos);
  unit?.bind();
  unit?.bindBody();
  bindDeferred(state.c, (e) => e.pos <= pos && pos < e.end);
  let innermost: Scope | undefined;
  for (const scope of file.scopes) {
    const inside = scope.pos <= pos && pos < scope.end;
    if (inside && (innermost === undefined || scope.pos >= innermost.pos)) innermost = scope;
  }
  return resolveAt(innermost, name, pos) ?? file.resolve(name);
}

// Binding on demand ------------------------------------------------------------------------------------------------

/** Makes sure that the names inside an expression are bound; false when it is not of this package. */
function bound(state: PackageState, e: Expr): boolean {
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

/** The unit that a node stands in. Nodes do not know their file, and questions come file by file: the last one is tried first. */
function unitOf(state: PackageState, e: Expr): Unit | undefined {
  const inFile = (file: CheckedFile | undefined): Unit | undefined => {
    const unit = file && unitAt(file.units, e.pos);
    return unit !== undefined && contains(unit.node, e) ? unit : undefined;
  };
  const recent = inFile(state.recent);
  if (recent !== undefined) return recent;
  for (const file of state.files) {
    const unit = file === state.recent ? undefined : inFile(file);
    if (unit === undefined) continue;
    state.recent = file;
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
      return anchor(e.x) ?? e.sel;
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

/** The last unit that starts at or before an offset. */
function unitAt(units: readonly Unit[], pos: number): Unit | undefined {
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((units[middle]?.node.pos ?? 0) <= pos) low = middle + 1;
    else high = middle;
  }
  return units[low - 1];
}
