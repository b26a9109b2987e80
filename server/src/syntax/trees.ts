/** Trees of texts: tree-sitter's parser, given up where it takes too long, and its trees as flat ones. */
import { Edit } from 'web-tree-sitter';
import type { Language, Parser, Tree } from 'web-tree-sitter';
import type { SyntaxError } from './ast';
import { difference } from './difference';
import type { FlatTree } from './flatTree';
import { compact, createFlatBuffers, flatten } from './flatTree';
import { grammarTables } from './kinds';

/**
 * When the parse of a text is given up. With some broken texts the parser goes back over all that it has read at each token:
 * 10 KB of `case x:` at package level take ten seconds. Code takes some 0.01 looks at the clock for a character, one for
 * each hundred steps of the parser (OP_COUNT_PER_PARSER_CALLBACK_CHECK in lib/src/parser.c, tree-sitter 0.27), so that the
 * number of looks tells such texts from others on any machine. The time is for what takes long within few steps.
 */
function patience({ length }: { readonly length: number }): Patience {
  return { looks: 200 + length / 10, milliseconds: 10_000 + length / 100 };
}

interface Patience {
  /** Of one parse. */
  readonly looks: number;
  /** Of all parses of a text together. */
  readonly milliseconds: number;
}

/** What is said of a text that takes too long. */
export const TIMED_OUT = 'The file could not be parsed in time.';

/** A tree and the text, with its masks, that it is of. */
export interface Parsed {
  readonly tree: Tree;
  readonly text: string;
  readonly flat: FlatTree;
}

/** One parser serves one thread; it holds no state between calls beside buffers. All times are those of the clock `now`. */
export class Trees {
  private readonly tables;
  private readonly buffers = createFlatBuffers();

  constructor(
    private readonly parser: Parser,
    language: Language,
    private readonly now: () => number,
  ) {
    this.tables = grammarTables(language);
  }

  /** When all parses of a text have to be done. */
  deadline(text: string): number {
    return this.now() + patience(text).milliseconds;
  }

  /** A tree of `text`, starting from an earlier one; undefined when `stop`, a time of the clock, has passed. */
  parse(text: string, old: Parsed | undefined, stop: number): Tree | undefined {
    // The parser looks at the clock after a hundred steps; many short texts take fewer each.
    if (this.now() > stop) return undefined;
    const base = old === undefined ? undefined : editedCopy(old, text);
    try {
      const most = patience(text).looks;
      let looks = 0;
      const progressCallback = (): boolean => ++looks > most || this.now() > stop;
      const tree = this.parser.parse(text, base ?? null, { progressCallback });
      if (tree === null) this.parser.reset();
      return tree ?? undefined;
    } finally {
      base?.delete();
    }
  }

  /** What is wrong in a text that is parsed by itself. */
  errorsOf(text: string, stop: number): readonly SyntaxError[] {
    const tree = this.parse(text, undefined, stop);
    if (tree === undefined) return [{ pos: 0, end: text.length, message: TIMED_OUT }];
    try {
      return tree.rootNode.hasError ? flatten(tree, text, this.tables, this.buffers).errors : [];
    } finally {
      tree.delete();
    }
  }

  /** Reads the tree of a text; where an earlier one is the same, it is taken from that. */
  read(tree: Tree, text: string, old?: Parsed): Parsed {
    const earlier = old && { flat: old.flat, change: difference(old.text, text) };
    return { tree, text, flat: compact(flatten(tree, text, this.tables, this.buffers, earlier)) };
  }
}

/** A text that ends in a newline: the grammar wants one after the last declaration. */
export function terminated(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/**
 * A copy of a tree that knows where its text and a new one differ. The texts are compared, since masks come and go with a
 * change far from themselves.
 */
function editedCopy(old: Parsed, text: string): Tree {
  const tree = old.tree.copy();
  const { start, oldEnd, newEnd } = difference(old.text, text);
  if (start === oldEnd && start === newEnd) return tree;
  tree.edit(
    new Edit({
      startIndex: start,
      oldEndIndex: oldEnd,
      newEndIndex: newEnd,
      startPosition: point(old.text, start),
      oldEndPosition: point(old.text, oldEnd),
      newEndPosition: point(text, newEnd),
    }),
  );
  return tree;
}

/** tree-sitter's row and column, in UTF-16 units, of an offset. */
function point(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let lineStart = 0;
  for (;;) {
    const newline = text.indexOf('\n', lineStart);
    if (newline < 0 || newline >= offset) return { row, column: offset - lineStart };
    row++;
    lineStart = newline + 1;
  }
}
