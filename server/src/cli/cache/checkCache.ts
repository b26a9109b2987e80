/** What `heapghost check` keeps from one run to the next, in the user's cache folder. */
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { version } from '../../../../package.json';
import type { AssetName } from '../../contracts/environment';
import { cacheFolder } from '../../node/cacheFolder';
import { createNodeEnvironment } from '../../node/environment';
import { uriOf } from '../../node/paths';
import type { CheckedFile, CheckJob } from '../checkFiles';
import { cliWorkspace, settingsOf } from '../workspace';
import { EarlierResults, merged } from './kept';
import type { Kept } from './store';
import { readKept, storeName, writeKept } from './store';

export interface CheckCache {
  /** What an earlier run found in the files of one folder, in their order, if it still holds. */
  of(files: readonly string[]): Promise<readonly CheckedFile[] | undefined>;
  /** Keeps what was found now as well. */
  write(found: readonly Kept[]): Promise<void>;
}

const ASSETS: readonly AssetName[] = ['web-tree-sitter.wasm', 'tree-sitter-go.wasm', 'gofmt.wasm'];

/** Undefined where this system names no folder for it. */
export async function openCache(job: CheckJob): Promise<CheckCache | undefined> {
  const folder = cacheFolder();
  if (folder === undefined) return undefined;
  const { named, ...settings } = settingsOf(job.target, job.settings);
  const name = storeName([
    version,
    await buildDigest(),
    process.version,
    // Files are told by paths that are relative to it.
    process.cwd(),
    settings,
    job.withFixes,
  ]);
  const earlier = (await readKept(folder, name)) ?? { folders: {}, packages: {} };
  const env = createNodeEnvironment(__dirname);
  const results = new EarlierResults(earlier, cliWorkspace(job.target, job.settings), env);
  return {
    of: (files) => results.of(keyOf(files, named), dirname(files[0] ?? ''), files),
    async write(found) {
      const { folders, packages } = merged(earlier, found);
      const there = Object.entries(folders).filter(([key]) => existsSync(folderOf(key)));
      await writeKept(folder, name, { folders: Object.fromEntries(there), packages });
    },
  };
}

/** Results of some files of a folder are told by those that somebody has named: they are never left out. */
export function keyOf(files: readonly string[], named: ReadonlySet<string> | undefined): string {
  const own = files.filter((file) => named?.has(uriOf(file)) === true);
  return [dirname(files[0] ?? ''), ...own].join('\0');
}

function folderOf(key: string): string {
  return key.split('\0', 1)[0] ?? '';
}

/** Of this program: another build may find something else. */
async function buildDigest(): Promise<string> {
  const files = [__filename, ...ASSETS.map((name) => join(__dirname, name))];
  const parts = await Promise.all(files.map((file) => readFile(file)));
  return hash('sha256', parts.map((part) => hash('sha256', part)).join(' '));
}
