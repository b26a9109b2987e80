/** A document that is typed into: of its pieces (pieces.ts), those that an edit touches are parsed anew. */
import { once } from '../base/once';
import type { Analyser, Steps } from './analyser';
import { free } from './analyser';
import type { Decl, File, Span, SyntaxError } from './ast';
import { importsIn } from './declared';
import type { TextChange } from './difference';
import { difference } from './difference';
import { detach } from './flatTree';
import type { EarlierDecls } from './keptDecls';
import { moveTo, withEarlier } from './keptDecls';
import { watchBrackets } from './openBrackets';
import { pieceStarts } from './pieces';
import { readable } from './readable';
import { TIMED_OUT } from './trees';

/** A document that is parsed anew, incrementally, at each change. */
export interface OpenDocument {
  readonly file: File;
  readonly text: string;
  edit(newText: string): void;
  /** Frees what is kept for the next edit. The document must not be edited afterwards. */
  close(): void;
}

const TOO_MANY_BRACKETS = 'So many brackets are open here that the file is not analysed.';

/** UTF-16 units from which on a piece is worth a tree that is kept for the next edit: a table of 500 lines. */
const LONG = 16_384;

/** What a piece is by itself, with offsets from its beginning; only its declarations have offsets of the whole text. */
interface Piece {
  /** Its own, not a part of the whole text. */
  readonly text: string;
  readonly file: File;
  readonly decls: readonly Decl[];
  /** It took too long: the next edit, wherever it is, tries again. */
  readonly givenUp: boolean;
}

interface ParsedPiece extends Piece {
  readonly start: number;
  /** Undefined where the parser gave up. */
  readonly steps: Steps | undefined;
}

/** Declarations of a text as they were read, and what was wrong in it. */
interface Earlier extends Omit<EarlierDecls, 'change'> {
  readonly text: string;
}

/** What is kept of a document between its edits. */
export class OpenFile implements OpenDocument {
  private readonly watch = watchBrackets();
  private pieces: readonly Piece[] = [];
  private latestText = '';
  private latestFile: File = assembled('', []);
  /** Where something is wrong in the text, the last one in which nothing was. */
  private sound: Earlier | undefined;
  /** Of the long piece that was edited last. */
  private long: { readonly piece: Piece; readonly steps: Steps } | undefined;

  constructor(
    private readonly analyser: Analyser,
    text: string,
  ) {
    this.update(text, { start: 0, oldEnd: 0, newEnd: text.length });
  }

  get file(): File {
    return this.latestFile;
  }

  get text(): string {
    return this.latestText;
  }

  edit(newText: string): void {
    this.update(newText, difference(this.latestText, newText));
  }

  close(): void {
    free(this.long?.steps);
    this.long = undefined;
    this.pieces = [];
  }

  private update(text: string, change: TextChange): void {
    const { start, oldEnd, newEnd } = change;
    const refused = this.watch(text, newEnd - start + (oldEnd - start));
    if (refused === undefined) {
      const latest = this.asItIs();
      this.read(text, { ...latest, change });
      this.latestFile = assembled(text, this.pieces);
      if (this.latestFile.errors.length === 0) this.sound = undefined;
      else if (latest.errors.length === 0) this.sound = { ...latest, text: this.latestText };
    } else {
      this.close();
      this.sound = undefined;
      this.latestFile = unparsed(text, {
        pos: refused,
        end: refused + 1,
        message: TOO_MANY_BRACKETS,
      });
    }
    this.latestText = text;
  }

  private asItIs(): Omit<EarlierDecls, 'change'> {
    const { decls, errors } = this.latestFile;
    return { decls, places: decls.map(({ pos }) => pos), errors };
  }

  /** Makes the pieces of a text; those that are what they were stay. */
  private read(text: string, latest: EarlierDecls): void {
    const { pieces: old } = this;
    const starts = pieceStarts(text);
    const textOf = (i: number): string => text.slice(starts[i], starts[i + 1]);
    const isSame = (piece: Piece | undefined, i: number): boolean =>
      piece?.text === textOf(i) && !piece.givenUp;
    const most = Math.min(starts.length, old.length);
    let first = 0;
    while (first < most && isSame(old[first], first)) first++;
    let after = 0;
    while (after < most - first && isSame(old.at(-1 - after), starts.length - 1 - after)) after++;
    const before = old.slice(0, first);
    const later = old.slice(old.length - after);
    const earlier = this.earlierThan(text, latest, [...before, ...later]);
    const delta = latest.change.newEnd - latest.change.oldEnd;
    if (delta !== 0) for (const { decls } of later) moveBy(decls, delta);

    const replaced = old.slice(first, old.length - after);
    const stop = this.analyser.deadline(text);
    const edited = replaced.length === 1 ? replaced[0] : undefined;
    const steps = edited === this.long?.piece ? this.long?.steps : undefined;
    const parsed = starts
      .slice(first, starts.length - after)
      .map((start, i) => this.parse(start, textOf(first + i), steps, stop));
    const now = renewed(parsed, earlier);
    this.pieces = [...before, ...now, ...later];
    this.keep(edited !== undefined && now.length === 1 ? now[0] : undefined, parsed);
  }

  /** What is left of earlier texts beside the pieces that stay. */
  private earlierThan(text: string, latest: EarlierDecls, stay: readonly Piece[]): EarlierDecls[] {
    const { sound } = this;
    const staying = new Set(stay.flatMap(({ decls }) => decls));
    const all = [latest, ...(sound ? [{ ...sound, change: difference(sound.text, text) }] : [])];
    return all.map(({ decls, places, errors, change }) => {
      const left = [...decls.keys()].filter((i) => !staying.has(decls[i] as Decl));
      return {
        decls: left.map((i) => decls[i] as Decl),
        places: left.map((i) => places[i] as number),
        ...{ errors, change },
      };
    });
  }

  private parse(start: number, slice: string, old: Steps | undefined, stop: number): ParsedPiece {
    const text = detach(slice);
    const steps = this.analyser.analyse(readable(text), undefined, old, stop);
    const file = steps?.file ?? unparsed(text);
    moveBy(file.decls, start);
    return { start, text, file, decls: file.decls, givenUp: steps === undefined, steps };
  }

  /** Lets go of the trees of pieces, but of one that somebody types in where it is long. */
  private keep(edited: Piece | undefined, parsed: readonly ParsedPiece[]): void {
    free(this.long?.steps);
    this.long = undefined;
    for (const { text, steps } of parsed) {
      if (edited === undefined || steps === undefined || text.length < LONG) free(steps);
      else this.long = { piece: edited, steps };
    }
  }
}

/** Pieces with declarations of earlier texts in place of those that are the same. */
function renewed(parsed: readonly ParsedPiece[], earlier: readonly EarlierDecls[]): Piece[] {
  const errors = parsed.flatMap(({ file, start }) => file.errors.map((one) => shifted(one, start)));
  const all = withEarlier(
    earlier,
    parsed.flatMap(({ decls }) => decls),
    errors,
  );
  let from = 0;
  return parsed.map(({ text, file, givenUp, decls: { length } }) => {
    const decls = all.slice(from, from + length);
    from += length;
    return { text, file, decls, givenUp };
  });
}

function moveBy(decls: readonly Decl[], delta: number): void {
  for (const decl of decls) moveTo(decl, decl.pos + delta);
}

function shifted<S extends Span>(span: S, delta: number): S {
  return delta === 0 ? span : { ...span, pos: span.pos + delta, end: span.end + delta };
}

/** The file of a text that consists of pieces. */
function assembled(text: string, pieces: readonly Piece[]): File {
  const starts: number[] = [];
  let at = 0;
  for (const piece of pieces) {
    starts.push(at);
    at += piece.text.length;
  }
  const ofAll = <S extends Span>(spansOf: (file: File) => readonly S[]): S[] =>
    pieces.flatMap(({ file }, i) =>
      spansOf(file).map((span) => shifted(span, starts[i] as number)),
    );
  const [packageName] = ofAll(({ packageName: name }) => (name === undefined ? [] : [name]));
  const decls = pieces.flatMap((piece) => piece.decls);
  const errors = joined(ofAll((file) => file.errors));
  const comments = once(() => ofAll((file) => file.comments));
  return {
    ...(packageName !== undefined && { packageName }),
    decls,
    imports: importsIn(decls),
    get comments() {
      return comments();
    },
    errors,
    readErrors: errors,
    firstErrors: errors,
    sound: pieces.every(({ file }) => file.sound),
    generated: pieces[0]?.file.generated === true,
    length: text.length,
  };
}

/** One error for all pieces in a row that took too long. */
function joined(errors: readonly SyntaxError[]): SyntaxError[] {
  const all: SyntaxError[] = [];
  for (const error of errors) {
    const last = all.at(-1);
    if (last?.message !== TIMED_OUT || error.message !== TIMED_OUT || last.end !== error.pos) {
      all.push(error);
    } else all[all.length - 1] = { ...last, end: error.end };
  }
  return all;
}

/** A file without anything but the error that it was not parsed. */
export function unparsed(
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
