/**
 * Which slots of the array of `q.items` expressions denote, after it has become shorter. Each line `_ = EXPR // LOW..HIGH`
 * of a case says it in terms of the lengths `old` and `now` and of `cap`; `// none` for what is no part of the array,
 * and `// = AMOUNT` for a number.
 */
import assert from 'node:assert/strict';
import type { Amount } from '../../server/src/facts/amount';
import { placeOf } from '../../server/src/facts/place';
import type { Scene } from '../../server/src/facts/view';
import { amountOf, viewOf } from '../../server/src/facts/view';
import type { AssignStmt, Expr, FuncDecl } from '../../server/src/syntax/ast';
import type { GoParser } from '../../server/src/syntax/parser';
import { walk } from '../../server/src/syntax/walk';
import { checkPackage, NO_IMPORTS } from '../../server/src/types';
import { goParser } from '../syntax/support';

const TYPES = `package p

type list []*int
type base struct{ items []*int }
type queue struct { base; other []*int; n int; next *queue }
func one() int { return 1 }
`;

const CASES: readonly (readonly [title: string, code: string])[] = [
  [
    'the slice and its parts',
    `
	q.items = q.items[:i]
	_ = q.items // 0..now
	_ = (q.items) // 0..now
	_ = q.base.items // 0..now
	_ = (*q).items // 0..now
	_ = list(q.items) // 0..now
	_ = q.items[1:] // 1..now
	_ = q.items[:2] // 0..2
	_ = q.items[1:][2:] // 3..now
	_ = q.items[1:][:2] // 1..3
	_ = q.items[len(q.items):cap(q.items)] // now..cap
	_ = q.items[i:i+n] // i..i+n
	_ = q.items[2:3:4] // 2..3
	_ = q.other // none
	_ = q.next.items // none
	_ = p.items // none
	_ = append(q.items, nil) // none
`,
  ],
  [
    'locals that hold it, its length, or a pointer to what holds it',
    `
	size := len(q.items)
	last := size - 1
	old := q.items
	tail := old[1:]
	same := q
	at := &q.items
	q.items = q.items[:i]
	after := q.items
	_ = old // 0..old
	_ = tail // 1..old
	_ = tail[:1] // 1..2
	_ = old[len(q.items):] // now..old
	_ = q.items[:size] // 0..old
	_ = q.items[last:size] // old-1..old
	_ = same.items // 0..now
	_ = *at // 0..now
	_ = after // 0..now
	_ = old[len(tail):] // old-1..old
`,
  ],
  [
    'locals that get more than one value stand for nothing',
    `
	old := q.items
	size := len(q.items)
	j := i + 1
	k := one()
	q.items = q.items[:i]
	old = p.items
	size++
	_ = old // none
	_ = q.items[:size] // 0..size
	_ = q.items[:j] // 0..i+1
	_ = q.items[:k] // 0..k
	i = 2
	_ = q.items[:j] // 0..j
`,
  ],
  [
    'numbers',
    `
	size := len(q.items)
	q.items = q.items[:i]
	_ = len(q.items) // = now
	_ = size // = old
	_ = size - len(q.items) // = old-now
	_ = cap(q.items) // = cap
	_ = cap(q.items[1:]) // = cap-1
	_ = len(q.items[2:]) // = now-2
	_ = 1 + (i - 3) // = i-2
	_ = i - n + n // = i
	_ = i - (n - 1) // = i-n+1
	_ = one() + 1 // = one()+1
	_ = q.n * 2 // = q.n * 2
`,
  ],
];

describe('views of a slice', () => {
  let parser: GoParser;
  before(async () => {
    parser = await goParser();
  });

  for (const [title, code] of CASES) {
    it(title, () => {
      const text = `${TYPES}\nfunc (q *queue) f(p *queue, i, n int) {\n${code}\n}\n`;
      const file = {
        uri: 'memory:/p.go',
        text,
        ast: parser.parse(text),
        test: false,
        included: true,
      };
      assert.deepEqual(file.ast.errors, []);
      const info = checkPackage([file], { path: 'p', arch: 'amd64', importer: NO_IMPORTS });
      const decl = file.ast.decls.find(
        (d): d is FuncDecl => d.kind === 'FuncDecl' && d.recv !== undefined,
      );
      assert.ok(decl);
      const statements: AssignStmt[] = [];
      walk(decl, (node) => {
        if (node.kind === 'AssignStmt') statements.push(node);
        return true;
      });
      const cut = statements.find((s) => text.startsWith('q.items = ', s.pos));
      const target = cut?.lhs[0];
      const slice = target && placeOf(info, [decl], target);
      assert.ok(cut && slice);
      const scene: Scene = {
        ...{ info, path: [decl], slice, length: 'now', given: new Map() },
        lengthAt: (node) => (node.pos < cut.pos ? 'old' : 'now'),
      };
      const told = ({ terms, constant }: Amount): string => {
        const parts = terms.map(({ unit, times }) => {
          const name = typeof unit === 'string' ? unit : text.slice(unit.pos, unit.end);
          return `${times < 0n ? '-' : '+'}${name}`;
        });
        if (constant !== 0n || parts.length === 0)
          parts.push(`${constant < 0n ? '' : '+'}${constant}`);
        return parts.join('').replace(/^\+/, '');
      };
      const answer = (expr: Expr, wanted: string): string => {
        if (wanted.startsWith('=')) return `= ${told(amountOf(scene, expr))}`;
        const view = viewOf(scene, expr);
        return view === undefined ? 'none' : `${told(view.low)}..${told(view.high)}`;
      };
      let asked = 0;
      for (const { lhs, rhs, end } of statements) {
        const wanted = /^ \/\/ (.*)$/m.exec(text.slice(end, text.indexOf('\n', end)))?.[1];
        const [expr] = rhs;
        if (wanted === undefined || expr === undefined || lhs.length !== 1) continue;
        asked++;
        assert.equal(answer(expr, wanted), wanted, text.slice(expr.pos, expr.end));
      }
      assert.ok(asked > 4);
    });
  }
});
