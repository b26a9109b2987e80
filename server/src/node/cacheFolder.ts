/** Where programs keep what they can make again. */
import { homedir, platform } from 'node:os';
import path from 'node:path';

/**
 * The folder of Heapghost, which need not exist; undefined where this system names none. XDG_CACHE_HOME comes first on
 * every system, and is ignored where it is no absolute path, as its specification wants.
 */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const absolute = (folder: string | undefined): string | undefined =>
    folder !== undefined && path.isAbsolute(folder) ? folder : undefined;
  const home = (): string | undefined => absolute(homedir());
  const usual = (): string | undefined => {
    if (platform() === 'win32') return absolute(env['LOCALAPPDATA']);
    const own = home();
    return own && path.join(own, ...(platform() === 'darwin' ? ['Library', 'Caches'] : ['.cache']));
  };
  const folder = absolute(env['XDG_CACHE_HOME']) ?? usual();
  return folder && path.join(folder, 'heapghost');
}
