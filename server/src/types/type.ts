/**
 * The type model. It follows `go/types` (Go 1.27): the same kinds, identity by object for named types, `underlying`
 * computed when asked for. What is not known is a type of its own that carries the reason, so that no caller can
 * mistake it for a size of zero.
 */
import type { Obj, TypeName, Var } from './object';

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
}
/** A use of an alias declaration; transparent for identity and size, kept for display. */
export interface AliasType {
  readonly kind: 'alias';
  readonly obj: TypeName;
  readonly typeArgs: readonly Type[];
  readonly actual: () => Type;
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
  readonly recv?: Var;
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
  readonly methods: readonly Obj[];
  /** Embedded interfaces, unions and `~T` terms. */
  readonly embeds: readonly Type[];
  /** The type set's terms where the interface is a constraint with a type list; undefined for a plain interface. */
  readonly terms?: readonly { readonly tilde: boolean; readonly type: Type }[];
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
}
