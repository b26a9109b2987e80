/** The built page in a real browser, under the extension's content security policy, with a host that only records. */
import path from 'node:path';
import * as esbuild from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { FromPanel, PanelMap, ToPanel } from '../../runtime/panelProtocol';
import { findBrowser, launchBrowser } from '../../scripts/host/browser';
import { inlineWorker } from '../../scripts/host/inlineWorker';
import type { ThemeName } from './themes';
import { THEMES } from './themes';

const ROOT = path.resolve(__dirname, '../..');
/** Nothing is fetched: every request is answered by the harness. */
const ORIGIN = 'https://panel.test';
const NONCE = 'bm9uY2U';
const POLICY = [
  "default-src 'none'",
  `script-src 'nonce-${NONCE}'`,
  `style-src ${ORIGIN}`,
  'worker-src blob:',
].join('; ');

/** The page's script and style sheet, as the build makes them. */
async function bundle(): Promise<{ readonly js: string; readonly css: string }> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(ROOT, 'media/panel/main.ts')],
    outfile: path.join(ROOT, 'dist/panel.js'),
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    plugins: [inlineWorker],
    write: false,
  });
  const text = (extension: string): string =>
    outputFiles.find((file) => file.path.endsWith(extension))?.text ?? '';
  return { js: text('.js'), css: text('.css') };
}

export interface PanelOptions {
  readonly theme?: ThemeName;
  /** What an earlier page saved. */
  readonly state?: unknown;
  /** Shown as soon as the page is ready, as the extension does. */
  readonly map?: PanelMap;
  /** A stricter policy, as a host may have: without workers. */
  readonly noWorker?: boolean;
  /** Without VS Code: the page brings its own stand-in. */
  readonly outside?: boolean;
  readonly browser?: BrowserContextOptions;
}

export interface Panel {
  readonly page: Page;
  /** Messages from the page, oldest first. */
  readonly posted: () => Promise<readonly FromPanel[]>;
  /** What the page saved last. */
  readonly savedState: () => Promise<unknown>;
  readonly send: (message: ToPanel) => Promise<void>;
  /** Waits until the page shows the results for what its form says. */
  readonly settled: () => Promise<void>;
  readonly setTheme: (theme: ThemeName) => Promise<void>;
  /** Console errors, exceptions and violations of the policy so far. */
  readonly complaints: () => readonly string[];
}

export interface Harness {
  readonly open: (options?: PanelOptions) => Promise<Panel>;
  readonly close: () => Promise<void>;
}

/** Builds the page and starts the browser: HEAPGHOST_CHROMIUM, or the one of this machine. */
export async function startHarness(): Promise<Harness> {
  const files = await bundle();
  const executable = findBrowser();
  if (executable === undefined) {
    throw new Error('no browser found: install Chromium or name one in HEAPGHOST_CHROMIUM');
  }
  const browser = await launchBrowser(executable);
  return {
    open: (options = {}) => openPanel(browser, files, options),
    close: () => browser.close(),
  };
}

async function openPanel(
  browser: Browser,
  files: { readonly js: string; readonly css: string },
  options: PanelOptions,
): Promise<Panel> {
  const context = await browser.newContext(options.browser ?? {});
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // Violations of the policy are reported as errors as well.
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/panel.js') {
      return route.fulfill({ contentType: 'text/javascript', body: files.js });
    }
    if (pathname === '/panel.css')
      return route.fulfill({ contentType: 'text/css', body: files.css });
    if (pathname !== '/') return route.fulfill({ status: 404 });
    const policy = options.noWorker === true ? POLICY.replace('worker-src blob:', '') : POLICY;
    const headers = { 'Content-Security-Policy': policy };
    return route.fulfill({ contentType: 'text/html', headers, body: html(options.theme) });
  });
  // The test runner's compiler wraps named functions in a helper that the browser does not have.
  await page.addInitScript('globalThis.__name = (value) => value;');
  if (options.outside !== true) await page.addInitScript(recordingHost, options.state);
  // Themes are set from outside the page's policy, as VS Code does.
  if (options.theme !== undefined)
    await page.addInitScript(themeRoot, THEMES[options.theme].variables);
  await page.goto(`${ORIGIN}/`);
  const host = <T>(read: (host: RecordingHost) => T): Promise<T> =>
    page.evaluate(`(${read.toString()})(window.testHost)`);
  const panel: Panel = {
    page,
    posted: () => host((h) => h.posted),
    savedState: () => host((h) => h.state),
    send: (message) => page.evaluate((data) => window.postMessage(data, '*'), message),
    settled: async () => {
      // A million entries take a while on a machine that is busy with other things.
      await page.locator('.results[aria-busy="false"]').waitFor({ timeout: 110_000 });
      await page.locator('.results .content:not([hidden]) tbody tr').first().waitFor();
    },
    setTheme: (theme) => page.evaluate(switchTheme, THEMES[theme]),
    complaints: () => complaints,
  };
  if (options.map !== undefined) {
    await panel.send({ type: 'show', map: options.map });
    await panel.settled();
  }
  return panel;
}

function html(theme: ThemeName | undefined): string {
  const bodyClass = theme === undefined ? '' : THEMES[theme].bodyClass;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Map Memory</title><link rel="stylesheet" href="/panel.css"></head>
<body class="${bodyClass}"><script nonce="${NONCE}" src="/panel.js"></script></body></html>`;
}

interface RecordingHost {
  posted: FromPanel[];
  state: unknown;
}

// The functions below run in the browser.

function recordingHost(state: unknown): void {
  const host: RecordingHost = { posted: [], state };
  Object.assign(window, {
    testHost: host,
    acquireVsCodeApi: () => ({
      postMessage: (message: FromPanel) => host.posted.push(structuredClone(message)),
      getState: () => host.state,
      setState: (next: unknown) => (host.state = structuredClone(next)),
    }),
  });
}

function themeRoot(variables: Readonly<Record<string, string>>): void {
  // The script may run before the document has a root.
  document.addEventListener('readystatechange', () => {
    for (const [name, value] of Object.entries(variables)) {
      document.documentElement.style.setProperty(name, value);
    }
  });
}

function switchTheme(theme: {
  bodyClass: string;
  variables: Readonly<Record<string, string>>;
}): void {
  for (const name of [...document.documentElement.style]) {
    document.documentElement.style.removeProperty(name);
  }
  for (const [name, value] of Object.entries(theme.variables)) {
    document.documentElement.style.setProperty(name, value);
  }
  document.body.className = theme.bodyClass;
}
