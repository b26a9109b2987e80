/** `//heapghost:ignore NAME reason` and `//nolint:heapghost`: on the line of a finding, or in the comment right above it. */
import type { Comment } from './syntax/ast';
import type { SourceFile } from './types/info';

export interface Suppression {
  readonly comment: Comment;
  /** The names of the rules that are to be silent; undefined for all. */
  readonly rules: readonly string[] | undefined;
  /** The zero-based lines that it covers. */
  readonly from: number;
  readonly to: number;
}

const IGNORE = /^\/\/heapghost:ignore(?:[ \t]+(\S+))?/;
const NOLINT = /^\/\/\s*nolint:([\w-]+(?:\s*,\s*[\w-]+)*)/;

/** The suppressions of a file. A comment of its own line reaches to the first line below its comment group. */
export function suppressionsOf(file: SourceFile): readonly Suppression[] {
  const { text, ast } = file;
  const found: Suppression[] = [];
  const lines = lineStarts(text);
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = lines.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((lines[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
  const standsAlone = (comment: Comment): boolean =>
    text.slice(lines[lineOf(comment.pos)] ?? 0, comment.pos).trim() === '';
  for (const [i, comment] of ast.comments.entries()) {
    const rules = rulesOf(comment.text);
    if (rules === false) continue;
    const from = lineOf(comment.pos);
    let to = lineOf(comment.end);
    if (standsAlone(comment)) {
      for (const next of ast.comments.slice(i + 1)) {
        if (lineOf(next.pos) !== to + 1 || !standsAlone(next)) break;
        to = lineOf(next.end);
      }
      to++;
    }
    found.push({ comment, rules, from, to });
  }
  return found;
}

/** The suppressions among them that silence a rule on a zero-based line. */
export function silencing(
  suppressions: readonly Suppression[],
  rule: string,
  line: number,
): readonly Suppression[] {
  return suppressions.filter(
    ({ rules, from, to }) =>
      from <= line && line <= to && (rules === undefined || rules.includes(rule)),
  );
}

/** false for a comment that suppresses nothing. */
function rulesOf(comment: string): readonly string[] | undefined | false {
  const ignore = IGNORE.exec(comment);
  if (ignore !== null) return ignore[1] === undefined ? undefined : ignore[1].split(',');
  const linters = NOLINT.exec(comment)?.[1]?.split(/\s*,\s*/) ?? [];
  return linters.includes('heapghost') || linters.includes('all') ? undefined : false;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
