import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const CLI = resolve('dist/cli.js');

const cache = mkdtempSync(join(tmpdir(), 'heapghost-cache-'));
process.once('exit', () => rmSync(cache, { recursive: true, force: true }));

/** The environment of this process, with a cache folder of its own. */
export function environment(): NodeJS.ProcessEnv {
  return { ...process.env, XDG_CACHE_HOME: cache };
}

/** Runs the built command line in a folder, as a user does; `env` is added to the environment. */
export function heapghost(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Run> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [CLI, ...args],
      { cwd, env: { ...environment(), ...env }, maxBuffer: 1 << 28 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        done({ code, stdout, stderr });
      },
    );
  });
}
