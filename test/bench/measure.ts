/** Times, and what they are taken of. */
import type { Parser } from 'web-tree-sitter';
import { Edit } from 'web-tree-sitter';
import type { DocumentEdit } from '../../server/src/workspace';

/** Milliseconds that a piece of work takes. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The value below which so large a part of the values lies: 0.5 is the median, 1 the largest. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

const TYPED = '\n\n\tif counted := 1; counted > 0 {\n\t\tprintln(counted)\n\t}\n';

/** The keystrokes of somebody who types a statement at the end of a function in the middle of the file. */
export function typing(text: string): DocumentEdit[] {
  const start = Math.max(text.indexOf('\n}\n', text.length >> 1), 0);
  return Array.from(TYPED, (character, i) => ({
    start: start + i,
    oldEnd: start + i,
    newEnd: start + i + 1,
    text: character,
  }));
}

/** A document that only the parser follows. */
export function bareDocument(parser: Parser, first: string) {
  let text = first;
  let tree = parser.parse(text);
  return {
    edit({ start, oldEnd, newEnd, text: inserted }: DocumentEdit): void {
      const next = text.slice(0, start) + inserted + text.slice(oldEnd);
      tree?.edit(
        new Edit({
          startIndex: start,
          oldEndIndex: oldEnd,
          newEndIndex: newEnd,
          startPosition: point(text, start),
          oldEndPosition: point(text, oldEnd),
          newEndPosition: point(next, newEnd),
        }),
      );
      const old = tree;
      tree = parser.parse(next, old);
      old?.delete();
      text = next;
    },
    close: () => tree?.delete(),
  };
}

/** tree-sitter's row and column of an offset. */
function point(text: string, offset: number): { row: number; column: number } {
  const before = text.slice(0, offset);
  return {
    row: before.split('\n').length - 1,
    column: offset - (before.lastIndexOf('\n') + 1),
  };
}
