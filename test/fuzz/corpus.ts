/** Real packages to mutate: the folders with Go files below some folders, read when they are wanted. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface RealPackage {
  /** The import path, where the folder tells it: the path below the folder that was named. */
  readonly path: string;
  /** Texts by file name. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Corpus {
  /** How many folders there are. */
  readonly size: number;
  at(index: number): RealPackage;
  /** The package with an import path; undefined when the corpus has none, or only large ones. */
  find(path: string): RealPackage | undefined;
}

/** Small and medium files: a mutation of a large one costs many of these and finds the same. */
const MOST_BYTES = 40_000;
/** Files of one package. */
const MOST_FILES = 6;

interface Folder {
  readonly folder: string;
  readonly path: string;
  readonly names: readonly string[];
}

export function readCorpus(roots: readonly string[]): Corpus {
  const folders = roots.flatMap((root) => [...goFolders(path.resolve(root), '')]);
  const byPath = new Map(folders.map((folder) => [folder.path, folder]));
  return {
    size: folders.length,
    at: (index) => read(folders[index % folders.length]),
    find: (wanted) => {
      const folder = byPath.get(wanted);
      return folder && read(folder);
    },
  };
}

function* goFolders(folder: string, below: string): Generator<Folder> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const names = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.go'))
    .map((entry) => entry.name)
    .filter((name) => statSync(path.join(folder, name)).size <= MOST_BYTES);
  if (names.length > 0) yield { folder, path: below, names };
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const inside = below === '' ? entry.name : `${below}/${entry.name}`;
    yield* goFolders(path.join(folder, entry.name), inside);
  }
}

function read(found: Folder | undefined): RealPackage {
  if (found === undefined) return { path: '', files: new Map() };
  const { folder, path: below, names } = found;
  // Every so many files, so that large packages are not seen by their first letters only.
  const step = Math.max(1, Math.ceil(names.length / MOST_FILES));
  const chosen = names.filter((_, i) => i % step === 0);
  return {
    path: below,
    files: new Map(
      chosen.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const),
    ),
  };
}
