import type { TourStep } from './play';
import type { Spot } from './workbench';
import {
  applyFix,
  click,
  dismiss,
  fillIn,
  goTo,
  hideSideBar,
  hover,
  openFile,
  openFixes,
  openFixesBetween,
  runCommand,
  showTheme,
  undoAndSave,
  webview,
} from './workbench';

const FILE = 'session/cache.go';

/** The declaration of the map that only grows. */
const MAP: Spot = { file: FILE, line: 'sessions map[ID]', word: 'sessions' };

/** The deletion that leaves a pointer in the freed tail of a slice. */
const SLICE_DELETE: Spot = { file: FILE, line: 'append(c.watchers[:i]', word: 'append' };

/** What the hover must hold: the report, with real sizes. */
const REPORT = /heapghost[^]*\d [KM]iB/;

/** What the titles of the fixes hold, however they are worded. */
const COPY_DOWN = /truncate/i;
const REBUILD = /rebuild/i;
const RELEASE = /release/i;
const POINTERS = /pointers/i;

/** The workload of the panel: what users see first is what deletes leave behind and what a rebuild gives back. */
const WORKLOAD = 'insert 100000; gc; delete all; gc; rebuild; gc';

/** A use of the map, and one end of a selection that holds a deletion from the map and one from the slice. */
const MAP_USE: Spot = { file: FILE, line: 'c.sessions[id] = s', word: 'sessions' };
const MAP_DELETE: Spot = { file: FILE, line: 'delete(c.sessions, id)', word: 'delete' };

/** The whole story: what a map keeps, how to give it back, and how to see it happen. */
export const STEPS: readonly TourStep[] = [
  {
    name: 'open the session cache',
    do: async (stage) => {
      await openFile(stage, FILE);
      // The pictures are about the code.
      await hideSideBar(stage);
    },
  },
  {
    name: 'hover the declaration of the map',
    do: async (stage) => {
      await hover(stage, MAP, REPORT);
    },
    picture: '1-hover-declaration',
  },
  {
    name: 'hover a use of the map',
    do: async (stage) => {
      await hover(stage, MAP_USE, REPORT);
    },
    picture: '1-hover-dark',
  },
  { name: 'switch to the light theme', do: (stage) => showTheme(stage, 'light') },
  {
    name: 'hover a use of the map in the light theme',
    do: async (stage) => {
      await hover(stage, MAP_USE, REPORT);
    },
    picture: '1-hover-light',
  },
  { name: 'switch back to the dark theme', do: (stage) => showTheme(stage, 'dark') },
  {
    name: 'open the fixes of a map and a slice that are deleted from',
    do: (stage) =>
      openFixesBetween(stage, [MAP_DELETE, SLICE_DELETE], [COPY_DOWN, RELEASE, POINTERS]),
    picture: '2-fixes-of-a-selection',
  },
  {
    name: 'open the fixes of the slice deletion',
    do: async (stage) => {
      await dismiss(stage);
      await openFixes(stage, SLICE_DELETE, [COPY_DOWN]);
    },
    picture: '3-fixes-of-the-slice',
  },
  {
    name: 'copy and truncate',
    do: async (stage) => {
      await applyFix(stage, SLICE_DELETE, COPY_DOWN);
      await goTo(stage, { file: FILE, line: 'copy(c.watchers', word: 'copy' });
    },
    picture: '4-slice-fixed',
  },
  {
    name: 'open the fixes of the map',
    do: (stage) => openFixes(stage, MAP, [REBUILD, RELEASE, POINTERS]),
    picture: '5-fixes-of-the-map',
  },
  {
    name: 'rebuild the map',
    do: async (stage) => {
      await applyFix(stage, MAP, REBUILD);
      await goTo(stage, { file: FILE, line: 'make(map[ID]Session, len', word: 'make' });
    },
    picture: '6-map-rebuilt',
  },
  {
    name: 'undo, and store pointers instead',
    do: async (stage) => {
      await undoAndSave(stage, 'make(map[ID]Session, len');
      await openFixes(stage, MAP, [POINTERS]);
      await applyFix(stage, MAP, POINTERS);
      await goTo(stage, { file: FILE, line: 'sessions map[ID]*Session', word: 'sessions' });
    },
    picture: '7-map-of-pointers',
  },
  {
    name: 'undo the pointers',
    do: (stage) => undoAndSave(stage, 'sessions map[ID]*Session'),
  },
  {
    name: 'open the panel',
    do: async (stage) => {
      await goTo(stage, MAP);
      const run = webview(stage).getByRole('button', { name: 'Run' });
      await runCommand(stage, 'Heapghost: Simulate Map Memory', (timeout) =>
        run.waitFor({ timeout }),
      );
    },
  },
  {
    name: 'run the simulation',
    do: async (stage) => {
      const panel = webview(stage);
      await fillIn(panel.getByLabel('Workload'), WORKLOAD);
      const rebuilt = panel.getByRole('table').getByText('rebuild').first();
      await click(panel.getByRole('button', { name: 'Run' }), (timeout) =>
        rebuilt.waitFor({ timeout }),
      );
      const chart = panel.getByRole('img', { name: /Chart of live bytes/ });
      await chart.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    },
    picture: '8-panel-dark',
  },
  {
    name: 'show the panel in the light theme',
    do: (stage) => showTheme(stage, 'light'),
    picture: '8-panel-light',
  },
];
