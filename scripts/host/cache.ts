import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { note } from './command';
import { REPOSITORY } from './paths';

/** The folder for everything downloaded: HEAPGHOST_CACHE, or the repository's git-ignored `.cache`. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env.HEAPGHOST_CACHE;
  return path.resolve(
    chosen === undefined || chosen === '' ? path.join(REPOSITORY, '.cache') : chosen,
  );
}

/**
 * Returns the cache's folder `name`, filled by `fill` unless it is there.
 *
 * `fill` works in a temporary folder that is renamed when complete: an interrupted install leaves no
 * half-filled folder that a later run would trust, and of two simultaneous runs one wins. The name
 * carries the version, so a new pin is a new folder.
 */
export async function installOnce(
  name: string,
  fill: (folder: string) => Promise<void>,
  cache = cacheFolder(),
): Promise<string> {
  const target = path.join(cache, name);
  if (existsSync(target)) return target;
  note(`installing ${name} into ${cache}`);
  await mkdir(cache, { recursive: true });
  const temporary = await mkdtemp(path.join(cache, `.partial-${name}-`));
  try {
    await fill(temporary);
    await rename(temporary, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return target;
}
