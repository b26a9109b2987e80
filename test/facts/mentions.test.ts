/** What files are seen to mention follows their edits: it is what files say that are read anew. */
import assert from 'node:assert/strict';
import type { FileMentions } from '../../server/src/facts/mentions';
import {
  assignsTo,
  filesMentioning,
  mentionsIn,
  takesAddress,
} from '../../server/src/facts/mentions';
import { wordIndexOf } from '../../server/src/facts/wordIndex';
import { bringUpToDate, checkPackage, stdImporter } from '../../server/src/types';
import type { PackageInfo, SourceFile } from '../../server/src/types';
import type { Decl } from '../../server/src/syntax/ast';
import { goParser } from '../syntax/support';

const TEXTS: readonly string[] = [
  `package p

type cache struct{ m map[string]int }

func one(c *cache) { c.m["a"] = 1 }

func two() int {
	x := 1
	return x
}

func three(p *map[string]int, s []int) {
	*p = nil
	s = append(s[:1], s[2:]...)
}
`,
  `package p

var all cache

func four() { all.m = nil; y := &all.m; _ = y }

func five() { one(&all) }
`,
];

/** Edits of a file's text, one after the other: what is replaced, and by what. */
const EDITS: readonly (readonly [file: number, from: string, to: string])[] = [
  [0, 'x := 1', 'x := len(all.m)'],
  [0, 'len(all.m)', 'len(one)'],
  [0, 'x := len(one)\n\treturn x', 'return 2'],
  [1, 'all.m = nil; ', ''],
  [1, '&all.m', 'all'],
  [0, '*p = nil', '_ = p'],
  [0, 's = append(s[:1], s[2:]...)', 's = nil'],
  [0, '_ = p', '*p = map[string]int{"all": len(all.m)}'],
  [1, 'one(&all)', 'two(); three(&all.m, nil)'],
  [1, 'two(); ', 'two(); x, m := 1, 2; m++; _, _ = x, m; '],
  [0, 'return 2', 'x := 1\n\treturn x'],
  [1, 'two(); x, m := 1, 2; m++; _, _ = x, m; ', ''],
  [0, 'c.m["a"] = 1', 'for c.m = range []map[string]int{} {\n\t}'],
];

interface Open {
  readonly info: PackageInfo;
  readonly files: readonly SourceFile[];
}

describe('what files mention, from one text to the next', () => {
  // In order, and asked now and then only: what is kept may lag behind by more than one edit.
  for (const every of [1, 2, 5]) {
    it(`asked after each ${every} edits`, async () => {
      const parser = await goParser();
      const docs = TEXTS.map((text) => parser.open(text));
      const files = TEXTS.map((text, i): SourceFile => {
        const ast = docs[i]?.file ?? assert.fail();
        return { uri: `memory:/f${i}.go`, text, ast, test: false, included: true };
      });
      const options = { path: 'p', arch: 'amd64', importer: stdImporter('amd64') } as const;
      const info = checkPackage(files, options);
      const names = namesOf(info);
      said({ info, files }, names);
      for (const [at, [i, from, to]] of EDITS.entries()) {
        const file = files[i] ?? assert.fail();
        assert.ok(file.text.includes(from), `${from} is there to be edited`);
        const text = file.text.replace(from, () => to);
        docs[i]?.edit(text);
        Object.assign(file, { text, ast: docs[i]?.file });
        assert.ok(bringUpToDate(info, [...files]), 'it is the same package');
        for (const name of namesOf(info)) names.add(name);
        if (at % every !== 0) continue;
        const fresh = files.map((one) => ({ ...one, ast: parser.parse(one.text) }));
        const expected = { info: checkPackage(fresh, options), files: fresh };
        assert.deepEqual(
          said({ info, files: info.files }, names),
          said(expected, names),
          `edit ${at}`,
        );
      }
      for (const doc of docs) doc.close();
    });
  }

  it('a file tells which names came and went, and which declarations', async () => {
    const parser = await goParser();
    const [before = ''] = TEXTS;
    const doc = parser.open(before);
    wordIndexOf(doc.file, before);
    const text = before.replace('x := 1\n\treturn x', 'return len(fresh)');
    doc.edit(text);
    const { added, removed, edited } = wordIndexOf(doc.file, text).renewed;
    assert.deepEqual(
      [[...added].sort(), [...removed].sort(), edited.map(({ words }) => [...words.names])],
      [
        ['fresh', 'len'],
        ['x'],
        [
          ['func', 'two', 'int', 'x', 'return'].filter((name) => edited[0]?.words.names.has(name)),
          ['func', 'two', 'int', 'return', 'len', 'fresh'].filter((name) =>
            edited[1]?.words.names.has(name),
          ),
        ],
      ],
    );
    doc.close();
  });
});

function namesOf(info: PackageInfo): Set<string> {
  return new Set(mentionsIn(info).flatMap(({ byName }) => [...byName.keys()]));
}

/** All that is said of names, with declarations by what they declare. */
function said({ info }: Open, names: ReadonlySet<string>): unknown {
  const shown = (decls: readonly Decl[] | undefined): readonly string[] =>
    (decls ?? []).map((decl) => (decl.kind === 'FuncDecl' ? decl.name.name : String(decl.pos)));
  const ofName = ({ file, byName, byMember }: FileMentions, name: string): unknown => [
    file.uri,
    shown(byName.get(name)),
    shown(byMember.get(name)),
    assignsTo(file, name),
    takesAddress(file, name),
  ];
  return [
    ...[...names].sort().map((name) => ({
      name,
      files: filesMentioning(info, name).map((one) => ofName(one, name)),
      all: mentionsIn(info).map((one) => ofName(one, name)),
    })),
    ...mentionsIn(info).map(({ file, namesIn, pointerAssignments, sliceDeletes }) => ({
      pointers: shown(pointerAssignments),
      deletes: shown(sliceDeletes),
      names: file.ast.decls.map((decl) => [...namesIn(decl)].sort()),
    })),
  ];
}
