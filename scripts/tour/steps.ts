import type { Spot, Stage } from './workbench';
import {
  applyFix,
  goTo,
  hover,
  openFile,
  openFixes,
  runCommand,
  showTheme,
  webview,
} from './workbench';

/** One step of the tour. It is over when the page shows what it promises, and only then is the picture taken. */
export interface TourStep {
  readonly name: string;
  do(stage: Stage): Promise<void>;
  /** Name of the picture, without its extension; none where the step only prepares the next one. */
  readonly picture?: string;
}

const FILE = 'session/cache.go';

/** The declaration of the map that only grows. */
const MAP: Spot = { file: FILE, line: 'sessions map[ID]', word: 'sessions' };

/** The deletion that leaves a pointer in the freed tail of a slice. */
const SLICE_DELETE: Spot = { file: FILE, line: 'append(c.watchers[:i]', word: 'append' };

/** What the hover must hold: the report, with real sizes. */
const REPORT = /heapghost[^]*\d [KM]iB/;

/** The workload of the panel: what users see first is what deletes leave behind and what a rebuild gives back. */
const WORKLOAD = 'insert 100000; gc; delete all; gc; rebuild; gc';

/** The whole story: what a map keeps, how to give it back, and how to see it happen. */
export const STEPS: readonly TourStep[] = [
  { name: 'open the session cache', do: (stage) => openFile(stage, FILE) },
  {
    name: 'hover the map',
    do: (stage) => hover(stage, MAP, REPORT),
    picture: '1-hover-dark',
  },
  { name: 'switch to the light theme', do: (stage) => showTheme(stage, 'light') },
  {
    name: 'hover the map in the light theme',
    do: (stage) => hover(stage, MAP, REPORT),
    picture: '1-hover-light',
  },
  { name: 'switch back to the dark theme', do: (stage) => showTheme(stage, 'dark') },
  {
    name: 'open the fixes of the slice deletion',
    do: (stage) => openFixes(stage, SLICE_DELETE, ['truncate']),
    picture: '2-fixes-of-the-slice',
  },
  {
    name: 'copy and truncate',
    do: async (stage) => {
      await applyFix(stage, 'truncate');
      await goTo(stage, { file: FILE, line: 'copy(c.watchers', word: 'copy' });
    },
    picture: '3-slice-fixed',
  },
  {
    name: 'open the fixes of the map',
    do: (stage) => openFixes(stage, MAP, ['Rebuild', 'pointer']),
    picture: '4-fixes-of-the-map',
  },
  {
    name: 'rebuild the map',
    do: async (stage) => {
      await applyFix(stage, 'Rebuild');
      await goTo(stage, { file: FILE, line: 'make(map[ID]Session, len', word: 'make' });
    },
    picture: '5-map-fixed',
  },
  {
    name: 'open the panel',
    do: async (stage) => {
      await goTo(stage, MAP);
      // The panel opens beside the editor, and needs the room.
      await runCommand(stage, 'View: Toggle Primary Side Bar Visibility');
      await stage.page.locator('.explorer-folders-view').waitFor({ state: 'hidden' });
      await runCommand(stage, 'Heapghost: Simulate Map Memory');
      await webview(stage).getByRole('button', { name: 'Run' }).waitFor();
    },
  },
  {
    name: 'run the simulation',
    do: async (stage) => {
      const panel = webview(stage);
      await panel.getByLabel('Workload').fill(WORKLOAD);
      await panel.getByRole('button', { name: 'Run' }).click();
      await panel.getByRole('table').getByText('rebuild').first().waitFor();
      const chart = panel.getByRole('img', { name: /Chart of live bytes/ });
      await chart.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    },
    picture: '6-panel-dark',
  },
  {
    name: 'show the panel in the light theme',
    do: (stage) => showTheme(stage, 'light'),
    picture: '6-panel-light',
  },
];
