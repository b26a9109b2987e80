import { chmodSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../host/cache';
import { run, UserError } from '../host/command';
import { temporaryFolder } from '../host/temporary';

/** A public module at one version, as the Go module proxy has it. */
export interface ModuleVersion {
  readonly path: string;
  readonly version: string;
}

/** A writable copy of a module, and how to run Go in it. */
export interface ModuleCopy {
  readonly folder: string;
  /** Lines of all .go files, tests included. */
  readonly lines: number;
  /** The environment for Go commands: dependencies come from the same module cache. */
  readonly env: NodeJS.ProcessEnv;
}

/** Fetches a module into the cache folder and copies it; nothing of it ever comes into the repository. */
export async function copyModule(go: string, module: ModuleVersion): Promise<ModuleCopy> {
  const work = temporaryFolder('module').path;
  const env = {
    ...process.env,
    GOMODCACHE: path.join(cacheFolder(), 'modules'),
    GOFLAGS: '-mod=mod',
    GOTOOLCHAIN: 'local',
  };
  const name = `${module.path}@${module.version}`;
  const json = await run(go, ['mod', 'download', '-json', name], { cwd: work, env });
  const { Dir: source } = JSON.parse(json) as { Dir?: string };
  if (source === undefined) throw new UserError(`the module proxy gave no folder for ${name}`);
  const folder = path.join(work, path.posix.basename(module.path));
  cpSync(source, folder, { recursive: true });
  return { folder, lines: prepare(folder), env };
}

/** The module cache is read-only; makes everything writable, and counts lines of Go on the way. */
function prepare(folder: string): number {
  chmodSync(folder, 0o755);
  let lines = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      lines += prepare(file);
    } else if (entry.isFile()) {
      chmodSync(file, 0o644);
      if (entry.name.endsWith('.go')) lines += readFileSync(file, 'utf8').split('\n').length - 1;
    }
  }
  return lines;
}
