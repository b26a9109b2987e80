/** The built page in a real browser, under the extension's content security policy. */
import assert from 'node:assert/strict';
import { PRESETS } from '../../media/panel/presets';
import { NEWEST_GO, OLDEST_GO, parseWorkload, simulate } from '../../runtime';
import type { SimulateRequest } from '../../runtime';
import type { Harness, Panel, PanelOptions } from './harness';
import { startHarness } from './harness';
import { EXAMPLE, SMALL, shape } from './maps';
import type { ThemeName } from './themes';
import { THEMES } from './themes';

let harness: Harness;
let opened: Panel[] = [];
/** Tests that provoke complaints take them away themselves. */
let expectedComplaints = 0;

async function open(options: PanelOptions = { map: SMALL }): Promise<Panel> {
  const panel = await harness.open(options);
  opened.push(panel);
  return panel;
}

/** Exact bytes out of a tooltip: `1,024 bytes`. */
function bytesOf(title: string | null): number {
  return Number(/^-?[\d,]+/.exec(title ?? '')?.[0].replaceAll(',', ''));
}

interface Row {
  readonly op: string;
  readonly entries: number;
  readonly liveBytes: number;
  readonly totalAllocBytes: number;
}

/** The table as shown: exact bytes are in the tooltips. */
async function readTable({ page }: Panel): Promise<Row[]> {
  const heads = await page.locator('thead th').allTextContents();
  const column = (title: string): number => heads.indexOf(title) + 1;
  const rows = await page.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) => {
      const cell = (title: string) => row.locator(`> :nth-child(${column(title)})`);
      return {
        op: (await cell('Operation').textContent()) ?? '',
        entries: Number((await cell('Entries').textContent())?.replaceAll(',', '')),
        liveBytes: bytesOf(await cell('Live bytes').getAttribute('title')),
        totalAllocBytes: bytesOf(await cell('Total allocated').getAttribute('title')),
      };
    }),
  );
}

/** What the memory model says to the same question, here in Node. */
function expectedTable(
  workload: string,
  change: Partial<SimulateRequest> = {},
  map = SMALL,
): Row[] {
  const parsed = parseWorkload(workload);
  assert.ok(parsed.ok);
  const { key, elem, arch } = map;
  const request = { go: { minor: 26 }, arch, key, elem, workload: parsed.ops, ...change };
  const result = simulate(request);
  assert.ok(result.ok);
  return result.simulation.phases.map(({ op, entries, liveBytes, totalAllocBytes }) => ({
    op,
    entries,
    liveBytes,
    totalAllocBytes,
  }));
}

/** The text of the first element, trimmed. */
async function text({ page }: Panel, selector: string): Promise<string> {
  return ((await page.locator(selector).first().textContent()) ?? '').trim();
}

/** The chart's pixels: how many there are of a colour, written as `r,g,b`. */
function pixels({ page }: Panel, colour: string): Promise<number> {
  return page.evaluate((wanted) => {
    const canvas = document.querySelector('canvas');
    const image = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    let count = 0;
    for (let i = 0; image !== undefined && i < image.length; i += 4) {
      if (image.slice(i, i + 3).join() === wanted && image[i + 3] === 255) count++;
    }
    return count;
  }, colour);
}

/** Until what was begun in this frame is on screen. */
function twoFrames({ page }: Panel): Promise<unknown> {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

function rgb(hex: string): string {
  return [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)).join();
}

describe('panel page', function () {
  this.timeout(120_000);

  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());
  afterEach(async () => {
    const complaints = opened.flatMap((panel) => panel.complaints());
    await Promise.all(opened.map(({ page }) => page.context().close()));
    const allowed = expectedComplaints;
    opened = [];
    expectedComplaints = 0;
    assert.equal(complaints.length, allowed, complaints.join('\n'));
  });

  it('the harness notices a violation of the policy', async () => {
    const { page } = await open();
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    expectedComplaints = 1;
  });

  describe('shows', () => {
    it('says ready, and what to do while there is no map', async () => {
      const panel = await open({});
      assert.deepEqual(await panel.posted(), [{ type: 'ready' }]);
      assert.match(await text(panel, '.empty'), /Place the cursor on a map/);
      assert.equal(await panel.page.locator('.workbench').isVisible(), false);
    });

    it('the map, its types, version, arch, entries and sites', async () => {
      const panel = await open({ map: EXAMPLE });
      const { page } = panel;
      assert.equal(await text(panel, '.workbench h1'), 'Cache.sessions');
      assert.equal(await text(panel, '.map-type'), 'map[string]Session');
      assert.equal(await text(panel, '#go-hint'), 'Go 1.26: toolchain line of go.mod');
      const values = {
        key: 'string',
        elem: 'Session',
        go: '1.26',
        arch: 'amd64',
        entries: '1000000',
      };
      for (const [id, value] of Object.entries(values)) {
        assert.equal(await page.locator(`#${id}`).inputValue(), value, id);
      }
      assert.deepEqual(await page.locator('.links button').allTextContents(), [
        'cache.go:18',
        'cache.go:41',
        'cache.go:77',
        'cache.go:58',
      ]);
    });

    it('every modelled Go version', async () => {
      const { page } = await open();
      const versions = await page.locator('#go option').allTextContents();
      const minors = versions.map((version) => Number(version.replace('1.', '')));
      const count = NEWEST_GO.minor - OLDEST_GO.minor + 1;
      assert.deepEqual(
        minors,
        Array.from({ length: count }, (_, i) => NEWEST_GO.minor - i),
      );
    });

    it('the reason why a map is refused, and an example to go on with', async () => {
      const panel = await open({});
      await panel.send({ type: 'refuse', reason: 'T is a type parameter' });
      await panel.page.locator('.reason', { hasText: 'T is a type parameter' }).waitFor();
      assert.equal(await panel.page.locator('.workbench').isVisible(), false);
      await panel.page.getByRole('button', { name: 'Try map[int][128]byte' }).click();
      await panel.settled();
      assert.equal(await text(panel, '.workbench h1'), 'Example map');
    });

    it('a version that was never measured as what it is', async () => {
      const panel = await open({ map: { ...SMALL, go: '1.31' } });
      assert.equal(await panel.page.locator('#go').inputValue(), '1.27');
      assert.match(
        await text(panel, '#go-hint'),
        /newer than every measured Go, simulated as 1\.27/,
      );
    });
  });

  describe('numbers are those of the memory model', () => {
    const cases: [string, string, string, Partial<SimulateRequest>][] = [
      ['Swiss', 'insert 5000; gc; delete all; gc; rebuild; gc', '1.26', {}],
      ['buckets', 'insert 5000; gc; delete 90%; gc; rebuild; gc', '1.23', { go: { minor: 23 } }],
      ['churn', 'make hint 100; insert 900; churn 90 x20; gc', '1.24', { go: { minor: 24 } }],
      ['free', 'insert 5000; nil; free-os-memory', '1.27', { go: { minor: 27 } }],
    ];
    for (const [name, workload, go, change] of cases) {
      it(name, async () => {
        const panel = await open();
        await panel.page.selectOption('#go', go);
        await panel.page.fill('#workload', workload);
        await panel.settled();
        assert.deepEqual(await readTable(panel), expectedTable(workload, change));
      });
    }

    it('typed types', async () => {
      const panel = await open();
      await panel.page.fill('#key', '[16]byte');
      await panel.page.fill('#elem', 'struct { a *int; b []string }');
      await panel.settled();
      const types = { key: shape('[16]byte'), elem: shape('struct { a *int; b []string }') };
      assert.deepEqual(
        await readTable(panel),
        expectedTable('insert 5000; gc; delete all; gc', types),
      );
    });

    it('a named type that only the server knows', async () => {
      const map = { ...EXAMPLE, entries: 3000 };
      const panel = await open({ map });
      const workload = 'insert 3000; gc; delete all; gc';
      assert.deepEqual(await readTable(panel), expectedTable(workload, {}, map));
    });

    it('beside pointer values and the other kind of map', async () => {
      const panel = await open();
      const { page } = panel;
      await page.getByLabel('Go 1.23 (buckets)').check();
      await panel.settled();
      const legend = await page.locator('.legend li').allTextContents();
      assert.match(legend[0] ?? '', /^map\[int\]\[128\]byte, Go 1\.26 \(Swiss\)[\d.]+ MiB$/);
      assert.match(legend[1] ?? '', /^pointer values[\d.]+ KiB$/);
      assert.match(legend[2] ?? '', /^Go 1\.23 \(buckets\)[\d.]+ MiB$/);
      await page.getByLabel('pointer values').uncheck();
      await panel.settled();
      assert.equal((await page.locator('.legend li').allTextContents())[1], 'pointer values');
    });

    it('no pointer values where they would change nothing', async () => {
      const panel = await open({ map: { ...SMALL, elem: shape('int') } });
      assert.equal(await panel.page.getByLabel('pointer values').count(), 0);
    });
  });

  describe('presets', () => {
    for (const preset of PRESETS) {
      it(preset.label, async () => {
        const panel = await open();
        const button = panel.page.getByRole('button', { name: preset.label, exact: true });
        await button.click();
        await panel.settled();
        assert.equal(await button.getAttribute('aria-pressed'), 'true');
        const workload = preset.workload(SMALL.entries);
        assert.equal(await panel.page.locator('#workload').inputValue(), workload);
        assert.deepEqual(await readTable(panel), expectedTable(workload));
      });
    }

    it('follow the number of entries, a typed workload does not', async () => {
      const panel = await open();
      const { page } = panel;
      await page.fill('#entries', '700');
      assert.equal(await page.locator('#workload').inputValue(), 'insert 700; gc; delete all; gc');
      await page.fill('#workload', 'insert 9; gc');
      await page.fill('#entries', '800');
      assert.equal(await page.locator('#workload').inputValue(), 'insert 9; gc');
      await page.getByRole('button', { name: 'Reset' }).click();
      await panel.settled();
      assert.deepEqual(await readTable(panel), expectedTable('insert 5000; gc; delete all; gc'));
      assert.equal(await page.getByRole('button', { name: 'Reset' }).isVisible(), false);
    });
  });

  describe('a typo is one line at its field', () => {
    const typos: { field: string; typed: string; message: RegExp; marked: string }[] = [
      {
        field: 'workload',
        typed: 'insert 10; delte all',
        message: /^unknown operation "delte": did you mean "delete"\?/,
        marked: 'delte',
      },
      { field: 'workload', typed: 'insert', message: /^"insert" needs more/, marked: 'insert' },
      { field: 'workload', typed: '', message: /^the workload has no operation/, marked: '\u00a0' },
      {
        field: 'workload',
        typed: 'gc; insert 90000000',
        message: /^insert 90000000: 90,000,000 entries are too many/,
        marked: 'insert',
      },
      { field: 'elem', typed: '[128]byt', message: /byt/, marked: 'byt' },
      { field: 'key', typed: '[]byte', message: /not comparable/, marked: '[' },
      { field: 'entries', typed: 'many', message: /^Entries is a whole number/, marked: 'many' },
    ];
    for (const { field, typed, message, marked } of typos) {
      it(`${field}: ${typed === '' ? 'nothing' : typed}`, async () => {
        const panel = await open();
        const { page } = panel;
        const before = await readTable(panel);
        await page.fill(`#${field}`, typed);
        // A workload that cannot be run is noticed when it would run.
        const problem = page.locator(`#${field}-problem span`);
        await problem.waitFor();
        assert.match((await problem.textContent()) ?? '', message);
        assert.equal(await text(panel, `#${field}-problem mark`), marked.trim());
        assert.equal(await page.locator(`#${field}`).getAttribute('aria-invalid'), 'true');
        assert.equal(await page.locator('[aria-invalid]').count(), 1);
        assert.deepEqual(await readTable(panel), before);
        // Presets are written for the entries; the workload itself is still right.
        const dimmed = await page.locator('.workbench.stale').count();
        assert.equal(dimmed, field === 'entries' ? 0 : 1);
        await page.getByRole('button', { name: 'Run' }).click();
        assert.equal(await page.evaluate(() => document.activeElement?.id), field);
      });
    }

    it('goes when it is solved', async () => {
      const panel = await open();
      await panel.page.fill('#workload', 'insert 10; gcc');
      await panel.page.locator('#workload-problem span').waitFor();
      await panel.page.fill('#workload', 'insert 10; gc');
      await panel.settled();
      assert.equal(await panel.page.locator('.problem:not(:empty)').count(), 0);
      assert.equal(await panel.page.locator('.stale').count(), 0);
      assert.deepEqual(await readTable(panel), expectedTable('insert 10; gc'));
    });

    it('work for many seconds waits for Run', async () => {
      const panel = await open();
      await panel.page.fill('#workload', 'insert 19_000_000');
      assert.match(await text(panel, '.results-note'), /press Run/);
    });
  });

  describe('talks to its host', () => {
    it('opens a source line', async () => {
      const panel = await open({ map: { ...EXAMPLE, entries: 100 } });
      await panel.page.getByRole('button', { name: 'cache.go:58' }).click();
      assert.deepEqual((await panel.posted()).at(-1), { type: 'open', site: EXAMPLE.sites[3] });
    });

    it('exports JSON, CSV and PNG', async () => {
      const panel = await open();
      for (const format of ['JSON', 'CSV', 'PNG']) {
        await panel.page.getByRole('button', { name: `Export as ${format}` }).click();
      }
      const exports = (await panel.posted()).flatMap((m) => (m.type === 'export' ? [m] : []));
      const [json, csv, png] = exports;
      assert.deepEqual(
        exports.map(({ name }) => name),
        ['lookup.json', 'lookup.csv', 'lookup.png'],
      );
      const { simulations } = JSON.parse(json?.data ?? '') as { simulations: { phases: Row[] }[] };
      const shown = await readTable(panel);
      assert.deepEqual(
        simulations[0]?.phases.map((phase) => phase.liveBytes),
        shown.map((row) => row.liveBytes),
      );
      assert.equal(csv?.data.trimEnd().split('\r\n').length, 1 + 2 * shown.length);
      const image = Buffer.from(png?.data ?? '', 'base64');
      assert.equal(image.subarray(1, 4).toString(), 'PNG');
      assert.ok(image.readUInt32BE(16) > 300 && image.readUInt32BE(20) > 200);
    });

    it('ignores messages that are none', async () => {
      const panel = await open();
      await panel.page.evaluate(() => {
        for (const data of [
          null,
          7,
          'show',
          { type: 'show' },
          { type: 'show', map: { title: 1 } },
        ]) {
          window.postMessage(data, '*');
        }
      });
      await panel.send({ type: 'show', map: { ...SMALL, title: 'next' } });
      await panel.page.getByRole('heading', { name: 'next' }).waitFor();
    });
  });

  describe('keeps its state', () => {
    it('over a reload, also when the host shows the same map again', async () => {
      const first = await open();
      await first.page.fill('#workload', 'insert 33; gc');
      await first.page.selectOption('#go', '1.22');
      await first.settled();
      const state = await first.savedState();

      const second = await open({ state });
      await second.settled();
      const expected = expectedTable('insert 33; gc', { go: { minor: 22 } });
      assert.deepEqual(await readTable(second), expected);
      await second.send({ type: 'show', map: SMALL });
      await second.settled();
      assert.deepEqual(await readTable(second), expected);
    });

    it('but another map starts afresh', async () => {
      const panel = await open();
      await panel.page.fill('#workload', 'insert 33; gc');
      await panel.send({ type: 'show', map: { ...SMALL, title: 'other', entries: 44 } });
      await panel.page.getByRole('heading', { name: 'other' }).waitFor();
      await panel.settled();
      assert.deepEqual(await readTable(panel), expectedTable('insert 44; gc; delete all; gc'));
    });

    it('and drops what it cannot read', async () => {
      const panel = await open({ state: { map: { title: 'x' }, form: 3 } });
      assert.equal(await panel.page.locator('.empty').isVisible(), true);
    });
  });

  describe('looks', () => {
    for (const theme of Object.keys(THEMES) as ThemeName[]) {
      it(`draws in the colours of the ${theme} theme, also after a switch to it`, async () => {
        const panel = await open({ map: SMALL, theme });
        const colours = (name: ThemeName): string =>
          rgb(THEMES[name].variables['--vscode-charts-blue']);
        assert.ok((await pixels(panel, colours(theme))) > 100);
        const other = /light/i.test(theme) ? 'dark' : 'light';
        await panel.setTheme(other);
        // The observer runs, then the canvas is drawn.
        await twoFrames(panel);
        assert.equal(await pixels(panel, colours(theme)), 0);
        assert.ok((await pixels(panel, colours(other))) > 100);
      });
    }

    it('marks the phase under the mouse in chart, table and legend', async () => {
      const panel = await open();
      const { page } = panel;
      const box = await page.locator('.u-over').boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + box.width * 0.6, box.y + 20);
      await page.locator('tbody tr:nth-child(3).marked').waitFor();
      await page.locator('tbody tr:nth-child(1)').hover();
      await page.locator('tbody tr:nth-child(1).marked').waitFor();
      const first = await text(panel, 'tbody tr:nth-child(1) td:nth-child(4)');
      assert.equal(await text(panel, '.legend .value'), first);
    });

    for (const width of [320, 700, 1400]) {
      it(`fits ${width} pixels`, async () => {
        const panel = await open({ map: EXAMPLE, browser: { viewport: { width, height: 700 } } });
        const over = await panel.page.evaluate(() => {
          const page = document.documentElement;
          const wide = [...document.querySelectorAll('main *:not(.table *)')].filter(
            (element) => element.getBoundingClientRect().right > page.clientWidth + 0.5,
          );
          return [page.scrollWidth - page.clientWidth, ...wide.map((e) => e.className)];
        });
        assert.deepEqual(over, [0]);
      });
    }

    it('follows the width of the panel', async () => {
      const panel = await open({ map: SMALL, browser: { viewport: { width: 1300, height: 700 } } });
      const { page } = panel;
      for (const width of [330, 800, 1100]) {
        await page.setViewportSize({ width, height: 700 });
        // Resize observers run before the second frame.
        await twoFrames(panel);
        const [chart, canvas] = await page.evaluate(() =>
          ['.chart', 'canvas'].map((s) => document.querySelector(s)?.getBoundingClientRect().width),
        );
        assert.equal(canvas, Math.floor(chart ?? NaN), `${width}`);
      }
    });

    it('shows everything in forced colours', async () => {
      const panel = await open({ map: SMALL, browser: { forcedColors: 'active' } });
      assert.equal(await panel.page.locator('canvas').isVisible(), true);
    });
  });

  describe('is accessible', () => {
    it('every control has a name, and the keyboard reaches all in the order of the page', async () => {
      const { page } = await open({ map: { ...EXAMPLE, entries: 100 } });
      const visible = await page.evaluate(() => {
        const controls = document.querySelectorAll('input, select, textarea, button');
        return [...controls].filter((c) => (c as HTMLElement).offsetParent !== null).length;
      });
      const reached = new Set<string>();
      for (let i = 0; i < visible + 5; i++) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => {
          const element = document.activeElement;
          if (!(element instanceof HTMLElement) || element === document.body) return undefined;
          const label = (element as HTMLInputElement).labels?.[0]?.textContent;
          const name = element.getAttribute('aria-label') ?? label ?? element.textContent;
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          const ring = outlineStyle !== 'none' && outlineWidth !== '0px';
          return {
            name: `${element.tagName} ${name.trim()}`,
            control: element.tagName !== 'DIV',
            ring,
          };
        });
        if (focused === undefined) break;
        assert.ok(focused.ring, `${focused.name} shows its focus`);
        assert.match(focused.name, /^\w+ \S/);
        if (focused.control) reached.add(focused.name);
      }
      assert.equal(reached.size, visible);
    });

    it('runs with Ctrl+Enter, switches with space, opens with Enter', async () => {
      const panel = await open({ map: { ...EXAMPLE, entries: 100 } });
      const { page } = panel;
      await page.getByLabel('Workload').fill('insert 12; gc');
      await page.keyboard.press('Control+Enter');
      await panel.settled();
      assert.equal((await readTable(panel)).length, 2);
      await page.getByLabel('Go 1.23 (buckets)').focus();
      await page.keyboard.press('Space');
      await panel.settled();
      assert.equal(await page.getByLabel('Go 1.23 (buckets)').isChecked(), true);
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'compare-otherGo');
      await page.getByRole('button', { name: 'cache.go:41' }).focus();
      await page.keyboard.press('Enter');
      assert.deepEqual((await panel.posted()).at(-1), { type: 'open', site: EXAMPLE.sites[1] });
    });

    it('the table is a table, the chart has a text', async () => {
      const panel = await open();
      const { page } = panel;
      assert.match(await text(panel, 'caption'), /^Phases of map\[int\]\[128\]byte/);
      assert.equal(await page.locator('thead th:not([scope="col"])').count(), 0);
      assert.equal(await page.locator('tbody th[scope="row"]').count(), 4);
      const label = await page.getByRole('img').getAttribute('aria-label');
      assert.ok(label?.endsWith(await text(panel, '.headline')));
    });
  });

  it('what comes from source code stays text', async () => {
    const attack = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
    const panel = await open({
      map: {
        ...SMALL,
        title: attack,
        elem: { ...SMALL.elem, text: attack },
        goOrigin: attack,
        sites: EXAMPLE.sites.map((site) => ({ ...site, label: attack, uri: attack })),
      },
    });
    const { page } = panel;
    assert.equal(await text(panel, '.workbench h1'), attack);
    assert.equal(await page.locator('#elem').inputValue(), attack);
    await page.fill('#workload', attack);
    await page.locator('#workload-problem mark').waitFor();
    await panel.send({ type: 'refuse', reason: attack });
    await page.locator('.notice', { hasText: 'onerror' }).waitFor();
    assert.equal(await page.locator('main img, main script').count(), 0);
  });

  it('runs outside VS Code, with an example and downloads', async () => {
    const panel = await open({ outside: true });
    const { page } = panel;
    await panel.settled();
    assert.equal(await text(panel, '.workbench h1'), 'Example map');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as CSV' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'Example-map.csv');
    await page.fill('#workload', 'insert 5; gc');
    await page.reload();
    await panel.settled();
    assert.equal((await readTable(panel)).length, 2);
  });
});
