/** The command line's bundle made of replaced sources: what tests start as a process of its own. */
import childProcess from 'node:child_process';
import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { copyAssets, incremental } from '../../scripts/build';
import { DIST, OUT } from '../../scripts/host/paths';
import { relative } from './modules';
import type { Replace } from './modules';

export interface Bundles {
  /** Builds anew, with what `replace` says now. Rejects where it cannot. */
  build(): Promise<void>;
  dispose(): Promise<void>;
}

/** Whether the tests of a file start what is built. */
export function startsBundles(testFile: string): boolean {
  return testFile.startsWith('test/cli/');
}

const CLI = 'cli.js';
const SERVER = 'server.js';

/** From now on this process starts its own command line where it means that of `dist/`. */
export async function createBundles(replace: Replace): Promise<Bundles> {
  const folder = path.join(OUT, 'mutation', String(process.pid));
  await mkdir(folder, { recursive: true });
  await copyAssets(folder);
  // Nothing of the language server is mutated, whether a test starts it or the command line does.
  await symlink(path.join(DIST, SERVER), path.join(folder, SERVER));
  redirect(folder);
  const context = await incremental(CLI, folder, {
    name: 'replace',
    setup(hooks) {
      hooks.onLoad({ filter: /\/server\/src\/.*\.ts$/ }, async ({ path: file }) => {
        const source = await readFile(file, 'utf8');
        const contents = replace(relative(file), source);
        return contents === undefined ? undefined : { contents, loader: 'ts' };
      });
    },
  });
  return {
    async build() {
      await context.rebuild();
    },
    async dispose() {
      await context.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Method = (...args: unknown[]) => unknown;

interface Promisable {
  readonly [promisify.custom]?: Method;
}

/** Makes `spawn`, `execFile` and `fork` take the command line of `dist/` from another folder. */
function redirect(folder: string): void {
  const built = path.join(DIST, CLI);
  const moved = (value: unknown): unknown => (value === built ? path.join(folder, CLI) : value);
  const methods = childProcess as unknown as Record<string, Method>;
  for (const name of ['spawn', 'execFile', 'fork', 'spawnSync', 'execFileSync']) {
    const original = methods[name];
    if (original === undefined) continue;
    const redirected =
      (of: Method): Method =>
      (...args) =>
        of(...args.map((arg) => (Array.isArray(arg) ? arg.map(moved) : moved(arg))));
    const promised = (original as Promisable)[promisify.custom];
    methods[name] = Object.assign(
      redirected(original),
      promised && { [promisify.custom]: redirected(promised) },
    );
  }
}
