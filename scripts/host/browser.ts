import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext } from 'playwright-core';
import { note, run, UserError } from './command';
import { temporaryFolder } from './temporary';

/** Names on PATH, best first. */
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/** Where browsers stand that are not on PATH. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['/opt/google/chrome/chrome', '/snap/bin/chromium', '/opt/microsoft/msedge/msedge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
};

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of a program on PATH; undefined when there is none. */
export function onPath(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    try {
      if (folder === '') continue;
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** The Chromium-based browser of this machine: HEAPGHOST_CHROMIUM, else the first known; undefined when there is none. */
export function findBrowser(): string | undefined {
  const chosen = process.env.HEAPGHOST_CHROMIUM;
  if (chosen !== undefined && chosen !== '') return chosen;
  for (const name of NAMES) {
    const found = onPath(name);
    if (found !== undefined) return found;
  }
  return PLACES[process.platform]?.find((place) => existsSync(place));
}

/**
 * Path of a Chromium-based browser, installed from Debian's packages where we may.
 *
 * @throws UserError that says what to install.
 */
export async function installBrowser(): Promise<string> {
  const found = findBrowser();
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || onPath('apt-get') === undefined) {
    throw new UserError(
      'no browser found: install Chromium, Google Chrome or Edge, or name one in HEAPGHOST_CHROMIUM',
    );
  }
  note('installing chromium with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  const installed = findBrowser();
  if (installed === undefined)
    throw new UserError('apt-get installed chromium, but none is on PATH');
  return installed;
}

/** cleanup.ts decides what a signal does; Playwright would exit before the server is stopped. */
const NO_SIGNALS = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false } as const;

/** Starts the browser, headless; its processes end with ours. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS, ...NO_SIGNALS });
}

/** What Chromium asks before a page may keep data inside pages of other origins. */
const THIRD_PARTY_COOKIES = {
  profile: { cookie_controls_mode: 0, block_third_party_cookies: false },
};

/**
 * Starts the browser, headless, with a fresh profile that allows third-party cookies: webviews of VS Code for the Web
 * have origins of their own and need a service worker there.
 */
export function launchProfile(
  executablePath: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<BrowserContext> {
  const profile = temporaryFolder('profile').path;
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(THIRD_PARTY_COOKIES));
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args: FLAGS,
    viewport,
    ...NO_SIGNALS,
  });
}
