/** Places of a package's code by what stands there: calls of a function, nodes with the nodes around them. */
import { remembered } from '../base/remembered';
import type { CallExpr, Decl, FuncDecl, Node } from '../syntax/ast';
import { forEachChild } from '../syntax/walk';
import type { PackageInfo, SourceFile } from '../types/info';
import { calleeOf } from './expressions';
import { ownFunction } from './functions';
import { filesMentioning } from './mentions';

/** A node of the source, for messages that name it and for questions about what is around it. */
export interface Site<N extends Node = Node> {
  readonly file: SourceFile;
  readonly node: N;
  /** The nodes around it, outermost first. */
  readonly path: readonly Node[];
}

/** Calls `visit` for a node and all below it, with the nodes around each: one array that changes with the walk. */
export function walkWithPath(root: Node, visit: (node: Node, path: readonly Node[]) => void): void {
  const path: Node[] = [];
  const go = (node: Node): void => {
    visit(node, path);
    path.push(node);
    forEachChild(node, go);
    path.pop();
  };
  go(root);
}

/**
 * The declarations outside of tests that mention a name, each with its file.
 *
 * @param written what must stand in the text of one that is a function, so that few are parsed
 */
export function declsMentioning(
  info: PackageInfo,
  name: string,
  written?: RegExp,
): readonly { readonly file: SourceFile; readonly decl: Decl }[] {
  return filesMentioning(info, name).flatMap(({ file, byName }) =>
    file.test
      ? []
      : (byName.get(name) ?? [])
          .filter(
            (decl) =>
              written === undefined ||
              decl.kind !== 'FuncDecl' ||
              written.test(file.text.slice(decl.pos, decl.end)),
          )
          .map((decl) => ({ file, decl })),
  );
}

/** `name(`, `name[T](`, `(name)(`. */
function called(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{Nd}_])${name}\\s*[[()]`, 'u');
}

const kept = new WeakMap<PackageInfo['files'], Map<FuncDecl, readonly Site<CallExpr>[]>>();

/** Where a function or method of the package is called by its name, tests left out. */
export function callsOf(info: PackageInfo, func: FuncDecl): readonly Site<CallExpr>[] {
  const byFunc = remembered(kept, info.files, () => new Map<FuncDecl, readonly Site<CallExpr>[]>());
  return remembered(byFunc, func, () => {
    const sites: Site<CallExpr>[] = [];
    for (const { file, decl } of declsMentioning(info, func.name.name, called(func.name.name))) {
      walkWithPath(decl, (node, path) => {
        if (node.kind !== 'CallExpr' || ownFunction(info, calleeOf(node)) !== func) return;
        sites.push({ file, node, path: path.slice() });
      });
    }
    return sites;
  });
}
