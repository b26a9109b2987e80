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
  const next = tokensOf(expression);
  let token = next();
  let size = 0;
  const taken = (wanted: string): boolean => {
    if (token !== wanted) return false;
    token = next();
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
          const tag = token;
          if (tag === undefined || !TAG.test(tag)) return undefined;
          token = next();
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
  return token === undefined ? x : undefined;
}

/** Gives one token after the other; undefined after the last, and the empty one where there is none. */
function tokensOf(expression: string): () => string | undefined {
  const text = expression.trimEnd();
  let at = 0;
  return () => {
    if (at >= text.length) return undefined;
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    at = match === null ? text.length : TOKEN.lastIndex;
    return match?.[1] ?? match?.[2] ?? '';
  };
}

/** The expression of an old `// +build` line: a space is or, a comma is and. What is no tag holds never (`ignore`). */
export function parsePlusBuild(text: string): Constraint | undefined {
  let size = 0;
  let x: Constraint | undefined;
  for (const [clause] of text.matchAll(/\S+/g)) {
    let y: Constraint | undefined;
    for (const literal of literalsOf(clause)) {
      // What comes after is not read: Go refuses the line whatever it says.
      if (size > MAX_PLUS_BUILD_SIZE) return undefined;
      const z = plusBuildLiteral(literal);
      y = y === undefined ? z : { op: 'and', x: y, y: z };
      size++;
    }
    if (y === undefined) continue;
    x = x === undefined ? y : { op: 'or', x, y };
  }
  return x ?? { op: 'tag', tag: 'ignore' };
}

/** The parts of a clause between commas, one after the other. */
function* literalsOf(clause: string): Generator<string> {
  let at = 0;
  for (let comma = clause.indexOf(','); comma >= 0; comma = clause.indexOf(',', at)) {
    yield clause.slice(at, comma);
    at = comma + 1;
  }
  yield clause.slice(at);
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
