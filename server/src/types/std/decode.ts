/**
 * The texts of the std table (test/oracle/types/stdtable writes them) and the types that they stand for.
 *
 *   b i a h l q u A H L Q U f d c z s p   bool int int8 … uint … uintptr float32/64 complex64/128 string unsafe.Pointer
 *   _b _i _r _f _c _s _n                  the untyped kinds;   y r e n k: byte rune error any comparable
 *   .Name  3.Name  .Name[T,U]             a type of this package, of its import 3, an instance
 *   $0                                    a type parameter in scope, outermost first
 *   *T []T [4]T MK,V                      pointer, slice, array, map
 *   C0T CsT CrT                           channel: both directions, send, receive
 *   F[X:n](T,+T)(U,V)                     function, `+` before a variadic parameter's slice type
 *   S{Name:T,!T,:T}                       struct; `!` an embedded field; without a name: not exported
 *   I{Name:R,!T}                          interface: methods with their results, embedded types
 *   |~T|T                                 union
 *   @p @m @s @f @c @i @a                  what only its kind is kept of: pointer … interface, align64
 *   ?                                     depends on the operating system
 *
 * R, the results of a function, is empty, one T, `(T,U)`, or for a generic function its whole `F[…](…)(…)`.
 */
import { BASIC, unknown } from '../basic';
import { instantiate, makeNamed } from '../generics';
import { lazy } from '../lazy';
import type { Func, TypeName, Var } from '../object';
import type { BasicName, InterfaceType, Type, TypeParamType, UnionTerm } from '../type';
import { ANY_TYPE, BYTE_TYPE, EMPTY_INTERFACE, ERROR_TYPE, RUNE_TYPE, UNIVERSE } from '../universe';

/** The package that a text belongs to. */
export interface Surroundings {
  readonly path: string;
  readonly name: string;
  /** The type declared as `name` in this package, or in its import of that index. */
  typeNamed(name: string, index: number | undefined): TypeName | undefined;
}

const BASICS: Readonly<Record<string, BasicName>> = {
  b: 'bool',
  i: 'int',
  a: 'int8',
  h: 'int16',
  l: 'int32',
  q: 'int64',
  u: 'uint',
  A: 'uint8',
  H: 'uint16',
  L: 'uint32',
  Q: 'uint64',
  U: 'uintptr',
  f: 'float32',
  d: 'float64',
  c: 'complex64',
  z: 'complex128',
  s: 'string',
  p: 'unsafe.Pointer',
};

const UNTYPED: Readonly<Record<string, BasicName>> = {
  b: 'untyped bool',
  i: 'untyped int',
  r: 'untyped rune',
  f: 'untyped float',
  c: 'untyped complex',
  s: 'untyped string',
  n: 'untyped nil',
};

const COMPARABLE = UNIVERSE.get('comparable');

const NAMES: Readonly<Record<string, Type>> = {
  y: BYTE_TYPE,
  r: RUNE_TYPE,
  e: ERROR_TYPE,
  n: ANY_TYPE,
  k: COMPARABLE?.kind === 'type' ? COMPARABLE.type() : EMPTY_INTERFACE,
};

const HIDDEN = unknown('not exported by the standard library');
const MALFORMED = unknown('the std table cannot be read here');

const ALIGN64 = align64();

function align64(): Type {
  const obj: TypeName = {
    kind: 'type',
    name: 'align64',
    pkg: 'sync/atomic',
    pkgName: 'atomic',
    type: () => type,
  };
  const none = (): readonly never[] => [];
  const type = makeNamed({
    obj,
    typeParams: none,
    declared: () => ({ kind: 'struct', fields: [] }),
    method: () => undefined,
    methodNames: none,
  });
  return type;
}

const OPAQUE: Readonly<Record<string, Type>> = {
  p: { kind: 'pointer', elem: HIDDEN },
  m: { kind: 'map', key: HIDDEN, elem: HIDDEN },
  s: { kind: 'slice', elem: HIDDEN },
  f: {
    kind: 'signature',
    typeParams: [],
    params: [],
    paramsOmitted: true,
    results: [],
    variadic: false,
  },
  c: { kind: 'chan', dir: 'both', elem: HIDDEN },
  i: { ...EMPTY_INTERFACE, embeds: () => [HIDDEN] },
  a: ALIGN64,
};

const CHAN_DIRS = { '0': 'both', s: 'send', r: 'recv' } as const;

interface Reader {
  readonly text: string;
  at: number;
  readonly where: Surroundings;
  readonly params: readonly TypeParamType[];
}

/** The type that a text stands for, `params` being the type parameters in scope. */
export function decodeType(
  text: string,
  where: Surroundings,
  params: readonly TypeParamType[] = [],
): Type {
  return readType({ text, at: 0, where, params });
}

/** The signature of a function of which the table keeps the results. */
export function decodeFunc(
  text: string,
  where: Surroundings,
  params: readonly TypeParamType[] = [],
): Type {
  const r: Reader = { text, at: 0, where, params };
  return readResults(r);
}

export interface DecodedDeclaration {
  readonly typeParams: readonly TypeParamType[];
  /** The underlying type, or what an alias stands for. */
  readonly type: () => Type;
}

/** A declaration's `[T:n]…`, without methods. */
export function decodeDeclaration(text: string, where: Surroundings): DecodedDeclaration {
  const r: Reader = { text, at: 0, where, params: [] };
  const inner = /^\[[A-Za-z]\w*:/.test(text) ? readTypeParams(r) : r;
  const rest = text.slice(inner.at);
  return { typeParams: inner.params, type: () => decodeType(rest, where, inner.params) };
}

function readResults(r: Reader): Type {
  const head = r.text[r.at];
  if (head === 'F' && r.text[r.at + 1] === '[') return readType(r);
  let results: readonly Var[] = [];
  if (head === '(') results = readTuple(r).vars;
  else if (head !== undefined && !'},'.includes(head))
    results = [variable(r, 'result', readType(r))];
  return {
    kind: 'signature',
    typeParams: [],
    params: [],
    paramsOmitted: true,
    results,
    variadic: false,
  };
}

function variable(r: Reader, role: Var['role'], type: Type, name = ''): Var {
  return { kind: 'var', name, pkg: r.where.path, role, embedded: false, type: () => type };
}

function readType(r: Reader): Type {
  const c = r.text[r.at] ?? '';
  const basic = BASICS[c];
  if (basic !== undefined) {
    r.at++;
    return BASIC[basic];
  }
  const named = NAMES[c];
  if (named !== undefined) {
    r.at++;
    return named;
  }
  if (c === '.' || (c >= '0' && c <= '9')) return readName(r);
  r.at++;
  switch (c) {
    case '*':
      return { kind: 'pointer', elem: readType(r) };
    case '[': {
      const len = readUntil(r, ']');
      const elem = readType(r);
      return len === '' ? { kind: 'slice', elem } : { kind: 'array', len: BigInt(len), elem };
    }
    case 'M': {
      const key = readType(r);
      r.at++;
      return { kind: 'map', key, elem: readType(r) };
    }
    case 'C': {
      const dir = CHAN_DIRS[(r.text[r.at++] ?? '0') as keyof typeof CHAN_DIRS];
      return { kind: 'chan', dir, elem: readType(r) };
    }
    case 'F':
      return readSignature(r);
    case 'S':
      return { kind: 'struct', fields: readFields(r) };
    case 'I':
      return readInterface(r);
    case '|':
      return readUnion(r);
    case '$': {
      const digits = /^\d+/.exec(r.text.slice(r.at))?.[0] ?? '';
      r.at += digits.length;
      return r.params[Number(digits)] ?? MALFORMED;
    }
    case '@':
      return OPAQUE[r.text[r.at++] ?? ''] ?? MALFORMED;
    case '_': {
      const untyped = UNTYPED[r.text[r.at++] ?? ''];
      return untyped === undefined ? MALFORMED : BASIC[untyped];
    }
    case '?':
      return unknown('depends on the operating system');
    default:
      return MALFORMED;
  }
}

function readUntil(r: Reader, end: string): string {
  const stop = r.text.indexOf(end, r.at);
  const out = r.text.slice(r.at, stop);
  r.at = stop + 1;
  return out;
}

function readWord(r: Reader): string {
  const word = /^[\w\u0080-\uffff]*/.exec(r.text.slice(r.at, r.at + 200))?.[0] ?? '';
  r.at += word.length;
  return word;
}

function readName(r: Reader): Type {
  const index = readUntil(r, '.');
  const name = readWord(r);
  const obj = r.where.typeNamed(name, index === '' ? undefined : Number(index));
  const args = r.text[r.at] === '[' ? readList(r, ']', readType) : [];
  const type = obj?.type() ?? unknown(`type ${name} is not in the std table`);
  if (args.length === 0 || (type.kind !== 'named' && type.kind !== 'alias')) return type;
  return instantiate(type, args);
}

/** Reads `(a,b)` and the like; the reader stands on the opening bracket. */
function readList<T>(r: Reader, close: string, read: (r: Reader) => T): T[] {
  const out: T[] = [];
  r.at++;
  while (r.at < r.text.length && r.text[r.at] !== close) {
    const before = r.at;
    out.push(read(r));
    if (r.text[r.at] === ',') r.at++;
    // What cannot be read must not be read for ever.
    if (r.at === before) break;
  }
  r.at++;
  return out;
}

function readTuple(r: Reader): { vars: Var[]; variadic: boolean } {
  let variadic = false;
  const vars = readList(r, ')', (x) => {
    if (x.text[x.at] === '+') {
      variadic = true;
      x.at++;
    }
    return variable(x, 'param', readType(x));
  });
  return { vars, variadic };
}

function readSignature(outer: Reader): Type {
  const r = outer.text[outer.at] === '[' ? readTypeParams(outer) : outer;
  const params = readTuple(r);
  const results = readTuple(r);
  outer.at = r.at;
  return {
    kind: 'signature',
    typeParams: r.params.slice(outer.params.length),
    params: params.vars,
    results: results.vars,
    variadic: params.variadic,
  };
}

/** Reads `[K:k,V:n]` and gives a reader that stands after it and knows the parameters. */
function readTypeParams(outer: Reader): Reader {
  const params = [...outer.params];
  const r: Reader = { ...outer, params };
  readList(r, ']', (x) => {
    const name = readUntil(x, ':');
    const obj: TypeName = {
      kind: 'type',
      name,
      pkg: x.where.path,
      pkgName: x.where.name,
      type: () => type,
    };
    const start = x.at;
    const type: TypeParamType = {
      kind: 'typeparam',
      obj,
      // A constraint may name parameters that follow it, so it is read again when it is asked for.
      constraint: lazy(() => readType({ ...x, at: start, params }), MALFORMED),
    };
    params.push(type);
    readType(x);
    return type;
  });
  return r;
}

function readFields(r: Reader): Var[] {
  return readList(r, '}', (x) => {
    if (x.text[x.at] === '!') {
      x.at++;
      const type = readType(x);
      const base = type.kind === 'pointer' ? type.elem : type;
      const name = base.kind === 'named' || base.kind === 'alias' ? base.obj.name : '';
      return { ...variable(x, 'field', type, name), embedded: true };
    }
    const name = readUntil(x, ':');
    return variable(x, 'field', readType(x), name);
  });
}

function readInterface(r: Reader): InterfaceType {
  const methods: Func[] = [];
  const embeds: Type[] = [];
  const unions: (readonly UnionTerm[])[] = [];
  readList(r, '}', (x) => {
    if (x.text[x.at] === '!') {
      x.at++;
      if (x.text[x.at] === '|') unions.push(readTerms(x));
      else embeds.push(readType(x));
      return;
    }
    const name = readUntil(x, ':');
    const type = readResults(x);
    methods.push({
      kind: 'func',
      name,
      pkg: x.where.path,
      pointerReceiver: false,
      type: () => type,
    });
  });
  return { kind: 'interface', methods, embeds: () => embeds, unions: () => unions };
}

function readUnion(r: Reader): InterfaceType {
  r.at--;
  const terms = readTerms(r);
  return { ...EMPTY_INTERFACE, unions: () => [terms], implicit: true };
}

function readTerms(r: Reader): readonly UnionTerm[] {
  const terms: UnionTerm[] = [];
  while (r.text[r.at] === '|') {
    r.at++;
    const tilde = r.text[r.at] === '~';
    if (tilde) r.at++;
    terms.push({ tilde, type: readType(r) });
  }
  return terms;
}
