/** The packages of test/fixes/packages. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Files } from '../proofs/cases';
import { DEFAULT_MOD } from '../rules/cases';
import { parseTxtar } from '../txtar';

export interface Package {
  readonly name: string;
  readonly files: Files;
}

const PACKAGES = path.join(__dirname, 'packages');

/** Each `.txtar` there, with the usual go.mod where it has none. */
export function ownPackages(): Package[] {
  return readdirSync(PACKAGES).map((base) => {
    const { files } = parseTxtar(readFileSync(path.join(PACKAGES, base), 'utf8'));
    return { name: path.parse(base).name, files: new Map([['go.mod', DEFAULT_MOD], ...files]) };
  });
}
