/**
 * What the packages of a folder keep from one text of an open document to the next: files are the same objects with other
 * texts, and a package in which nothing but bodies of functions was edited is the same one.
 */
import type { PackageFile } from '../project/packageFiles';
import type { CheckOptions, PackageInfo } from '../types';
import { bringUpToDate, checkPackage } from '../types';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface KeptPackage {
  readonly latest: PackageInfo;
  /** As it was before something was wrong in its files that reaches over declarations. */
  readonly whole?: PackageInfo | undefined;
  readonly imported: PackageInfo | undefined;
}

/** Of the packages that are built for one target, from some of the files. */
export class KeptBuild {
  private readonly files = new Map<string, Writable<PackageFile>>();
  private readonly packages = new Map<string, KeptPackage>();

  /** The object that stands for a file, brought up to date. */
  file(newer: PackageFile): PackageFile {
    const known = this.files.get(newer.uri);
    if (known === undefined) {
      this.files.set(newer.uri, newer);
      return newer;
    }
    delete known.goLine;
    return Object.assign(known, newer);
  }

  /**
   * A package.
   * @param name which of the packages; one that was made of files under this name may be brought up to date
   * @param imported a package of this build that it imports
   */
  check(
    name: string,
    files: readonly PackageFile[],
    options: CheckOptions,
    imported?: PackageInfo,
  ): PackageInfo {
    const known = this.packages.get(name);
    const earlier = known?.imported === imported ? known : undefined;
    // Somebody types a brace, which swallows what follows, and another one, which gives that back.
    const { whole, latest } = earlier ?? {};
    const info =
      [whole, latest].find((one) => one && bringUpToDate(one, files)) ??
      checkPackage(files, options);
    const clean = files.every(({ ast }) => ast.readErrors.length === 0);
    const kept =
      clean || info === whole ? undefined : (whole ?? (info === latest ? undefined : latest));
    this.packages.set(name, { latest: info, whole: kept, imported });
    return info;
  }
}

/** Builds by name. */
export class KeptUnits {
  private readonly builds = new Map<string, KeptBuild>();
  private loaded = 0;

  /**
   * The folder is loaded anew. Gives the builds of this load; once there is a later one, those of an earlier load keep
   * nothing.
   */
  load(): (name: string) => KeptBuild {
    const load = ++this.loaded;
    return (name) => {
      if (load !== this.loaded) return new KeptBuild();
      let build = this.builds.get(name);
      if (build === undefined) this.builds.set(name, (build = new KeptBuild()));
      return build;
    };
  }
}
