/**
 * Declared things, as `go/types` calls them objects. One declaration makes one object: objects are compared by
 * identity, also across files of a package, so a field's uses everywhere lead to the same `Var`.
 */
import type { Type } from './type';

interface Declared {
  readonly name: string;
  /** Where the name is declared; undefined for the universe and for packages known from the std table only. */
  readonly at?: Location;
  /** Import path of the declaring package; '' for the universe. */
  readonly pkg: string;
}

/** UTF-16 offsets of the declaring identifier. */
export interface Location {
  readonly uri: string;
  readonly pos: number;
  readonly end: number;
}

export interface Var extends Declared {
  readonly kind: 'var';
  readonly role: 'package' | 'local' | 'param' | 'result' | 'receiver' | 'field';
  readonly embedded: boolean;
  readonly type: () => Type;
  /** For a field of a named struct type: that type's name, for display as `Cache.items`. */
  readonly owner?: string;
  /** For a field of an instantiated generic struct: the field as it is declared. Compare `v.origin ?? v`. */
  readonly origin?: Var;
}
export interface Const extends Declared {
  readonly kind: 'const';
  readonly type: () => Type;
  readonly value: () => ConstValue | undefined;
}
export interface TypeName extends Declared {
  readonly kind: 'type';
  /** The name in the package clause of the declaring package, for display; '' for the universe. */
  readonly pkgName: string;
  readonly type: () => Type;
}
export interface Func extends Declared {
  readonly kind: 'func';
  /** A signature, or unknown. */
  readonly type: () => Type;
  /** For a method: the receiver is `*T`. */
  readonly pointerReceiver: boolean;
  /** For a method: the name of the receiver's base type. */
  readonly recvName?: string;
  /** For a method of an instantiated generic type: the method as it is declared. Compare `f.origin ?? f`. */
  readonly origin?: Func;
}
export interface PkgName extends Declared {
  readonly kind: 'pkgname';
  /** The import path. */
  readonly path: string;
}
export interface Builtin extends Declared {
  readonly kind: 'builtin';
}
export interface Nil extends Declared {
  readonly kind: 'nil';
}

export type Obj = Var | Const | TypeName | Func | PkgName | Builtin | Nil;

/** An exact constant. Floats that are not integers are kept as numbers: only integers decide sizes. */
export type ConstValue = bigint | boolean | string | number;
