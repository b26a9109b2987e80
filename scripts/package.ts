import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { buildShipped } from './build';
import { note, run, UserError } from './host/command';
import { runScript } from './host/entry';
import { OUT, REPOSITORY, VSIX } from './host/paths';
import { writeNotices } from './notices';
import { packagedReadme, pictureAddresses } from './readme';

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
  stage(files);
  // The command and not its API, which prints on standard output.
  await run(process.execPath, [VSCE, 'package', ...VSCE_OPTIONS, '--out', VSIX], { cwd: STAGE });
  for (const file of files) note(`  ${bytes(statSync(path.join(REPOSITORY, file)).size)}  ${file}`);
  const { size } = statSync(VSIX);
  note(`  ${bytes(size)}  dist/heapghost.vsix (${files.length} files, limit ${LIMIT})`);
  if (size >= LIMIT) {
    throw new UserError(`the package has ${size} bytes; it must stay below ${LIMIT}`);
  }
  return VSIX;
}

/** What is packed: the files as they are, but for the README. */
const STAGE = path.join(OUT, 'package');

/** @throws UserError for a picture in the README that VS Code would show as a broken one. */
function stage(files: readonly string[]): void {
  rmSync(STAGE, { recursive: true, force: true });
  for (const file of files) cpSync(path.join(REPOSITORY, file), path.join(STAGE, file));
  const readme = packagedReadme(readFileSync(path.join(REPOSITORY, 'README.md'), 'utf8'));
  const broken = pictureAddresses(readme).find((address) => !address.startsWith('https:'));
  if (broken !== undefined) {
    throw new UserError(
      `README.md shows ${broken}, which scripts/readme.ts does not know to replace`,
    );
  }
  writeFileSync(path.join(STAGE, 'README.md'), readme);
}

/** The entry points and pictures of the manifest must be in the package: a missing one shows only when a user starts it. */
function requireManifestFiles(files: readonly string[]): void {
  const manifest = JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8')) as {
    main: string;
    browser: string;
    icon: string;
    bin: { heapghost: string };
    contributes: { walkthroughs: { steps: { media: { image: string } }[] }[] };
  };
  const packed = new Set(files.map((file) => path.posix.normalize(file)));
  const pictures = manifest.contributes.walkthroughs.flatMap(({ steps }) =>
    steps.map(({ media }) => media.image),
  );
  const { main, browser, icon, bin } = manifest;
  for (const named of [main, browser, icon, bin.heapghost, ...pictures]) {
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
