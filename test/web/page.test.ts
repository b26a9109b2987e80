/** What only the page shows: the extension in VS Code for the Web as its users see it. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { installBrowser, launchProfile } from '../../scripts/host/browser';
import { installWebEditor } from '../../scripts/host/install';
import { OUT, REPOSITORY } from '../../scripts/host/paths';
import type { WebServer } from '../../scripts/host/webServer';
import { startWebServer } from '../../scripts/host/webServer';
import type { Spot, Stage } from '../../scripts/tour/workbench';
import {
  applyFix,
  goTo,
  hover,
  openFile,
  openFixes,
  runCommand,
  webview,
} from '../../scripts/tour/workbench';
import { copyWorkspace } from '../vscode/workspace';

const FILE = 'session/cache.go';
const MAP: Spot = { file: FILE, line: 'sessions map[ID]', word: 'sessions' };
const SLICE_DELETE: Spot = { file: FILE, line: 'append(c.watchers[:i]', word: 'append' };

/** Milliseconds for what the page is waited for; everything may be starting on a busy machine. */
const PATIENCE = 110_000;

/** The example shows all that is found; and the web saves by itself a second after an edit, before anybody has seen it. */
const SETTINGS = { 'heapghost.show': 'all', 'files.autoSave': 'off' } as const;

function writeSettings(workspace: string): void {
  const folder = path.join(workspace, '.vscode');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(SETTINGS));
}

describe('VS Code for the Web', () => {
  let server: WebServer;
  let context: BrowserContext;
  let stage: Stage;

  before(async function () {
    this.timeout(5 * PATIENCE);
    const workspace = copyWorkspace();
    writeSettings(workspace);
    server = await startWebServer(await installWebEditor(), {
      extension: REPOSITORY,
      folder: workspace,
    });
    context = await launchProfile(await installBrowser(), { width: 1280, height: 800 });
    context.setDefaultTimeout(PATIENCE);
    // The page that the browser opens with: a second one would start beside it.
    const page = context.pages()[0] ?? (await context.newPage());
    stage = { page, workspace };
    await page.goto(server.url, { waitUntil: 'commit' });
    await page
      .locator('.monaco-workbench .explorer-folders-view')
      .waitFor({ timeout: 2 * PATIENCE })
      .catch(async (error: unknown) => {
        await picture('start');
        throw error;
      });
    await openFile(stage, FILE);
  });
  afterEach(async function () {
    await picture(this.currentTest?.title.replace(/\W+/g, '-') ?? '');
  });
  after(async () => {
    await context.close();
    server.stop();
  });

  /** Saves what the page shows, to look at when a test fails. */
  async function picture(name: string): Promise<void> {
    const file = path.join(OUT, 'pictures/web', `${name}.png`);
    await stage.page.screenshot({ path: file, animations: 'disabled' });
  }

  it('underlines what was found', async () => {
    await goTo(stage, MAP);
    await stage.page.locator('.squiggly-info:visible').first().waitFor();
  });

  it('shows the hover of a map', async () => {
    const text = await hover(stage, MAP, /heapghost[^]*\d [KM]iB/);
    assert.match(text, /map\[ID\]Session/);
  });

  it('offers the fix of a slice and applies it', async () => {
    await openFixes(stage, SLICE_DELETE, [/truncate/i]);
    await applyFix(stage, SLICE_DELETE, /truncate/i);
    await goTo(stage, MAP);
    await goTo(stage, { file: FILE, line: 'for i, w := range c.watchers', word: 'for' });
    const fixed = stage.page.locator('.view-line').filter({ hasText: 'copy(c.watchers[i:]' });
    await fixed.first().waitFor();
  });

  it('shows the memory of a map in the panel', async () => {
    await goTo(stage, MAP);
    const panel = webview(stage);
    await runCommand(stage, 'Heapghost: Simulate Map Memory', (timeout) =>
      panel.getByText('Cache.sessions').first().waitFor({ timeout }),
    );
    await panel.getByRole('img', { name: /Chart of live bytes/ }).waitFor();
    await panel.getByRole('table').getByText('delete').first().waitFor();
  });
});
