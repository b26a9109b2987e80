/**
 * Finds the line that breaks a declaration. Error recovery knows no lines, so a half-typed `m[` may swallow the statements
 * below it and, through a brace too few, the functions below those. People write Go with gofmt's line breaks, which tell
 * where a statement was meant to end: the suspects are blanked, one after the other, as long as that leaves less wrong.
 */
import type { Region } from './newerSyntax';
import { blank } from './newerSyntax';
import { DECLARATION_LINE } from './outline';
import { firstIndex, touching } from './spans';

/** What is wrong with a text, by parsing it. */
export type FindErrors = (text: string) => readonly Region[];

/** Declarations looked at in one file; lines blanked in each and tries for each line. */
const MAX_DECLARATIONS = 4;
const MAX_LINES = 3;
const MAX_TRIES = 12;
/** UTF-16 units parsed in search of broken lines: some 40 ms. A count and not a time, so that results do not depend on it. */
const BUDGET = 300_000;
/** The same for each unit of the text, so that a file that is broken everywhere takes a time that grows with it. */
const BUDGET_PER_UNIT = 12;

/** How bad errors are: a few of them or long ones. */
export function weight(errors: readonly Region[]): number {
  return errors.reduce((sum, e) => sum + 20 + (e.end - e.pos), 0);
}

/**
 * The lines to blank so that what stands around them parses. Empty when no line is to blame.
 * @param topLevel the extents of the declarations as they were parsed, errors among them.
 */
export function brokenLines(
  text: string,
  errors: readonly Region[],
  topLevel: readonly Region[],
  findErrors: FindErrors,
): Region[] {
  const out: Region[] = [];
  let budget = Math.min(BUDGET, BUDGET_PER_UNIT * text.length);
  const withinBudget: FindErrors = (part) => {
    budget -= part.length;
    return budget < 0 ? [{ pos: 0, end: part.length }] : findErrors(part);
  };
  const parts = suspectDeclarations(text, errors, topLevel).slice(0, MAX_DECLARATIONS);
  for (const part of parts) {
    for (const line of brokenLinesOf(text.slice(part.pos, part.end), withinBudget)) {
      out.push({ pos: part.pos + line.pos, end: part.pos + line.end });
    }
  }
  return out;
}

/**
 * The stretches from one declaration's keyword to the next that errors touch, or whose declaration was parsed as going on
 * beyond the next keyword: a brace too few in it shows as errors far below.
 */
function suspectDeclarations(
  text: string,
  errors: readonly Region[],
  topLevel: readonly Region[],
): Region[] {
  const wrong = touching(errors);
  const ends = new Map<number, number>();
  for (const { pos, end } of topLevel) ends.set(pos, Math.max(end, ends.get(pos) ?? 0));
  const starts = Array.from(text.matchAll(DECLARATION_LINE), ({ index }) => index);
  return starts
    .map((pos, i) => ({ pos, end: starts[i + 1] ?? text.length }))
    .filter(({ pos, end }) => wrong(pos, end) || (ends.get(pos) ?? 0) > end);
}

/** Blanks the line that leaves the least wrong, as long as there is one that leaves less. */
function brokenLinesOf(declaration: string, findErrors: FindErrors): Region[] {
  const blanked: Region[] = [];
  let text = declaration;
  let errors = findErrors(text);
  for (let round = 0; round < MAX_LINES && errors.length > 0; round++) {
    let best: { line: Region; text: string; errors: readonly Region[] } | undefined;
    for (const line of [...suspects(text, splitLines(text), errors)].slice(0, MAX_TRIES)) {
      const without =
        text.slice(0, line.pos) + blank(text.slice(line.pos, line.end)) + text.slice(line.end);
      const remaining = findErrors(without);
      if (weight(remaining) >= weight(best?.errors ?? errors)) continue;
      best = { line, text: without, errors: remaining };
      if (remaining.length === 0) break;
    }
    if (best === undefined) break;
    blanked.push({ pos: best.line.pos, end: best.line.end });
    ({ text, errors } = best);
  }
  return blanked;
}

interface Line extends Region {
  /** Without indentation and trailing blanks. */
  readonly content: string;
  /** Columns of white space before it. */
  readonly indent: number;
  /** Opened minus closed: parentheses and brackets, braces. */
  readonly parens: number;
  readonly braces: number;
}

const PIECE = /\/\/.*|\/\*.*?\*\/|`[^`]*`|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[()[\]{}]/g;

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let pos = 0;
  for (const raw of text.split('\n')) {
    const content = raw.trim();
    let parens = 0;
    let braces = 0;
    for (const [piece] of content.matchAll(PIECE)) {
      if (piece === '(' || piece === '[') parens++;
      else if (piece === ')' || piece === ']') parens--;
      else if (piece === '{') braces++;
      else if (piece === '}') braces--;
    }
    if (content !== '') {
      const indent = raw.length - raw.trimStart().length;
      lines.push({ pos, end: pos + raw.length, content, indent, parens, braces });
    }
    pos += raw.length + 1;
  }
  return lines;
}

/** The lines to try, the likeliest first; never the first line, which declares what is to be kept. */
function suspects(text: string, lines: readonly Line[], errors: readonly Region[]): Set<Line> {
  const out = new Set<Line>();
  const lineAt = (offset: number): number =>
    firstIndex(lines.length, (i) => (lines[i]?.end ?? offset) >= offset);
  lines.forEach((line, i) => {
    if (i > 0 && isSuspect(line, lines[i - 1], lines[i + 1])) out.add(line);
  });
  for (const error of errors) {
    const at = lineAt(error.pos);
    const last = lineAt(Math.min(error.end, text.length));
    for (const i of [at, at - 1, last]) {
      const line = lines[i];
      if (i > 0 && line !== undefined) out.add(line);
    }
  }
  return out;
}

function isSuspect(line: Line, before: Line | undefined, after: Line | undefined): boolean {
  const { content, indent } = line;
  const closesNext = after !== undefined && /^[)\]}]/.test(after.content);
  const deeper = after !== undefined && after.indent > indent;
  // It opens something, but what follows is no deeper.
  if (line.parens > 0 && !deeper && !closesNext) return true;
  if (
    line.braces > 0 &&
    !deeper &&
    !closesNext &&
    !/^(?:case|default)\b/.test(after?.content ?? '')
  ) {
    return true;
  }
  // It closes something, but what precedes is no deeper.
  if (line.braces < 0 && indent > 0 && before !== undefined && before.indent <= indent) {
    if (before.braces <= 0) return true;
  }
  // A header without its block, a case without its colon, a declaration without its type, an open string or comment.
  if (/^(?:for|if|switch|select|else|defer|go)\b[^{]*$/.test(content)) return true;
  if (/^case\b[^:]*$/.test(content)) return true;
  if (/^(?:var|const|type)\s+\w*$/.test(content)) return true;
  if (/(?:\bmap\[[^[\]]*\]|\[\]|\bchan)$/.test(content)) return true;
  if (content.split('`').length % 2 === 0) return true;
  return content.includes('/*') && !content.includes('*/');
}
