/**
 * Loads the packages of folders when they are asked for and keeps them by content: a file that did not change keeps its
 * tree, a package none of whose files changed keeps its types and facts.
 */
import { once } from '../base/once';
import type { Environment } from '../contracts/environment';
import type { Settings } from '../contracts/settings';
import type {
  Around,
  FileChange,
  FileProblem,
  Limits,
  Looked,
  Observer,
} from '../contracts/workspace';
import { findModule, importPath } from '../project/module';
import { goFileNames } from '../project/packageFiles';
import type { Resolver } from '../project/resolve';
import { basename, joinUri, parentUri } from '../project/uri';
import type { GoParser } from '../syntax/parser';
import { Imports, leadsTo } from './imports';
import type { KeptFolder } from './keptFolders';
import { KeptFolders } from './keptFolders';
import type { Overlay } from './overlay';
import type { SettlingReader } from './reader';
import { createReader } from './reader';
import { isTooDeep, SavedFiles } from './savedFiles';
import type { Surroundings } from './surroundings';
import { surroundingsOf } from './surroundings';
import type { Folder, LoadedFile } from './units';
import { makeFolder } from './units';

const MODULE_FILE = /\/go\.(?:mod|work)$|\/vendor\/modules\.txt$/;

/** What packages are loaded from, and with. */
export interface PackageSources {
  readonly env: Environment;
  readonly overlay: Overlay;
  readonly parser: () => Promise<GoParser>;
  readonly settings: () => Settings;
  readonly limits: Limits;
  readonly observe?: Observer | undefined;
}

/** All URIs are canonical (project/uri.ts). */
export class Packages {
  private readonly reader: SettlingReader;
  private readonly files: SavedFiles;
  private readonly folders: KeptFolders;
  /** What the folders of a module have in common, by the URIs of its go.mod and go.work. */
  private readonly surroundings = new Map<string, Promise<Surroundings>>();
  private readonly goFolders: () =>
    ReturnType<NonNullable<Environment['goFolders']>> | Promise<undefined>;
  private imports: Imports | undefined;

  constructor(private readonly sources: PackageSources) {
    const { env, overlay, parser, limits } = sources;
    this.reader = createReader(env, overlay);
    this.files = new SavedFiles(env, overlay, parser, limits.mostBytes);
    this.folders = new KeptFolders(
      (folder) => overlay.inFolder(folder).size > 0,
      (folder) => {
        this.files.forgetFolder(folder);
      },
    );
    this.goFolders = once(() => env.goFolders?.() ?? Promise.resolve(undefined));
  }

  /** The folder of a file as it is now. Calls at the same time share the work. Never rejects for bad Go. */
  async folderOf(uri: string): Promise<Folder> {
    const { overlay, parser, limits } = this.sources;
    const name = parentUri(uri) ?? uri;
    const { length } = overlay.text(uri) ?? '';
    if (length > 0 && length <= limits.mostBytes && overlay.parseWhole(uri, await parser())) {
      this.folders.renew(name);
    }
    for (;;) {
      const kept = this.folders.use(name);
      const { stamp } = kept;
      for (const dependent of this.imports?.trim(name) ?? []) this.folders.forget(dependent);
      kept.folder ??= this.loadFolder(name, kept);
      const folder = await kept.folder;
      if (kept.stamp === stamp) return folder;
    }
  }

  /** Something about the file, or its existence, changed; `edited`: only the text of its open document. */
  invalidate(uri: string, change: FileChange | 'edited'): void {
    const folder = parentUri(uri) ?? uri;
    this.files.forget(uri);
    const appears = change === 'created' || change === 'deleted';
    const isFile = uri.endsWith('.go') || this.sources.overlay.text(uri) !== undefined;
    const decides = appears && (!isFile || this.reader.decidesAboutPackage(uri));
    if (change !== 'edited') this.reader.invalidate(uri);
    // Which packages there are, and where imports lead, is decided anew.
    if (decides || MODULE_FILE.test(uri)) this.invalidateAll();
    for (const name of [folder, uri]) {
      if (change === 'edited') this.folders.renew(name);
      else this.folders.forget(name);
      if (uri.endsWith('_test.go')) continue;
      for (const dependent of this.imports?.invalidate(name) ?? []) this.folders.forget(dependent);
    }
  }

  invalidateAll(): void {
    this.folders.forgetAll();
    this.surroundings.clear();
    this.imports?.clear();
  }

  /**
   * Runs a computation over the package of a file, which reads other packages as it needs them; `run` must ask for the
   * folder itself, since it starts again when a file has to be waited for.
   */
  settle<T>(uri: string, run: () => T | Promise<T>): Promise<T> {
    return this.reader.settle(run, () => {
      this.folders.forget(parentUri(uri) ?? uri);
      // Nobody would tell the others of changes in what they import.
      this.folders.forgetUnits();
      this.imports?.clear();
    });
  }

  /** Whether a folder that was looked at holds the file; true where nobody has looked. */
  isSaved(uri: string): boolean {
    return this.reader.isSaved(uri);
  }

  /** The text of a file: its open buffer or what is saved; undefined when there is none, or it is refused. */
  async text(uri: string): Promise<string | undefined> {
    const source = await this.files.load(uri);
    return source === undefined || 'refused' in source ? undefined : source.text;
  }

  /** Lets go of what was made of the folder of a file, and of its trees, where its package with tests is another one. */
  async release(uri: string): Promise<void> {
    const folder = parentUri(uri) ?? uri;
    if (!(await this.folderOf(uri)).hasTests) return;
    this.files.forgetTrees(folder, await this.sources.parser());
    this.folders.forget(folder);
  }

  /** What lies around a folder now. By URI. */
  async around(folder: string): Promise<Around> {
    const around = await this.surroundingsIn(folder);
    return { text: described(folder, around), lookUp: lookUpIn(around.resolver) };
  }

  private async loadFolder(uri: string, kept: KeptFolder): Promise<Folder> {
    const { env, overlay, observe, parser, settings, limits } = this.sources;
    observe?.({ kind: 'load', folder: uri });
    const listed = (await env.readDirectory(uri)) ?? [];
    const names = goFileNames(listed);
    const uris = new Set(names.map((name) => joinUri(uri, name)));
    for (const open of overlay.inFolder(uri)) {
      if (open === uri || open.endsWith('.go')) uris.add(open);
    }
    const files: LoadedFile[] = [];
    const problems: FileProblem[] = [];
    const loaded = await Promise.all(
      [...uris].map(async (file) => ({ file, source: await this.files.load(file) })),
    );
    for (const { file, source } of loaded) {
      if (source === undefined) problems.push({ uri: file, message: 'The file cannot be read.' });
      else if ('refused' in source) problems.push({ uri: file, message: source.refused });
      else files.push({ name: basename(file), uri: file, ...source });
    }
    kept.size = files.reduce((sum, file) => sum + file.text.length, 0);
    const around = await this.surroundingsIn(uri);
    const { mod } = around.module;
    const go = await parser();
    const imports = (this.imports ??= new Imports(this.reader, go, limits.mostText, observe));
    observe?.({ kind: 'surroundings', folder: uri, text: described(uri, around) });
    return makeFolder(files, around.target, kept.units.load(), {
      path: (mod && importPath(mod, uri)) ?? uri,
      versions: around.versions,
      std: around.std,
      problems,
      settings: settings(),
      importer: (target) => imports.importer(uri, around.resolver, target),
      inModule: mod !== undefined,
    });
  }

  private async surroundingsIn(folder: string): Promise<Surroundings> {
    const { reader } = this;
    const module = isTooDeep(folder)
      ? {}
      : await reader.settle(() => findModule(reader, folder), nothing);
    const key = `${module.mod?.uri ?? ''} ${module.work?.uri ?? ''}`;
    let known = this.surroundings.get(key);
    if (known === undefined) {
      known = this.goFolders().then((go) =>
        reader.settle(() => surroundingsOf(reader, module, this.sources.settings(), go), nothing),
      );
      this.surroundings.set(key, known);
    }
    return known;
  }
}

/** All that the packages of a folder take from what lies around it. */
function described(folder: string, around: Surroundings): string {
  const { module, versions, resolver, target, std } = around;
  const { mod, work } = module;
  const path = mod && importPath(mod, folder);
  return JSON.stringify([mod?.uri, work?.uri, path, versions, resolver.key, target, std]);
}

function lookUpIn(resolver: Resolver): (path: string) => Looked {
  return (path) => {
    const found = resolver.resolve(path);
    const leads = leadsTo(found);
    if (!('folder' in found)) return { leads };
    return { leads, package: { folder: found.folder, lookUp: lookUpIn(found.imports) } };
  };
}

function nothing(): void {
  // Nothing was kept of what was thrown away.
}
