/**
 * Where Go keeps sources on this machine, found by looking: nothing is run. The order is that of the go command
 * (cmd/go/internal/cfg, Go 1.26): the environment first, then the file that `go env -w` writes, then defaults.
 */
import { readdir, readFile, realpath } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import path from 'node:path';
import type { GoFolders } from '../contracts/environment';
import { uriOf } from './paths';

type Variables = Readonly<Record<string, string | undefined>>;

export async function findGoFolders(env: Variables = process.env): Promise<GoFolders> {
  const written = await goEnvFile(env);
  const variable = (name: string): string | undefined => nonEmpty(env[name]) ?? written.get(name);
  const gopath = variable('GOPATH')?.split(path.delimiter)[0] ?? path.join(homedir(), 'go');
  const moduleCache = variable('GOMODCACHE') ?? path.join(gopath, 'pkg', 'mod');
  const roots = [nonEmpty(env['GOROOT']), ...(await onPath(env)), ...(await usualRoots())];
  return {
    roots: [...new Set(roots.filter((root) => root !== undefined))].map(uriOf),
    moduleCache: uriOf(moduleCache),
    folderOf: uriOf,
  };
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** The variables that `go env -w` has set (os.UserConfigDir, `go help environment`). */
async function goEnvFile(env: Variables): Promise<ReadonlyMap<string, string>> {
  const file = nonEmpty(env['GOENV']) ?? path.join(configFolder(env), 'go', 'env');
  const text = file === 'off' ? '' : await readFile(file, 'utf8').catch(() => '');
  const lines = text.split(/\r?\n/).map((line) => /^([A-Z0-9_]+)=(.*)$/.exec(line));
  return new Map(lines.flatMap((m) => (m?.[1] && m[2] ? [[m[1], m[2]] as const] : [])));
}

function configFolder(env: Variables): string {
  if (platform() === 'win32') return env['AppData'] ?? env['APPDATA'] ?? homedir();
  if (platform() === 'darwin') return path.join(homedir(), 'Library', 'Application Support');
  return nonEmpty(env['XDG_CONFIG_HOME']) ?? path.join(homedir(), '.config');
}

/** The installation that the `go` on PATH belongs to: a link leads to its bin folder. */
async function onPath(env: Variables): Promise<readonly string[]> {
  const name = platform() === 'win32' ? 'go.exe' : 'go';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter);
  for (const folder of folders) {
    if (!path.isAbsolute(folder)) continue;
    const program = await realpath(path.join(folder, name)).catch(() => undefined);
    if (program !== undefined) return [path.dirname(path.dirname(program))];
  }
  return [];
}

/** Where installers and `golang.org/dl` put Go, the newest first. */
async function usualRoots(): Promise<readonly string[]> {
  const fixed =
    platform() === 'win32'
      ? ['C:\\Program Files\\Go', 'C:\\Go']
      : [
          '/usr/local/go',
          '/opt/homebrew/opt/go/libexec',
          '/usr/local/opt/go/libexec',
          '/usr/lib/go',
        ];
  const among = async (folder: string, pattern: RegExp): Promise<readonly string[]> => {
    const names = await readdir(folder).catch((): string[] => []);
    const newestFirst = new Intl.Collator('en', { numeric: true });
    return names
      .filter((name) => pattern.test(name))
      .sort((a, b) => newestFirst.compare(b, a))
      .map((name) => path.join(folder, name));
  };
  return [
    ...fixed,
    ...(await among(path.join(homedir(), 'sdk'), /^go\d/)),
    ...(await among('/usr/lib', /^go-\d/)),
  ];
}
