import { UserError } from './command';
import { launchBrowser } from './browser';
import type { EditorInstall } from './install';
import { startServer } from './server';
import type { SuiteRequest } from './workbench';
import { workbenchUrl } from './workbench';

/** An extension-host suite and where it runs. */
export interface SuiteRun extends SuiteRequest {
  /** Absolute path of the folder the editor opens. */
  readonly folder: string;
  /** Milliseconds after which a suite that said nothing counts as hung. */
  readonly limit: number;
}

/**
 * Runs a suite in the extension host of the server's VS Code and prints what it logs.
 *
 * @returns the suite's exit code.
 * @throws UserError when the suite neither ended nor failed within its limit.
 */
export async function runSuite(
  editor: EditorInstall,
  browserPath: string,
  suite: SuiteRun,
): Promise<number> {
  const server = await startServer(editor, { testDriver: true });
  try {
    const browser = await launchBrowser(browserPath);
    try {
      const page = await browser.newPage();
      let timer: NodeJS.Timeout | undefined;
      const finished = new Promise<number>((resolve, reject) => {
        timer = setTimeout(() => {
          reject(new UserError(`the suite did not end within ${suite.limit / 1000} s`));
        }, suite.limit);
        void server.ended.then((how) => reject(new UserError(how)));
        page.on('crash', () => reject(new UserError('the page of the editor crashed')));
        void page.exposeFunction('codeAutomationExit', resolve);
      });
      await page.exposeFunction('codeAutomationLog', (type: string, args: unknown) => {
        process.stdout.write(logLine(type, args));
      });
      await page.goto(workbenchUrl(server.port, { folder: suite.folder, suite }));
      return await finished.finally(() => clearTimeout(timer));
    } finally {
      await browser.close();
    }
  } finally {
    server.stop();
  }
}

/** What VS Code logs in any run without native modules and without an extension gallery. */
const HARMLESS = [
  'Could not locate the bindings file',
  'Ignoring fetching additional builtin extensions',
];

/** The text a console call of the extension host would have printed; empty for the editor's own noise. */
function logLine(type: string, args: unknown): string {
  const text = (Array.isArray(args) ? args : [args]).map(String).join(' ');
  if (HARMLESS.some((noise) => text.includes(noise))) return '';
  return `${type === 'info' || type === 'log' ? '' : `${type}: `}${text}\n`;
}
