/** What a package contains that cannot be found by a name: one walk over its files, kept as long as the package. */
import { remembered } from '../../base/remembered';
import type { CallExpr, CompositeLit, Decl, Ident, StructType } from '../../syntax/ast';
import type { PackageInfo, SourceFile } from '../../types/info';
import { walk } from '../../syntax/walk';
import { mentionsOf } from '../../facts/mentions';
import type { Parents } from './tree';
import { parentsOf } from './tree';

export interface Inventory {
  /** Composite literals with elements that have no keys. */
  readonly positional: readonly In<CompositeLit>[];
  readonly structs: readonly StructType[];
  readonly calls: readonly In<CallExpr>[];
}

export interface In<T> {
  readonly file: SourceFile;
  readonly decl: Decl;
  readonly node: T;
}

/** An identifier with what stands around it. */
export interface Occurrence {
  readonly file: SourceFile;
  readonly decl: Decl;
  readonly ident: Ident;
  readonly parents: Parents;
}

const inventories = new WeakMap<PackageInfo['files'], Inventory>();
const parentCache = new WeakMap<Decl, Parents>();

export function inventoryOf(info: PackageInfo): Inventory {
  return remembered(inventories, info.files, () => inventoryIn(info.files));
}

function inventoryIn(files: readonly SourceFile[]): Inventory {
  const positional: In<CompositeLit>[] = [];
  const structs: StructType[] = [];
  const calls: In<CallExpr>[] = [];
  for (const file of files) {
    for (const decl of file.ast.decls) {
      walk(decl, (node) => {
        if (node.kind === 'StructType') structs.push(node);
        if (node.kind === 'CallExpr') calls.push({ file, decl, node });
        if (node.kind === 'CompositeLit' && node.elts.some((elt) => elt.kind !== 'KeyValueExpr')) {
          positional.push({ file, decl, node });
        }
        return true;
      });
    }
  }
  return { positional, structs, calls };
}

function parentsIn(decl: Decl): Parents {
  return remembered(parentCache, decl, () => parentsOf(decl));
}

/** The identifiers of these files with this name, in source order. Declarations without the name are not looked at. */
export function occurrencesOf(files: readonly SourceFile[], name: string): Occurrence[] {
  return files.flatMap((file) =>
    (mentionsOf(file).byName.get(name) ?? []).flatMap((decl) => occurrencesIn(file, decl, name)),
  );
}

/** The identifiers with this name in one declaration. */
export function occurrencesIn(file: SourceFile, decl: Decl, name: string): Occurrence[] {
  const found: Occurrence[] = [];
  walk(decl, (node) => {
    if (node.kind === 'Ident' && node.name === name) {
      found.push({ file, decl, ident: node, parents: parentsIn(decl) });
    }
    return true;
  });
  return found;
}
