import type { DirectoryEntry } from '../contracts/environment';
import type { File } from '../syntax/ast';
import type { BuildTarget } from './buildTarget';
import { isIncluded } from './buildConstraints';

/** A .go file of a folder, read and parsed by the caller. */
export interface FolderFile {
  /** Decoded name of the file. */
  readonly name: string;
  readonly uri: string;
  readonly text: string;
  readonly ast: File;
}

/** A file with what its name and constraints say. */
export interface PackageFile extends FolderFile {
  /** `_test.go`. */
  readonly test: boolean;
  readonly included: boolean;
  /** The N of `//go:build go1.N`. */
  readonly goLine?: number;
}

/** The packages of one folder. */
export interface FolderPackages {
  /** The package's name; undefined when no file has a package clause. */
  readonly name?: string;
  /** The package's files, tests of the same package among them, in file name order; also those that are not included. */
  readonly files: readonly PackageFile[];
  /** The files of the external test package (`name_test`). */
  readonly externalTests: readonly PackageFile[];
  /** Included files of another package than `name`: Go refuses such a folder, we keep them apart. */
  readonly strays: readonly PackageFile[];
}

/** The names of a folder's Go files, in order. Files that the go command ignores (`_x.go`, `.x.go`) are left out. */
export function goFileNames(entries: readonly DirectoryEntry[]): string[] {
  return entries
    .filter((e) => e.kind !== 'directory' && e.name.endsWith('.go') && !/^[._]/.test(e.name))
    .map((e) => e.name)
    .sort(byCodeUnits);
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Groups a folder's files into its package, its tests and its external test package.
 * @param asKept the object that stands for a file
 */
export function groupFiles(
  files: readonly FolderFile[],
  target: BuildTarget,
  asKept: (file: PackageFile) => PackageFile = (file) => file,
): FolderPackages {
  const all = files
    .map((file) =>
      asKept({
        ...file,
        test: file.name.endsWith('_test.go'),
        ...isIncluded(file.name, file.text, target),
      }),
    )
    .sort((a, b) => byCodeUnits(a.name, b.name));
  const name = packageName(all);
  const external = (f: PackageFile): boolean =>
    f.test && f.ast.packageName !== undefined && f.ast.packageName.name === `${name ?? ''}_test`;
  const own = (f: PackageFile): boolean =>
    f.ast.packageName === undefined || f.ast.packageName.name === name;
  return {
    ...(name !== undefined && { name }),
    files: all.filter((f) => !external(f) && own(f)),
    externalTests: all.filter(external),
    strays: all.filter((f) => !external(f) && !own(f)),
  };
}

/** The name that the included files agree on; of the tests, without `_test`, when there is nothing else. */
function packageName(files: readonly PackageFile[]): string | undefined {
  const named = files.filter((f) => f.ast.packageName !== undefined);
  const pick =
    named.find((f) => f.included && !f.test) ??
    named.find((f) => f.included) ??
    named.find((f) => !f.test && f.ast.packageName?.name !== 'main') ??
    named[0];
  const name = pick?.ast.packageName?.name;
  if (name === undefined || pick === undefined) return undefined;
  return pick.test && name.endsWith('_test') ? name.slice(0, -'_test'.length) : name;
}
