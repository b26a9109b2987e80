/**
 * The same program written in another way, about which the same must be known: a rewriting puts text between the characters
 * of a file, and whatever is told of the file's places is told of the file as it was.
 */
import type { File, Node, Span, Stmt } from '../../server/src/syntax/ast';
import { forEachChild } from '../../server/src/syntax/walk';
import type { SourceFile } from '../../server/src/types';

/** Text that comes before the character at an offset of the text as it was. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/** What is put into a file that parses. */
export type Rewriting = (ast: File) => Insertion[];

export const REWRITINGS: Readonly<Record<string, Rewriting>> = {
  'a block around the statements of each function and loop': blocks,
  'a comment before and after each statement': comments,
};

/** The text with the insertions, and the offset in the text as it was for each one of the new text. */
export function insert(
  text: string,
  insertions: readonly Insertion[],
): { readonly text: string; readonly before: (offset: number) => number } {
  const sorted = [...insertions].sort((a, b) => a.offset - b.offset);
  const offsets: number[] = [];
  let written = '';
  let from = 0;
  const copy = (to: number): void => {
    for (; from < to; from++) offsets.push(from);
  };
  for (const { offset, text: more } of sorted) {
    written += text.slice(from, offset) + more;
    copy(offset);
    offsets.push(...Array.from(more, () => offset));
  }
  written += text.slice(from);
  copy(text.length + 1);
  return { text: written, before: (offset) => offsets[offset] ?? text.length };
}

interface Original {
  readonly text: string;
  readonly before: (offset: number) => number;
}

const originals = new WeakMap<SourceFile, Original>();

/** From here on `sourceOf` tells the places of the file by this text. */
export function isRewritingOf(file: SourceFile, original: Original): void {
  originals.set(file, original);
}

/** The text as it was, and where a node of the file is in it. Without a rewriting, the file's own. */
export function sourceOf(file: SourceFile, { pos, end }: Span): Span & { readonly text: string } {
  const original = originals.get(file);
  if (original === undefined) return { text: file.text, pos, end };
  return { text: original.text, pos: original.before(pos), end: original.before(end) };
}

function blocks(ast: File): Insertion[] {
  const found: Insertion[] = [];
  visitAll(ast, (node) => {
    const isBody =
      node.kind === 'FuncLit' ||
      node.kind === 'FuncDecl' ||
      node.kind === 'ForStmt' ||
      node.kind === 'RangeStmt';
    if (!isBody || node.body === undefined) return;
    found.push({ offset: node.body.pos, text: '{' }, { offset: node.body.end, text: '}' });
  });
  return found;
}

function comments(ast: File): Insertion[] {
  return statementsOf(ast).flatMap(({ pos, end }) => [
    { offset: pos, text: '/* before */ ' },
    { offset: end, text: ' /* after */' },
  ]);
}

/** Those in blocks and clauses, which may be lines of their own. */
function statementsOf(ast: File): Stmt[] {
  const found: Stmt[] = [];
  visitAll(ast, (node) => {
    if (node.kind === 'BlockStmt') found.push(...node.list);
    if (node.kind === 'CaseClause' || node.kind === 'CommClause') found.push(...node.body);
  });
  return found;
}

function visitAll(ast: File, visit: (node: Node) => void): void {
  const walk = (node: Node): void => {
    visit(node);
    forEachChild(node, walk);
  };
  ast.decls.forEach(walk);
}
