import type { Position, Range } from 'vscode-languageserver';
import type { LineIndex, PositionEncoding } from '../syntax/lines';
import { lineIndex } from '../syntax/lines';

export type { PositionEncoding } from '../syntax/lines';

/**
 * The first encoding of the client's list that we speak; UTF-16, which every client has to speak, when there is none
 * (LSP 3.17, `general.positionEncodings`).
 */
export function negotiateEncoding(offered: readonly string[] | undefined): PositionEncoding {
  return offered?.find((encoding) => encoding === 'utf-8' || encoding === 'utf-16') ?? 'utf-16';
}

/** Converts between LSP positions in one encoding and UTF-16 offsets into one text. */
export interface Positions {
  /** A position outside the text is moved to the nearest one inside; one within a character to its start. */
  offsetAt(position: Position): number;
  /** An offset outside the text is moved to the nearest one inside. */
  positionAt(offset: number): Position;
  rangeOf(start: number, end: number): Range;
}

/** The text is indexed when the first question comes. */
export function createPositions(text: string, encoding: PositionEncoding): Positions {
  let index: LineIndex | undefined;
  const lines = (): LineIndex => (index ??= lineIndex(text));
  const positionAt = (offset: number): Position => lines().position(offset, encoding);
  return {
    offsetAt: (position) => lines().offset(position, encoding),
    positionAt,
    rangeOf: (start, end) => ({ start: positionAt(start), end: positionAt(end) }),
  };
}
