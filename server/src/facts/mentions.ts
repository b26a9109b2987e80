/**
 * Which declarations of a file may mention a name: found from the text alone and kept with the tree, so that nothing is
 * parsed, and no type computed, but where an answer can lie.
 */
import { addTo } from '../base/multimap';
import { remembered } from '../base/remembered';
import type { Decl, Expr, Node } from '../syntax/ast';
import { walk } from '../syntax/walk';
import type { PackageInfo, SourceFile } from '../types/info';
import { unparen } from './expressions';
import type { WordIndex } from './wordIndex';
import { wordIndexOf } from './wordIndex';

export interface Mentions {
  readonly byName: ReadonlyMap<string, readonly Decl[]>;
  /** The names that a declaration mentions, each once. */
  readonly namesIn: (decl: Decl) => readonly string[];
  /** Declarations in which the name may be that of a field or method. */
  readonly byMember: ReadonlyMap<string, readonly Decl[]>;
  /** Declarations that may hold an assignment `*x = …`, which may replace what a struct holds without naming it. */
  readonly pointerAssignments: readonly Decl[];
  /** Declarations that may delete from a slice: see `mayDeleteFromSlice`. */
  readonly sliceDeletes: readonly Decl[];
  /** Declarations that may store nil in a map or slice: see `mayStoreNil`. */
  readonly nilStores: readonly Decl[];
}

export function mentionsOf({ ast, text }: SourceFile): Mentions {
  const index = wordIndexOf(ast, text);
  return {
    byName: index.byName,
    byMember: index.byMember,
    namesIn: (decl) => index.namesIn(decl),
    get pointerAssignments() {
      return index.pointerAssignments();
    },
    get sliceDeletes() {
      return index.sliceDeletes();
    },
    get nilStores() {
      return index.nilStores();
    },
  };
}

export interface FileMentions extends Mentions {
  readonly file: SourceFile;
}

const keptByPackage = new WeakMap<PackageInfo['files'], readonly FileMentions[]>();

/** What the files of a package mention: a package may have a thousand of them, and is asked for each of its names. */
export function mentionsIn(info: PackageInfo): readonly FileMentions[] {
  return remembered(keptByPackage, info.files, () =>
    info.files.map((file) => Object.assign(mentionsOf(file), { file })),
  );
}

/** Files whose names are looked up together. */
const GROUP = 32;

/** Files next to each other in a package, and which of them, by position, mention a name. */
interface Group {
  readonly files: readonly WordIndex[];
  readonly versions: number[];
  readonly byName: Map<string, number[]>;
}

/** By the first file of each: groups stay, and follow the edits of their files. */
const keptGroups = new WeakMap<WordIndex, Group>();

function groupOf(files: readonly WordIndex[]): Group {
  const [first] = files;
  const known = first && keptGroups.get(first);
  if (known?.files.length === files.length && known.files.every((file, i) => file === files[i])) {
    if (files.every((file, i) => file.version - (known.versions[i] ?? 0) <= 1)) {
      for (const [i, file] of files.entries())
        if (file.version !== known.versions[i]) renew(known, i);
      return known;
    }
  }
  const byName = new Map<string, number[]>();
  for (const [i, file] of files.entries()) {
    for (const name of file.byName.keys()) addTo(byName, name, i);
  }
  const made = { files, versions: files.map(({ version }) => version), byName };
  if (first !== undefined) keptGroups.set(first, made);
  return made;
}

/** Takes over the last change of a file. */
function renew({ files, versions, byName }: Group, i: number): void {
  const { version, renewed } = files[i] as WordIndex;
  versions[i] = version;
  for (const name of renewed.removed) {
    const rest = (byName.get(name) ?? []).filter((other) => other !== i);
    if (rest.length === 0) byName.delete(name);
    else byName.set(name, rest);
  }
  for (const name of renewed.added) {
    byName.set(
      name,
      [...(byName.get(name) ?? []), i].sort((a, b) => a - b),
    );
  }
}

const lookups = new WeakMap<PackageInfo['files'], (name: string) => readonly FileMentions[]>();

/** The files of a package that mention a name, in order. */
export function filesMentioning(info: PackageInfo, name: string): readonly FileMentions[] {
  return remembered(lookups, info.files, () => lookupIn(mentionsIn(info)))(name);
}

function lookupIn(files: readonly FileMentions[]): (name: string) => readonly FileMentions[] {
  const indexes = files.map(({ file: { ast, text } }) => wordIndexOf(ast, text));
  const groups: Group[] = [];
  for (let start = 0; start < files.length; start += GROUP) {
    groups.push(groupOf(indexes.slice(start, start + GROUP)));
  }
  return (name) => {
    const found: FileMentions[] = [];
    for (const [g, { byName }] of groups.entries()) {
      for (const i of byName.get(name) ?? []) found.push(files[g * GROUP + i] as FileMentions);
    }
    return found;
  };
}

/** Whether something of this name is assigned to, with `=` or by a range. */
export function assignsTo(file: SourceFile, name: string): boolean {
  const names = (target: Expr | undefined): boolean => isCalled(target, name);
  return hasNode(file, name, (node) => {
    if (node.kind === 'AssignStmt' && node.op === '=') return node.lhs.some(names);
    return node.kind === 'RangeStmt' && (names(node.key) || names(node.value));
  });
}

/** Whether the address of something of this name is taken: `&x`, `&c.x`. */
export function takesAddress(file: SourceFile, name: string): boolean {
  return hasNode(
    file,
    name,
    (node) => node.kind === 'UnaryExpr' && node.op === '&' && isCalled(node.x, name),
  );
}

/** Whether there is such a node in the declarations that mention a name. */
function hasNode(file: SourceFile, name: string, is: (node: Node) => boolean): boolean {
  let found = false;
  for (const decl of mentionsOf(file).byName.get(name) ?? []) {
    walk(decl, (node) => {
      found ||= is(node);
      return !found;
    });
  }
  return found;
}

function isCalled(target: Expr | undefined, name: string): boolean {
  const plain = target && unparen(target);
  if (plain?.kind === 'Ident') return plain.name === name;
  return plain?.kind === 'SelectorExpr' && plain.sel.name === name;
}
