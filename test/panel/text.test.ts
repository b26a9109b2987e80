/** What the page says, without a browser: numbers, sentences, files, problems. */
import assert from 'node:assert/strict';
import { exportName, toCsv, toJson } from '../../media/panel/exports';
import { formatChange, formatRange } from '../../media/panel/format';
import { conclude } from '../../media/panel/conclusion';
import { PRESETS } from '../../media/panel/presets';
import { operationOffset, readEntries, readForm } from '../../media/panel/request';
import type { Job } from '../../media/panel/engine';
import { createPageEngine } from '../../media/panel/engine';
import { createRunner } from '../../media/panel/runner';
import type { FormState } from '../../media/panel/state';
import { initialForm, readMap, readSaved } from '../../media/panel/state';
import type { StrategyResult } from '../../media/panel/strategies';
import { strategiesFor } from '../../media/panel/strategies';
import { formatBytes, parseWorkload } from '../../runtime';
import { EXAMPLE, SMALL, shape } from './maps';

const MIB = 1024 ** 2;

describe('panel: numbers', () => {
  it('a gain has a plus, no change has no sign', () => {
    assert.equal(formatChange(2048), '+2.0 KiB');
    assert.equal(formatChange(-2048), '−2.0 KiB');
    assert.equal(formatChange(0), '0 B');
  });

  it('a range names a common unit once', () => {
    assert.equal(formatRange(1024, 2048), '1.0 – 2.0 KiB');
    assert.equal(formatRange(48, 2048), '48 B – 2.0 KiB');
  });
});

/** Results as the page has them for a workload on SMALL. */
async function resultsOf(
  workload: string,
  change: Partial<FormState> = {},
): Promise<StrategyResult[]> {
  const form = { ...initialForm(SMALL), workload, ...change };
  const { request } = readForm(form, SMALL);
  assert.ok(request);
  const results: StrategyResult[] = [];
  for (const strategy of strategiesFor(request, form)) {
    const outcome = await runner.run(strategy, JOB);
    assert.ok(outcome?.ok);
    results.push(outcome.result);
  }
  return results;
}

const runner = createRunner(createPageEngine());
const JOB: Job = { signal: new AbortController().signal, report: () => undefined };

async function headline(workload: string): Promise<string> {
  const results = await resultsOf(workload, { comparePointers: false });
  const [main] = results;
  assert.ok(main);
  return conclude(results, await runner.rebuild(main.request, JOB))?.headline ?? '';
}

/** The bytes of the last phase of a workload on SMALL, as the page writes them. */
async function live(workload: string): Promise<string> {
  return formatBytes((await resultsOf(workload))[0]?.phases.at(-1)?.liveBytes ?? NaN);
}

describe('panel: headline', () => {
  let full: string;
  before(async () => {
    full = await live('insert 5000; gc');
  });

  it('deleting everything keeps everything, a rebuild gives it back', async () => {
    const text = `${full} stay after deleting all 5,000 entries; a rebuild gives back`;
    assert.ok((await headline('insert 5000; gc; delete all; gc')).startsWith(text));
  });

  it('clear is called clear', async () => {
    assert.match(await headline('insert 5000; clear; gc'), /stay after clearing all 5,000 entries/);
  });

  it('a part that is left is counted', async () => {
    assert.match(
      await headline('insert 5000; delete 90%; gc'),
      /stay with 500 of 5,000 entries left/,
    );
  });

  for (const workload of [
    'insert 5000; delete all',
    'insert 5000',
    'insert 5000; clear',
    'insert 5000; delete 90%; rebuild',
    'insert 5000; gc; nil',
    'insert 5000; churn 50 x100',
  ]) {
    it(`what is live before a gc is what chart and table show: ${workload}`, async () => {
      const [shown, settled] = [await live(workload), await live(`${workload}; gc`)];
      const text = await headline(workload);
      const expected = shown === settled ? shown : `${shown} (${settled} after a gc)`;
      assert.ok(text.replace(/ \([^)]*from run to run\)/, '').startsWith(expected), text);
    });
  }

  it('a fresh map has nothing to give back', async () => {
    const rebuilt = await live('insert 5000; gc; delete 90%; gc; rebuild; gc');
    assert.equal(
      await headline('insert 5000; gc; delete 90%; gc; rebuild; gc'),
      `${rebuilt} live after rebuild with 500 entries, ${full} before it.`,
    );
    assert.equal(
      await headline('insert 5000; gc; nil; gc'),
      `0 B live after nil, ${full} before it.`,
    );
  });

  it('a clone that keeps the capacity is told from a rebuild', async () => {
    const text = await headline('insert 5000; delete 90%; clone; gc');
    assert.ok(text.startsWith(`${full} live after clone with 500 entries; a rebuild gives back`));
  });

  it('bytes that differ much from run to run are told with their range', async () => {
    const results = await resultsOf('insert 5000; gc', { comparePointers: false });
    const varied = results.map((result) => ({
      ...result,
      phases: result.phases.map((phase) => ({
        ...phase,
        liveBytesMin: 1.0 * MIB,
        liveBytesMax: 1.5 * MIB,
      })),
    }));
    const text = `${full} (1.0 – 1.5 MiB from run to run) live with 5,000 entries.`;
    assert.equal(conclude(varied, undefined)?.headline, text);
  });

  it('without deletes nothing stays', async () => {
    assert.match(
      await headline('insert 5000; gc'),
      /^[\d.]+ MiB live with 5,000 entries; a rebuild gives back nothing\.$/,
    );
  });

  it('comparisons are a second sentence', async () => {
    const results = await resultsOf('insert 5000; delete all; gc', { compareGo: true });
    assert.deepEqual(
      results.map(({ label }) => label),
      ['map[int][128]byte, Go 1.26 (Swiss)', 'pointer values', 'Go 1.23 (buckets)'],
    );
    assert.match(
      conclude(results, undefined)?.detail ?? '',
      /^The same workload leaves [\d.]+ KiB with pointer values and [\d.]+ MiB with Go 1\.23/,
    );
  });
});

describe('panel: presets', () => {
  for (const { id, workload } of PRESETS) {
    it(`${id} is a workload for any number of entries`, () => {
      for (const entries of [1, 7, 1000, 20_000_000]) {
        const parsed = parseWorkload(workload(entries));
        assert.ok(parsed.ok, `${entries}`);
      }
    });
  }
});

describe('panel: form', () => {
  const form = initialForm(EXAMPLE);

  it('a named type keeps the shape of the server', () => {
    assert.equal(readForm(form, EXAMPLE).request?.elem, EXAMPLE.elem);
    assert.equal(readForm({ ...form, arch: 'arm64' }, EXAMPLE).request?.elem, EXAMPLE.elem);
  });

  it('a named type has no size for an architecture that lays it out differently', () => {
    const { request, problems } = readForm({ ...form, arch: '386' }, EXAMPLE);
    assert.equal(request, undefined);
    assert.match(problems.elem?.message ?? '', /^The size of Session is known for amd64 only/);
    assert.equal(problems.key, undefined);
  });

  it('another text is a type expression', () => {
    const { request } = readForm({ ...form, elem: '[2]int' }, EXAMPLE);
    assert.equal(request?.elem.size, 16);
    const unknown = readForm({ ...form, elem: 'Sesion' }, EXAMPLE);
    assert.equal(unknown.problems.elem?.offset, 0);
  });

  it('a version outside of the measured ones becomes the nearest', () => {
    assert.equal(initialForm({ ...EXAMPLE, go: '1.99' }).go, '1.27');
    assert.equal(initialForm({ ...EXAMPLE, go: '1.4' }).go, '1.19');
  });

  it('a map starts with no more entries than its keys have values', () => {
    const { entries, workload } = initialForm({ ...SMALL, key: shape('uint8') });
    assert.equal(entries, '256');
    assert.equal(workload, 'insert 256; gc; delete all; gc');
  });

  const counts: [string, number | undefined][] = [
    ['1000', 1000],
    [' 1_000,000 ', 1_000_000],
    ['0', undefined],
    ['-1', undefined],
    ['1e6', undefined],
    ['20000001', undefined],
    ['', undefined],
  ];
  for (const [text, entries] of counts) {
    it(`"${text}" entries`, () => assert.equal(readEntries(text), entries));
  }

  it('finds an operation in a workload', () => {
    const text = ' insert 5;; \n gc;delete all';
    assert.equal(operationOffset(text, 0), text.indexOf('insert'));
    assert.equal(operationOffset(text, 1), text.indexOf('gc'));
    assert.equal(operationOffset(text, 2), text.indexOf('delete'));
  });
});

describe('panel: what comes from outside', () => {
  it('takes a map as it was sent, and nothing else', () => {
    assert.deepEqual(readMap(structuredClone(EXAMPLE)), EXAMPLE);
    const elem = { ...EXAMPLE.elem, size: -1 };
    const sites = [{ ...EXAMPLE.sites[0], use: 'eat' }];
    for (const wrong of [null, 'map', {}, { ...EXAMPLE, elem }, { ...EXAMPLE, sites }]) {
      assert.equal(readMap(wrong), undefined);
    }
  });

  it('takes its own state only', () => {
    const saved = { map: EXAMPLE, form: initialForm(EXAMPLE) };
    assert.deepEqual(readSaved(structuredClone(saved)), saved);
    assert.equal(readSaved({ ...saved, form: { ...saved.form, go: 1.26 } }), undefined);
    assert.equal(readSaved({ map: EXAMPLE }), undefined);
  });
});

describe('panel: files', () => {
  let results: StrategyResult[];
  before(async () => {
    results = await resultsOf('insert 5000; delete all; gc');
  });

  it('CSV has a line for each strategy and phase', () => {
    const lines = toCsv('lookup', results).trimEnd().split('\r\n');
    assert.equal(lines.length, 1 + 2 * 3);
    const [main] = results;
    const last = main?.phases[2];
    assert.equal(
      lines[3],
      `lookup,1.26,amd64,int,[128]byte,"map[int][128]byte, Go 1.26 (Swiss)",3,gc,0,${last?.liveBytes},` +
        `${last?.liveBytesMin ?? ''},${last?.liveBytesMax ?? ''},${last?.totalAllocBytes}`,
    );
  });

  it('JSON has the simulations as the command line prints them', () => {
    const parsed = JSON.parse(toJson('lookup', results)) as { simulations: { phases: unknown }[] };
    assert.deepEqual(parsed.simulations[0]?.phases, structuredClone(results[0]?.phases));
  });

  it('names are file names', () => {
    assert.equal(exportName('Cache.sessions', 'csv'), 'Cache.sessions.csv');
    assert.equal(exportName('../../etc/pass wd', 'json'), 'etc-pass-wd.json');
    assert.equal(exportName('<>', 'png'), 'map.png');
  });
});
