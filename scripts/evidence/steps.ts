import { note } from '../host/command';
import type { TourStep } from '../tour/play';
import type { Spot, Stage } from '../tour/workbench';
import {
  applyFix,
  goTo,
  hideSideBar,
  hover,
  openFile,
  openFixes,
  runCommand,
  webview,
} from '../tour/workbench';
import type { ModuleVersion } from './module';

/** The module of the story; its largest package has some hundred thousand lines with its tests. */
export const MODULE: ModuleVersion = {
  path: 'github.com/nats-io/nats-server/v2',
  version: 'v2.15.2',
};

/** The package that the story changes, for `go build`. */
export const CHANGED_PACKAGE = './server';

const ACCOUNTS = 'server/accounts.go';
const MQTT = 'server/mqtt.go';
const MEMSTORE = 'server/memstore.go';

const FIELD: Spot = { file: ACCOUNTS, line: 'rrMap    map[string]respEntries', word: 'rrMap' };
const MAKE: Spot = { file: ACCOUNTS, line: 'im.rrMap = make(', word: 'make' };
const OTHER_FIELD: Spot = { file: MQTT, line: 'flappers  ', word: 'flappers' };
const STORE: Spot = { file: MEMSTORE, line: 'msgs        map[uint64]', word: 'msgs' };
const SLICE_DELETE: Spot = { file: MEMSTORE, line: 'append(ms.consumers[:i]', word: 'append' };

const REPORT = /heapghost[^]*\d [KM]iB/;

/** Hovers a map and prints the numbers that the hover shows. */
async function showHover(stage: Stage, spot: Spot): Promise<void> {
  const text = await hover(stage, spot, REPORT);
  const report = text.slice(text.indexOf('heapghost ·')).replaceAll('\u00a0', ' ');
  note(report.replace(/^/gm, '      '));
}

/** Three maps hovered, one fix, one simulation, in somebody else's program. */
export const STEPS: readonly TourStep[] = [
  {
    name: 'open the accounts',
    do: async (stage) => {
      await openFile(stage, ACCOUNTS);
      await hideSideBar(stage);
    },
  },
  { name: 'hover a field', do: (stage) => showHover(stage, FIELD), picture: '1-field' },
  { name: 'hover a make', do: (stage) => showHover(stage, MAKE), picture: '2-make' },
  {
    name: 'hover a field of another file',
    do: async (stage) => {
      await openFile(stage, MQTT);
      await showHover(stage, OTHER_FIELD);
    },
    picture: '3-other-field',
  },
  {
    name: 'hover the field of a large struct',
    do: async (stage) => {
      await openFile(stage, MEMSTORE);
      await showHover(stage, STORE);
    },
    picture: '4-store',
  },
  {
    name: 'copy and truncate',
    do: async (stage) => {
      await openFixes(stage, SLICE_DELETE, [/truncate/i]);
      await applyFix(stage, SLICE_DELETE, /truncate/i);
      await goTo(stage, { file: MEMSTORE, line: 'copy(ms.consumers', word: 'copy' });
    },
    picture: '5-fixed',
  },
  {
    name: 'open the panel',
    do: async (stage) => {
      await stage.page.locator('.tab[data-resource-name="accounts.go"]').click();
      await goTo(stage, FIELD);
      const panel = webview(stage);
      const simulated = panel.getByRole('table').getByText('delete all').first();
      await runCommand(stage, 'Heapghost: Simulate Map Memory', (timeout) =>
        simulated.waitFor({ timeout }),
      );
      const chart = panel.getByRole('img', { name: /Chart of live bytes/ });
      await chart.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    },
    picture: '6-panel',
  },
];
