/**
 * The order in which code runs. A case is the body of a Go function whose statements carry marks, `// A` at the end of
 * their line, and questions with their answers:
 *
 *     A always B     after A, B follows on every path before the function returns
 *     A reaches B    after A, B may follow
 *     A before B     every path to B has gone through A
 *     A turn B       every turn of the loop at A meets B
 *     A leaves L     after A, the loop at L has no other turn
 *     A if x !y      the guards on every path to A, the last first
 * with `not` in front for a no. `A always B!C` counts C as a no.
 */
import assert from 'node:assert/strict';
import type { Ask, Point } from '../../server/src/facts/flow';
import {
  alwaysAfter,
  alwaysBefore,
  alwaysInTurn,
  guardsOf,
  leavesLoop,
  reaches,
} from '../../server/src/facts/flow';
import { isFunction } from '../../server/src/facts/expressions';
import { flowOf, pointOf } from '../../server/src/facts/flows';
import { walkWithPath } from '../../server/src/facts/sites';
import type { FuncDecl, Node } from '../../server/src/syntax/ast';
import { walk } from '../../server/src/syntax/walk';
import type { GoParser } from '../../server/src/syntax/parser';
import { checkPackage, NO_IMPORTS, stdImporter } from '../../server/src/types';
import { goParser } from '../syntax/support';
import { FLOW_CASES } from './flowCases';

const BEFORE = `package p

import (
	"log"
	"os"
	"runtime"
	"testing"
)

var _, _, _ = log.Fatal, os.Exit, runtime.Goexit
var x, y, z bool
var n int
var ch chan int
var list []int
var value any
func do() {}
func ok() bool { return x }
func one() int { return n }
func to(bool) chan int { return ch }
func never() int { panic("no") }
func fatal() { do(); panic("no") }
func serve() { for { do() } }
func mayFatal() { if x { return }; panic("no") }
func recovers() { defer func() { recover() }(); panic("no") }
var _ testing.TB
`;

type Question = readonly [from: string, ask: string, to: string];

function parts(line: string): { readonly wanted: boolean; readonly question: Question } {
  const [, not, from = '', ask = '', to = ''] = /^(not )?(\w+) (\w+) ?(.*)$/.exec(line) ?? [];
  return { wanted: not === undefined, question: [from, ask, to] };
}

describe('flow', () => {
  let parser: GoParser;
  before(async () => {
    parser = await goParser();
  });

  function prepare(code: string) {
    const text = `${BEFORE}\nfunc f(t *testing.T, l *log.Logger) {\n${code}\n}\n`;
    const ast = parser.parse(text);
    const file = { uri: 'memory:/p.go', text, ast, test: false, included: true };
    const importer = stdImporter('amd64');
    const info = checkPackage([file], { path: 'p', arch: 'amd64', importer });
    const decl = ast.decls.find((d): d is FuncDecl => d.kind === 'FuncDecl' && d.name.name === 'f');
    assert.ok(decl?.body);
    const flow = flowOf(info, decl);
    assert.ok(flow);
    const { body } = decl;
    const marks = new Map<string, Node>();
    for (const { 0: whole, 1: mark = '', index } of text.matchAll(/\/\/ ([A-Z])$/gm)) {
      const start = text.lastIndexOf('\n', index) + 1;
      let found: Node | undefined;
      walk(body, (node) => {
        const starts = node.pos >= start && node.pos < index && node.kind !== 'FuncLit';
        if (starts && flow.at(node) !== undefined) found ??= node;
        return true;
      });
      assert.ok(found, `nothing at ${whole}`);
      marks.set(mark, found);
    }
    const at = (mark: string): Point => {
      const node = marks.get(mark);
      const point = node && flow.at(node);
      assert.ok(point, mark);
      return point;
    };
    const asks = (to: string): Ask => {
      const [yes = '', no = ''] = to.split('!').map((names) => names.trim());
      const is = (names: string, point: Point): boolean =>
        Array.from(names).some((mark) => {
          const node = marks.get(mark);
          if (node?.kind === 'DeferStmt' && point.kind === 'deferred') {
            return point.node === node.call;
          }
          return point === flow.at(node ?? decl);
        });
      return (point) => (is(yes, point) ? 'yes' : is(no, point) ? 'no' : undefined);
    };
    const answer = ([from, ask, to]: Question): boolean => {
      const node = marks.get(from);
      const loop = marks.get(ask === 'leaves' ? to : from);
      const isLoop = loop?.kind === 'ForStmt' || loop?.kind === 'RangeStmt';
      switch (ask) {
        case 'always':
          return alwaysAfter(flow, at(from), asks(to));
        case 'reaches':
          return to === 'exit'
            ? reaches(at(from), flow.exit)
            : reaches(at(from), at(to[0] ?? ''), asks(to.slice(1)));
        case 'before':
          return alwaysBefore(flow, at(to), asks(from));
        case 'turn':
          assert.ok(isLoop);
          return alwaysInTurn(flow, loop, asks(to));
        case 'leaves':
          assert.ok(isLoop);
          return leavesLoop(flow, loop, at(from));
        case 'if': {
          assert.ok(node);
          const told = guardsOf(flow, at(from)).map(({ cond, equals, holds }) => {
            const own = text.slice(cond.pos, cond.end);
            const tag = equals && `${text.slice(equals.pos, equals.end)}==`;
            return `${holds ? '' : '!'}${tag ?? ''}${own}`;
          });
          return told.join(' ') === to;
        }
        default:
          throw new Error(`unknown question ${ask}`);
      }
    };
    return { answer, ast, flow, decl };
  }

  for (const { title, code, answers } of FLOW_CASES) {
    it(title, () => {
      const { answer, ast } = prepare(code);
      assert.deepEqual(ast.errors, []);
      for (const line of answers.trim().split('\n')) {
        const { wanted, question } = parts(line.trim());
        assert.equal(answer(question), wanted, line.trim());
      }
    });
  }

  it('a node has the point of the nearest node around it that has one', () => {
    let [own, inner] = [0, 0];
    for (const { code } of FLOW_CASES) {
      const { flow, decl } = prepare(code);
      const around: (Point | undefined)[] = [];
      walkWithPath(decl, (node, path) => {
        const nearest = path.some((n) => n !== decl && isFunction(n))
          ? undefined
          : around
              .slice(0, path.length)
              .filter((point) => point !== undefined)
              .at(-1);
        const expected = flow.at(node) ?? nearest;
        around[path.length] = node === decl ? undefined : flow.at(node);
        assert.equal(pointOf(flow, path, node), expected, code.slice(node.pos, node.end));
        if (flow.at(node) !== undefined) own++;
        else if (expected !== undefined) inner++;
      });
    }
    assert.ok(own > 100 && inner > 100);
  });

  it('each statement and clause has a point', () => {
    for (const { code } of FLOW_CASES) {
      const { flow, decl } = prepare(code);
      walkWithPath(decl, (node, path) => {
        if (!/(?:Stmt|Clause)$/.test(node.kind) || node === decl.body) return;
        if (path.some((n) => n.kind === 'FuncLit')) return;
        assert.ok(flow.at(node), `${node.kind} ${code}`);
      });
    }
  });

  it('half-typed code has a flow', () => {
    let built = 0;
    for (const { code } of FLOW_CASES) {
      for (let end = 0; end < code.length; end += 29) {
        const text = `package p\nfunc f() {\n${code.slice(0, end)}\n}\n`;
        const file = { uri: 'memory:/p.go', text, ast: parser.parse(text) };
        const info = checkPackage([{ ...file, test: false, included: true }], {
          ...{ path: 'p', arch: 'amd64' as const, importer: NO_IMPORTS },
        });
        for (const decl of file.ast.decls) {
          if (decl.kind !== 'FuncDecl') continue;
          const flow = flowOf(info, decl);
          if (flow === undefined) continue;
          built++;
          alwaysAfter(flow, flow.entry, () => undefined);
          guardsOf(flow, flow.exit);
        }
      }
    }
    assert.ok(built > FLOW_CASES.length);
  });
});
