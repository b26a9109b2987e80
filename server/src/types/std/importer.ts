/** The standard library from the shipped table: exported types, functions, variables and constants. */
import type { Arch } from '../../../../runtime';
import { makeNamed } from '../generics';
import type { ImportedPackage, Importer } from '../importer';
import { lazy } from '../lazy';
import type { AliasType, NamedType, Type, TypeParamType } from '../type';
import type { Const, Func, Obj, TypeName } from '../object';
import { CYCLE, unknown } from '../basic';
import type { DecodedDeclaration, Surroundings } from './decode';
import { decodeDeclaration, decodeFunc, decodeType } from './decode';
import releases from './releases.json';
import json from './table.json';

type Texts = Readonly<Record<string, string>>;

/** One package of the table; the texts are described in decode.ts. */
interface PackageTexts {
  readonly n?: string;
  readonly i?: readonly string[];
  readonly t?: Texts;
  readonly f?: Texts;
  readonly v?: Texts;
  readonly c?: Texts;
}

interface Table {
  readonly go: string;
  readonly packages: Readonly<Record<string, PackageTexts>>;
  readonly overlays: Readonly<Record<string, Readonly<Record<string, PackageTexts>>>>;
}

const table = json as unknown as Table;

/** The Go release whose standard library the table describes, as in `go1.27.4`. */
export const STD_TABLE_GO = table.go;

export function isStdPackage(path: string): boolean {
  return textsOf(path) !== undefined;
}

function textsOf(path: string): PackageTexts | undefined {
  return Object.hasOwn(table.packages, path) ? table.packages[path] : undefined;
}

/** For types whose size changed: the minor version of the first Go release with the size of the table. */
const SINCE = releases as Readonly<Record<string, number>>;

const importers = new Map<string, Importer>();

/**
 * Imports std packages for an architecture; every other path is unknown. `go` is the minor version of the toolchain:
 * a type that had another size in that release is unknown. Without it the table's own release is meant. What depends on
 * the operating system (GOOS) is known for Linux only.
 */
export function stdImporter(arch: Arch, go = Infinity, os = 'linux'): Importer {
  const key = `${os}/${arch} ${go}`;
  let importer = importers.get(key);
  if (importer === undefined) {
    importer = makeImporter(arch, go, os);
    importers.set(key, importer);
  }
  return importer;
}

function makeImporter(arch: Arch, go: number, os: string): Importer {
  const overlays = [`${os}/${arch}`, os, arch].map((name) => table.overlays[name]);
  const packages = new Map<string, ImportedPackage>();
  const load = (path: string): ImportedPackage | undefined => {
    const known = packages.get(path);
    if (known !== undefined) return known;
    const texts = textsOf(path);
    if (texts === undefined) return undefined;
    const layers = [...overlays.map((overlay) => overlay?.[path]), texts];
    const made = makePackage(path, layers, go, (p) => load(p));
    packages.set(path, made);
    return made;
  };
  return {
    import: (path) => load(path) ?? { unknown: `package ${path} is not loaded` },
  };
}

type Load = (path: string) => ImportedPackage | undefined;

/** A text together with the imports that its numbers refer to. */
interface Found {
  readonly text: string;
  readonly where: Surroundings;
}

/** @param texts what the table has of the package: what holds everywhere is the last. */
function makePackage(
  path: string,
  texts: readonly (PackageTexts | undefined)[],
  go: number,
  load: Load,
): ImportedPackage {
  const name = texts.at(-1)?.n ?? path.slice(path.lastIndexOf('/') + 1);
  const objects = new Map<string, Obj | undefined>();
  const lookup = (id: string): Obj | undefined => {
    if (!objects.has(id)) objects.set(id, make(id));
    return objects.get(id);
  };
  const surroundings = (imports: readonly string[]): Surroundings => ({
    path,
    name,
    typeNamed: (id, index) => {
      const from = index === undefined ? undefined : imports[index];
      const obj = index === undefined ? lookup(id) : load(from ?? '')?.lookup(id);
      return obj?.kind === 'type' ? obj : undefined;
    },
  });
  const layers = texts
    .filter((t) => t !== undefined)
    .map((t) => ({ texts: t, where: surroundings(t.i ?? []) }));
  const find = (part: 't' | 'f' | 'v', id: string): Found | undefined => {
    for (const layer of layers) {
      const list = layer.texts[part];
      const text = list !== undefined && Object.hasOwn(list, id) ? list[id] : undefined;
      if (text !== undefined) return { text, where: layer.where };
    }
    return undefined;
  };
  const constants = lazy(() => layers.map((l) => constantsOf(l.texts.c ?? {}, l.where)), []);
  const make = (id: string): Obj | undefined => {
    const type = find('t', id);
    if (type !== undefined) return makeType(id, type, go);
    const func = find('f', id);
    if (func !== undefined) {
      return makeFunc(id, path, false, () => decodeFunc(func.text, func.where));
    }
    const variable = find('v', id);
    if (variable !== undefined) {
      return {
        kind: 'var',
        name: id,
        pkg: path,
        role: 'package',
        embedded: false,
        type: lazy(() => decodeType(variable.text, variable.where), CYCLE),
      };
    }
    return constants()
      .map((layer) => layer.get(id))
      .find((c) => c !== undefined);
  };
  return { path, name, lookup };
}

function makeFunc(
  name: string,
  pkg: string,
  pointerReceiver: boolean,
  type: () => Type,
  recvName?: string,
): Func {
  return {
    kind: 'func',
    name,
    pkg,
    pointerReceiver,
    type: lazy(type, CYCLE),
    ...(recvName === undefined ? {} : { recvName }),
  };
}

function constantsOf(groups: Texts, where: Surroundings): ReadonlyMap<string, Const> {
  const out = new Map<string, Const>();
  for (const [typeText, list] of Object.entries(groups)) {
    const type = lazy(() => decodeType(typeText, where), CYCLE);
    for (const item of list.split(' ')) {
      const [name = '', value] = item.split('=');
      const number = value === undefined ? undefined : BigInt(value);
      out.set(name, { kind: 'const', name, pkg: where.path, type, value: () => number });
    }
  }
  return out;
}

function makeType(name: string, found: Found, go: number): TypeName {
  const { where } = found;
  const [head = '', ...methodTexts] = found.text.split(' ');
  const alias = head.startsWith('=');
  const obj: TypeName = {
    kind: 'type',
    name,
    pkg: where.path,
    pkgName: where.name,
    type: () => type,
  };
  const declaration = lazy<DecodedDeclaration>(
    () => decodeDeclaration(alias ? head.slice(1) : head, where),
    { typeParams: [], type: () => CYCLE },
  );
  const since = SINCE[`${where.path}.${name}`] ?? 0;
  const declared = lazy(
    () =>
      go < since
        ? unknown(`${where.name}.${name} had another size before Go 1.${since}`)
        : declaration().type(),
    CYCLE,
  );
  const typeParams = (): readonly TypeParamType[] => declaration().typeParams;
  const methods = lazy(
    () => decodeMethods(methodTexts, name, where, declaration),
    new Map<string, Func>(),
  );
  const type: NamedType | AliasType = alias
    ? { kind: 'alias', obj, typeArgs: [], typeParams, actual: declared }
    : makeNamed({
        obj,
        typeParams,
        declared,
        method: (id) => methods().get(id),
        methodNames: () => [...methods().keys()],
      });
  return obj;
}

function decodeMethods(
  texts: readonly string[],
  recvName: string,
  where: Surroundings,
  declaration: () => DecodedDeclaration,
): Map<string, Func> {
  const out = new Map<string, Func>();
  for (const text of texts) {
    const colon = text.indexOf(':');
    const pointer = text.startsWith('*');
    const name = text.slice(pointer ? 1 : 0, colon);
    const type = (): Type => {
      const params = declaration().typeParams;
      const sig = decodeFunc(text.slice(colon + 1), where, params);
      return sig.kind === 'signature' && params.length > 0
        ? { ...sig, recvTypeParams: params }
        : sig;
    };
    out.set(name, makeFunc(name, where.path, pointer, type, recvName));
  }
  return out;
}
