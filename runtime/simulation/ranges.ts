/**
 * How far the figures of a simulation may be from those of another run of the same program.
 *
 * Specification. Hashes are random in every run, so the workload is run again with other hash seeds; the range of a
 * figure is that of the runs and some standard deviations beyond, as a sample of so many asks for (a prediction interval).
 *
 * A large workload is run at a *scale* instead: all its counts divided by a power of two. A large map is made of many
 * parts that do not know of each other (tables that share the top bits of their hashes, buckets), and a map of a
 * fraction of the entries is the same fraction of these parts; so the relative deviation of the large map is that of the
 * small one divided by the square root of the scale. The small map must still have some parts for this to hold. What
 * befalls all parts at once does not add up so: where churn makes a bucket map be packed anew just before or just after
 * an operation ends, its range is wider than it need be, and where its list of overflow buckets (some per cent of its
 * bytes) grows, a little narrower.
 */
import type { Plan } from './plan';
import type { Op } from './workload';

/** Which other runs say how much figures vary. */
export interface Sampling {
  /** The workload, at its scale. */
  readonly workload: readonly Op[];
  /** What its counts were divided by. */
  readonly scale: number;
  /** How many times it is run. */
  readonly runs: number;
}

/** Steps that may be spent on other runs, and the most runs. */
const STEPS = 1_500_000;
const MOST_RUNS = 100;
/** Operations, of all other runs together, whose figures are kept. */
const MOST_PHASES = 100_000;
/** A workload is scaled down when fewer than so many runs of it fit into STEPS. */
const ENOUGH_RUNS = 12;
/** Steps that may be spent on runs at a scale, fewer because they come on top of a long run, and how many runs that should be. */
const SCALED_STEPS = 500_000;
const SCALED_RUNS = 16;
/** Entries that a scaled map has at least where the map has any: 9 tables. */
const LEAST_ENTRIES = 8192;
/** Churn of a small map is long and does not scale: up to so many steps it is run so often all the same. */
const LONG: readonly { readonly steps: number; readonly runs: number }[] = [
  { steps: 500_000, runs: 12 },
  { steps: 5_000_000, runs: 3 },
];

/** Which other runs of a workload are worth their time. */
export function planSampling(workload: readonly Op[], { steps, fewest }: Plan): Sampling {
  const fits = steps * ENOUGH_RUNS <= STEPS;
  let scale = 1;
  while (
    !fits &&
    steps / scale > SCALED_STEPS / SCALED_RUNS &&
    fewest / (2 * scale) >= LEAST_ENTRIES
  )
    scale *= 2;
  const each = Math.max(1, steps / scale);
  const affordable = Math.floor((scale === 1 ? STEPS : SCALED_STEPS) / each);
  const least = LONG.find((long) => each <= long.steps)?.runs ?? 0;
  return {
    workload: scale === 1 ? workload : workload.map((op) => scaledOp(op, scale)),
    scale,
    runs: Math.min(
      MOST_RUNS,
      Math.max(affordable, least),
      Math.floor(MOST_PHASES / Math.max(1, workload.length)),
    ),
  };
}

function scaledOp(op: Op, scale: number): Op {
  const scaled = (count: number): number => Math.round(count / scale);
  switch (op.op) {
    case 'insert':
    case 'overwrite':
      return { op: op.op, count: scaled(op.count) };
    case 'churn':
      return { op: 'churn', count: 1, rounds: scaled(op.count * op.rounds) };
    case 'make':
      return op.hint === undefined ? op : { op: 'make', hint: scaled(op.hint) };
    case 'delete':
      return op.amount.unit === 'entries'
        ? { op: 'delete', amount: { unit: 'entries', count: scaled(op.amount.count) } }
        : op;
    default:
      return op;
  }
}

/** From the least to the most that a figure may be. */
export type Range = readonly [least: number, most: number];

/** The range of a figure, from its values in the other runs. */
export function rangeOf(figure: number, others: readonly number[], scale: number): Range {
  if (scale === 1) return predictionInterval([figure, ...others]);
  const mean = meanOf(others);
  // The figure itself is as far from the mean as any other: the distance of two varies twice as much.
  const part = mean === 0 ? 0 : Math.sqrt(2 / scale) / mean;
  return predictionInterval([figure, ...others.map((x) => figure * (1 + (x - mean) * part))]);
}

/** The range in which one more figure of the same kind is expected, in 499 of 500 cases. */
function predictionInterval(figures: readonly number[]): Range {
  const mean = meanOf(figures);
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  const degrees = Math.max(1, figures.length - 1);
  // Close to the quantiles of Student's distribution.
  const reach = (3 + 12 / degrees) * Math.sqrt(squares / degrees);
  return [
    Math.max(0, Math.floor(Math.min(...figures, mean - reach))),
    Math.ceil(Math.max(...figures, mean + reach)),
  ];
}

function meanOf(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length);
}
