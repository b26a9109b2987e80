import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { UserError } from './command';
import { launchBrowser } from './browser';
import type { EditorInstall } from './install';
import { startServer } from './server';
import type { SuiteRequest } from './workbench';
import { workbenchUrl } from './workbench';

/** What tells a suite that runs from one that hangs. */
export interface SuiteWatch {
  /** The first words the suite logs. What the editor logs before them is printed only if they never come. */
  readonly banner: string;
  /** Milliseconds after which a suite that did not end counts as hung. */
  readonly limit: number;
  /** Ends when what serves the page does, with a sentence that says how. */
  readonly ended?: Promise<string>;
}

/** An extension-host suite and where it runs. */
export interface SuiteRun extends SuiteRequest, SuiteWatch {
  /** Absolute path of the folder the editor opens. */
  readonly folder: string;
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
      const url = workbenchUrl(server.port, { folder: suite.folder, suite });
      return await watchSuite(page, url, { ...suite, ended: server.ended }, (line) =>
        process.stdout.write(line),
      );
    } finally {
      await browser.close();
    }
  } finally {
    server.stop();
  }
}

/**
 * Opens the address of a workbench that runs a suite, and waits for the suite.
 *
 * @param print gets each line that the suite logs, with its line break.
 * @returns the suite's exit code.
 * @throws UserError when the suite neither ended nor failed within its limit.
 */
export async function watchSuite(
  page: Page,
  url: string,
  { banner, limit, ended }: SuiteWatch,
  print: (line: string) => void,
): Promise<number> {
  const output = outputFrom(banner, print);
  let timer: NodeJS.Timeout | undefined;
  try {
    const finished = new Promise<number>((resolve, reject) => {
      timer = setTimeout(() => {
        reject(new UserError(`the suite did not end within ${limit / 1000} s`));
      }, limit);
      void ended?.then((how) => reject(new UserError(how)));
      page.on('crash', () => reject(new UserError('the page of the editor crashed')));
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    // Handled below; until then nothing waits for it.
    finished.catch(() => undefined);
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown) => {
      output.print(logLine(type, args));
    });
    // The limit holds for loading as well.
    await page.goto(url, { waitUntil: 'commit', timeout: limit });
    return await finished;
  } finally {
    clearTimeout(timer);
    output.end();
  }
}

/** Prints lines from the first that starts with `banner`, or all of them at the end if none does. */
function outputFrom(
  banner: string,
  print: (line: string) => void,
): { print(line: string): void; end(): void } {
  const held: string[] = [];
  let started = false;
  return {
    print(line) {
      started ||= line.startsWith(banner);
      if (started) print(line);
      else held.push(line);
    },
    end() {
      if (!started) held.forEach(print);
    },
  };
}

/** What VS Code logs beside a suite in any run without native modules, accounts and an extension gallery. */
const HARMLESS = [
  'Ignoring fetching additional builtin extensions',
  'Could not locate the bindings file',
  'Creation of workbench contribution',
  'Extension host (LocalWebWorker) is ',
  'Timed out waiting for authentication provider',
  'No search provider registered for scheme',
];

/** The text a console call of the extension host would have printed; empty for the editor's own noise. */
function logLine(type: string, args: unknown): string {
  const text = format(...((Array.isArray(args) ? args : [args]) as unknown[]));
  if (HARMLESS.some((noise) => text.includes(noise))) return '';
  return `${type === 'info' || type === 'log' ? '' : `${type}: `}${text}\n`;
}
