/** A package that is only imported: nothing of it is parsed before something asks for a name. */
import type { Decl, ImportSpec } from '../syntax/ast';
import type { CheckOptions, CollectedFile, PackageState } from './collect';
import { aliasTarget, collectDecl, makeChecker, makeFile } from './collect';
import type { ImportedPackage } from './importer';

/** A file of which only the places of its declarations are known. */
export interface OutlinedFile {
  readonly uri: string;
  readonly packageName: string | undefined;
  readonly imports: () => readonly ImportSpec[];
  readonly decls: readonly OutlinedDecl[];
}

/** A declaration that is parsed when something asks for what it may declare. */
export interface OutlinedDecl {
  /** What it may declare at package level; of a method, its own name. */
  readonly names: readonly string[];
  /** Of a method: the name of the receiver's base type. */
  readonly recv?: string;
  /** It may declare an alias. */
  readonly alias?: true;
  readonly parse: () => readonly Decl[];
}

/** What is not collected yet. A declaration is in it under each of its names, and is collected once. */
interface Pending {
  readonly file: CollectedFile;
  readonly decl: OutlinedDecl;
  collected: boolean;
}

/** The package that files make up. They must have been chosen by build constraints. Never throws. */
export function outlinePackage(
  files: readonly OutlinedFile[],
  options: CheckOptions,
): ImportedPackage {
  const name = files.find((file) => file.packageName !== undefined)?.packageName ?? '';
  const byName = new Map<string, Pending[]>();
  const methods = new Map<string, Pending[]>();
  const aliases = new Set<string>();
  const state: PackageState = {
    c: makeChecker(options, name),
    scope: new Map(),
    objects: [],
    methods: new Map(),
    lookup(wanted) {
      collect(byName.get(wanted));
      return state.scope.get(wanted);
    },
    method(base, wanted) {
      for (const receiver of receiversOf(base)) {
        collect(methods.get(receiver)?.filter(({ decl }) => decl.names.includes(wanted)));
        const method = state.methods.get(receiver)?.get(wanted);
        if (method !== undefined) return method;
      }
      return undefined;
    },
    methodNames: (base) => [
      ...new Set(
        receiversOf(base).flatMap((r) => methods.get(r)?.flatMap(({ decl }) => decl.names) ?? []),
      ),
    ],
  };
  for (const outlined of files) {
    const file = makeFile(state.c, outlined.uri, outlined.imports, state.lookup);
    for (const decl of outlined.decls) {
      const pending: Pending = { file, decl, collected: false };
      if (decl.recv !== undefined) add(methods, decl.recv, pending);
      else for (const id of decl.names) add(byName, id, pending);
      if (decl.alias === true) for (const id of decl.names) aliases.add(id);
    }
  }

  const aliasReceivers = [...methods.keys()].filter((id) => aliases.has(id));

  function collect(list: readonly Pending[] | undefined): void {
    for (const pending of list ?? []) {
      if (pending.collected) continue;
      pending.collected = true;
      for (const decl of pending.decl.parse()) collectDecl(state, pending.file, decl);
    }
  }

  /** The names under which methods of a type are declared: its own, and those of aliases that stand for it. */
  function receiversOf(base: string): readonly string[] {
    return [base, ...aliasReceivers.filter((id) => aliasTarget(aliasNamed, id) === base)];
  }

  function aliasNamed(id: string) {
    if (!aliases.has(id)) return undefined;
    state.lookup(id);
    for (const { file } of byName.get(id) ?? []) {
      for (const { node } of file.units) {
        if (node.kind === 'TypeSpec' && node.alias && node.name.name === id) return node;
      }
    }
    return undefined;
  }

  return { path: options.path, name, lookup: state.lookup };
}

function add(map: Map<string, Pending[]>, key: string, pending: Pending): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [pending]);
  else list.push(pending);
}
