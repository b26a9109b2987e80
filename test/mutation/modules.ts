/** The repository's modules, loaded again with the text of some of them replaced: no new process, no other compiled twice. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { transformSync } from 'esbuild';
import ts from 'typescript';
import { REPOSITORY } from '../../scripts/host/paths';

/** What a module is loaded with instead of its file's text; undefined for the text itself. */
export type Replace = (file: string, source: string) => string | undefined;

interface Internals {
  readonly _extensions: Record<string, (module: Compiled, filename: string) => void>;
}

interface Compiled extends NodeJS.Module {
  _compile(code: string, filename: string): void;
}

const FOLDERS = ['server/src', 'runtime', 'test'].map((name) => path.join(REPOSITORY, name));

/** The name of a file relative to the repository, with slashes. */
export function relative(file: string): string {
  return path.relative(REPOSITORY, file).replaceAll(path.sep, '/');
}

/** Makes `require` compile the repository's modules here, with their texts replaced. */
export function installLoader(replace: Replace): void {
  const { _extensions: extensions } = Module as unknown as Internals;
  const others = extensions['.ts'];
  const compiled = new Map<string, string>();
  extensions['.ts'] = (module, filename) => {
    const source = readFileSync(filename, 'utf8');
    const isOurs = FOLDERS.some((folder) => filename.startsWith(folder + path.sep));
    // What asks where it is itself is left to tsx, which knows how.
    if (!isOurs || source.includes('import.meta')) {
      others?.(module, filename);
      return;
    }
    const replaced = replace(relative(filename), source);
    let code = replaced === undefined ? compiled.get(filename) : undefined;
    if (code === undefined) {
      code = compile(replaced ?? source, filename);
      if (replaced === undefined) compiled.set(filename, code);
    }
    module._compile(code, filename);
  };
}

function compile(source: string, filename: string): string {
  return transformSync(source, {
    loader: 'ts',
    format: 'cjs',
    target: 'node20',
    sourcefile: filename,
  }).code;
}

/** Forgets a module and everything that imports it, so that the next `require` loads them. */
export function forget(files: Iterable<string>): void {
  for (const file of files) Reflect.deleteProperty(require.cache, path.join(REPOSITORY, file));
}

/** For each file of the repository's TypeScript, itself and the files that import it, however indirectly. */
export function createDependents(): (file: string) => ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  for (const file of FOLDERS.flatMap(sourcesBelow)) {
    const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
    for (const { fileName } of importedFiles) {
      const target = fileName.startsWith('.') ? resolve(path.dirname(file), fileName) : undefined;
      if (target === undefined) continue;
      const name = relative(target);
      importers.set(name, [...(importers.get(name) ?? []), relative(file)]);
    }
  }
  const known = new Map<string, ReadonlySet<string>>();
  return (file) => {
    const found = known.get(file) ?? reach(file, importers);
    known.set(file, found);
    return found;
  };
}

function reach(file: string, importers: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set([file]);
  for (const one of found) for (const importer of importers.get(one) ?? []) found.add(importer);
  return found;
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name));
}

function resolve(folder: string, name: string): string | undefined {
  const base = path.resolve(folder, name);
  const candidates = [base, `${base}.ts`, path.join(base, 'index.ts')];
  return candidates.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}
