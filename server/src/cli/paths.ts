/** From the PATH arguments of a command to the Go files they mean, as the go command would read them. */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
 * @throws UsageError when a PATH does not exist, is no Go file, or is a folder without any Go file.
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
      const hidden = entry.name.startsWith('.') || entry.name.startsWith('_');
      if (!hidden && (all || !SKIPPED_FOLDERS.has(entry.name)))
        found += await walk(path, all, files, problems);
    } else if (entry.name.endsWith('.go') && !entry.name.startsWith('.')) {
      files.add(path);
      found++;
    }
  }
  return found;
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
