/** Which tests reach which statements: from one run of all tests with notes in the mutated parts. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBundles, startsBundles } from './bundles';
import type { Reached, Span } from './instrument';
import { instrument, REACHED, spanAround } from './instrument';
import { installLoader } from './modules';
import type { Mutant } from './operators';
import { filesOf, PARTS } from './population';
import type { TestId } from './runner';
import { runTests } from './runner';

export interface Coverage {
  readonly tests: readonly (TestId & { readonly ms: number })[];
  /** By file, for each span the indices of the tests that reach it. */
  readonly files: Readonly<
    Record<
      string,
      { readonly spans: readonly Span[]; readonly hits: readonly (readonly number[])[] }
    >
  >;
}

/** Where a bundle that ends writes what it reached: a folder. */
const REACHED_FOLDER = 'HEAPGHOST_REACHED';

/** Appended to the bundle's entry. Where the process may write no more (`ulimit -f`) an empty file says that it ran. */
const DUMP = `
;(globalThis as any).process.on('exit', () => {
  const folder = process.env.${REACHED_FOLDER};
  if (folder === undefined) return;
  const reached = Object.entries((globalThis as any).${REACHED}).map(([file, bytes]) => [file, [...(bytes as Uint8Array)]]);
  const file = folder + '/' + process.pid + '.json';
  const fs = require('node:fs') as typeof import('node:fs');
  try {
    fs.writeFileSync(file, JSON.stringify(Object.fromEntries(reached)));
  } catch {
    fs.writeFileSync(file, '');
  }
});`;

const ENTRY = 'server/src/cli/main.ts';

/** What no mutant can change: a test of the fixtures alone. */
const OF_FIXTURES = /pass go vet$/;

/** Runs all tests of the files. Rejects when one fails: nothing can be said about mutants then. */
export async function collectCoverage(
  testFiles: readonly string[],
  progress: (done: number) => void,
): Promise<Coverage> {
  const mutatedFiles = new Set(Object.keys(PARTS).flatMap(filesOf));
  const spans = new Map<string, Span[]>();
  const withNotes = (file: string, source: string): string | undefined => {
    if (!mutatedFiles.has(file)) return undefined;
    const noted = instrument(file, source);
    spans.set(file, noted.spans);
    return file === ENTRY ? noted.text + DUMP : noted.text;
  };
  const folder = mkdtempSync(path.join(tmpdir(), 'heapghost-reached-'));
  process.env[REACHED_FOLDER] = folder;
  const bundles = testFiles.some(startsBundles) ? await createBundles(withNotes) : undefined;
  await bundles?.build();
  installLoader(withNotes);

  const tests = new Map<string, TestId & { ms: number; readonly index: number }>();
  const hits = new Map<string, Set<number>[]>();
  const entryOf = (id: TestId): { ms: number; readonly index: number } => {
    const key = `${id.file} ${id.title}`;
    const known = tests.get(key);
    if (known !== undefined) return known;
    const entry = { ...id, ms: 0, index: tests.size };
    tests.set(key, entry);
    return entry;
  };
  const take = (reached: Record<string, ArrayLike<number>>, ids: readonly TestId[]): void => {
    const indices = ids.map((id) => entryOf(id).index);
    for (const [file, bytes] of Object.entries(reached)) {
      const sets = hits.get(file) ?? [];
      hits.set(file, sets);
      for (let i = 0; i < bytes.length; i++) {
        if (bytes[i] === 0) continue;
        const set = (sets[i] ??= new Set());
        for (const index of indices) set.add(index);
      }
    }
  };
  /** Tests that may reach anything. */
  const unknown = new Set<number>();
  const takeAll = (ids: readonly TestId[]): void => {
    const own = (globalThis as unknown as Record<string, Reached | undefined>)[REACHED] ?? {};
    take(own, ids);
    for (const bytes of Object.values(own)) bytes.fill(0);
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      const text = readFileSync(file, 'utf8');
      if (text !== '') take(JSON.parse(text) as Record<string, number[]>, ids);
      else for (const id of ids) unknown.add(entryOf(id).index);
      rmSync(file);
    }
  };
  const failure = await runTests(testFiles, ({ title }) => !OF_FIXTURES.test(title), {
    // What runs while modules are loaded is found through imports.
    loaded: () => takeAll([]),
    prepared: takeAll,
    ended(id, ms) {
      entryOf(id).ms = ms;
      takeAll([id]);
      progress(tests.size);
    },
  });
  await bundles?.dispose();
  rmSync(folder, { recursive: true });
  if (failure !== undefined) {
    throw new Error(`a test fails without any mutation: ${failure.title}: ${failure.message}`);
  }
  const files = [...spans].map(([file, list]) => [
    file,
    {
      spans: list,
      hits: list.map((_, i) => [...new Set([...(hits.get(file)?.[i] ?? []), ...unknown])]),
    },
  ]);
  return {
    tests: [...tests.values()].map(({ file, title, ms }) => ({ file, title, ms })),
    files: Object.fromEntries(files) as Coverage['files'],
  };
}

/**
 * The tests that may notice a mutant, those of a file together, the quickest file first.
 *
 * @param dependents files that load the mutated one
 */
export function testsFor(
  mutant: Mutant,
  { tests, files }: Coverage,
  dependents: ReadonlySet<string>,
): Map<string, readonly string[]> {
  const { spans = [], hits = [] } = files[mutant.file] ?? {};
  const at =
    mutant.kind === 'no body'
      ? spans.findIndex(({ start, end }) => start >= mutant.start && end <= mutant.end)
      : spanAround(spans, mutant.start, mutant.end);
  const span = at === undefined ? undefined : spans[at];
  const inFunctions = new Set(hits.filter((_, i) => spans[i]?.atLoad === false).flat());
  const isStatic = at === undefined || span === undefined || span.atLoad;
  let wanted: ReadonlySet<number>;
  if (!isStatic) {
    wanted = new Set(hits[at]);
  } else if (inFunctions.size > 0) {
    // What a module makes when it is loaded is used by its functions, or by whoever imports it.
    const reached = new Set(hits.flat());
    wanted = new Set(
      tests.flatMap(({ file }, i) =>
        inFunctions.has(i) || (dependents.has(file) && !reached.has(i)) ? [i] : [],
      ),
    );
  } else {
    const reached = new Set(hits.flat());
    wanted = new Set(
      tests.flatMap(({ file }, i) => (dependents.has(file) || reached.has(i) ? [i] : [])),
    );
  }
  const byFile = new Map<string, { readonly titles: string[]; ms: number }>();
  for (const [i, { file, title, ms }] of tests.entries()) {
    if (!wanted.has(i)) continue;
    const entry = byFile.get(file) ?? { titles: [], ms: isStatic && !inFunctions.has(i) ? 1e6 : 0 };
    entry.titles.push(title);
    entry.ms += ms;
    byFile.set(file, entry);
  }
  const sorted = [...byFile].sort(([, a], [, b]) => a.ms - b.ms);
  return new Map(sorted.map(([file, { titles }]) => [file, titles]));
}
