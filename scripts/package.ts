import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { buildShipped } from './build';
import { note, run, UserError } from './host/command';
import { runScript } from './host/entry';
import { REPOSITORY, VSIX } from './host/paths';
import { writeNotices } from './notices';

/** Bytes the package may not reach: users install it over slow connections, and reviewers read it. */
const LIMIT = 2_000_000;

const VSCE = path.join(REPOSITORY, 'node_modules/@vscode/vsce/vsce');

const VSCE_OPTIONS = [
  '--no-dependencies',
  '--allow-missing-repository',
  // There is no public repository yet that relative links could point into.
  '--no-rewrite-relative-links',
];

/**
 * Builds for production and packs `dist/heapghost.vsix`; lists its files and its size on standard error.
 *
 * @throws UserError when the package is too large or lacks a file its manifest names.
 */
export async function packageExtension(): Promise<string> {
  writeNotices(await buildShipped(true));
  const files = await listFiles({ cwd: REPOSITORY, packageManager: PackageManager.None });
  requireManifestFiles(files);
  // The command and not its API, which prints on standard output.
  await run(process.execPath, [VSCE, 'package', ...VSCE_OPTIONS, '--out', VSIX], {
    cwd: REPOSITORY,
  });
  for (const file of files) note(`  ${bytes(statSync(path.join(REPOSITORY, file)).size)}  ${file}`);
  const { size } = statSync(VSIX);
  note(`  ${bytes(size)}  dist/heapghost.vsix (${files.length} files, limit ${LIMIT})`);
  if (size >= LIMIT) {
    throw new UserError(`the package has ${size} bytes; it must stay below ${LIMIT}`);
  }
  return VSIX;
}

/** The entry points of the manifest must be in the package: a missing one shows only when a user starts it. */
function requireManifestFiles(files: readonly string[]): void {
  const manifest = JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8')) as {
    main: string;
    browser: string;
    icon: string;
    bin: { heapghost: string };
  };
  const packed = new Set(files.map((file) => path.posix.normalize(file)));
  for (const named of [manifest.main, manifest.browser, manifest.icon, manifest.bin.heapghost]) {
    if (!packed.has(path.posix.normalize(named))) {
      throw new UserError(`package.json names ${named}, which is not in the package`);
    }
  }
}

function bytes(count: number): string {
  return String(count).padStart(8);
}

if (process.argv[1] === import.meta.filename) {
  runScript(async () => {
    await packageExtension();
    return 0;
  });
}
