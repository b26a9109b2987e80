/** `//heapghost:ignore NAME reason` and `//nolint:heapghost`: on the line of a finding, or in the comment right above it. */
import { addTo } from '../base/multimap';
import type { Comment } from '../syntax/ast';
import { goLines } from '../syntax/lines';
import type { SourceFile } from '../types/info';

export interface Suppression {
  readonly comment: Comment;
  /** The names of the rules that are to be silent; undefined for all. */
  readonly rules: readonly string[] | undefined;
}

/** The suppressions of a file. */
export interface Suppressions {
  readonly all: readonly Suppression[];
  /** Those that silence a rule on the line of a UTF-16 offset; the same list for the same rule and line. */
  silencing(rule: string, offset: number): readonly Suppression[];
}

const IGNORE = /^\/\/heapghost:ignore(?:[ \t]+(\S+)|\s*$)/;
const NOLINT = /^\/\/\s*nolint:([\w-]+(?:\s*,\s*[\w-]+)*)/;

/** What a file without suppressions does not hold. */
const MARKS = ['heapghost:ignore', 'nolint:'];

const NOTHING: Suppressions = { all: [], silencing: () => NONE };
const NONE: readonly Suppression[] = [];

/**
 * A suppression covers its own line, where code stands before it; else the line below it and the comments that follow it
 * without a blank line.
 */
export function suppressionsOf({ text, ast }: SourceFile): Suppressions {
  // A search is much faster than a look at each comment.
  if (!MARKS.some((mark) => text.includes(mark))) return NOTHING;
  const lineOf = goLines(text);
  const all: Suppression[] = [];
  const byLine = new Map<number, Suppression[]>();
  /** Those that cover the line below the comments that have been seen. */
  let waiting: Suppression[] = [];
  let alone = true;
  let end = 0;
  const settle = (line: number): void => {
    for (const suppression of waiting) addTo(byLine, line, suppression);
    waiting = [];
  };
  for (const comment of [...ast.comments, endOf(text)]) {
    const [behind = '', ...below] = text.slice(end, comment.pos).split('\n');
    const before = below.at(-1) ?? behind;
    if (!isBlank(behind)) settle(lineOf(end));
    else if (below.length > 1 || !isBlank(before)) settle(lineOf(end) + 1);
    alone = below.length > 0 ? isBlank(before) : alone && isBlank(behind);
    end = comment.end;
    const rules = rulesOf(comment.text);
    if (rules === false) continue;
    const suppression = { comment, rules };
    all.push(suppression);
    if (alone) waiting.push(suppression);
    else addTo(byLine, lineOf(comment.pos), suppression);
  }
  settle(lineOf(end) + 1);
  const asked = new Map<string, readonly Suppression[]>();
  return {
    all,
    silencing(rule, offset) {
      const line = lineOf(offset);
      const key = `${line} ${rule}`;
      const known = asked.get(key);
      if (known !== undefined) return known;
      const found = (byLine.get(line) ?? []).filter(
        ({ rules }) => rules === undefined || rules.includes(rule),
      );
      asked.set(key, found);
      return found;
    },
  };
}

/** An empty comment at the end of a text. */
function endOf({ length }: string): Comment {
  return { pos: length, end: length, text: '' };
}

/** false for a comment that suppresses nothing. */
function rulesOf(comment: string): readonly string[] | undefined | false {
  const ignore = IGNORE.exec(comment);
  if (ignore !== null) return ignore[1] === undefined ? undefined : ignore[1].split(',');
  const linters =
    NOLINT.exec(comment)?.[1]
      ?.split(',')
      .map((name) => name.trim()) ?? [];
  return linters.includes('heapghost') || linters.includes('all') ? undefined : false;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
