/**
 * What a declaration may hold, told from its text alone, so that only those are parsed in which an answer can lie. Each
 * may say yes where there is nothing, such as in a comment, and says no only where there is nothing.
 */
import type { Span } from './ast';

/** At the beginning of a statement or of one of its operands, in or out of parentheses. */
const DEREFERENCE = /(?:[\n;{}:,(]|\b(?:if|for|switch|case)\b|\*\/)[ \t\r]*\*/;
const ASSIGNMENT = /[^=!<>]=[^=]/;

/** An assignment `*x = …`. */
export function mayAssignThroughPointer(text: string, span: Span): boolean {
  const raw = text.slice(span.pos, span.end);
  return DEREFERENCE.test(raw) && ASSIGNMENT.test(raw);
}

const SLICE_VARIADIC = /\][\s)]*(?:\.\.\.|\/[*/])/;
const COPY = /\bcopy\s*[()/]/;

/** A call `append(a[…], b[…]...)`, or `copy(a[…], b[…])` and `a[…]` on its own. */
export function mayDeleteFromSlice(text: string, span: Span): boolean {
  const raw = text.slice(span.pos, span.end);
  if (!raw.includes('[')) return false;
  return (raw.includes('...') && SLICE_VARIADIC.test(raw)) || COPY.test(raw);
}

/** What decides whether a `nil` comes after the `=` of its statement; comments and literals are read whole. */
const WORDS_OF_ASSIGNMENTS =
  /\/\/.*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*(?:`|$)|[=!<>:]?=|[;\n]|\bnil\b/g;

/** The ends of lines after which a statement goes on. */
const GOES_ON = /[=,([{&|+*/-]$/;

/** An assignment `a[…] = nil`, also with others: `a[…], ok = nil, true`. */
export function mayStoreNil(text: string, span: Span): boolean {
  const raw = text.slice(span.pos, span.end);
  if (!raw.includes('[') || !raw.includes('nil')) return false;
  let assigns = false;
  let line = 0;
  for (const { 0: word, index } of raw.matchAll(WORDS_OF_ASSIGNMENTS)) {
    if (word === '=') assigns = true;
    else if (word === 'nil' && assigns) return true;
    else if (word === ';') assigns = false;
    else if (word === '\n') {
      const before = raw.slice(line, index).trimEnd();
      assigns &&= before === '' || GOES_ON.test(before) || before.includes('//');
      line = index + 1;
    }
  }
  return false;
}

const TYPE_WORDS = /\b(?:map|struct|type)\b/;

/** A map or struct type that is written out, or the declaration of a type. */
export function mayWriteTypes(text: string, span: Span): boolean {
  return TYPE_WORDS.test(text.slice(span.pos, span.end));
}
