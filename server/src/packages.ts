/**
 * Loads the packages of folders when they are asked for and keeps them by content: a file that did not change keeps its
 * tree, a package none of whose files changed keeps its types and facts.
 */
import { parseArch } from '../../runtime';
import type { Environment } from './environment';
import { collectFacts } from './facts/collect';
import type { PackageFacts } from './facts/facts';
import type { FixContext } from './fixes/context';
import type { Overlay } from './overlay';
import type { Imports, ImportTarget } from './imports';
import { createImports, targetKey } from './imports';
import type { GoRoot } from './project/goRoot';
import { findGoRoot, goRootAt } from './project/goRoot';
import type { BuildTarget } from './project/buildConstraints';
import type { ModLocation, ModuleContext } from './project/module';
import { findModule, importPath, STD_MODULE } from './project/module';
import type { Resolver } from './project/resolve';
import { moduleResolver, stdResolver } from './project/resolve';
import type { Reader } from './reader';
import { createReader } from './reader';
import type { GoVersions } from './project/goVersion';
import { goVersions, oldestToolchain, withInstalled } from './project/goVersion';
import { targetOf } from './project/otherTarget';
import type { FolderFile, PackageFile } from './project/packageFiles';
import { goFileNames, groupFiles } from './project/packageFiles';
import { basename, joinUri, parentUri, sameUri } from './project/uri';
import type { RuleContext } from './rules/rule';
import type { Settings } from './settings';
import type { File } from './syntax/ast';
import type { GoParser } from './syntax/parser';
import { declaredBy } from './syntax/lazyFile';
import { decodeSource } from './syntax/source';
import type { Importer, PackageInfo, SourceFile } from './types';
import { checkPackage, STD_TABLE_GO, toShape } from './types';
import type { FileChange, FileProblem } from './workspace';

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
  /** The package of the folder; for a file of another package or left out by its build constraints, one with that file in it. */
  unitOf(uri: string): Unit | undefined;
  /** As `unitOf`, but without the tests of the package, which are not even parsed, where the file is not itself one. */
  withoutTests(uri: string): Unit | undefined;
}

export interface Packages {
  /** The folder of a file as it is now. Calls at the same time share the work. Never rejects for bad Go. */
  folderOf(uri: string): Promise<Folder>;
  /** Something about the file, or its existence, changed; `edited`: only the text of its open document. */
  invalidate(uri: string, change: FileChange | 'edited'): void;
  invalidateAll(): void;
  /**
   * Runs a computation over the package of a file, which reads other packages as it needs them; `run` must ask for the
   * folder itself, since it starts again when a file has to be waited for.
   */
  settle<T>(uri: string, run: () => T | Promise<T>): Promise<T>;
  /** Whether a folder that was looked at holds the file; true where nobody has looked. */
  isSaved(uri: string): boolean;
  /** The text of a file: its open buffer or what is saved; undefined, or the reason, when there is none. */
  text(uri: string): Promise<string | undefined>;
}

/** A file above this many bytes is not analysed: it would stop everything else for seconds. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Folders whose packages are kept, by number and by the UTF-16 length of their files; those of open documents besides. */
const MOST_FOLDERS = 24;
const MOST_KEPT_TEXT = 4_000_000;

const MODULE_FILE = /\/go\.(?:mod|work)$|\/vendor\/modules\.txt$/;

interface Loaded {
  readonly text: string;
  /** Parsed when it is first asked for. */
  readonly ast: () => File;
}

interface LoadedFile extends Loaded {
  readonly name: string;
  readonly uri: string;
}

interface Entry {
  stamp: number;
  /** UTF-16 length of its files; 0 until it is loaded. */
  size: number;
  folder?: Promise<Folder>;
}

export function createPackages(
  env: Environment,
  overlay: Overlay,
  parser: () => Promise<GoParser>,
  settings: () => Settings,
  mostText: number,
): Packages {
  const folders = new Map<string, Entry>();
  const reader = createReader(env, overlay);
  const goFolders = once(() => env.goFolders?.() ?? Promise.resolve(undefined));
  /** What the folders of a module have in common, by what `moduleKey` makes of it. */
  const surroundings = new Map<string, Promise<Surroundings>>();
  let imports: Imports | undefined;
  /** Saved files by URI, while they do not change. */
  const saved = new Map<string, Loaded | { readonly refused: string }>();
  const entryOf = (folder: string): Entry => {
    let entry = folders.get(folder);
    if (entry === undefined) {
      entry = { stamp: 0, size: 0 };
      folders.set(folder, entry);
    }
    return entry;
  };

  /** Moves a folder to the newest end, and lets go of the oldest that no open document is in. */
  function evict(newest: string): void {
    const entry = entryOf(newest);
    folders.delete(newest);
    folders.set(newest, entry);
    let text = 0;
    for (const { size } of folders.values()) text += size;
    const fits = (): boolean => folders.size <= MOST_FOLDERS && text <= MOST_KEPT_TEXT;
    if (fits()) return;
    const open = new Set([...overlay.uris()].map(parentUri));
    for (const [name, { size }] of folders) {
      if (fits()) return;
      if (name === newest || open.has(name)) continue;
      text -= size;
      folders.delete(name);
      for (const uri of saved.keys()) if (parentUri(uri) === name) saved.delete(uri);
    }
  }

  async function load(uri: string): Promise<Loaded | { readonly refused: string } | undefined> {
    const buffer = overlay.text(uri);
    const go = await parser();
    if (buffer !== undefined) {
      if (buffer.length > MOST_BYTES) return { refused: tooLarge(buffer.length) };
      const ast = overlay.parsed(uri, go);
      return ast === undefined ? undefined : { text: overlay.text(uri) ?? buffer, ast: () => ast };
    }
    const known = saved.get(uri);
    if (known !== undefined) return known;
    const bytes = await env.readFile(uri);
    if (bytes === undefined) return undefined;
    const loaded = parseSaved(bytes, go);
    saved.set(uri, loaded);
    return loaded;
  }

  async function loadFolder(uri: string): Promise<Folder> {
    const listed = (await env.readDirectory(uri)) ?? [];
    const names = goFileNames(listed);
    const uris = names.map((name) => joinUri(uri, name));
    for (const open of overlay.uris()) {
      // A document that has no folder, such as an untitled one, is a package of its own.
      const inFolder = open === uri || (open.endsWith('.go') && parentUri(open) === uri);
      if (inFolder && !uris.some((other) => sameUri(other, open))) uris.push(open);
    }
    const files: LoadedFile[] = [];
    const problems: FileProblem[] = [];
    const loaded = await Promise.all(
      uris.map(async (listedUri) => {
        const file = [...overlay.uris()].find((open) => sameUri(open, listedUri)) ?? listedUri;
        return { file, source: await load(file) };
      }),
    );
    for (const { file, source } of loaded) {
      if (source === undefined) problems.push({ uri: file, message: 'The file cannot be read.' });
      else if ('refused' in source) problems.push({ uri: file, message: source.refused });
      else files.push({ name: basename(file), uri: file, ...source });
    }
    entryOf(uri).size = files.reduce((sum, file) => sum + file.text.length, 0);
    const around = await surroundingsOf(uri);
    const { mod } = around.module;
    const go = await parser();
    const imported = (imports ??= createImports(reader, go, mostText));
    return makeFolder(files, around.target, {
      path: (mod && importPath(mod, uri)) ?? uri,
      versions: around.versions,
      std: around.std,
      problems,
      settings: settings(),
      importer: (target) => imported.importer(uri, around.resolver, target),
      inModule: mod !== undefined,
    });
  }

  async function surroundingsOf(folder: string): Promise<Surroundings> {
    const module = await reader.settle(() => findModule(reader, folder), nothing);
    const key = `${module.mod?.uri ?? ''} ${module.work?.uri ?? ''}`;
    let known = surroundings.get(key);
    if (known === undefined) surroundings.set(key, (known = look(module)));
    return known;
  }

  async function look(module: ModuleContext): Promise<Surroundings> {
    const { goVersion, os, arch, goroot } = settings();
    const { mod, work } = module;
    const asked = goVersions({ mod: mod?.file, work: work?.file, setting: goVersion });
    const go = await goFolders();
    return reader.settle(() => {
      const own = mod && ownGoRoot(reader, mod);
      const root = own?.root ?? findGoRoot(reader, go, goroot, asked);
      const versions = withInstalled(asked, root?.version);
      const resolver =
        own === undefined
          ? moduleResolver(reader, module, root, go?.moduleCache)
          : stdResolver(reader, own.root, own.part);
      // Build tags speak of the Go that builds, which the go line of a module only bounds.
      const { minor } = versions.toolchain.value;
      const goMinor = Math.max(minor, root?.version?.minor ?? 0);
      return {
        module,
        versions,
        resolver,
        target: {
          os,
          arch,
          goMinor: versions.toolchain.lowerBound ? goMinor : minor,
          sizes: arch,
          oldestGo: oldestToolchain(versions),
        },
        std: root === undefined ? `table of ${STD_TABLE_GO}` : `source of ${root.name}`,
      };
    }, nothing);
  }

  function forgetFolders(): void {
    for (const entry of folders.values()) entry.stamp++;
    folders.clear();
    surroundings.clear();
    imports?.clear();
  }

  function forgetFolder(name: string): void {
    const entry = folders.get(name);
    if (entry === undefined) return;
    entry.stamp++;
    delete entry.folder;
  }

  return {
    async folderOf(uri) {
      const name = parentUri(uri) ?? uri;
      for (;;) {
        const entry = entryOf(name);
        const { stamp } = entry;
        evict(name);
        for (const dependent of imports?.trim(name) ?? []) forgetFolder(dependent);
        entry.folder ??= loadFolder(name);
        const folder = await entry.folder;
        if (entry.stamp === stamp) return folder;
      }
    },
    invalidate(uri, change) {
      saved.delete(uri);
      if (change !== 'edited') reader.invalidate(uri);
      // Which packages there are, and where imports lead, is decided anew.
      if (change === 'created' || change === 'deleted' || MODULE_FILE.test(uri)) forgetFolders();
      const folder = parentUri(uri) ?? uri;
      for (const name of [folder, uri]) {
        forgetFolder(name);
        if (uri.endsWith('_test.go')) continue;
        for (const dependent of imports?.invalidate(name) ?? []) forgetFolder(dependent);
      }
    },
    invalidateAll: forgetFolders,
    settle: (uri, run) =>
      reader.settle(run, () => {
        forgetFolder(parentUri(uri) ?? uri);
        imports?.clear();
      }),
    isSaved: (uri) => reader.isSaved(uri),
    async text(uri) {
      const source = await load(uri);
      return source === undefined || 'refused' in source ? undefined : source.text;
    },
  };
}

function parseSaved(bytes: Uint8Array, parser: GoParser): Loaded | { readonly refused: string } {
  if (bytes.length > MOST_BYTES) return { refused: tooLarge(bytes.length) };
  const source = decodeSource(bytes);
  if (!source.ok) return { refused: source.reason };
  const { text } = source;
  return { text, ast: once(() => parser.parseLazily(text)) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function tooLarge(bytes: number): string {
  const mebibytes = (bytes / 1024 / 1024).toFixed(1);
  return `The file is too large to analyse: ${mebibytes} MiB, at most ${MOST_BYTES / 1024 / 1024} MiB.`;
}

/** What the folders of a module have in common. */
interface Surroundings {
  readonly module: ModuleContext;
  readonly versions: GoVersions;
  readonly resolver: Resolver;
  readonly target: ImportTarget;
  /** Where the sizes of the standard library's types are from. */
  readonly std: string;
}

/** The Go installation that a file of the standard library, or of the go command, is part of. */
function ownGoRoot(
  reader: Reader,
  mod: ModLocation,
): { readonly root: GoRoot; readonly part: 'std' | 'cmd' } | undefined {
  const part = mod.file.module?.value;
  if (part !== STD_MODULE && part !== 'cmd') return undefined;
  const src = part === 'cmd' ? parentUri(mod.folder) : mod.folder;
  const folder = src === undefined ? undefined : parentUri(src);
  const root = folder === undefined ? undefined : goRootAt(reader, folder);
  return root && { root, part };
}

function nothing(): void {
  // Nothing was kept of what was thrown away.
}

/** What the units of one build have in common. */
interface UnitFacts extends Omit<FolderFacts, 'importer'> {
  readonly importer: Importer;
}

interface FolderFacts {
  readonly path: string;
  readonly versions: GoVersions;
  readonly std: string;
  readonly problems: readonly FileProblem[];
  readonly settings: Settings;
  readonly importer: (target: ImportTarget) => Importer;
  readonly inModule: boolean;
}

function makeFolder(
  loaded: readonly LoadedFile[],
  target: ImportTarget,
  facts: FolderFacts,
): Folder {
  const tests = loaded.filter(isTest);
  const all = once(() => buildsOf(loaded, target, facts));
  const own = once(() => {
    const files = loaded.filter((file) => !isTest(file));
    return buildsOf(files, target, facts);
  });
  return {
    versions: facts.versions,
    std: facts.std,
    problems: facts.problems,
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
  facts: FolderFacts,
): (uri: string) => Unit | undefined {
  const builds = new Map<string, (uri: string) => Unit | undefined>();
  const configured = once(() => unitsOf(loaded, target, facts));
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
    const units = builds.get(key) ?? unitsOf(loaded, other, facts);
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
  common: FolderFacts,
): (uri: string) => Unit | undefined {
  const parsed = loaded.map(({ name, uri, text, ast }): FolderFile => ({
    name,
    uri,
    text,
    ast: ast(),
  }));
  const { files, externalTests, strays } = groupFiles(parsed, target);
  const settings = { ...common.settings, arch: target.sizes };
  const facts = { ...common, settings, importer: common.importer(target) };
  const included = files.filter((file) => file.included);
  const tests = externalTests.filter((file) => file.included);
  const main = once(() => makeUnit(files, included, tests, facts));
  /** Files that no build takes, such as programs of their own: one at a time is looked at. */
  let other: { readonly uri: string; readonly unit: Unit } | undefined;
  const withOther = (
    uri: string,
    all: readonly SourceFile[],
    checked: readonly SourceFile[],
  ): Unit => {
    if (other?.uri !== uri) other = { uri, unit: makeUnit(all, checked, [], facts) };
    return other.unit;
  };
  return (uri) => {
    const is = (file: PackageFile): boolean => file.uri === uri;
    const own = files.find(is);
    if (own?.included === true || tests.some(is)) return main();
    if (own !== undefined) return withOther(uri, files, withLeftOut(included, own));
    const alone = strays.find(is) ?? externalTests.find(is);
    return alone === undefined ? undefined : withOther(uri, [alone], [alone]);
  };
}

/** The package with a file that its build constraints leave out, in place of the files that declare the same names. */
function withLeftOut(included: readonly PackageFile[], own: PackageFile): readonly SourceFile[] {
  const declared = declaredNames(own.ast);
  const rest = included.filter((file) => {
    for (const name of declaredNames(file.ast)) if (declared.has(name)) return false;
    return true;
  });
  return [...rest, { ...own, included: true }];
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
  checked: readonly SourceFile[],
  tests: readonly SourceFile[],
  { path, versions, problems, settings, importer, inModule }: UnitFacts,
): Unit {
  const { arch } = settings;
  const info = checkPackage(checked, { path, arch, importer });
  const external =
    tests.length === 0
      ? undefined
      : checkPackage(tests, {
          path: `${path}_test`,
          arch,
          importer: { import: (wanted) => (wanted === path ? info : importer.import(wanted)) },
        });
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
      arch,
      shapeOf: (type) => toShape(type, arch, path),
    },
    infos: external === undefined ? [info] : [info, external],
  };
}

/** Facts are computed when they are asked for, and must stay so. */
function incomplete(facts: PackageFacts): PackageFacts {
  return Object.create(facts, { complete: { value: false } }) as PackageFacts;
}
