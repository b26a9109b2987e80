/** What is kept from one edit to the next is never out of date: findings are those of a workspace that sees the files first. */
import assert from 'node:assert/strict';
import { createWorkspace } from '../../server/src/analysis/analysis';
import type { Finding } from '../../server/src/contracts/findings';
import type { Workspace } from '../../server/src/contracts/workspace';
import { ALL_SHOWN } from '../settings';
import { assetEnvironment } from '../syntax/support';
import { DEFAULT_MOD } from './cases';
import { ROOT } from './workspace';

/** More than are looked up together, so that an edit leaves some of what is kept in place. */
const MANY = 70;

const OTHER = `${ROOT}/imported/imported.go`;
const name = (i: number): string => `${ROOT}/f${String(i).padStart(2, '0')}.go`;

const cache = (i: number): string => `package p

type cache${i} struct{ sessions map[string][64]byte }

func (c *cache${i}) login(id string)  { c.sessions[id] = [64]byte{} }
func (c *cache${i}) logout(id string) { delete(c.sessions, id) }
`;

function filesOf(): Record<string, string> {
  const files: Record<string, string> = {
    [`${ROOT}/go.mod`]: DEFAULT_MOD,
    [OTHER]: 'package imported\n\ntype Elem [64]byte\n',
  };
  for (let i = 0; i < MANY; i++) files[name(i)] = cache(i);
  return files;
}

type Edit = (
  change: (uri: string, text: string | undefined) => void,
  look: (uri: string) => Promise<unknown>,
) => void | Promise<void>;

/** Each is made after those before it. */
const EDITS: Readonly<Record<string, Edit>> = {
  'a variable in another file that gets a struct from a function': (change) => {
    change(name(60), `${cache(60)}\nfunc make3() cache3 { return cache3{} }\n`);
    change(name(50), `${cache(50)}\nvar held = make3()\n`);
  },
  'an assignment to that variable, in a third file': (change) => {
    change(name(40), `${cache(40)}\nfunc reset() { held = make3() }\n`);
  },
  'the function gives another struct': (change) => {
    change(name(60), `${cache(60)}\nfunc make3() cache5 { return cache5{} }\n`);
  },
  'the edit is undone': (change) => {
    change(name(60), `${cache(60)}\nfunc make3() cache3 { return cache3{} }\n`);
  },
  'a function stands between the variable and the struct': (change) => {
    change(name(50), `${cache(50)}\nvar held = make4()\n`);
    change(name(1), `${cache(1)}\nfunc make4() cache3 { return make3() }\n`);
  },
  'a method that replaces a map, in another file': (change) => {
    change(name(33), `${cache(33)}\nfunc (c *cache2) reset() { c.sessions = nil }\n`);
  },
  'the method is gone': (change) => {
    change(name(33), cache(33));
  },
  'a field is renamed where it is declared': (change) => {
    change(name(7), cache(7).replace('sessions map', 'users map'));
  },
  'a field is renamed everywhere': (change) => {
    change(name(7), cache(7).replaceAll('sessions', 'users'));
  },
  'a type is that of another file': (change) => {
    change(name(8), cache(8).replace('map[string][64]byte }', 'elems }'));
    change(name(31), `${cache(31)}\ntype elems map[string][64]byte\n`);
  },
  'the type of the other file is no map': (change) => {
    change(name(31), `${cache(31)}\ntype elems []int\n`);
  },
  'a file is left out of the build': (change) => {
    change(name(40), `//go:build never\n\n${cache(40)}\nfunc reset() { held = make3() }\n`);
  },
  'a file in the middle is deleted': (change) => {
    change(name(33), undefined);
  },
  'the first file is deleted': (change) => {
    change(name(0), undefined);
  },
  'a file comes first': (change) => {
    change(`${ROOT}/a.go`, 'package p\n\nfunc (c *cache9) reset() { c.sessions = nil }\n');
  },
  'a body is edited': (change) => {
    change(name(20), `${cache(20)}\nfunc other(c *cache20) { x := c.sessions; _ = x }\n`);
    change(name(20), `${cache(20)}\nfunc other(c *cache20) { x := c.sessions; x = nil; _ = x }\n`);
  },
  'a body replaces the map': (change) => {
    change(name(20), `${cache(20)}\nfunc other(c *cache20) { c.sessions = nil }\n`);
  },
  'the body is as it was': (change) => {
    change(name(20), `${cache(20)}\nfunc other(c *cache20) { x := c.sessions; _ = x }\n`);
  },
  'everything moves down': (change) => {
    change(
      name(20),
      `// A comment.\n\n${cache(20)}\nfunc other(c *cache20) { x := c.sessions; _ = x }\n`,
    );
  },
  'blanks and comments in a type': async (change, look) => {
    for (const struct of [
      'struct{\n\tsessions map[string][64]byte\n}',
      'struct{\n\t// of users, as cache21 has\n\tsessions map[string][64]byte\n}',
      'struct{\n\n\t/* of users */ sessions map[string][64]byte // by name\n}',
    ]) {
      change(name(20), cache(20).replace(/struct\{.*\}/, struct));
      await look(name(20));
    }
  },
  'what stands behind a comment in a type': async (change, look) => {
    for (const struct of [
      'struct{\n\t// of users\n\tsessions map[string][32]byte\n}',
      'struct{\n\t// of users\n\tsessions map[string][32]byte; more int\n}',
      'struct{\n\t// sessions map[string][32]byte\n}',
      'struct{\n\t//\n\tsessions map[string][64]byte\n}',
    ]) {
      change(name(20), cache(20).replace(/struct\{.*\}/, struct));
      await look(name(20));
    }
    change(name(20), `\n\n${cache(20)}\nfunc (c *cache20) reset() { c.sessions = nil }\n`);
  },
  'the type is as it was': (change) => {
    change(name(20), `${cache(20)}\nfunc other(c *cache20) { x := c.sessions; _ = x }\n`);
  },
  'a brace swallows what follows, more is typed, and what follows is given back': async (
    change,
    look,
  ) => {
    for (const typed of ['{ if true { ', '{ if true { x := 1; ', '{ if true { x := 1; _ = x }; ']) {
      change(name(21), cache(21).replace('{ c.sessions[id]', `${typed}c.sessions[id]`));
      await look(name(21));
    }
  },
  'it is undone': (change) => {
    change(name(21), cache(21));
  },
  'a function has no body for a moment': (change) => {
    change(name(22), cache(22).replace(/\{ delete.*\}/, ''));
    change(name(22), cache(22));
  },
  'a function that gives a parameter away is edited': (change) => {
    change(name(23), `${cache(23)}\nfunc drop(m map[string][64]byte) { delete(m, "") }\n`);
    change(name(24), `${cache(24)}\nfunc (c *cache24) all() { drop(c.sessions) }\n`);
    change(name(23), `${cache(23)}\nfunc drop(m map[string][64]byte) { m = nil; delete(m, "") }\n`);
  },
  'a test does something': (change) => {
    change(`${ROOT}/f10_test.go`, 'package p\n\nfunc reset10(c *cache10) { c.sessions = nil }\n');
  },
  'a type of a package that is imported': (change) => {
    const text = cache(11).replace('p\n', 'p\n\nimport "example.com/x/imported"\n');
    change(name(11), text.replaceAll('[64]byte', 'imported.Elem'));
    change(OTHER, 'package imported\n\ntype Elem [4096]byte\n');
  },
};

/** What the hover says of some of the maps. */
async function reportsOf(workspace: Workspace): Promise<unknown> {
  const reports: unknown[] = [];
  for (const i of [2, 3, 20, 21, 22, 23, 24]) {
    const offset = (await workspace.text(name(i)))?.indexOf('sessions map') ?? 0;
    reports.push(await workspace.mapReport(name(i), offset));
  }
  return reports;
}

async function findingsOf(workspace: Workspace): Promise<Record<string, readonly Finding[]>> {
  const found: Record<string, readonly Finding[]> = {};
  for (let i = 0; i < MANY; i++) found[name(i)] = await workspace.findings(name(i));
  return found;
}

for (const open of [true, false]) {
  describe(`after edits of ${open ? 'open documents' : 'saved files'}`, () => {
    const files = filesOf();
    const workspace = createWorkspace(assetEnvironment(files), ALL_SHOWN);
    let version = 0;

    it('everything is found at first', async () => {
      const found = await findingsOf(workspace);
      assert.ok(Object.values(found).every(({ length }) => length === 1));
    });

    for (const [what, edit] of Object.entries(EDITS)) {
      it(`findings are those of files that are read anew: ${what}`, async () => {
        const change = (uri: string, text: string | undefined): void => {
          const before = files[uri];
          if (text === undefined) {
            Reflect.deleteProperty(files, uri);
            workspace.closeDocument(uri);
            workspace.fileChanged(uri, 'deleted');
            return;
          }
          if (open) {
            if (before === undefined || workspace.version(uri) === undefined) {
              workspace.openDocument(uri, ++version, before ?? '');
            }
            const oldEnd = before?.length ?? 0;
            const change = { start: 0, oldEnd, newEnd: text.length, text };
            workspace.changeDocument(uri, ++version, [change]);
          } else {
            workspace.fileChanged(uri, before === undefined ? 'created' : 'changed');
          }
          files[uri] = text;
        };
        await edit(change, (uri) => workspace.findings(uri));
        const fresh = createWorkspace(assetEnvironment({ ...files }), ALL_SHOWN);
        assert.deepEqual(await findingsOf(workspace), await findingsOf(fresh));
        assert.deepEqual(await reportsOf(workspace), await reportsOf(fresh));
      });
    }

    it('some were silenced', async () => {
      const found = await findingsOf(workspace);
      const silent = Object.keys(found).filter((uri) => found[uri]?.length === 0);
      for (const i of [8, 9]) assert.ok(silent.includes(name(i)), name(i));
      assert.ok(!silent.includes(name(2)));
    });
  });
}
