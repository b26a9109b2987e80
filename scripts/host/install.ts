import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installOnce } from './cache';
import { npm, run, UserError } from './command';
import { NODE_PACKAGES, PINS } from './versions';

/** An installed editor: a Node binary that runs it and the folder of the server. */
export interface EditorInstall {
  /** Path of a Node binary of the major version the server needs. */
  readonly node: string;
  /** Folder that holds `out/server-main.js`. */
  readonly server: string;
  /** Name and version for logs, for instance "VS Code 1.139.1 (code-server 4.139.1)". */
  readonly title: string;
}

/** Parts of the server that a test or a demo never loads; a third of its size. */
const UNUSED = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@devcontainers',
  'extensions/copilot',
  'extensions/microsoft-authentication',
  'extensions/github-authentication',
];

const NO_SCRIPTS = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Installs the pinned VS Code server and its Node into the cache, or finds them there. */
export async function installEditor(): Promise<EditorInstall> {
  const [node, server] = await Promise.all([installNode(), installServer()]);
  const version = await run(node, [path.join(server, 'out/server-main.js'), '--version']);
  const code = /^\d+\.\d+\.\d+/m.exec(version)?.[0] ?? 'of unknown version';
  return { node, server, title: `VS Code ${code} (code-server ${PINS.codeServer})` };
}

/** The Node that runs us if its major version fits, else one from the npm registry. */
async function installNode(): Promise<string> {
  const major = PINS.node.split('.')[0] ?? '';
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const found = NODE_PACKAGES[platform];
  if (found === undefined) {
    throw new UserError(
      `the editor cannot run on ${platform}; use Linux or macOS (on Windows: WSL), x64 or arm64`,
    );
  }
  const { name, version } = found;
  const folder = await installOnce(`node-${version}-${platform}`, async (into) => {
    // Without its own manifest npm would walk up and install into the project around the cache.
    await writeFile(path.join(into, 'package.json'), '{"private":true}\n');
    await npm(['install', ...NO_SCRIPTS, `${name}@${version}`], { cwd: into });
  });
  return path.join(folder, 'node_modules', name, 'bin', 'node');
}

/** The server of code-server's package: without its install scripts, which would build native modules. */
function installServer(): Promise<string> {
  return installOnce(`code-server-${PINS.codeServer}`, async (into) => {
    const archive = await npm(
      ['pack', '--silent', '--pack-destination', into, `code-server@${PINS.codeServer}`],
      { cwd: into },
    );
    const file = path.join(into, archive.trim().split('\n').at(-1) ?? '');
    await run('tar', ['-xzf', file, '-C', into, '--strip-components=3', 'package/lib/vscode']);
    await rm(file);
    // Its shrinkwrap is out of sync with its manifest, so `npm ci` refuses.
    await npm(['install', '--omit=dev', ...NO_SCRIPTS], { cwd: into });
    await Promise.all(
      UNUSED.map((part) => rm(path.join(into, part), { recursive: true, force: true })),
    );
    await removeForeign(into);
  });
}

/** Removes source maps and the native modules of other platforms. */
async function removeForeign(folder: string): Promise<void> {
  const foreign = ['win32', 'darwin', 'linux']
    .filter((platform) => platform !== process.platform)
    .map((platform) => `${platform}-`);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const isMap = entry.isFile() && entry.name.endsWith('.map');
    const isForeign =
      path.basename(entry.parentPath) === 'prebuilds' &&
      foreign.some((prefix) => entry.name.startsWith(prefix));
    if (isMap || isForeign) {
      await rm(path.join(entry.parentPath, entry.name), { recursive: true, force: true });
    }
  }
}
