import type { Expr, Field, File, Node } from './ast';

/**
 * The children of a node in the order of the text. Fields (parameters, struct fields) are no nodes of their own: their
 * names, type and tag are children of the node that lists them.
 */
export function children(node: Node): Node[] {
  const out: Node[] = [];
  forEachChild(node, (child) => {
    out.push(child);
  });
  return out;
}

/** Calls `visit` for each child of a node, in the order of the text, without building a list. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  switch (node.kind) {
    case 'BadExpr':
    case 'BadStmt':
    case 'BadDecl':
    case 'Ident':
    case 'BasicLit':
    case 'EmptyStmt':
      return;
    case 'CompositeLit':
      if (node.type) visit(node.type);
      node.elts.forEach(visit);
      return;
    case 'FuncLit':
      visit(node.type);
      visit(node.body);
      return;
    case 'ParenExpr':
    case 'StarExpr':
    case 'UnaryExpr':
    case 'IncDecStmt':
    case 'ExprStmt':
      visit(node.x);
      return;
    case 'SelectorExpr':
      visit(node.x);
      visit(node.sel);
      return;
    case 'IndexExpr':
      visit(node.x);
      node.indices.forEach(visit);
      return;
    case 'SliceExpr':
      visit(node.x);
      if (node.low) visit(node.low);
      if (node.high) visit(node.high);
      if (node.max) visit(node.max);
      return;
    case 'TypeAssertExpr':
      visit(node.x);
      if (node.type) visit(node.type);
      return;
    case 'CallExpr':
      visit(node.fun);
      node.args.forEach(visit);
      return;
    case 'BinaryExpr':
      visit(node.x);
      visit(node.y);
      return;
    case 'KeyValueExpr':
    case 'MapType':
      visit(node.key);
      visit(node.value);
      return;
    case 'ArrayType':
      if (node.len) visit(node.len);
      visit(node.elem);
      return;
    case 'Ellipsis':
      if (node.elt) visit(node.elt);
      return;
    case 'StructType':
      visitFields(node.fields, visit);
      return;
    case 'FuncType':
      if (node.typeParams) visitFields(node.typeParams, visit);
      visitFields(node.params, visit);
      visitFields(node.results, visit);
      return;
    case 'InterfaceType':
      visitFields(node.elems, visit);
      return;
    case 'ChanType':
      visit(node.value);
      return;
    case 'DeclStmt':
      visit(node.decl);
      return;
    case 'LabeledStmt':
      visit(node.label);
      visit(node.stmt);
      return;
    case 'SendStmt':
      visit(node.chan);
      visit(node.value);
      return;
    case 'AssignStmt':
      node.lhs.forEach(visit);
      node.rhs.forEach(visit);
      return;
    case 'GoStmt':
    case 'DeferStmt':
      visit(node.call);
      return;
    case 'ReturnStmt':
      node.results.forEach(visit);
      return;
    case 'BranchStmt':
      if (node.label) visit(node.label);
      return;
    case 'BlockStmt':
      node.list.forEach(visit);
      return;
    case 'IfStmt':
      if (node.init) visit(node.init);
      visit(node.cond);
      visit(node.body);
      if (node.else) visit(node.else);
      return;
    case 'CaseClause':
      node.list.forEach(visit);
      node.body.forEach(visit);
      return;
    case 'SwitchStmt':
      if (node.init) visit(node.init);
      if (node.tag) visit(node.tag);
      node.clauses.forEach(visit);
      return;
    case 'TypeSwitchStmt':
      if (node.init) visit(node.init);
      if (node.bind) visit(node.bind);
      visit(node.x);
      node.clauses.forEach(visit);
      return;
    case 'CommClause':
      if (node.comm) visit(node.comm);
      node.body.forEach(visit);
      return;
    case 'SelectStmt':
      node.clauses.forEach(visit);
      return;
    case 'ForStmt':
      if (node.init) visit(node.init);
      if (node.cond) visit(node.cond);
      if (node.post) visit(node.post);
      visit(node.body);
      return;
    case 'RangeStmt':
      if (node.key) visit(node.key);
      if (node.value) visit(node.value);
      visit(node.x);
      visit(node.body);
      return;
    case 'ImportSpec':
      if (node.name) visit(node.name);
      return;
    case 'ValueSpec':
      node.names.forEach(visit);
      if (node.type) visit(node.type);
      node.values.forEach(visit);
      return;
    case 'TypeSpec':
      visit(node.name);
      if (node.typeParams) visitFields(node.typeParams, visit);
      visit(node.type);
      return;
    case 'GenDecl':
      node.specs.forEach(visit);
      return;
    case 'FuncDecl':
      if (node.recv) visitFields([node.recv], visit);
      visit(node.name);
      visit(node.type);
      if (node.body) visit(node.body);
      return;
  }
}

function visitFields(fields: readonly Field[], visit: (child: Node) => void): void {
  for (const field of fields) {
    field.names.forEach(visit);
    visit(field.type);
    if (field.tag) visit(field.tag);
  }
}

/**
 * Visits a node and everything below it, parents first, in the order of the text. `visit` returns false to skip what is
 * below a node.
 */
export function walk(root: Node, visit: (node: Node) => boolean | undefined): void {
  if (visit(root) === false) return;
  forEachChild(root, (child) => {
    walk(child, visit);
  });
}

/** Whether a node, or one below it, is as asked. */
export function someNode(root: Node, test: (node: Node) => boolean): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= test(node);
    return !found;
  });
  return found;
}

/** `walk` over every declaration of a file. */
export function walkFile(file: File, visit: (node: Node) => boolean | undefined): void {
  for (const decl of file.decls) walk(decl, visit);
}

/**
 * The nodes around an offset, outermost first. A node whose end is the offset counts, so that a cursor after a name
 * finds it; where two nodes meet at the offset, a name or literal wins over what is around it, then the later one.
 * Empty outside of every declaration.
 */
export function pathAt(file: File, offset: number): Node[] {
  const path: Node[] = [];
  let level: readonly Node[] = file.decls;
  for (;;) {
    const inside = narrowest(level, (n) => n.pos <= offset && offset < n.end);
    const before = narrowest(level, (n) => n.end === offset);
    // `m[k]` with the cursor after `m`: the name `m`, not what follows it.
    const behindWord = before !== undefined && endsInWord(before) && !isWord(inside);
    const chosen = behindWord ? before : (inside ?? before);
    if (chosen === undefined) return path;
    path.push(chosen);
    level = children(chosen);
  }
}

/** A signature begins at its `func`, so it overlaps the function's name and receiver: the shorter node is meant. */
function narrowest(nodes: readonly Node[], holds: (node: Node) => boolean): Node | undefined {
  let best: Node | undefined;
  for (const node of nodes) {
    if (!holds(node)) continue;
    if (best === undefined || node.end - node.pos <= best.end - best.pos) best = node;
  }
  return best;
}

function isWord(node: Node | undefined): boolean {
  return node?.kind === 'Ident' || node?.kind === 'BasicLit';
}

function endsInWord(node: Node): boolean {
  return isWord(node) || node.kind === 'SelectorExpr';
}

/** Is a node an expression or a type? */
export function isExpr(node: Node): node is Expr {
  return EXPRESSIONS.has(node.kind);
}

const EXPRESSION_KINDS: Readonly<Record<Expr['kind'], true>> = {
  BadExpr: true,
  Ident: true,
  BasicLit: true,
  CompositeLit: true,
  FuncLit: true,
  ParenExpr: true,
  SelectorExpr: true,
  IndexExpr: true,
  SliceExpr: true,
  TypeAssertExpr: true,
  CallExpr: true,
  StarExpr: true,
  UnaryExpr: true,
  BinaryExpr: true,
  KeyValueExpr: true,
  ArrayType: true,
  Ellipsis: true,
  StructType: true,
  FuncType: true,
  InterfaceType: true,
  MapType: true,
  ChanType: true,
};
const EXPRESSIONS: ReadonlySet<string> = new Set(Object.keys(EXPRESSION_KINDS));
