/** What the page keeps while its source, its form and its host change, in a real browser. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { formatBytes, parseWorkload, simulate } from '../../runtime';
import type { PanelMap } from '../../runtime/panelProtocol';
import type { Harness, Panel, PanelOptions } from './harness';
import { startHarness } from './harness';
import { EXAMPLE, SMALL, shape } from './maps';
import type { ThemeName } from './themes';
import { THEMES } from './themes';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** A map of a file, whose types the host knows. */
const SOURCED: PanelMap = {
  ...EXAMPLE,
  entries: 300,
  at: { uri: EXAMPLE.sites[0]?.uri ?? '', line: 17, character: 1 },
};

let harness: Harness;
let opened: Panel[] = [];
/** Violations of the policy that a test provokes. */
let provoked = 0;

async function open(options: PanelOptions = { map: SMALL }): Promise<Panel> {
  const panel = await harness.open(options);
  opened.push(panel);
  return panel;
}

/** The text of the first element, trimmed. */
async function text({ page }: Panel, selector: string): Promise<string> {
  return ((await page.locator(selector).first().textContent()) ?? '').trim();
}

function operations({ page }: Panel): Promise<string[]> {
  return page.locator('tbody tr:not(.spacer) th').allTextContents();
}

/** Answers the questions of the page about types from now on, as the extension does. */
async function answerTypes(
  { page }: Panel,
  known: Readonly<Record<string, unknown>>,
): Promise<void> {
  await page.evaluate((types) => {
    const host = (window as unknown as { testHost: { posted: { push: (m: unknown) => number } } }).testHost; // prettier-ignore
    host.posted.push = function (this: unknown[], message: unknown) {
      const { type, id, types: asked } = message as { type: string; id: number; types: string[] };
      if (type === 'resolve') {
        const answers = asked.map(
          (name) => types[name] ?? { ok: false, message: `unknown type ${name}`, offset: 0 },
        );
        window.postMessage({ type: 'resolved', id, types: answers }, '*');
      }
      return Array.prototype.push.call(this, message);
    };
  }, known);
}

describe('panel page, over time', function () {
  this.timeout(120_000);

  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());
  afterEach(async () => {
    const complaints = opened.flatMap((panel) => panel.complaints());
    await Promise.all(opened.map(({ page }) => page.context().close()));
    const allowed = provoked;
    opened = [];
    provoked = 0;
    assert.equal(complaints.length > 0, allowed > 0, complaints.join('\n'));
  });

  describe('types of the source', () => {
    const session = { ...shape('[30]int64'), text: '*Session', size: 8, pointers: true };

    it('are what the host says they are, also where a name of the universe is another type', async () => {
      const panel = await open({ map: SOURCED });
      await answerTypes(panel, {
        '*Session': { ok: true, shape: session },
        rune: { ok: true, shape: { ...shape('[3]int64'), text: 'rune' } },
      });
      await panel.page.fill('#elem', '*Session');
      await panel.page.locator('.map-type', { hasText: '*Session' }).waitFor();
      await panel.page.locator('.layout dd', { hasText: '8 B, inline' }).waitFor();
      assert.equal(await panel.page.locator('.edited').isVisible(), true);
      await panel.page.fill('#elem', 'rune');
      await panel.page.locator('.layout dd', { hasText: '24 B, inline' }).waitFor();
    });

    it('are refused with the reason of the host, at the word', async () => {
      const panel = await open({ map: SOURCED });
      await answerTypes(panel, {});
      await panel.page.fill('#elem', 'Sesion');
      await panel.page.locator('#elem-problem span').waitFor();
      assert.equal(await text(panel, '#elem-problem span'), 'unknown type Sesion');
      assert.equal(await text(panel, '#elem-problem mark'), 'Sesion');
    });

    it('are those of the universe where the host has no answer', async () => {
      const panel = await open({ map: SOURCED });
      await panel.page.fill('#elem', '[5]int64');
      await panel.page.locator('.results-note', { hasText: 'Looking up [5]int64' }).waitFor();
      await panel.page.waitForFunction(
        () => (window as unknown as { testHost: { posted: { type: string }[] } }).testHost.posted.at(-1)?.type === 'resolve', // prettier-ignore
      );
      await panel.send({ type: 'resolved', id: 1, types: [] });
      await panel.page.locator('.layout dd', { hasText: '40 B, inline' }).waitFor();
    });
  });

  it('a refusal is a line above what was there', async () => {
    const panel = await open({ map: SMALL });
    const before = await operations(panel);
    await panel.send({ type: 'refuse', reason: 'There is no map at the cursor' });
    await panel.page.locator('.notice:not(:empty)').waitFor();
    assert.match(await text(panel, '.notice'), /^There is no map at the cursor\..* lookup/);
    assert.equal(await text(panel, 'h1:visible'), 'lookup');
    assert.deepEqual(await operations(panel), before);
    await panel.send({ type: 'show', map: { ...SMALL, title: 'another' } });
    await panel.page.locator('h1', { hasText: 'another' }).waitFor();
    assert.equal(await text(panel, '.notice'), '');
  });

  it('follows its source: links move, what was edited here stays, the rest changes with it', async () => {
    const panel = await open({ map: SOURCED });
    await panel.page.fill('#workload', 'insert 7; gc');
    await panel.settled();
    const sites = SOURCED.sites.map((site) => ({
      ...site,
      line: site.line + 3,
      label: `cache.go:${site.line + 4}`,
    }));
    await panel.send({ type: 'update', map: { ...SOURCED, sites } });
    await panel.page.locator('.links button', { hasText: 'cache.go:61' }).waitFor();
    await panel.page.getByRole('button', { name: 'cache.go:61' }).click();
    assert.deepEqual((await panel.posted()).at(-1), { type: 'open', site: sites[3] });
    assert.equal(await panel.page.locator('#workload').inputValue(), 'insert 7; gc');
    const map = { ...SOURCED, title: 'Cache.users', go: '1.25', elem: shape('[9]int64') };
    await panel.send({ type: 'update', map });
    await panel.page.locator('h1', { hasText: 'Cache.users' }).waitFor();
    await panel.page.locator('.layout dd', { hasText: '72 B, inline' }).waitFor();
    assert.equal(await panel.page.locator('#go').inputValue(), '1.25');
    assert.equal(await panel.page.locator('#workload').inputValue(), 'insert 7; gc');
  });

  it('says which map it shows when it starts anew', async () => {
    const panel = await open({ map: SOURCED });
    const state = await panel.savedState();
    const again = await open({ state });
    await again.settled();
    assert.deepEqual(await again.posted(), [{ type: 'ready', map: SOURCED }]);
  });

  it('names the version of the source beside another one that was chosen', async () => {
    const panel = await open({ map: EXAMPLE });
    await panel.page.selectOption('#go', '1.23');
    assert.equal(
      await text(panel, '#go-hint'),
      'Go 1.23 chosen here; in the source Go 1.26 amd64 (toolchain line of go.mod)',
    );
    await panel.page.selectOption('#go', '1.26');
    await panel.page.selectOption('#arch', 'arm64');
    assert.match(await text(panel, '#go-hint'), /^arm64 chosen here; in the source Go 1\.26 amd64/);
    await panel.page.selectOption('#arch', 'amd64');
    assert.equal(await text(panel, '#go-hint'), 'Go 1.26: toolchain line of go.mod');
  });

  it('the headline has the bytes of the last row, with or without a gc at the end', async () => {
    const panel = await open();
    for (const workload of ['insert 5000', 'insert 5000; delete all; rebuild', 'insert 10; gc']) {
      await panel.page.fill('#workload', workload);
      await panel.page.keyboard.press('Control+Enter');
      await panel.page
        .locator('tbody tr')
        .nth(workload.split(';').length - 1)
        .waitFor();
      await panel.settled();
      const last = await text(panel, 'tbody tr:last-child td:nth-child(4)');
      assert.ok((await text(panel, '.headline')).startsWith(last), workload);
    }
  });

  describe('many operations', () => {
    for (const count of [300, 5000]) {
      it(`${2 * count} leave a page of a screen or two, and rows only for what is in view`, async () => {
        const panel = await open();
        const { page } = panel;
        await page.fill('#workload', 'insert 10; gc; '.repeat(count));
        await page.keyboard.press('Control+Enter');
        await page.locator('.table.long').waitFor();
        await panel.settled();
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        assert.ok(height < 2500, `${height}`);
        const rows = page.locator('tbody tr:not(.spacer)');
        assert.ok((await rows.count()) < 150);
        assert.equal(
          await text(panel, 'tbody tr:not(.spacer)'),
          `1insert 10${await rowEnd(panel)}`,
        );
        await page.locator('.table').evaluate((table) => table.scrollTo(0, table.scrollHeight));
        await page.locator(`tbody tr[aria-rowindex="${2 * count + 1}"]`).waitFor();
        assert.equal(await page.locator('table').getAttribute('aria-rowcount'), `${2 * count + 1}`);
      });
    }

    /** What the first row has behind its operation. */
    async function rowEnd({ page }: Panel): Promise<string> {
      const cells = await page.locator('tbody tr:not(.spacer)').first().locator('td').allTextContents(); // prettier-ignore
      return cells.slice(1).join('');
    }

    it('do not paint the chart with their edges', async () => {
      const panel = await open({ map: SMALL, theme: 'dark' });
      const { page } = panel;
      await page.fill('#workload', 'insert 10; gc; '.repeat(300));
      await page.keyboard.press('Control+Enter');
      await page.locator('.table.long').waitFor();
      await panel.settled();
      const background = await page.evaluate(() => {
        const canvas = document.querySelector('canvas');
        const row = canvas?.getContext('2d')?.getImageData(0, 30, canvas.width, 1).data ?? [];
        let plain = 0;
        for (let i = 3; i < row.length; i += 4) if (row[i] === 0) plain++;
        return plain / (row.length / 4);
      });
      assert.ok(background > 0.75, `${background} of a line above the lines is background`);
    });
  });

  describe('a long simulation', () => {
    const LONG = 'insert 6000000; delete all; insert 6000000';

    for (const noWorker of [false, true]) {
      it(`leaves the page to the user, ${noWorker ? 'on the page itself' : 'in a worker'}`, async () => {
        provoked = noWorker ? 1 : 0;
        const panel = await open({ map: SMALL, noWorker });
        const { page } = panel;
        await page.fill('#workload', LONG);
        await page.keyboard.press('Control+Enter');
        await page.locator('progress:not([hidden])[value]').waitFor();
        await page.getByLabel('Key type').fill('strin');
        await page.locator('#key-problem span').waitFor();
        // The last result stands there while this is typed; the newer run ends the older one.
        assert.equal((await operations(panel)).length, 4);
        await page.getByLabel('Key type').fill('int');
        await page.fill('#workload', 'insert 3; gc');
        await page.keyboard.press('Control+Enter');
        await page.locator('tbody tr:nth-child(3)').waitFor({ state: 'detached' });
        await panel.settled();
        assert.deepEqual(await operations(panel), ['insert 3', 'gc']);
      });
    }

    it('gives the same numbers on the page as in a worker', async () => {
      provoked = 1;
      const panel = await open({ map: SMALL, noWorker: true });
      const ops = parseWorkload('insert 5000; gc');
      assert.ok(ops.ok);
      const { key, elem, arch } = SMALL;
      const result = simulate({ go: { minor: 26 }, arch, key, elem, workload: ops.ops });
      assert.ok(result.ok);
      const bytes = formatBytes(result.simulation.phases[1]?.liveBytes ?? NaN);
      assert.equal(await text(panel, 'tbody tr:nth-child(2) td:nth-child(4)'), bytes);
    });
  });

  it('a picture says which map, which Go and which workload it is of', async () => {
    const panel = await open({ map: SMALL });
    const { page } = panel;
    await page.evaluate(() => {
      const drawn: string[] = [];
      Object.assign(window, { drawn });
      const proto = CanvasRenderingContext2D.prototype;
      const fill: unknown = Reflect.get(proto, 'fillText');
      proto.fillText = function (what, x, y, most) {
        drawn.push(what);
        if (typeof fill === 'function') fill.call(this, what, x, y, most);
      };
    });
    await page.getByRole('button', { name: 'Export as PNG' }).click();
    const drawn = await page.evaluate(() => (window as unknown as { drawn: string[] }).drawn);
    assert.equal(drawn[0], 'lookup');
    const caption = drawn.join(' ');
    assert.ok(caption.includes('map[int][128]byte · Go 1.26 · amd64'), caption);
    assert.ok(caption.includes('insert 5000; gc; delete all; gc'), caption);
    assert.ok(caption.includes(await text(panel, '.headline')), caption);
  });

  for (const width of [320, 700, 1280]) {
    it(`the keyboard goes down the page at ${width} pixels, column by column`, async () => {
      const panel = await open({ map: SOURCED, browser: { viewport: { width, height: 800 } } });
      const places: { top: number; left: number; name: string }[] = [];
      for (let i = 0; i < 40; i++) {
        await panel.page.keyboard.press('Tab');
        const place = await panel.page.evaluate(() => {
          const element = document.activeElement;
          if (element === null || element === document.body) return undefined;
          const box = element.getBoundingClientRect();
          const name = `${element.tagName} ${element.id} ${element.textContent}`;
          return { top: box.top + window.scrollY, left: box.left, bottom: box.bottom, name };
        });
        if (place === undefined) break;
        places.push(place);
      }
      assert.ok(places.length > 15);
      const column = ({ left }: { left: number }): number => (width >= 1000 && left > 380 ? 1 : 0);
      for (const [i, place] of places.entries()) {
        const before = places[i - 1];
        if (before === undefined || column(before) !== column(place)) continue;
        assert.ok(place.top > before.top - 25, `${before.name} comes before ${place.name}`);
      }
    });
  }

  describe('axe finds nothing', () => {
    const states: Readonly<Record<string, (panel: Panel) => Promise<void>>> = {
      'as it opens': () => Promise.resolve(),
      'invalid, with a refusal': async (panel) => {
        await panel.page.fill('#key', '[]byte');
        await panel.page.fill('#elem', 'Sesion');
        await panel.page.fill('#entries', 'many');
        await panel.page.fill('#workload', 'insert 10; delte all');
        await panel.page.locator('#workload-problem span').waitFor();
        await panel.send({ type: 'refuse', reason: 'There is no map at the cursor' });
        await panel.page.locator('.notice:not(:empty)').waitFor();
      },
      'waiting for Run': async (panel) => {
        await panel.page.fill('#workload', 'insert 19_000_000');
        await panel.page.locator('.results-note:not(:empty)').waitFor();
      },
      'with a long table': async (panel) => {
        await panel.page.fill('#workload', 'insert 10; gc; '.repeat(100));
        await panel.page.keyboard.press('Control+Enter');
        await panel.page.locator('.table.long').waitFor();
      },
    };
    for (const theme of Object.keys(THEMES) as ThemeName[]) {
      for (const [name, reach] of Object.entries(states)) {
        it(`in the ${theme} theme, ${name}`, async () => {
          const panel = await open({ map: { ...EXAMPLE, entries: 300 }, theme });
          await reach(panel);
          assert.deepEqual(await violations(panel), []);
        });
      }
    }

    it('in an empty page', async () => {
      const panel = await open({});
      await panel.send({ type: 'refuse', reason: 'T is a type parameter' });
      await panel.page.locator('.reason:not(:empty)').waitFor();
      assert.deepEqual(await violations(panel), []);
    });
  });
});

async function violations({ page }: Panel): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 100)} ${node.failureSummary ?? ''}`),
  );
}
