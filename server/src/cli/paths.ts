/** From the PATH arguments of a command to the Go files they mean, as the go command would read them. */
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
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
  /** Folders below a PATH that could not be read. */
  readonly problems: readonly PathProblem[];
}

/**
 * The `.go` files that the arguments name: a file, a folder (recursively) or `folder/...`.
 * Symbolic links to folders are not followed, as with the go command, so a link loop ends nothing.
 *
 * @param all also reads vendor, testdata and node_modules folders.
 * @throws UsageError when a PATH does not exist, is no Go file or an ignored one, or is a folder without any Go file.
 */
export async function goFiles(paths: readonly string[], all: boolean): Promise<GoFiles> {
  const files = new Set<string>();
  const problems: PathProblem[] = [];
  for (const path of paths) {
    const root = resolve(path.replace(/(^|[\\/])\.\.\.$/, '$1') || '.');
    const info = await stat(root).catch((e: unknown) => {
      throw new UsageError(`${path}: ${reasonOf(e)}`);
    });
    if (info.isDirectory()) {
      const before = files.size;
      const found = await walk(root, all, files, problems);
      if (found === 0 && files.size === before) {
        throw new UsageError(
          problemAt(root, problems) ?? `${path}: no Go files in this folder or below it`,
        );
      }
    } else if (root.endsWith('.go') && info.isFile()) {
      if (isIgnored(basename(root))) {
        throw new UsageError(`${path}: the go command ignores files whose name begins with _ or .`);
      }
      files.add(root);
    } else {
      throw new UsageError(`${path}: not a Go file`);
    }
  }
  return { files: [...files].sort(), problems };
}

async function walk(
  folder: string,
  all: boolean,
  files: Set<string>,
  problems: PathProblem[],
): Promise<number> {
  let found = 0;
  const entries = await readdir(folder, { withFileTypes: true }).catch((e: unknown) => {
    problems.push({ file: folder, message: reasonOf(e) });
    return [];
  });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isIgnored(entry.name) && (all || !SKIPPED_FOLDERS.has(entry.name)))
        found += await walk(path, all, files, problems);
    } else if (entry.name.endsWith('.go') && !isIgnored(entry.name)) {
      if (entry.isSymbolicLink() && (await isFolder(path))) continue;
      files.add(path);
      found++;
    }
  }
  return found;
}

/** Files and folders that the go command does not look at (go help packages). */
function isIgnored(name: string): boolean {
  return name.startsWith('.') || name.startsWith('_');
}

/** False also for a link to nothing: that is reported when it is read. */
async function isFolder(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined);
  return info?.isDirectory() === true;
}

function problemAt(folder: string, problems: readonly PathProblem[]): string | undefined {
  const problem = problems.find((p) => p.file === folder);
  return problem && `${problem.file}: ${problem.message}`;
}

/** What went wrong, for people: Node's error codes without its system call jargon. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOTDIR':
      return 'not a folder';
    case 'ELOOP':
      return 'too many symbolic links';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
