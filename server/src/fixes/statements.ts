/** Puts statements beside other statements, so that the result is as gofmt would print it where the file was. */
import type { Node, Stmt } from '../syntax/ast';
import { statementList } from '../facts/expressions';
import type { EditBuilder } from './edits';
import { indentationAt, lineEnding } from './edits';

/** A statement and the list that it stands in. */
export interface Slot {
  readonly stmt: Stmt;
  /** The block or clause. */
  readonly owner: Node;
  readonly index: number;
}

/** The place of a node of a path as a statement of a list; undefined where a statement stands elsewhere (`if` header, label). */
export function slotOf(path: readonly Node[], node: Node): Slot | undefined {
  const owner = path.at(-1);
  const list = owner === undefined ? undefined : statementList(owner);
  const index = list?.findIndex((s) => s === node) ?? -1;
  const stmt = list?.[index];
  return owner === undefined || stmt === undefined ? undefined : { stmt, owner, index };
}

/** Why new lines cannot be put beside a statement. */
export type Refusal = { readonly refused: string };

/**
 * Inserts lines behind a statement, at its indentation; a comment at the end of its line stays there. A block that
 * stands on one line is spread over several.
 *
 * @param lines without indentation of the block; inner lines carry their own tabs
 */
export function insertAfter(
  edits: EditBuilder,
  uri: string,
  text: string,
  slot: Slot,
  lines: readonly string[],
): Refusal | undefined {
  const eol = lineEnding(text);
  const spread = spreadList(edits, uri, text, slot);
  if (typeof spread !== 'string') return spread;
  const inserted = lines.map((line) => `${eol}${spread}${line}`).join('');
  const end = slot.stmt.end;
  edits.insert(uri, isAlone(text, slot) ? endOfLine(text, end) : end, inserted);
  return undefined;
}

/** Inserts lines before a statement, at its indentation, below a comment that stands above it. */
export function insertBefore(
  edits: EditBuilder,
  uri: string,
  text: string,
  slot: Slot,
  lines: readonly string[],
): Refusal | undefined {
  const spread = spreadList(edits, uri, text, slot);
  if (typeof spread !== 'string') return spread;
  const inserted = lines.map((line) => `${line}${lineEnding(text)}${spread}`).join('');
  edits.insert(uri, slot.stmt.pos, inserted);
  return undefined;
}

/** Replaces a statement by lines; a comment at the end of its line stays behind the last of them. */
export function replaceStatement(
  edits: EditBuilder,
  uri: string,
  text: string,
  slot: Slot,
  lines: readonly string[],
): Refusal | undefined {
  const spread = spreadList(edits, uri, text, slot);
  if (typeof spread !== 'string') return spread;
  const inserted = lines.join(`${lineEnding(text)}${spread}`);
  edits.replace(uri, slot.stmt.pos, slot.stmt.end, inserted);
  return undefined;
}

/** Whether nothing but white space and comments shares the statement's first and last line. */
function isAlone(text: string, { stmt }: Slot): boolean {
  const before = text.slice(text.lastIndexOf('\n', stmt.pos - 1) + 1, stmt.pos);
  const after = text.slice(stmt.end, lineEnd(text, stmt.end));
  return BEFORE.test(before) && AFTER.test(after);
}

/** Block comments that end on their line. */
const COMMENTS = String.raw`(?:/\*(?:[^*]|\*(?!/))*\*/[\t ]*)*`;
const BEFORE = new RegExp(String.raw`^[\t ]*${COMMENTS}$`);
const AFTER = new RegExp(String.raw`^[\t ]*(?:;[\t ]*)?${COMMENTS}(?://.*)?\r?$`);

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** The end of the line that an offset is in, before its line break. */
export function endOfLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return text[end - 1] === '\r' ? end - 1 : end;
}

/**
 * Puts the statements of the list on lines of their own where the slot's statement shares its line with something.
 * Returns the indentation of the statements.
 */
function spreadList(edits: EditBuilder, uri: string, text: string, slot: Slot): string | Refusal {
  if (isAlone(text, slot)) return indentationAt(text, slot.stmt.pos);
  const list = statementList(slot.owner) ?? [];
  const eol = lineEnding(text);
  const { owner } = slot;
  const outer = indentationAt(text, owner.pos);
  const inner = `${outer}\t`;
  const isBlock = owner.kind === 'BlockStmt';
  const start =
    owner.kind === 'CaseClause' || owner.kind === 'CommClause' ? owner.colon : owner.pos + 1;
  const gaps: [number, number, string][] = [];
  let from = start;
  for (const stmt of list) {
    gaps.push([from, stmt.pos, `${eol}${inner}`]);
    from = stmt.end;
  }
  if (isBlock) gaps.push([from, owner.end - 1, `${eol}${outer}`]);
  if (!gaps.every(([gapStart, gapEnd]) => /^[\s;]*$/.test(text.slice(gapStart, gapEnd)))) {
    return { refused: 'a comment stands between statements on one line' };
  }
  for (const [gapStart, gapEnd, replacement] of gaps) {
    if (text.slice(gapStart, gapEnd).includes('\n')) continue;
    edits.replace(uri, gapStart, gapEnd, replacement);
  }
  return inner;
}
