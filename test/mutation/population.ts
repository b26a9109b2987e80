/** Which mutants a run takes: a seeded choice over the folders, without what does not compile and what changes nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { REPOSITORY } from '../../scripts/host/paths';
import { random } from '../lsp/random';
import { EQUIVALENT } from './equivalent';
import type { Mutant } from './operators';
import { mutantsOf } from './operators';

const SOURCES = 'server/src';

interface Part {
  /** Files and folders below server/src. */
  readonly sources: readonly string[];
  /** Folders of test/ whose tests are to notice. */
  readonly suites: 'inProcess' | 'cli';
}

/** The suites that run together: those of the pure layers in one process, and those that start the command line. */
export const SUITES: Readonly<Record<Part['suites'], readonly string[]>> = {
  inProcess: ['facts', 'fixes', 'rules'],
  cli: ['cli'],
};

/** The parts of the server that are mutated. */
export const PARTS: Readonly<Record<string, Part>> = {
  facts: { sources: ['facts'], suites: 'inProcess' },
  rules: { sources: ['rules', 'analysis/suppression.ts'], suites: 'inProcess' },
  fixes: { sources: ['fixes'], suites: 'inProcess' },
  cli: { sources: ['cli'], suites: 'cli' },
};

/** The part that a file belongs to. */
export function partOf(file: string): string {
  const belongs = (source: string): boolean => `${file}/`.startsWith(`${SOURCES}/${source}/`);
  return Object.keys(PARTS).find((part) => PARTS[part]?.sources.some(belongs) === true) ?? '';
}

/** The files of a part, relative to the repository. */
export function filesOf(part: string): string[] {
  return (PARTS[part]?.sources ?? []).flatMap((name) => {
    const place = `${SOURCES}/${name}`;
    if (name.endsWith('.ts')) return [place];
    return readdirSync(path.join(REPOSITORY, place), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
      .map((file) => `${place}/${file.replaceAll(path.sep, '/')}`)
      .sort();
  });
}

function readSource(file: string): string {
  return readFileSync(path.join(REPOSITORY, file), 'utf8');
}

export function mutated(source: string, { start, end, text }: Mutant): string {
  return source.slice(0, start) + text + source.slice(end);
}

/** A mutant as a person names it: the line it stands on, and what it replaces by what. */
export interface Described {
  readonly file: string;
  /** One-based. */
  readonly line: number;
  /** The line's own text, without indentation. */
  readonly code: string;
  readonly before: string;
  readonly after: string;
}

export function describeMutant(mutant: Mutant, source = readSource(mutant.file)): Described {
  const { file, start, end, text } = mutant;
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = source.indexOf('\n', start);
  return {
    file,
    line: source.slice(0, start).split('\n').length,
    code: source.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).trim(),
    before: source.slice(start, end).replaceAll(/\s+/g, ' '),
    after: text.replaceAll(/\s+/g, ' '),
  };
}

/** Why the mutant behaves as the original does, where the list says so. */
export function whyEquivalent(mutant: Mutant): string | undefined {
  const { file, code, before, after } = describeMutant(mutant);
  return EQUIVALENT.find(
    (known) =>
      file.endsWith(`/${known.file}`) &&
      known.code === code &&
      known.before === before &&
      known.after === after,
  )?.why;
}

function mutantsIn(part: string): Mutant[] {
  return filesOf(part).flatMap((file) => mutantsOf(file, readSource(file)));
}

/** How many mutants there are of a part, those that do not compile among them. */
export function population(part: string): number {
  return mutantsIn(part).length;
}

/** Whether mutants can be limited to this: a part, or a file of one, below server/src. */
export function isLimit(only: string): boolean {
  return Object.hasOwn(PARTS, only) || partOf(`${SOURCES}/${only}`) !== '';
}

/**
 * `count` mutants that compile, the same for the same seed and sources: of each part as many as it has its share of all
 * mutants, or of one part or file only where one is named.
 */
export function sample(seed: number, count: number, only: string | undefined): Mutant[] {
  const parts = only === undefined ? Object.keys(PARTS) : [only];
  const compiles = createCompiler();
  const all = parts.flatMap((name) =>
    Object.hasOwn(PARTS, name)
      ? mutantsIn(name)
      : mutantsOf(`${SOURCES}/${name}`, readSource(`${SOURCES}/${name}`)),
  );
  const waiting = shuffled(all, seed);
  const chosen: Mutant[] = [];
  while (chosen.length < count && waiting.length > 0) {
    chosen.push(...compiles(waiting.splice(0, Math.ceil((count - chosen.length) * 1.3))));
  }
  return chosen.slice(0, count);
}

function shuffled<T>(values: readonly T[], seed: number): T[] {
  const next = random(seed);
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = next(i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** Which mutants pass the type checker, in their order. Those of different files are checked together. */
function createCompiler(): (mutants: readonly Mutant[]) => Mutant[] {
  const configFile = path.join(REPOSITORY, 'server/tsconfig.json');
  const config = ts.getParsedCommandLineOfConfigFile(
    configFile,
    { composite: false, incremental: false, noEmit: true, emitDeclarationOnly: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  if (config === undefined) throw new Error(`${configFile} cannot be read`);
  const changed = new Map<string, string>();
  const versions = new Map<string, number>();
  const nameOf = (file: string): string => path.join(REPOSITORY, file).replaceAll(path.sep, '/');
  const set = (file: string, text: string | undefined): void => {
    const name = nameOf(file);
    versions.set(name, (versions.get(name) ?? 0) + 1);
    if (text === undefined) changed.delete(name);
    else changed.set(name, text);
  };
  const service = ts.createLanguageService({
    getScriptFileNames: () => config.fileNames,
    getScriptVersion: (name) => String(versions.get(name) ?? 0),
    getScriptSnapshot: (name) => {
      const text = changed.get(name) ?? ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => REPOSITORY,
    getCompilationSettings: () => config.options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => ts.sys.fileExists(name),
    readFile: (name, encoding) => ts.sys.readFile(name, encoding),
    directoryExists: (name) => ts.sys.directoryExists(name),
    getDirectories: (name) => ts.sys.getDirectories(name),
  });
  return (mutants) => {
    const passed = new Set<Mutant>();
    const waiting = new Map<string, Mutant[]>();
    for (const mutant of mutants) {
      waiting.set(mutant.file, [...(waiting.get(mutant.file) ?? []), mutant]);
    }
    while (waiting.size > 0) {
      const round = [...waiting].flatMap(([file, list]) => {
        const mutant = list.shift();
        if (list.length === 0) waiting.delete(file);
        return mutant ?? [];
      });
      for (const mutant of round) set(mutant.file, mutated(readSource(mutant.file), mutant));
      for (const mutant of round) {
        const name = nameOf(mutant.file);
        const errors =
          service.getSyntacticDiagnostics(name).length +
          service.getSemanticDiagnostics(name).length;
        if (errors === 0) passed.add(mutant);
      }
      for (const { file } of round) set(file, undefined);
    }
    return mutants.filter((mutant) => passed.has(mutant));
  };
}
