/**
 * The files of a new rule. They compile, and their tests fail where the author has to write: each such place says
 * WRITE. `{rule}` and `{folder}` stand for its names in code and elsewhere.
 */
import { FIXTURES, SOURCES } from './names';

const RULE = `/** WRITE: what the rule finds, and what it takes for "not this". */
import type { Operation } from '../../facts/facts';
import type { Var } from '../../types/object';
import type { Match, RuleContext, RuleMeta } from '../rule';
import { defineRule, fillTemplate } from '../rule';
import doc from './doc.md';

const meta = {
  name: '{folder}',
  title: 'WRITE one line without a period',
  severity: 'hint',
  on: true,
  go: { reads: 'toolchain' },
  messages: {
    found: '{name} WRITE what it keeps: why; what to do',
  },
  fixes: [],
  doc,
} as const satisfies RuleMeta;

export const {rule} = defineRule(meta, { find, findAt: match });

type Found = Match<(typeof meta.fixes)[number]['id']>;

function find(context: RuleContext): readonly Found[] {
  return context.info
    .objects()
    .flatMap((object) => (object.kind === 'var' ? (match(context, object) ?? []) : []));
}

/** What is said of one map or slice variable; undefined where there is nothing to say, or not enough is known. */
function match(context: RuleContext, variable: Var): Found | undefined {
  const { operations, complete } = context.facts.of(variable);
  const { at } = variable;
  if (at === undefined || !complete || !operations.some(isMeant)) return undefined;
  return {
    uri: at.uri,
    start: at.pos,
    end: at.end,
    message: fillTemplate(meta.messages.found, { name: variable.name }),
    related: [],
    fixes: () => [],
  };
}

/** WRITE: which operations the rule is about. */
function isMeant(_operation: Operation): boolean {
  return false;
}
`;

const DOC = `# {folder}

WRITE: what the rule reports, in a sentence or two.

## Before

\`\`\`go
package p

// WRITE a complete file that the rule reports once.
var cache = map[string][64]byte{}

func Forget(key string) {
	delete(cache, key)
}
\`\`\`

## After

\`\`\`go
package p

// WRITE the same file after the first fix, or as somebody would mend it by hand.
var cache map[string][64]byte
\`\`\`

## Why

WRITE: what the runtime does, and why the memory stays.

## When not to care

WRITE: when to leave it as it is. Say so: \`//heapghost:ignore {folder} at most one entry for each CPU\`.

## Numbers

WRITE: what is kept, computed by test/rules/{folder}/numbers.ts: with 100,000 entries WRITE MiB.
`;

const REPORTED = `package main

import "fmt"

// WRITE what the rule reports. A program prints something: it is run before and after its fixes.
var cache = map[string][64]byte{} // want "cache WRITE"

func main() {
	cache["a"] = [64]byte{}
	delete(cache, "a")
	fmt.Println(len(cache))
}
`;

const SILENT = `package p

// WRITE what looks like it and is not reported.
var kept = map[string][64]byte{}

func put(key string) {
	kept[key] = [64]byte{}
}
`;

const NUMBERS = `/** WRITE: which numbers, in which order. */
import type { Numbers } from '../docs';

export const numbers: Numbers = async (before) => {
  const { footprint } = await before.map('cache = map', 26, 100_000);
  return [footprint?.afterDelete ?? NaN];
};
`;

const FILES: Readonly<Record<string, string>> = {
  [`${SOURCES}/{folder}/rule.ts`]: RULE,
  [`${SOURCES}/{folder}/doc.md`]: DOC,
  [`${FIXTURES}/{folder}/reported.go`]: REPORTED,
  [`${FIXTURES}/{folder}/silent.go`]: SILENT,
  [`${FIXTURES}/{folder}/numbers.ts`]: NUMBERS,
};

/** Texts by repository-relative path. */
export function scaffold(name: string): ReadonlyMap<string, string> {
  const named = (text: string): string =>
    text.replaceAll('{folder}', name).replaceAll('{rule}', identifierOf(name));
  return new Map(Object.entries(FILES).map(([file, text]) => [named(file), named(text)]));
}

/** The text of index.ts with one more rule: its import among the others, its place at the end of the list. */
export function indexWith(index: string, name: string): string {
  const rule = identifierOf(name);
  const line = `import { ${rule} } from './${name}/rule';`;
  const lines = index.split('\n');
  const imports = lines.filter((text) => text.startsWith('import '));
  const next = imports.find((text) => pathOf(text) > pathOf(line));
  const at = next === undefined ? lines.lastIndexOf(imports.at(-1) ?? '') + 1 : lines.indexOf(next);
  lines.splice(at, 0, line);
  const listed = lines
    .join('\n')
    .replace(
      /(RULES[^=]*= \[)([^\]]*)\]/,
      (_, head: string, rules: string) => `${head}${rules.trimEnd().replace(/,$/, '')}, ${rule}]`,
    );
  if (!listed.includes(`, ${rule}]`)) throw new Error('index.ts has no list RULES');
  return listed;
}

function pathOf(line: string): string {
  return /from '(.*)'/.exec(line)?.[1] ?? '';
}

/** `mapNeverShrinks` */
function identifierOf(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
