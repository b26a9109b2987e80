/** Which variables and fields hold a struct by value, so that a new value of theirs replaces what the struct holds. */
import { addTo } from '../base/multimap';
import { once } from '../base/once';
import { remembered } from '../base/remembered';
import type { Decl, File, GenDecl } from '../syntax/ast';
import { declaredBy } from '../syntax/lazyFile';
import { unalias, underlying } from '../types/basic';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Var } from '../types/object';
import type { StructType, Type } from '../types/type';
import { declaredOf, elementOf } from './elements';
import { originOf } from './facts';
import { declAround } from './functions';
import { filesMentioning, mentionsIn } from './mentions';

const MOST_NESTED = 6;

type KeptByDepth<T> = WeakMap<StructType, T[]>;

const fieldsOf: KeptByDepth<ReadonlySet<Var>> = new WeakMap();
const structsOf: KeptByDepth<ReadonlySet<Var>> = new WeakMap();

/** The map and slice fields of a struct, or of the structs in an array, and of those that it holds by value. */
export function heldFields(type: Type): ReadonlySet<Var> {
  return heldIn(type, fieldsOf, (field) => field);
}

/**
 * The structs with map or slice fields that a value of a type holds: the type itself, structs in arrays of it, and those
 * that they hold by value. Each stands for all its fields, and is named by the first as it is declared.
 */
function heldStructs(type: Type): ReadonlySet<Var> {
  return heldIn(type, structsOf, (_, struct) => keyOf(struct));
}

/** What stands for the map and slice fields that a value of a type holds. */
function heldIn(
  type: Type,
  kept: KeptByDepth<ReadonlySet<Var>>,
  standIn: (field: Var, struct: StructType) => Var,
  depth = 0,
): ReadonlySet<Var> {
  const struct = elemOf(type, ['array']);
  if (struct.kind !== 'struct' || depth > MOST_NESTED) return NOTHING;
  return atDepth(kept, struct, depth, () => {
    const held = new Set<Var>();
    const seen = new Set<Type>();
    for (const field of struct.fields) {
      const inner = underlying(field.type());
      if (inner.kind === 'map' || inner.kind === 'slice' || elementOf(field) !== undefined) {
        held.add(standIn(field, struct));
      } else if (!seen.has(inner)) {
        for (const below of heldIn(inner, kept, standIn, depth + 1)) held.add(below);
      }
      seen.add(inner);
    }
    return held;
  });
}

const NOTHING: ReadonlySet<Var> = new Set();

type Container = Extract<Type, { readonly elem: Type }>['kind'];

/** The underlying type of what lies in containers of these kinds. */
function elemOf(type: Type, kinds: readonly Container[]): Type {
  let elem = underlying(type);
  for (let i = 0; i < MOST_NESTED && 'elem' in elem && kinds.includes(elem.kind); i++) {
    elem = underlying(elem.elem);
  }
  return elem;
}

/** What is computed of a struct once for each depth. */
function atDepth<T>(kept: KeptByDepth<T>, struct: StructType, depth: number, compute: () => T): T {
  return (remembered(kept, struct, () => [])[depth] ??= compute());
}

const keys = new WeakMap<Var, Var>();

/** The first field of a struct, as it is declared; found by each of the fields from then on. */
function keyOf({ fields }: StructType): Var {
  const key = originOf(fields[0] as Var);
  if (keys.has(key)) return key;
  for (const field of fields) keys.set(originOf(field), key);
  return key;
}

/** The structs that a variable of a type, or an element of it, holds: assigning to it may replace what is in them. */
function replaced(type: Type): ReadonlySet<Var> {
  return heldStructs(elemOf(type, ['array', 'slice', 'map']));
}

/** Names of fields, by the struct that their values hold. */
type FieldNames = ReadonlyMap<Var, ReadonlySet<string>>;

const fieldNamesOf: KeptByDepth<FieldNames> = new WeakMap();

/**
 * The names of the fields that hold structs: those of a struct, of the structs in it, and of the instances of generic
 * types that it leads to, whose own declarations do not tell.
 */
function holdingFields(type: Type, depth = 0): FieldNames {
  const struct = elemOf(type, ['array', 'slice', 'map', 'pointer']);
  if (struct.kind !== 'struct' || depth > MOST_NESTED) return new Map();
  return atDepth(fieldNamesOf, struct, depth, () => {
    const names = new Map<Var, Set<string>>();
    const add = (key: Var, name: string): void => {
      remembered(names, key, () => new Set()).add(name);
    };
    // Many fields may be of one type.
    const seen = { all: new Set<FieldNames>(), held: new Set<FieldNames>() };
    for (const field of struct.fields) {
      const type = field.type();
      const own = replaced(type);
      for (const key of own) add(key, field.name);
      const all = leadsToInstance(type);
      if (own.size === 0 && !all) continue;
      const below = holdingFields(type, depth + 1);
      if (seen.all.has(below) || (!all && seen.held.has(below))) continue;
      seen[all ? 'all' : 'held'].add(below);
      for (const [key, inner] of below) {
        if (all || own.has(key)) for (const name of inner) add(key, name);
      }
    }
    return names;
  });
}

/** Whether a type is, or contains or points to, an instance of a generic type or a struct without a name. */
function leadsToInstance(type: Type): boolean {
  let at = unalias(type);
  for (let i = 0; i < MOST_NESTED && 'elem' in at; i++) at = unalias(at.elem);
  return at.kind === 'struct' || (at.kind === 'named' && at.typeArgs.length > 0);
}

/** Types and variables of one type. */
interface OfOneType {
  readonly names: { readonly name: string; readonly isVar: boolean }[];
  readonly held: ReadonlySet<Var>;
  readonly fields: FieldNames;
}

/** What declarations declare that holds a struct, by the struct. */
type Holdings = ReadonlyMap<Var, readonly OfOneType[]>;

function holdingsOf(info: PackageInfo, decls: readonly Decl[]): Holdings {
  const byType = new Map<Type, OfOneType>();
  const holdings = new Map<Var, OfOneType[]>();
  for (const name of decls.flatMap((decl) => declaredBy(decl).names)) {
    const obj = info.lookup(name);
    if (obj?.kind !== 'var' && obj?.kind !== 'type') continue;
    const type = obj.type();
    let one = byType.get(type);
    if (one === undefined) {
      one = { names: [], held: replaced(type), fields: holdingFields(type) };
      byType.set(type, one);
      for (const key of new Set([...one.held, ...one.fields.keys()])) {
        addTo(holdings, key, one);
      }
    }
    one.names.push({ name, isVar: obj.kind === 'var' });
  }
  return holdings;
}

/** What the search for holders has found of a package, whichever struct it was for. */
interface Found {
  readonly holders: Map<Var, ReadonlySet<string>>;
  /** What they were before bodies were edited: the same sets stay. */
  readonly before: ReadonlyMap<Var, ReadonlySet<string>>;
  readonly mentioning: Map<string, Mentioning>;
  readonly holdings: Map<Decl, Holdings>;
  /** The functions whose results a package variable may get, and what such variables hold. */
  readonly fed: () => { readonly funcs: ReadonlySet<string>; readonly holdings: Holdings };
}

/** The declarations that mention a name. */
interface Mentioning {
  readonly decls: readonly GenDecl[];
  readonly funcs: ReadonlySet<string>;
}

interface KeptFound {
  files: PackageInfo['files'];
  readonly found: Found;
  readonly mentioned: Map<SourceFile, MentionedOwn>;
}

const kept = new WeakMap<PackageInfo, KeptFound>();

/** What is found stays so until a body is edited in such a way that it mentions other names of the package. */
function foundIn(info: PackageInfo): Found {
  const known = kept.get(info);
  if (known?.files === info.files) return known.found;
  if (known !== undefined && isMentionedAlike(info, known.mentioned)) {
    known.files = info.files;
    return known.found;
  }
  const found: Found = {
    holders: new Map(),
    before: known?.found.holders ?? new Map(),
    mentioning: new Map(),
    holdings: new Map(),
    fed: once(() => {
      const { funcs, decls } = fedVariables(info);
      return { funcs, holdings: holdingsOf(info, decls) };
    }),
  };
  const mentioned = new Map<SourceFile, MentionedOwn>();
  isMentionedAlike(info, mentioned);
  kept.set(info, { files: info.files, found, mentioned });
  return found;
}

/** The names of its package that each declaration of a file mentions, in the order of the text. */
interface MentionedOwn {
  readonly ast: File;
  readonly names: readonly (readonly string[])[];
}

/**
 * Brings what declarations mention of their package up to date, and tells whether that is what it was. The declarations
 * of a package that stays the same one are those that they were, one by one.
 */
function isMentionedAlike(info: PackageInfo, known: Map<SourceFile, MentionedOwn>): boolean {
  let alike = true;
  for (const { file, namesIn } of mentionsIn(info)) {
    const { ast } = file;
    const before = known.get(file);
    if (before?.ast === ast) continue;
    const names = ast.decls.flatMap((decl) =>
      decl.kind === 'BadDecl' ? [] : [ownNames(info, namesIn(decl))],
    );
    known.set(file, { ast, names });
    alike &&= names.length === before?.names.length && names.every(isEqualTo(before.names));
  }
  return alike;
}

function isEqualTo(lists: readonly (readonly string[])[]) {
  return (names: readonly string[], i: number): boolean => {
    const other = lists[i];
    if (other === names) return true;
    if (other?.length !== names.length) return false;
    const all = new Set(other);
    return names.every((name) => all.has(name));
  };
}

interface OwnNames {
  readonly functions: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

const declared = new WeakMap<PackageInfo, OwnNames>();

/** The names that declarations of a package declare: the same ones as long as it is the same package. */
function declaredNames(info: PackageInfo): OwnNames {
  return remembered(declared, info, () => {
    const [functions, all] = [new Set<string>(), new Set<string>()];
    for (const { ast } of info.files) {
      for (const decl of ast.decls) {
        for (const name of declaredBy(decl).names) {
          all.add(name);
          if (decl.kind === 'FuncDecl') functions.add(name);
        }
      }
    }
    return { functions, all };
  });
}

/** By the names that a declaration mentions. */
const owned = new WeakMap<PackageInfo, WeakMap<readonly string[], readonly string[]>>();

/** Those of names that the package declares. */
function ownNames(info: PackageInfo, names: readonly string[]): readonly string[] {
  const known = remembered(owned, info, () => new WeakMap<readonly string[], readonly string[]>());
  return remembered(known, names, () => {
    const { all } = declaredNames(info);
    return names.filter((name) => all.has(name));
  });
}

function mentioningOf(info: PackageInfo, { mentioning }: Found, name: string): Mentioning {
  return remembered(mentioning, name, () => {
    const decls: GenDecl[] = [];
    const funcs = new Set<string>();
    for (const { byName } of filesMentioning(info, name)) {
      for (const decl of byName.get(name) ?? []) {
        if (decl.kind === 'FuncDecl') for (const func of declaredBy(decl).names) funcs.add(func);
        else if (decl.kind === 'GenDecl' && declaresHolders(decl)) decls.push(decl);
      }
    }
    return { decls, funcs };
  });
}

function declaresHolders({ tok }: GenDecl): boolean {
  return tok === 'var' || tok === 'type';
}

/**
 * The declarations of variables that mention a function of the package, and the functions that they mention or that
 * those mention, and so on.
 */
function fedVariables(info: PackageInfo): {
  readonly funcs: ReadonlySet<string>;
  readonly decls: readonly Decl[];
} {
  const decls: Decl[] = [];
  const fed = new Set<string>();
  for (const { file, namesIn } of mentionsIn(info)) {
    for (const decl of file.ast.decls) {
      if (decl.kind !== 'GenDecl' || decl.tok !== 'var') continue;
      const called = calledIn(info, namesIn(decl));
      if (called.length === 0) continue;
      decls.push(decl);
      for (const func of called) fed.add(func);
    }
  }
  const bodies = functionsOf(info);
  // A set is walked to the end of what is added meanwhile.
  for (const func of fed) {
    for (const { decl, namesIn } of bodies.get(func) ?? []) {
      for (const name of calledIn(info, namesIn(decl))) fed.add(name);
    }
  }
  return { funcs: fed, decls };
}

interface Body {
  readonly decl: Decl;
  readonly namesIn: (decl: Decl) => readonly string[];
}

/** The functions and methods of a package by name. */
function functionsOf(info: PackageInfo): ReadonlyMap<string, readonly Body[]> {
  const byName = new Map<string, Body[]>();
  for (const { file, namesIn } of mentionsIn(info)) {
    for (const decl of file.ast.decls) {
      if (decl.kind !== 'FuncDecl') continue;
      for (const func of declaredBy(decl).names) addTo(byName, func, { decl, namesIn });
    }
  }
  return byName;
}

/** Those of names that are functions of the package. */
function calledIn(info: PackageInfo, names: readonly string[]): readonly string[] {
  const { functions } = declaredNames(info);
  return ownNames(info, names).filter((name) => functions.has(name));
}

/**
 * The names of fields and package variables that hold the field's struct by value, as elements, or within another
 * struct. Looked for are declarations that mention the struct, or a type or variable that holds it, and once a function
 * mentions such a one whose result a variable may get, all variables that functions give their values.
 */
export function holdersOf(info: PackageInfo, variable: Var): ReadonlySet<string> {
  const field = declaredOf(variable);
  const found = foundIn(info);
  const known = found.holders.get(field);
  if (known !== undefined) return known;
  const holders = new Set<string>();
  const declaration = declAround(info, field);
  const { fields, names } = declaredWith(info, field, declaration);
  /** Names whose mentions are looked at; more are added meanwhile. */
  const leads = new Set(names);
  const take = (holdings: Holdings): void => {
    const key = keys.get(field);
    if (key === undefined) return;
    for (const one of holdings.get(key) ?? []) {
      for (const inner of one.fields.get(key) ?? []) holders.add(inner);
      if (!one.held.has(key)) continue;
      for (const { name, isVar } of one.names) {
        leads.add(name);
        if (isVar) holders.add(name);
      }
    }
  };
  const taken = new Set<Decl>();
  let called = false;
  for (const name of leads) {
    const { decls, funcs } = mentioningOf(info, found, name);
    for (const decl of decls) {
      if (taken.has(decl)) continue;
      taken.add(decl);
      take(remembered(found.holdings, decl, () => holdingsOf(info, [decl])));
    }
    if (called || funcs.size === 0) continue;
    const fed = found.fed();
    called = [...funcs].some((func) => fed.funcs.has(func));
    if (called) take(fed.holdings);
  }
  const before = found.before.get(field);
  const stands = before !== undefined && isEqualTo([[...before]])([...holders], 0);
  const result = stands ? before : holders;
  // What holds one field of a struct holds all of them.
  for (const sibling of fields) found.holders.set(sibling, result);
  return result;
}

/** The struct of a field: its fields, and the names whose declaration writes it out. */
interface Written {
  readonly fields: readonly Var[];
  readonly names: readonly string[];
}

const written = new WeakMap<PackageInfo, WeakMap<Decl, ReadonlyMap<Var, Written>>>();

/** The struct that declares a field; of one that is written out where only values show, all that is declared with it. */
function declaredWith(info: PackageInfo, field: Var, decl: Decl | undefined): Written {
  if (decl === undefined) return { fields: [field], names: [] };
  const byDecl = remembered(written, info, () => new WeakMap<Decl, ReadonlyMap<Var, Written>>());
  return (
    remembered(byDecl, decl, () => structsIn(info, decl)).get(field) ?? {
      fields: [field],
      names: declaredBy(decl).names,
    }
  );
}

/** The structs that the types of a declaration write out, by their fields. */
function structsIn(info: PackageInfo, decl: Decl): ReadonlyMap<Var, Written> {
  const found = new Map<Var, { readonly fields: readonly Var[]; readonly names: string[] }>();
  for (const name of declaredBy(decl).names) {
    const obj = info.lookup(name);
    if (obj?.kind !== 'type' && obj?.kind !== 'var') continue;
    const waiting = [obj.kind === 'type' ? underlying(obj.type()) : obj.type()];
    for (let type = waiting.pop(); type !== undefined; type = waiting.pop()) {
      const plain = unalias(type);
      if (plain.kind === 'map') waiting.push(plain.key, plain.elem);
      else if ('elem' in plain) waiting.push(plain.elem);
      if (plain.kind !== 'struct') continue;
      const [first] = plain.fields;
      if (first === undefined) continue;
      // Structs that are written out cannot be cyclic, but one may be the type of several names.
      const known = found.get(first);
      if (known !== undefined) {
        if (known.names.at(-1) !== name) known.names.push(name);
        continue;
      }
      const struct = { fields: plain.fields, names: [name] };
      for (const field of plain.fields) {
        found.set(field, struct);
        waiting.push(field.type());
      }
    }
  }
  return found;
}
