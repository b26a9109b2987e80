/**
 * The facts of fields and package variables from one edit to the next: they stay as long as no declaration is edited that
 * may say something of the variable, and the package is the same one.
 *
 * Kept are those of variables that go by no other name: what becomes of another name is seen in other declarations.
 */
import { remembered } from '../base/remembered';
import type { Decl } from '../syntax/ast';
import { touching } from '../syntax/spans';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Var } from '../types/object';
import type { Operation, VarFacts } from './facts';
import { holdersOf } from './holders';
import type { DeclWords, WordIndex } from './wordIndex';
import { wordIndexOf } from './wordIndex';

/** Which declarations may say something of a variable. */
export interface Telling {
  /** Of a field: those in which one of these may be a member. */
  readonly members: readonly string[];
  /** Those that mention one of these: of a field, what holds its struct. */
  readonly names: ReadonlySet<string>;
  /** Of a field: those that assign through a pointer. */
  readonly pointers: boolean;
}

interface Kept {
  readonly facts: VarFacts;
  readonly telling: Telling;
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

export class KeptFacts {
  private files: PackageInfo['files'] = [];
  private seen = new Map<SourceFile, Seen>();
  private readonly byVariable = new Map<Var, Kept>();
  private wrong: { readonly errors: number; readonly words: readonly DeclWords[] } | undefined;

  constructor(private readonly info: PackageInfo) {}

  /** Lets go of the facts that an edit since may have changed. */
  renew(): void {
    const { info } = this;
    if (this.files === info.files) return;
    this.files = info.files;
    this.wrong = undefined;
    const before = this.seen;
    this.seen = new Map();
    const edited: DeclWords[] = [];
    let known = before.size === info.files.length;
    for (const file of info.files) {
      const index = wordIndexOf(file.ast, file.text);
      const { version } = index;
      const last = before.get(file);
      this.seen.set(file, { index, version });
      if (last?.index !== index || version - last.version > 1) known = false;
      else if (version !== last.version) edited.push(...index.renewed.edited);
    }
    if (!known) this.byVariable.clear();
    for (const [variable, { telling }] of this.byVariable) {
      const stands = telling.names === namesOf(info, variable, telling);
      if (!stands || edited.some((words) => mayTell(words, telling))) {
        this.byVariable.delete(variable);
      }
    }
  }

  /** @param files those that the caller looks at: undefined where these are not the latest */
  get(files: PackageInfo['files'], variable: Var): VarFacts | undefined {
    const facts = files === this.files ? this.byVariable.get(variable)?.facts : undefined;
    return facts && isInOrder(facts.operations) ? facts : undefined;
  }

  /** Makes facts of operations that go through no other name, and keeps them where they are of the latest files. */
  make(
    files: PackageInfo['files'],
    variable: Var,
    operations: readonly Operation[],
    telling: Telling,
  ): VarFacts {
    // Nothing here may hold on to what was collected of one text.
    const isComplete = (): boolean => this.isComplete(telling);
    const facts: VarFacts = {
      variable,
      operations,
      names: [],
      get complete() {
        return isComplete();
      },
    };
    if (files === this.files && this.info.files === files) {
      this.byVariable.set(variable, { facts, telling });
    }
    return facts;
  }

  /** Whether all that may say something could be parsed. */
  private isComplete(telling: Telling): boolean {
    this.renew();
    return !this.unparsed().some((words) => mayTell(words, telling));
  }

  /** What declarations mention in which something is wrong: more of them are found as files are read. */
  private unparsed(): readonly DeclWords[] {
    let errors = 0;
    for (const { ast } of this.files) errors += ast.readErrors.length;
    if (this.wrong?.errors === errors) return this.wrong.words;
    const words = errors === 0 ? [] : this.files.flatMap(wrongIn);
    this.wrong = { errors, words };
    return words;
  }
}

function wrongIn({ ast, text }: SourceFile): readonly DeclWords[] {
  const { decls, readErrors } = ast;
  if (readErrors.length === 0) return [];
  const wrong = touching(readErrors);
  const index = wordIndexOf(ast, text);
  const wordsOf = (decl: Decl): readonly DeclWords[] => {
    const words = index.wordsOf(decl);
    return words === undefined ? [] : [words];
  };
  return decls.filter(({ pos, end }) => wrong(pos, end)).flatMap(wordsOf);
}

/** The names as they are now; the same set where nothing has changed. */
function namesOf(info: PackageInfo, variable: Var, { names }: Telling): ReadonlySet<string> {
  return variable.role === 'field' ? holdersOf(info, variable) : names;
}

function mayTell(words: DeclWords, { members, names, pointers }: Telling): boolean {
  if (pointers && words.assignsThroughPointer) return true;
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
