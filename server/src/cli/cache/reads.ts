/** What was read of files and folders, so that a later run can tell whether it would read the same. */
import { hash } from 'node:crypto';
import type { DirectoryEntry, Environment } from '../../contracts/environment';
import { goFileNames } from '../../project/packageFiles';
import { joinUri } from '../../project/uri';

/** By name, the Go files of a folder: a digest of what was read, empty for a file that nobody read. */
export type Contents = Readonly<Record<string, string>>;

/** Stands for a file that cannot be read. */
const UNREADABLE = '-';

export class Reads {
  /** Digests by URI; undefined where one reading did not give what another did. */
  private readonly files = new Map<string, string | undefined>();
  /** The names of the Go files of folders, by URI. */
  private readonly folders = new Map<string, readonly string[] | undefined>();

  /** The environment, each reading of which is remembered. It must read at once. */
  through(env: Environment): Environment {
    const file = (uri: string, bytes: Uint8Array | undefined): Uint8Array | undefined => {
      const digest = digestOf(bytes);
      const same = !this.files.has(uri) || this.files.get(uri) === digest;
      this.files.set(uri, same ? digest : undefined);
      return bytes;
    };
    const folder = (uri: string, entries: readonly DirectoryEntry[] | undefined) => {
      const names = goFileNames(entries ?? []);
      const same = !this.folders.has(uri) || this.folders.get(uri)?.join('/') === names.join('/');
      this.folders.set(uri, same ? names : undefined);
      return entries;
    };
    const { readFileSync, readDirectorySync } = env;
    return {
      ...env,
      readFile: async (uri) => file(uri, await env.readFile(uri)),
      readDirectory: async (uri) => folder(uri, await env.readDirectory(uri)),
      ...(readFileSync && { readFileSync: (uri: string) => file(uri, readFileSync(uri)) }),
      ...(readDirectorySync && {
        readDirectorySync: (uri: string) => folder(uri, readDirectorySync(uri)),
      }),
    };
  }

  /**
   * What was read of the Go files of a folder; undefined when it changed meanwhile, or was not listed.
   * @param tests whether its tests count
   */
  of(folder: string, tests: boolean): Contents | undefined {
    const names = this.folders.get(folder);
    if (names === undefined) return undefined;
    const contents: Record<string, string> = {};
    for (const name of names) {
      if (!tests && isTest(name)) continue;
      const uri = joinUri(folder, name);
      const digest = this.files.has(uri) ? this.files.get(uri) : '';
      if (digest === undefined) return undefined;
      contents[name] = digest;
    }
    return contents;
  }
}

/** Whether the Go files of a folder are as they were, as far as somebody read them. @param tests as in `Reads.of` */
export function isUnchanged(
  folder: string,
  before: Contents,
  tests: boolean,
  { readFileSync, readDirectorySync }: Environment,
): boolean {
  const names = goFileNames(readDirectorySync?.(folder) ?? []).filter(
    (name) => tests || !isTest(name),
  );
  const known = Object.keys(before);
  if (names.length !== known.length) return false;
  return names.every((name) => {
    const digest = before[name];
    if (digest === '') return true;
    return digest !== undefined && digest === digestOf(readFileSync?.(joinUri(folder, name)));
  });
}

function isTest(name: string): boolean {
  return name.endsWith('_test.go');
}

function digestOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? UNREADABLE : hash('sha256', bytes, 'base64url').slice(0, 22);
}
