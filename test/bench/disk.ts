/** The files of a folder, read from the disk as the product reads them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../server/src/contracts/environment';
import { createNodeEnvironment } from '../../server/src/node/environment';
import { assetEnvironment } from '../syntax/support';

export function diskEnvironment(): Environment {
  const assets = assetEnvironment();
  return { ...createNodeEnvironment(''), loadAsset: (name) => assets.loadAsset(name) };
}

/** The Go files below a folder, folder by folder, as the command line goes through them; absolute paths. */
export function* goFilesBelow(folder: string, skip: readonly string[] = []): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries) {
    if (entry.isFile() && entry.name.endsWith('.go')) yield path.join(folder, entry.name);
  }
  for (const entry of entries) {
    if (!entry.isDirectory() || skip.includes(entry.name)) continue;
    yield* goFilesBelow(path.join(folder, entry.name), skip);
  }
}

export function textOf(file: string): string {
  return readFileSync(file, 'utf8');
}
