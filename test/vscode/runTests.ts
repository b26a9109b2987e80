import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cacheFolder } from '../../scripts/host/cache';
import { UserError } from '../../scripts/host/command';
import { runScript } from '../../scripts/host/entry';
import { OUT, REPOSITORY } from '../../scripts/host/paths';
import { copyWorkspace } from './workspace';

/**
 * The VS Code that runs the suite. The default is the pinned one of the launcher, which needs no display and is the
 * same for everyone; HEAPGHOST_VSCODE=desktop takes the newest desktop VS Code, downloaded by @vscode/test-electron.
 */
async function executable(choice: string): Promise<string> {
  switch (choice) {
    case '':
      return path.join(REPOSITORY, 'test/vscode/launcher');
    case 'desktop':
      return downloadAndUnzipVSCode({ cachePath: path.join(cacheFolder(), 'desktop') });
    default:
      throw new UserError(
        `HEAPGHOST_VSCODE is "${choice}"; leave it unset, or set it to "desktop"`,
      );
  }
}

runScript(async () => {
  return runTests({
    vscodeExecutablePath: await executable(process.env.HEAPGHOST_VSCODE ?? ''),
    extensionDevelopmentPath: REPOSITORY,
    extensionTestsPath: path.join(OUT, 'test/vscode/index'),
    launchArgs: [copyWorkspace(), '--disable-extensions'],
  }).catch((error: unknown) => {
    throw new UserError(error instanceof Error ? error.message : String(error));
  });
});
