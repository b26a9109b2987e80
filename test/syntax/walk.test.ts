import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import type { GoParser } from '../../server/src/syntax/parser';
import { children, pathAt, walkFile } from '../../server/src/syntax/walk';
import { FIXTURES } from './fixtures';
import { goParser } from './support';

describe('syntax/walk', () => {
  let parser: GoParser;
  before(async () => {
    parser = await goParser();
  });

  /** A `|` marks the cursor; the path's kinds below the function's block, outermost first. */
  const PATHS: readonly [body: string, path: string][] = [
    ['delete(c.se|ss, k)', 'ExprStmt CallExpr SelectorExpr Ident'],
    ['delete|(c.sess, k)', 'ExprStmt CallExpr Ident'],
    ['c.sess|[k] = 1', 'AssignStmt IndexExpr SelectorExpr Ident'],
    ['c.sess[|k] = 1', 'AssignStmt IndexExpr Ident'],
    ['c.sess[k]| = 1', 'AssignStmt IndexExpr'],
    ['x := map[|string]int{}', 'AssignStmt CompositeLit MapType Ident'],
    ['var m map[string]int|', 'DeclStmt GenDecl ValueSpec MapType Ident'],
    ['if |x {}', 'IfStmt Ident'],
    ['for k := range m| {}', 'RangeStmt Ident'],
    ['a |+ b', 'ExprStmt BinaryExpr'],
    ['a| + b', 'ExprStmt BinaryExpr Ident'],
    ['x = []int{1, 2|}', 'AssignStmt CompositeLit BasicLit'],
    ['|', ''],
  ];
  for (const [body, expected] of PATHS) {
    it(`finds the nodes around ${body}`, () => {
      const text = `package p\n\nfunc f() {\n\t${body}\n}\n`;
      const file = parser.parse(text.replace('|', ''));
      const kinds = pathAt(file, text.indexOf('|')).map((n) => n.kind);
      assert.deepEqual(kinds.slice(0, 2), ['FuncDecl', 'BlockStmt']);
      assert.equal(kinds.slice(2).join(' '), expected);
    });
  }

  const DECLARED: readonly [text: string, path: string][] = [
    ['func (r *R) |M(a int) {}', 'FuncDecl Ident'],
    ['func (r *|R) M(a int) {}', 'FuncDecl StarExpr Ident'],
    ['func (r *R) M(|a int) {}', 'FuncDecl FuncType Ident'],
    ['type T struct { |m map[string]int }', 'GenDecl TypeSpec StructType Ident'],
    ['type T struct { m map[string]i|nt }', 'GenDecl TypeSpec StructType MapType Ident'],
    ['import f "fm|t"', 'GenDecl ImportSpec'],
    ['|', ''],
  ];
  for (const [text, expected] of DECLARED) {
    it(`finds the nodes around ${text}`, () => {
      const whole = `package p\n\n${text}\n`;
      const file = parser.parse(whole.replace('|', ''));
      const kinds = pathAt(file, whole.indexOf('|')).map((n) => n.kind);
      assert.equal(kinds.join(' '), expected);
    });
  }

  for (const name of readdirSync(FIXTURES).sort()) {
    it(`visits ${name} in order, each child inside its parent`, () => {
      const file = parser.parse(readFileSync(path.join(FIXTURES, name), 'utf8'));
      walkFile(file, (node) => {
        let last = 0;
        for (const child of children(node)) {
          assert.ok(
            child.pos >= node.pos && child.end <= node.end,
            `${child.kind} in ${node.kind}`,
          );
          // A signature begins at `func`, before the function's receiver and name.
          if (child.kind !== 'FuncType') assert.ok(child.pos >= last, `${child.kind} in order`);
          last = child.pos;
        }
        return true;
      });
    });
  }

  it('skips what is below a node when told so', () => {
    const file = parser.parse('package p\n\nfunc f() { g(1) }\n\nvar x = 1\n');
    const seen: string[] = [];
    walkFile(file, (node) => {
      seen.push(node.kind);
      return node.kind !== 'BlockStmt';
    });
    assert.deepEqual(seen, [
      'FuncDecl',
      'Ident',
      'FuncType',
      'BlockStmt',
      'GenDecl',
      'ValueSpec',
      'Ident',
      'BasicLit',
    ]);
  });
});
