/**
 * The packages that others import: found, read and scanned when the first name of them is asked for, shared by all that
 * import them, and forgotten when a file of theirs, or of what they import, changes.
 */
import type { Arch } from '../../runtime';
import type { BuildTarget } from './project/buildConstraints';
import { isIncluded } from './project/buildConstraints';
import { goFileNames } from './project/packageFiles';
import type { PackageFolder, Resolver } from './project/resolve';
import { joinUri } from './project/uri';
import type { Reader } from './reader';
import type { ImportSpec } from './syntax/ast';
import { outline } from './syntax/outline';
import type { GoParser } from './syntax/parser';
import type { ImportedPackage, Importer, OutlinedFile, UnknownPackage } from './types';
import { outlinePackage, stdImporter } from './types';

/** What packages are built for. */
export interface ImportTarget extends BuildTarget {
  readonly arch: Arch;
}

export interface Imports {
  /**
   * What the package in a folder imports.
   * @param dependent the folder, by URI; `invalidate` names it when something of what it imported has changed
   */
  importer(dependent: string, resolver: Resolver, target: ImportTarget): Importer;
  /** Forgets the package of a folder and all that depend on it; gives the dependents among those that got an importer. */
  invalidate(folder: string): ReadonlySet<string>;
  /** Forgets everything. */
  clear(): void;
  /** Lets go of packages when they hold more text than is kept; not while something is being computed. */
  trim(): void;
}

interface Entry {
  readonly package: ImportedPackage | UnknownPackage;
  readonly folder: string;
  /** UTF-16 length of its files. */
  readonly size: number;
  /** Keys of packages that import it. */
  readonly importedBy: Set<string>;
  /** Folders that got an importer, and used it for this package. */
  readonly dependents: Set<string>;
}

/** UTF-16 length of the texts that are kept. */
const MOST_TEXT = 150_000_000;

export function createImports(reader: Reader, parser: GoParser): Imports {
  const packages = new Map<string, Entry>();
  const byFolder = new Map<string, Set<string>>();
  let size = 0;

  function load(found: PackageFolder, target: ImportTarget, key: string): Entry {
    const known = packages.get(key);
    if (known !== undefined) return known;
    const { folder, path, imports } = found;
    const { files, size: length } = readFiles(reader, parser, folder, target);
    const importer = makeImporter(imports, target, (entry) => entry.importedBy.add(key));
    const entry: Entry = {
      package:
        files.length === 0
          ? { unknown: `build constraints exclude all Go files of package ${path}` }
          : outlinePackage(files, { path, arch: target.arch, importer }),
      folder,
      size: length,
      importedBy: new Set(),
      dependents: new Set(),
    };
    packages.set(key, entry);
    size += length;
    const keys = byFolder.get(folder);
    if (keys === undefined) byFolder.set(folder, new Set([key]));
    else keys.add(key);
    return entry;
  }

  function makeImporter(
    resolver: Resolver,
    target: ImportTarget,
    use: (entry: Entry) => void,
  ): Importer {
    const std = stdImporter(target.arch, target.goMinor);
    const known = new Map<string, ImportedPackage | UnknownPackage>();
    const find = (path: string): ImportedPackage | UnknownPackage => {
      const found = resolver.resolve(path);
      if ('unknown' in found) return found;
      if ('std' in found) return std.import(path);
      const { os, arch, goMinor } = target;
      const key = `${found.folder} ${found.imports.key} ${os}/${arch}/${goMinor}`;
      const entry = load(found, target, key);
      use(entry);
      return entry.package;
    };
    return {
      import(path) {
        let imported = known.get(path);
        if (imported === undefined) known.set(path, (imported = find(path)));
        return imported;
      },
    };
  }

  function forget(key: string, dependents: Set<string>): void {
    const entry = packages.get(key);
    if (entry === undefined) return;
    packages.delete(key);
    byFolder.get(entry.folder)?.delete(key);
    size -= entry.size;
    for (const dependent of entry.dependents) dependents.add(dependent);
    for (const importer of entry.importedBy) forget(importer, dependents);
  }

  function clear(): void {
    packages.clear();
    byFolder.clear();
    size = 0;
  }

  return {
    importer: (dependent, resolver, target) =>
      makeImporter(resolver, target, (entry) => entry.dependents.add(dependent)),
    invalidate(folder) {
      const dependents = new Set<string>();
      for (const key of [...(byFolder.get(folder) ?? [])]) forget(key, dependents);
      return dependents;
    },
    clear,
    trim() {
      if (size > MOST_TEXT) clear();
    },
  };
}

/** The files of a folder's package, without tests, that its build constraints choose. */
function readFiles(
  reader: Reader,
  parser: GoParser,
  folder: string,
  target: BuildTarget,
): { readonly files: readonly OutlinedFile[]; readonly size: number } {
  const names = goFileNames(reader.entries(folder) ?? []).filter(
    (name) => !name.endsWith('_test.go'),
  );
  const uris = names.map((name) => joinUri(folder, name));
  const texts = reader.texts(uris);
  const files: OutlinedFile[] = [];
  let size = 0;
  names.forEach((name, i) => {
    const [uri, text] = [uris[i], texts[i]];
    if (uri === undefined || text === undefined) return;
    if (!isIncluded(name, text, target).included) return;
    const file = outlinedFile(uri, text, parser);
    // The go command ignores this package name (go/build, Context.Import).
    if (file.packageName === 'documentation') return;
    // Files of another package are an error in the program; the first ones count.
    if (files.length > 0 && file.packageName !== files[0]?.packageName) return;
    files.push(file);
    size += text.length;
  });
  return { files, size };
}

function outlinedFile(uri: string, text: string, parser: GoParser): OutlinedFile {
  const { packageName, decls } = outline(text);
  const isImport = ({ tok }: { readonly tok: string }): boolean => tok === 'import';
  return {
    uri,
    packageName,
    imports: () =>
      decls
        .filter(isImport)
        .flatMap(({ pos, end }) => parser.parsePart(text, pos, end))
        .flatMap((decl) => (decl.kind === 'GenDecl' ? decl.specs : []))
        .filter((spec): spec is ImportSpec => spec.kind === 'ImportSpec'),
    decls: decls
      .filter((decl) => !isImport(decl))
      .map(({ pos, end, names, recv, alias }) => ({
        names,
        ...(recv !== undefined && { recv }),
        ...(alias === true && { alias }),
        parse: () => parser.parsePart(text, pos, end),
      })),
  };
}
