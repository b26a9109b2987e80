/** The table of phases: the chart in numbers, and its text alternative. */
import type { Phase } from '../../runtime';
import { h } from './dom';
import { formatChange, formatExactBytes, formatRange } from './format';
import { formatBytes, formatCount } from '../../runtime';
import type { StrategyResult } from './strategies';

export interface PhaseTable {
  readonly root: HTMLElement;
  readonly show: (result: StrategyResult) => void;
  /** Marks a phase's row; undefined marks none. */
  readonly highlight: (phase: number | undefined) => void;
}

interface Column {
  readonly title: string;
  /** What the number means, for the tooltip. */
  readonly about?: string;
  readonly cell: (phase: Phase, previous: Phase | undefined) => Cell;
  /** Shown only where a phase has it. */
  readonly shown?: (phases: readonly Phase[]) => boolean;
}

interface Cell {
  readonly text: string;
  readonly exact?: string;
}

const bytes = (value: number): Cell => ({
  text: formatBytes(value),
  exact: formatExactBytes(value),
});
const COLUMNS: readonly Column[] = [
  { title: 'Entries', cell: ({ entries }) => ({ text: formatCount(entries) }) },
  {
    title: 'Live bytes',
    about: 'What HeapAlloc has grown by; garbage counts until a gc',
    cell: (phase) => bytes(phase.liveBytes),
  },
  {
    title: 'Range',
    about: 'From run to run: hashes are random, and before a gc it matters when the collector ran',
    cell: ({ liveBytesMin, liveBytesMax }) =>
      liveBytesMin === undefined || liveBytesMax === undefined
        ? { text: '' }
        : {
            text: formatRange(liveBytesMin, liveBytesMax),
            exact: `${formatExactBytes(liveBytesMin)} to ${formatExactBytes(liveBytesMax)}`,
          },
    shown: (phases) => phases.some((phase) => phase.liveBytesMin !== undefined),
  },
  {
    title: 'Change',
    about: 'Live bytes compared with the phase before',
    cell: (phase, previous) => {
      const change = phase.liveBytes - (previous?.liveBytes ?? 0);
      return { text: formatChange(change), exact: formatExactBytes(change) };
    },
  },
  {
    title: 'Total allocated',
    about: 'What TotalAlloc has grown by since the start',
    cell: (phase) => bytes(phase.totalAllocBytes),
  },
  {
    title: 'Returned to the OS',
    about: 'What HeapReleased is about: an estimate',
    cell: ({ estimate }) =>
      estimate === undefined
        ? { text: '' }
        : {
            text: `≈ ${formatBytes(estimate.heapReleased)}`,
            exact: formatExactBytes(estimate.heapReleased),
          },
    shown: (phases) => phases.some(({ estimate }) => estimate !== undefined),
  },
];

/** A longer table scrolls by itself, and only has the rows that are in view. */
const ALL_ROWS = 60;
/** Rows before and after those in view. */
const OVERSCAN = 12;
/** CSS pixels of a row until one was measured. */
const ROW_HEIGHT = 28;

export function createTable(onPhase: (phase: number | undefined) => void): PhaseTable {
  const caption = h('caption', {});
  const head = h('thead', {});
  const body = h('tbody', {});
  const table = h('table', {}, caption, head, body);
  // Focusable, so that the keyboard can scroll a table that is wider or longer than the page.
  const root = h(
    'div',
    { class: 'table', role: 'region', tabindex: '0', 'aria-label': 'Table of phases' },
    table,
  );
  let phases: readonly Phase[] = [];
  let columns: readonly Column[] = [];
  /** The rows on the page, by phase; those of `first` and after it. */
  let rows: readonly HTMLTableRowElement[] = [];
  let first = 0;
  let rowHeight = ROW_HEIGHT;
  let marked: number | undefined;
  const isLong = (): boolean => phases.length > ALL_ROWS;

  const draw = (from: number, to: number): void => {
    first = from;
    rows = phases
      .slice(from, to)
      .map((phase, i) => phaseRow(columns, phase, phases[from + i - 1], from + i));
    body.replaceChildren(
      spacer(from * rowHeight, columns.length),
      ...rows,
      spacer((phases.length - to) * rowHeight, columns.length),
    );
    mark();
  };
  const drawInView = (): void => {
    if (!isLong()) return;
    const top = Math.floor(root.scrollTop / rowHeight);
    const shown = Math.ceil(root.clientHeight / rowHeight);
    const from = Math.max(0, top - OVERSCAN);
    const to = Math.min(phases.length, top + shown + OVERSCAN);
    const isThere = from >= first && to <= first + rows.length;
    if (!isThere || rows.length === 0) draw(Math.max(0, from - OVERSCAN), Math.min(phases.length, to + OVERSCAN)); // prettier-ignore
  };
  const mark = (): void => {
    rows.forEach((row, i) => row.classList.toggle('marked', first + i === marked));
  };

  root.addEventListener('scroll', drawInView, { passive: true });
  new ResizeObserver(drawInView).observe(root);
  body.addEventListener('mouseover', (event) => {
    const row = event.target instanceof Element ? event.target.closest('tr') : null;
    const index = rows.findIndex((r) => r === row);
    onPhase(index < 0 ? undefined : first + index);
  });
  body.addEventListener('mouseleave', () => onPhase(undefined));

  return {
    root,
    show: (result) => {
      ({ phases } = result);
      caption.textContent = `Phases of ${result.label}`;
      columns = COLUMNS.filter(({ shown }) => shown === undefined || shown(phases));
      head.replaceChildren(headRow(columns));
      marked = undefined;
      root.classList.toggle('long', isLong());
      table.setAttribute('aria-rowcount', String(phases.length + 1));
      root.scrollTop = 0;
      draw(0, isLong() ? ALL_ROWS : phases.length);
      if (isLong()) rowHeight = rows[0]?.getBoundingClientRect().height || ROW_HEIGHT;
      drawInView();
    },
    highlight: (phase) => {
      marked = phase;
      mark();
    },
  };
}

/** An empty row in place of those that are out of view. */
function spacer(height: number, columns: number): HTMLElement | string {
  if (height <= 0) return '';
  const cell = h('td', { colspan: columns + 2 });
  cell.style.height = `${height}px`;
  return h('tr', { class: 'spacer', 'aria-hidden': 'true' }, cell);
}

function headRow(columns: readonly Column[]): HTMLTableRowElement {
  return h(
    'tr',
    {},
    h('th', { scope: 'col', class: 'number' }, '#'),
    h('th', { scope: 'col' }, 'Operation'),
    ...columns.map(({ title, about }) =>
      h('th', { scope: 'col', class: 'number', title: about }, title),
    ),
  );
}

function phaseRow(
  columns: readonly Column[],
  phase: Phase,
  previous: Phase | undefined,
  index: number,
): HTMLTableRowElement {
  return h(
    'tr',
    { 'aria-rowindex': index + 2 },
    h('td', { class: 'number muted' }, String(index + 1)),
    h('th', { scope: 'row' }, h('code', {}, phase.op)),
    ...columns.map(({ cell }) => {
      const { text, exact } = cell(phase, previous);
      return h('td', { class: 'number', title: exact }, text);
    }),
  );
}
