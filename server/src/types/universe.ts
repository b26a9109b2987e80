/** The predeclared names (Go specification, "Predeclared identifiers") and package unsafe. */
import { BASIC } from './basic';
import { makeNamed } from './generics';
import type { ImportedPackage } from './importer';
import type { Const, Func, Obj, TypeName, Var } from './object';
import type { BasicName, InterfaceType, Type } from './type';

const BUILTINS = [
  'append',
  'cap',
  'clear',
  'close',
  'complex',
  'copy',
  'delete',
  'imag',
  'len',
  'make',
  'max',
  'min',
  'new',
  'panic',
  'print',
  'println',
  'real',
  'recover',
];

const UNSAFE_BUILTINS = [
  'Add',
  'Alignof',
  'Offsetof',
  'Sizeof',
  'Slice',
  'SliceData',
  'String',
  'StringData',
];

const NONE = (): readonly never[] => [];

function typeName(name: string, type: () => Type): TypeName {
  return { kind: 'type', name, pkg: '', pkgName: '', type };
}

function aliasName(name: string, actual: Type): TypeName {
  const obj: TypeName = typeName(name, () => type);
  const type: Type = { kind: 'alias', obj, typeArgs: [], actual: () => actual, typeParams: NONE };
  return obj;
}

function constant(name: string, type: BasicName, value?: boolean): Const {
  return { kind: 'const', name, pkg: '', type: () => BASIC[type], value: () => value };
}

export const EMPTY_INTERFACE: InterfaceType = {
  kind: 'interface',
  methods: [],
  embeds: NONE,
  unions: NONE,
};

function named(name: string, declared: InterfaceType): TypeName {
  const obj: TypeName = typeName(name, () => type);
  const type = makeNamed({
    obj,
    typeParams: NONE,
    declared: () => declared,
    method: () => undefined,
    methodNames: NONE,
  });
  return obj;
}

function errorName(): TypeName {
  const result: Var = {
    kind: 'var',
    name: '',
    pkg: '',
    role: 'result',
    embedded: false,
    type: () => BASIC.string,
  };
  const method: Func = {
    kind: 'func',
    name: 'Error',
    pkg: '',
    pointerReceiver: false,
    type: () => ({
      kind: 'signature',
      typeParams: [],
      params: [],
      results: [result],
      variadic: false,
    }),
  };
  return named('error', { ...EMPTY_INTERFACE, methods: [method] });
}

/** `iota`: its value comes from the constant declaration around it. */
export const IOTA = constant('iota', 'untyped int');
const ERROR = errorName();
const ANY = aliasName('any', EMPTY_INTERFACE);
const BYTE = aliasName('byte', BASIC.uint8);
const RUNE = aliasName('rune', BASIC.int32);

export const ERROR_TYPE: Type = ERROR.type();
export const ANY_TYPE: Type = ANY.type();
export const BYTE_TYPE: Type = BYTE.type();
export const RUNE_TYPE: Type = RUNE.type();

const DEFAULTS: Readonly<Partial<Record<BasicName, Type>>> = {
  'untyped bool': BASIC.bool,
  'untyped int': BASIC.int,
  'untyped rune': RUNE_TYPE,
  'untyped float': BASIC.float64,
  'untyped complex': BASIC.complex128,
  'untyped string': BASIC.string,
};

/** The type that a value of an untyped constant takes where nothing says another; every other type is itself. */
export function defaultType(type: Type): Type {
  return (type.kind === 'basic' ? DEFAULTS[type.name] : undefined) ?? type;
}

const objects: Obj[] = [
  ...Object.values(BASIC)
    .filter((t) => !t.name.includes(' ') && !t.name.includes('.'))
    .map((t) => typeName(t.name, () => t)),
  ERROR,
  ANY,
  BYTE,
  RUNE,
  named('comparable', EMPTY_INTERFACE),
  constant('true', 'untyped bool', true),
  constant('false', 'untyped bool', false),
  IOTA,
  { kind: 'nil', name: 'nil', pkg: '' },
  ...BUILTINS.map((name): Obj => ({ kind: 'builtin', name, pkg: '' })),
];

export const UNIVERSE: ReadonlyMap<string, Obj> = new Map(objects.map((o) => [o.name, o]));

const unsafeObjects = new Map<string, Obj>([
  ...UNSAFE_BUILTINS.map((name): [string, Obj] => [name, { kind: 'builtin', name, pkg: 'unsafe' }]),
  [
    'Pointer',
    {
      kind: 'type',
      name: 'Pointer',
      pkg: 'unsafe',
      pkgName: 'unsafe',
      type: () => BASIC['unsafe.Pointer'],
    },
  ],
]);

export const UNSAFE: ImportedPackage = {
  path: 'unsafe',
  name: 'unsafe',
  lookup: (name) => unsafeObjects.get(name),
};
