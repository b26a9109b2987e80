/** Package-level declarations become objects: of all files at once, or one by one as something asks for their names. */
import type { Arch } from '../../../runtime';
import type { Decl, Expr, FuncDecl, GenDecl, ImportSpec, TypeSpec, ValueSpec } from '../syntax/ast';
import { receiverBase } from '../syntax/declared';
import { unknown } from './basic';
import type { Binder } from './bind';
import { declareValues, makeTypeName } from './bind';
import type { Checker, Operand } from './checker';
import { lazyType, MAX_DEPTH, nesting } from './checker';
import { makeConst } from './constantDecl';
import { declaredAt } from './declaredAt';
import { evaluate } from './expr';
import { makeIdents } from './idents';
import type { Importer } from './importer';
import type { ImportScope } from './imports';
import { importScope } from './imports';
import type { SourceFile } from './info';
import type { Func, Obj } from './object';
import { unknownOperand } from './operand';
import type { Scope } from './scope';
import type { Type } from './type';
import { named, typeOfExpr } from './typeExpr';
import type { FuncUnit, TypeUnit, Unit } from './unit';
import { funcUnit, typeUnit, valueUnit } from './unit';

export interface CheckOptions {
  /** Import path, or the folder's URI. */
  readonly path: string;
  readonly arch: Arch;
  readonly importer: Importer;
}

/** A file whose declarations are collected as they are asked for. */
export interface CollectedFile {
  readonly source: SourceFile;
  /** What a name means at package level, seen from this file. */
  readonly resolve: (name: string) => Obj | undefined;
  /** The declarations of the text that the file was last brought up to date with. */
  decls: readonly Decl[];
  imports: readonly ImportSpec[];
  /** Of each declaration that was collected: all that are made within it. */
  readonly scopes: Map<Decl, Scope[]>;
  /** Of each declaration that was collected, in source order. */
  readonly units: Map<Decl, readonly Unit[]>;
}

/** Where the objects of a package's declarations go. */
export interface Declarations {
  readonly c: Checker;
  /** What a name means in the package. */
  lookup(name: string): Obj | undefined;
  /** The method of a declared type; its receiver may name an alias of the type. */
  method(base: string, name: string): Func | undefined;
  methodNames(base: string): readonly string[];
  add(obj: Obj): void;
  /** @param base the name of the receiver's base type as it is written */
  addMethod(base: string, method: Func): void;
}

export const TOO_DEEP = 'the code is nested too deeply';

export function makeChecker(options: CheckOptions, name: string): Checker {
  const { path, arch, importer } = options;
  const c: Checker = {
    path,
    name,
    arch,
    importer,
    idents: makeIdents(),
    selectors: new Map(),
    elided: new Map(),
    keys: new Map(),
    embedded: new Map(),
    iotas: new Map(),
    deferred: new Map(),
    operands: new Map(),
    iota: undefined,
    expr: (e) => operandOf(c, e),
    typ: (e) => named(typeOf(e), e),
  };
  const typeOf = (e: Expr): Type => {
    // A composite type is kept with the operands, where asking for the expression's type finds it as well.
    if (e.kind === 'Ident' || e.kind === 'ParenExpr') return typeOfExpr(c, e);
    if (e.kind === 'SelectorExpr' || e.kind === 'IndexExpr') {
      const x = operandOf(c, e);
      if (x.mode === 'type' || x.type.kind === 'unknown') return x.type;
      return unknown('not a type');
    }
    const x = operandOf(c, e);
    return x.mode === 'type' ? x.type : typeOfExpr(c, e);
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
  let x: Operand;
  try {
    x = evaluate(c, e);
  } finally {
    // Also when the computation is given up to wait for a file: the depth is that of all packages.
    nesting.depth--;
  }
  if (!plain && c.iota === undefined) c.operands.set(e, x);
  return x;
}

export function makeFile(
  c: Checker,
  source: SourceFile,
  lookup: (name: string) => Obj | undefined,
): CollectedFile {
  let scope: ImportScope | undefined;
  const imported: ImportScope = (name) => {
    scope ??= importScope(source.ast.imports, source.uri, c.path, c.importer);
    return scope(name);
  };
  const resolve = (name: string): Obj | undefined => lookup(name) ?? imported(name);
  const { decls, imports } = source.ast;
  return { source, resolve, decls, imports, scopes: new Map(), units: new Map() };
}

/** What was made of a declaration is from now on that of one that declares the same, a function with another body. */
export function renewDecl(file: CollectedFile, old: Decl, decl: Decl): void {
  const units = file.units.get(old);
  const scopes = file.scopes.get(old);
  file.units.delete(old);
  file.scopes.delete(old);
  if (units === undefined || scopes === undefined) return;
  file.units.set(decl, units);
  file.scopes.set(decl, scopes);
  if (decl.kind !== 'FuncDecl') return;
  for (const unit of units) if ('renew' in unit) (unit as FuncUnit).renew(decl);
}

/** Makes the objects of a declaration and adds its units to the list; nothing is bound yet. */
export function collectDecl(
  state: Declarations,
  file: CollectedFile,
  decl: Decl,
  units: Unit[],
): void {
  const scopes: Scope[] = [];
  file.scopes.set(decl, scopes);
  const b: Binder = {
    c: state.c,
    uri: file.source.uri,
    resolve: file.resolve,
    // The declaration itself is another object when its body was edited.
    base: decl.kind === 'FuncDecl' ? decl.type : decl,
    scopes,
    iota: undefined,
    defers: true,
  };
  if (decl.kind === 'FuncDecl') collectFunc(state, units, b, decl);
  else if (decl.kind === 'GenDecl') collectGenDecl(state, units, b, decl);
}

function collectGenDecl(state: Declarations, units: Unit[], b: Binder, decl: GenDecl): void {
  let source: { spec: ValueSpec; unit: Unit } | undefined;
  for (const spec of decl.specs) {
    if (spec.kind === 'TypeSpec') {
      const unit = typeUnit(b, spec);
      units.push(unit);
      collectType(state, b, unit);
    } else if (spec.kind === 'ValueSpec') {
      const unit = valueUnit(b, spec, decl.tok === 'const');
      units.push(unit);
      if (decl.tok !== 'const') {
        declareValues(b, spec, 'package', (v) => state.add(v), unit.bind);
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
  state: Declarations,
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
    state.add(obj);
  });
}

function collectType(state: Declarations, b: Binder, unit: TypeUnit): void {
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
  state.add(obj);
}

function collectFunc(state: Declarations, units: Unit[], b: Binder, decl: FuncDecl): void {
  const { c } = state;
  const unit: FuncUnit = funcUnit(b, decl);
  units.push(unit);
  const id = decl.name;
  const base = decl.recv === undefined ? undefined : receiverBase(decl.recv.type).base;
  const obj: Func = {
    kind: 'func',
    name: id.name,
    pkg: c.path,
    at: declaredAt(b.uri, id),
    type: lazyType(c, unit.signature),
    pointerReceiver: hasPointerReceiver(decl),
    ...(base === undefined ? {} : { recvName: base.name }),
  };
  c.idents.set(id, obj);
  if (decl.recv === undefined) {
    if (id.name !== 'init') state.add(obj);
  } else if (base !== undefined) {
    state.addMethod(base.name, obj);
  }
}

function hasPointerReceiver(decl: FuncDecl): boolean {
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
