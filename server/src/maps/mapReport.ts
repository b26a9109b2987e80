/** What the hover, `heapghost layout FILE:LINE:COL` and the panel show of the map under the cursor. */
import type { Arch, GoVersion } from '../../../runtime';
import type { FoundAtMap, MapReport, MapUse, Place, Sourced } from '../contracts/findings';
import { mapFigures } from './figures';
import { unparen } from '../facts/expressions';
import type { PackageFacts } from '../facts/facts';
import type { CallExpr, Expr, Ident, MapType, Node } from '../syntax/ast';
import { pathAt, walk } from '../syntax/walk';
import { isStdPackage, toShape, typeString, unalias, underlying } from '../types';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Var } from '../types/object';
import type { Type } from '../types/type';

/** The map that a place of the source is about. */
export interface MapAt extends Place {
  /** Its underlying type is a map. */
  readonly type: Type;
  readonly variable?: Var;
}

/**
 * The map at a UTF-16 offset: a variable or field where it is declared or used, `make` and `map` of `make(map[…]…)`, a
 * map type, or the name of one. Undefined on everything else, also on the key and elem of a map type.
 */
export function mapAt(info: PackageInfo, file: SourceFile, offset: number): MapAt | undefined {
  const path = pathAt(file.ast, offset);
  const node = path.at(-1);
  const parent = path.at(-2);
  if (node === undefined) return undefined;
  if (node.kind === 'MapType') return ofType(info, file, node, path);
  if (node.kind !== 'Ident') return undefined;
  if (parent?.kind === 'CallExpr' && parent.fun === node) {
    return info.builtinOf(parent) === 'make' ? ofMake(info, file, parent, path) : undefined;
  }
  return ofName(info, file, node, parent, path);
}

/** As `mapAt`; and on the word `delete` or `clear`, the map that the call is about. */
export function selectedMap(
  info: PackageInfo,
  file: SourceFile,
  offset: number,
): MapAt | undefined {
  const call = pathAt(file.ast, offset).at(-2);
  const builtin = call?.kind === 'CallExpr' ? info.builtinOf(call) : undefined;
  const [map] = call?.kind === 'CallExpr' ? call.args : [];
  const isWord = (builtin === 'delete' || builtin === 'clear') && map !== undefined;
  return mapAt(info, file, isWord && offset < map.pos ? unparen(map).end : offset);
}

/** The offsets of the map types that package-level variables and types of a file are declared with. */
export function declaredMaps(file: SourceFile): readonly number[] {
  const offsets: number[] = [];
  for (const decl of file.ast.decls) {
    if (decl.kind !== 'GenDecl' || (decl.tok !== 'var' && decl.tok !== 'type')) continue;
    walk(decl, (node) => {
      if (node.kind === 'MapType') offsets.push(node.pos);
      return node.kind !== 'FuncLit';
    });
  }
  return offsets;
}

function ofName(
  info: PackageInfo,
  file: SourceFile,
  ident: Ident,
  parent: Node | undefined,
  path: readonly Node[],
): MapAt | undefined {
  const place = { uri: file.uri, start: ident.pos, end: ident.end };
  const obj = info.objectOf(ident);
  if (obj?.kind === 'type') {
    const instance = instanceOf(path);
    const type = instance === undefined ? obj.type() : info.typeOf(instance);
    if (underlying(type).kind !== 'map') return undefined;
    const around = path.slice(0, path.indexOf(instance ?? ident));
    const make = around.pop();
    const inMake = make?.kind === 'CallExpr' && info.builtinOf(make) === 'make';
    return inMake ? { ...assigned(info, around, make), ...place, type } : { ...place, type };
  }
  if (obj?.kind !== 'var') return undefined;
  // A field of an instantiated type: its type at this place, not that of its declaration.
  const used = parent?.kind === 'SelectorExpr' && parent.sel === ident ? parent : undefined;
  const here = used === undefined ? obj.type() : info.typeOf(used);
  const type = here.kind === 'unknown' ? obj.type() : here;
  const map = mapOf(type);
  return map === undefined ? undefined : { ...place, type: map, variable: obj };
}

/** The `M[string, int]` or `pkg.M[string, int]` around the name of a generic type at the end of the path. */
function instanceOf(path: readonly Node[]): Expr | undefined {
  const name = path.at(-1);
  const parent = path.at(-2);
  const qualified = parent?.kind === 'SelectorExpr' && parent.sel === name;
  const [generic, around] = qualified ? [parent, path.at(-3)] : [name, parent];
  return around?.kind === 'IndexExpr' && around.x === generic ? around : undefined;
}

/** The map of a variable; also of a pointer to one, which is used as `*m`. */
function mapOf(type: Type): Type | undefined {
  const plain = underlying(type);
  if (plain.kind === 'map') return type;
  return plain.kind === 'pointer' && underlying(plain.elem).kind === 'map' ? plain.elem : undefined;
}

function ofType(
  info: PackageInfo,
  file: SourceFile,
  node: MapType,
  path: readonly Node[],
): MapAt | undefined {
  const type = info.typeOf(node);
  if (underlying(type).kind !== 'map') return undefined;
  const around = path.at(-2);
  const value =
    around?.kind === 'CompositeLit' ||
    (around?.kind === 'CallExpr' && info.builtinOf(around) === 'make');
  const place = { uri: file.uri, start: node.pos, end: node.end };
  if (value) return { ...assigned(info, path.slice(0, -2), around), ...place, type };
  const declared = declaredWith(info, around, node);
  return { ...place, type, ...(declared && { variable: declared }) };
}

function ofMake(
  info: PackageInfo,
  file: SourceFile,
  call: CallExpr,
  path: readonly Node[],
): MapAt | undefined {
  const type = info.typeOf(call);
  if (underlying(type).kind !== 'map') return undefined;
  const place = { uri: file.uri, start: call.pos, end: call.end };
  return { ...assigned(info, path.slice(0, -2), call), ...place, type };
}

/** The variable that the value at the end of the path is assigned to. */
function assigned(info: PackageInfo, path: readonly Node[], value: Node): { variable?: Var } {
  const around = path.at(-1);
  const target =
    around?.kind === 'AssignStmt'
      ? around.lhs[around.rhs.findIndex((e) => e === value)]
      : around?.kind === 'ValueSpec'
        ? around.names[around.values.findIndex((e) => e === value)]
        : around?.kind === 'KeyValueExpr' && around.value === value
          ? around.key
          : undefined;
  if (target === undefined) return {};
  const plain = unparen(target);
  const name = plain.kind === 'SelectorExpr' ? plain.sel : plain;
  const obj = name.kind === 'Ident' ? info.objectOf(name) : undefined;
  return obj?.kind === 'var' && mapOf(obj.type()) !== undefined ? { variable: obj } : {};
}

/** The one variable, field or parameter of `name map[K]V`. */
function declaredWith(info: PackageInfo, around: Node | undefined, type: MapType): Var | undefined {
  const names =
    around?.kind === 'ValueSpec' && around.type === type
      ? around.names
      : around?.kind === 'StructType'
        ? around.fields.find((field) => field.type === type)?.names
        : around?.kind === 'FuncType'
          ? [...around.params, ...around.results].find((field) => field.type === type)?.names
          : undefined;
  const [name] = names ?? [];
  const obj = name === undefined || names?.length !== 1 ? undefined : info.objectOf(name);
  return obj?.kind === 'var' ? obj : undefined;
}

export interface ReportTarget {
  readonly go: Sourced<GoVersion>;
  readonly arch: Arch;
  /** Entries at the assumed peak. */
  readonly entries: number;
  /** Where the sizes of std types are from. */
  readonly std: string;
}

/** @param find what a rule finds at the variable; asked only when an entry is deleted somewhere */
export function mapReportOf(
  info: PackageInfo,
  facts: PackageFacts,
  at: MapAt,
  target: ReportTarget,
  find: () => FoundAtMap | undefined,
): MapReport | undefined {
  const map = underlying(at.type);
  if (map.kind !== 'map') return undefined;
  const { go, arch, entries } = target;
  const key = toShape(map.key, arch, info.path);
  const elem = toShape(map.elem, arch, info.path);
  const variable = at.variable === undefined ? undefined : describe(at.variable);
  const uses = usesOf(facts, at.variable);
  // What rules find at a map itself is about its deletes; looking at all of the package takes time.
  const found = uses.delete.length > 0 ? find() : undefined;
  return {
    uri: at.uri,
    start: at.start,
    end: at.end,
    typeText: typeString(at.type, info.path),
    ...(variable && { variable }),
    go,
    arch,
    ...mapFigures(key, elem, { go: go.value, arch, entries }),
    uses,
    ...(found !== undefined && { found }),
    ...((holdsStd(map.key) || holdsStd(map.elem)) && { std: target.std }),
  };
}

/** How many types are looked into: an instance that contains a larger one of itself never ends. */
const MOST_TYPES = 1000;

/** Whether a value of the type holds, not only points to, one of a type of the standard library. */
function holdsStd(type: Type, seen = new Set<Type>()): boolean {
  const t = unalias(type);
  if (seen.has(t) || seen.size > MOST_TYPES) return false;
  seen.add(t);
  switch (t.kind) {
    case 'named':
      return isStdPackage(t.obj.pkg) || holdsStd(t.underlying(), seen);
    case 'array':
      return holdsStd(t.elem, seen);
    case 'struct':
      return t.fields.some((field) => holdsStd(field.type(), seen));
    default:
      return false;
  }
}

const KINDS: Readonly<Record<Var['role'], NonNullable<MapReport['variable']>['kind']>> = {
  field: 'field',
  package: 'package variable',
  local: 'local variable',
  param: 'parameter',
  receiver: 'parameter',
  result: 'result',
};

function describe(used: Var): MapReport['variable'] {
  const variable = used.origin ?? used;
  const { at, owner, name, role } = variable;
  if (at === undefined) return undefined;
  return {
    name: owner === undefined ? name : `${owner}.${name}`,
    kind: KINDS[role],
    declaration: { uri: at.uri, start: at.pos, end: at.end },
  };
}

function usesOf(
  facts: PackageFacts,
  variable: Var | undefined,
): Readonly<Record<MapUse, readonly Place[]>> {
  const uses: Record<MapUse, Place[]> = { insert: [], delete: [], clear: [], replace: [] };
  if (variable === undefined) return uses;
  const seen = new Set<string>();
  for (const { kind, file, node, initial } of facts.of(variable).operations) {
    // The first value replaces nothing.
    if (initial === true) continue;
    if (kind !== 'insert' && kind !== 'delete' && kind !== 'clear' && kind !== 'replace') continue;
    const key = `${kind} ${node.pos} ${file.uri}`;
    if (seen.has(key)) continue;
    seen.add(key);
    uses[kind].push({ uri: file.uri, start: node.pos, end: node.end });
  }
  return uses;
}
