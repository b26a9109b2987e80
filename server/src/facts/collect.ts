/**
 * Collects the facts of one package from the declarations that can say something about what is asked, each visited once,
 * then follows locals that are other names of a variable, and parameters and receivers of the package's own functions.
 *
 * The collection is flow-insensitive: it knows that an operation is written, not whether or in which order it runs.
 */
import type {
  AssignStmt,
  CallExpr,
  Expr,
  File,
  Node,
  RangeStmt,
  SelectorExpr,
  StarExpr,
  Decl,
} from '../syntax/ast';
import { addTo } from '../base/multimap';
import { once } from '../base/once';
import { remembered } from '../base/remembered';
import { touching } from '../syntax/spans';
import { forEachChild } from '../syntax/walk';
import { unalias } from '../types/basic';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Func, Var } from '../types/object';
import {
  calleeOf,
  indexOfNode,
  isBlank,
  isMap,
  isNil,
  lastName,
  sameExpr,
  sameVariable,
  unparen,
  variableOf,
} from './expressions';
import { callOf, deedOf, iteratedOf, letsGo } from './calls';
import type { Deed } from './callTable';
import type { NewValue, Operation, PackageFacts, Use, VarFacts } from './facts';
import { originOf, TooMuch } from './facts';
import { elementOf, isElement } from './elements';
import { declarationOf, declAround, ownFunction, parametersOf, placeOf } from './functions';
import { heldFields, holdersOf } from './holders';
import type { Telling, VariablesFound } from './keptFacts';
import { keptFacts } from './keptFacts';
import { isInitialAssignment } from './initial';
import { assignsTo, filesMentioning, mentionsIn, mentionsOf, takesAddress } from './mentions';
import { originIn } from './origins';
import type { OtherNames, RawOperation } from './otherNames';
import { createOtherNames, otherName, subjectOf } from './otherNames';
import { nilStoresOf } from './nilStore';
import { sliceDeletesOf } from './sliceDelete';

/** What a call does with a map or slice, as an operation on it. */
const OPERATIONS: Readonly<Partial<Record<Deed, Operation['kind']>>> = {
  reads: 'read',
  measures: 'len',
  ranges: 'range',
  'ranges keys': 'range',
  copies: 'read',
  inserts: 'insert',
  deletes: 'delete',
  clears: 'clear',
  writes: 'read',
  sorts: 'read',
};

interface Found {
  readonly variable: Var;
  readonly operation: RawOperation;
}

interface Collector {
  readonly info: PackageInfo;
  readonly operations: Map<Var, RawOperation[]>;
  /** All of them in the order in which they were found. */
  readonly found: Found[];
  readonly uses: Map<Var, Use[]>;
  /** The places of names, and of the holders of a struct. */
  readonly places: Map<string | ReadonlySet<string>, Places>;
  readonly visitedPlaces: WeakSet<Places>;
  /** The names that were looked for in each declaration; see `visit`. */
  readonly visited: Map<Decl, Set<string>>;
  /** The declarations in which all names were looked for. */
  readonly visitedWhole: Set<Decl>;
  /** The names all of whose declarations are among these. */
  readonly visitedNames: Set<string>;
}

/**
 * @param info the checked files
 * @param all every file of the folder that could belong to the package, included or not
 */
export function collectFacts(info: PackageInfo, all: readonly SourceFile[]): PackageFacts {
  const c: Collector = {
    info,
    operations: new Map(),
    found: [],
    uses: new Map(),
    places: new Map(),
    visitedPlaces: new WeakSet(),
    visited: new Map(),
    visitedWhole: new Set(),
    visitedNames: new Set(),
  };
  const otherNames = createOtherNames({
    operationsOf(variable) {
      if (isLocal(variable)) visitAllUses(c, variable);
      return c.operations.get(variable) ?? [];
    },
    usesOf: (variable) => c.uses.get(variable) ?? [],
  });
  const inSourceOrder = sourceOrder(info);
  const { files } = info;
  const kept = once(() => keptFacts(info));
  const resolved = new Map<Var, VarFacts>();
  const of = (variable: Var): VarFacts => {
    const origin = originOf(variable);
    const known = resolved.get(origin);
    if (known !== undefined) return known;
    const before = isLocal(origin) ? undefined : kept().get(files, origin);
    if (before !== undefined) {
      resolved.set(origin, before);
      return before;
    }
    visitAllUses(c, origin);
    const names = new Set<Var>();
    const operations = inSourceOrder(otherNames.follow(origin, names));
    names.delete(origin);
    const looked = isLocal(origin)
      ? undefined
      : declsOf(info, otherNames.reached([origin], MOST_NAMES));
    if (looked !== undefined) {
      const decls = declsOf(info, names) ?? NO_DECLS;
      const telling = { ...tellingOf(info, origin), decls };
      const found = { variable: origin, operations, names: [...names], telling, looked };
      const facts = kept().make(files, found);
      resolved.set(origin, facts);
      return facts;
    }
    const complete = once(() =>
      [origin, ...names].every((name) => usesOf(c, name).every(({ sound }) => sound())),
    );
    const facts = {
      variable: origin,
      operations,
      names: [...names],
      get complete() {
        return complete();
      },
    };
    resolved.set(origin, facts);
    return facts;
  };
  const outside = all.filter((file) => !info.files.includes(file) && !file.included);
  const code = outside.filter((file) => !file.test);
  const complete = once(() => [...info.files, ...outside].every(({ ast }) => ast.sound));
  const deletedFrom = once(() =>
    kept()
      .variablesDeletedFrom(files, () => variablesDeletedFrom(c, otherNames))
      .map(of),
  );
  const sliceDeletes = once(() =>
    info.files.flatMap((file) =>
      mentionsOf(file).sliceDeletes.flatMap((decl) => sliceDeletesOf(info, file, decl)),
    ),
  );
  const nilStores = once(() =>
    info.files.flatMap((file) =>
      mentionsOf(file).nilStores.flatMap((decl) => nilStoresOf(info, file, decl)),
    ),
  );
  return {
    info,
    get complete() {
      return complete();
    },
    get deletedFrom() {
      return deletedFrom();
    },
    of,
    get sliceDeletes() {
      return sliceDeletes();
    },
    get nilStores() {
      return nilStores();
    },
    mayBeAssignedElsewhere: (variable) => mayBeAssigned(info, code, variable),
    usesOf(variable) {
      visitAllUses(c, variable);
      return c.uses.get(variable) ?? [];
    },
  };
}

// Which declarations to visit --------------------------------------------------------------------------------------

/** What is known of files that are not type-checked, as long as these are the same. */
interface Elsewhere {
  readonly trees: readonly File[];
  readonly answers: Map<Var, { readonly holders: ReadonlySet<string>; readonly may: boolean }>;
}

const elsewhere = new WeakMap<PackageInfo, Elsewhere>();

/** Whether a file that is not type-checked may give the variable, or the struct that holds it, a new value. */
function mayBeAssigned(info: PackageInfo, files: readonly SourceFile[], variable: Var): boolean {
  const holders = variable.role === 'field' ? holdersOf(info, variable) : NO_NAMES;
  let known = elsewhere.get(info);
  const { trees } = known ?? {};
  if (trees?.length !== files.length || files.some(({ ast }, i) => ast !== trees[i])) {
    known = { trees: files.map(({ ast }) => ast), answers: new Map() };
    elsewhere.set(info, known);
  }
  const before = known?.answers.get(variable);
  if (before?.holders === holders) return before.may;
  const may = mayBeAssignedIn(files, variable, holders);
  known?.answers.set(variable, { holders, may });
  return may;
}

const NO_NAMES: ReadonlySet<string> = new Set();

function mayBeAssignedIn(
  files: readonly SourceFile[],
  { name, owner }: Var,
  holders: ReadonlySet<string>,
): boolean {
  const names = [name, ...holders];
  return files.some((file) => {
    if (names.some((one) => assignsTo(file, one)) || takesAddress(file, name)) return true;
    const { byName, pointerAssignments } = mentionsOf(file);
    const mentioning = owner === undefined ? [] : (byName.get(owner) ?? []);
    return mentioning.some((decl) => pointerAssignments.includes(decl));
  });
}

/** Stands for the assignments `*x = …`, which may replace what a struct holds without naming it. */
const THROUGH_POINTER = '*';

/** Looks for a name in declarations: for what is called so, and for what happens to it. */
function visitDecls(c: Collector, file: SourceFile, decls: readonly Decl[], name: string): void {
  for (const decl of decls) {
    if (c.visitedWhole.has(decl)) continue;
    const names = c.visited.get(decl);
    if (names?.has(name) === true) continue;
    if (names !== undefined && names.size >= MOST_WALKS) {
      visitOthers(c, file, decl);
      continue;
    }
    if (names === undefined) c.visited.set(decl, new Set([name]));
    else names.add(name);
    for (const noted of notedOf(c.info, file, decl, name)) take(c, noted);
  }
}

/** How many names are looked for one by one in a declaration; with the next, all others are. */
const MOST_WALKS = 8;

/** Looks for the names that were not looked for yet. */
function visitOthers(c: Collector, file: SourceFile, decl: Decl): void {
  c.visitedWhole.add(decl);
  const names = c.visited.get(decl);
  for (const noted of allNotedOf(c.info, file, decl)) {
    if (names?.has(noted.name) !== true) take(c, noted);
  }
}

/** Something that a declaration says of a variable. */
interface Noted {
  /** What was looked for. */
  readonly name: string;
  readonly variable: Var;
  readonly what: { readonly operation: RawOperation } | { readonly use: Use };
}

/** What was found in a declaration; the same from one edit to the next, as long as objects are the same. */
interface KeptNotes {
  readonly byName: Map<string, readonly Noted[]>;
  /** Of all names, in the order of the walk. */
  all?: readonly Noted[];
}

const notes = new WeakMap<PackageInfo, WeakMap<Decl, KeptNotes>>();

function notesOf(info: PackageInfo, decl: Decl): KeptNotes {
  const byDecl = remembered(notes, info, () => new WeakMap<Decl, KeptNotes>());
  return remembered(byDecl, decl, () => ({ byName: new Map() }));
}

function notedOf(info: PackageInfo, file: SourceFile, decl: Decl, name: string): readonly Noted[] {
  const { byName, all } = notesOf(info, decl);
  return remembered(
    byName,
    name,
    () =>
      all?.filter((noted) => noted.name === name) ??
      noteIn(info, file, decl, (other) => other === name),
  );
}

function allNotedOf(info: PackageInfo, file: SourceFile, decl: Decl): readonly Noted[] {
  const kept = notesOf(info, decl);
  return (kept.all ??= noteIn(info, file, decl, () => true));
}

function noteIn(
  info: PackageInfo,
  file: SourceFile,
  decl: Decl,
  wants: (name: string) => boolean,
): readonly Noted[] {
  const noted: Noted[] = [];
  visit({ info, file, wants, noted, name: '' }, decl, []);
  return noted;
}

function take(c: Collector, { variable, what }: Noted): void {
  if ('use' in what) {
    addTo(c.uses, variable, what.use);
    return;
  }
  addTo(c.operations, variable, what.operation);
  c.found.push({ variable, operation: what.operation });
}

/** Looks for all names in the declarations that mention one. */
function visitWhole(c: Collector, name: string): void {
  if (c.visitedNames.has(name)) return;
  c.visitedNames.add(name);
  for (const { file, byName } of filesMentioning(c.info, name)) {
    for (const decl of byName.get(name) ?? []) {
      if (!c.visitedWhole.has(decl)) visitOthers(c, file, decl);
    }
  }
}

/** Declarations of a file in which something that is called so may be. */
interface Place {
  readonly file: SourceFile;
  readonly decls: readonly Decl[];
  readonly name: string;
}

/** Places that are looked at together, whichever variable they are looked at for. */
interface Places {
  readonly all: () => readonly Place[];
  /** Whether all of what stands there could be parsed; true only once they were visited. */
  readonly sound: () => boolean;
}

function placesOnce(all: () => readonly Place[]): Places {
  const known = once(all);
  return { all: known, sound: once(() => areSound(known())) };
}

/** Every place that can hold an operation on the variable. Fields of one struct share most of them. */
function usesOf(c: Collector, variable: Var): readonly Places[] {
  const { info } = c;
  const { name } = variable;
  const shared = (key: string | ReadonlySet<string>, find: () => readonly Place[]): Places =>
    remembered(c.places, key, () => placesOnce(find));
  const named = (one: string, how: 'byName' | 'byMember'): Places =>
    shared(`${how} ${one}`, () => placesOf(info, one, how));
  if (isLocal(variable)) return [placesOnce(() => placesAround(info, variable))];
  if (variable.role !== 'field') return [named(name, 'byName')];
  const { members, names: holders } = tellingOf(info, variable);
  return [
    ...members.map((member) => named(member, 'byMember')),
    shared(THROUGH_POINTER, () =>
      mentionsIn(info)
        .filter(({ pointerAssignments }) => pointerAssignments.length > 0)
        .map(({ file, pointerAssignments: decls }) => ({ file, decls, name: THROUGH_POINTER })),
    ),
    shared(holders, () => [...holders].flatMap((holder) => placesOf(info, holder, 'byName'))),
  ];
}

const NO_DECLS: ReadonlySet<Decl> = new Set();

/** The declarations that declare locals; undefined where nobody knows which these are. */
function declsOf(
  info: PackageInfo,
  locals: ReadonlySet<Var> | undefined,
): ReadonlySet<Decl> | undefined {
  const decls = locals && [...locals].flatMap((local) => declAround(info, local) ?? []);
  return decls && new Set(decls);
}

/** Which declarations may hold an operation on a field or package variable, by that name. */
function tellingOf(info: PackageInfo, variable: Var): Telling {
  const { name } = variable;
  if (variable.role !== 'field')
    return { members: [], names: new Set([name]), pointers: false, decls: NO_DECLS };
  const type = variable.embedded ? unalias(variable.type()) : undefined;
  const methods = type?.kind === 'named' ? type.methodNames() : [];
  return {
    members: [name, ...methods],
    names: holdersOf(info, variable),
    pointers: true,
    decls: NO_DECLS,
  };
}

function placesOf(info: PackageInfo, name: string, how: 'byName' | 'byMember'): readonly Place[] {
  const places: Place[] = [];
  for (const mentions of filesMentioning(info, name)) {
    const decls = mentions[how].get(name);
    if (decls !== undefined) places.push({ file: mentions.file, decls, name });
  }
  return places;
}

/** The declaration that declares a local. */
function placesAround(info: PackageInfo, variable: Var): readonly Place[] {
  const place = placeOf(info, variable);
  return place === undefined
    ? []
    : [{ file: place.file, decls: [place.decl], name: variable.name }];
}

function visitAllUses(c: Collector, variable: Var): void {
  for (const places of usesOf(c, variable)) {
    if (c.visitedPlaces.has(places)) continue;
    c.visitedPlaces.add(places);
    for (const { file, decls, name } of places.all()) visitDecls(c, file, decls, name);
  }
}

/** Whether all of what stands there could be parsed. */
function areSound(places: readonly Place[]): boolean {
  return places.every(({ file, decls }) => {
    const wrong = touching(file.ast.readErrors);
    return !decls.some((decl) => wrong(decl.pos, decl.end));
  });
}

/** More other names of a variable are not looked into to tell when its facts are out of date: they are not kept. */
const MOST_NAMES = 20;

/** What deletes from a map. */
const DELETING = ['delete', 'DeleteFunc'];

/**
 * How many variables of a package that lose entries are looked into, and how many declarations that delete: no package of
 * Go's standard library has 61 of either.
 */
const MOST_DELETED_FROM = 4000;

/** The fields and package variables that something is deleted from, also by a function that they are passed to. */
function variablesDeletedFrom(c: Collector, otherNames: OtherNames): VariablesFound {
  const tooMuch = (what: string): TooMuch =>
    new TooMuch(`the package has more than ${MOST_DELETED_FROM} ${what}.`);
  const deleting = DELETING.flatMap((name) => placesOf(c.info, name, 'byName'));
  if (deleting.reduce((sum, { decls }) => sum + decls.length, 0) > MOST_DELETED_FROM) {
    throw tooMuch('declarations that delete from maps');
  }
  for (const name of DELETING) visitWhole(c, name);
  const reached = new Set<Var>();
  const waiting: Var[] = [];
  const reach = (variable: Var): void => {
    if (reached.has(variable)) return;
    if (reached.size >= MOST_DELETED_FROM) throw tooMuch('variables that lose entries');
    reached.add(variable);
    waiting.push(variable);
  };
  /** What gives a name to another variable. */
  const given = new Map<Var, Found[]>();
  const names = new Set(DELETING);
  const asked = new Set<Var>();
  const pass = (name: Var, { variable, operation }: Found): void => {
    asked.add(name);
    if (!reached.has(variable) && otherNames.followed(variable, operation) === name)
      reach(variable);
  };
  let known = 0;
  const takeFound = (): void => {
    for (; known < c.found.length; known++) {
      const found = c.found[known] as Found;
      if (found.operation.kind === 'delete') reach(found.variable);
      const name = otherName(found.operation);
      if (name === undefined) continue;
      addTo(given, name, found);
      if (reached.has(name)) pass(name, found);
    }
  };
  takeFound();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const found of given.get(next) ?? []) pass(next, found);
    if (next.role !== 'param' && next.role !== 'receiver') continue;
    const around = declAround(c.info, next);
    if (around?.kind === 'FuncDecl') {
      names.add(around.name.name);
      visitWhole(c, around.name.name);
    }
    takeFound();
  }
  const variables = [...c.operations.keys()].filter(
    (variable) => !isLocal(variable) && reached.has(variable),
  );
  const further = otherNames.reached(asked, MOST_DELETED_FROM);
  const decls = declsOf(c.info, further && new Set([...asked, ...further]));
  return { variables, telling: decls && { members: [], names, pointers: false, decls } };
}

/** Sorts operations by file, then by place. */
function sourceOrder(
  info: PackageInfo,
): (operations: readonly Operation[]) => readonly Operation[] {
  const numbers = once(() => new Map(info.files.map((file, i) => [file, i])));
  const numberOf = ({ file }: Operation): number => numbers().get(file) ?? -1;
  return (operations) =>
    [...operations].sort((a, b) => numberOf(a) - numberOf(b) || a.node.pos - b.node.pos);
}

// The walk ---------------------------------------------------------------------------------------------------------

/** A walk over one declaration, and the names whose operations it collects. */
interface Walk {
  readonly info: PackageInfo;
  readonly file: SourceFile;
  readonly wants: (name: string) => boolean;
  readonly noted: Noted[];
  /** The one of the names that was met last. */
  name: string;
}

function wants(w: Walk, name: string): boolean {
  if (!w.wants(name)) return false;
  w.name = name;
  return true;
}

/** `path` is one array that grows and shrinks with the walk; what keeps it makes a copy. */
function visit(w: Walk, node: Node, path: Node[]): void {
  const { file } = w;
  switch (node.kind) {
    case 'Ident':
      if (wants(w, node.name)) visitName(w, file, node, path);
      return;
    case 'SelectorExpr':
      if (wants(w, node.sel.name)) {
        visitName(w, file, node, path);
        visitPromoted(w, file, node, path);
      }
      path.push(node);
      visit(w, node.x, path);
      path.pop();
      return;
    case 'StarExpr': {
      const name = lastName(node.x);
      if (name !== undefined && wants(w, name)) visitDeref(w, file, node, path);
      break;
    }
    case 'AssignStmt':
      noteStructReplacement(w, node, node.lhs, path);
      break;
    case 'RangeStmt':
      noteStructReplacement(w, node, [node.key, node.value], path);
      break;
    default:
  }
  path.push(node);
  forEachChild(node, (child) => {
    visit(w, child, path);
  });
  path.pop();
}

function visitName(c: Walk, file: SourceFile, node: Expr, path: readonly Node[]): void {
  const variable = variableOf(c.info, node);
  if (variable === undefined) return;
  const subject = subjectOf(variable) ?? (elementOf(variable) && 'value');
  if (subject === undefined) return;
  if (isLocal(variable)) {
    const use = { file, ident: node, path: path.slice() };
    c.noted.push({ name: c.name, variable, what: { use } });
  }
  if (subject === 'value') record(c, file, variable, node, path);
}

/** `*p` of a pointer to a map or slice counts as the variable p. */
function visitDeref(c: Walk, file: SourceFile, node: StarExpr, path: readonly Node[]): void {
  const variable = variableOf(c.info, node.x);
  if (variable === undefined || subjectOf(variable) !== 'pointer') return;
  record(c, file, variable, node, path);
}

/** `x.Add(k)`, where Add is a method of a map type that the type of x embeds, is a use of the embedded field. */
function visitPromoted(c: Walk, file: SourceFile, node: SelectorExpr, path: readonly Node[]): void {
  const selection = c.info.selection(node);
  const embedded = selection?.kind === 'method' ? selection.path.at(-1) : undefined;
  if (embedded?.kind !== 'var' || subjectOf(embedded) !== 'value') return;
  if (selection?.obj.kind !== 'func') return;
  const call = path.at(-1);
  const called = call?.kind === 'CallExpr' && call.fun === node && !runsLater(call, path.at(-2));
  const use = methodUse(c, selection.obj);
  add(c, embedded, {
    file,
    target: node,
    node,
    path: path.slice(),
    ...(called ? use : { kind: use.kind, alias: 'stored' }),
  });
}

function isLocal(variable: Var): boolean {
  return variable.role !== 'package' && variable.role !== 'field';
}

function add(c: Walk, variable: Var, operation: RawOperation): void {
  // An array of maps is no map or slice itself.
  if (subjectOf(variable) !== undefined) {
    c.noted.push({ name: c.name, variable: originOf(variable), what: { operation } });
  }
  const element = elementOf(variable);
  const inner = element && elementOperation(operation);
  if (element !== undefined && inner !== undefined) add(c, element, inner);
}

/** What an operation on a container does to all that lies in it; undefined where it does nothing to the maps themselves. */
function elementOperation(operation: RawOperation): RawOperation | undefined {
  const { kind, value, local, param } = operation;
  switch (kind) {
    case 'alias': {
      const { local: _, param: __, ...alias } = operation;
      const inner = local && elementOf(local);
      const element = param && (() => elementIn(param()));
      return { ...alias, ...(inner && { local: inner }), ...(element && { param: element }) };
    }
    case 'delete':
    case 'clear': {
      const { key: _, ...rest } = operation;
      return { ...rest, kind: 'replace', value: 'nil', initial: false };
    }
    case 'replace':
      return value === 'append' || value === 'reslice'
        ? undefined
        : { ...operation, value: 'other' };
    default:
      return undefined;
  }
}

function elementIn(variable: Var | undefined): Var | undefined {
  return variable && elementOf(variable);
}

/** Finds out from the nodes around an occurrence of the variable what is done with it. */
function record(
  c: Walk,
  file: SourceFile,
  variable: Var,
  target: Expr,
  path: readonly Node[],
): void {
  const { info } = c;
  let at = path.length - 1;
  let current: Node = target;
  // Parentheses, conversions and re-slicing denote the same map or array.
  for (; at >= 0; at--) {
    const around = path[at];
    if (around === undefined) return;
    const same =
      around.kind === 'ParenExpr' ||
      (around.kind === 'SliceExpr' && around.x === current) ||
      (around.kind === 'CallExpr' && around.args[0] === current && info.isType(around.fun));
    if (!same) break;
    current = around;
  }
  const parent = path[at];
  if (parent === undefined) return;
  const outside = path.slice(0, at);
  const emit = (operation: Omit<RawOperation, 'file' | 'target' | 'node' | 'path'>): void =>
    add(c, variable, { file, target, node: parent, path: outside, ...operation });
  const emitAlias = (alias: NonNullable<Operation['alias']>): void =>
    emit({ kind: 'alias', alias });

  switch (parent.kind) {
    case 'IndexExpr':
      if (parent.x === current)
        recordIndex(c, parent, path.slice(0, at), emit, (operation, node, p) =>
          add(c, variable, { file, target, node, path: p, ...operation }),
        );
      if (parent.x === current) recordElement(c, file, variable, parent, path.slice(0, at));
      return;
    case 'AssignStmt': {
      const left = indexOfNode(parent.lhs, current);
      if (left >= 0) {
        recordReplace(c, variable, file, target, parent, parent.rhs[left], outside);
        return;
      }
      const right = indexOfNode(parent.rhs, current);
      const receiver = parent.lhs[right];
      if (receiver !== undefined && sameVariable(info, receiver, target)) return;
      const local = receiver === undefined ? undefined : variableOf(info, receiver);
      if (isBlank(receiver)) return;
      emit({ kind: 'alias', alias: 'assigned', ...(local && isLocal(local) ? { local } : {}) });
      return;
    }
    case 'ValueSpec': {
      const name = indexOfNode(parent.names, current);
      if (name >= 0) {
        recordReplace(c, variable, file, target, parent, parent.values[name], outside);
        return;
      }
      const receiver = parent.names[indexOfNode(parent.values, current)];
      const local = receiver === undefined ? undefined : variableOf(info, receiver);
      emit({ kind: 'alias', alias: 'assigned', ...(local && isLocal(local) ? { local } : {}) });
      return;
    }
    case 'RangeStmt':
      if (parent.x === current) {
        emit({ kind: 'range' });
        recordRangeValue(c, file, variable, parent, outside);
      } else emit({ kind: 'replace', value: 'other', initial: parent.op === ':=' });
      return;
    case 'KeyValueExpr':
      if (parent.key === current) {
        recordReplace(c, variable, file, target, parent, parent.value, outside);
      } else emitAlias('stored');
      return;
    case 'CompositeLit':
    case 'SendStmt':
      emitAlias('stored');
      return;
    case 'ReturnStmt':
      emitAlias('returned');
      return;
    case 'BinaryExpr':
      emit({ kind: 'len' });
      return;
    case 'UnaryExpr':
      if (parent.op === '&') {
        const call = path[at - 1];
        const param =
          call?.kind === 'CallExpr' && !runsLater(call, path[at - 2])
            ? paramOf(c.info, call, indexOfNode(call.args, parent))
            : undefined;
        emit({ kind: 'alias', alias: 'address', ...(param ? { param } : {}) });
      }
      return;
    case 'CallExpr':
      recordArgument(
        c,
        parent,
        indexOfNode(parent.args, current),
        runsLater(parent, path[at - 1]),
        emit,
      );
      return;
    case 'SelectorExpr': {
      const method = info.selection(parent)?.obj;
      if (method?.kind !== 'func') return;
      // A method that is not called at once keeps its receiver.
      const call = path[at - 1];
      const called = call?.kind === 'CallExpr' && call.fun === parent;
      const use = methodUse(c, method);
      emit(called && !runsLater(call, path[at - 2]) ? use : { kind: use.kind, alias: 'stored' });
      return;
    }
    case 'TypeAssertExpr':
    case 'TypeSwitchStmt':
    case 'SwitchStmt':
    case 'CaseClause':
      emitAlias('stored');
      return;
    default:
  }
}

/** `shards[i]`, where that is a map or leads to one, and what stands around it. */
function recordElement(
  c: Walk,
  file: SourceFile,
  variable: Var,
  index: Expr,
  path: readonly Node[],
): void {
  const element = elementOf(variable);
  if (element !== undefined) record(c, file, element, index, path);
}

/** `for _, shard := range shards`: the local is another name of what lies in the container. */
function recordRangeValue(
  c: Walk,
  file: SourceFile,
  variable: Var,
  node: RangeStmt,
  path: readonly Node[],
): void {
  const element = elementOf(variable);
  const { value } = node;
  if (element === undefined || value === undefined || isBlank(value)) return;
  const local = variableOf(c.info, value);
  const name = local && isLocal(local) ? { local } : {};
  add(c, element, { kind: 'alias', alias: 'assigned', file, node, target: value, path, ...name });
}

/** Whether a call is that of a `go` or `defer` statement, whose arguments wait until it runs. */
function runsLater(call: CallExpr, around: Node | undefined): boolean {
  return (around?.kind === 'GoStmt' || around?.kind === 'DeferStmt') && around.call === call;
}

/** The receiver of a method is the variable, or a pointer to it. */
function methodUse(c: Walk, method: Func): Pick<RawOperation, 'kind' | 'alias' | 'param'> {
  const param = receiverOf(c.info, method);
  const alias = method.pointerReceiver ? 'address' : 'argument';
  return { kind: 'alias', alias, ...(param ? { param } : {}) };
}

type Emit = (operation: Omit<RawOperation, 'file' | 'target' | 'node' | 'path'>) => void;

/** `m[k]` and what stands around it. */
function recordIndex(
  c: Walk,
  index: Extract<Expr, { kind: 'IndexExpr' }>,
  path: readonly Node[],
  emit: Emit,
  emitAt: (
    operation: Omit<RawOperation, 'file' | 'target' | 'node' | 'path'>,
    node: Node,
    path: readonly Node[],
  ) => void,
): void {
  let at = path.length - 1;
  let current: Node = index;
  while (path[at]?.kind === 'ParenExpr') current = path[at--] ?? current;
  const parent = path[at];
  const [key] = index.indices;
  const withKey = key === undefined ? {} : { key };
  const stores =
    parent !== undefined &&
    ((parent.kind === 'AssignStmt' && indexOfNode(parent.lhs, current) >= 0) ||
      (parent.kind === 'RangeStmt' && (parent.key === current || parent.value === current)) ||
      parent.kind === 'IncDecStmt');
  if (stores) {
    emitAt({ kind: 'insert', ...withKey }, parent, path.slice(0, at));
    return;
  }
  const both =
    (parent?.kind === 'AssignStmt' &&
      parent.lhs.length === 2 &&
      parent.rhs.length === 1 &&
      parent.rhs[0] === current) ||
    (parent?.kind === 'ValueSpec' &&
      parent.names.length === 2 &&
      parent.values.length === 1 &&
      parent.values[0] === current);
  if (parent?.kind === 'UnaryExpr' && parent.op === '&') emit({ kind: 'alias', alias: 'address' });
  else emit({ kind: both ? 'commaOk' : 'read', ...withKey });
}

function recordArgument(c: Walk, call: CallExpr, index: number, later: boolean, emit: Emit): void {
  if (index < 0) return;
  const { info } = c;
  const known = callOf(info, call);
  const deed = deedOf(known, index);
  const builtin = info.builtinOf(call);
  if (builtin === 'append' && (index === 0 || call.ellipsis)) {
    // The result may share the array.
    emit({ kind: 'read' });
    return;
  }
  if (deed === 'stores') {
    emit({ kind: 'alias', alias: 'stored' });
    return;
  }
  const kind = deed && OPERATIONS[deed];
  const iterated = iteratedOf(known) === index;
  if (kind !== undefined && (iterated || letsGo(known, index))) {
    const [, key] = builtin === 'delete' ? call.args : [];
    const whole = iterated || (deed === 'copies' && isMap(info, call.args[index]));
    emit({ kind: whole ? 'range' : kind, ...(key ? { key } : {}) });
    return;
  }
  const param = later ? undefined : paramOf(c.info, call, index);
  emit({ kind: 'alias', alias: 'argument', ...(param ? { param } : {}) });
}

/** `x = value`, a declaration `x = value`, or a field of a composite literal `x: value`. */
function recordReplace(
  c: Walk,
  variable: Var,
  file: SourceFile,
  target: Expr,
  node: Node,
  value: Expr | undefined,
  path: readonly Node[],
): void {
  const defines =
    node.kind === 'ValueSpec' ||
    node.kind === 'KeyValueExpr' ||
    (node.kind === 'AssignStmt' && node.op === ':=' && variable.at?.pos === target.pos);
  const initial =
    defines || isInitialAssignment(c.info, node, target, path, originIn(c.info, path));
  const kind = newValueOf(c.info, value);
  if (node.kind === 'ValueSpec' && value === undefined && node.values.length === 0) return;
  const local = value && isElement(variable) ? variableOf(c.info, value) : undefined;
  const stored = local && isLocal(local) ? { stored: local } : {};
  add(c, variable, { kind: 'replace', file, node, target, path, value: kind, initial, ...stored });
  const literal = value === undefined ? undefined : unparen(value);
  if (literal?.kind === 'CompositeLit' && literal.elts.length > 0) {
    add(c, variable, { kind: 'insert', file, node, target, path, initial });
  }
}

function newValueOf(info: PackageInfo, value: Expr | undefined): NewValue {
  if (value === undefined) return 'other';
  const plain = unparen(value);
  if (plain.kind === 'CompositeLit') return 'literal';
  if (plain.kind === 'SliceExpr') return 'reslice';
  if (isNil(info, plain)) return 'nil';
  if (plain.kind !== 'CallExpr') return 'other';
  const builtin = info.builtinOf(plain);
  if (builtin === 'make' || builtin === 'append') return builtin;
  const [arg] = plain.args;
  return plain.args.length === 1 && arg !== undefined && info.isType(plain.fun)
    ? newValueOf(info, arg)
    : 'other';
}

/**
 * `*c = Cache{…}`, `s.state = state{…}`, `s.shards[i] = shard{…}` and `for _, s.state = range all` replace every map and
 * slice that the struct holds by value.
 */
function noteStructReplacement(
  c: Walk,
  node: AssignStmt | RangeStmt,
  targets: readonly (Expr | undefined)[],
  path: readonly Node[],
): void {
  if (node.op !== '=' || (node.kind === 'AssignStmt' && isSwap(c.info, node))) return;
  const { file } = c;
  for (const left of targets) {
    if (left === undefined) continue;
    const target = unparen(left);
    const base = containerOf(target);
    const name = base.kind === 'StarExpr' ? THROUGH_POINTER : lastName(base);
    if (name === undefined || !wants(c, name)) continue;
    // Which variable a local is another name of is not known.
    if (base.kind === 'Ident' && variableOf(c.info, base)?.role !== 'package') continue;
    const fields = heldFields(c.info.typeOf(target));
    if (fields.size === 0) continue;
    const initial = isInitialAssignment(c.info, node, target, path, originIn(c.info, path));
    for (const field of fields) {
      add(c, field, { kind: 'replace', file, node, target, path, value: 'other', initial });
    }
  }
}

/** `a, b = b, a`: nothing new comes, and nothing goes. */
function isSwap(info: PackageInfo, { lhs, rhs }: AssignStmt): boolean {
  if (lhs.length !== rhs.length) return false;
  const byName = new Map<string | undefined, Expr[]>();
  for (const right of rhs) addTo(byName, lastName(right), right);
  return lhs.every((left) =>
    byName.get(lastName(left))?.some((right) => sameExpr(info, left, right)),
  );
}

/** The `x.f` of `x.f[i][j]`. */
function containerOf(expr: Expr): Expr {
  const plain = unparen(expr);
  return plain.kind === 'IndexExpr' ? containerOf(plain.x) : plain;
}

// Functions of the package ---------------------------------------------------------------------------------------

/** The parameter that the argument becomes, where a function of the package is called by its name. */
function paramOf(
  info: PackageInfo,
  call: CallExpr,
  index: number,
): (() => Var | undefined) | undefined {
  if (index < 0) return undefined;
  const decl = ownFunction(info, calleeOf(call));
  if (decl === undefined) return undefined;
  const parameter = parametersOf(decl)[index];
  if (parameter === undefined || parameter.field.type.kind === 'Ellipsis') return undefined;
  return () => variableOf(info, parameter.name);
}

function receiverOf(info: PackageInfo, method: Func): (() => Var | undefined) | undefined {
  const name = declarationOf(info, method.origin ?? method)?.recv?.names[0];
  return name === undefined ? undefined : () => variableOf(info, name);
}
