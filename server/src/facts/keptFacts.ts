/**
 * The facts of fields and package variables from one edit to the next: they stay as long as no declaration is edited that
 * may say something of the variable or of another name of it, and the package is the same one.
 */
import { remembered } from '../base/remembered';
import type { Decl } from '../syntax/ast';
import { touching } from '../syntax/spans';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Var } from '../types/object';
import type { Operation, VarFacts } from './facts';
import { holdersOf } from './holders';
import type { WordIndex, Worded } from './wordIndex';
import { wordIndexOf } from './wordIndex';

/** Which declarations may say something of a variable. */
export interface Telling {
  /** Of a field: those in which one of these may be a member. */
  readonly members: readonly string[];
  /** Those that mention one of these: of a field, what holds its struct. */
  readonly names: ReadonlySet<string>;
  /** Of a field: those that assign through a pointer. */
  readonly pointers: boolean;
  /** Those of its other names. */
  readonly decls: ReadonlySet<Decl>;
}

/** What was found out of a variable. */
export interface Findings {
  readonly variable: Var;
  readonly operations: readonly Operation[];
  readonly names: readonly Var[];
  readonly telling: Telling;
  /** All declarations that were looked at to tell what is another name of it. */
  readonly looked: ReadonlySet<Decl>;
}

interface Kept extends Pick<Findings, 'telling' | 'looked'> {
  readonly facts: VarFacts;
}

/** Variables, and which declarations may say which they are; undefined where that is not known. */
export interface VariablesFound {
  readonly variables: readonly Var[];
  readonly telling: Telling | undefined;
}

interface Seen {
  readonly index: WordIndex;
  readonly version: number;
}

const states = new WeakMap<PackageInfo, KeptFacts>();

/** What is kept of a package, up to date with its files as they are now. */
export function keptFacts(info: PackageInfo): KeptFacts {
  const kept = remembered(states, info, () => new KeptFacts(info));
  kept.renew();
  return kept;
}

/** `files`, of its methods: those that the caller looks at. What is not of the latest files is neither given nor kept. */
export class KeptFacts {
  private files: PackageInfo['files'] = [];
  private seen = new Map<SourceFile, Seen>();
  private readonly byVariable = new Map<Var, Kept>();
  private deletedFrom: VariablesFound | undefined;
  /** The declarations in which something is wrong, as far as they were read when facts were last made. */
  private unparsed: readonly Worded[] | undefined;

  constructor(private readonly info: PackageInfo) {}

  /** Lets go of what an edit since may have changed. */
  renew(): void {
    const { info } = this;
    if (this.files === info.files) return;
    this.files = info.files;
    this.unparsed = undefined;
    const edited = this.editedSince();
    for (const [variable, { telling, looked }] of this.byVariable) {
      const stands =
        edited !== undefined &&
        telling.names === namesOf(info, variable, telling) &&
        !edited.some((one) => looked.has(one.decl) || mayTell(one, telling));
      if (!stands) this.byVariable.delete(variable);
    }
    const { telling } = this.deletedFrom ?? {};
    const stands = telling && edited?.some((one) => mayTell(one, telling)) === false;
    if (stands !== true) this.deletedFrom = undefined;
  }

  get(files: PackageInfo['files'], variable: Var): VarFacts | undefined {
    const facts = this.isLatest(files) ? this.byVariable.get(variable)?.facts : undefined;
    return facts && isInOrder(facts.operations) ? facts : undefined;
  }

  /** Makes facts, and keeps them. */
  make(files: PackageInfo['files'], findings: Findings): VarFacts {
    const { variable, operations, names, telling, looked } = findings;
    // Nothing here may hold on to what was collected of one text.
    const isComplete = (): boolean => this.isComplete(telling);
    const facts: VarFacts = {
      variable,
      operations,
      names,
      get complete() {
        return isComplete();
      },
    };
    // Declarations were read for them.
    this.unparsed = undefined;
    if (this.isLatest(files)) this.byVariable.set(variable, { facts, telling, looked });
    return facts;
  }

  /** The variables that something is deleted from, as `find` found them. */
  variablesDeletedFrom(files: PackageInfo['files'], find: () => VariablesFound): readonly Var[] {
    if (this.deletedFrom !== undefined && this.isLatest(files)) return this.deletedFrom.variables;
    const found = find();
    if (found.telling !== undefined && this.isLatest(files)) this.deletedFrom = found;
    return found.variables;
  }

  private isLatest(files: PackageInfo['files']): boolean {
    return files === this.files && files === this.info.files;
  }

  /** The declarations that came and went since the last time; undefined where that is not known. */
  private editedSince(): readonly Worded[] | undefined {
    const before = this.seen;
    this.seen = new Map();
    const edited: Worded[] = [];
    let known = before.size === this.files.length;
    for (const file of this.files) {
      const index = wordIndexOf(file.ast, file.text);
      const { version } = index;
      const last = before.get(file);
      this.seen.set(file, { index, version });
      if (last?.index !== index || version - last.version > 1) known = false;
      else if (version !== last.version) edited.push(...index.renewed.edited);
    }
    return known ? edited : undefined;
  }

  /** Whether all that may say something could be parsed. */
  private isComplete(telling: Telling): boolean {
    this.renew();
    this.unparsed ??= this.files.flatMap(wrongIn);
    return !this.unparsed.some((one) => mayTell(one, telling));
  }
}

function wrongIn({ ast, text }: SourceFile): readonly Worded[] {
  const { decls, readErrors } = ast;
  if (readErrors.length === 0) return [];
  const wrong = touching(readErrors);
  const index = wordIndexOf(ast, text);
  return decls.flatMap((decl) => {
    const words = wrong(decl.pos, decl.end) ? index.wordsOf(decl) : undefined;
    return words === undefined ? [] : [{ decl, words }];
  });
}

/** The names as they are now; the same set where nothing has changed. */
function namesOf(info: PackageInfo, variable: Var, { names }: Telling): ReadonlySet<string> {
  return variable.role === 'field' ? holdersOf(info, variable) : names;
}

function mayTell({ decl, words }: Worded, { members, names, pointers, decls }: Telling): boolean {
  if (decls.has(decl) || (pointers && words.assignsThroughPointer)) return true;
  if (members.some((name) => words.members.has(name))) return true;
  for (const name of names) if (words.names.has(name)) return true;
  return false;
}

function isInOrder(operations: readonly Operation[]): boolean {
  return operations.every((op, i) => {
    const before = operations[i - 1];
    return before?.file !== op.file || before.node.pos <= op.node.pos;
  });
}
