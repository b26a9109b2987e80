/**
 * How long the holder of a map lives, as far as its package shows: where values of the struct are made, and where they go.
 *
 * "Certain" and not
 * - A package variable lives as long as the program; what only its function has dies with it.
 * - What is handed to callers in other packages, or stored, lives as long as they like: taken for long, and said to be so.
 * - An element of a collection that loses elements may be gone at any time: nothing is known of how long it lives.
 */
import { remembered } from '../base/remembered';
import type { CallExpr, Expr, FuncDecl, Node, SelectorExpr } from '../syntax/ast';
import { isExported } from '../types/lookup';
import { unalias, underlying } from '../types/basic';
import type { PackageInfo } from '../types/info';
import type { TypeName, Var } from '../types/object';
import type { NamedType, Type } from '../types/type';
import { callOf, deedOf } from './calls';
import type { Deed } from './callTable';
import {
  calleeOf,
  indexOfNode,
  isFunction,
  isNil,
  lastIndex,
  unparen,
  variableOf,
} from './expressions';
import type { PackageFacts } from './facts';
import { placeOf as declaredAt, ownFunction, parametersOf } from './functions';
import { isInitialAssignment } from './initial';
import { endsAll } from './lifecycle';
import { originIn } from './origins';
import type { Site } from './sites';
import { callsOf, declsMentioning, walkWithPath } from './sites';

/** Where a value of the struct goes that is made at a place. */
export type Fate =
  /** Nobody but the function has it. */
  | 'local'
  /** A local of `main`, or of a function that starts a goroutine with it. */
  | 'program'
  /** A package variable holds it. */
  | 'package'
  /** A goroutine runs a method of it, or captures it. */
  | 'goroutine'
  /** Code of other packages gets it. */
  | 'caller'
  /** Another struct holds it. */
  | 'field'
  /** A collection holds it. */
  | 'element'
  /** A collection holds it that loses elements. */
  | 'passing'
  /** A field gets it in place of another one. */
  | 'replacement';

export interface Birth {
  readonly fate: Fate;
  readonly at: Site;
}

/** How many variables, functions and places of a struct are looked at; one that has more is taken to get about. */
const MOST_PLACES = 200;

/** What was looked at on the way: each variable and function once. */
type Seen = Set<Var | FuncDecl>;

const kept = new WeakMap<PackageFacts, Map<TypeName, readonly Birth[]>>();

/** Where the values of a struct type are made, and where they go; empty where the package makes none. */
export function birthsOf(facts: PackageFacts, type: TypeName): readonly Birth[] {
  const byType = remembered(kept, facts, () => new Map<TypeName, readonly Birth[]>());
  const known = byType.get(type);
  if (known !== undefined) return known;
  // A struct that leads to itself is asked about while it is looked into.
  byType.set(type, []);
  const found = findBirths(facts, type);
  byType.set(type, found);
  return found;
}

/** The named struct type that declares a field; undefined for other variables, and for structs without a name. */
export function structOf({ info }: PackageFacts, field: Var): TypeName | undefined {
  if (field.owner === undefined) return undefined;
  const obj = info.lookup(field.owner);
  return obj?.kind === 'type' ? obj : undefined;
}

function namedOf(type: Type): NamedType | undefined {
  const plain = unalias(type);
  return plain.kind === 'named' ? plain : undefined;
}

/** Whether a type is the one that is declared so, or an instance of it; not a pointer to it. */
function isOf(type: Type, name: TypeName): boolean {
  return namedOf(type)?.obj === name;
}

/** Whether a type is that of values of a struct, or of pointers to them. */
function holdsOne(type: Type, name: TypeName): boolean {
  const plain = unalias(type);
  return isOf(plain, name) || (plain.kind === 'pointer' && isOf(plain.elem, name));
}

/** `T{`, `T[K]{`, `new(T`, `var x T`, in the text of a function. */
function madeIn(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{Nd}_])${name}\\s*[[{]|\\bnew\\s*\\(|\\bvar\\b`, 'u');
}

function findBirths(facts: PackageFacts, type: TypeName): readonly Birth[] {
  const { info } = facts;
  const births: Birth[] = [];
  const seen: Seen = new Set();
  for (const { file, decl } of declsMentioning(info, type.name, madeIn(type.name))) {
    if (births.length + seen.size > MOST_PLACES) break;
    walkWithPath(decl, (node, path) => {
      const site = (): Site => ({ file, node, path: path.slice() });
      switch (node.kind) {
        case 'CompositeLit':
          if (isOf(info.typeOf(node), type)) births.push(...fatesOf(facts, site(), seen));
          return;
        case 'CallExpr': {
          const [made] = node.args;
          if (info.builtinOf(node) !== 'new' || made === undefined) return;
          if (isOf(info.typeOf(made), type)) births.push(...fatesOf(facts, site(), seen));
          return;
        }
        case 'ValueSpec':
          for (const name of node.names) {
            const variable = variableOf(info, name);
            if (variable === undefined || node.values.length > 0) continue;
            if (isOf(elementOf(variable.type()), type)) {
              births.push(...variableFates(facts, site(), variable, seen));
            }
          }
          return;
        case 'StructType':
          for (const field of node.fields) {
            const held = info.typeOf(field.type);
            if (!isOf(elementOf(held), type)) continue;
            const shared = ['map', 'slice'].includes(underlying(held).kind);
            births.push(...holderFates(facts, site(), shared ? 'element' : 'field'));
          }
          return;
        default:
      }
    });
  }
  return births;
}

/** What lies in arrays, slices and maps of a type. */
function elementOf(type: Type): Type {
  const plain = unalias(type);
  return plain.kind === 'array' || plain.kind === 'slice' || plain.kind === 'map'
    ? elementOf(plain.elem)
    : plain;
}

/** A struct that holds another by value lives as the one around it does. */
function holderFates(facts: PackageFacts, at: Site, fate: 'field' | 'element'): readonly Birth[] {
  const spec = at.path.at(-1);
  const holder = spec?.kind === 'TypeSpec' ? facts.info.lookup(spec.name.name) : undefined;
  const births = holder?.kind === 'type' ? birthsOf(facts, holder) : [];
  const local = births.length > 0 && births.every((birth) => birth.fate === 'local');
  return [{ fate: local ? 'local' : fate, at }];
}

/** Where a value goes that an expression makes or hands on. */
function fatesOf(facts: PackageFacts, { file, node, path }: Site, seen: Seen): readonly Birth[] {
  const { info } = facts;
  let at = path.length - 1;
  let current: Node = node;
  let parent = path[at];
  while (
    parent?.kind === 'ParenExpr' ||
    (parent?.kind === 'UnaryExpr' && parent.op === '&') ||
    (parent?.kind === 'CallExpr' && parent.args[0] === current && info.isType(parent.fun))
  ) {
    current = parent;
    parent = path[--at];
  }
  const site: Site = { file, node, path };
  const is = (fate: Fate): readonly Birth[] => [{ fate, at: site }];
  switch (parent?.kind) {
    case 'AssignStmt': {
      const target = parent.lhs[indexOfNode(parent.rhs, current)];
      if (target === undefined) return is('caller');
      return assignedFates(facts, site, target, parent, path.slice(0, at), seen);
    }
    case 'ValueSpec': {
      const name = parent.names[indexOfNode(parent.values, current)];
      const variable = name && variableOf(info, name);
      return variable === undefined ? is('caller') : variableFates(facts, site, variable, seen);
    }
    case 'ReturnStmt':
      return returnedFates(facts, site, path, seen);
    case 'KeyValueExpr':
    case 'CompositeLit':
      return is('field');
    case 'CallExpr':
      if (parent.fun !== current) return passedFates(facts, site, parent, current, seen);
      return is('local');
    case 'SelectorExpr':
    case 'ExprStmt':
      return is('local');
    default:
      return is('caller');
  }
}

/** What is handed to a function of the package goes where its parameter goes; a function of others may keep it. */
function passedFates(
  facts: PackageFacts,
  at: Site,
  call: CallExpr,
  arg: Node,
  seen: Seen,
): readonly Birth[] {
  const { info } = facts;
  const index = indexOfNode(call.args, arg);
  const deed = deedOf(callOf(info, call), index);
  if (deed === 'stores') return [{ fate: 'element', at }];
  if (deed === 'reads') return [{ fate: 'local', at }];
  const own = ownFunction(info, calleeOf(call));
  const parameter = own && parametersOf(own)[index];
  const variable = parameter && variableOf(info, parameter.name);
  const place = variable && declaredAt(info, variable);
  if (variable === undefined || place === undefined) return [{ fate: 'caller', at }];
  const inside = { file: place.file, node: place.decl, path: [place.decl] };
  return variableFates(facts, inside, variable, seen);
}

function assignedFates(
  facts: PackageFacts,
  at: Site,
  target: Expr,
  node: Node,
  path: readonly Node[],
  seen: Seen,
): readonly Birth[] {
  const { info } = facts;
  const plain = unparen(target);
  if (plain.kind === 'Ident') {
    const variable = variableOf(info, plain);
    return variable === undefined ? [] : variableFates(facts, at, variable, seen);
  }
  if (plain.kind === 'SelectorExpr') {
    const first =
      isInitialAssignment(info, node, plain, path, originIn(info, path)) || endsAll(info, path);
    return [{ fate: first ? 'field' : 'replacement', at }];
  }
  if (plain.kind === 'IndexExpr') {
    const holder = variableOf(info, plain.x);
    return [
      { fate: holder !== undefined && losesElements(facts, holder) ? 'passing' : 'element', at },
    ];
  }
  return [{ fate: 'replacement', at }];
}

/** Whether elements are deleted from a map or slice. */
function losesElements(facts: PackageFacts, holder: Var): boolean {
  const kind = underlying(holder.type()).kind;
  if (kind !== 'map' && kind !== 'slice') return false;
  return facts
    .of(holder)
    .operations.some(
      ({ kind: what, value }) =>
        what === 'delete' || what === 'clear' || (kind === 'slice' && value === 'append'),
    );
}

function variableFates(facts: PackageFacts, at: Site, variable: Var, seen: Seen): readonly Birth[] {
  if (variable.role === 'package') return [{ fate: 'package', at }];
  if (variable.role === 'field') return [{ fate: 'field', at }];
  if (seen.has(variable)) return [];
  seen.add(variable);
  if (seen.size > MOST_PLACES) return [{ fate: 'caller', at }];
  const { path } = at;
  const decl = path.find((n) => n.kind === 'FuncDecl');
  if (decl === undefined) return [{ fate: 'caller', at }];
  const fates: Birth[] = [];
  if (variable.role === 'result') fates.push(...returnedFates(facts, at, path, seen));
  walkWithPath(decl, (node, around) => {
    if (node.kind !== 'Ident' || node.pos === variable.at?.pos) return;
    if (variableOf(facts.info, node) !== variable) return;
    const parent = around.at(-1);
    fates.push(...capturedFates(facts, at, around, variable, seen));
    if (parent?.kind === 'SelectorExpr' && parent.x === node) {
      fates.push(...selectedFates(facts, at, parent, around.slice(0, -1), seen));
      return;
    }
    if (parent?.kind === 'AssignStmt' && indexOfNode(parent.lhs, node) >= 0) return;
    if (parent?.kind === 'BinaryExpr' || parent?.kind === 'RangeStmt') return;
    const use: Site = { file: at.file, node, path: around.slice() };
    fates.push(...fatesOf(facts, use, seen));
  });
  const left = fates.filter(({ fate }) => fate !== 'local');
  if (left.length > 0) return left;
  return [{ fate: decl.name.name === 'main' && decl.recv === undefined ? 'program' : 'local', at }];
}

/** Of `x.f` and `x.run`: a method has all of its receiver, whether it is called or goes somewhere as a value. */
function selectedFates(
  facts: PackageFacts,
  at: Site,
  selector: SelectorExpr,
  path: readonly Node[],
  seen: Seen,
): readonly Birth[] {
  const { info } = facts;
  if (info.selection(selector)?.kind !== 'method') return [];
  const use: Site = { file: at.file, node: selector, path };
  const call = path.at(-1);
  if (call?.kind !== 'CallExpr' || call.fun !== selector) {
    const deed = call?.kind === 'CallExpr' ? deedAt(info, call, selector) : undefined;
    if (deed === 'runs elsewhere') return [{ fate: 'goroutine', at }];
    return isRun(deed) ? [] : asFunction(fatesOf(facts, use, seen));
  }
  if (path.at(-2)?.kind === 'GoStmt') return [{ fate: 'goroutine', at }];
  const method = ownFunction(info, selector);
  const name = method?.recv?.names[0];
  const receiver = name && variableOf(info, name);
  const place = receiver && declaredAt(info, receiver);
  if (receiver === undefined || place === undefined) return [];
  const inside = { file: place.file, node: place.decl, path: [place.decl] };
  return variableFates(facts, inside, receiver, seen).filter(({ fate }) => fate !== 'program');
}

/** Of a variable that a function literal uses which begins after it: where the outermost of them goes. */
function capturedFates(
  facts: PackageFacts,
  at: Site,
  around: readonly Node[],
  variable: Var,
  seen: Seen,
): readonly Birth[] {
  const outermost = around.findIndex(
    (n) => n.kind === 'FuncLit' && (variable.at?.pos ?? 0) < n.pos,
  );
  const literal = around[outermost];
  if (literal === undefined) return [];
  const call = around[outermost - 1];
  if (call?.kind === 'CallExpr' && call.fun === literal) {
    return around[outermost - 2]?.kind === 'GoStmt' ? [{ fate: 'goroutine', at }] : [];
  }
  const deed = call?.kind === 'CallExpr' ? deedAt(facts.info, call, literal) : undefined;
  if (deed === 'runs elsewhere') return [{ fate: 'goroutine', at }];
  if (isRun(deed)) return [];
  const use: Site = { file: at.file, node: literal, path: around.slice(0, outermost) };
  return asFunction(fatesOf(facts, use, seen));
}

/** A function that a field gets in place of another one says nothing of the values that the other one had. */
function asFunction(fates: readonly Birth[]): readonly Birth[] {
  return fates.flatMap(({ fate, at }) => {
    if (fate === 'program') return [];
    return [{ fate: fate === 'replacement' ? 'field' : fate, at }];
  });
}

function deedAt(info: PackageInfo, call: CallExpr, arg: Node): Deed | undefined {
  return deedOf(callOf(info, call), indexOfNode(call.args, arg));
}

/** Whether a function that is handed over has been called for the last time when the call returns. */
function isRun(deed: Deed | undefined): boolean {
  return deed === 'runs' || deed === 'runs once';
}

/** What a function returns goes to its callers: those of the package, and those of others where it is exported. */
function returnedFates(
  facts: PackageFacts,
  at: Site,
  path: readonly Node[],
  seen: Seen,
): readonly Birth[] {
  const inner = path[lastIndex(path, isFunction)];
  if (inner?.kind !== 'FuncDecl') return [{ fate: 'caller', at }];
  if (seen.has(inner)) return [];
  seen.add(inner);
  if (seen.size > MOST_PLACES) return [{ fate: 'caller', at }];
  const calls = callsOf(facts.info, inner);
  const fates = calls.flatMap((call) => fatesOf(facts, call, seen));
  const unseen = isExported(inner.name.name) || isValue(facts.info, inner);
  if (unseen || fates.length === 0) fates.push({ fate: 'caller', at });
  return fates;
}

/** Whether a function is named other than to call it. */
function isValue(info: PackageInfo, func: FuncDecl): boolean {
  let found = false;
  for (const { decl } of declsMentioning(info, func.name.name)) {
    const callees = new Set<Node>();
    walkWithPath(decl, (node, path) => {
      if (node.kind === 'CallExpr') callees.add(calleeOf(node));
      if (node.kind !== 'Ident' || node === func.name) return;
      const parent = path.at(-1);
      const named = parent?.kind === 'SelectorExpr' && parent.sel === node ? parent : node;
      found ||= !callees.has(named) && ownFunction(info, named) === func;
    });
  }
  return found;
}

// The holder goes when the map is empty ---------------------------------------------------------------------------------

/** A statement by which a value of the struct is let go of: `x.f = nil`, `delete(all, k)`, `all = append(all[:i], …)`. */
export function dropsOne(info: PackageInfo, node: Node, type: TypeName): boolean {
  if (node.kind === 'CallExpr' && info.builtinOf(node) === 'delete') {
    const map = node.args[0] && underlying(info.typeOf(node.args[0]));
    return map?.kind === 'map' && holdsOne(map.elem, type);
  }
  if (node.kind !== 'AssignStmt' || node.op !== '=' || node.lhs.length !== node.rhs.length) {
    return false;
  }
  return node.lhs.some((left, i) => {
    const value = node.rhs[i];
    if (value === undefined) return false;
    const to = info.typeOf(left);
    if (isNil(info, value)) return holdsOne(to, type);
    const list = underlying(to);
    const plain = unparen(value);
    return list.kind === 'slice' && holdsOne(list.elem, type) && plain.kind === 'CallExpr';
  });
}
