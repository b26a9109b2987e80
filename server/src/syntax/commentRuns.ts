/**
 * Comments that the parser must not see: those far into a run of comments with nothing but white space between them.
 *
 * Where tree-sitter follows two readings of a text that turn out to be one, it joins what it has of both token by token,
 * in a call for each comment after the last token (stack_node_add_link in lib/src/stack.c, tree-sitter 0.27). Compiled to
 * WASM it has 64 KiB of stack for that, which some 2,000 comments fill. Then it writes over its own memory, and all parses
 * of the process fail from there on. That needs no error in the text: a comment block between two arguments will do.
 */
import type { Comment } from './ast';
import { Ch, readAsParser } from './scan';

/** Comments of a run that the parser sees. */
const MOST_OF_A_RUN = 500;

/** The comments of a text, in their order, that have so many comments right before them. */
export function hiddenComments(text: string): readonly Comment[] {
  const hidden: Comment[] = [];
  if (!hasManyComments(text)) return hidden;
  let run = 0;
  readAsParser(text, {
    comment: (pos, end) => {
      run++;
      if (run > MOST_OF_A_RUN) hidden.push({ pos, end, text: text.slice(pos, end) });
    },
    literal: () => {
      run = 0;
    },
    code: (c) => {
      if (!isBlank(c)) run = 0;
    },
  });
  return hidden;
}

/**
 * Whether a run may have more comments than the parser sees of one: a search for what begins comments, in strings too. A
 * run of so many has a stretch of line comments by themselves, since there are only so many others to part them.
 */
function hasManyComments(text: string): boolean {
  let general = 0;
  for (let at = text.indexOf('/*'); at >= 0; at = text.indexOf('/*', at + 2)) general++;
  const stretch = (MOST_OF_A_RUN - general) / (general + 1);
  let lines = 0;
  let next = -1;
  for (let at = text.indexOf('//'); at >= 0; at = text.indexOf('//', at + 2)) {
    lines = at === next ? lines + 1 : 1;
    if (lines > stretch) return true;
    const newline = text.indexOf('\n', at);
    next = newline < 0 ? text.length : newline;
    while (next < text.length && isBlank(text.charCodeAt(next))) next++;
    at = newline < 0 ? text.length : newline - 2;
  }
  return general > MOST_OF_A_RUN;
}

/** White space between two comments, broken code's too. */
function isBlank(c: number): boolean {
  return c <= Ch.Space || c === 0xa0 || c === 0xfeff;
}
