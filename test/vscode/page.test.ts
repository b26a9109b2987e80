/** What the page of a real VS Code shows of the packaged extension: its README, and the pictures of its walkthrough. */
import assert from 'node:assert/strict';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { installBrowser, launchBrowser } from '../../scripts/host/browser';
import { installEditor } from '../../scripts/host/install';
import { OUT, VSIX } from '../../scripts/host/paths';
import type { EditorServer } from '../../scripts/host/server';
import { startServer } from '../../scripts/host/server';
import { workbenchUrl } from '../../scripts/host/workbench';
import type { Stage } from '../../scripts/tour/workbench';
import { hideSideBar, runCommand, webview } from '../../scripts/tour/workbench';
import { copyWorkspace } from './workspace';

/** Milliseconds for what the page is waited for; everything may be starting on a busy machine. */
const PATIENCE = 110_000;

describe('the packaged extension in VS Code', () => {
  let server: EditorServer;
  let browser: Browser;
  let stage: Stage;

  before(async function () {
    this.timeout(3 * PATIENCE);
    const workspace = copyWorkspace();
    server = await startServer(await installEditor(), { vsix: VSIX });
    browser = await launchBrowser(await installBrowser());
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    page.setDefaultTimeout(PATIENCE);
    stage = { page, workspace };
    await page.goto(workbenchUrl(server.port, { folder: workspace }), { waitUntil: 'commit' });
    await page.locator('.monaco-workbench .explorer-folders-view').waitFor();
  });
  afterEach(async function () {
    const name = this.currentTest?.title.replace(/\W+/g, '-') ?? '';
    const file = path.join(OUT, 'pictures/vscode', `${name}.png`);
    await stage.page.screenshot({ path: file, animations: 'disabled' });
  });
  after(async () => {
    await browser.close();
    server.stop();
  });

  it('has a page without broken pictures', async () => {
    const { page } = stage;
    await page.keyboard.press('Control+Shift+X');
    await page.locator('.extension-list-item').filter({ hasText: 'Heapghost' }).first().click();
    await webview(stage).getByText('Picture: ').first().waitFor();
    const pictures = webview(stage).locator('img');
    const widths = await pictures.evaluateAll((all) =>
      all.map((one) => (one as HTMLImageElement).naturalWidth),
    );
    assert.deepEqual(
      widths.filter((width) => width === 0),
      [],
    );
  });

  it('has a walkthrough with pictures', async () => {
    const { page } = stage;
    // A walkthrough shows its pictures only where there is room beside the text.
    await hideSideBar(stage);
    const title = 'Heapghost in pictures';
    const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title });
    await runCommand(stage, 'Welcome: Open Walkthrough', async (timeout) => {
      await page.locator('.quick-input-widget input:visible').first().fill(title, { timeout });
      await row.first().waitFor({ timeout });
    });
    // Not with the mouse, which may rest where the row's own tooltip then covers it.
    await page.keyboard.press('Enter');
    const picture = page.locator('.getting-started-media img');
    await picture.waitFor();
    const width = await picture.evaluate(async (one) => {
      await (one as HTMLImageElement).decode();
      return (one as HTMLImageElement).naturalWidth;
    });
    assert.ok(width > 0);
  });
});
