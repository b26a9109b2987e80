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

/**
 * From the `=` of an assignment on: what goes over the end of a line stands behind a comma, an operator, an open bracket or
 * a comment.
 */
const NIL_ASSIGNED =
  /[^=!<>:]=(?!=)\s*(?:[=!<>]=|[,([{&|+*/-][ \t\r]*\n|\/\/[^\n]*\n|[^=;\n])*?\bnil\b/;

/** An assignment `a[…] = nil`, also with others: `a[…], ok = nil, true`. */
export function mayStoreNil(text: string, span: Span): boolean {
  const raw = text.slice(span.pos, span.end);
  return raw.includes('[') && NIL_ASSIGNED.test(raw);
}

const TYPE_WORDS = /\b(?:map|struct|type)\b/;

/** A map or struct type that is written out, or the declaration of a type. */
export function mayWriteTypes(text: string, span: Span): boolean {
  return TYPE_WORDS.test(text.slice(span.pos, span.end));
}
