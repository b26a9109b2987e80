/**
 * The type model. It follows `go/types` (Go 1.27): the same kinds, identity by object for named types, `underlying`
 * computed when asked for. What is not known is a type of its own that carries the reason, so that no caller can
 * mistake it for a size of zero.
 */
import type { Func, TypeName, Var } from './object';

export type Type =
  | BasicType
  | NamedType
  | AliasType
  | PointerType
  | SliceType
  | ArrayType
  | MapType
  | ChanType
  | SignatureType
  | StructType
  | InterfaceType
  | TupleType
  | TypeParamType
  | UnknownType;

export type BasicName =
  | 'bool'
  | 'int'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'uintptr'
  | 'float32'
  | 'float64'
  | 'complex64'
  | 'complex128'
  | 'string'
  | 'unsafe.Pointer'
  | 'untyped bool'
  | 'untyped int'
  | 'untyped rune'
  | 'untyped float'
  | 'untyped complex'
  | 'untyped string'
  | 'untyped nil';

export interface BasicType {
  readonly kind: 'basic';
  readonly name: BasicName;
}
export interface NamedType {
  readonly kind: 'named';
  readonly obj: TypeName;
  /** Empty for a type that is not generic, or for the generic type itself. */
  readonly typeArgs: readonly Type[];
  /** Never a NamedType or AliasType. Computed on demand; an unknown type for an invalid cycle. */
  readonly underlying: () => Type;
  /** The generic type that this type is an instance of; undefined for all others. Instances are unique per argument list. */
  readonly origin?: NamedType;
  /** Of the generic type itself; empty for instances and for types that are not generic. */
  readonly typeParams: () => readonly TypeParamType[];
  /** The method declared on the type under this name, its receiver's type parameters replaced by `typeArgs`. */
  readonly method: (name: string) => Func | undefined;
  /** The names of all declared methods. */
  readonly methodNames: () => readonly string[];
}
/** A use of an alias declaration; transparent for identity and size, kept for display. */
export interface AliasType {
  readonly kind: 'alias';
  readonly obj: TypeName;
  readonly typeArgs: readonly Type[];
  readonly actual: () => Type;
  /** Of a generic alias that is not instantiated; empty otherwise. */
  readonly typeParams: () => readonly TypeParamType[];
}
export interface PointerType {
  readonly kind: 'pointer';
  readonly elem: Type;
}
export interface SliceType {
  readonly kind: 'slice';
  readonly elem: Type;
}
export interface ArrayType {
  readonly kind: 'array';
  /** Undefined when the length is not a known constant; `lenReason` says why. */
  readonly len: bigint | undefined;
  readonly lenReason?: string;
  readonly elem: Type;
}
export interface MapType {
  readonly kind: 'map';
  readonly key: Type;
  readonly elem: Type;
}
export interface ChanType {
  readonly kind: 'chan';
  readonly dir: 'both' | 'send' | 'recv';
  readonly elem: Type;
}
export interface SignatureType {
  readonly kind: 'signature';
  readonly typeParams: readonly TypeParamType[];
  /** The type parameters that a method's receiver declares, `K` and `V` in `func (m *Map[K, V]) Get(k K) V`. */
  readonly recvTypeParams?: readonly TypeParamType[];
  readonly recv?: Var;
  /** The std table does not keep the parameters of functions that are not generic; `params` is empty then. */
  readonly paramsOmitted?: true;
  readonly params: readonly Var[];
  readonly results: readonly Var[];
  readonly variadic: boolean;
}
export interface StructType {
  readonly kind: 'struct';
  readonly fields: readonly Var[];
}
export interface InterfaceType {
  readonly kind: 'interface';
  readonly methods: readonly Func[];
  /** Embedded interfaces and other embedded single types. Computed on demand. */
  readonly embeds: () => readonly Type[];
  /** The embedded unions and `~T` terms, one list each. Computed on demand; empty for a plain interface. */
  readonly unions: () => readonly (readonly UnionTerm[])[];
  /** A constraint written without `interface{}` around it. */
  readonly implicit?: true;
}
export interface UnionTerm {
  readonly tilde: boolean;
  readonly type: Type;
}
export interface TupleType {
  readonly kind: 'tuple';
  readonly types: readonly Type[];
}
export interface TypeParamType {
  readonly kind: 'typeparam';
  readonly obj: TypeName;
  readonly constraint: () => Type;
}
export interface UnknownType {
  readonly kind: 'unknown';
  /** One short clause for people: "package example.com/x is not loaded". */
  readonly reason: string;
  /** How the source writes it, where it is the type of a type expression. */
  readonly text?: string;
}
