/** A text as the grammar can read it. */
import type { Comment, Span } from './ast';
import { hiddenComments } from './commentRuns';
import type { GenericMethods } from './newerSyntax';
import { applyMasks, blanks, genericMethods } from './newerSyntax';
import { openComments } from './openComments';
import { terminated } from './trees';

/** A text as the grammar can read it: offsets stay what they are. */
export interface Readable {
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

export function readable(text: string): Readable {
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
