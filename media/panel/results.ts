/** What the simulations gave: headline, chart with its legend, table, exports. */
import type { FromPanel } from '../../runtime/panelProtocol';
import type { Chart, ChartCaption } from './chart';
import { createChart } from './chart';
import { h } from './dom';
import { exportName, toCsv, toJson } from './exports';
import { formatBytes, formatGoVersion, formatWorkload } from '../../runtime';
import { conclude } from './conclusion';
import type { ScheduleState } from './schedule';
import type { RebuildEffect, StrategyId, StrategyResult } from './strategies';
import { createTable } from './table';

export interface Comparison {
  readonly id: Exclude<StrategyId, 'main'>;
  readonly label: string;
  readonly checked: boolean;
}

export interface ResultsHandlers {
  readonly compare: (id: Comparison['id'], on: boolean) => void;
  readonly export: (message: Extract<FromPanel, { type: 'export' }>) => void;
}

export interface Results {
  readonly root: HTMLElement;
  readonly show: (
    title: string,
    results: readonly StrategyResult[],
    rebuild: RebuildEffect | undefined,
  ) => void;
  /** The comparisons that the current map allows. */
  readonly showComparisons: (comparisons: readonly Comparison[]) => void;
  /** Says something above the results; an empty text says nothing. */
  readonly showNote: (text: string) => void;
  readonly showProgress: (state: ScheduleState) => void;
  readonly redraw: Chart['redraw'];
}

type ExportFormat = Extract<FromPanel, { type: 'export' }>['format'];
const EXPORTS: readonly ExportFormat[] = ['json', 'csv', 'png'];

export function createResults(handlers: ResultsHandlers): Results {
  let title = '';
  let results: readonly StrategyResult[] = [];

  const headline = h('p', { class: 'headline' });
  const detail = h('p', { class: 'detail' });
  const note = h('p', { class: 'results-note', role: 'status' });
  const summary = h('div', { class: 'summary', 'aria-live': 'polite' }, headline, detail);
  const legend = h('ul', { class: 'legend', 'aria-label': 'Strategies' });
  const mark = (phase: number | undefined): void => {
    chart.highlight(phase);
    table.highlight(phase);
    showLegend(phase);
  };
  const chart = createChart(mark);
  const table = createTable(mark);

  const data = (format: ExportFormat): string | undefined => {
    if (format === 'png') return chart.png(captionOf(title, results, headline.textContent));
    return format === 'json' ? toJson(title, results) : toCsv(title, results);
  };
  const exports = EXPORTS.map((format) => {
    const button = h('button', { type: 'button', class: 'secondary' }, format.toUpperCase());
    button.setAttribute('aria-label', `Export as ${format.toUpperCase()}`);
    button.addEventListener('click', () => {
      const content = data(format);
      if (content === undefined) return;
      handlers.export({ type: 'export', format, name: exportName(title, format), data: content });
    });
    return button;
  });

  const content = h(
    'div',
    { class: 'content', hidden: true },
    summary,
    h(
      'div',
      { class: 'chart-head' },
      h('h2', {}, 'Live bytes'),
      h(
        'div',
        { class: 'exports', role: 'group', 'aria-labelledby': 'exports-label' },
        h('span', { id: 'exports-label' }, 'Export'),
        ...exports,
      ),
    ),
    legend,
    chart.root,
    table.root,
  );
  const progress = h('progress', { class: 'progress', 'aria-label': 'Simulating', max: 1 });
  progress.hidden = true;
  const root = h('section', { class: 'results', 'aria-label': 'Simulation' });
  root.append(progress, note, content);

  let comparisons: readonly Comparison[] = [];
  let items: readonly { readonly id: StrategyId; readonly value: HTMLElement }[] = [];

  const buildLegend = (): void => {
    const focused = legend.contains(document.activeElement)
      ? document.activeElement?.id
      : undefined;
    const value = (): HTMLElement => h('span', { class: 'value' });
    const main = results[0];
    const mainItem = { id: 'main' as const, value: value() };
    const others = comparisons.map((comparison) => ({ ...comparison, value: value() }));
    const ranges = results.some(({ phases }) => phases.some((p) => p.liveBytesMin !== undefined));
    legend.replaceChildren(
      h('li', {}, swatch('main'), h('span', {}, main?.label ?? ''), mainItem.value),
      ...others.map((other) => {
        const box = h('input', { type: 'checkbox', id: `compare-${other.id}` });
        box.checked = other.checked;
        box.addEventListener('change', () => handlers.compare(other.id, box.checked));
        return h(
          'li',
          {},
          h('label', {}, box, swatch(other.id), h('span', {}, other.label)),
          other.value,
        );
      }),
      ...(ranges ? [h('li', { class: 'note' }, 'Shaded: range from run to run')] : []),
    );
    items = [mainItem, ...others];
    showLegend(undefined);
    if (focused !== undefined) document.getElementById(focused)?.focus();
  };

  const showLegend = (phase: number | undefined): void => {
    for (const { id, value } of items) {
      const phases = results.find((result) => result.id === id)?.phases;
      const shown = phases?.[phase ?? phases.length - 1];
      value.textContent = shown === undefined ? '' : formatBytes(shown.liveBytes);
    }
  };

  return {
    root,
    show: (newTitle, newResults, rebuild) => {
      title = newTitle;
      results = newResults;
      const [main] = results;
      const conclusion = conclude(results, rebuild);
      content.hidden = main === undefined;
      if (main === undefined || conclusion === undefined) return;
      setText(headline, conclusion.headline);
      setText(detail, conclusion.detail ?? '');
      chart.root.setAttribute(
        'aria-label',
        `Chart of live bytes after each phase; the table below has its numbers. ${conclusion.headline}`,
      );
      buildLegend();
      table.show(main);
      chart.show(results);
    },
    showComparisons: (next) => {
      if (JSON.stringify(next) === JSON.stringify(comparisons)) return;
      comparisons = next;
      buildLegend();
    },
    showNote: (text) => setText(note, text),
    showProgress: (state) => {
      progress.hidden = state.state !== 'busy';
      root.setAttribute('aria-busy', String(state.state !== 'idle'));
      if (state.state === 'busy' && state.done !== undefined) progress.value = state.done;
      else progress.removeAttribute('value');
    },
    redraw: () => chart.redraw(),
  };
}

/** What a picture says above the chart, so that it can be understood by itself. */
function captionOf(
  title: string,
  results: readonly StrategyResult[],
  headline: string,
): ChartCaption {
  const request = results[0]?.request;
  if (request === undefined) return { title, lines: [headline] };
  const { go, arch, key, elem, workload } = request;
  const facts = `map[${key.text}]${elem.text} · Go ${formatGoVersion(go)} · ${arch}`;
  return { title, lines: [facts, formatWorkload(workload), headline] };
}

function swatch(id: StrategyId): HTMLElement {
  return h('span', { class: `swatch ${id}`, 'aria-hidden': 'true' });
}

/** Writes only what changed, so that a live region is not read again. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
