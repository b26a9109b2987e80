import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onPath } from './browser';
import { cacheFolder, installOnce } from './cache';
import { collect, run } from './command';

/** A usable Go command, or why there is none. */
export type GoSearch =
  | { readonly go: string; readonly version: string }
  | { readonly go: undefined; readonly reason: string };

/** The oldest Go whose memory numbers the proofs are written for. */
const MINIMUM = 26;

/** Debian's package of a Go that is new enough, for machines without one. */
const DEBIAN = { version: '1.26', suite: 'trixie-backports' };

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Finds Go 1.26 or newer: HEAPGHOST_GO, PATH, else Debian's packages unpacked into the cache. Never rejects. */
export async function findGo(cache = cacheFolder()): Promise<GoSearch> {
  for (const candidate of [process.env.HEAPGHOST_GO, onPath('go')]) {
    const version =
      candidate === undefined || candidate === '' ? undefined : await goVersion(candidate);
    if (candidate !== undefined && version !== undefined && minor(version) >= MINIMUM) {
      return { go: candidate, version };
    }
  }
  const advice = `install Go 1.${MINIMUM} or newer and put it on PATH`;
  if (onPath('apt-get') === undefined || onPath('dpkg') === undefined || !existsSync(KEYRING)) {
    return { go: undefined, reason: `no Go 1.${MINIMUM}: ${advice}` };
  }
  try {
    const folder = await installOnce(`go-${DEBIAN.version}`, unpackDebianGo, cache);
    const go = path.join(folder, 'root/bin/go');
    const version = await goVersion(go);
    if (version !== undefined) return { go, version };
    return { go: undefined, reason: `the unpacked ${go} does not run: ${advice}` };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { go: undefined, reason: `${why}; ${advice}` };
  }
}

/** The version a Go command names, for instance "1.26.1"; undefined when it does not run. */
async function goVersion(go: string): Promise<string | undefined> {
  try {
    const env = { ...process.env, GOTOOLCHAIN: 'local' };
    const { stdout } = await collect(go, ['env', 'GOVERSION'], { env });
    return /^go(1\.\d+\S*)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

function minor(version: string): number {
  return Number(/^1\.(\d+)/.exec(version)?.[1] ?? 0);
}

/**
 * Unpacks the Go packages of Debian into `folder/root`, a plain GOROOT, installing nothing.
 *
 * apt gets sources, lists and an archive folder of its own, since the machine's release may have no such Go.
 */
async function unpackDebianGo(folder: string): Promise<void> {
  const apt = path.join(folder, 'apt');
  await mkdir(path.join(apt, 'lists/partial'), { recursive: true });
  await mkdir(path.join(apt, 'archives/partial'), { recursive: true });
  const sources = path.join(apt, 'sources.list');
  const mirror = await debianMirror();
  await writeFile(sources, `deb [signed-by=${KEYRING}] ${mirror} ${DEBIAN.suite} main\n`);
  const options = [
    `Dir::Etc::sourcelist=${sources}`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::lists=${path.join(apt, 'lists')}`,
    `Dir::Cache::archives=${path.join(apt, 'archives')}`,
    'Dir::Cache::pkgcache=',
    'Dir::Cache::srcpkgcache=',
    ...(process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : []),
  ].flatMap((option) => ['-o', option]);
  await run('apt-get', ['-qq', ...options, 'update']);
  const packages = ['go', 'src'].map((part) => `golang-${DEBIAN.version}-${part}`);
  await run('apt-get', ['-qq', ...options, 'download', ...packages], { cwd: apt });
  const unpacked = path.join(folder, 'unpacked');
  for (const file of await readdir(apt)) {
    if (file.endsWith('.deb')) await run('dpkg', ['-x', path.join(apt, file), unpacked]);
  }
  await joinGoroot(
    path.join(unpacked, `usr/lib/go-${DEBIAN.version}`),
    path.join(unpacked, `usr/share/go-${DEBIAN.version}`),
  );
  await rename(path.join(unpacked, `usr/lib/go-${DEBIAN.version}`), path.join(folder, 'root'));
  await rm(unpacked, { recursive: true });
  await rm(apt, { recursive: true });
}

/**
 * Makes one GOROOT of the two folders Debian splits it into.
 *
 * Debian's links between them are absolute and point outside, so the shared part moves into the library part.
 */
async function joinGoroot(library: string, share: string): Promise<void> {
  await dropForeignLinks(library);
  await dropForeignLinks(path.join(library, 'pkg'));
  for (const name of await readdir(share)) {
    const target = path.join(library, name);
    if (!existsSync(target)) {
      await rename(path.join(share, name), target);
    } else if (name === 'pkg') {
      for (const inner of await readdir(path.join(share, name))) {
        const to = path.join(target, inner);
        if (!existsSync(to)) await rename(path.join(share, name, inner), to);
      }
    }
  }
}

async function dropForeignLinks(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await rm(path.join(folder, entry.name));
  }
}

/** The mirror this machine already uses. */
async function debianMirror(): Promise<string> {
  const folders = ['/etc/apt', '/etc/apt/sources.list.d'];
  for (const folder of folders) {
    for (const name of existsSync(folder) ? await readdir(folder) : []) {
      if (!/\.(list|sources)$/.test(name)) continue;
      const text = await readFile(path.join(folder, name), 'utf8');
      const found = /https?:\/\/\S+\/debian\/?(?=\s)/.exec(text)?.[0];
      if (found !== undefined && !found.includes('security')) return found;
    }
  }
  throw new Error('no Debian mirror in /etc/apt');
}
