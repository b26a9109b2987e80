import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Comment, Span, SyntaxError } from './ast';
import type { GrammarTables } from './kinds';
import { firstIndex, touching } from './spans';
import { DROPPED, FIELDED, K, WORD } from './kinds';

/**
 * A tree-sitter tree copied into arrays, in pre-order. Every call into WASM costs more than everything that lowering does
 * with a node, so each node is read once, here, and lowering is plain array access.
 *
 * A node is its index. Its children lie at `index + 1` and on, each one ending where the next one begins (`nexts`).
 * Comments and tokens without meaning are left out.
 */
export interface FlatTree {
  readonly text: string;
  kinds: Uint8Array;
  fields: Uint8Array;
  /** UTF-16 offsets. */
  starts: Int32Array;
  ends: Int32Array;
  /** The index after the node's last descendant. */
  nexts: Int32Array;
  /** The UTF-16 offsets of comments, in their order: where each one begins and ends. */
  readonly comments: readonly number[];
  readonly errors: readonly SyntaxError[];
  /** How many nodes stand around the innermost one. */
  readonly depth: number;
}

/** What is known of a text from an earlier one: outside of the change they are equal. UTF-16 offsets. */
export interface Earlier {
  readonly flat: FlatTree;
  readonly change: { readonly start: number; readonly oldEnd: number; readonly newEnd: number };
}

/** Buffers that one parser reuses for every file: what `flatten` gives is only valid until the next call. */
export interface FlatBuffers {
  kinds: Uint8Array;
  fields: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  nexts: Int32Array;
}

export function createFlatBuffers(): FlatBuffers {
  const capacity = 4096;
  return {
    kinds: new Uint8Array(capacity),
    fields: new Uint8Array(capacity),
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    nexts: new Int32Array(capacity),
  };
}

function grow(buffers: FlatBuffers): void {
  const { kinds, fields, starts, ends, nexts } = buffers;
  const capacity = kinds.length * 2;
  buffers.kinds = new Uint8Array(capacity);
  buffers.kinds.set(kinds);
  buffers.fields = new Uint8Array(capacity);
  buffers.fields.set(fields);
  buffers.starts = new Int32Array(capacity);
  buffers.starts.set(starts);
  buffers.ends = new Int32Array(capacity);
  buffers.ends.set(ends);
  buffers.nexts = new Int32Array(capacity);
  buffers.nexts.set(nexts);
}

/**
 * A copy of a part of a text that does not keep the whole text alive: V8 represents a slice of 13 and more characters as
 * a reference into its parent.
 */
export function detach(slice: string): string {
  return slice.length < 13 ? slice : ` ${slice}`.slice(1);
}

/**
 * Reads a tree. `text` is what was parsed, or the text of the same length that masks were laid over; comments are taken
 * from it.
 *
 * In a tree without errors a node begins where its first child begins and ends where its last child ends, and a word
 * ends where its letters end; nothing of that is asked of WASM.
 */
export function flatten(
  tree: Tree,
  text: string,
  tables: GrammarTables,
  buffers: FlatBuffers,
  earlier?: Earlier,
): FlatTree {
  const known = earlier && reusable(earlier);
  const comments: number[] = [];
  const errors: SyntaxError[] = [];
  const broken = tree.rootNode.hasError;
  const cursor: TreeCursor = tree.walk();
  let count = 0;
  // The path from the root to the node at hand. An explicit stack: 100,000 nested parentheses are valid input.
  const path: number[] = [];
  let depth = 0;
  let fielded = false;
  // Where the node at hand begins and where the one before it ended, when that is known without asking; else -1.
  let knownStart = -1;
  let lastEnd = -1;
  let reused = false;
  try {
    for (;;) {
      const id = cursor.nodeTypeId;
      const kind = tables.kind[id] as number;
      const leaf = tables.leaf[id] as number;
      let open = -1;
      if (kind === DROPPED) {
        lastEnd = -1;
        if (broken && cursor.nodeIsMissing) {
          const pos = cursor.startIndex;
          errors.push({ pos, end: pos, message: `A ${cursor.nodeType} is missing here.` });
        }
      } else {
        const start = knownStart >= 0 && !broken ? knownStart : cursor.startIndex;
        lastEnd = endOfNode(cursor, text, start, leaf, tables.tokenLength[id] as number, broken);
        if (kind === K.comment) {
          comments.push(start, lastEnd);
        } else {
          if (count === buffers.kinds.length) grow(buffers);
          buffers.kinds[count] = kind;
          buffers.fields[count] = fielded ? (tables.field[cursor.currentFieldId] as number) : 0;
          buffers.starts[count] = start;
          buffers.ends[count] = lastEnd;
          buffers.nexts[count] = count + 1;
          if (broken) noteError(cursor, kind, start, lastEnd, errors);
          open = count++;
          const old = path.length === 1 ? known?.(cursor, kind, start, broken) : undefined;
          if (old !== undefined) {
            while (count + old.size > buffers.kinds.length) grow(buffers);
            count = old.copy(buffers, open, comments);
            depth = Math.max(depth, old.depth);
            lastEnd = buffers.ends[open] as number;
            reused = true;
          }
        }
        knownStart = start;
      }
      if (leaf === 0 && !reused && cursor.gotoFirstChild()) {
        path.push(open);
        depth = Math.max(depth, path.length);
        fielded = FIELDED[kind] === 1;
        continue;
      }
      if (leaf === 0 && !reused) {
        lastEnd = cursor.endIndex;
        buffers.ends[open] = lastEnd;
      }
      reused = false;
      knownStart = -1;
      let done = false;
      while (!cursor.gotoNextSibling()) {
        const parent = path.pop();
        if (parent === undefined) {
          done = true;
          break;
        }
        if (broken) lastEnd = buffers.ends[parent] as number;
        else if (lastEnd < 0) lastEnd = cursor.endIndex;
        cursor.gotoParent();
        buffers.ends[parent] = lastEnd;
        buffers.nexts[parent] = count;
        const above = path.at(-1);
        fielded = above !== undefined && FIELDED[buffers.kinds[above] as number] === 1;
      }
      if (done) break;
    }
  } finally {
    cursor.delete();
  }
  return {
    text,
    comments,
    errors,
    depth,
    kinds: buffers.kinds,
    fields: buffers.fields,
    starts: buffers.starts,
    ends: buffers.ends,
    nexts: buffers.nexts,
  };
}

/** A declaration of an earlier tree that stands in the new one as it was. */
interface OldDecl {
  /** How many nodes it is. */
  readonly size: number;
  readonly depth: number;
  /** Writes its nodes at `at`, and its comments; gives the index after them. */
  copy(to: FlatBuffers, at: number, comments: number[]): number;
}

/**
 * Finds declarations that need not be read again: equal text between the same offsets, counted from the change, was
 * parsed as the same kind of node, and without an error then and now.
 */
function reusable({ flat, change }: Earlier) {
  const { kinds, fields, starts, ends, nexts, comments, errors } = flat;
  const shift = change.newEnd - change.oldEnd;
  const wrong = touching(errors);
  const decls = new Map<number, number>();
  for (let child = 1, stop = nexts[0] as number; child < stop; child = nexts[child] as number) {
    decls.set(starts[child] as number, child);
  }
  return (
    cursor: TreeCursor,
    kind: number,
    start: number,
    broken: boolean,
  ): OldDecl | undefined => {
    const behind = start > change.newEnd;
    const delta = behind ? shift : 0;
    const node = decls.get(start - delta);
    if (node === undefined || kinds[node] !== kind) return undefined;
    const oldStart = starts[node] as number;
    const oldEnd = ends[node] as number;
    const outside = behind ? oldStart > change.oldEnd : oldEnd < change.start;
    if (!outside || cursor.endIndex !== oldEnd + delta) return undefined;
    if (wrong(oldStart, oldEnd)) return undefined;
    if (broken && cursor.currentNode.hasError) return undefined;
    const stop = nexts[node] as number;
    return {
      size: stop - node,
      depth: flat.depth,
      copy(to, at, out) {
        const move = at - node;
        to.kinds.set(kinds.subarray(node, stop), at);
        to.fields.set(fields.subarray(node, stop), at);
        copyAdding(to.starts, at, starts, node, stop, delta);
        copyAdding(to.ends, at, ends, node, stop, delta);
        copyAdding(to.nexts, at, nexts, node, stop, move);
        const first = firstIndex(comments.length, (i) => (comments[i] as number) >= oldStart);
        for (let i = first; i < comments.length && (comments[i] as number) < oldEnd; i++) {
          out.push((comments[i] as number) + delta);
        }
        return stop + move;
      },
    };
  };
}

/** Copies numbers from `begin` up to `stop` to `at`, each larger by so much. */
function copyAdding(
  to: Int32Array,
  at: number,
  from: Int32Array,
  begin: number,
  stop: number,
  added: number,
): void {
  if (added === 0) {
    to.set(from.subarray(begin, stop), at);
    return;
  }
  const move = at - begin;
  for (let i = begin; i < stop; i++) to[i + move] = (from[i] as number) + added;
}

/** The tree as one of another text of the same length, from which the parser's text was made. */
export function withText(t: FlatTree, text: string): FlatTree {
  if (t.text === text) return t;
  return { ...t, text };
}

/** The comments of a tree, in their order. */
export function commentsIn({ text, comments }: Pick<FlatTree, 'text' | 'comments'>): Comment[] {
  const all: Comment[] = [];
  for (let i = 0; i < comments.length; i += 2) {
    const [pos, end] = [comments[i] as number, comments[i + 1] as number];
    all.push({ pos, end, text: text.slice(pos, end) });
  }
  return all;
}

/** The tree with comments that were kept from the parser, each in its place. */
export function withComments(t: FlatTree, hidden: readonly Span[]): FlatTree {
  if (hidden.length === 0) return t;
  const comments = t.comments.slice();
  for (const { pos, end } of hidden) comments.push(pos, end);
  // They do not overlap: sorted, each end follows its beginning.
  return { ...t, comments: comments.sort((a, b) => a - b) };
}

/** The tree of a part of a text as one of the whole text, in which the part begins at `base`. Changes the tree's arrays. */
export function movedInto(t: FlatTree, text: string, base: number): FlatTree {
  const count = t.nexts[0] as number;
  for (let i = 0; i < count; i++) {
    t.starts[i] = (t.starts[i] as number) + base;
    t.ends[i] = (t.ends[i] as number) + base;
  }
  const moved = <S extends Span>(span: S): S => ({
    ...span,
    pos: span.pos + base,
    end: span.end + base,
  });
  const comments = t.comments.map((offset) => offset + base);
  return { ...t, text, comments, errors: t.errors.map(moved) };
}

/** A copy that stays valid: 14 bytes a node. */
export function compact(t: FlatTree): FlatTree {
  const count = t.nexts[0] as number;
  return {
    ...t,
    kinds: t.kinds.slice(0, count),
    fields: t.fields.slice(0, count),
    starts: t.starts.slice(0, count),
    ends: t.ends.slice(0, count),
    nexts: t.nexts.slice(0, count),
  };
}

/** Where a node ends; -1 for a node with children in a sound tree, which tell its end later. */
function endOfNode(
  cursor: TreeCursor,
  text: string,
  start: number,
  leaf: number,
  tokenLength: number,
  broken: boolean,
): number {
  if (broken) return cursor.endIndex;
  if (leaf === 0) return -1;
  if (tokenLength > 0) return start + tokenLength;
  if (leaf !== WORD) return cursor.endIndex;
  for (let i = start; ; i++) {
    const ch = text.charCodeAt(i);
    const letter = (ch >= 97 && ch <= 122) || (ch >= 65 && ch <= 90) || ch === 95;
    if (letter || (ch >= 48 && ch <= 57)) continue;
    return ch > 127 ? cursor.endIndex : i;
  }
}

function noteError(
  cursor: TreeCursor,
  kind: number,
  pos: number,
  end: number,
  errors: SyntaxError[],
): void {
  if (kind === K.ERROR || kind === K.UNKNOWN) {
    errors.push({ pos, end, message: 'This is not valid Go here.' });
  } else if (pos === end && cursor.nodeIsMissing) {
    errors.push({ pos, end, message: `Something is missing here: ${cursor.nodeType}.` });
  }
}

/** The first child with a field, or -1. */
export function childWithField(t: FlatTree, node: number, field: number): number {
  const stop = t.nexts[node] as number;
  for (let c = node + 1; c < stop; c = t.nexts[c] as number) {
    if (t.fields[c] === field) return c;
  }
  return -1;
}

/** The first child of a kind, or -1. */
export function childOfKind(t: FlatTree, node: number, kind: number): number {
  const stop = t.nexts[node] as number;
  for (let c = node + 1; c < stop; c = t.nexts[c] as number) {
    if (t.kinds[c] === kind) return c;
  }
  return -1;
}

/** The extents of the root's children. */
export function topLevel(t: FlatTree): Span[] {
  const out: Span[] = [];
  const stop = t.nexts[0] as number;
  for (let c = 1; c < stop; c = t.nexts[c] as number) {
    out.push({ pos: t.starts[c] as number, end: t.ends[c] as number });
  }
  return out;
}
