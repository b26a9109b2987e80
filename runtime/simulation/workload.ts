/**
 * The workload language: what a program does to one map, as a list of operations separated by `;`.
 *
 *     make [hint N] · insert N · overwrite N · delete N | P% | all · delete-range · clear · rebuild [hint] · clone ·
 *     nil · remake · pointers · churn N xM · gc · free-os-memory
 *
 * Semantics. `insert N` adds N keys that were never in the map. `overwrite N` assigns to N keys that are in it (all of
 * them where there are fewer). `delete` removes the oldest entries with explicit keys. `churn N xM` replaces
 * entries N times in each of M rounds: it inserts a new key, then deletes the oldest one. `rebuild` copies into a new map with
 * a loop, `rebuild hint` into one made with the number of entries as its size. `pointers` moves the entries into a
 * new map whose values are pointers. A list starts with an empty map unless its first operation is `make` or `nil`.
 */
import { nearest } from '../base/nearest';
import { formatCount } from '../base/format';

export type Op =
  | { readonly op: 'make'; readonly hint?: number }
  | { readonly op: 'insert' | 'overwrite'; readonly count: number }
  | { readonly op: 'delete'; readonly amount: DeleteAmount }
  | { readonly op: 'rebuild'; readonly hint: boolean }
  | { readonly op: 'churn'; readonly count: number; readonly rounds: number }
  | { readonly op: PlainOpName };

export type DeleteAmount =
  | { readonly unit: 'entries'; readonly count: number }
  | { readonly unit: 'percent'; readonly percent: number }
  | { readonly unit: 'all' };

type PlainOpName =
  'delete-range' | 'clear' | 'clone' | 'nil' | 'remake' | 'pointers' | 'gc' | 'free-os-memory';

export type OpName = Op['op'];

export type WorkloadResult =
  | { readonly ok: true; readonly ops: readonly Op[] }
  /** `message` is one sentence; `offset` is where in the text the bad word starts, UTF-16 units. */
  | { readonly ok: false; readonly message: string; readonly offset: number };

/** How each operation is written, in the order of documentation. */
export const OP_SYNTAX: Readonly<Record<OpName, string>> = {
  make: 'make [hint N]',
  insert: 'insert N',
  overwrite: 'overwrite N',
  delete: 'delete N | P% | all',
  'delete-range': 'delete-range',
  clear: 'clear',
  rebuild: 'rebuild [hint]',
  clone: 'clone',
  nil: 'nil',
  remake: 'remake',
  pointers: 'pointers',
  churn: 'churn N xM',
  gc: 'gc',
  'free-os-memory': 'free-os-memory',
};
export const OP_NAMES = Object.keys(OP_SYNTAX) as readonly OpName[];

/** The most operations of a workload, and UTF-16 units of its text. */
export const MAX_OPS = 10_000;
const MAX_TEXT = 1_000_000;
/** How much of a bad word is shown, UTF-16 units. */
const SHOWN_WORD = 40;
/** The largest count that an operation takes. How many entries can be simulated is a matter of the simulation. */
const MAX_COUNT = 1_000_000_000;

interface Word {
  readonly text: string;
  readonly offset: number;
}

/** Thrown inside this file only; `parseWorkload` turns it into a result. */
class WorkloadError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Reads a workload. Empty operations (`gc;;`) are skipped; a text without any operation is an error. */
export function parseWorkload(text: string): WorkloadResult {
  try {
    if (text.length > MAX_TEXT) {
      const most = formatCount(MAX_TEXT);
      return {
        ok: false,
        message: `the workload is too long: at most ${most} characters`,
        offset: 0,
      };
    }
    const ops: Op[] = [];
    for (const words of statements(text)) {
      if (ops.length === MAX_OPS) {
        fail(`too many operations: at most ${formatCount(MAX_OPS)}`, words[0]);
      }
      ops.push(parseOp(words));
    }
    if (ops.length === 0) return { ok: false, message: 'the workload has no operation', offset: 0 };
    return { ok: true, ops };
  } catch (error) {
    if (error instanceof WorkloadError) {
      return { ok: false, message: error.message, offset: error.offset };
    }
    throw error;
  }
}

/** The words of each statement; empty statements are left out. */
function* statements(text: string): Generator<[Word, ...Word[]]> {
  for (const { 0: statement, index: start } of text.matchAll(/[^;\n]+/g)) {
    const [first, ...rest] = [...statement.matchAll(/\S+/g)].map((match) => ({
      text: match[0],
      offset: start + match.index,
    }));
    if (first !== undefined) yield [first, ...rest];
  }
}

/** A word for a message, cut where it is long. */
function shown({ text }: Word): string {
  return text.length <= SHOWN_WORD ? text : `${text.slice(0, SHOWN_WORD)}…`;
}

function parseOp([name, ...args]: [Word, ...Word[]]): Op {
  const op = opName(name);
  const parsed = parseArguments(op, name, args);
  const extra = args[parsed.used];
  if (extra !== undefined) {
    fail(`unexpected "${shown(extra)}": write "${OP_SYNTAX[op]}"`, extra);
  }
  return parsed.op;
}

function parseArguments(op: OpName, name: Word, args: readonly Word[]): { op: Op; used: number } {
  const [first, second] = args;
  switch (op) {
    case 'insert':
    case 'overwrite':
      return { op: { op, count: count(required(first, name, op)) }, used: 1 };
    case 'churn': {
      const window = count(required(first, name, op));
      return { op: { op, count: window, rounds: rounds(required(second, name, op)) }, used: 2 };
    }
    case 'delete':
      return { op: { op, amount: deleteAmount(required(first, name, op)) }, used: 1 };
    case 'make':
      if (first === undefined) return { op: { op }, used: 0 };
      keyword(first, 'hint', op);
      return { op: { op, hint: count(required(second, name, op)) }, used: 2 };
    case 'rebuild':
      if (first === undefined) return { op: { op, hint: false }, used: 0 };
      keyword(first, 'hint', op);
      return { op: { op, hint: true }, used: 1 };
    default:
      return { op: { op }, used: 0 };
  }
}

function opName(word: Word): OpName {
  const exact = OP_NAMES.find((name) => name === word.text);
  if (exact !== undefined) return exact;
  const near = nearest(word.text, OP_NAMES);
  const hint = near === undefined ? `known are ${OP_NAMES.join(', ')}` : `did you mean "${near}"?`;
  return fail(`unknown operation "${shown(word)}": ${hint}`, word);
}

function required(word: Word | undefined, name: Word, op: OpName): Word {
  return word ?? fail(`"${op}" needs more: write "${OP_SYNTAX[op]}"`, name);
}

function keyword(word: Word, expected: string, op: OpName): void {
  if (word.text !== expected) fail(`unexpected "${shown(word)}": write "${OP_SYNTAX[op]}"`, word);
}

function deleteAmount(word: Word): DeleteAmount {
  if (word.text === 'all') return { unit: 'all' };
  if (!word.text.endsWith('%')) return { unit: 'entries', count: count(word) };
  const number = word.text.slice(0, -1);
  if (!/^\d{1,3}(\.\d{1,6})?$/.test(number) || Number(number) > 100) {
    fail(`"${shown(word)}" is no percentage between 0% and 100%`, word);
  }
  return { unit: 'percent', percent: Number(number) };
}

function rounds(word: Word): number {
  if (!/^x./i.test(word.text)) {
    fail(`"${shown(word)}" is no number of rounds: write "${OP_SYNTAX.churn}"`, word);
  }
  return count({ text: word.text.slice(1), offset: word.offset + 1 });
}

/** A count of entries: decimal digits, underscores between them, an exponent (`1e6`). */
function count(word: Word): number {
  const { text } = word;
  if (/^\d+(_\d+)*(e\d{1,2})?$/i.test(text)) {
    const value = Number(text.replaceAll('_', ''));
    if (value > MAX_COUNT) {
      fail(`${shown(word)} is too large: at most ${formatCount(MAX_COUNT)} at a time`, word);
    }
    return value;
  }
  if (/^-\d/.test(text)) fail(`${shown(word)} is negative: a count starts at 0`, word);
  if (/^\d[\d_]*\.\d/.test(text))
    fail(`${shown(word)} is a fraction: a count is a whole number`, word);
  return fail(`"${shown(word)}" is no whole number`, word);
}

function fail(message: string, at: Word): never {
  throw new WorkloadError(message, at.offset);
}

/** Writes an operation as the workload language has it; reading it back gives the same operation. */
export function formatOp(op: Op): string {
  switch (op.op) {
    case 'make':
      return op.hint === undefined ? 'make' : `make hint ${op.hint}`;
    case 'insert':
    case 'overwrite':
      return `${op.op} ${op.count}`;
    case 'delete':
      if (op.amount.unit === 'all') return 'delete all';
      return op.amount.unit === 'entries'
        ? `delete ${op.amount.count}`
        : `delete ${op.amount.percent}%`;
    case 'rebuild':
      return op.hint ? 'rebuild hint' : 'rebuild';
    case 'churn':
      return `churn ${op.count} x${op.rounds}`;
    default:
      return op.op;
  }
}

/** Writes a workload. */
export function formatWorkload(ops: readonly Op[]): string {
  return ops.map(formatOp).join('; ');
}
