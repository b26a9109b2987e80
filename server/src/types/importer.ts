/** How the type layer reaches other packages. */
import type { Obj } from './object';

/** What may be asked of an imported package. `PackageInfo` satisfies it, so that packages from source can be imported. */
export interface ImportedPackage {
  readonly path: string;
  /** The name in the package clause. */
  readonly name: string;
  /** The object declared at package level under this name; callers ask for exported names only. */
  lookup(name: string): Obj | undefined;
}

export interface UnknownPackage {
  /** One short clause for people: "package example.com/x is not loaded". */
  readonly unknown: string;
}

export interface Importer {
  /** Never throws. The same path gives the same package, so that objects stay identical. */
  import(path: string): ImportedPackage | UnknownPackage;
}

/** An importer that knows nothing. */
export const NO_IMPORTS: Importer = {
  import: (path) => ({ unknown: `package ${path} is not loaded` }),
};
