/** What build constraints are read for. */
export interface BuildTarget {
  /** GOOS. */
  readonly os: string;
  /** GOARCH. */
  readonly arch: string;
  /** The toolchain is go1.N: the release tags go1.1 to go1.N hold. */
  readonly goMinor: number;
  /** Whether the tag `cgo` holds. On by default, as it is in a native build with a C compiler; C types are unknown then. */
  readonly cgo?: boolean;
  /** Further tags that hold (`-tags`). */
  readonly tags?: readonly string[];
}
