/**
 * Which declarations of a file mention a name, told from the text alone. What a declaration mentions is kept with it, and
 * the index of a file goes over to its next text, so that an edit costs no more than the declarations that it touches.
 */
import { remembered } from '../base/remembered';
import type { Decl, File } from '../syntax/ast';
import { mayAssignThroughPointer, mayDeleteFromSlice, mayStoreNil } from '../syntax/rawDecl';
import { forEachWord, forEachWordAnywhere, mayBeMember } from '../syntax/scan';
import { touching } from '../syntax/spans';

/** What the text of a declaration says. */
export interface DeclWords {
  readonly names: ReadonlySet<string>;
  /** Those that may be of a field or method. */
  readonly members: ReadonlySet<string>;
  /** The names, each once. */
  readonly list: readonly string[];
  readonly assignsThroughPointer: boolean;
  readonly deletesFromSlice: boolean;
  readonly storesNil: boolean;
}

const sound = new WeakMap<Decl, DeclWords>();
const anywhere = new WeakMap<Decl, DeclWords>();

/** @param isSound where something is wrong, the end of a comment or literal may be missing: words inside of those count */
function wordsOf(decl: Decl, text: string, isSound: boolean): DeclWords {
  return remembered(isSound ? sound : anywhere, decl, () => {
    const names = new Set<string>();
    const members = new Set<string>();
    const visit = isSound ? forEachWord : forEachWordAnywhere;
    visit(text, decl.pos, decl.end, (name, pos, end) => {
      names.add(name);
      if (!members.has(name) && mayBeMember(text, pos, end)) members.add(name);
    });
    return {
      names,
      members,
      list: [...names],
      assignsThroughPointer: mayAssignThroughPointer(text, decl),
      deletesFromSlice: mayDeleteFromSlice(text, decl),
      storesNil: mayStoreNil(text, decl),
    };
  });
}

/** The words of each declaration of a file. */
function declWords({ decls, firstErrors }: File, text: string): ReadonlyMap<Decl, DeclWords> {
  // Not those that were found since: an answer may not depend on what was asked before.
  const wrong = touching(firstErrors);
  return new Map(decls.map((decl) => [decl, wordsOf(decl, text, !wrong(decl.pos, decl.end))]));
}

type DeclsByName = Map<string, readonly Decl[]>;

/** The last change of an index: the names that came and went, and more. */
interface Renewed {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The declarations that came and went, with what they mention. */
  readonly edited: readonly Worded[];
}

/** A declaration and what its text says. */
export interface Worded {
  readonly decl: Decl;
  readonly words: DeclWords;
}

/** Of the text that a file has now. */
export class WordIndex {
  readonly byName: DeclsByName = new Map();
  readonly byMember: DeclsByName = new Map();
  /** How often it was brought up to date, and what the last time changed. */
  version = 0;
  renewed: Renewed = { added: [], removed: [], edited: [] };
  private words: ReadonlyMap<Decl, DeclWords>;
  private assigning?: readonly Decl[];
  private deleting?: readonly Decl[];
  private storingNil?: readonly Decl[];

  constructor(
    private ast: File,
    text: string,
  ) {
    this.words = declWords(ast, text);
    for (const [decl, words] of this.words) this.put(decl, words);
  }

  isOf(ast: File): boolean {
    return this.ast === ast;
  }

  namesIn(decl: Decl): readonly string[] {
    return this.words.get(decl)?.list ?? [];
  }

  wordsOf(decl: Decl): DeclWords | undefined {
    return this.words.get(decl);
  }

  /** Declarations that may hold an assignment `*x = …`. */
  pointerAssignments(): readonly Decl[] {
    return (this.assigning ??= this.declsWith((words) => words.assignsThroughPointer));
  }

  /** Declarations that may delete from a slice. */
  sliceDeletes(): readonly Decl[] {
    return (this.deleting ??= this.declsWith((words) => words.deletesFromSlice));
  }

  /** Declarations that may store nil in a map or slice. */
  nilStores(): readonly Decl[] {
    return (this.storingNil ??= this.declsWith((words) => words.storesNil));
  }

  /** Makes it that of another text. */
  renew(ast: File, text: string): void {
    const before = this.words;
    const now = declWords(ast, text);
    const touched = new Set<string>();
    const edited: Worded[] = [];
    for (const [decl, words] of before) {
      if (now.get(decl) === words) continue;
      edited.push({ decl, words });
      for (const name of words.names) {
        touched.add(name);
        remove(this.byName, name, decl);
      }
      for (const name of words.members) remove(this.byMember, name, decl);
    }
    const vanished = new Set([...touched].filter((name) => !this.byName.has(name)));
    const added: string[] = [];
    for (const [decl, words] of now) {
      if (before.get(decl) === words) continue;
      edited.push({ decl, words });
      added.push(...this.put(decl, words));
    }
    this.ast = ast;
    this.words = now;
    delete this.assigning;
    delete this.deleting;
    delete this.storingNil;
    this.version++;
    this.renewed = {
      added: added.filter((name) => !vanished.has(name)),
      removed: [...vanished].filter((name) => !this.byName.has(name)),
      edited,
    };
  }

  /** Adds a declaration; gives the names that had none before. */
  private put(decl: Decl, { names, members }: DeclWords): readonly string[] {
    for (const name of members) insert(this.byMember, name, decl);
    return [...names].filter((name) => insert(this.byName, name, decl));
  }

  private declsWith(has: (words: DeclWords) => boolean): readonly Decl[] {
    const found: Decl[] = [];
    for (const [decl, words] of this.words) if (has(words)) found.push(decl);
    return found;
  }
}

/** Puts a declaration in its place in the order of the text; tells whether it is the first of the name. */
function insert(map: DeclsByName, name: string, decl: Decl): boolean {
  const list = map.get(name) as Decl[] | undefined;
  if (list === undefined) {
    map.set(name, [decl]);
    return true;
  }
  let at = list.length;
  while (at > 0 && (list[at - 1] as Decl).pos > decl.pos) at--;
  list.splice(at, 0, decl);
  return false;
}

function remove(map: DeclsByName, name: string, decl: Decl): void {
  const list = map.get(name) as Decl[] | undefined;
  const at = list?.indexOf(decl) ?? -1;
  if (list === undefined || at < 0) return;
  if (list.length === 1) map.delete(name);
  else list.splice(at, 1);
}

/** The index that a declaration is in. */
const kept = new WeakMap<Decl, WordIndex>();
const ofFile = new WeakMap<File, WordIndex>();

/** The index of a file, made from that of an earlier text which has declarations in common with it. */
export function wordIndexOf(ast: File, text: string): WordIndex {
  const known = ofFile.get(ast);
  if (known?.isOf(ast) === true) return known;
  let index: WordIndex | undefined;
  for (const decl of ast.decls) if ((index = kept.get(decl)) !== undefined) break;
  if (index === undefined) index = new WordIndex(ast, text);
  else index.renew(ast, text);
  for (const decl of ast.decls) kept.set(decl, index);
  ofFile.set(ast, index);
  return index;
}
