import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Comment, SyntaxError } from './ast';
import type { GrammarTables } from './kinds';
import { DROPPED, K } from './kinds';

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
  /** The index behind the node's last descendant. */
  nexts: Int32Array;
  readonly comments: readonly Comment[];
  readonly errors: readonly SyntaxError[];
}

/** Buffers that one parser reuses for every file: a FlatTree is only valid until the next one is read. */
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

/** Reads a tree. `text` is what was parsed, or a masked text of the same length; comments are taken from it. */
export function flatten(
  tree: Tree,
  text: string,
  tables: GrammarTables,
  buffers: FlatBuffers,
): FlatTree {
  const comments: Comment[] = [];
  const errors: SyntaxError[] = [];
  const broken = tree.rootNode.hasError;
  const cursor: TreeCursor = tree.walk();
  let count = 0;
  // The path from the root to the node at hand. An explicit stack: 100,000 nested parentheses are valid input.
  const path: number[] = [];
  try {
    for (;;) {
      const id = cursor.nodeTypeId;
      const kind = tables.kind[id] as number;
      let open = -1;
      if (kind === K.comment) {
        const pos = cursor.startIndex;
        const end = cursor.endIndex;
        comments.push({ pos, end, text: detach(text.slice(pos, end)) });
      } else if (kind !== DROPPED) {
        if (count === buffers.kinds.length) grow(buffers);
        const start = cursor.startIndex;
        const length = tables.tokenLength[id] as number;
        const end = length > 0 && !broken ? start + length : cursor.endIndex;
        buffers.kinds[count] = kind;
        buffers.fields[count] = tables.field[cursor.currentFieldId] as number;
        buffers.starts[count] = start;
        buffers.ends[count] = end;
        buffers.nexts[count] = count + 1;
        if (broken) {
          if (kind === K.ERROR || kind === K.UNKNOWN) {
            errors.push({ pos: start, end, message: 'This is not valid Go here.' });
          } else if (start === end && cursor.nodeIsMissing) {
            errors.push({
              pos: start,
              end,
              message: `Something is missing here: ${cursor.nodeType}.`,
            });
          }
        }
        open = count++;
      } else if (broken && cursor.nodeIsMissing) {
        const pos = cursor.startIndex;
        errors.push({ pos, end: pos, message: `A ${cursor.nodeType} is missing here.` });
      }
      if (tables.leaf[id] === 0 && cursor.gotoFirstChild()) {
        path.push(open);
        continue;
      }
      let done = false;
      while (!cursor.gotoNextSibling()) {
        const parent = path.pop();
        if (parent === undefined || !cursor.gotoParent()) {
          done = true;
          break;
        }
        buffers.nexts[parent] = count;
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
    kinds: buffers.kinds,
    fields: buffers.fields,
    starts: buffers.starts,
    ends: buffers.ends,
    nexts: buffers.nexts,
  };
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
