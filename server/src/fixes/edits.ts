/** Collects the changes of one fix and turns them into plain edits that never overlap. */
import type { Edit } from '../contracts/findings';
import { addTo } from '../base/multimap';

/** A change of one text; UTF-16 offsets, `end` exclusive. */
export type TextEdit = Pick<Edit, 'start' | 'end' | 'text'>;

/**
 * Collects changes file by file. Insertions nest: `wrap` around an expression and `wrap` around a part of it give what
 * one expects also where both begin or end at the same offset.
 */
export interface EditBuilder {
  /** Puts `before` and `after` around the text between `start` and `end`. */
  wrap(uri: string, start: number, end: number, before: string, after: string): void;
  /** Inserts at an offset: behind everything that ends there, before everything that begins there. */
  insert(uri: string, offset: number, text: string): void;
  replace(uri: string, start: number, end: number, text: string): void;
  /** Sorted edits by file (in the order of first use) and offset; undefined when two changes contradict each other. */
  build(): readonly Edit[] | undefined;
}

interface Change extends TextEdit {
  /** The order among changes that begin at the same offset. */
  readonly rank: number;
}

export function createEditBuilder(): EditBuilder {
  const changes = new Map<string, Change[]>();
  const add = (uri: string, change: Change): void => {
    addTo(changes, uri, change);
  };
  return {
    wrap(uri, start, end, before, after) {
      const length = end - start;
      // What closes the shorter text comes first, what opens the longer text comes first, and all closes before all opens.
      if (after !== '') add(uri, { start: end, end, text: after, rank: -1 / length });
      if (before !== '') add(uri, { start, end: start, text: before, rank: 1 / length });
    },
    insert(uri, offset, text) {
      add(uri, { start: offset, end: offset, text, rank: 0 });
    },
    replace(uri, start, end, text) {
      add(uri, { start, end, text, rank: Infinity });
    },
    build() {
      const edits: Edit[] = [];
      for (const [uri, list] of changes) {
        const merged = mergeChanges(list);
        if (merged === undefined) return undefined;
        edits.push(...merged.map(({ start, end, text }) => ({ uri, start, end, text })));
      }
      return edits;
    },
  };
}

/** Sorts and joins changes that touch, so that no client has to order insertions at one offset. */
function mergeChanges(changes: readonly Change[]): TextEdit[] | undefined {
  const sorted = changes
    .map((change, order) => ({ ...change, order }))
    .sort((a, b) => a.start - b.start || a.rank - b.rank || a.order - b.order);
  const merged: { start: number; end: number; text: string }[] = [];
  for (const [i, { start, end, text }] of sorted.entries()) {
    const before = sorted[i - 1];
    // What two places of a fix need alike, such as a block spread over several lines, is done once.
    if (end > start && before?.start === start && before.end === end && before.text === text) {
      continue;
    }
    const last = merged.at(-1);
    if (last !== undefined && start < last.end) return undefined;
    if (last?.end === start) {
      last.end = end;
      last.text += text;
    } else {
      merged.push({ start, end, text });
    }
  }
  return merged;
}

/** The text after the edits, which must not overlap; their order does not matter. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let from = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}

/** The line ending of a text: that of its first line. */
export function lineEnding(text: string): '\n' | '\r\n' {
  return /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
}

/** The white space at the beginning of the line that an offset is in. */
export function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[\t ]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

/**
 * Small edits that turn `before` into `after`: line by line, then without the characters at both ends of a changed
 * line that stay. `offset` is added to all offsets.
 */
export function diffEdits(before: string, after: string, offset: number): TextEdit[] {
  const a = splitLines(before);
  const b = splitLines(after);
  const edits: TextEdit[] = [];
  let position = offset;
  for (const hunk of diffLines(a, b)) {
    for (let i = hunk.keptFrom; i < hunk.from; i++) position += a[i]?.length ?? 0;
    const old = a.slice(hunk.from, hunk.to);
    const now = b.slice(hunk.otherFrom, hunk.otherTo);
    if (old.length === now.length) {
      old.forEach((line, i) => {
        edits.push(...trimmedEdit(line, now[i] ?? '', position));
        position += line.length;
      });
    } else {
      edits.push(...trimmedEdit(old.join(''), now.join(''), position));
      position += old.join('').length;
    }
  }
  return edits;
}

interface Hunk {
  /** Lines of `a` from here to `from` are the same in `b`. */
  readonly keptFrom: number;
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
}

/** Lines with their ends, so that joining them gives the text again. */
function splitLines(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function trimmedEdit(before: string, after: string, offset: number): TextEdit[] {
  if (before === after) return [];
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const end = before.length - tail;
  return [
    { start: offset + start, end: offset + end, text: after.slice(start, after.length - tail) },
  ];
}

/** Above this many line pairs one hunk replaces everything between the common ends. */
const DIFF_LIMIT = 4_000_000;

/** A longest-common-subsequence diff of what lies between the common first and last lines. */
function diffLines(a: readonly string[], b: readonly string[]): Hunk[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  const most = Math.min(a.length, b.length) - head;
  while (tail < most && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const n = a.length - tail - head;
  const m = b.length - tail - head;
  if (n === 0 && m === 0) return [];
  if (n * m > DIFF_LIMIT || n === 0 || m === 0) {
    return [{ keptFrom: 0, from: head, to: head + n, otherFrom: head, otherTo: head + m }];
  }
  const width = m + 1;
  const lengths = new Uint32Array((n + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[head + i] === b[head + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const hunks: Hunk[] = [];
  let [i, j, kept] = [0, 0, 0];
  while (i < n || j < m) {
    const [fromI, fromJ] = [i, j];
    while (i < n || j < m) {
      if (i < n && j < m && a[head + i] === b[head + j]) break;
      if (i < n && (j >= m || at(i + 1, j) >= at(i, j + 1))) i++;
      else j++;
    }
    if (i > fromI || j > fromJ) {
      hunks.push({
        keptFrom: kept,
        from: head + fromI,
        to: head + i,
        otherFrom: head + fromJ,
        otherTo: head + j,
      });
      kept = head + i;
    }
    while (i < n && j < m && a[head + i] === b[head + j]) {
      i++;
      j++;
    }
  }
  return hunks;
}
