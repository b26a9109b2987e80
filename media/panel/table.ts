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

export function createTable(onPhase: (phase: number | undefined) => void): PhaseTable {
  const caption = h('caption', {});
  const head = h('thead', {});
  const body = h('tbody', {});
  const table = h('table', {}, caption, head, body);
  // Focusable, so that the keyboard can scroll a table that is wider than the page.
  const root = h(
    'div',
    { class: 'table', role: 'region', tabindex: '0', 'aria-label': 'Table of phases' },
    table,
  );
  let rows: readonly HTMLTableRowElement[] = [];
  body.addEventListener('mouseover', (event) => {
    const row = event.target instanceof Element ? event.target.closest('tr') : null;
    const phase = rows.findIndex((r) => r === row);
    onPhase(phase < 0 ? undefined : phase);
  });
  body.addEventListener('mouseleave', () => onPhase(undefined));

  return {
    root,
    show: ({ phases, label }) => {
      caption.textContent = `Phases of ${label}`;
      const columns = COLUMNS.filter(({ shown }) => shown === undefined || shown(phases));
      head.replaceChildren(headRow(columns));
      rows = phases.map((phase, i) => phaseRow(columns, phase, phases[i - 1], i));
      body.replaceChildren(...rows);
    },
    highlight: (phase) => {
      rows.forEach((row, i) => row.classList.toggle('marked', i === phase));
    },
  };
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
    {},
    h('td', { class: 'number muted' }, String(index + 1)),
    h('th', { scope: 'row' }, h('code', {}, phase.op)),
    ...columns.map(({ cell }) => {
      const { text, exact } = cell(phase, previous);
      return h('td', { class: 'number', title: exact }, text);
    }),
  );
}
