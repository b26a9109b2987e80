import type { Expr, Field, File, Node, Stmt } from '../../../server/src/syntax/ast';

/**
 * Prints a tree the way main.go beside this file prints go/ast's: one line a node with its depth, kind, offsets and what
 * else tells nodes of a kind apart.
 * @param at turns our UTF-16 offsets into the byte offsets of go/ast.
 */
export function dumpFile(file: File, at: (offset: number) => number): string {
  const lines: string[] = [];

  function line(depth: number, kind: string, span: { pos: number; end: number }, extra = ''): void {
    lines.push(`${depth} ${kind} ${at(span.pos)} ${at(span.end)} ${extra}`);
  }

  function fields(depth: number, label: string, list: readonly Field[] = []): void {
    for (const field of list) {
      line(depth, label, field);
      nodes(depth + 1, field.names);
      node(depth + 1, field.type);
      if (field.tag) node(depth + 1, field.tag);
    }
  }

  function nodes(depth: number, list: readonly Node[]): void {
    for (const n of list) node(depth, n);
  }

  function opt(depth: number, label: string, n: Expr | Stmt | undefined): void {
    if (n === undefined) return;
    lines.push(`${depth} ${label}`);
    node(depth, n);
  }

  function node(depth: number, n: Node): void {
    const next = depth + 1;
    switch (n.kind) {
      case 'Ident':
        line(depth, n.kind, n, n.name);
        return;
      case 'BasicLit':
        line(depth, n.kind, n.value.startsWith('`') ? { pos: n.pos, end: n.pos } : n, n.lit);
        return;
      case 'CompositeLit':
        line(depth, n.kind, n, String(at(n.lbrace)));
        opt(next, 'type', n.type);
        nodes(next, n.elts);
        return;
      case 'FuncLit':
        line(depth, n.kind, n);
        node(next, n.type);
        node(next, n.body);
        return;
      case 'ParenExpr':
      case 'StarExpr':
      case 'ExprStmt':
        line(depth, n.kind, n);
        node(next, n.x);
        return;
      case 'SelectorExpr':
        line(depth, n.kind, n);
        node(next, n.x);
        node(next, n.sel);
        return;
      case 'IndexExpr':
        line(depth, n.kind, n);
        node(next, n.x);
        nodes(next, n.indices);
        return;
      case 'SliceExpr':
        line(depth, n.kind, n, String(n.slice3));
        node(next, n.x);
        opt(next, 'low', n.low);
        opt(next, 'high', n.high);
        opt(next, 'max', n.max);
        return;
      case 'TypeAssertExpr':
        line(depth, n.kind, n);
        node(next, n.x);
        opt(next, 'type', n.type);
        return;
      case 'CallExpr':
        line(depth, n.kind, n, `${at(n.lparen)} ${String(n.ellipsis)}`);
        node(next, n.fun);
        nodes(next, n.args);
        return;
      case 'UnaryExpr':
      case 'IncDecStmt':
        line(depth, n.kind, n, n.op);
        node(next, n.x);
        return;
      case 'BinaryExpr':
        line(depth, n.kind, n, n.op);
        node(next, n.x);
        node(next, n.y);
        return;
      case 'KeyValueExpr':
      case 'MapType':
        line(depth, n.kind, n);
        node(next, n.key);
        node(next, n.value);
        return;
      case 'ArrayType':
        line(depth, n.kind, n);
        opt(next, 'len', n.len);
        node(next, n.elem);
        return;
      case 'Ellipsis':
        line(depth, n.kind, n);
        opt(next, 'elt', n.elt);
        return;
      case 'StructType':
        line(depth, n.kind, n);
        fields(next, 'Field', n.fields);
        return;
      case 'FuncType':
        line(depth, n.kind, n);
        fields(next, 'TypeParam', n.typeParams);
        fields(next, 'Param', n.params);
        fields(next, 'Result', n.results);
        return;
      case 'InterfaceType':
        line(depth, n.kind, n);
        fields(next, 'Field', n.elems);
        return;
      case 'ChanType':
        line(depth, n.kind, n, n.dir);
        node(next, n.value);
        return;
      case 'DeclStmt':
        line(depth, n.kind, n);
        node(next, n.decl);
        return;
      case 'EmptyStmt':
        if (n.pos === n.end) lines.push(`${depth} EmptyStmt implicit`);
        else line(depth, n.kind, n);
        return;
      case 'LabeledStmt':
        line(depth, n.kind, n);
        node(next, n.label);
        node(next, n.stmt);
        return;
      case 'SendStmt':
        line(depth, n.kind, n);
        node(next, n.chan);
        node(next, n.value);
        return;
      case 'AssignStmt':
        line(depth, n.kind, n, `${n.op} ${n.lhs.length}`);
        nodes(next, n.lhs);
        nodes(next, n.rhs);
        return;
      case 'GoStmt':
      case 'DeferStmt':
        line(depth, n.kind, n);
        node(next, n.call);
        return;
      case 'ReturnStmt':
        line(depth, n.kind, n);
        nodes(next, n.results);
        return;
      case 'BranchStmt':
        line(depth, n.kind, n, n.tok);
        opt(next, 'label', n.label);
        return;
      case 'BlockStmt':
        line(depth, n.kind, n);
        nodes(next, n.list);
        return;
      case 'IfStmt':
        line(depth, n.kind, n);
        opt(next, 'init', n.init);
        node(next, n.cond);
        node(next, n.body);
        opt(next, 'else', n.else);
        return;
      case 'CaseClause':
        line(depth, n.kind, n, `${at(n.colon)} ${String(n.isDefault)}`);
        nodes(next, n.list);
        nodes(next, n.body);
        return;
      case 'SwitchStmt':
        line(depth, n.kind, n);
        opt(next, 'init', n.init);
        opt(next, 'tag', n.tag);
        nodes(next, n.clauses);
        return;
      case 'TypeSwitchStmt':
        line(depth, n.kind, n);
        opt(next, 'init', n.init);
        opt(next, 'bind', n.bind);
        node(next, n.x);
        nodes(next, n.clauses);
        return;
      case 'CommClause':
        line(depth, n.kind, n, String(at(n.colon)));
        opt(next, 'comm', n.comm);
        nodes(next, n.body);
        return;
      case 'SelectStmt':
        line(depth, n.kind, n);
        nodes(next, n.clauses);
        return;
      case 'ForStmt':
        line(depth, n.kind, n);
        opt(next, 'init', n.init);
        opt(next, 'cond', n.cond);
        opt(next, 'post', n.post);
        node(next, n.body);
        return;
      case 'RangeStmt':
        line(depth, n.kind, n, n.op);
        opt(next, 'key', n.key);
        opt(next, 'value', n.value);
        node(next, n.x);
        node(next, n.body);
        return;
      case 'ImportSpec':
        line(depth, n.kind, n, n.path);
        opt(next, 'name', n.name);
        return;
      case 'ValueSpec':
        line(depth, n.kind, n, String(n.iota));
        nodes(next, n.names);
        opt(next, 'type', n.type);
        nodes(next, n.values);
        return;
      case 'TypeSpec':
        line(depth, n.kind, n, String(n.alias));
        node(next, n.name);
        fields(next, 'TypeParam', n.typeParams);
        node(next, n.type);
        return;
      case 'GenDecl':
        line(depth, n.kind, n, n.tok);
        nodes(next, n.specs);
        return;
      case 'FuncDecl':
        line(depth, n.kind, n);
        if (n.recv) fields(next, 'Recv', [n.recv]);
        node(next, n.name);
        node(next, n.type);
        if (n.body) node(next, n.body);
        return;
      case 'BadExpr':
      case 'BadStmt':
      case 'BadDecl':
        line(depth, n.kind, n);
        return;
    }
  }

  lines.push(`0 File ${String(file.generated)}`);
  if (file.packageName) node(1, file.packageName);
  nodes(1, file.decls);
  for (const comment of file.comments) {
    line(1, 'Comment', { pos: comment.pos, end: comment.pos });
  }
  return lines.join('\n') + '\n';
}
