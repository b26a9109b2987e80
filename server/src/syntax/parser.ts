import { Edit, Language, Parser } from 'web-tree-sitter';
import type { Tree } from 'web-tree-sitter';
import type { Environment } from '../environment';
import type { File } from './ast';
import { createFlatBuffers, detach, flatten } from './flatTree';
import { grammarTables } from './kinds';
import { lowerFile } from './lower/file';

export interface ParseOptions {
  /** Milliseconds after which a parse is given up. Without it a parse takes as long as it takes. */
  readonly deadline?: number;
}

/** A replaced range, in UTF-16 offsets: `start` and `oldEnd` of the old text, `newEnd` of the new one. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** A document that is parsed anew, incrementally, at each change. */
export interface OpenDocument {
  /** Of the newest text that could be parsed in time. */
  readonly file: File;
  readonly text: string;
  edit(newText: string, change: TextChange): void;
  /** Frees the tree. The document must not be edited afterwards. */
  close(): void;
}

export interface GoParser {
  /** The plain tree of a text; the WASM tree is gone when it returns. Never throws. */
  parse(text: string, options?: ParseOptions): File;
  /** Keeps the tree of a text that is going to change. */
  open(text: string, options?: ParseOptions): OpenDocument;
}

/** How many distinct names a parser remembers, so that equal names of many files are one string. */
const NAME_CAPACITY = 100_000;

const TIMED_OUT = 'The file could not be parsed in time.';

/**
 * Loads the grammar. Rejects only when the shipped assets are broken.
 *
 * One parser serves one thread; it holds no state between calls beside buffers.
 */
export async function createGoParser(env: Environment): Promise<GoParser> {
  const [runtime, grammar] = await Promise.all([
    env.loadAsset('web-tree-sitter.wasm'),
    env.loadAsset('tree-sitter-go.wasm'),
  ]);
  await Parser.init({ wasmBinary: runtime });
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  const tables = grammarTables(language);
  const buffers = createFlatBuffers();
  const names = new Map<string, string>();

  function shareName(slice: string): string {
    const known = names.get(slice);
    if (known !== undefined) return known;
    const own = detach(slice);
    if (names.size >= NAME_CAPACITY) names.clear();
    names.set(own, own);
    return own;
  }

  /** The tree of a text; undefined when the deadline passed. */
  function parseTree(text: string, old: Tree | null, deadline: number | undefined) {
    if (deadline === undefined) return parser.parse(text, old) ?? undefined;
    const stop = env.now() + deadline;
    const tree = parser.parse(text, old, { progressCallback: () => env.now() > stop });
    if (tree === null) parser.reset();
    return tree ?? undefined;
  }

  function lower(tree: Tree, text: string): File {
    const flat = flatten(tree, text, tables, buffers);
    return lowerFile(flat, text.length, (pos, end) => shareName(text.slice(pos, end)));
  }

  function unparsed(text: string): File {
    return {
      decls: [],
      imports: [],
      comments: [],
      errors: [{ pos: 0, end: text.length, message: TIMED_OUT }],
      generated: false,
      length: text.length,
    };
  }

  function parse(text: string, options: ParseOptions = {}): File {
    const tree = parseTree(terminated(text), null, options.deadline);
    if (tree === undefined) return unparsed(text);
    try {
      return lower(tree, text);
    } finally {
      tree.delete();
    }
  }

  function open(text: string, options: ParseOptions = {}): OpenDocument {
    let tree: Tree | undefined = parseTree(terminated(text), null, options.deadline);
    let file = tree === undefined ? unparsed(text) : lower(tree, text);
    let current = text;
    return {
      get file() {
        return file;
      },
      get text() {
        return current;
      },
      edit(newText, change) {
        const old = tree;
        const fits = newText.length - current.length === change.newEnd - change.oldEnd;
        if (fits) old?.edit(treeEdit(current, newText, change));
        tree = parseTree(terminated(newText), fits ? (old ?? null) : null, options.deadline);
        old?.delete();
        current = newText;
        file =
          tree === undefined
            ? { ...file, errors: [...file.errors, { pos: 0, end: 0, message: TIMED_OUT }] }
            : lower(tree, newText);
      },
      close() {
        tree?.delete();
        tree = undefined;
      },
    };
  }

  return { parse, open };
}

/** A text that ends in a newline: the grammar wants one behind the last declaration. */
function terminated(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

function treeEdit(oldText: string, newText: string, change: TextChange): Edit {
  return new Edit({
    startIndex: change.start,
    oldEndIndex: change.oldEnd,
    newEndIndex: change.newEnd,
    startPosition: point(oldText, change.start),
    oldEndPosition: point(oldText, change.oldEnd),
    newEndPosition: point(newText, change.newEnd),
  });
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
