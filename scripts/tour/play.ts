import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from '../host/browser';
import { note } from '../host/command';
import type { EditorInstall } from '../host/install';
import { startServer } from '../host/server';
import { workbenchUrl } from '../host/workbench';
import type { Stage } from './workbench';
import { PATIENCE } from './workbench';

/** One step of a tour. It is over when the page shows what it promises, and only then is the picture taken. */
export interface TourStep {
  readonly name: string;
  do(stage: Stage): Promise<void>;
  /** Name of the picture, without its extension; none where the step only prepares the next one. */
  readonly picture?: string;
}

export interface Tour {
  readonly steps: readonly TourStep[];
  readonly editor: EditorInstall;
  /** Path of a Chromium-based browser. */
  readonly browser: string;
  /** The packaged extension: the tour shows what users get. */
  readonly vsix: string;
  /** A copy of a module; the tour may change it. */
  readonly workspace: string;
  /** Folder for the pictures; made if missing. */
  readonly out: string;
}

/** Milliseconds for the workbench, some 20 MB of it, to start from an empty cache of the browser on a busy machine. */
const START_PATIENCE = 240_000;

/** Comes before every story: keys pressed earlier would be lost. */
const START: TourStep = {
  name: 'start the editor',
  do: ({ page }) =>
    page.locator('.monaco-workbench .explorer-folders-view').waitFor({ timeout: START_PATIENCE }),
};

/** Name of the picture of a failure; one of an earlier tour is removed. */
const FAILED = 'failed';

/** Plays all steps in the editor and saves their pictures; returns 0, or 1 after naming the step that failed. */
export async function playTour(tour: Tour): Promise<number> {
  mkdirSync(tour.out, { recursive: true });
  const server = await startServer(tour.editor, {
    vsix: tour.vsix,
    settings: {
      'workbench.colorTheme': 'Dark Modern',
      'workbench.preferredDarkColorTheme': 'Dark Modern',
      'workbench.preferredLightColorTheme': 'Light Modern',
      'editor.minimap.enabled': false,
      'editor.hover.delay': 100,
    },
  });
  const browser = await launchBrowser(tour.browser);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(PATIENCE);
    const picture = (name: string): string => path.join(tour.out, `${name}.png`);
    // Finished animations: a hover that is still fading in cannot be read.
    const take = (name: string): Promise<unknown> =>
      page.screenshot({ path: picture(name), animations: 'disabled' });
    await rm(picture(FAILED), { force: true });
    await page.goto(workbenchUrl(server.port, { folder: tour.workspace }), {
      waitUntil: 'commit',
    });
    for (const step of [START, ...tour.steps]) {
      try {
        await step.do({ page, workspace: tour.workspace });
        if (step.picture !== undefined) await take(step.picture);
        note(`  ${step.name}`);
      } catch (error) {
        await take(FAILED);
        const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
        note(`heapghost: the tour failed at "${step.name}": ${why} (see ${picture(FAILED)})`);
        return 1;
      }
    }
    note(
      `${tour.steps.filter((step) => step.picture !== undefined).length} pictures in ${tour.out}`,
    );
    return 0;
  } finally {
    await browser.close();
    server.stop();
  }
}
