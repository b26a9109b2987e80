import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atExit } from './cleanup';

/** A fresh folder that is deleted when the run ends, or by `remove`. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/** Makes a fresh temporary folder whose name starts with `heapghost-` and `purpose`. */
export function temporaryFolder(purpose: string): TemporaryFolder {
  const folder = mkdtempSync(path.join(tmpdir(), `heapghost-${purpose}-`));
  const remove = atExit(() => {
    // A server that was just told to stop may still write for a moment.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });
  return { path: folder, remove };
}
