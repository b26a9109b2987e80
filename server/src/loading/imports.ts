/**
 * The packages that others import: found, read and scanned when the first name of them is asked for, shared by all that
 * import them, and forgotten when a file of theirs, or of what they import, changes.
 */
import type { Arch } from '../../../runtime';
import { once } from '../base/once';
import type { Observer } from '../contracts/workspace';
import type { BuildTarget } from '../project/buildTarget';
import { isIncluded, nameMatches } from '../project/buildConstraints';
import { goFileNames } from '../project/packageFiles';
import type { PackageFolder, Resolution, Resolver } from '../project/resolve';
import { joinUri } from '../project/uri';
import type { Reader } from '../project/reader';
import type { GoParser } from '../syntax/parser';
import type { ImportedPackage, Importer, SourceFile, UnknownPackage } from '../types';
import { checkPackage, stdImporter } from '../types';

/** What packages are built for. */
export interface ImportTarget extends BuildTarget {
  /** Whose sizes types have; GOARCH may be one that sizes are not known of. */
  readonly sizes: Arch;
  /** Minor version of the oldest Go that may build, for the std table: what has changed since then is unknown. */
  readonly oldestGo: number;
}

interface Entry {
  readonly package: ImportedPackage | UnknownPackage;
  readonly folder: string;
  /** Keys of packages that import it. */
  readonly importedBy: Set<string>;
  /** Folders that got an importer, and used it for this package. */
  readonly dependents: Set<string>;
}

/** A file as every build sees it. */
interface ImportedFile {
  readonly text: string | undefined;
  /** Scanned when a build takes it. */
  readonly source: () => SourceFile;
}

export class Imports {
  private readonly packages = new Map<string, Entry>();
  private readonly byFolder = new Map<string, Set<string>>();
  /** Files by folder and name; builds for several systems share them. */
  private readonly scanned = new Map<string, Map<string, ImportedFile>>();
  /** UTF-16 length of the texts of `scanned`. */
  private size = 0;

  /** @param mostText UTF-16 length of the texts that are kept; more only where one folder depends on more */
  constructor(
    private readonly reader: Reader,
    private readonly parser: GoParser,
    private readonly mostText: number,
    private readonly observe?: Observer,
  ) {}

  /**
   * What the package in a folder imports.
   * @param dependent the folder, by URI; `invalidate` names it when something of what it imported has changed
   */
  importer(dependent: string, resolver: Resolver, target: ImportTarget): Importer {
    const use = (entry: Entry): unknown => entry.dependents.add(dependent);
    return this.makeImporter(dependent, resolver, target, use);
  }

  /** Forgets the package of a folder and all that depend on it; gives the dependents among those that got an importer. */
  invalidate(folder: string): ReadonlySet<string> {
    const dependents = new Set<string>();
    for (const key of [...(this.byFolder.get(folder) ?? [])]) this.forget(key, dependents);
    this.forgetTexts(folder);
    return dependents;
  }

  /** Forgets everything. */
  clear(): void {
    this.packages.clear();
    this.byFolder.clear();
    this.scanned.clear();
    this.size = 0;
  }

  /**
   * When more text is kept than allowed, forgets all that a folder does not depend on; gives the folders that did. Not
   * while something is being computed.
   */
  trim(folder: string): ReadonlySet<string> {
    const forgotten = new Set<string>();
    if (this.size <= this.mostText) return forgotten;
    const needed = new Map<string, boolean>();
    const isNeeded = (key: string): boolean => {
      const known = needed.get(key);
      if (known !== undefined) return known;
      // A package that imports itself in a circle is not needed for that.
      needed.set(key, false);
      const entry = this.packages.get(key);
      const result =
        entry !== undefined &&
        (entry.dependents.has(folder) || [...entry.importedBy].some(isNeeded));
      needed.set(key, result);
      return result;
    };
    for (const key of [...this.packages.keys()]) if (!isNeeded(key)) this.forget(key, forgotten);
    for (const scanned of [...this.scanned.keys()]) {
      if ((this.byFolder.get(scanned)?.size ?? 0) === 0) this.forgetTexts(scanned);
    }
    return forgotten;
  }

  private load(found: PackageFolder, target: ImportTarget, key: string): Entry {
    const known = this.packages.get(key);
    if (known !== undefined) return known;
    const { folder, path, imports } = found;
    const files = this.filesOf(folder, target);
    const use = (entry: Entry): unknown => entry.importedBy.add(key);
    const importer = this.makeImporter(leadsTo(found), imports, target, use);
    const entry: Entry = {
      package:
        files.length === 0
          ? { unknown: whyEmpty(path, [...(this.scanned.get(folder)?.values() ?? [])]) }
          : checkPackage(files, { path, arch: target.sizes, importer }),
      folder,
      importedBy: new Set(),
      dependents: new Set(),
    };
    this.packages.set(key, entry);
    const keys = this.byFolder.get(folder);
    if (keys === undefined) this.byFolder.set(folder, new Set([key]));
    else keys.add(key);
    return entry;
  }

  /** The files of a folder's package, without tests, that its build constraints choose. */
  private filesOf(folder: string, target: BuildTarget): readonly SourceFile[] {
    const names = goFileNames(this.reader.entries(folder) ?? []).filter(
      (name) => !name.endsWith('_test.go') && nameMatches(name, target),
    );
    const known = this.scanned.get(folder) ?? new Map<string, ImportedFile>();
    this.scanned.set(folder, known);
    const unread = names.filter((name) => !known.has(name));
    const texts = this.reader.texts(unread.map((name) => joinUri(folder, name)));
    unread.forEach((name, i) => {
      const text = texts[i];
      this.size += text?.length ?? 0;
      known.set(name, importedFile(joinUri(folder, name), text, this.parser));
    });
    const files: SourceFile[] = [];
    for (const name of names) {
      const file = known.get(name);
      if (file?.text === undefined || !isIncluded(name, file.text, target).included) continue;
      const source = file.source();
      const packageName = source.ast.packageName?.name;
      // The go command ignores this package name (go/build, Context.Import).
      if (packageName === 'documentation') continue;
      // Files of another package are an error in the program; the first ones count.
      if (files.length > 0 && packageName !== files[0]?.ast.packageName?.name) continue;
      files.push(source);
    }
    return files;
  }

  /** @param by who imports, for the observer */
  private makeImporter(
    by: string,
    resolver: Resolver,
    target: ImportTarget,
    use: (entry: Entry) => unknown,
  ): Importer {
    const std = stdImporter(target.sizes, target.oldestGo, target.os);
    const known = new Map<string, ImportedPackage | UnknownPackage>();
    const find = (path: string): ImportedPackage | UnknownPackage => {
      const found = resolver.resolve(path);
      const leads = leadsTo(found);
      this.observe?.({ kind: 'import', by, path, leads });
      if ('unknown' in found) return found;
      if ('std' in found) return std.import(path);
      const key = `${leads} ${targetKey(target)}`;
      const entry = this.load(found, target, key);
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

  private forget(key: string, dependents: Set<string>): void {
    const entry = this.packages.get(key);
    if (entry === undefined) return;
    this.packages.delete(key);
    this.byFolder.get(entry.folder)?.delete(key);
    for (const dependent of entry.dependents) dependents.add(dependent);
    for (const importer of entry.importedBy) this.forget(importer, dependents);
  }

  private forgetTexts(folder: string): void {
    for (const { text } of this.scanned.get(folder)?.values() ?? []) this.size -= text?.length ?? 0;
    this.scanned.delete(folder);
  }
}

/** Where an import leads, as a line of text: to a folder, whose own imports a resolver finds; to std's table; or nowhere. */
export function leadsTo(found: Resolution): string {
  if ('unknown' in found) return `nowhere: ${found.unknown}`;
  return 'std' in found ? 'std' : `${found.folder} ${found.imports.key}`;
}

function whyEmpty(path: string, files: readonly ImportedFile[]): string {
  return files.length > 0 && files.every(({ text }) => text === undefined)
    ? `the files of package ${path} cannot be read`
    : `build constraints exclude all Go files of package ${path}`;
}

/** Equal for targets that choose the same files and give them the same sizes. */
export function targetKey({ os, arch, goMinor, cgo, sizes, oldestGo }: ImportTarget): string {
  return `${os}/${arch}/${goMinor}/${cgo === false ? 'nocgo' : ''}/${sizes}/${oldestGo}`;
}

function importedFile(uri: string, text: string | undefined, parser: GoParser): ImportedFile {
  return {
    text,
    source: once(() => ({
      uri,
      text: text ?? '',
      ast: parser.parseLazily(text ?? ''),
      test: false,
      included: true,
    })),
  };
}
