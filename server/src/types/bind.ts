/**
 * Binding: what each identifier of a declaration or function body declares or uses. One walk in source order, scopes
 * as the Go specification's "Declarations and scope" has them. Types are not computed here: objects get thunks.
 */
import type {
  AssignStmt,
  BlockStmt,
  CompositeLit,
  Expr,
  Field,
  FuncType,
  GenDecl,
  Ident,
  RangeStmt,
  Span,
  Stmt,
  TypeSpec,
  TypeSwitchStmt,
  ValueSpec,
} from '../syntax/ast';
import { CYCLE, unknown } from './basic';
import type { Checker } from './checker';
import { lazyType, makeVar } from './checker';
import { makeConst } from './constantDecl';
import { declaredAt } from './declaredAt';
import { definedType, rangeTypes, switchType } from './define';
import { makeNamed } from './generics';
import { lazy } from './lazy';
import type { Func, Obj, TypeName, Var } from './object';
import type { Scope } from './scope';
import { declare, declareThroughout, makeScope, resolveLocal } from './scope';
import type { AliasType, NamedType, Type, TypeParamType } from './type';
import { constraintOf } from './typeExpr';
import { IOTA } from './universe';

export interface Binder {
  readonly c: Checker;
  readonly uri: string;
  /** What a name means at package level, seen from this file. */
  readonly resolve: (name: string) => Obj | undefined;
  /** Begins where the declaration begins. */
  readonly base: Span;
  /** All scopes made, for lookups by position. */
  readonly scopes: Scope[];
  /** Inside a constant declaration: the index of its spec. */
  iota: number | undefined;
  /** At package level: bodies and long literals are bound when something asks for what is in them. */
  readonly defers: boolean;
}

/** A literal with fewer elements is bound at once. */
const DEFER_ELEMENTS = 16;

function open(b: Binder, parent: Scope | undefined, pos: number, end: number): Scope {
  const scope = makeScope(parent, pos, end, b.base);
  b.scopes.push(scope);
  return scope;
}

function use(b: Binder, scope: Scope | undefined, id: Ident): void {
  if (id.name === '_') return;
  const local = resolveLocal(scope, id.name);
  if (local === undefined) b.c.idents.setLater(id, b.resolve);
  else b.c.idents.set(id, local);
  // It need not be the universe's: who asks for the value finds out.
  if (id.name === IOTA.name && b.iota !== undefined) b.c.iotas.set(id, BigInt(b.iota));
}

// Expressions ------------------------------------------------------------------------------------------------------

export function bindExpr(b: Binder, scope: Scope | undefined, first: Expr): void {
  let e = first;
  // Chains of operators and selectors lean to the left: this loop keeps the stack flat.
  for (;;) {
    switch (e.kind) {
      case 'Ident':
        use(b, scope, e);
        return;
      case 'BadExpr':
      case 'BasicLit':
        return;
      case 'SelectorExpr':
        b.c.selectors.set(e.sel, e);
        e = e.x;
        break;
      case 'BinaryExpr':
        bindExpr(b, scope, e.y);
        e = e.x;
        break;
      case 'ParenExpr':
      case 'StarExpr':
      case 'UnaryExpr':
        e = e.x;
        break;
      case 'CallExpr':
        for (const arg of e.args) bindExpr(b, scope, arg);
        e = e.fun;
        break;
      case 'IndexExpr':
        for (const index of e.indices) bindExpr(b, scope, index);
        e = e.x;
        break;
      case 'SliceExpr':
        if (e.low) bindExpr(b, scope, e.low);
        if (e.high) bindExpr(b, scope, e.high);
        if (e.max) bindExpr(b, scope, e.max);
        e = e.x;
        break;
      case 'TypeAssertExpr':
        if (e.type) bindExpr(b, scope, e.type);
        e = e.x;
        break;
      case 'KeyValueExpr':
        bindExpr(b, scope, e.key);
        e = e.value;
        break;
      case 'CompositeLit':
        bindCompositeLit(b, scope, e);
        return;
      case 'FuncLit':
        bindFuncLit(b, scope, e);
        return;
      case 'ArrayType':
        if (e.len) bindExpr(b, scope, e.len);
        e = e.elem;
        break;
      case 'Ellipsis':
        if (e.elt === undefined) return;
        e = e.elt;
        break;
      case 'MapType':
        bindExpr(b, scope, e.key);
        e = e.value;
        break;
      case 'ChanType':
        e = e.value;
        break;
      case 'StructType':
        bindFields(b, scope, e.fields, undefined);
        return;
      case 'FuncType':
        bindFuncType(b, open(b, scope, e.pos, e.end), e);
        return;
      case 'InterfaceType':
        bindInterface(b, scope, e.elems);
        return;
    }
  }
}

function bindCompositeLit(b: Binder, scope: Scope | undefined, lit: CompositeLit): void {
  if (lit.type) bindExpr(b, scope, lit.type);
  const elements = (): void => {
    for (const elt of lit.elts) {
      if (elt.kind === 'KeyValueExpr') {
        if (elt.key.kind === 'Ident') b.c.keys.set(elt.key, lit);
        bindElement(b, scope, lit, elt.key, 'key');
        bindElement(b, scope, lit, elt.value, 'elem');
      } else {
        bindElement(b, scope, lit, elt, 'elem');
      }
    }
  };
  if (b.defers && lit.type && lit.elts.length >= DEFER_ELEMENTS) {
    b.c.deferred.set(lit, deferred(b, elements));
  } else {
    elements();
  }
}

function deferred(b: Binder, bind: () => void): () => void {
  const { iota } = b;
  return () => {
    const saved = b.iota;
    b.iota = iota;
    bind();
    b.iota = saved;
  };
}

function bindElement(
  b: Binder,
  scope: Scope | undefined,
  outer: CompositeLit,
  elt: Expr,
  part: 'key' | 'elem',
): void {
  if (elt.kind === 'CompositeLit' && elt.type === undefined) b.c.elided.set(elt, { outer, part });
  bindExpr(b, scope, elt);
}

function bindFuncLit(
  b: Binder,
  scope: Scope | undefined,
  lit: Extract<Expr, { kind: 'FuncLit' }>,
): void {
  const inner = open(b, scope, lit.pos, lit.end);
  bindFuncType(b, inner, lit.type);
  const body = (): void => bindBody(inFunction(b), inner, lit.body);
  if (b.defers) b.c.deferred.set(lit, deferred(b, body));
  else body();
}

/**
 * The binder of a function's body. Nothing in it is put off: a name means what was declared so far, and by then more
 * would be.
 */
export function inFunction(b: Binder): Binder {
  return b.defers ? { ...b, defers: false } : b;
}

/** Declares the parameters of a function in its scope, which its body shares. */
function bindFuncType(b: Binder, scope: Scope, type: FuncType): void {
  bindFuncTypes(b, scope, type);
  declareParams(b, scope, type);
}

/** Binds the types of a signature: they see its type parameters, and none of its other names. */
export function bindFuncTypes(b: Binder, scope: Scope, type: FuncType): void {
  if (type.typeParams) bindTypeParams(b, scope, type.typeParams);
  for (const f of [...type.params, ...type.results]) bindExpr(b, scope, f.type);
}

export function declareParams(b: Binder, scope: Scope, type: FuncType): void {
  const add = (role: 'param' | 'result') => (f: Field) =>
    bindVars(b, scope, f, role, () => b.c.typ(f.type), type.end);
  type.params.forEach(add('param'));
  type.results.forEach(add('result'));
}

export function bindVars(
  b: Binder,
  scope: Scope,
  field: Field,
  role: Var['role'],
  type: () => Type,
  from: number,
): void {
  if (field.names.length === 0) return;
  const shared = lazyType(b.c, type);
  for (const id of field.names) {
    const v = makeVar(b.c, b.uri, role, id, shared);
    b.c.idents.set(id, v);
    declare(scope, v, from);
  }
}

/** Declares type parameters; their constraints see all of them. */
function bindTypeParams(
  b: Binder,
  scope: Scope,
  fields: readonly Field[],
): readonly TypeParamType[] {
  const out: TypeParamType[] = [];
  for (const f of fields) {
    const constraint = lazyType(b.c, () => constraintOf(b.c, f.type));
    for (const id of f.names) {
      const type = makeTypeParam(b, id, constraint);
      declareThroughout(scope, type.obj);
      out.push(type);
    }
  }
  for (const f of fields) bindExpr(b, scope, f.type);
  return out;
}

export function makeTypeParam(b: Binder, id: Ident, constraint: () => Type): TypeParamType {
  const obj: TypeName = {
    kind: 'type',
    name: id.name,
    pkg: b.c.path,
    pkgName: b.c.name,
    at: declaredAt(b.uri, id),
    type: () => type,
  };
  const type: TypeParamType = { kind: 'typeparam', obj, constraint };
  b.c.idents.set(id, obj);
  return type;
}

/** Makes the variables of a struct's fields. */
function bindFields(
  b: Binder,
  scope: Scope | undefined,
  fields: readonly Field[],
  owner: string | undefined,
): void {
  const { c } = b;
  const owned = owner === undefined ? {} : { owner };
  for (const f of fields) {
    bindExpr(b, scope, f.type);
    const type = lazyType(c, () => c.typ(f.type));
    if (f.names.length === 0) {
      const v = makeVar(c, b.uri, 'field', embeddedName(f.type), type);
      c.embedded.set(f, { ...v, embedded: true, ...owned });
    }
    for (const id of f.names) {
      c.idents.set(id, { ...makeVar(c, b.uri, 'field', id, type), ...owned });
    }
  }
}

/** `T` of the embedded field `*pkg.T[K]`. */
function embeddedName(type: Expr): Ident | undefined {
  let e = type;
  for (;;) {
    if (e.kind === 'StarExpr' || e.kind === 'ParenExpr' || e.kind === 'IndexExpr') e = e.x;
    else if (e.kind === 'SelectorExpr') return e.sel;
    else return e.kind === 'Ident' ? e : undefined;
  }
}

function bindInterface(b: Binder, scope: Scope | undefined, elems: readonly Field[]): void {
  for (const f of elems) {
    bindExpr(b, scope, f.type);
    const [id] = f.names;
    if (id === undefined) continue;
    const method: Func = {
      kind: 'func',
      name: id.name,
      pkg: b.c.path,
      at: declaredAt(b.uri, id),
      pointerReceiver: false,
      type: lazyType(b.c, () => b.c.typ(f.type)),
    };
    b.c.idents.set(id, method);
  }
}

// Declarations -----------------------------------------------------------------------------------------------------

/** Binds what stands after a type's name; the scope of its type parameters is opened here. */
export function bindTypeSpec(
  b: Binder,
  scope: Scope | undefined,
  spec: TypeSpec,
): readonly TypeParamType[] {
  let inner = scope;
  let params: readonly TypeParamType[] = [];
  if (spec.typeParams !== undefined && spec.typeParams.length > 0) {
    inner = open(b, scope, spec.pos, spec.end);
    params = bindTypeParams(b, inner, spec.typeParams);
  }
  if (spec.type.kind === 'StructType') bindFields(b, inner, spec.type.fields, spec.name.name);
  else bindExpr(b, inner, spec.type);
  return params;
}

/** The object of a type declaration. `params` binds the declaration and gives its type parameters. */
export function makeTypeName(
  b: Binder,
  spec: TypeSpec,
  params: () => readonly TypeParamType[],
  method: (name: string) => Func | undefined,
  methodNames: () => readonly string[],
): TypeName {
  const { c } = b;
  const id = spec.name;
  const declared = lazyType(c, () => {
    params();
    return c.typ(spec.type);
  });
  const obj: TypeName = {
    kind: 'type',
    name: id.name,
    pkg: c.path,
    pkgName: c.name,
    at: declaredAt(b.uri, id),
    type: () => type,
  };
  const type: NamedType | AliasType = spec.alias
    ? { kind: 'alias', obj, typeArgs: [], typeParams: params, actual: declared }
    : makeNamed({ obj, typeParams: params, declared, method, methodNames });
  return obj;
}

function bindLocalType(b: Binder, scope: Scope, spec: TypeSpec): void {
  const obj = makeTypeName(
    b,
    spec,
    () => params,
    () => undefined,
    () => [],
  );
  b.c.idents.set(spec.name, obj);
  declare(scope, obj, spec.name.pos);
  const params = bindTypeSpec(b, scope, spec);
}

function bindLocalDecl(b: Binder, scope: Scope, decl: GenDecl): void {
  let source: ValueSpec | undefined;
  for (const spec of decl.specs) {
    if (spec.kind === 'TypeSpec') {
      bindLocalType(b, scope, spec);
    } else if (spec.kind === 'ValueSpec') {
      if (spec.values.length > 0 || spec.type !== undefined) source = spec;
      if (decl.tok === 'const') bindLocalConst(b, scope, spec, source ?? spec);
      else bindLocalVar(b, scope, spec);
    }
  }
}

function bindLocalConst(b: Binder, scope: Scope, spec: ValueSpec, source: ValueSpec): void {
  const saved = b.iota;
  b.iota = spec.iota;
  bindValueSpec(b, scope, spec);
  b.iota = saved;
  spec.names.forEach((id, i) => {
    const obj = makeConst(b.c, b.uri, id, {
      type: source.type,
      value: source.values[i],
      iota: spec.iota,
      repeated: source !== spec,
    });
    b.c.idents.set(id, obj);
    declare(scope, obj, spec.end);
  });
}

function bindLocalVar(b: Binder, scope: Scope, spec: ValueSpec): void {
  bindValueSpec(b, scope, spec);
  declareValues(b, spec, 'local', (v) => declare(scope, v, spec.end));
}

/** Binds the type and the values of a constant or variable spec. */
export function bindValueSpec(b: Binder, scope: Scope | undefined, spec: ValueSpec): void {
  if (spec.type) bindExpr(b, scope, spec.type);
  for (const v of spec.values) bindExpr(b, scope, v);
}

/** Makes the variables of a spec; `bind` runs before the first type is computed. */
export function declareValues(
  b: Binder,
  spec: ValueSpec,
  role: 'package' | 'local',
  add: (v: Var) => void,
  bind?: () => void,
): void {
  const { c } = b;
  spec.names.forEach((id, i) => {
    const type = lazyType(c, () => {
      bind?.();
      if (spec.type) return c.typ(spec.type);
      return definedType(c, spec.values, i, spec.names.length);
    });
    const v = makeVar(c, b.uri, role, id, type);
    c.idents.set(id, v);
    add(v);
  });
}

// Statements -------------------------------------------------------------------------------------------------------

/** Binds a function's body, which shares the scope of its parameters. */
export function bindBody(b: Binder, scope: Scope, body: BlockStmt): void {
  bindStmts(b, scope, body.list);
}

function bindBlock(b: Binder, parent: Scope, block: BlockStmt): void {
  bindStmts(b, open(b, parent, block.pos, block.end), block.list);
}

function bindStmts(b: Binder, scope: Scope, list: readonly Stmt[]): void {
  for (const s of list) bindStmt(b, scope, s);
}

function bindStmt(b: Binder, scope: Scope, s: Stmt): void {
  switch (s.kind) {
    case 'BadStmt':
    case 'EmptyStmt':
    case 'BranchStmt':
      return;
    case 'DeclStmt': {
      bindLocalDecl(b, scope, s.decl);
      return;
    }
    case 'LabeledStmt': {
      bindStmt(b, scope, s.stmt);
      return;
    }
    case 'ExprStmt':
    case 'IncDecStmt': {
      bindExpr(b, scope, s.x);
      return;
    }
    case 'SendStmt':
      bindExpr(b, scope, s.chan);
      {
        bindExpr(b, scope, s.value);
        return;
      }
    case 'AssignStmt': {
      bindAssign(b, scope, s);
      return;
    }
    case 'GoStmt':
    case 'DeferStmt': {
      bindExpr(b, scope, s.call);
      return;
    }
    case 'ReturnStmt':
      for (const r of s.results) bindExpr(b, scope, r);
      return;
    case 'BlockStmt': {
      bindBlock(b, scope, s);
      return;
    }
    case 'IfStmt': {
      const inner = open(b, scope, s.pos, s.end);
      if (s.init) bindStmt(b, inner, s.init);
      bindExpr(b, inner, s.cond);
      bindBlock(b, inner, s.body);
      if (s.else) bindStmt(b, inner, s.else);
      return;
    }
    case 'SwitchStmt': {
      const inner = open(b, scope, s.pos, s.end);
      if (s.init) bindStmt(b, inner, s.init);
      if (s.tag) bindExpr(b, inner, s.tag);
      for (const clause of s.clauses) {
        for (const e of clause.list) bindExpr(b, inner, e);
        bindStmts(b, open(b, inner, clause.colon, clause.end), clause.body);
      }
      return;
    }
    case 'TypeSwitchStmt': {
      bindTypeSwitch(b, scope, s);
      return;
    }
    case 'SelectStmt':
      for (const clause of s.clauses) {
        const inner = open(b, scope, clause.pos, clause.end);
        if (clause.comm) bindStmt(b, inner, clause.comm);
        bindStmts(b, inner, clause.body);
      }
      return;
    case 'ForStmt': {
      const inner = open(b, scope, s.pos, s.end);
      if (s.init) bindStmt(b, inner, s.init);
      if (s.cond) bindExpr(b, inner, s.cond);
      if (s.post) bindStmt(b, inner, s.post);
      bindBlock(b, inner, s.body);
      return;
    }
    case 'RangeStmt': {
      bindRange(b, scope, s);
      return;
    }
  }
}

function bindAssign(b: Binder, scope: Scope, s: AssignStmt): void {
  for (const e of s.rhs) bindExpr(b, scope, e);
  if (s.op !== ':=') {
    for (const e of s.lhs) bindExpr(b, scope, e);
    return;
  }
  const { c } = b;
  s.lhs.forEach((e, i) => {
    if (e.kind !== 'Ident') {
      bindExpr(b, scope, e);
      return;
    }
    // A name that this very scope has is assigned, not declared again.
    const old = scope.names?.get(e.name)?.obj;
    if (old !== undefined) {
      c.idents.set(e, old);
      return;
    }
    const type = lazyType(c, () => definedType(c, s.rhs, i, s.lhs.length));
    const v = makeVar(c, b.uri, 'local', e, type);
    c.idents.set(e, v);
    declare(scope, v, s.end);
  });
}

function bindTypeSwitch(b: Binder, scope: Scope, s: TypeSwitchStmt): void {
  const inner = open(b, scope, s.pos, s.end);
  if (s.init) bindStmt(b, inner, s.init);
  bindExpr(b, inner, s.x);
  const { c } = b;
  for (const clause of s.clauses) {
    for (const e of clause.list) bindExpr(b, inner, e);
    const body = open(b, inner, clause.colon, clause.end);
    if (s.bind) {
      const type = lazyType(c, () => switchType(c, s.x, clause));
      declare(body, makeVar(c, b.uri, 'local', s.bind, type), clause.colon);
    }
    bindStmts(b, body, clause.body);
  }
}

function bindRange(b: Binder, scope: Scope, s: RangeStmt): void {
  bindExpr(b, scope, s.x);
  const inner = open(b, scope, s.pos, s.end);
  const { c } = b;
  const types = lazy(() => rangeTypes(c.expr(s.x)), [CYCLE, CYCLE]);
  [s.key, s.value].forEach((e, i) => {
    if (e === undefined) return;
    if (s.op !== ':=' || e.kind !== 'Ident') {
      bindExpr(b, scope, e);
      return;
    }
    const type = lazyType(c, () => types()[i] ?? unknown('range gives no such value'));
    const v = makeVar(c, b.uri, 'local', e, type);
    c.idents.set(e, v);
    declare(inner, v, s.x.end);
  });
  bindBlock(b, inner, s.body);
}
