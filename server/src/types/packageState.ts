/** The declarations of a package, each of which becomes objects when something first asks for a name that it declares. */
import { addTo } from '../base/multimap';
import type { Decl } from '../syntax/ast';
import { isSameSignature } from '../syntax/keptDecls';
import { declaredBy } from '../syntax/lazyFile';
import { unknown } from './basic';
import type { CheckOptions, CollectedFile, Declarations } from './collect';
import { aliasTarget, collectDecl, makeChecker, makeFile, renewDecl } from './collect';
import type { SourceFile } from './info';
import type { Func, Obj } from './object';
import type { Type } from './type';
import type { Unit } from './unit';

export interface PackageState extends Declarations {
  readonly files: readonly CollectedFile[];
  /** All package-level objects, in source order. */
  objects(): readonly Obj[];
  /**
   * Brings the state up to date with files in which nothing but bodies of functions and comments was edited; false, and as it was,
   * where more was. What is known of all that was not edited stays known, and objects and types are the same ones.
   */
  update(files: readonly SourceFile[]): boolean;
  /** The units that a declaration is bound in. */
  unitsOf(file: CollectedFile, decl: Decl): readonly Unit[];
}

/** What is not collected yet. A declaration is in it under each of its names, and is collected once. */
interface Pending {
  readonly file: CollectedFile;
  decl: Decl;
}

/** The package that files make up. They must have been chosen by build constraints. Never throws. */
export function packageState(files: readonly SourceFile[], options: CheckOptions): PackageState {
  const name = packageName(files);
  const byName = new Map<string, Pending[]>();
  const methodsByReceiver = new Map<string, Map<string, Pending[]>>();
  const pendingOf = new Map<Decl, Pending>();
  const aliases = new Set<string>();
  /** The names all of whose declarations are collected. */
  const complete = new Set<string>();
  const scope = new Map<string, Obj>();
  const objects: Obj[] = [];
  const methods = new Map<string, Map<string, Func>>();

  const c = makeChecker(options, name);
  const collected = files.map((source) => makeFile(c, source, (wanted) => state.lookup(wanted)));
  const state: PackageState = {
    c,
    files: collected,
    lookup(wanted) {
      if (!complete.has(wanted)) {
        collectAll(byName.get(wanted));
        complete.add(wanted);
      }
      return scope.get(wanted);
    },
    method(base, wanted) {
      for (const receiver of receiversOf(base)) {
        collectAll(methodsByReceiver.get(receiver)?.get(wanted));
        const method = methods.get(receiver)?.get(wanted);
        if (method !== undefined) return method;
      }
      return undefined;
    },
    methodNames: (base) => [
      ...new Set(
        receiversOf(base).flatMap((receiver) => [
          ...(methodsByReceiver.get(receiver)?.keys() ?? []),
        ]),
      ),
    ],
    add(obj) {
      if (obj.name === '_') return;
      scope.set(obj.name, scope.has(obj.name) ? ambiguous(obj) : obj);
      objects.push(obj);
    },
    addMethod(base, method) {
      const known = methods.get(base) ?? new Map<string, Func>();
      methods.set(base, known);
      if (!known.has(method.name)) known.set(method.name, method);
    },
    objects() {
      for (const file of collected) {
        for (const decl of file.source.ast.decls) state.unitsOf(file, decl);
      }
      const order = new Map(collected.map(({ source }, i) => [source.uri, i]));
      const fileOf = ({ at }: Obj): number => order.get(at?.uri ?? '') ?? 0;
      return [...objects].sort(
        (a, b) => fileOf(a) - fileOf(b) || (a.at?.pos ?? 0) - (b.at?.pos ?? 0),
      );
    },
    update(newer) {
      if (newer.length !== collected.length) return false;
      const edited = collected.filter(({ decls, source }) => decls !== source.ast.decls);
      if (collected.some(({ source }, i) => source !== newer[i])) return false;
      if (packageName(newer) !== c.name || !edited.every(hasSameSignatures)) return false;
      for (const file of edited) {
        const before = declarations(file.decls);
        for (const [i, decl] of declarations(file.source.ast.decls).entries()) {
          const old = before[i];
          if (old !== undefined && old !== decl) replace(file, old, decl);
        }
        file.decls = file.source.ast.decls;
        file.imports = file.source.ast.imports;
      }
      return true;
    },
    unitsOf(file, decl) {
      const known = file.units.get(decl);
      if (known !== undefined) return known;
      const units: Unit[] = [];
      file.units.set(decl, units);
      collectDecl(state, file, decl, units);
      return units;
    },
  };

  function replace(file: CollectedFile, old: Decl, decl: Decl): void {
    const pending = pendingOf.get(old);
    if (pending === undefined) return;
    pendingOf.delete(old);
    pendingOf.set(decl, pending);
    pending.decl = decl;
    renewDecl(file, old, decl);
  }

  function collectAll(list: readonly Pending[] | undefined): void {
    for (const { file, decl } of list ?? []) state.unitsOf(file, decl);
  }

  for (const file of collected) {
    for (const decl of file.source.ast.decls) {
      const { names, recv, alias } = declaredBy(decl);
      const pending = { file, decl };
      pendingOf.set(decl, pending);
      const own =
        recv === undefined ? byName : (methodsByReceiver.get(recv) ?? new Map<string, Pending[]>());
      if (recv !== undefined) methodsByReceiver.set(recv, own);
      for (const id of names) addTo(own, id, pending);
      if (alias === true) for (const id of names) aliases.add(id);
    }
  }
  /** The aliases that methods are declared with, by the name of the type that they stand for. */
  let aliasesOf: Map<string | undefined, string[]> | undefined;
  const aliasReceivers = [...methodsByReceiver.keys()].filter((id) => aliases.has(id));

  /** The names under which methods of a type are declared: its own, and those of aliases that stand for it. */
  function receiversOf(base: string): readonly string[] {
    if (aliasesOf === undefined) {
      aliasesOf = new Map();
      for (const id of aliasReceivers) addTo(aliasesOf, aliasTarget(aliasNamed, id), id);
    }
    return [base, ...(aliasesOf.get(base) ?? [])];
  }

  function aliasNamed(id: string) {
    if (!aliases.has(id)) return undefined;
    for (const { file, decl } of byName.get(id) ?? []) {
      for (const { node } of state.unitsOf(file, decl)) {
        if (node.kind === 'TypeSpec' && node.alias && node.name.name === id) return node;
      }
    }
    return undefined;
  }

  return state;
}

function packageName(files: readonly SourceFile[]): string {
  return files.find((f) => f.ast.packageName !== undefined)?.ast.packageName?.name ?? '';
}

/** Whether a file declares and imports what it did before. */
function hasSameSignatures({ decls, imports, source }: CollectedFile): boolean {
  const [before, now] = [declarations(decls), declarations(source.ast.decls)];
  return (
    before.length === now.length &&
    before.every((old, i) => isSameSignature(old, now[i] as Decl)) &&
    imports.length === source.ast.imports.length &&
    imports.every((spec, i) => spec === source.ast.imports[i])
  );
}

/** What could be read: the rest declares nothing. */
function declarations(decls: readonly Decl[]): readonly Decl[] {
  return decls.filter(({ kind }) => kind !== 'BadDecl');
}

/** What a name means that is declared more than once: the files may be programs of their own. */
function ambiguous(obj: Obj): Obj {
  const type = (): Type => unknown(`${obj.name} is declared more than once`);
  switch (obj.kind) {
    case 'const':
      return { ...obj, type, value: () => undefined };
    case 'var':
    case 'type':
    case 'func':
      return { ...obj, type };
    default:
      return obj;
  }
}
