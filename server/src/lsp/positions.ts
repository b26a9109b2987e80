import type { Position, Range } from 'vscode-languageserver';

export type PositionEncoding = 'utf-8' | 'utf-16';

/**
 * The first encoding of the client's list that we speak; UTF-16, which every client has to speak, when there is none
 * (LSP 3.17, `general.positionEncodings`).
 */
export function negotiateEncoding(offered: readonly string[] | undefined): PositionEncoding {
  return offered?.find((encoding) => encoding === 'utf-8' || encoding === 'utf-16') ?? 'utf-16';
}

/** Converts between LSP positions in the negotiated encoding and UTF-16 offsets into one text. */
export interface Positions {
  /** A position outside the text is moved to the nearest one inside; one within a character to its start. */
  offsetAt(position: Position): number;
  /** An offset outside the text is moved to the nearest one inside. */
  positionAt(offset: number): Position;
  rangeOf(start: number, end: number): Range;
}

/**
 * The positions of a text. Lines end with `\n`, `\r\n` or `\r`, as LSP has them (3.17, "Text Documents"); Go knows only
 * the first two, so this is not the line index of the syntax layer.
 */
export function createPositions(text: string, encoding: PositionEncoding): Positions {
  const starts = lineStarts(text);
  const columns = COLUMNS[encoding];

  const positionAt = (offset: number): Position => {
    const inside = Math.min(Math.max(offset, 0), text.length);
    const line = lastAtOrBelow(starts, inside);
    return { line, character: columns.between(text, starts[line] ?? 0, inside) };
  };

  return {
    positionAt,
    rangeOf: (start, end) => ({ start: positionAt(start), end: positionAt(end) }),
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      const start = starts[line];
      if (start === undefined) return text.length;
      const end = contentEnd(text, starts[line + 1] ?? text.length, start);
      return columns.advance(text, start, end, Math.max(character, 0));
    },
  };
}

interface Columns {
  /** How many columns lie between two offsets of one line. */
  between(text: string, start: number, end: number): number;
  /** The offset `columns` after `start`, at most `end`. */
  advance(text: string, start: number, end: number, columns: number): number;
}

const COLUMNS: Readonly<Record<PositionEncoding, Columns>> = {
  'utf-16': {
    between: (_text, start, end) => end - start,
    advance: (_text, start, end, columns) => Math.min(start + columns, end),
  },
  'utf-8': {
    between(text, start, end) {
      let bytes = 0;
      for (let i = start; i < end;) {
        const point = text.codePointAt(i) ?? 0;
        bytes += utf8Length(point);
        i += unitsOf(point);
      }
      return bytes;
    },
    advance(text, start, end, columns) {
      let rest = columns;
      let i = start;
      while (i < end) {
        const point = text.codePointAt(i) ?? 0;
        rest -= utf8Length(point);
        if (rest < 0) break;
        i += unitsOf(point);
      }
      return i;
    },
  },
};

/** Bytes; half of a surrogate pair counts as the replacement character that encoders write for it. */
function utf8Length(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

function unitsOf(point: number): number {
  return point < 0x10000 ? 1 : 2;
}

const LF = 10;
const CR = 13;

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === LF || (unit === CR && text.charCodeAt(i + 1) !== LF)) starts.push(i + 1);
  }
  return starts;
}

/** Where the line's text ends, before its line end. */
function contentEnd(text: string, next: number, start: number): number {
  let end = next;
  if (end > start && text.charCodeAt(end - 1) === LF) end--;
  if (end > start && text.charCodeAt(end - 1) === CR) end--;
  return end;
}

/** The index of the last number that is not above `value`; the list is sorted and starts with 0. */
function lastAtOrBelow(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
