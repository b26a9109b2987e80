import { Language, Parser } from 'web-tree-sitter';
import type { Environment } from '../contracts/environment';
import type { Steps } from './analyser';
import { Analyser, free } from './analyser';
import type { File, SyntaxError } from './ast';
import type { TextChange } from './difference';
import { difference } from './difference';
import { declaredIn } from './declared';
import type { EarlierFile, ReadFile } from './keptDecls';
import { readFile } from './keptDecls';
import { lazyFile } from './lazyFile';
import { bracketTooMany, watchBrackets } from './openBrackets';
import type { OutlineDecl } from './outline';
import { outline } from './outline';
import type { Readable } from './readable';
import { readable } from './readable';
import { terminated, TIMED_OUT, Trees } from './trees';

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

const TOO_MANY_BRACKETS = 'So many brackets are open here that the file is not analysed.';

/**
 * Loads the grammar. Rejects only when the shipped assets are broken.
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
  return new GrammarParser(new Trees(parser, language, () => env.now()));
}

class GrammarParser implements GoParser {
  private readonly analyser: Analyser;

  constructor(private readonly trees: Trees) {
    this.analyser = new Analyser(trees);
  }

  parse(text: string): File {
    const refused = refusal(bracketTooMany(text));
    if (refused !== undefined) return unparsed(text, refused);
    const parsed = this.analyser.analyse(readable(text));
    free(parsed);
    return parsed?.file ?? unparsed(text);
  }

  parseLazily(text: string): File {
    const refused = refusal(bracketTooMany(text));
    if (refused !== undefined) return unparsed(text, refused);
    const outlined = outline(text);
    // Where brackets do not match, what is wrong need not be in the declaration that it is about.
    const whole = outlined.sound ? undefined : this.parse(text);
    if (whole?.sound === true && hasAll(whole, outlined.decls)) return whole;
    let errors = whole?.errors;
    return lazyFile(text, outlined, {
      part: (pos, end) => this.parsePart(text, pos, end),
      errors: () => (errors ??= this.isSound(text) ? [] : this.parse(text).errors),
      name: (pos, end) => this.analyser.shareName(text.slice(pos, end)),
    });
  }

  open(text: string): OpenDocument {
    return new OpenFile(this.analyser, text);
  }

  /** Whole declarations between two offsets of a text, their offsets those of the whole text. */
  private parsePart(text: string, pos: number, end: number): File {
    const part = text.slice(pos, end);
    const parsed = this.analyser.analyse(readable(part), undefined, undefined, { text, pos });
    free(parsed);
    return parsed?.file ?? unparsed(part);
  }

  /** Whether the grammar takes the whole text. */
  private isSound(text: string): boolean {
    const { masked, open } = readable(text);
    const tree = this.trees.parse(masked, undefined, this.trees.deadline(text));
    const sound = tree?.rootNode.hasError === false && open.length === 0;
    tree?.delete();
    return sound;
  }
}

/** What is kept of a document between its edits. */
class OpenFile implements OpenDocument {
  private readonly watch = watchBrackets();
  private refused: SyntaxError | undefined;
  private current: Readable;
  private parsed: Steps | undefined;
  private latestFile: File;
  /** The last file that was read in time and, where something is wrong in it, the last one in which nothing was. */
  private latest: ReadFile | undefined;
  private sound: ReadFile | undefined;

  constructor(
    private readonly analyser: Analyser,
    text: string,
  ) {
    this.refused = refusal(this.watch(text, text.length));
    this.current = readable(text);
    this.latestFile = unparsed(text);
    this.update();
  }

  get file(): File {
    return this.latestFile;
  }

  get text(): string {
    return this.current.text;
  }

  edit(newText: string, change: TextChange): void {
    const { text: oldText } = this.current;
    const { start, oldEnd, newEnd } = change;
    this.refused = refusal(this.watch(newText, newEnd - start + (oldEnd - start)));
    this.current = readable(newText);
    const fits = newEnd - oldEnd === newText.length - oldText.length;
    const plain =
      this.parsed?.plain.text === terminated(oldText) &&
      this.current.masked === terminated(newText);
    this.update(fits && plain ? change : undefined);
  }

  close(): void {
    free(this.parsed);
    this.parsed = undefined;
  }

  private update(change?: TextChange): void {
    const { text } = this.current;
    if (this.refused !== undefined) {
      this.latestFile = unparsed(text, this.refused);
      return;
    }
    const earlier = [this.latest, this.sound]
      .filter((one) => one !== undefined)
      .map((one): EarlierFile => ({ ...one, change: difference(one.text, text) }));
    const whole = { text, pos: 0 };
    const result = this.analyser.analyse(this.current, this.parsed, change, whole, earlier);
    if (result === undefined) {
      const { errors, readErrors, firstErrors, sound } = unparsed(text);
      this.latestFile = { ...this.latestFile, errors, readErrors, firstErrors, sound };
      return;
    }
    free(this.parsed);
    this.parsed = result;
    const { file } = result;
    this.latestFile = file;
    const before = this.latest;
    this.latest = readFile(file, text);
    if (file.errors.length === 0) this.sound = undefined;
    else if (before?.file.errors.length === 0) this.sound = before;
  }
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
