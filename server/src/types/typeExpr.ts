/** Type expressions: what type a piece of syntax denotes. */
import type {
  ArrayType as ArrayTypeExpr,
  CompositeLit,
  Expr,
  Field,
  FuncType,
  IndexExpr,
  InterfaceType as InterfaceTypeExpr,
  SelectorExpr,
  StructType as StructTypeExpr,
} from '../syntax/ast';
import { unknown } from './basic';
import type { Checker } from './checker';
import { bindInside, lazyType, makeVar } from './checker';
import { instantiate } from './generics';
import type { ImportedPackage } from './importer';
import { lazy } from './lazy';
import { isExported } from './lookup';
import type { Obj, PkgName, Var } from './object';
import type {
  InterfaceType,
  SignatureType,
  StructType,
  Type,
  TypeParamType,
  UnionTerm,
} from './type';
import { EMPTY_INTERFACE, UNSAFE } from './universe';

/** An unknown type with how the expression that it is of writes it; every other type as it is. */
export function named(type: Type, e: Expr): Type {
  if (type.kind !== 'unknown' || type.text !== undefined) return type;
  const text = nameText(e);
  return text === undefined ? type : unknown(type.reason, text);
}

/** What a name looks like, with its package and type arguments; undefined for everything else. */
function nameText(e: Expr): string | undefined {
  switch (e.kind) {
    case 'Ident':
      return e.name;
    case 'SelectorExpr':
      return e.x.kind === 'Ident' ? `${e.x.name}.${e.sel.name}` : undefined;
    case 'IndexExpr': {
      const parts = [e.x, ...e.indices].map(nameText);
      const [generic, ...args] = parts;
      return parts.includes(undefined) ? undefined : `${generic ?? ''}[${args.join(', ')}]`;
    }
    case 'StarExpr': {
      const text = nameText(e.x);
      return text === undefined ? undefined : `*${text}`;
    }
    default:
      return undefined;
  }
}

/** The type of a type expression; unknown when it denotes none. The caller keeps the result. */
export function typeOfExpr(c: Checker, e: Expr): Type {
  switch (e.kind) {
    case 'Ident': {
      const obj = c.idents.get(e);
      if (obj?.kind === 'type') return obj.type();
      return unknown(obj ? `${e.name} is not a type` : `${e.name} is not declared`);
    }
    case 'ParenExpr':
      return c.typ(e.x);
    case 'SelectorExpr': {
      const found = qualified(c, e);
      if (found === undefined) return unknown('not a type');
      if ('unknown' in found) return unknown(found.unknown);
      return found.kind === 'type' ? found.type() : unknown(`${e.sel.name} is not a type`);
    }
    case 'IndexExpr':
      return instanceType(c, e);
    case 'StarExpr':
      return { kind: 'pointer', elem: c.typ(e.x) };
    case 'ArrayType':
      return arrayType(c, e);
    case 'Ellipsis':
      return e.elt === undefined ? unknown('not a type') : { kind: 'slice', elem: c.typ(e.elt) };
    case 'MapType':
      return { kind: 'map', key: c.typ(e.key), elem: c.typ(e.value) };
    case 'ChanType':
      return { kind: 'chan', dir: e.dir, elem: c.typ(e.value) };
    case 'FuncType':
      return signatureOf(c, e);
    case 'StructType':
      return structType(c, e);
    case 'InterfaceType':
      return interfaceType(c, e);
    case 'BinaryExpr':
    case 'UnaryExpr':
      return isUnion(e) ? constraintOf(c, e) : unknown('not a type');
    case 'BadExpr':
      return unknown('the code does not parse here');
    default:
      return unknown('not a type');
  }
}

/** What `pkg.Name` names; undefined when the selector does not select from a package. */
export function qualified(c: Checker, e: SelectorExpr): Obj | { unknown: string } | undefined {
  if (e.x.kind !== 'Ident') return undefined;
  const pkg = c.idents.get(e.x);
  if (pkg?.kind !== 'pkgname') return undefined;
  const imported = importedPackage(c, pkg);
  if ('unknown' in imported) return imported;
  const { name } = e.sel;
  const obj = isExported(name) ? imported.lookup(name) : undefined;
  return obj ?? { unknown: `${imported.path}.${name} is not known` };
}

function importedPackage(c: Checker, pkg: PkgName): ImportedPackage | { unknown: string } {
  if (pkg.path === 'unsafe') return UNSAFE;
  if (pkg.path === 'C') return { unknown: 'cgo' };
  return c.importer.import(pkg.path);
}

function instanceType(c: Checker, e: IndexExpr): Type {
  const generic = c.typ(e.x);
  if (generic.kind !== 'named' && generic.kind !== 'alias') {
    return generic.kind === 'unknown' ? generic : unknown('not a generic type');
  }
  const params = generic.typeParams();
  if (params.length === 0) return unknown(`${generic.obj.name} is not generic`);
  if (params.length !== e.indices.length) return unknown('wrong number of type arguments');
  return instantiate(
    generic,
    e.indices.map((x) => c.typ(x)),
  );
}

function arrayType(c: Checker, e: ArrayTypeExpr): Type {
  const elem = c.typ(e.elem);
  if (e.len === undefined) return { kind: 'slice', elem };
  const bad = (lenReason: string): Type => ({ kind: 'array', len: undefined, lenReason, elem });
  if (e.len.kind === 'Ellipsis') return bad('an array length is missing');
  const n = c.expr(e.len);
  if (n.type.kind === 'unknown') return bad(n.type.reason);
  if (n.mode !== 'const') return bad('the array length is not a constant');
  if (typeof n.value !== 'bigint') return bad('the array length is not known');
  if (n.value < 0n) return bad('the array length is negative');
  return { kind: 'array', len: n.value, elem };
}

/** The type `[...]T` of a literal: as long as its largest index needs. */
export function countedArray(c: Checker, lit: CompositeLit, type: ArrayTypeExpr): Type {
  const elem = c.typ(type.elem);
  bindInside(c, lit);
  let index = 0n;
  let len = 0n;
  for (const elt of lit.elts) {
    if (elt.kind === 'KeyValueExpr') {
      const key = c.expr(elt.key);
      if (key.mode !== 'const' || typeof key.value !== 'bigint') {
        const lenReason = 'an index of the array literal is not known';
        return { kind: 'array', len: undefined, lenReason, elem };
      }
      index = key.value;
    }
    index++;
    if (index > len) len = index;
  }
  return { kind: 'array', len, elem };
}

// Functions --------------------------------------------------------------------------------------------------------

/** What a function declaration has beside its parameters and results. */
export interface Receiver {
  readonly recv?: Var;
  readonly recvTypeParams?: readonly TypeParamType[];
}

export function signatureOf(c: Checker, type: FuncType, receiver: Receiver = {}): SignatureType {
  const last = type.params.at(-1);
  return {
    kind: 'signature',
    typeParams: (type.typeParams ?? []).flatMap((f) =>
      f.names.flatMap((id) => {
        const t = c.idents.get(id);
        const param = t?.kind === 'type' ? t.type() : undefined;
        return param?.kind === 'typeparam' ? [param] : [];
      }),
    ),
    ...receiver,
    params: variables(c, type.params, 'param'),
    results: variables(c, type.results, 'result'),
    variadic: last?.type.kind === 'Ellipsis',
  };
}

function variables(c: Checker, fields: readonly Field[], role: 'param' | 'result'): Var[] {
  const out: Var[] = [];
  for (const f of fields) {
    if (f.names.length === 0) {
      out.push(
        makeVar(
          c,
          '',
          role,
          undefined,
          lazyType(c, () => c.typ(f.type)),
        ),
      );
    }
    for (const id of f.names) {
      const obj = c.idents.get(id);
      if (obj?.kind === 'var') out.push(obj);
    }
  }
  return out;
}

// Structs and interfaces -------------------------------------------------------------------------------------------

function structType(c: Checker, e: StructTypeExpr): StructType {
  const fields: Var[] = [];
  for (const f of e.fields) {
    const embedded = c.embedded.get(f);
    if (embedded !== undefined) fields.push(embedded);
    for (const id of f.names) {
      const obj = c.idents.get(id);
      if (obj?.kind === 'var') fields.push(obj);
    }
  }
  return { kind: 'struct', fields };
}

function interfaceType(c: Checker, e: InterfaceTypeExpr): InterfaceType {
  if (e.elems.length === 0) return EMPTY_INTERFACE;
  const methods = e.elems.flatMap((f) => {
    const [id] = f.names;
    const obj = id === undefined ? undefined : c.idents.get(id);
    return obj?.kind === 'func' ? [obj] : [];
  });
  const embedded = e.elems.filter((f) => f.names.length === 0).map((f) => f.type);
  return {
    kind: 'interface',
    methods,
    embeds: lazy(() => embedded.filter((x) => !isUnion(x)).map((x) => c.typ(x)), []),
    unions: lazy(() => embedded.filter(isUnion).map((x) => unionTerms(c, x)), []),
  };
}

function unionTerms(c: Checker, e: Expr): UnionTerm[] {
  if (e.kind === 'BinaryExpr' && e.op === '|')
    return [...unionTerms(c, e.x), ...unionTerms(c, e.y)];
  if (e.kind === 'UnaryExpr' && e.op === '~') return [{ tilde: true, type: c.typ(e.x) }];
  return [{ tilde: false, type: c.typ(e) }];
}

/** `A | B` and `~A`, as far as their operators tell. */
function isUnion(e: Expr): boolean {
  return (e.kind === 'BinaryExpr' && e.op === '|') || (e.kind === 'UnaryExpr' && e.op === '~');
}

/** A constraint as it may be written in a type parameter list: an interface, or a type or union standing for one. */
export function constraintOf(c: Checker, e: Expr): Type {
  if (isUnion(e)) {
    return { ...EMPTY_INTERFACE, unions: lazy(() => [unionTerms(c, e)], []), implicit: true };
  }
  return c.typ(e);
}
