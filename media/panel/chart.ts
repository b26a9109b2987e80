/** The chart: live bytes after each operation, one step a phase, one line a strategy. Drawn by uPlot on a canvas. */
import uPlot from 'uplot';
import { h } from './dom';
import { labelBottom } from './labels';
import { formatBytes, formatCount } from '../../runtime';
import type { StrategyId, StrategyResult } from './strategies';
import type { Theme } from './theme';
import { readTheme } from './theme';

export interface Chart {
  readonly root: HTMLElement;
  /** Draws the results; the first is the main one. All have the same number of phases. */
  readonly show: (results: readonly StrategyResult[]) => void;
  /** Marks a phase; undefined marks none. */
  readonly highlight: (phase: number | undefined) => void;
  /** Draws again, in the current colours. */
  readonly redraw: () => void;
  /** The chart as a PNG, base64; undefined before the first result. */
  readonly png: (caption: ChartCaption) => string | undefined;
}

/** What stands above the chart in a picture. */
export interface ChartCaption {
  readonly title: string;
  readonly lines: readonly string[];
}

/** CSS pixels. */
const HEIGHT = 260;
const NARROW_HEIGHT = 200;
const NARROW = 420;
/** Room that a phase needs for its operation below the axis; with less it gets its number. */
const LABEL_MARGIN = 8;
/** Room around a value above its line. */
const VALUE_MARGIN = 6;
/** Room between two edges of phases; where phases are narrower, not each has one. */
const EDGE_ROOM = 24;
/** Height of a value, and the least width of a phase that may have one. */
const VALUE_HEIGHT = 14;
const VALUE_GAP = 4;
const VALUE_LEAST = 20;
/** The smallest full scale, bytes, so that an empty map is a line on the floor and not noise. */
const SMALLEST_SCALE = 1024;
/** Dash patterns keep lines apart where colours do not. */
const DASHES: Readonly<Record<StrategyId, number[]>> = {
  main: [],
  pointers: [7, 4],
  otherGo: [2, 3],
};

/** Creates an empty chart; `onPhase` hears which phase the mouse is over. */
export function createChart(onPhase: (phase: number | undefined) => void): Chart {
  const root = h('div', { class: 'chart', role: 'img', 'aria-label': 'Chart of live bytes' });
  let results: readonly StrategyResult[] = [];
  let theme: Theme | undefined;
  let plot: uPlot | undefined;
  let marked: number | undefined;

  const colours = (): Theme => (theme ??= readTheme());
  const size = (): { width: number; height: number } => {
    const width = Math.max(200, Math.floor(root.clientWidth));
    return { width, height: width < NARROW ? NARROW_HEIGHT : HEIGHT };
  };

  const build = (): void => {
    plot?.destroy();
    plot = undefined;
    if (results.length === 0 || root.clientWidth === 0) return;
    plot = new uPlot(
      options(results, colours, size(), () => marked),
      chartData(results),
      root,
    );
    const { over } = plot;
    over.addEventListener('mousemove', (event) => {
      const x = plot?.posToVal(event.offsetX, 'x');
      onPhase(x === undefined ? undefined : Math.floor(x));
    });
    over.addEventListener('mouseleave', () => onPhase(undefined));
  };

  new ResizeObserver(() => {
    if (plot === undefined) build();
    else if (plot.width !== size().width) plot.setSize(size());
  }).observe(root);

  return {
    root,
    show: (next) => {
      results = next;
      build();
    },
    highlight: (phase) => {
      if (phase === marked) return;
      marked = phase;
      plot?.redraw(false);
    },
    redraw: () => {
      theme = undefined;
      plot?.redraw();
    },
    png: (caption) => {
      if (plot === undefined) return undefined;
      return picture(plot, caption, results, colours());
    },
  };
}

/** Stepped lines: a phase's value holds from its left edge to the next phase's; the last one is closed by a copy. */
function chartData(results: readonly StrategyResult[]): uPlot.AlignedData {
  const count = phaseCount(results);
  const edges = Array.from({ length: count + 1 }, (_, i) => i);
  const lines = drawOrder(results).map(({ phases }) =>
    edges.map((i) => phases[Math.min(i, count - 1)]?.liveBytes ?? null),
  );
  return [edges, ...lines];
}

/** The main line is drawn last, on top of the others. */
function drawOrder(results: readonly StrategyResult[]): readonly StrategyResult[] {
  return [...results].reverse();
}

function phaseCount(results: readonly StrategyResult[]): number {
  return results[0]?.phases.length ?? 0;
}

function options(
  results: readonly StrategyResult[],
  theme: () => Theme,
  size: { width: number; height: number },
  marked: () => number | undefined,
): uPlot.Options {
  const count = phaseCount(results);
  const highest = results
    .flatMap((r) => r.phases.map((p) => p.liveBytesMax ?? p.liveBytes))
    .reduce((most, bytes) => Math.max(most, bytes), SMALLEST_SCALE);
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const font = `12px ${theme().font}`;
  const axis = { font, stroke: () => theme().muted };
  const grid = { stroke: () => theme().grid, width: 1 };
  return {
    ...size,
    padding: [18, 8, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: false, range: [0, count] },
      y: { range: [0, highest * 1.04] },
    },
    axes: [
      {
        ...axis,
        size: (_plot, values) => phaseAxisHeight(values),
        gap: 6,
        ticks: { show: false },
        grid: { show: false },
        splits: () => Array.from({ length: count }, (_, i) => i + 0.5),
        values: (plot, splits) => phaseLabels(plot, splits.length, results),
      },
      {
        ...axis,
        size: (plot, values) => axisWidth(plot, values),
        gap: 6,
        ticks: { show: false },
        grid,
        splits: (plot) => byteSplits(highest, plot.height),
        values: (_, splits) => splits.map(formatScale),
      },
    ],
    series: [
      {},
      ...drawOrder(results).map(({ id }): uPlot.Series => ({
        stroke: () => theme()[id],
        width: id === 'main' ? 2.5 : 1.75,
        dash: DASHES[id],
        points: { show: false },
        ...(id === 'main' ? { fill: () => translucent(theme().main, 0.14) } : {}),
        ...(stepped === undefined ? {} : { paths: stepped }),
      })),
    ],
    hooks: {
      drawClear: [(plot) => drawBackdrop(plot, results, theme(), marked())],
      draw: [(plot) => drawValues(plot, results, theme())],
    },
  };
}

/** The operations below their phases, or where one does not fit, the numbers that the table has too. */
function phaseLabels(
  plot: uPlot,
  count: number,
  results: readonly StrategyResult[],
): (string | null)[] {
  const phases = results[0]?.phases ?? [];
  const room = plot.bbox.width / devicePixelRatio / count;
  const fits = (label: string): boolean =>
    label.split('\n').every((line) => textWidth(plot, line) + LABEL_MARGIN <= room);
  for (const separator of [' ', '\n']) {
    const labels = phases.map(({ op }) => labelOf(op, separator));
    if (labels.every(fits)) return labels;
  }
  const every = Math.ceil((textWidth(plot, String(count)) + LABEL_MARGIN) / room);
  return phases.map((_, i) => (i % every === 0 ? String(i + 1) : null));
}

/** CSS pixels for one line or two; uPlot asks once before there are any labels. */
function phaseAxisHeight(labels: readonly (string | null)[] | null): number {
  return labels?.some((label) => label?.includes('\n')) === true ? 46 : 28;
}

/** An operation with separators in its numbers; its name and the rest stand apart as told. */
function labelOf(op: string, separator: string): string {
  const [name = '', ...rest] = op.split(' ');
  const args = rest.join(' ').replaceAll(/\d+/g, (digits) => formatCount(Number(digits)));
  return args === '' ? name : `${name}${separator}${args}`;
}

/** CSS pixels in the axis font. */
function textWidth(plot: uPlot, text: string): number {
  plot.ctx.save();
  plot.ctx.font = plot.axes[0]?.font?.[0] ?? plot.ctx.font;
  const { width } = plot.ctx.measureText(text);
  plot.ctx.restore();
  return width / devicePixelRatio;
}

function axisWidth(plot: uPlot, values: readonly string[] | null): number {
  const widest = Math.max(0, ...(values ?? []).map((value) => textWidth(plot, value)));
  return Math.ceil(widest) + 14;
}

/** Round numbers in binary units, bottom to top: 0, 100 MiB, 200 MiB. */
function byteSplits(highest: number, height: number): number[] {
  const unit = 1024 ** Math.floor(Math.log2(highest) / 10);
  const most = Math.max(2, Math.floor(height / 45));
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1024].map((step) => step * unit);
  const small = [0.1, 0.2, 0.5].map((step) => step * unit);
  const step = [...small, ...steps].find((s) => highest / s <= most) ?? highest;
  return Array.from({ length: Math.floor(highest / step) + 1 }, (_, i) => i * step);
}

/** `300 MiB`, without the decimal that a round number does not need. */
function formatScale(bytes: number): string {
  return bytes === 0 ? '0' : formatBytes(bytes).replace('.0 ', ' ');
}

/** Below the lines: the marked phase, the edges between phases, and the range where runs differ. */
function drawBackdrop(
  plot: uPlot,
  results: readonly StrategyResult[],
  theme: Theme,
  marked: number | undefined,
): void {
  const { ctx, bbox } = plot;
  const left = (phase: number): number => plot.valToPos(phase, 'x', true);
  const count = phaseCount(results);
  ctx.save();
  if (marked !== undefined) {
    ctx.fillStyle = theme.highlight;
    ctx.fillRect(left(marked), bbox.top, left(marked + 1) - left(marked), bbox.height);
  }
  ctx.strokeStyle = theme.grid;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  // Edges that stand close would only grey the chart.
  const every = Math.ceil((EDGE_ROOM * devicePixelRatio * count) / Math.max(1, bbox.width));
  for (let phase = every; phase < count; phase += every) {
    ctx.moveTo(Math.round(left(phase)) + 0.5, bbox.top);
    ctx.lineTo(Math.round(left(phase)) + 0.5, bbox.top + bbox.height);
  }
  ctx.stroke();
  for (const { id, phases } of results) {
    ctx.fillStyle = translucent(theme[id], 0.2);
    phases.forEach(({ liveBytesMin, liveBytesMax }, phase) => {
      if (liveBytesMin === undefined || liveBytesMax === undefined) return;
      const top = plot.valToPos(liveBytesMax, 'y', true);
      const bottom = plot.valToPos(liveBytesMin, 'y', true);
      ctx.fillRect(left(phase), top, left(phase + 1) - left(phase), Math.max(1, bottom - top));
    });
  }
  ctx.restore();
}

/** Above the lines: the main strategy's values where there is room, and no other line that they could be taken to belong to. */
function drawValues(plot: uPlot, results: readonly StrategyResult[], theme: Theme): void {
  const phases = results[0]?.phases ?? [];
  const others = results.slice(1);
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio;
  const room = bbox.width / phases.length;
  if (room < VALUE_LEAST * scale) return;
  ctx.save();
  ctx.font = `600 ${12 * scale}px ${theme.font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'bottom';
  ctx.lineWidth = 3 * scale;
  ctx.lineJoin = 'round';
  const top = (bytes: number): number => plot.valToPos(bytes, 'y', true);
  phases.forEach(({ liveBytes }, phase) => {
    const text = formatBytes(liveBytes);
    if (ctx.measureText(text).width + VALUE_MARGIN * scale > room) return;
    const lines = others.flatMap(({ phases: p }) => {
      const bytes = p[phase]?.liveBytes;
      return bytes === undefined || formatBytes(bytes) === text ? [] : [top(bytes)];
    });
    const bottom = labelBottom({
      own: top(liveBytes),
      others: lines,
      floor: bbox.top + bbox.height,
      textHeight: VALUE_HEIGHT * scale,
      gap: VALUE_GAP * scale,
    });
    if (bottom === undefined) return;
    const x = plot.valToPos(phase + 0.5, 'x', true);
    ctx.strokeStyle = theme.background;
    ctx.strokeText(text, x, bottom);
    ctx.fillStyle = theme.foreground;
    ctx.fillText(text, x, bottom);
  });
  ctx.restore();
}

/** A resolved CSS colour (`rgb(…)` or `rgba(…)`) with an opacity. */
function translucent(colour: string, alpha: number): string {
  const channels = /^rgba?\(([^)]*)\)$/.exec(colour)?.[1]?.split(/[\s,/]+/);
  return channels === undefined ? colour : `rgba(${channels.slice(0, 3).join(', ')}, ${alpha})`;
}

/** The most lines that a part of a picture's caption takes. */
const CAPTION_LINES = 4;

/** The canvas below a caption and a legend, on the page's background. */
function picture(
  plot: uPlot,
  { title, lines }: ChartCaption,
  results: readonly StrategyResult[],
  theme: Theme,
): string | undefined {
  const source = plot.ctx.canvas;
  const scale = devicePixelRatio;
  const line = 20 * scale;
  const margin = 12 * scale;
  const canvas = h('canvas', { width: source.width + 2 * margin });
  const ctx = canvas.getContext('2d');
  if (ctx === null) return undefined;
  const room = canvas.width - 2 * margin;
  const fonts = {
    title: `600 ${15 * scale}px ${theme.font}`,
    text: `${12 * scale}px ${theme.font}`,
  };
  const fitted = (font: string, text: string): string[] => {
    ctx.font = font;
    return wrap(text, (part) => ctx.measureText(part).width <= room);
  };
  const titles = fitted(fonts.title, title);
  const texts = lines.flatMap((text) => fitted(fonts.text, text));
  const head = margin * 2 + line * (titles.length + texts.length + results.length);
  canvas.height = source.height + head + margin;
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.textBaseline = 'middle';
  ctx.fillStyle = theme.foreground;
  let y = margin + line / 2;
  for (const [font, rows] of [
    [fonts.title, titles],
    [fonts.text, texts],
  ] as const) {
    ctx.font = font;
    for (const text of rows) {
      ctx.fillText(text, margin, y);
      y += line;
    }
  }
  for (const { id, label } of results) {
    ctx.strokeStyle = theme[id];
    ctx.lineWidth = 2.5 * scale;
    ctx.setLineDash(DASHES[id].map((d) => d * scale));
    ctx.beginPath();
    ctx.moveTo(margin, y);
    ctx.lineTo(margin + 28 * scale, y);
    ctx.stroke();
    ctx.fillText(label, margin + 36 * scale, y, room - 36 * scale);
    y += line;
  }
  ctx.drawImage(source, margin, head);
  return canvas.toDataURL('image/png').split(',')[1];
}

/** A text in lines that fit, broken at spaces where there are any; what is too long for all of them ends in `…`. */
function wrap(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest !== '' && lines.length < CAPTION_LINES) {
    // No line takes more characters than fit of the narrowest ones.
    let end = Math.min(rest.length, LONGEST_LINE);
    while (end > 1 && !fits(rest.slice(0, end))) end = Math.max(1, Math.floor(end * 0.95));
    const space = end < rest.length ? rest.lastIndexOf(' ', end) : -1;
    const cut = space > 0 ? space : end;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  const last = lines.pop();
  if (last === undefined) return [];
  return [...lines, rest === '' ? last : `${last.slice(0, -1)}…`];
}

/** Characters that a line of a picture takes at most. */
const LONGEST_LINE = 1000;
