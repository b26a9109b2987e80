/** Declarations that an edit does not touch stay the same objects, at their new places. */
import assert from 'node:assert/strict';
import type { Decl, FuncDecl } from '../../server/src/syntax/ast';
import { goParser } from './support';

const TEXT = `package p

import "fmt"

type T struct {
	a int // the first
	b map[string]int
}

func (t *T) first(k string) int {
	if t.a > 0 {
		fmt.Println(k)
	}
	return t.b[k]
}

var x, y = 1, func() int { return 2 }

func second[K comparable](m map[K]int) (n int) {
	for k := range m {
		delete(m, k)
	}
	return
}
`;

interface Kept {
  /** Declarations, by index, that are the same objects. */
  readonly same: readonly number[];
  /** Functions that have the nodes of their signature only. */
  readonly signatures: readonly number[];
}

/** Texts one after the other, and what the last one keeps of the first. */
const CASES: Readonly<Record<string, { readonly texts: readonly string[]; readonly kept: Kept }>> =
  {
    'a statement in a body': {
      texts: [TEXT.replace('\treturn t.b', '\tt.a++\n\treturn t.b')],
      kept: { same: [0, 1, 3, 4], signatures: [2] },
    },
    'a line before all declarations': {
      texts: [TEXT.replace('package p', '// A comment.\npackage p')],
      kept: { same: [0, 1, 2, 3, 4], signatures: [] },
    },
    'a comment between declarations': {
      texts: [TEXT.replace('\nvar x', '\n// Both.\n\nvar x')],
      kept: { same: [0, 1, 2, 3, 4], signatures: [] },
    },
    'a comment within a type': {
      texts: [TEXT.replace('the first', 'the very first')],
      kept: { same: [0, 2, 3, 4], signatures: [] },
    },
    'another parameter': {
      texts: [TEXT.replace('first(k string)', 'first(k string, n int)')],
      kept: { same: [0, 1, 3, 4], signatures: [] },
    },
    'a comment in a signature': {
      texts: [TEXT.replace('first(k string)', 'first(k /* key */ string)')],
      kept: { same: [0, 1, 3, 4], signatures: [] },
    },
    'a function goes': {
      texts: [TEXT.replace(/func \(t \*T\)[\s\S]*?\n}\n/, '')],
      kept: { same: [0, 1, 3, 4], signatures: [] },
    },
    'a body goes and comes back': {
      texts: [TEXT.replace(/ \{\n\tif[\s\S]*?\n}\n/, '\n'), TEXT],
      kept: { same: [0, 1, 3, 4], signatures: [] },
    },
    'a broken line comes and goes': {
      texts: [TEXT.replace('\treturn t.b', '\tx := t.b[\n\treturn t.b'), TEXT],
      kept: { same: [0, 1, 3, 4], signatures: [2] },
    },
    'a brace that swallows what follows, and one that gives it back': {
      texts: [
        TEXT.replace('\treturn t.b', '\tif true {\n\treturn t.b'),
        TEXT.replace('\treturn t.b', '\tif true {\n\t\tt.a++\n\treturn t.b'),
        TEXT.replace('\treturn t.b', '\tif true {\n\t\tt.a++\n\t}\n\treturn t.b'),
      ],
      kept: { same: [0, 1, 3, 4], signatures: [2] },
    },
  };

for (const read of [true, false]) {
  describe(`declarations after an edit, their bodies ${read ? 'read' : 'not read'} before`, () => {
    for (const [what, { texts, kept }] of Object.entries(CASES)) {
      it(`${what}: the tree is that of the text, and keeps what stands`, async () => {
        const parser = await goParser();
        const doc = parser.open(TEXT);
        const before = doc.file.decls;
        const signatures = before.map(typeOf);
        let text = TEXT;
        for (const next of texts) {
          if (read) JSON.stringify(doc.file.decls);
          doc.edit(next);
          text = next;
        }
        const { decls } = doc.file;
        assert.deepEqual(plain(decls), plain(parser.parse(text).decls));
        const indices = [...before.keys()];
        assert.deepEqual(
          {
            same: indices.filter((i) => decls.includes(before[i] as Decl)),
            signatures: indices.filter((i) => {
              const type = signatures[i];
              const now = decls.find((decl) => type !== undefined && typeOf(decl) === type);
              return now !== undefined && now !== before[i];
            }),
          },
          kept,
        );
        doc.close();
      });
    }
  });
}

function typeOf(decl: Decl): FuncDecl['type'] | undefined {
  return decl.kind === 'FuncDecl' ? decl.type : undefined;
}

function plain(decls: readonly Decl[]): unknown {
  return JSON.parse(JSON.stringify(decls));
}
