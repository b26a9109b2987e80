/**
 * Results of earlier runs, and whether they still hold: a folder's do when its Go files, what lies around it, and
 * everything that was read because of its imports are what they were, by content.
 */
import { dirname } from 'node:path';
import { addTo } from '../../base/multimap';
import { remembered } from '../../base/remembered';
import type { Environment } from '../../contracts/environment';
import type { Looked, Work, Workspace } from '../../contracts/workspace';
import { uriOf } from '../../node/paths';
import type { CheckedFile } from '../checkFiles';
import { isUnchanged, Reads } from './reads';
import type { Kept, KeptFolder, KeptPackage } from './store';

type LookUp = (path: string) => Looked;

/** Answers from what is kept. */
export class EarlierResults {
  /** Packages that were compared, by what leads there: whether they, without those that they import, are unchanged. */
  private readonly compared = new Map<string, boolean>();
  /** Packages that are unchanged with all that they import. */
  private readonly unchanged = new Set<string>();

  /** @param env reads at once */
  constructor(
    private readonly kept: Kept,
    private readonly workspace: Workspace,
    private readonly env: Environment,
  ) {}

  /** What was found in files of a folder, in their order, under a key; undefined when it has to be looked for. */
  async of(
    key: string,
    folder: string,
    files: readonly string[],
  ): Promise<readonly CheckedFile[] | undefined> {
    const known = this.kept.folders[key];
    if (known === undefined) return undefined;
    const checked = files.flatMap((file) => known.checked[file] ?? []);
    const uri = uriOf(folder);
    if (checked.length < files.length || !isUnchanged(uri, known.files, true, this.env)) {
      return undefined;
    }
    const around = await this.workspace.around(uri);
    if (around.text !== known.around) return undefined;
    return this.leadsToTheSame(known.imports, around.lookUp) ? checked : undefined;
  }

  /** Whether imports lead to what they led to, and that is unchanged, with all that it imports. */
  private leadsToTheSame(imports: KeptPackage['imports'], lookUp: LookUp): boolean {
    const reached = new Set<string>();
    const waiting = [{ imports, lookUp }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const [path, leads] of Object.entries(next.imports)) {
        const found = next.lookUp(path);
        if (found.leads !== leads) return false;
        if (found.package === undefined) continue;
        if (this.unchanged.has(leads) || reached.has(leads)) continue;
        const known = this.kept.packages[leads];
        if (known === undefined || !this.isUnchanged(leads, known, found.package)) return false;
        reached.add(leads);
        waiting.push({ imports: known.imports, lookUp: found.package.lookUp });
      }
    }
    for (const leads of reached) this.unchanged.add(leads);
    return true;
  }

  private isUnchanged(leads: string, known: KeptPackage, now: NonNullable<Looked['package']>) {
    let same = this.compared.get(leads);
    if (same === undefined) {
      same = known.folder === now.folder && isUnchanged(now.folder, known.files, false, this.env);
      this.compared.set(leads, same);
    }
    return same;
  }
}

/** Notes what results are made of, while they are made. */
export class Recorder {
  private readonly reads = new Reads();
  /** What lay around folders, by URI; undefined where it was not always the same. */
  private readonly around = new Map<string, string | undefined>();
  /** Where imports led, by who imports; undefined where it was not always the same. */
  private readonly asked = new Map<string, Map<string, string | undefined>>();
  private readonly folders: Record<string, KeptFolder> = {};

  readonly through = (env: Environment): Environment => this.reads.through(env);

  readonly observe = (work: Work): void => {
    if (work.kind === 'surroundings') note(this.around, work.folder, work.text);
    if (work.kind === 'import') {
      note(
        remembered(this.asked, work.by, () => new Map<string, string | undefined>()),
        work.path,
        work.leads,
      );
    }
  };

  /** Takes what was found in files of one folder, all that is asked about them done. @param key of the result */
  add(key: string, files: readonly string[], checked: readonly CheckedFile[]): void {
    // Why a file cannot be read says the system, not what was read.
    if (checked.some(({ errors }) => errors.length > 0)) return;
    const uri = uriOf(dirname(files[0] ?? ''));
    const around = this.around.get(uri);
    const contents = this.reads.of(uri, true);
    const imports = this.importsOf(uri);
    if (around === undefined || contents === undefined || imports === undefined) return;
    this.folders[key] = {
      around,
      files: contents,
      imports,
      checked: Object.fromEntries(
        checked.map(({ findings, leftOut }, i) => [
          files[i] as string,
          { findings, errors: [], ...(leftOut && { leftOut }) },
        ]),
      ) as KeptFolder['checked'],
    };
  }

  /** All that was noted. */
  kept(): Kept {
    const packages: Record<string, KeptPackage> = {};
    for (const imports of this.asked.values()) {
      for (const leads of imports.values()) {
        const folder = leads === undefined ? undefined : /^([^\s:]+:\S+) /.exec(leads)?.[1];
        if (leads === undefined || folder === undefined || packages[leads] !== undefined) continue;
        const files = this.reads.of(folder, false);
        const own = this.importsOf(leads);
        if (files !== undefined && own !== undefined)
          packages[leads] = { folder, files, imports: own };
      }
    }
    return { folders: this.folders, packages };
  }

  private importsOf(by: string): Record<string, string> | undefined {
    const imports = [...(this.asked.get(by) ?? [])];
    const known = imports.filter((one): one is [string, string] => one[1] !== undefined);
    return known.length < imports.length ? undefined : Object.fromEntries(known);
  }
}

function note(known: Map<string, string | undefined>, key: string, value: string): void {
  const same = !known.has(key) || known.get(key) === value;
  known.set(key, same ? value : undefined);
}

/**
 * What is kept after a run. Results that hang on a package that was read as two different ones are dropped: of earlier
 * results, when it has changed since; of new ones, when it changed meanwhile.
 */
export function merged(earlier: Kept, parts: readonly Kept[]): Kept {
  const packages = new Map<string, KeptPackage>();
  const meanwhile = new Set<string>();
  const since = new Set<string>();
  for (const part of parts) add(part, meanwhile);
  add(earlier, since);
  function add(part: Kept, changed: Set<string>): void {
    for (const [leads, newer] of Object.entries(part.packages)) {
      const known = packages.get(leads);
      const both = known === undefined ? newer : union(known, newer);
      if (both === undefined) changed.add(leads);
      else packages.set(leads, both);
    }
  }
  const importers = importersOf(packages);
  const outdated = reaching(importers, [...since, ...meanwhile]);
  const doubtful = reaching(importers, [...meanwhile]);
  const folders: Record<string, KeptFolder> = {};
  const keep = (part: Kept, without: ReadonlySet<string>): void => {
    for (const [key, folder] of Object.entries(part.folders)) {
      const used = Object.values(folder.imports);
      if (folders[key] === undefined && !used.some((leads) => without.has(leads))) {
        folders[key] = folder;
      }
    }
  };
  for (const part of parts) keep(part, doubtful);
  keep(earlier, outdated);
  return { folders, packages: Object.fromEntries(reachable(folders, packages)) };
}

/** A package as two runs, or two threads, have read parts of it; undefined when it was not the same one. */
function union(a: KeptPackage, b: KeptPackage): KeptPackage | undefined {
  const names = Object.keys(a.files);
  const sameFiles =
    a.folder === b.folder &&
    names.length === Object.keys(b.files).length &&
    names.every((name) => {
      const [one, other] = [a.files[name], b.files[name]];
      return other !== undefined && (one === other || one === '' || other === '');
    });
  const sameImports = Object.entries(a.imports).every(
    ([path, leads]) => (b.imports[path] ?? leads) === leads,
  );
  if (!sameFiles || !sameImports) return undefined;
  const files = Object.fromEntries(
    names.map((name) => [name, a.files[name] || b.files[name] || '']),
  );
  return { folder: a.folder, files, imports: { ...b.imports, ...a.imports } };
}

function importersOf(packages: ReadonlyMap<string, KeptPackage>): ReadonlyMap<string, string[]> {
  const importers = new Map<string, string[]>();
  for (const [by, { imports }] of packages) {
    for (const leads of Object.values(imports)) addTo(importers, leads, by);
  }
  return importers;
}

/** Packages, and all that import them. */
function reaching(importers: ReadonlyMap<string, string[]>, all: string[]): ReadonlySet<string> {
  const reached = new Set(all);
  for (const leads of reached) for (const by of importers.get(leads) ?? []) reached.add(by);
  return reached;
}

function reachable(
  folders: Readonly<Record<string, KeptFolder>>,
  packages: ReadonlyMap<string, KeptPackage>,
): ReadonlyMap<string, KeptPackage> {
  const reached = new Map<string, KeptPackage>();
  const waiting = Object.values(folders).flatMap(({ imports }) => Object.values(imports));
  for (let leads = waiting.pop(); leads !== undefined; leads = waiting.pop()) {
    const known = packages.get(leads);
    if (known === undefined || reached.has(leads)) continue;
    reached.set(leads, known);
    waiting.push(...Object.values(known.imports));
  }
  return reached;
}
