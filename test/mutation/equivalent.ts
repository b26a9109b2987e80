/** Mutants that were looked at and behave as the original does, each with the reason. A changed line needs a new look. */
export interface Equivalent {
  /** Below server/src. */
  readonly file: string;
  /** The line, without indentation. */
  readonly code: string;
  readonly before: string;
  readonly after: string;
  readonly why: string;
}

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'fixes/edits.ts',
    code: "if (after !== '') add(uri, { start: end, end, text: after, rank: -1 / length });",
    before: '1',
    after: '2',
    why: 'ranks are only compared with each other, and twice all of them is the same order',
  },
  {
    file: 'fixes/edits.ts',
    code: "if (before !== '') add(uri, { start, end: start, text: before, rank: 1 / length });",
    before: '1',
    after: '2',
    why: 'ranks are only compared with each other, and twice all of them is the same order',
  },
  {
    file: 'facts/collect.ts',
    code: "const THROUGH_POINTER = '*';",
    before: "'*'",
    after: "''",
    why: 'any text that is no identifier serves',
  },
  {
    file: 'facts/holders.ts',
    code: "return at.kind === 'struct' || (at.kind === 'named' && at.typeArgs.length > 0);",
    before: "at.kind === 'named' && at.typeArgs.length > 0",
    after: "(at.kind === 'named')",
    why: 'more names are looked for, and nothing is found under them: declarations of named types tell by themselves',
  },
  {
    file: 'fixes/edits.ts',
    code: "return /^[\\t ]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';",
    before: '/^[\\t ]*/',
    after: '/[\\t ]*/',
    why: 'what matches the empty text matches at the beginning',
  },
  {
    file: 'analysis/suppression.ts',
    code: "return { pos: length, end: length, text: '' };",
    before: "''",
    after: "'~'",
    why: 'any text that suppresses nothing serves',
  },
  {
    file: 'fixes/reach.ts',
    code: 'if (seen.has(type)) return false;',
    before: 'seen.has(type)',
    after: 'false',
    why: 'what was visited before adds nothing; every type that leads to itself has a name, and names are visited once',
  },
  {
    file: 'fixes/edits.ts',
    code: "return /^[\\t ]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';",
    before: "/^[\\t ]*/.exec(text.slice(lineStart, offset))?.[0] ?? ''",
    after: '(/^[\\t ]*/.exec(text.slice(lineStart, offset))?.[0])',
    why: 'the pattern matches every text',
  },
  {
    file: 'facts/flow.ts',
    code: 'right.push(point);',
    before: 'push',
    after: 'unshift',
    why: 'what leads to these points is found in any order',
  },
  {
    file: 'facts/expressions.ts',
    code: 'for (let i = path.length - 1; i >= 0; i--) {',
    before: '1',
    after: '0',
    why: 'behind the last node there is none that could fit',
  },
  {
    file: 'fixes/deleteSites.ts',
    code: 'if (at !== undefined && loop.pos <= at.pos && at.pos < loop.end) return true;',
    before: '<=',
    after: '<',
    why: 'a loop begins with `for`, and no name is there',
  },
  {
    file: 'fixes/statements.ts',
    code: "const before = text.slice(text.lastIndexOf('\\n', stmt.pos - 1) + 1, stmt.pos);",
    before: '-',
    after: '+',
    why: 'no newline is within the first two characters of a statement',
  },
  {
    file: 'fixes/pointerValues/elements.ts',
    code: 'const value = statement.rhs[statement.lhs.indexOf(expr)];',
    before: 'indexOf',
    after: 'lastIndexOf',
    why: 'a node is in a list once',
  },
  {
    file: 'fixes/gofmt.ts',
    code: "if (file?.startsWith(CLAUSE) !== true || !file.endsWith('\\n')) return undefined;",
    before: 'startsWith',
    after: 'includes',
    why: 'what stands before the clause then is cut off in its place, and a text that formatting changes is left alone',
  },
  {
    file: 'fixes/ownership.ts',
    code: 'if (!/^(?:reflect|unsafe)\\./.test(name) || /^reflect\\.(?:DeepEqual|TypeOf)$/.test(name))',
    before: '/^reflect\\.(?:DeepEqual|TypeOf)$/',
    after: '/reflect\\.(?:DeepEqual|TypeOf)$/',
    why: 'a qualified name has one package',
  },
  {
    file: 'fixes/gofmt.ts',
    code: "const pos = text.lastIndexOf('\\n', decl.pos - 1) + 1;",
    before: '-',
    after: '+',
    why: 'no newline is within the first two characters of a declaration',
  },
  {
    file: 'facts/flow.ts',
    code: 'const numberOf = (point: Point): number => number.get(point) ?? -1;',
    before: '-1',
    after: '1',
    why: 'only points that were reached are met, and all of them have a number',
  },
  {
    file: 'facts/origins.ts',
    code: 'for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {',
    before: 'pop',
    after: 'shift',
    why: 'each node is visited once, and what a local starts as does not depend on the order',
  },
  {
    file: 'facts/locals.ts',
    code: 'for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {',
    before: 'pop',
    after: 'shift',
    why: 'each node is visited once; places are sorted, and more than one value counts as such in any order',
  },
  {
    file: 'facts/locals.ts',
    code: 'return next !== undefined && next.pos < end;',
    before: '<',
    after: '<=',
    why: 'asked is up to where another variable is read, and two names do not begin at one place',
  },
  {
    file: 'facts/locals.ts',
    code: 'const next = places[firstIndex(places.length, (i) => (places[i]?.pos ?? 0) >= pos)];',
    before: '>=',
    after: '>',
    why: 'asked is from the end of a statement on, and the next one does not begin there',
  },
  {
    file: 'facts/locals.ts',
    code: 'const next = places[firstIndex(places.length, (i) => (places[i]?.pos ?? 0) >= pos)];',
    before: '0',
    after: '1',
    why: 'there is a place at each index that is asked for',
  },
  {
    file: 'facts/holders.ts',
    code: 'if (seen.all.has(below) || (!all && seen.held.has(below))) continue;',
    before: 'seen.all.has(below) || (!all && seen.held.has(below))',
    after: '((!all && seen.held.has(below)))',
    why: 'the same names are added to the same sets once more',
  },
  {
    file: 'facts/collect.ts',
    code: 'if (c.visitedPlaces.has(places)) continue;',
    before: 'c.visitedPlaces.has(places)',
    after: 'false',
    why: 'declarations that were visited for a name are not visited for it again',
  },
  {
    file: 'facts/collect.ts',
    code: 'elsewhere.set(info, known);',
    before: 'elsewhere.set(info, known);',
    after: '{}',
    why: 'what is not remembered is found out again, and is the same',
  },
];
