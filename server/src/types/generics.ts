/** Declared types, their instances, and the replacement of type parameters by type arguments. */
import { CYCLE, underlying } from './basic';
import { lazy } from './lazy';
import type { Func, TypeName, Var } from './object';
import type {
  AliasType,
  InterfaceType,
  NamedType,
  SignatureType,
  StructType,
  Type,
  TypeParamType,
} from './type';
import { typeKey } from './typeKey';

/** What a declared type is made of. */
export interface NamedDeclaration {
  readonly obj: TypeName;
  readonly typeParams: () => readonly TypeParamType[];
  /** The type on the right-hand side of the declaration; may be a name itself. */
  readonly declared: () => Type;
  readonly method: (name: string) => Func | undefined;
  readonly methodNames: () => readonly string[];
}

/** A declared type; the generic type itself when it has type parameters. */
export function makeNamed(d: NamedDeclaration): NamedType {
  return {
    kind: 'named',
    obj: d.obj,
    typeArgs: [],
    typeParams: d.typeParams,
    underlying: lazy(() => underlying(d.declared()), CYCLE),
    method: d.method,
    methodNames: d.methodNames,
  };
}

/**
 * The instances in use of each generic type, by the key of their type arguments. Weak, since the generic types of the
 * standard library stay for as long as the process: an `atomic.Pointer[T]` would keep the whole package of T with them.
 */
type Instances<T extends object> = WeakMap<T, Map<string, WeakRef<T>>>;

const namedInstances: Instances<NamedType> = new WeakMap();
const aliasInstances: Instances<AliasType> = new WeakMap();
const forgotten = new FinalizationRegistry<() => void>((forget) => forget());
const NO_PARAMS = (): readonly TypeParamType[] => [];

/** `generic[args]`. The number of arguments must be that of the parameters; callers check. */
export function instantiate(
  generic: NamedType | AliasType,
  args: readonly Type[],
): NamedType | AliasType {
  return generic.kind === 'alias'
    ? instanceOf(generic, args, aliasInstances, aliasInstance)
    : instanceOf(generic, args, namedInstances, namedInstance);
}

/** The one instance of a generic type with these type arguments. */
function instanceOf<T extends object>(
  generic: T,
  args: readonly Type[],
  instances: Instances<T>,
  make: (generic: T, args: readonly Type[]) => T,
): T {
  let known = instances.get(generic);
  if (known === undefined) {
    known = new Map<string, WeakRef<T>>();
    instances.set(generic, known);
  }
  const key = args.map(typeKey).join(',');
  let instance = known.get(key)?.deref();
  if (instance === undefined) keep(known, key, (instance = make(generic, args)));
  return instance;
}

const aliasOrigins = new WeakMap<AliasType, AliasType>();

function aliasInstance(generic: AliasType, args: readonly Type[]): AliasType {
  const instance: AliasType = {
    kind: 'alias',
    obj: generic.obj,
    typeArgs: args,
    typeParams: NO_PARAMS,
    actual: lazy(() => subst(generic.actual(), substitution(generic.typeParams(), args)), CYCLE),
  };
  aliasOrigins.set(instance, generic);
  return instance;
}

function namedInstance(generic: NamedType, args: readonly Type[]): NamedType {
  const methods = new Map<string, Func | undefined>();
  return {
    kind: 'named',
    obj: generic.obj,
    typeArgs: args,
    origin: generic,
    typeParams: NO_PARAMS,
    underlying: lazy(
      () => underlying(subst(generic.underlying(), substitution(generic.typeParams(), args))),
      CYCLE,
    ),
    method: (name) => {
      if (!methods.has(name)) methods.set(name, instanceMethod(generic, name, args));
      return methods.get(name);
    },
    methodNames: generic.methodNames,
  };
}

/** Adds an instance, for as long as something else refers to it. */
function keep<T extends object>(known: Map<string, WeakRef<T>>, key: string, instance: T): void {
  const weak = new WeakRef(instance);
  known.set(key, weak);
  forgotten.register(instance, () => {
    if (known.get(key) === weak) known.delete(key);
  });
}

function instanceMethod(generic: NamedType, name: string, args: readonly Type[]): Func | undefined {
  const method = generic.method(name);
  if (method === undefined) return undefined;
  return substFunc(method, () => {
    const type = method.type();
    const params = type.kind === 'signature' ? (type.recvTypeParams ?? []) : [];
    return substitution(params, args);
  });
}

// Substitution -----------------------------------------------------------------------------------------------------

export type Substitution = ReadonlyMap<TypeParamType, Type>;

export function substitution(
  params: readonly TypeParamType[],
  args: readonly Type[],
): Substitution {
  const map = new Map<TypeParamType, Type>();
  params.forEach((p, i) => {
    const arg = args[i];
    if (arg !== undefined) map.set(p, arg);
  });
  return map;
}

/** `type` with its type parameters replaced. What mentions none of them is shared, not copied. */
export function subst(type: Type, map: Substitution): Type {
  if (map.size === 0) return type;
  switch (type.kind) {
    case 'basic':
    case 'unknown':
      return type;
    case 'typeparam':
      return map.get(type) ?? type;
    case 'named':
    case 'alias': {
      if (type.typeArgs.length === 0) return type;
      const known = substituted(map);
      let replaced = known.get(type);
      if (replaced === undefined) known.set(type, (replaced = substInstance(type, map)));
      return replaced;
    }
    case 'pointer':
    case 'slice':
    case 'array':
    case 'chan': {
      const elem = subst(type.elem, map);
      return elem === type.elem ? type : { ...type, elem };
    }
    case 'map': {
      const key = subst(type.key, map);
      const elem = subst(type.elem, map);
      return key === type.key && elem === type.elem ? type : { kind: 'map', key, elem };
    }
    case 'tuple': {
      const types = substAll(type.types, map);
      return types === type.types ? type : { kind: 'tuple', types };
    }
    case 'signature':
      return substSignature(type, map);
    case 'struct':
      return substStruct(type, map);
    case 'interface':
      return substInterface(type, map);
  }
}

/** The instances that a substitution has been applied to: an instance may mention another in each of its arguments. */
const applied = new WeakMap<Substitution, Map<Type, Type>>();

function substituted(map: Substitution): Map<Type, Type> {
  let known = applied.get(map);
  if (known === undefined) applied.set(map, (known = new Map<Type, Type>()));
  return known;
}

function substInstance(type: NamedType | AliasType, map: Substitution): Type {
  const args = substAll(type.typeArgs, map);
  if (args === type.typeArgs) return type;
  const generic = type.kind === 'named' ? type.origin : aliasOrigins.get(type);
  return generic === undefined ? type : instantiate(generic, args);
}

function substAll(types: readonly Type[], map: Substitution): readonly Type[] {
  const out = types.map((t) => subst(t, map));
  return out.some((t, i) => t !== types[i]) ? out : types;
}

function substVar(v: Var, map: () => Substitution): Var {
  return { ...v, type: lazy(() => subst(v.type(), map()), CYCLE), origin: v.origin ?? v };
}

function substFunc(f: Func, map: () => Substitution): Func {
  return { ...f, type: lazy(() => subst(f.type(), map()), CYCLE), origin: f.origin ?? f };
}

function substSignature(type: SignatureType, map: Substitution): SignatureType {
  const each = (v: Var): Var => substVar(v, () => map);
  return {
    ...type,
    ...(type.recv === undefined ? {} : { recv: each(type.recv) }),
    params: type.params.map(each),
    results: type.results.map(each),
  };
}

function substStruct(type: StructType, map: Substitution): StructType {
  if (type.fields.length === 0) return type;
  return { kind: 'struct', fields: type.fields.map((f) => substVar(f, () => map)) };
}

function substInterface(type: InterfaceType, map: Substitution): InterfaceType {
  return {
    kind: 'interface',
    methods: type.methods.map((m) => substFunc(m, () => map)),
    embeds: lazy(() => substAll(type.embeds(), map), []),
    unions: lazy(
      () =>
        type
          .unions()
          .map((u) => u.map((term) => ({ tilde: term.tilde, type: subst(term.type, map) }))),
      [],
    ),
  };
}
