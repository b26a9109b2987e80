/** What a package contains that cannot be found by a name: one walk over its files, kept as long as the package. */
import type { CallExpr, CompositeLit, Decl, Ident, StructType } from '../../syntax/ast';
import type { PackageInfo, SourceFile } from '../../types/info';
import { walk } from '../../syntax/walk';
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
  const known = inventories.get(info.files);
  if (known !== undefined) return known;
  const positional: In<CompositeLit>[] = [];
  const structs: StructType[] = [];
  const calls: In<CallExpr>[] = [];
  for (const file of info.files) {
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
  const inventory = { positional, structs, calls };
  inventories.set(info.files, inventory);
  return inventory;
}

function parentsIn(decl: Decl): Parents {
  const known = parentCache.get(decl);
  if (known !== undefined) return known;
  const parents = parentsOf(decl);
  parentCache.set(decl, parents);
  return parents;
}

/** The identifiers of these files with this name, in source order. Declarations without the name are not looked at. */
export function occurrencesOf(files: readonly SourceFile[], name: string): Occurrence[] {
  return files.flatMap((file) => {
    const { text, ast } = file;
    // Where the name stands next: a search for each declaration would read the rest of the file each time.
    let at = text.indexOf(name);
    return ast.decls.flatMap((decl) => {
      if (at >= 0 && at < decl.pos) at = text.indexOf(name, decl.pos);
      return at >= 0 && at < decl.end ? occurrencesIn(file, decl, name) : [];
    });
  });
}

/** The identifiers with this name in one declaration. */
export function occurrencesIn(file: SourceFile, decl: Decl, name: string): Occurrence[] {
  const at = file.text.indexOf(name, decl.pos);
  if (at < 0 || at >= decl.end) return [];
  const found: Occurrence[] = [];
  walk(decl, (node) => {
    if (node.kind === 'Ident' && node.name === name) {
      found.push({ file, decl, ident: node, parents: parentsIn(decl) });
    }
    return true;
  });
  return found;
}
