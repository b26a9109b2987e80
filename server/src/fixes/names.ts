/** Names for what a fix declares. */
import type { Ident } from '../syntax/ast';
import type { SourceFile } from '../types/info';
import { identifiersOf } from './pointerValues/tree';

/** Go's keywords (language specification, "Keywords") and predeclared identifiers ("Predeclared identifiers"). */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'break case chan const continue default defer else fallthrough for func go goto if import interface map package ' +
    'range return select struct switch type var ' +
    'any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint ' +
    'uint8 uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag len make ' +
    'max min new panic print println real recover init main _'
  ).split(' '),
);

/**
 * The names that a new declaration in one of these files might collide with or hide, wherever in them it stands: all
 * that is written there, and the names of imports. More than Go's scopes forbid, so that a reader is not puzzled either.
 */
export function namesIn(files: readonly SourceFile[]): Set<string> {
  const names = new Set<string>();
  for (const { ast } of files) {
    for (const ident of identifiersOf(ast)) names.add(ident.name);
    for (const { name, path } of ast.imports) names.add(importName(name, path));
  }
  return names;
}

/** The name under which an import is known in its file, as far as the path tells. */
function importName(name: Ident | undefined, path: string): string {
  if (name !== undefined) return name.name;
  const last =
    path
      .split('/')
      .filter((part) => !/^v\d+$/.test(part))
      .at(-1) ?? path;
  return last.replace(/\.v\d+$/, '').replace(/^go-|-go$/, '');
}

/** For each set of taken names: the number from which on a name made of a base may be free. */
const nextNumbers = new WeakMap<ReadonlySet<string>, Map<string, number>>();

/** `base`, else `base2`, `base3`, …: the first that is neither taken nor reserved by the language. It is taken from then on. */
export function freshName(taken: Set<string>, base: string): string {
  const numbers = nextNumbers.get(taken) ?? new Map<string, number>();
  nextNumbers.set(taken, numbers);
  for (let n = numbers.get(base) ?? 1; ; n++) {
    const name = n === 1 ? base : `${base}${n}`;
    if (taken.has(name) || RESERVED.has(name)) continue;
    taken.add(name);
    numbers.set(base, n + 1);
    return name;
  }
}

/**
 * `base`, else `base2`, `base3`, …: the first that none of the texts contains, not even within another word. For names at
 * package level, where looking at every identifier of a large package would take seconds.
 */
export function unusedName(files: readonly SourceFile[], base: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}${n}`;
    if (!RESERVED.has(name) && !files.some(({ text }) => text.includes(name))) return name;
  }
}
