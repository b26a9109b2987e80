import { existsSync } from 'node:fs';
import { installBrowser } from '../../scripts/host/browser';
import { UserError } from '../../scripts/host/command';
import { runScript } from '../../scripts/host/entry';
import { installEditor } from '../../scripts/host/install';
import { runSuite } from '../../scripts/host/suite';
import { SUITE_BANNER } from '../../scripts/test/results';

/** Milliseconds for the whole suite. It takes seconds; the limit only ends a hang. */
const LIMIT = 540_000;

/** The value of `--NAME=VALUE`, as @vscode/test-electron passes it to VS Code. */
function option(args: readonly string[], name: string): string {
  const prefix = `--${name}=`;
  const found = args.find((arg) => arg.startsWith(prefix));
  if (found === undefined) throw new UserError(`the launcher needs ${prefix}PATH`);
  return found.slice(prefix.length);
}

/** The part of our environment that the suite may read; the editor's own must not leak in. */
function suiteEnvironment(): Record<string, string> {
  const names = Object.keys(process.env).filter((n) => n.startsWith('HEAPGHOST_') || n === 'CI');
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
}

runScript(async (args) => {
  const folder = args.find((arg) => !arg.startsWith('-'));
  if (folder === undefined || !existsSync(folder)) {
    throw new UserError(`the launcher needs a folder to open, not ${folder ?? 'none'}`);
  }
  const editor = await installEditor();
  const browser = await installBrowser();
  console.log(`host: ${editor.title} in ${browser}`);
  return runSuite(editor, browser, {
    extension: option(args, 'extensionDevelopmentPath'),
    module: option(args, 'extensionTestsPath'),
    environment: suiteEnvironment(),
    folder,
    banner: SUITE_BANNER,
    limit: LIMIT,
  });
});
