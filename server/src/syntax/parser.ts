import { Edit, Language, Parser } from 'web-tree-sitter';
import type { Tree } from 'web-tree-sitter';
import type { Environment } from '../contracts/environment';
import type { Comment, Field, File, Span, SyntaxError } from './ast';
import { brokenLines, weight } from './brokenLines';
import { hiddenComments } from './commentRuns';
import type { TextChange } from './difference';
import { difference } from './difference';
import type { FlatTree } from './flatTree';
import {
  compact,
  createFlatBuffers,
  detach,
  flatten,
  movedInto,
  topLevel,
  withComments,
  withText,
} from './flatTree';
import type { EarlierFile, ReadFile } from './keptDecls';
import { readFile } from './keptDecls';
import { grammarTables } from './kinds';
import { declaredIn } from './declared';
import { lazyFile } from './lazyFile';
import { lowerFile } from './lower/file';
import type { GenericMethods, Mask } from './newerSyntax';
import { applyMasks, blanks, genericMethods, repairs } from './newerSyntax';
import { bracketTooMany, watchBrackets } from './openBrackets';
import { openComments } from './openComments';
import type { OutlineDecl } from './outline';
import { outline } from './outline';
import { firstIndex } from './spans';

/** A document that is parsed anew, incrementally, at each change. */
export interface OpenDocument {
  /** Of the newest text that could be parsed in time; its `errors` tell when that is not `text`. */
  readonly file: File;
  readonly text: string;
  /** `change` covers all that differs between the old text and the new one. */
  edit(newText: string, change: TextChange): void;
  /** Frees the tree. The document must not be edited afterwards. */
  close(): void;
}

export interface GoParser {
  /** The plain tree of a text; the WASM tree is gone when it returns. Never throws. */
  parse(text: string): File;
  /**
   * As `parse`, but each declaration is parsed when something first asks for what it holds, and what stands
   * around it has no part in that. Never throws.
   */
  parseLazily(text: string): File;
  /** Keeps the tree of a text that is going to change. */
  open(text: string): OpenDocument;
}

/** How many distinct names a parser remembers, so that equal names of many files are one string. */
const NAME_CAPACITY = 100_000;

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

const BROKEN_LINE = 'This line is not valid Go.';
const TIMED_OUT = 'The file could not be parsed in time.';
const TOO_MANY_BRACKETS = 'So many brackets are open here that the file is not analysed.';
const OPEN_COMMENT = 'This comment has no end.';

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
  await Parser.init({
    wasmBinary: runtime,
    // Never asked for, since the bytes are there; but without it the library makes a URL beside its script, and a worker
    // that was started from a blob has no such place.
    locateFile: (name: string) => name,
  });
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

  /** A tree of `text`, starting from an earlier one; undefined when `stop`, a time of the clock, has passed. */
  function parseTree(
    text: string,
    old: Parsed | undefined,
    stop: number,
    change?: TextChange,
  ): Tree | undefined {
    const base = old === undefined ? undefined : editedCopy(old, text, change);
    try {
      const most = patience(text).looks;
      let looks = 0;
      const progressCallback = (): boolean => ++looks > most || env.now() > stop;
      const tree = parser.parse(text, base ?? null, { progressCallback });
      if (tree === null) parser.reset();
      return tree ?? undefined;
    } finally {
      base?.delete();
    }
  }

  function errorsOf(text: string, stop: number): readonly SyntaxError[] {
    const tree = parseTree(text, undefined, stop);
    if (tree === undefined) return [{ pos: 0, end: text.length, message: TIMED_OUT }];
    try {
      return tree.rootNode.hasError ? flatten(tree, text, tables, buffers).errors : [];
    } finally {
      tree.delete();
    }
  }

  /** Reads the tree of a text; what is outside of the change since an earlier one is taken from that. */
  function read(tree: Tree, text: string, old?: Parsed, change?: TextChange): Parsed {
    const earlier = old && { flat: old.flat, change: change ?? difference(old.text, text) };
    return { tree, text, flat: compact(flatten(tree, text, tables, buffers, earlier)) };
  }

  function inspect(parsed: Parsed, masks: readonly Mask[]): Attempt {
    const { flat } = parsed;
    return { ...parsed, masks, errors: flat.errors, topLevel: topLevel(flat) };
  }

  /**
   * Parses a text with masks; undefined when that has no less wrong.
   *
   * @param old the same step of an earlier text, which differs less than the text without the masks
   */
  function improved(
    text: string,
    current: Attempt,
    masks: readonly Mask[],
    stop: number,
    old: Parsed | undefined,
  ): Attempt | undefined {
    if (masks.length === 0) return undefined;
    const all = [...current.masks, ...masks];
    const masked = terminated(applyMasks(text, all));
    const base = old ?? current;
    const tree = parseTree(masked, base, stop);
    if (tree === undefined) return undefined;
    const attempt = inspect(read(tree, masked, base), all);
    if (weight(attempt.errors) < weight(current.errors)) return attempt;
    tree.delete();
    return undefined;
  }

  /**
   * Parses and lowers a text. What the grammar does not know is masked first or, when it costs too much to look for,
   * once there are errors; a line that breaks its declaration is blanked. Undefined when it takes too long.
   */
  function analyse(
    { text, shown, hidden, open, generic, masked }: Readable,
    old?: Steps,
    change?: TextChange,
    whole: Whole = { text, pos: 0 },
    earlier: readonly EarlierFile[] = [],
  ): (Steps & { readonly file: File }) | undefined {
    const stop = env.now() + patience(text).milliseconds;
    const tree = parseTree(masked, old?.plain, stop, change);
    if (tree === undefined) return undefined;
    const plain = read(tree, masked, old?.plain, change);
    let repaired: Parsed | undefined;
    let blanked: Parsed | undefined;
    const broken: SyntaxError[] = [];
    if (tree.rootNode.hasError) {
      let attempt = inspect(plain, generic.masks);
      const masks = repairs(shown, attempt.errors);
      attempt = improved(shown, attempt, masks, stop, old?.repaired) ?? attempt;
      if (attempt.tree !== tree) repaired = attempt;
      if (attempt.errors.length > 0) {
        const lines = brokenLines(attempt.text, attempt.errors, attempt.topLevel, (part) =>
          errorsOf(part, stop),
        );
        blanked = improved(shown, attempt, blanks(text, lines), stop, old?.blanked);
        if (blanked !== undefined) {
          for (const { pos, end } of lines) {
            const span = { pos: pos + whole.pos, end: end + whole.pos };
            broken.push({ ...span, message: BROKEN_LINE });
          }
        }
      }
    }
    const best = blanked ?? repaired ?? plain;
    const params = methodTypeParams(text, generic.overlay, stop, whole);
    const file = lower(withComments(withText(best.flat, text), hidden), params, whole, earlier);
    const endless = open.map((mark): SyntaxError => {
      return { pos: mark.pos + whole.pos, end: mark.end + whole.pos, message: OPEN_COMMENT };
    });
    const errors = [...broken, ...endless, ...file.errors].sort((a, b) => a.pos - b.pos);
    return {
      plain,
      ...(repaired && { repaired }),
      ...(blanked && { blanked }),
      // Not a copy of it, which would make all comments.
      file: Object.assign(file, {
        errors,
        readErrors: errors,
        firstErrors: errors,
        sound: stayInside(errors, file),
      }),
    };
  }

  /** The type parameters of generic methods by the offset of the method's name. */
  function methodTypeParams(
    text: string,
    overlay: string | undefined,
    stop: number,
    whole: Whole,
  ): ReadonlyMap<number, readonly Field[]> {
    const out = new Map<number, readonly Field[]>();
    if (overlay === undefined) return out;
    const tree = parseTree(overlay, undefined, stop);
    if (tree === undefined) return out;
    try {
      for (const decl of lower(withText(read(tree, overlay).flat, text), out, whole).decls) {
        if (decl.kind === 'FuncDecl' && decl.type.typeParams !== undefined) {
          out.set(decl.name.pos, decl.type.typeParams);
        }
      }
    } finally {
      tree.delete();
    }
    return out;
  }

  function lower(
    tree: FlatTree,
    methodTypeParams: ReadonlyMap<number, readonly Field[]>,
    { text, pos: base }: Whole,
    earlier: readonly EarlierFile[] = [],
  ): File {
    const flat = base === 0 ? tree : movedInto(tree, text, base);
    const name = (pos: number, end: number): string => shareName(text.slice(pos, end));
    return lowerFile(flat, text.length, name, methodTypeParams, earlier);
  }

  function parse(text: string): File {
    const refused = refusal(bracketTooMany(text));
    if (refused !== undefined) return unparsed(text, refused);
    const parsed = analyse(readable(text));
    free(parsed);
    return parsed?.file ?? unparsed(text);
  }

  function parseLazily(text: string): File {
    const refused = refusal(bracketTooMany(text));
    if (refused !== undefined) return unparsed(text, refused);
    const outlined = outline(text);
    // Where brackets do not match, what is wrong need not be in the declaration that it is about.
    const whole = outlined.sound ? undefined : parse(text);
    if (whole?.sound === true && hasAll(whole, outlined.decls)) return whole;
    let errors = whole?.errors;
    return lazyFile(text, outlined, {
      part: (pos, end) => parsePart(text, pos, end),
      errors: () => (errors ??= isSound(text) ? [] : parse(text).errors),
      name: (pos, end) => shareName(text.slice(pos, end)),
    });
  }

  /** Whole declarations between two offsets of a text, their offsets those of the whole text. */
  function parsePart(text: string, pos: number, end: number): File {
    const part = text.slice(pos, end);
    const parsed = analyse(readable(part), undefined, undefined, { text, pos });
    free(parsed);
    return parsed?.file ?? unparsed(part);
  }

  /** Whether the grammar takes the whole text. */
  function isSound(text: string): boolean {
    const { masked, open } = readable(text);
    const tree = parseTree(masked, undefined, env.now() + patience(text).milliseconds);
    const sound = tree?.rootNode.hasError === false && open.length === 0;
    tree?.delete();
    return sound;
  }

  function open(text: string): OpenDocument {
    const watch = watchBrackets();
    let refused = refusal(watch(text, text.length));
    let current = readable(text);
    let parsed: Steps | undefined;
    let file = unparsed(text);
    /** The last file that was read in time and, where something is wrong in it, the last one in which nothing was. */
    let latest: ReadFile | undefined;
    let sound: ReadFile | undefined;

    function update(change?: TextChange): void {
      if (refused !== undefined) {
        file = unparsed(current.text, refused);
        return;
      }
      const whole = { text: current.text, pos: 0 };
      const earlier = [latest, sound]
        .filter((one) => one !== undefined)
        .map((one): EarlierFile => ({ ...one, change: difference(one.text, current.text) }));
      const result = analyse(current, parsed, change, whole, earlier);
      if (result === undefined) {
        const { errors, readErrors, firstErrors, sound } = unparsed(current.text);
        file = { ...file, errors, readErrors, firstErrors, sound };
        return;
      }
      free(parsed);
      parsed = result;
      file = result.file;
      const before = latest;
      latest = readFile(file, current.text);
      if (file.errors.length === 0) sound = undefined;
      else if (before?.file.errors.length === 0) sound = before;
    }
    update();

    return {
      get file() {
        return file;
      },
      get text() {
        return current.text;
      },
      edit(newText, change) {
        const { text: oldText } = current;
        const { start, oldEnd, newEnd } = change;
        refused = refusal(watch(newText, newEnd - start + (oldEnd - start)));
        current = readable(newText);
        const fits = newEnd - oldEnd === newText.length - oldText.length;
        const plain =
          parsed?.plain.text === terminated(oldText) && current.masked === terminated(newText);
        update(fits && plain ? change : undefined);
      },
      close() {
        free(parsed);
        parsed = undefined;
      },
    };
  }

  return { parse, parseLazily, open };
}

/** A text as the grammar can read it: offsets stay what they are. */
interface Readable {
  readonly text: string;
  /** Without the hidden comments, and without what begins one that has no end. */
  readonly shown: string;
  readonly hidden: readonly Comment[];
  /** What begins comments that have no end. The parser does not see it. */
  readonly open: readonly Span[];
  readonly generic: GenericMethods;
  /** What is parsed: without the type parameters of methods either. */
  readonly masked: string;
}

function readable(text: string): Readable {
  const open = openComments(text);
  const ended = applyMasks(text, blanks(text, open));
  const hidden = hiddenComments(ended);
  const shown = applyMasks(ended, blanks(ended, joined(ended, hidden)));
  const generic = genericMethods(shown);
  return {
    text,
    shown,
    hidden,
    open,
    generic,
    masked: terminated(applyMasks(shown, generic.masks)),
  };
}

/** Comments with nothing but blanks and line ends between them as one region each: there may be a million in a row. */
function joined(text: string, comments: readonly Comment[]): Span[] {
  const regions: { pos: number; end: number }[] = [];
  for (const { pos, end } of comments) {
    const last = regions.at(-1);
    if (last !== undefined && /^[ \t\r\n]*$/.test(text.slice(last.end, pos))) last.end = end;
    else regions.push({ pos, end });
  }
  return regions;
}

/** The text that a parsed part is of, and where in it the part begins. */
interface Whole {
  readonly text: string;
  readonly pos: number;
}

/** A tree and the text, with its masks, that it is of. */
interface Parsed {
  readonly tree: Tree;
  readonly text: string;
  readonly flat: FlatTree;
}

/**
 * What was parsed of one text, one step after the other. Each step of the next text begins with the same step of this
 * one: a keystroke changes little of it, while the masks of a broken file are everywhere.
 */
interface Steps {
  /** As it was given, but for what the grammar never can read. */
  readonly plain: Parsed;
  /** With `repairs`, where they made it better. */
  readonly repaired?: Parsed;
  /** Without `brokenLines`, where that made it better. */
  readonly blanked?: Parsed;
}

function free(steps: Steps | undefined): void {
  steps?.plain.tree.delete();
  steps?.repaired?.tree.delete();
  steps?.blanked?.tree.delete();
}

interface Attempt extends Parsed {
  readonly masks: readonly Mask[];
  readonly errors: readonly SyntaxError[];
  readonly topLevel: readonly Span[];
}

/** What is said of a text that is not parsed because of the bracket at an offset. */
function refusal(at: number | undefined): SyntaxError | undefined {
  return at === undefined ? undefined : { pos: at, end: at + 1, message: TOO_MANY_BRACKETS };
}

/** A file without anything but the error that it was not parsed. */
function unparsed(
  text: string,
  error: SyntaxError = { pos: 0, end: text.length, message: TIMED_OUT },
): File {
  const errors = [error];
  return {
    decls: [],
    imports: [],
    comments: [],
    errors,
    readErrors: errors,
    firstErrors: errors,
    sound: false,
    generated: false,
    length: text.length,
  };
}

/** Whether a file declares all that an outline does, imports aside. */
function hasAll({ decls }: File, outlined: readonly OutlineDecl[]): boolean {
  const keyOf = (recv: string | undefined, name: string): string => `${recv ?? ''}.${name}`;
  const known = new Set<string>();
  for (const { recv, names } of decls.map(declaredIn)) {
    for (const name of names) known.add(keyOf(recv, name));
  }
  return outlined.every(
    ({ tok, recv, names }) =>
      tok === 'import' || names.every((name) => known.has(keyOf(recv, name))),
  );
}

/** Whether each error is within one declaration. */
function stayInside(errors: readonly SyntaxError[], { decls }: File): boolean {
  const sorted = decls.filter(({ kind }) => kind !== 'BadDecl').sort((a, b) => a.pos - b.pos);
  return errors.every(({ pos, end }) => {
    const behind = firstIndex(sorted.length, (i) => (sorted[i]?.pos ?? 0) > pos);
    return end <= (sorted[behind - 1]?.end ?? -1);
  });
}

/** A text that ends in a newline: the grammar wants one after the last declaration. */
function terminated(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/**
 * A copy of a tree that knows where its text and a new one differ. Without a reported change the texts are compared:
 * masks come and go with a change far from themselves.
 */
function editedCopy(old: Parsed, text: string, change?: TextChange): Tree {
  const tree = old.tree.copy();
  const { start, oldEnd, newEnd } = change ?? difference(old.text, text);
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
