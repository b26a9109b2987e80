import { cpSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '../../scripts/host/paths';
import { temporaryFolder } from '../../scripts/host/temporary';

/** A copy of the example, with more packages, for the suite, which changes it; deleted when the run ends. */
export function copyWorkspace(): string {
  const workspace = path.join(temporaryFolder('suite').path, 'example');
  for (const source of ['example', 'test/vscode/added']) {
    cpSync(path.join(REPOSITORY, source), workspace, { recursive: true });
  }
  return workspace;
}
