/** The facts of a variable stay the same object while no declaration is edited that may say something of it. */
import assert from 'node:assert/strict';
import { collectFacts } from '../../server/src/facts/collect';
import type { PackageFacts, VarFacts } from '../../server/src/facts/facts';
import { bringUpToDate, checkPackage, stdImporter } from '../../server/src/types';
import type { PackageInfo, SourceFile } from '../../server/src/types';
import { underlying } from '../../server/src/types';
import { goParser } from '../syntax/support';

const TEXT = `package p

type cache struct{ sessions map[string]int }

type holder struct{ c cache }

type embedding struct{ names }

type names map[string]int

var shared map[string]int

func (c *cache) add(k string) { c.sessions[k] = 1 }

func (n names) put(k string) { n[k] = 1 }

func unrelated() int {
	x := 1
	return x
}

func uses(h *holder, e *embedding) {
	shared["x"]++
}

func box() *holder { return nil }

func drop(m map[string]int) { delete(m, "x") }

func dropAll(c *cache) {
	m := c.sessions
	drop(m)
}
`;

const UNRELATED = /func unrelated\(\) int \{\n\tx := 1/;

/** Bodies, and comments, that are edited one after the other, and the variables whose facts are made anew by the last one. */
const CASES: Readonly<
  Record<
    string,
    { readonly where?: RegExp; readonly bodies: readonly string[]; readonly anew: string }
  >
> = {
  'a body that mentions none of them': {
    bodies: ['func unrelated() int {\n\ty := 2; x := y'],
    anew: '',
  },
  'a body that mentions one': {
    bodies: ['func unrelated() int {\n\tx := len(shared)'],
    anew: 'shared',
  },
  'a body that no longer mentions one': {
    bodies: ['func unrelated() int {\n\tx := len(shared)', 'func unrelated() int {\n\tx := 1'],
    anew: 'shared',
  },
  'a body that may replace a struct through a pointer': {
    bodies: ['func unrelated() int {\n\tx := 1; p := new(cache); *p = cache{}'],
    anew: 'sessions names',
  },
  'a body that mentions what holds the struct': {
    bodies: ['func unrelated() int {\n\tx := 1; box().c = cache{}'],
    anew: 'sessions',
  },
  'a body that may call a method of an embedded map': {
    bodies: ['func unrelated() int {\n\tx := 1; new(embedding).put("x")'],
    anew: 'names',
  },
  'the body of what gets the map': {
    where: /func drop\([^}]*}/,
    bodies: ['func drop(m map[string]int) { clear(m) }'],
    anew: 'sessions',
  },
  'a body in which a local is another name': {
    where: /m := c\.sessions\n/,
    bodies: ['m := c.sessions\n\tm["y"] = 1\n'],
    anew: 'sessions',
  },
  'a comment in the type that holds the struct': {
    where: /type holder struct\{/,
    bodies: ['type holder struct{ // of others\n'],
    anew: 'sessions',
  },
  'comments in the type of a field, and blanks': {
    where: /struct\{ sessions/,
    bodies: ['struct{\n\t// By name.\n\tsessions', 'struct{\n\n\n\t/* By name. */ sessions'],
    anew: 'sessions',
  },
  'a comment in a type that is a map': {
    where: /type names map/,
    bodies: ['type names /* By name. */ map'],
    anew: 'names',
  },
  'a line before all of them': {
    bodies: ['// A comment.\nfunc unrelated() int {\n\tx := 1'],
    anew: '',
  },
};

function factsOf(info: PackageInfo, facts: PackageFacts): Map<string, VarFacts> {
  const fieldOf = (type: string) => {
    const obj = info.lookup(type);
    assert.ok(obj?.kind === 'type');
    const struct = underlying(obj.type());
    assert.ok(struct.kind === 'struct');
    return struct.fields[0];
  };
  const shared = info.lookup('shared');
  const all = [fieldOf('cache'), fieldOf('embedding'), shared?.kind === 'var' ? shared : undefined];
  return new Map(
    all.flatMap((one) => (one === undefined ? [] : [[one.name, facts.of(one)] as const])),
  );
}

describe('facts from one text to the next', () => {
  for (const [what, { where = UNRELATED, bodies, anew }] of Object.entries(CASES)) {
    it(`${what}: ${anew === '' ? 'all stay' : `made anew: ${anew}`}`, async () => {
      const parser = await goParser();
      const doc = parser.open(TEXT);
      const uri = 'memory:/p.go';
      const file = { uri, text: TEXT, ast: doc.file, test: false, included: true };
      const files: readonly SourceFile[] = [file];
      const options = { path: 'p', arch: 'amd64', importer: stdImporter('amd64') } as const;
      const info = checkPackage(files, options);
      let before = factsOf(info, collectFacts(info, files));
      let now = before;
      for (const body of bodies) {
        const text = TEXT.replace(where, body);
        doc.edit(text);
        Object.assign(file, { text, ast: doc.file });
        assert.ok(bringUpToDate(info, files), 'it is the same package');
        before = now;
        now = factsOf(info, collectFacts(info, files));
        const fresh = { ...file, ast: parser.parse(text) };
        const expected = checkPackage([fresh], options);
        assert.deepEqual(plain(now), plain(factsOf(expected, collectFacts(expected, [fresh]))));
      }
      const changed = [...now].filter(([name, facts]) => before.get(name) !== facts);
      assert.equal(changed.map(([name]) => name).join(' '), anew);
      doc.close();
    });
  }

  it('files that are left out are asked again once one of them is another one', async () => {
    const parser = await goParser();
    const fileOf = (uri: string, text: string): SourceFile => ({
      ...{ uri, text, ast: parser.parse(text) },
      ...{ test: uri.endsWith('_test.go'), included: uri === 'memory:/p.go' },
    });
    const file = fileOf('memory:/p.go', TEXT);
    const options = { path: 'p', arch: 'amd64', importer: stdImporter('amd64') } as const;
    const info = checkPackage([file], options);
    const shared = info.lookup('shared');
    assert.ok(shared?.kind === 'var');
    const assigns = fileOf('memory:/windows.go', 'package p\nfunc f() { shared = nil }\n');
    const reads = fileOf('memory:/windows.go', 'package p\nfunc f() { _ = shared }\n');
    const inTest = fileOf('memory:/windows_test.go', assigns.text);
    const mayBe = (...others: SourceFile[]): boolean =>
      collectFacts(info, [file, ...others]).mayBeAssignedElsewhere(shared);
    assert.equal(mayBe(assigns), true);
    assert.equal(mayBe(reads), false);
    assert.equal(mayBe(assigns), true);
    assert.equal(mayBe(), false);
    assert.equal(mayBe(reads, assigns), true);
    assert.equal(mayBe(reads, inTest), false);
  });
});

function plain(all: ReadonlyMap<string, VarFacts>): unknown {
  return [...all].map(([name, { operations, names, complete }]) => ({
    name,
    complete,
    names: names.map((one) => one.name),
    operations: operations.map(({ kind, node, alias }) => [kind, node.pos, node.end, alias]),
  }));
}
