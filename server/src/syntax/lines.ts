/**
 * Lines and columns of a text. Inside Heapghost a place is a UTF-16 offset; LSP wants a line and a character, the command
 * line wants a line and a column in bytes, and edits of the command line are byte offsets of the UTF-8 file.
 */
import { firstIndex } from './spans';

/** A place as LSP has it, both 0-based. `character` counts UTF-16 code units, or bytes in the utf-8 encoding. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** LSP 3.17, general.positionEncodings: those that are offered. */
export type PositionEncoding = 'utf-16' | 'utf-8';

export interface LineIndex {
  readonly lineCount: number;
  /** UTF-16 offset of a line's first character; the text's length after the last line. */
  lineStart(line: number): number;
  /** UTF-16 offset of the end of a line's content, before its line break. */
  lineEnd(line: number): number;
  /** An offset outside of the text is moved to the nearest end of it. */
  position(offset: number, encoding?: PositionEncoding): Position;
  /** A character after the end of its line means that end (LSP 3.17, Position); so does a line after the last. */
  offset(position: Position, encoding?: PositionEncoding): number;
  /** The UTF-8 offset of a UTF-16 offset, in bytes of the decoded text: a byte order mark is not counted. */
  byteOffset(offset: number): number;
  /** Line and column as Go's tools print them: 1-based, the column in bytes. Go ends lines at `\n` only. */
  goPosition(offset: number): { readonly line: number; readonly column: number };
}

const LF = 10;
const CR = 13;

/** Bytes in UTF-8 of a part of a text; a lone surrogate counts as the 3 bytes of U+FFFD that encoders put there. */
export function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes++;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < end && isLow(text.charCodeAt(i + 1))) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** UTF-16 units between two places whose bytes are known. */
const STEP = 1024;

/** Indexes a text once; each question then costs a binary search and a look at a few characters, however long the line. */
export function lineIndex(text: string): LineIndex {
  const starts: number[] = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === LF || (unit === CR && text.charCodeAt(i + 1) !== LF)) starts.push(i + 1);
  }
  /** UTF-8 offsets of every STEP-th unit, made when first asked for. */
  let byteSteps: number[] | undefined;
  let goStarts: number[] | undefined;

  function clamp(offset: number): number {
    return Math.max(0, Math.min(offset, text.length));
  }

  function lineAt(offset: number): number {
    return lastUpTo(starts, offset);
  }

  function lineStart(line: number): number {
    return line < 0 ? 0 : (starts[line] ?? text.length);
  }

  function lineEnd(line: number): number {
    const next = starts[line + 1];
    if (next === undefined) return text.length;
    const isPair = text.charCodeAt(next - 1) === LF && text.charCodeAt(next - 2) === CR;
    return Math.max(lineStart(line), next - (isPair ? 2 : 1));
  }

  function byteOffset(offset: number): number {
    byteSteps ??= bytesAtSteps(text);
    const at = clamp(offset);
    const step = Math.floor(at / STEP);
    return (byteSteps[step] as number) + utf8Length(text, stepStart(text, step), at);
  }

  /** The UTF-16 offset that lies so many bytes after `start`; not beyond `end`, and never inside a character. */
  function advance(start: number, end: number, bytes: number): number {
    const wanted = byteOffset(start) + bytes;
    const step = lastUpTo((byteSteps ??= bytesAtSteps(text)), wanted);
    let i = Math.max(start, stepStart(text, step));
    let left = wanted - byteOffset(i);
    while (i < end && left > 0) {
      const pair =
        i + 1 < end && (text.charCodeAt(i) & 0xfc00) === 0xd800 && isLow(text.charCodeAt(i + 1));
      const units = pair ? 2 : 1;
      const size = utf8Length(text, i, i + units);
      if (size > left) break;
      left -= size;
      i += units;
    }
    return i;
  }

  return {
    lineCount: starts.length,
    lineStart,
    lineEnd,
    position(offset, encoding = 'utf-16') {
      const at = clamp(offset);
      const line = lineAt(at);
      const start = starts[line] as number;
      // A place inside a line break is the end of the line's content.
      const end = Math.min(at, lineEnd(line));
      return {
        line,
        character: encoding === 'utf-8' ? byteOffset(end) - byteOffset(start) : end - start,
      };
    },
    offset({ line, character }, encoding = 'utf-16') {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      const start = lineStart(line);
      const end = lineEnd(line);
      const wanted = Math.max(0, character);
      return encoding === 'utf-8' ? advance(start, end, wanted) : Math.min(start + wanted, end);
    },
    byteOffset,
    goPosition(offset) {
      const at = clamp(offset);
      goStarts ??= goLineStarts(text);
      const line = lastUpTo(goStarts, at);
      return { line: line + 1, column: byteOffset(at) - byteOffset(goStarts[line] as number) + 1 };
    },
  };
}

/** The index of the last of some rising numbers that is not above a value; they begin with one that is not. */
function lastUpTo(numbers: readonly number[], value: number): number {
  return firstIndex(numbers.length, (i) => (numbers[i] as number) > value) - 1;
}

/** Where a step begins: not between the halves of a pair. */
function stepStart(text: string, step: number): number {
  const at = step * STEP;
  const inPair = isLow(text.charCodeAt(at)) && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
  return inPair ? at - 1 : at;
}

function bytesAtSteps(text: string): number[] {
  const steps = [0];
  for (let step = 1; step * STEP <= text.length; step++) {
    const bytes = utf8Length(text, stepStart(text, step - 1), stepStart(text, step));
    steps.push((steps.at(-1) ?? 0) + bytes);
  }
  return steps;
}

function goLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The 1-based line of an offset as Go counts lines: for one question, where an index would be made in vain. */
export function goLine(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** The 0-based lines of offsets, as Go counts lines: ended by `\n` only. Indexes the text when first asked. */
export function goLines(text: string): (offset: number) => number {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= goLineStarts(text);
    return lastUpTo(starts, offset);
  };
}
