/** From the PATH arguments of a command to the Go files they mean, as the go command would read them. */
import { access, constants, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { systemReason } from '../node/reasons';
import { UsageError } from './usage';

/** Folders that hold dependencies or fixtures, not the user's program; a PATH that names one is read all the same. */
const SKIPPED_FOLDERS = new Set(['vendor', 'testdata', 'node_modules']);

export interface PathProblem {
  readonly file: string;
  readonly message: string;
}

export interface GoFiles {
  /** Absolute paths, sorted, without doubles. */
  readonly files: readonly string[];
  /** Those of them that a PATH names by itself. */
  readonly named: readonly string[];
  /** Names of the folders that were passed over: `vendor`, `testdata`, … */
  readonly skipped: readonly string[];
  /** Files and folders below a PATH that cannot be read. */
  readonly problems: readonly PathProblem[];
}

/** What walking has found so far. */
interface Found {
  /** By the path that the file really has: through a link to a folder it would be found twice. */
  readonly files: Map<string, string>;
  readonly skipped: string[];
  readonly problems: PathProblem[];
}

/**
 * The `.go` files that the arguments name: a file, a folder (recursively) or `folder/...`.
 * Symbolic links to folders are not followed, as with the go command, so a link loop ends nothing.
 *
 * @param all also reads vendor, testdata and node_modules folders.
 * @throws UsageError when a PATH does not exist, is no Go file or an ignored one, or is a folder without any Go file.
 */
export async function goFiles(paths: readonly string[], all: boolean): Promise<GoFiles> {
  const found: Found = { files: new Map(), skipped: [], problems: [] };
  const named = new Set<string>();
  for (const path of paths) {
    if (path === '') throw new UsageError('"": an empty argument is no path');
    const root = resolve(path.replace(/(^|[\\/])\.\.\.$/, '$1') || '.');
    const failed = (e: unknown): never => {
      throw new UsageError(`${path}: ${systemReason(e)}`);
    };
    const info = await stat(root).catch(failed);
    if (info.isDirectory()) {
      const wrong = await walkRoot(root, await realpath(root).catch(failed), all, found);
      if (wrong !== undefined) throw new UsageError(`${path}: ${wrong}`);
      continue;
    }
    if (!root.endsWith('.go')) throw new UsageError(`${path}: not a Go file`);
    if (!info.isFile()) throw new UsageError(`${path}: ${NOT_REGULAR}`);
    if (isIgnored(basename(root))) {
      throw new UsageError(`${path}: the go command ignores files whose name begins with _ or .`);
    }
    const folder = await realpath(dirname(root)).catch(failed);
    named.add(add(found, join(folder, basename(root)), root));
  }
  const files = [...found.files.values()].sort();
  return { files, named: [...named], skipped: found.skipped, problems: found.problems };
}

/** Walks the folder of a PATH; says what is wrong when there is nothing to be found. */
async function walkRoot(
  root: string,
  real: string,
  all: boolean,
  found: Found,
): Promise<string | undefined> {
  const before = { skipped: found.skipped.length, problems: found.problems.length };
  const count = await walk(root, real, all, found);
  const [problem] = found.problems.slice(before.problems);
  if (count > 0 || (problem !== undefined && problem.file !== root)) return undefined;
  if (problem !== undefined) return problem.message;
  const skipped = [...new Set(found.skipped.slice(before.skipped))];
  return skipped.length === 0
    ? 'no Go files in this folder or below it'
    : `no Go files in this folder or below it; left out: ${skipped.join(', ')} (--all looks there too)`;
}

/** The number of Go files in the folder and below it. @param real the folder without symbolic links */
async function walk(root: string, real: string, all: boolean, found: Found): Promise<number> {
  const entries = await readdir(root, { withFileTypes: true }).catch((e: unknown) => {
    found.problems.push({ file: root, message: systemReason(e) });
    return [];
  });
  let count = 0;
  for (const entry of entries) {
    const { name } = entry;
    if (isIgnored(name)) continue;
    const path = join(root, name);
    if (entry.isDirectory()) {
      if (all || !SKIPPED_FOLDERS.has(name))
        count += await walk(path, join(real, name), all, found);
      else found.skipped.push(name);
    } else if (name.endsWith('.go')) {
      const kind = entry.isSymbolicLink() ? await stat(path).catch(systemReason) : entry;
      if (typeof kind === 'string') found.problems.push({ file: path, message: kind });
      else if (kind.isFile()) add(found, join(real, name), path);
      else if (kind.isDirectory()) continue;
      else found.problems.push({ file: path, message: NOT_REGULAR });
      count++;
    }
  }
  return count;
}

/** The path that the file is told by: the first that it was found under. */
function add({ files }: Found, real: string, path: string): string {
  const known = files.get(real);
  if (known === undefined) files.set(real, path);
  return known ?? path;
}

/** Pipes and devices: reading one could take forever. */
const NOT_REGULAR = 'not a regular file';

/** Files and folders that the go command does not look at (go help packages). */
function isIgnored(name: string): boolean {
  return name.startsWith('.') || name.startsWith('_');
}

/** What is wrong with a file that has a problem: the system's reason where it cannot be read, else the problem. */
export async function problemOf(path: string | undefined, message: string): Promise<string> {
  if (path === undefined) return message;
  return access(path, constants.R_OK).then(() => message, systemReason);
}
