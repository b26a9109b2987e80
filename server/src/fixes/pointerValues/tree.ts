/** The tree upwards: what stands around an expression. */
import type { Decl, Expr, File, Ident, Node } from '../../syntax/ast';
import { forEachChild, isExpr, walk, walkFile } from '../../syntax/walk';

/** From a node to the node around it; nothing for the declaration itself. Struct fields and parameters are no nodes. */
export type Parents = ReadonlyMap<Node, Node>;

export function parentsOf(decl: Decl): Parents {
  const parents = new Map<Node, Node>();
  walk(decl, (node) => {
    forEachChild(node, (child) => void parents.set(child, node));
    return true;
  });
  return parents;
}

/** The nodes around a node, the nearest first. */
export function* ancestors(parents: Parents, node: Node): Generator<Node> {
  for (let at = parents.get(node); at !== undefined; at = parents.get(at)) yield at;
}

/** The expression with the parentheses around it. */
export function withParens(parents: Parents, expr: Expr): Expr {
  const parent = parents.get(expr);
  return parent?.kind === 'ParenExpr' ? withParens(parents, parent) : expr;
}

/** Every identifier of a file, those of the package clause and of imports excepted. */
export function identifiersOf(file: File): Ident[] {
  const found: Ident[] = [];
  walkFile(file, (node) => {
    if (node.kind === 'Ident') found.push(node);
    return node.kind !== 'ImportSpec';
  });
  return found;
}

/** Whether `inner` lies within `outer`. */
export function contains(outer: Node, inner: Node): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end;
}

/** Whether some expression in the node (the node included) is as asked. */
export function someExpr(node: Node, test: (expr: Expr) => boolean): boolean {
  let found = false;
  walk(node, (inner) => {
    found ||= isExpr(inner) && test(inner);
    return !found;
  });
  return found;
}
