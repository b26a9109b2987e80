/** Build constraint expressions, after go/build/constraint of Go 1.26. */

export type Constraint =
  | { readonly op: 'tag'; readonly tag: string }
  | { readonly op: 'not'; readonly x: Constraint }
  | { readonly op: 'and' | 'or'; readonly x: Constraint; readonly y: Constraint };

/** How many operands an expression may have (constraint.maxSize, and maxOldSize of `+build` lines). */
const MAX_SIZE = 1000;
const MAX_PLUS_BUILD_SIZE = 100;

const TOKEN = /[ \t]*(?:([()!]|&&|\|\|)|([\p{L}\p{Nd}_.]+))/uy;
const TAG = /^[\p{L}\p{Nd}_.]+$/u;

/**
 * The expression of a `//go:build` line; undefined when it is malformed, 'too large' when it has more operands than Go
 * reads (Go refuses the file in both cases).
 */
export function parseGoBuild(expression: string): Constraint | 'too large' | undefined {
  const tokens = tokenize(expression);
  if (tokens === undefined) return undefined;
  let at = 0;
  let size = 0;
  const taken = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at++;
    return true;
  };

  /** Operands joined by `||` and `&&`. One call for each parenthesis that is open, of which there may be a thousand. */
  const expressionAt = (): Constraint | undefined => {
    let either: Constraint | undefined;
    do {
      let both: Constraint | undefined;
      do {
        if (++size > MAX_SIZE) return undefined;
        const negated = taken('!');
        let x: Constraint | undefined;
        if (taken('(')) {
          x = expressionAt();
          if (x === undefined || !taken(')')) return undefined;
        } else {
          const tag = tokens[at++];
          if (tag === undefined || !TAG.test(tag)) return undefined;
          x = { op: 'tag', tag };
        }
        if (negated) x = { op: 'not', x };
        both = both === undefined ? x : { op: 'and', x: both, y: x };
      } while (taken('&&'));
      either = either === undefined ? both : { op: 'or', x: either, y: both };
    } while (taken('||'));
    return either;
  };

  const x = expressionAt();
  if (size > MAX_SIZE) return 'too large';
  return at === tokens.length ? x : undefined;
}

function tokenize(expression: string): string[] | undefined {
  const text = expression.trimEnd();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    tokens.push(match[1] ?? match[2] ?? '');
  }
  return tokens;
}

/** The expression of an old `// +build` line: a space is or, a comma is and. What is no tag holds never (`ignore`). */
export function parsePlusBuild(text: string): Constraint | undefined {
  let size = 0;
  let x: Constraint | undefined;
  for (const clause of text.split(/\s+/).filter((c) => c !== '')) {
    let y: Constraint | undefined;
    for (const literal of clause.split(',')) {
      const z = plusBuildLiteral(literal);
      y = y === undefined ? z : { op: 'and', x: y, y: z };
      size++;
    }
    if (y === undefined) continue;
    x = x === undefined ? y : { op: 'or', x, y };
  }
  if (size - 1 > MAX_PLUS_BUILD_SIZE) return undefined;
  return x ?? { op: 'tag', tag: 'ignore' };
}

function plusBuildLiteral(literal: string): Constraint {
  if (literal.startsWith('!!') || literal === '!') return { op: 'tag', tag: 'ignore' };
  const negated = literal.startsWith('!');
  const word = negated ? literal.slice(1) : literal;
  const tag: Constraint = { op: 'tag', tag: TAG.test(word) ? word : 'ignore' };
  return negated ? { op: 'not', x: tag } : tag;
}

/** How many operands an expression has. */
export function sizeOf(x: Constraint): number {
  if (x.op === 'tag') return 1;
  return x.op === 'not' ? sizeOf(x.x) : sizeOf(x.x) + sizeOf(x.y);
}

export function evaluate(x: Constraint, holds: (tag: string) => boolean): boolean {
  switch (x.op) {
    case 'tag':
      return holds(x.tag);
    case 'not':
      return !evaluate(x.x, holds);
    case 'and':
      return evaluate(x.x, holds) && evaluate(x.y, holds);
    case 'or':
      return evaluate(x.x, holds) || evaluate(x.y, holds);
  }
}

/** The minor version N such that the expression implies `go1.N` (constraint.GoVersion); undefined when it implies none. */
export function impliedGoMinor(x: Constraint): number | undefined {
  const minor = minVersion(x, true);
  return minor < 0 ? undefined : minor;
}

function minVersion(x: Constraint, positive: boolean): number {
  switch (x.op) {
    case 'tag': {
      if (!positive) return -1;
      if (x.tag === 'go1') return 0;
      const minor = /^go1\.(\d+)$/.exec(x.tag)?.[1];
      return minor === undefined ? -1 : Number(minor);
    }
    case 'not':
      return minVersion(x.x, !positive);
    case 'and':
    case 'or': {
      const pick = (x.op === 'and') === positive ? Math.max : Math.min;
      return pick(minVersion(x.x, positive), minVersion(x.y, positive));
    }
  }
}
