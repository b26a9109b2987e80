/**
 * What a workload will take, without running it: the number of entries after each operation is known from the text
 * alone. Refuses what cannot be run, with the reason.
 */
import { refuseExperiments } from '../layout/experiments';
import type { TypeShape } from '../layout/shape';
import type { SimulateRequest } from './request';
import { formatCount } from '../base/format';
import type { GoVersion } from '../layout/version';
import { formatGoVersion, modelledGoVersion, NEWEST_GO, OLDEST_GO } from '../layout/version';
import type { DeleteAmount, Op } from './workload';
import { formatOp, MAX_OPS } from './workload';

/** The most entries that a simulated map may hold. */
export const MAX_ENTRIES = 20_000_000;
/** The most steps (inserts, deletes, copies of an entry, room made for one) of one simulation. */
export const MAX_STEPS = 100_000_000;
/** Entries whose room is emptied at once in the time of one step, and whose room is counted up for the report. */
const WIPED_PER_STEP = 16;
const REPORTED_PER_STEP = 1024;

/** Why a workload cannot be run. */
export interface Refusal {
  /** One sentence. */
  readonly message: string;
  /** The index of the operation that cannot be run, if it is one. */
  readonly op?: number;
}

/** What a workload takes. */
export interface Plan {
  /** Inserts, deletes and copies of an entry, and what takes as long. */
  readonly steps: number;
  /** The most entries at a time. */
  readonly peak: number;
  /** The fewest entries after an operation, empty maps aside; Infinity when they are all empty. */
  readonly fewest: number;
}

/** What the workload takes, or why it cannot be run. */
export function planWorkload(request: SimulateRequest): Plan | Refusal {
  const { key, elem, workload } = request;
  const problem =
    refuseVersion(request.go) ??
    refuseExperiments(request.go, request.experiments ?? []) ??
    refuseTypes(key, elem);
  if (problem !== undefined) return { message: problem };
  if (workload.length > MAX_OPS) {
    const most = formatCount(MAX_OPS);
    return { message: `too many operations: at most ${most}`, op: MAX_OPS };
  }
  let steps = 0;
  /** Entries that the map has had, or has been given, room for: it never shrinks. */
  let room = 0;
  let peak = 0;
  let fewest = Infinity;
  let inserted = 0;
  let entries: number | undefined = 0;
  let pointers = elem.pointer && elem.text.startsWith('*');
  for (const [index, op] of workload.entries()) {
    const refuse = (reason: string): Refusal => ({
      message: `${formatOp(op)}: ${reason}`,
      op: index,
    });
    const wrong = refuseNumbers(op);
    if (wrong !== undefined) return refuse(wrong);
    if (op.op === 'pointers') {
      if (pointers) return refuse(`the values are pointers already (${elem.text})`);
      pointers = true;
    }
    const adds = op.op === 'insert' ? op.count : op.op === 'churn' ? op.count * op.rounds : 0;
    if (entries === undefined && adds > 0) {
      return refuse('the map is nil and an assignment would panic: write remake before it');
    }
    const most: number = op.op === 'insert' ? (entries ?? 0) + op.count : (entries ?? 0);
    const asked = op.op === 'make' ? (op.hint ?? 0) : most;
    if (asked > MAX_ENTRIES) {
      return refuse(
        `${formatCount(asked)} entries are too many: at most ${formatCount(MAX_ENTRIES)}`,
      );
    }
    if (key.values !== undefined && most > key.values) {
      const values = key.values === 1 ? 'value' : 'values';
      return refuse(`${key.text} has only ${formatCount(key.values)} different ${values}`);
    }
    if (key.values !== undefined && op.op === 'churn' && most >= key.values && adds > 0) {
      return refuse(`${key.text} has no value left for a new key`);
    }
    const after = entriesAfter(op, entries);
    steps += stepsOf(op, entries ?? 0) + (wipes(op, after) ? room / WIPED_PER_STEP : 0);
    room = NEW_MAP.has(op.op) ? Math.max(asked, after ?? 0) : Math.max(room, asked, after ?? 0);
    steps += room / REPORTED_PER_STEP;
    inserted += adds;
    if (steps > MAX_STEPS || inserted > 2 ** 31 - 2) {
      return refuse(
        `too much work: at most ${formatCount(MAX_STEPS)} inserts, deletes and copies of an entry in all`,
      );
    }
    entries = after;
    peak = Math.max(peak, asked, entries ?? 0);
    fewest = Math.min(fewest, entries || Infinity);
  }
  return { steps: Math.ceil(steps), peak, fewest };
}

function refuseVersion(go: GoVersion): string | undefined {
  const known = Number.isInteger(go.minor) && modelledGoVersion(go).outside === undefined;
  const range = `${formatGoVersion(OLDEST_GO)} to ${formatGoVersion(NEWEST_GO)}`;
  return known ? undefined : `Go ${formatGoVersion(go)} is not modelled; known are ${range}`;
}

/** Operations that were not read from text may hold any number. */
function refuseNumbers(op: Op): string | undefined {
  const wrong = numbersOf(op).find((number) => !Number.isInteger(number) || number < 0);
  if (wrong !== undefined) return `${wrong} is no count: a whole number from 0`;
  if (op.op !== 'delete' || op.amount.unit !== 'percent') return undefined;
  const { percent } = op.amount;
  return percent >= 0 && percent <= 100 ? undefined : `${percent} is no percentage from 0 to 100`;
}

function numbersOf(op: Op): readonly number[] {
  switch (op.op) {
    case 'insert':
    case 'overwrite':
      return [op.count];
    case 'churn':
      return [op.count, op.rounds];
    case 'make':
      return [op.hint ?? 0];
    case 'delete':
      return op.amount.unit === 'entries' ? [op.amount.count] : [];
    default:
      return [];
  }
}

function refuseTypes(key: TypeShape, elem: TypeShape): string | undefined {
  if (!key.comparable) return `${key.text} cannot be a map key: it is not comparable`;
  for (const { text, size } of [key, elem, ...(elem.pointee === undefined ? [] : [elem.pointee])]) {
    if (!Number.isFinite(size)) return `${text} is too large`;
  }
  return undefined;
}

function stepsOf(op: Op, entries: number): number {
  switch (op.op) {
    case 'insert':
      return op.count;
    case 'overwrite':
      return Math.min(op.count, entries);
    case 'delete':
      return deleteCount(op.amount, entries);
    case 'churn':
      return op.count * op.rounds * 2;
    case 'make':
      return entries + (op.hint ?? 0);
    case 'gc':
    case 'free-os-memory':
      return 0;
    default:
      return entries;
  }
}

/** After these the map is a new one, with no more room than it needs. */
const NEW_MAP: ReadonlySet<Op['op']> = new Set([
  'make',
  'remake',
  'nil',
  'rebuild',
  'pointers',
] satisfies Op['op'][]);

/** Whether an operation goes through all the room of the map, however few entries are in it. */
function wipes(op: Op, after: number | undefined): boolean {
  return after === 0 ? op.op !== 'gc' && op.op !== 'free-os-memory' : op.op === 'clone';
}

/** Entries after an operation; undefined for a nil map. */
function entriesAfter(op: Op, entries: number | undefined): number | undefined {
  switch (op.op) {
    case 'insert':
      return (entries ?? 0) + op.count;
    case 'delete':
      return entries === undefined ? undefined : entries - deleteCount(op.amount, entries);
    case 'churn':
      return entries === undefined || entries > 0 ? entries : Math.min(op.count, 1);
    case 'delete-range':
    case 'clear':
      return entries === undefined ? undefined : 0;
    case 'nil':
      return undefined;
    case 'make':
    case 'remake':
      return 0;
    case 'rebuild':
    case 'pointers':
      return entries ?? 0;
    default:
      return entries;
  }
}

/** How many entries an operation deletes of those there are. */
export function deleteCount(amount: DeleteAmount, entries: number): number {
  switch (amount.unit) {
    case 'all':
      return entries;
    case 'percent':
      return Math.round((entries * amount.percent) / 100);
    case 'entries':
      return Math.min(amount.count, entries);
  }
}
