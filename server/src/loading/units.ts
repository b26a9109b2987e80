/** The packages that the files of one folder make up, for the configured build and for files that it leaves out. */
import { parseArch } from '../../../runtime';
import { collectFacts } from '../facts/collect';
import type { PackageFacts } from '../facts/facts';
import type { FixContext } from '../fixes/context';
import type { ImportTarget } from './imports';
import { targetKey } from './imports';
import type { KeptBuild } from './keptUnits';
import { once } from '../base/once';
import type { BuildTarget } from '../project/buildTarget';
import type { GoVersions } from '../project/goVersion';
import { targetOf } from '../project/otherTarget';
import type { FolderFile, PackageFile } from '../project/packageFiles';
import { groupFiles } from '../project/packageFiles';
import type { KnownVersion, RuleContext } from '../rules/rule';
import type { Settings } from '../contracts/settings';
import type { File } from '../syntax/ast';
import { declaredBy } from '../syntax/lazyFile';
import type { Importer, PackageInfo, SourceFile } from '../types';
import { toShape } from '../types';
import type { FileProblem } from '../contracts/workspace';

/** Files of one folder that are checked together, with what rules and fixes look at. */
export interface Unit {
  readonly context: RuleContext;
  /** What each file of the unit is checked as: the package, or its external tests. */
  readonly infos: readonly PackageInfo[];
}

/** What a folder holds at one moment. */
export interface Folder {
  readonly versions: GoVersions;
  /** Where the sizes of the standard library's types are from: `source of go1.26.1`, `table of go1.27.0`. */
  readonly std: string;
  readonly problems: readonly FileProblem[];
  /** Whether `unitOf` and `withoutTests` give different packages. */
  readonly hasTests: boolean;
  /** The package of the folder; for a file of another package or left out by its build constraints, one with that file in it. */
  unitOf(uri: string): Unit | undefined;
  /** As `unitOf`, but without the tests of the package, which are not even scanned, where the file is not itself one. */
  withoutTests(uri: string): Unit | undefined;
}

/** What is kept of each build, by name. */
type Builds = (name: string) => KeptBuild;

/** A file that was read. */
export interface Loaded {
  readonly text: string;
  /** Scanned when it is first asked for. */
  readonly ast: () => File;
}

export interface LoadedFile extends Loaded {
  readonly name: string;
  readonly uri: string;
}

/** What the units of one build have in common. */
interface UnitFacts extends Omit<FolderFacts, 'importer'> {
  readonly importer: Importer;
}

export interface FolderFacts {
  readonly path: string;
  readonly versions: GoVersions;
  readonly std: string;
  readonly problems: readonly FileProblem[];
  readonly settings: Settings;
  readonly importer: (target: ImportTarget) => Importer;
  readonly inModule: boolean;
}

export function makeFolder(
  loaded: readonly LoadedFile[],
  target: ImportTarget,
  kept: Builds,
  facts: FolderFacts,
): Folder {
  const tests = loaded.filter(isTest);
  const all = once(() => buildsOf(loaded, target, kept, facts));
  const own = once(() => {
    const files = loaded.filter((file) => !isTest(file));
    return buildsOf(files, target, (name) => kept(`${name} without tests`), facts);
  });
  return {
    versions: facts.versions,
    std: facts.std,
    problems: facts.problems,
    hasTests: tests.length > 0,
    unitOf: (uri) => all()(uri),
    withoutTests(uri) {
      const without = tests.length > 0 && !tests.some((file) => file.uri === uri);
      return (without ? own() : all())(uri);
    },
  };
}

/** Builds for other systems are made for files that the configured one leaves out; this many are kept. */
const MOST_BUILDS = 2;

/** The unit of each file: in the configured build where that has it, else in one that does. */
function buildsOf(
  loaded: readonly LoadedFile[],
  target: ImportTarget,
  kept: Builds,
  facts: FolderFacts,
): (uri: string) => Unit | undefined {
  const builds = new Map<string, (uri: string) => Unit | undefined>();
  const configured = once(() => unitsOf(loaded, target, kept, facts));
  const targets = new Map<string, BuildTarget | undefined>();
  const targetFor = (uri: string): BuildTarget | undefined => {
    if (!targets.has(uri)) {
      const file = loaded.find((one) => one.uri === uri);
      targets.set(uri, file && targetOf(file.name, file.text, target));
    }
    return targets.get(uri);
  };
  return (uri) => {
    const build = targetFor(uri);
    if (build === undefined || build === target) return configured()(uri);
    const other = { ...target, ...build, sizes: parseArch(build.arch) ?? target.sizes };
    const key = targetKey(other);
    const units = builds.get(key) ?? unitsOf(loaded, other, kept, facts);
    builds.delete(key);
    builds.set(key, units);
    for (const oldest of builds.keys()) {
      if (builds.size <= MOST_BUILDS) break;
      builds.delete(oldest);
    }
    return units(uri);
  };
}

/** `_test.go`, by the file's decoded name. */
function isTest({ name }: { readonly name: string }): boolean {
  return name.endsWith('_test.go');
}

/** The unit that each file is in, for one target. */
function unitsOf(
  loaded: readonly LoadedFile[],
  target: ImportTarget,
  kept: Builds,
  common: FolderFacts,
): (uri: string) => Unit | undefined {
  const parsed = loaded.map(({ name, uri, text, ast }): FolderFile => ({
    name,
    uri,
    text,
    ast: ast(),
  }));
  const key = targetKey(target);
  const build = kept(key);
  const { files, externalTests, strays } = groupFiles(parsed, target, (file) => build.file(file));
  const settings = { ...common.settings, arch: target.sizes };
  const facts = { ...common, settings, importer: common.importer(target) };
  const included = files.filter((file) => file.included);
  const tests = externalTests.filter((file) => file.included);
  const main = once(() => makeUnit(files, included, tests, build, facts));
  const keptWith = (uri: string): KeptBuild => kept(`${key} with ${uri}`);
  /** Files that no build takes, such as programs of their own: one at a time is looked at. */
  let other: { readonly uri: string; readonly unit: Unit } | undefined;
  const withOther = (
    uri: string,
    all: readonly PackageFile[],
    checked: readonly PackageFile[],
  ): Unit => {
    if (other?.uri !== uri) {
      other = { uri, unit: makeUnit(all, checked, [], keptWith(uri), facts) };
    }
    return other.unit;
  };
  return (uri) => {
    const is = (file: PackageFile): boolean => file.uri === uri;
    const own = files.find(is);
    if (own?.included === true || tests.some(is)) return main();
    if (own !== undefined) {
      const taken = keptWith(uri).file({ ...own, included: true });
      return withOther(uri, files, withLeftOut(included, taken));
    }
    const alone = strays.find(is) ?? externalTests.find(is);
    return alone === undefined ? undefined : withOther(uri, [alone], [alone]);
  };
}

/** The package with a file that its build constraints leave out, taken all the same, in place of the files that declare the same names. */
function withLeftOut(included: readonly PackageFile[], own: PackageFile): readonly PackageFile[] {
  const declared = declaredNames(own.ast);
  const rest = included.filter((file) => {
    for (const name of declaredNames(file.ast)) if (declared.has(name)) return false;
    return true;
  });
  return [...rest, own];
}

/** The functions, types, variables and constants of a file, as they would collide. */
function declaredNames(file: File): ReadonlySet<string> {
  const declared = file.decls.map(declaredBy).filter(({ recv }) => recv === undefined);
  const names = new Set(declared.flatMap((decl) => decl.names));
  for (const free of ['_', 'init']) names.delete(free);
  return names;
}

function makeUnit(
  all: readonly SourceFile[],
  checked: readonly PackageFile[],
  tests: readonly PackageFile[],
  kept: KeptBuild,
  { path, versions, problems, settings, importer, inModule }: UnitFacts,
): Unit {
  const { arch } = settings;
  const info = kept.check('package', checked, { path, arch, importer });
  const external =
    tests.length === 0
      ? undefined
      : kept.check(
          'external tests',
          tests,
          {
            path: `${path}_test`,
            arch,
            importer: { import: (wanted) => (wanted === path ? info : importer.import(wanted)) },
          },
          info,
        );
  const facts = collectFacts(info, all);
  const context: FixContext = {
    info,
    ...(external && { externalTests: external }),
    files: [...all, ...tests],
    // A file that could not be read may do anything.
    facts: problems.length === 0 ? facts : incomplete(facts),
    goLine: {
      value: inModule ? versions.language.value.minor : undefined,
      origin: versions.language.origin,
    },
    settings,
  };
  return {
    context: {
      ...context,
      go: versions.toolchain,
      versions: {
        toolchain: known(versions.toolchain),
        'go line': known(versions.language),
        'go line of the main module': known(versions.main),
      },
      arch,
      shapeOf: (type) => toShape(type, arch, path),
    },
    infos: external === undefined ? [info] : [info, external],
  };
}

function known({
  value,
  assumed,
  lowerBound = false,
}: GoVersions[keyof GoVersions] & { readonly lowerBound?: boolean }): KnownVersion {
  return { minor: assumed === true ? undefined : value.minor, lowerBound };
}

/** Facts are computed when they are asked for, and must stay so. */
function incomplete(facts: PackageFacts): PackageFacts {
  return Object.create(facts, { complete: { value: false } }) as PackageFacts;
}
