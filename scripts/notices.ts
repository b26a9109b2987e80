import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ASSETS } from './build';
import { UserError } from './host/command';
import { DIST, REPOSITORY } from './host/paths';

/**
 * Writes `dist/THIRD-PARTY-NOTICES.txt`: the licenses of all packages that went into the bundles or ship beside them.
 *
 * @param sources repository-relative paths of all bundled sources.
 * @throws UserError for a package without a license file, which must not ship.
 */
export function writeNotices(sources: readonly string[]): void {
  const shipped = [...sources, ...ASSETS.map((asset) => `node_modules/${asset}`)];
  const packages = new Set(shipped.map(packageOf).filter((found) => found !== undefined));
  const notices = [...packages].sort().map((folder) => {
    const { name, version } = JSON.parse(
      readFileSync(path.join(REPOSITORY, folder, 'package.json'), 'utf8'),
    ) as { name: string; version: string };
    return `${name} ${version}\n\n${licenseOf(folder)}\n`;
  });
  const rule = `\n${'-'.repeat(80)}\n\n`;
  writeFileSync(path.join(DIST, 'THIRD-PARTY-NOTICES.txt'), notices.join(rule));
}

/** The package folder of a bundled source, nested ones included; undefined for the project's own sources. */
function packageOf(source: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source)?.[0];
}

function licenseOf(folder: string): string {
  const file = readdirSync(path.join(REPOSITORY, folder)).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new UserError(`${folder} has no license file, so it cannot ship`);
  return readFileSync(path.join(REPOSITORY, folder, file), 'utf8').trim();
}
