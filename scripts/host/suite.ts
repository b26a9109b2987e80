import { format } from 'node:util';
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
  /** The first words the suite logs. What the editor logs before them is printed only if they never come. */
  readonly banner: string;
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
  const output = outputFrom(suite.banner);
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
        output.print(logLine(type, args));
      });
      await page.goto(workbenchUrl(server.port, { folder: suite.folder, suite }));
      return await finished.finally(() => clearTimeout(timer));
    } finally {
      await browser.close();
    }
  } finally {
    server.stop();
    output.end();
  }
}

/** Prints lines from the first that starts with `banner`, or all of them at the end if none does. */
function outputFrom(banner: string): { print(line: string): void; end(): void } {
  const held: string[] = [];
  let started = false;
  return {
    print(line) {
      started ||= line.startsWith(banner);
      if (started) process.stdout.write(line);
      else held.push(line);
    },
    end() {
      if (!started) process.stdout.write(held.join(''));
    },
  };
}

/** What VS Code logs beside a suite in any run without native modules, accounts and an extension gallery. */
const HARMLESS = [
  'Ignoring fetching additional builtin extensions',
  'Could not locate the bindings file',
  'Timed out waiting for authentication provider',
  'No search provider registered for scheme',
];

/** The text a console call of the extension host would have printed; empty for the editor's own noise. */
function logLine(type: string, args: unknown): string {
  const text = format(...((Array.isArray(args) ? args : [args]) as unknown[]));
  if (HARMLESS.some((noise) => text.includes(noise))) return '';
  return `${type === 'info' || type === 'log' ? '' : `${type}: `}${text}\n`;
}
