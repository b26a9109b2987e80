/** From a text to its file: parsed, repaired where it is broken, and lowered. */
import type { Field, File, Span, SyntaxError } from './ast';
import { brokenLines, weight } from './brokenLines';
import type { FlatTree } from './flatTree';
import { detach, movedInto, topLevel, withComments, withText } from './flatTree';
import { lowerFile } from './lower/file';
import type { Mask } from './newerSyntax';
import { applyMasks, blanks, repairs } from './newerSyntax';
import type { Readable } from './readable';
import { firstIndex } from './spans';
import type { Parsed, Trees } from './trees';
import { terminated } from './trees';

/** How many distinct names a parser remembers, so that equal names of many files are one string. */
const NAME_CAPACITY = 100_000;

const BROKEN_LINE = 'This line is not valid Go.';
const OPEN_COMMENT = 'This comment has no end.';

/** The text that a parsed part is of, and where in it the part begins. */
export interface Whole {
  readonly text: string;
  readonly pos: number;
}

/**
 * What was parsed of one text, one step after the other. Each step of the next text begins with the same step of this
 * one: a keystroke changes little of it, while the masks of a broken file are everywhere.
 */
export interface Steps {
  /** As it was given, but for what the grammar never can read. */
  readonly plain: Parsed;
  /** With `repairs`, where they made it better. */
  readonly repaired?: Parsed;
  /** Without `brokenLines`, where that made it better. */
  readonly blanked?: Parsed;
}

/** Deletes the trees of what was parsed. */
export function free(steps: Steps | undefined): void {
  steps?.plain.tree.delete();
  steps?.repaired?.tree.delete();
  steps?.blanked?.tree.delete();
}

interface Attempt extends Parsed {
  readonly masks: readonly Mask[];
  readonly errors: readonly SyntaxError[];
  readonly topLevel: readonly Span[];
}

/** Shares the names of all files that it reads. */
export class Analyser {
  private readonly names = new Map<string, string>();

  constructor(private readonly trees: Trees) {}

  /**
   * Parses and lowers a text. What the grammar does not know is masked first or, when it costs too much to look for,
   * once there are errors; a line that breaks its declaration is blanked. Undefined when it takes too long.
   *
   * @param old steps of an earlier text, which are read again only where this one differs
   * @param stop a time of the clock of `trees` at which the text is given up
   */
  analyse(
    { text, shown, hidden, open, generic, masked }: Readable,
    whole: Whole = { text, pos: 0 },
    old?: Steps,
    stop = this.deadline(text),
  ): (Steps & { readonly file: File }) | undefined {
    const tree = this.trees.parse(masked, old?.plain, stop);
    if (tree === undefined) return undefined;
    const plain = this.trees.read(tree, masked, old?.plain);
    let repaired: Parsed | undefined;
    let blanked: Parsed | undefined;
    const broken: SyntaxError[] = [];
    if (tree.rootNode.hasError) {
      let attempt = inspect(plain, generic.masks);
      const masks = repairs(shown, attempt.errors);
      attempt = this.improved(shown, attempt, masks, stop, old?.repaired) ?? attempt;
      if (attempt.tree !== tree) repaired = attempt;
      if (attempt.errors.length > 0) {
        const lines = brokenLines(attempt.text, attempt.errors, attempt.topLevel, (part) =>
          this.trees.errorsOf(part, stop),
        );
        blanked = this.improved(shown, attempt, blanks(text, lines), stop, old?.blanked);
        if (blanked !== undefined) {
          for (const { pos, end } of lines) {
            const span = { pos: pos + whole.pos, end: end + whole.pos };
            broken.push({ ...span, message: BROKEN_LINE });
          }
        }
      }
    }
    const best = blanked ?? repaired ?? plain;
    const params = this.methodTypeParams(text, generic.overlay, stop, whole);
    const file = this.lower(withComments(withText(best.flat, text), hidden), params, whole);
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

  /** When all parses of a text have to be done, by the clock of the trees. */
  deadline(text: string): number {
    return this.trees.deadline(text);
  }

  /** One string for equal names, which does not hold on to the text that it is cut out of. */
  shareName(slice: string): string {
    const known = this.names.get(slice);
    if (known !== undefined) return known;
    const own = detach(slice);
    if (this.names.size >= NAME_CAPACITY) this.names.clear();
    this.names.set(own, own);
    return own;
  }

  /**
   * Parses a text with masks; undefined when that has no less wrong.
   *
   * @param old the same step of an earlier text, which differs less than the text without the masks
   */
  private improved(
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
    const tree = this.trees.parse(masked, base, stop);
    if (tree === undefined) return undefined;
    const attempt = inspect(this.trees.read(tree, masked, base), all);
    if (weight(attempt.errors) < weight(current.errors)) return attempt;
    tree.delete();
    return undefined;
  }

  /** The type parameters of generic methods by the offset of the method's name. */
  private methodTypeParams(
    text: string,
    overlay: string | undefined,
    stop: number,
    whole: Whole,
  ): ReadonlyMap<number, readonly Field[]> {
    const out = new Map<number, readonly Field[]>();
    if (overlay === undefined) return out;
    const tree = this.trees.parse(overlay, undefined, stop);
    if (tree === undefined) return out;
    try {
      for (const decl of this.lower(withText(this.trees.read(tree, overlay).flat, text), out, whole)
        .decls) {
        if (decl.kind === 'FuncDecl' && decl.type.typeParams !== undefined) {
          out.set(decl.name.pos, decl.type.typeParams);
        }
      }
    } finally {
      tree.delete();
    }
    return out;
  }

  private lower(
    tree: FlatTree,
    methodTypeParams: ReadonlyMap<number, readonly Field[]>,
    { text, pos: base }: Whole,
  ): File {
    const flat = base === 0 ? tree : movedInto(tree, text, base);
    const name = (pos: number, end: number): string => this.shareName(text.slice(pos, end));
    return lowerFile(flat, text.length, name, methodTypeParams);
  }
}

function inspect(parsed: Parsed, masks: readonly Mask[]): Attempt {
  const { flat } = parsed;
  return { ...parsed, masks, errors: flat.errors, topLevel: topLevel(flat) };
}

/** Whether each error is within one declaration. */
function stayInside(errors: readonly SyntaxError[], { decls }: File): boolean {
  const sorted = decls.filter(({ kind }) => kind !== 'BadDecl').sort((a, b) => a.pos - b.pos);
  return errors.every(({ pos, end }) => {
    const behind = firstIndex(sorted.length, (i) => (sorted[i]?.pos ?? 0) > pos);
    return end <= (sorted[behind - 1]?.end ?? -1);
  });
}
