/** What a fix may look at. units.ts makes it once for a package; rules and fixes see the same. */
import type { Sourced } from '../contracts/findings';
import type { Settings } from '../contracts/settings';
import type { PackageInfo, SourceFile } from '../types/info';
import type { PackageFacts } from '../facts/facts';

export interface FixContext {
  /** The included files and the in-package tests of the folder, checked together. */
  readonly info: PackageInfo;
  /** The external test package `p_test` of the folder, which can name exported fields. */
  readonly externalTests?: PackageInfo;
  /**
   * Every Go file of the folder in file name order: also tests, and files that the build constraints leave out. A
   * name-based fix must look at the left-out ones, because they are the same package on another platform.
   */
  readonly files: readonly SourceFile[];
  readonly facts: PackageFacts;
  /**
   * The minor number of the `go` line of the module: which language features and std APIs a fix may use; a file's
   * own `goLine` (a `//go:build go1.N` line) overrides it. Undefined without a go.mod: only what Go 1.18 has.
   */
  readonly goLine: Sourced<number | undefined>;
  readonly settings: Settings;
}

/** The minor Go version whose language and std a fix may use in a file. */
export function languageOf(context: FixContext, file: SourceFile): number {
  return file.goLine ?? context.goLine.value ?? 18;
}
