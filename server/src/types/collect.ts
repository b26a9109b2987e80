/** Package-level declarations become objects: of all files at once, or one by one as something asks for their names. */
import type { Arch } from '../../../runtime';
import type { Decl, Expr, FuncDecl, GenDecl, ImportSpec, TypeSpec, ValueSpec } from '../syntax/ast';
import { unknown } from './basic';
import type { Binder } from './bind';
import { declareValues, makeTypeName } from './bind';
import type { Checker, Operand } from './checker';
import { lazyType, MAX_DEPTH, nesting } from './checker';
import { makeConst } from './constantDecl';
import { evaluate } from './expr';
import type { Importer } from './importer';
import type { ImportScope } from './imports';
import { importScope } from './imports';
import type { Func, Obj } from './object';
import { unknownOperand } from './operand';
import type { Scope } from './scope';
import { typeOfExpr } from './typeExpr';
import type { FuncUnit, TypeUnit, Unit } from './unit';
import { funcUnit, receiverBase, typeUnit, valueUnit } from './unit';

export interface CheckOptions {
  /** Import path, or the folder's URI. */
  readonly path: string;
  readonly arch: Arch;
  readonly importer: Importer;
}

/** A file while its declarations are collected. */
export interface CollectedFile {
  readonly uri: string;
  /** What a name means at package level, seen from this file. */
  readonly resolve: (name: string) => Obj | undefined;
  readonly scopes: Scope[];
  /** In the order in which they were collected. */
  readonly units: Unit[];
}

export interface PackageState {
  readonly c: Checker;
  readonly scope: Map<string, Obj>;
  readonly objects: Obj[];
  /** Methods by the name of the receiver's base type as it is written. */
  readonly methods: Map<string, Map<string, Func>>;
  /** What a name means in the package. */
  readonly lookup: (name: string) => Obj | undefined;
  /** The method of a declared type; its receiver may name an alias of the type. */
  readonly method: (base: string, name: string) => Func | undefined;
  readonly methodNames: (base: string) => readonly string[];
}

export const TOO_DEEP = 'the code is nested too deeply';

export function makeChecker(options: CheckOptions, name: string): Checker {
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
  if (nesting.depth >= MAX_DEPTH) return unknownOperand(TOO_DEEP);
  nesting.depth++;
  const x = evaluate(c, e);
  nesting.depth--;
  if (!plain && c.iota === undefined) c.operands.set(e, x);
  return x;
}

export function makeFile(
  c: Checker,
  uri: string,
  imports: () => readonly ImportSpec[],
  lookup: (name: string) => Obj | undefined,
): CollectedFile {
  let scope: ImportScope | undefined;
  const imported: ImportScope = (name) => {
    scope ??= importScope(imports(), uri, c.path, c.importer);
    return scope(name);
  };
  return { uri, resolve: (name) => lookup(name) ?? imported(name), scopes: [], units: [] };
}

/** Makes the objects of a declaration; nothing is bound yet. */
export function collectDecl(state: PackageState, file: CollectedFile, decl: Decl): void {
  const b: Binder = {
    c: state.c,
    uri: file.uri,
    resolve: file.resolve,
    scopes: file.scopes,
    iota: undefined,
    defers: true,
  };
  if (decl.kind === 'FuncDecl') collectFunc(state, file, b, decl);
  else if (decl.kind === 'GenDecl') collectGenDecl(state, file, b, decl);
}

function add(state: PackageState, obj: Obj): void {
  if (obj.name === '_') return;
  if (!state.scope.has(obj.name)) state.scope.set(obj.name, obj);
  state.objects.push(obj);
}

function collectGenDecl(state: PackageState, file: CollectedFile, b: Binder, decl: GenDecl): void {
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
  const { name } = spec.name;
  const obj = makeTypeName(
    b,
    spec,
    () => {
      unit.bind();
      return unit.typeParams();
    },
    (method) => state.method(name, method),
    () => state.methodNames(name),
  );
  state.c.idents.set(spec.name, obj);
  add(state, obj);
}

function collectFunc(state: PackageState, file: CollectedFile, b: Binder, decl: FuncDecl): void {
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

export function addMethod(state: PackageState, base: string, method: Func): void {
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

/** The name of the declared type that an alias, or a chain of them, stands for within the package. */
export function aliasTarget(
  aliasNamed: (name: string) => TypeSpec | undefined,
  name: string,
): string {
  let target = name;
  for (let i = 0; i < 20; i++) {
    const spec = aliasNamed(target);
    if (spec === undefined) return target;
    let e = spec.type;
    while (e.kind === 'IndexExpr' || e.kind === 'ParenExpr' || e.kind === 'StarExpr') e = e.x;
    if (e.kind !== 'Ident') return target;
    target = e.name;
  }
  return target;
}
