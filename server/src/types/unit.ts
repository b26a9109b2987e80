/**
 * The units of a file that are bound on their own: one spec of a declaration, one function's signature, one function's
 * body. Nothing is bound before something asks for it.
 */
import type { Expr, FuncDecl, Ident, Node, TypeSpec, ValueSpec } from '../syntax/ast';
import type { Binder } from './bind';
import {
  bindBody,
  bindExpr,
  bindFuncTypes,
  bindTypeSpec,
  bindValueSpec,
  bindVars,
  declareParams,
  inFunction,
  makeTypeParam,
} from './bind';
import { receiverBase } from '../syntax/declared';
import { readNodes } from '../syntax/lazyFile';
import { firstIndex } from '../syntax/spans';
import { forEachChild, isExpr } from '../syntax/walk';
import { unknown } from './basic';
import type { Checker } from './checker';
import { lazyType, makeVar } from './checker';
import { subst, substitution } from './generics';
import type { Var } from './object';
import type { Scope } from './scope';
import { declareThroughout, makeScope } from './scope';
import type { SignatureType, Type, TypeParamType } from './type';
import { signatureOf } from './typeExpr';

export interface Unit {
  readonly node: ValueSpec | TypeSpec | FuncDecl;
  /** Binds everything but function bodies and long literals. Runs once. */
  readonly bind: () => void;
  /** Binds a function's body. Runs once. */
  readonly bindBody: () => void;
}

/** Runs once; asked for again while it runs, it does nothing. */
function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    run();
  };
}

export function valueUnit(b: Binder, node: ValueSpec, isConst: boolean): Unit {
  const bind = once(() => {
    b.iota = isConst ? node.iota : undefined;
    bindValueSpec(b, undefined, node);
    b.iota = undefined;
  });
  return { node, bind, bindBody: bind };
}

export interface TypeUnit extends Unit {
  /** The declaration's type parameters. */
  readonly typeParams: () => readonly TypeParamType[];
}

export function typeUnit(b: Binder, node: TypeSpec): TypeUnit {
  let params: readonly TypeParamType[] = [];
  const bind = once(() => {
    params = bindTypeSpec(b, undefined, node);
  });
  return {
    node,
    bind,
    bindBody: bind,
    typeParams: () => {
      if (node.typeParams === undefined) return [];
      bind();
      return params;
    },
  };
}

export interface FuncUnit extends Unit {
  readonly signature: () => SignatureType;
  /** Takes the declaration of a newer text, which has the nodes of this one's signature, and another body. */
  renew(decl: FuncDecl): void;
}

export function funcUnit(b: Binder, node: FuncDecl): FuncUnit {
  let current = node;
  let isBodyBound = false;
  // Its body shares the scope of its parameters.
  const scope = makeScope(undefined, node.pos, node.end, b.base);
  /** How many scopes and names the signature has. */
  let own = { scopes: 0, names: 0 };
  let recv: Var | undefined;
  let recvTypeParams: readonly TypeParamType[] = [];
  const bind = once(() => {
    b.scopes.push(scope);
    if (node.recv) recvTypeParams = bindReceiver(b, scope, node.recv.type);
    bindFuncTypes(b, scope, node.type);
    recv = receiverVar(b, scope, node);
    declareParams(b, scope, node.type);
    own = { scopes: b.scopes.length, names: scope.names?.size ?? 0 };
  });
  const signature = (): SignatureType => {
    bind();
    return signatureOf(b.c, node.type, {
      ...(recv === undefined ? {} : { recv }),
      ...(recvTypeParams.length === 0 ? {} : { recvTypeParams }),
    });
  };
  return {
    get node() {
      return current;
    },
    bind,
    signature,
    bindBody() {
      if (isBodyBound) return;
      isBodyBound = true;
      bind();
      if (current.body) bindBody(inFunction(b), scope, current.body);
    },
    renew(decl) {
      if (isBodyBound && current.body) forget(b.c, current.body);
      isBodyBound = false;
      b.scopes.length = own.scopes;
      for (const name of [...(scope.names?.keys() ?? [])].slice(own.names))
        scope.names?.delete(name);
      scope.end = decl.end - decl.pos;
      current = decl;
    },
  };
}

/** Lets go of all that was bound and computed within a node. */
function forget(c: Checker, root: Node): void {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    forEachChild(node, (child) => void waiting.push(child));
    if (node.kind === 'Ident') {
      c.idents.delete(node);
      c.selectors.delete(node);
      c.keys.delete(node);
      c.iotas.delete(node);
    } else if (node.kind === 'CompositeLit') c.elided.delete(node);
    else if (node.kind === 'StructType') for (const field of node.fields) c.embedded.delete(field);
    if (isExpr(node)) c.operands.delete(node);
  }
}

function receiverVar(b: Binder, scope: Scope, node: FuncDecl): Var | undefined {
  const field = node.recv;
  if (field === undefined) return undefined;
  const type = (): Type => b.c.typ(field.type);
  if (field.names.length > 0) {
    bindVars(b, scope, field, 'receiver', type, node.type.end);
    const [id] = field.names;
    const obj = id === undefined ? undefined : b.c.idents.get(id);
    return obj?.kind === 'var' ? obj : undefined;
  }
  return makeVar(b.c, b.uri, 'receiver', undefined, lazyType(b.c, type));
}

/** Declares the type parameters that the receiver of a generic type's method names. */
function bindReceiver(b: Binder, scope: Scope, type: Expr): readonly TypeParamType[] {
  const { base, params } = receiverBase(type);
  if (base === undefined) {
    bindExpr(b, scope, type);
    return [];
  }
  b.c.idents.setLater(base, b.resolve);
  const out: TypeParamType[] = params.map((id, i) =>
    makeTypeParam(
      b,
      id,
      lazyType(b.c, () => receiverConstraint(b.c, base, out, i)),
    ),
  );
  for (const p of out) declareThroughout(scope, p.obj);
  return out;
}

/** The constraint of a receiver's type parameter is that of the generic type's, in the receiver's own names. */
function receiverConstraint(
  c: Checker,
  base: Ident,
  own: readonly TypeParamType[],
  index: number,
): Type {
  const obj = c.idents.get(base);
  const generic = obj?.kind === 'type' ? obj.type() : undefined;
  const params = generic?.kind === 'named' || generic?.kind === 'alias' ? generic.typeParams() : [];
  const param = params[index];
  if (param === undefined) return unknown('the generic type has fewer type parameters');
  return subst(param.constraint(), substitution(params, own));
}

/** Whether `inner` is a node of the tree under `outer`, found by its offsets. */
export function contains(outer: Node, inner: object & { pos: number; end: number }): boolean {
  if (outer === inner) return true;
  // Nobody has a node of what nobody has asked for.
  const isDecl = outer.kind === 'FuncDecl' || outer.kind === 'GenDecl';
  for (const value of isDecl ? readNodes(outer) : Object.values(outer)) {
    if (Array.isArray(value)) {
      // They stand in the order of the text; where something is missing, several touch one offset.
      let at = firstIndex(value.length, (i) => positionOf(value[i]) > inner.pos) - 1;
      for (; covers(value[at], inner); at--) if (contains(value[at] as Node, inner)) return true;
    } else if (covers(value, inner) && contains(value, inner)) {
      return true;
    }
  }
  return false;
}

function positionOf(value: unknown): number {
  return (value as Node | undefined)?.pos ?? 0;
}

function covers(value: unknown, inner: { pos: number; end: number }): value is Node {
  if (typeof value !== 'object' || value === null) return false;
  const { pos, end } = value as { pos?: unknown; end?: unknown };
  return typeof pos === 'number' && typeof end === 'number' && pos <= inner.pos && end >= inner.end;
}
