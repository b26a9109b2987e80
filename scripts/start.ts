import { cpSync, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installBrowser } from './host/browser';
import { note, UserError } from './host/command';
import { runScript } from './host/entry';
import { installEditor } from './host/install';
import { REPOSITORY } from './host/paths';
import { startServer } from './host/server';
import { temporaryFolder } from './host/temporary';
import { workbenchUrl } from './host/workbench';
import { packageExtension } from './package';
import { playTour } from './tour/play';
import { STEPS } from './tour/steps';

const USAGE = 'usage: npm start [-- DIR] or npm start -- --tour OUT';

interface Choice {
  /** The folder to open; undefined for a copy of the example. */
  readonly folder: string | undefined;
  /** Where the tour saves its pictures; undefined for an editor that stays open. */
  readonly tour: string | undefined;
}

function parse(args: readonly string[]): Choice {
  // npm runs scripts in the repository; a relative path means the folder the person typed it in.
  const resolve = (given: string): string =>
    path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { tour: { type: 'string' } },
      allowPositionals: true,
    });
    const [folder, ...more] = positionals;
    if (more.length > 0 || (folder !== undefined && values.tour !== undefined)) {
      throw new UserError(USAGE);
    }
    return {
      folder: folder === undefined ? undefined : existingFolder(resolve(folder)),
      tour: values.tour === undefined ? undefined : resolve(values.tour),
    };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${error instanceof Error ? error.message : ''}; ${USAGE}`);
  }
}

function existingFolder(folder: string): string {
  if (!existsSync(folder)) throw new UserError(`${folder} does not exist`);
  if (!statSync(folder).isDirectory()) throw new UserError(`${folder} is a file, not a folder`);
  return folder;
}

/** A copy of the example module, so that trying fixes leaves no changes in the repository. */
function exampleCopy(): string {
  const folder = path.join(temporaryFolder('example').path, 'example');
  cpSync(path.join(REPOSITORY, 'example'), folder, { recursive: true });
  return folder;
}

runScript(async (args) => {
  const { folder, tour } = parse(args);
  const vsix = await packageExtension();
  const editor = await installEditor();
  if (tour !== undefined) {
    const browser = await installBrowser();
    note(`tour in ${editor.title}, ${browser}`);
    return playTour({ steps: STEPS, editor, browser, vsix, workspace: exampleCopy(), out: tour });
  }
  const server = await startServer(editor, { vsix });
  const opened = folder ?? exampleCopy();
  const file = folder === undefined ? path.join(opened, 'session/cache.go') : undefined;
  note(`${editor.title} with Heapghost on ${opened}; Ctrl+C ends it. Open in a browser:`);
  console.log(
    workbenchUrl(server.port, { folder: opened, ...(file === undefined ? {} : { file }) }),
  );
  throw new UserError(await server.ended);
});
