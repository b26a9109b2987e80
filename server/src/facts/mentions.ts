/**
 * Which declarations of a file may mention a name: found from the text alone and kept with the tree, so that nothing is
 * parsed, and no type computed, but where an answer can lie.
 */
import { addTo } from '../base/multimap';
import { once } from '../base/once';
import { remembered } from '../base/remembered';
import type { Decl, Expr, File, Node } from '../syntax/ast';
import { mayDeleteFromSlice, mayAssignThroughPointer } from '../syntax/rawDecl';
import { forEachWord, forEachWordAnywhere, mayBeMember } from '../syntax/scan';
import { walk } from '../syntax/walk';
import type { PackageInfo, SourceFile } from '../types/info';
import { unparen } from './expressions';

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
}

const kept = new WeakMap<File, Mentions>();

export function mentionsOf({ ast, text }: SourceFile): Mentions {
  const known = kept.get(ast);
  if (known !== undefined) return known;
  const byName = new Map<string, Decl[]>();
  const byMember = new Map<string, Decl[]>();
  // Where something is wrong, the end of a comment or literal may be missing.
  const words = ast.readErrors.length === 0 ? forEachWord : forEachWordAnywhere;
  for (const decl of ast.decls) {
    words(text, decl.pos, decl.end, (name, pos, end) => {
      note(byName, name, decl);
      if (mayBeMember(text, pos, end)) note(byMember, name, decl);
    });
  }
  const byDecl = once(() => inverted(byName));
  const mentions = {
    byName,
    namesIn: (decl: Decl) => byDecl().get(decl) ?? [],
    byMember,
    pointerAssignments: ast.decls.filter((decl) => mayAssignThroughPointer(text, decl)),
    sliceDeletes: ast.decls.filter((decl) => mayDeleteFromSlice(text, decl)),
  };
  kept.set(ast, mentions);
  return mentions;
}

function inverted(byName: ReadonlyMap<string, readonly Decl[]>): ReadonlyMap<Decl, string[]> {
  const byDecl = new Map<Decl, string[]>();
  for (const [name, decls] of byName) for (const decl of decls) addTo(byDecl, decl, name);
  return byDecl;
}

export interface FileMentions extends Mentions {
  readonly file: SourceFile;
}

const keptByPackage = new WeakMap<PackageInfo, readonly FileMentions[]>();

/** What the files of a package mention: a package may have a thousand of them, and is asked for each of its names. */
export function mentionsIn(info: PackageInfo): readonly FileMentions[] {
  return remembered(keptByPackage, info, () =>
    info.files.map((file) => ({ file, ...mentionsOf(file) })),
  );
}

/** Files whose names are looked up together. A keystroke makes the index of its own group anew, of the others none. */
const GROUP = 32;

/** Files next to each other in a package, and which of them, by position, mention a name. */
interface Group {
  readonly files: readonly File[];
  readonly byName: ReadonlyMap<string, readonly number[]>;
}

/** By the first file of each: groups stay when other files of the package are edited. */
const keptGroups = new WeakMap<File, Group>();

function groupOf(group: readonly FileMentions[]): Group {
  const files = group.map(({ file }) => file.ast);
  const [first] = files;
  const known = first && keptGroups.get(first);
  if (known?.files.length === files.length && known.files.every((file, i) => file === files[i])) {
    return known;
  }
  const byName = new Map<string, number[]>();
  for (const [i, mentions] of group.entries()) {
    for (const name of mentions.byName.keys()) addTo(byName, name, i);
  }
  const made = { files, byName };
  if (first !== undefined) keptGroups.set(first, made);
  return made;
}

const lookups = new WeakMap<PackageInfo, (name: string) => readonly FileMentions[]>();

/** The files of a package that mention a name, in order. */
export function filesMentioning(info: PackageInfo, name: string): readonly FileMentions[] {
  return remembered(lookups, info, () => lookupIn(mentionsIn(info)))(name);
}

function lookupIn(files: readonly FileMentions[]): (name: string) => readonly FileMentions[] {
  const groups: Group[] = [];
  for (let start = 0; start < files.length; start += GROUP) {
    groups.push(groupOf(files.slice(start, start + GROUP)));
  }
  return (name) => {
    const found: FileMentions[] = [];
    for (const [g, { byName }] of groups.entries()) {
      for (const i of byName.get(name) ?? []) found.push(files[g * GROUP + i] as FileMentions);
    }
    return found;
  };
}

function note(map: Map<string, Decl[]>, name: string, decl: Decl): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [decl]);
  else if (list.at(-1) !== decl) list.push(decl);
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
