/** The tree upwards: what stands around an expression. */
import type { Decl, Expr, File, Ident, Node } from '../../syntax/ast';
import { forEachChild, isExpr, someNode, walk, walkFile } from '../../syntax/walk';

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

/** Whether some expression in the node (the node included) is as asked. */
export function someExpr(node: Node, test: (expr: Expr) => boolean): boolean {
  return someNode(node, (inner) => isExpr(inner) && test(inner));
}

/** The names in a type that are looked up in scopes: neither what follows a package's name, nor fields. */
export function typeNames(type: Expr): Ident[] {
  const names: Ident[] = [];
  walk(type, (node) => {
    if (node.kind === 'Ident') names.push(node);
    if (node.kind === 'SelectorExpr') {
      names.push(...typeNames(node.x));
      return false;
    }
    if (node.kind === 'StructType') {
      for (const field of node.fields) names.push(...typeNames(field.type));
      return false;
    }
    return true;
  });
  return names;
}
