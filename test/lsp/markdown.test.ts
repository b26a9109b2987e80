import assert from 'node:assert/strict';
import {
  codeSpan,
  commandLink,
  escapeMarkdown,
  fencedBlock,
  markdownLink,
} from '../../server/src/lsp/markdown';

describe('markdown', () => {
  for (const [text, expected] of [
    ['map-never-shrinks', 'map-never-shrinks'],
    ['Go 1.26 (toolchain line of go.mod)', 'Go 1.26 (toolchain line of go.mod)'],
    ['map[string]*T', 'map\\[string\\]\\*T'],
    ['[Run](command:evil)', '\\[Run\\](command:evil)'],
    ['![x](http://a/b)', '\\!\\[x\\](http://a/b)'],
    ['<img src=x onerror=y>', '&lt;img src=x onerror=y\\>'],
    ['a & b &lt;', 'a &amp; b &amp;lt;'],
    ['one\r\ntwo', 'one two'],
    ['back\\`tick_', 'back\\\\\\`tick\\_'],
    ['$(alert)', '\\$(alert)'],
  ] as const) {
    it(`escapes ${JSON.stringify(text)}`, () => assert.equal(escapeMarkdown(text), expected));
  }

  for (const [text, expected] of [
    ['map[string]*T', '`map[string]*T`'],
    ['struct { a int `json:"a"` }', '``struct { a int `json:"a"` }``'],
    ['`x', '`` `x ``'],
    ['a\nb', '`a b`'],
  ] as const) {
    it(`puts ${JSON.stringify(text)} into a code span`, () => {
      assert.equal(codeSpan(text), expected);
    });
  }

  it('keeps a fence that no line can close', () => {
    assert.equal(fencedBlock('go', ['```', 'x']), '````go\n```\nx\n````');
    assert.equal(fencedBlock('go', ['x']), '```go\nx\n```');
  });

  it('keeps a link target in one piece', () => {
    assert.equal(
      markdownLink('a]b', 'file:///a (b)/c d.go#L3'),
      '[a\\]b](file:///a%20%28b%29/c%20d.go#L3)',
    );
  });

  it('passes the arguments of a command link as encoded JSON', () => {
    const link = commandLink('Go', 'heapghost.simulate', ['file:///a(1).go', { line: 1 }]);
    const target = /^\[Go\]\(command:heapghost\.simulate\?(\S+)\)$/.exec(link)?.[1] ?? '';
    assert.deepEqual(JSON.parse(decodeURIComponent(target)), ['file:///a(1).go', { line: 1 }]);
    assert.doesNotMatch(target, /[()]/);
  });
});
