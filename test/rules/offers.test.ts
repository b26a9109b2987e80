/** How often fixes are made: once for a package as it is, however often they are asked for. */
import assert from 'node:assert/strict';
import { createWorkspace } from '../../server/src/analysis/analysis';
import type { FixOffer } from '../../server/src/contracts/findings';
import { ALL_SHOWN } from '../settings';
import type { Work, Workspace } from '../../server/src/contracts/workspace';
import { assetEnvironment } from '../syntax/support';
import { DEFAULT_MOD } from './cases';
import { ROOT } from './workspace';

const MAIN = `${ROOT}/main.go`;
const CACHE = `package p

import "example.com/p/kinds"

type cache struct {
	sessions map[string]kinds.Session
	watchers []*kinds.Session
}

var idle = map[string]kinds.Session{}

func (c *cache) add(id string, s kinds.Session) { c.sessions[id] = s }

func (c *cache) remove(id string) {
	delete(c.sessions, id)
}

func (c *cache) unwatch(i int) {
	c.watchers = append(c.watchers[:i], c.watchers[i+1:]...)
}
`;
const TEST = `package p

import "testing"

func TestAdd(t *testing.T) {
	c := &cache{}
	if s := c.sessions["a"]; s.Size != 0 {
		t.Fatal(s)
	}
}
`;
const FILES = {
  [`${ROOT}/go.mod`]: DEFAULT_MOD.replace(/^module .*/m, 'module example.com/p'),
  [MAIN]: CACHE,
  [`${ROOT}/other.go`]: 'package p\n',
  [`${ROOT}/kinds/kinds.go`]: 'package kinds\n\ntype Session struct{ Size int; Data [8]int }\n',
  [`${ROOT}/far/far.go`]: 'package far\n',
};

type Counted = Extract<Work['kind'], 'rules' | 'fixes'>;

interface Watched {
  readonly workspace: Workspace;
  readonly files: Record<string, string>;
  /** How often something was done since it was asked last. */
  readonly counted: () => Readonly<Record<Counted, number>>;
}

function watched(more: Readonly<Record<string, string>> = {}): Watched {
  const files: Record<string, string> = { ...FILES, ...more };
  const counts = { rules: 0, fixes: 0 };
  const workspace = createWorkspace(assetEnvironment(files), ALL_SHOWN, {}, ({ kind }) => {
    if (kind in counts) counts[kind as Counted]++;
  });
  return {
    workspace,
    files,
    counted() {
      const now = { ...counts };
      counts.rules = 0;
      counts.fixes = 0;
      return now;
    },
  };
}

const AT_MAP = CACHE.indexOf('sessions map');
const AT_SLICE = CACHE.indexOf('c.watchers = append');
const AT_TYPE = CACHE.indexOf('map[string]');
const AT_IDLE = CACHE.indexOf('idle');
const AT_DELETE = CACHE.indexOf('delete(');

const titlesOf = (offers: readonly FixOffer[]): readonly string[] =>
  offers.flatMap(({ fixes }) => fixes.map(({ title }) => title));
const idsOf = (offers: readonly FixOffer[]): readonly string[] =>
  offers.flatMap(({ fixes }) => fixes.map(({ id }) => id));

describe('fixes', () => {
  for (const [what, more] of [
    ['a package', {}],
    ['a package with tests', { [`${ROOT}/main_test.go`]: TEST }],
  ] as const) {
    it(`of ${what} are made once for the bulb, the menu and those that were taken back`, async () => {
      const { workspace, counted } = watched(more);
      workspace.openDocument(MAIN, 1, CACHE);
      await workspace.findings(MAIN);
      const cancelled = { isCancellationRequested: false };
      const bulb = workspace.fixes(MAIN, AT_MAP, AT_MAP, cancelled);
      cancelled.isCancellationRequested = true;
      const menu = workspace.fixes(MAIN, AT_MAP, AT_MAP);
      const again = workspace.fixes(MAIN, AT_MAP, AT_MAP + 3);
      await bulb;
      assert.ok(titlesOf(await menu).length >= 3);
      assert.deepEqual(await again, await menu);
      assert.deepEqual(counted(), { rules: 1, fixes: 1 });
      const all = await workspace.fixes(MAIN, 0, CACHE.length);
      assert.ok(idsOf(all).includes('copy-and-truncate'));
      assert.deepEqual(counted(), { rules: 0, fixes: 1 });
    });

    it(`of ${what} that was released are the same, and need no rule over all of it`, async () => {
      const offers = await watched(more).workspace.fixes(MAIN, 0, CACHE.length);
      const { workspace, counted } = watched(more);
      const findings = await workspace.findings(MAIN);
      assert.equal(findings.length, offers.length);
      await workspace.release(MAIN);
      const again: FixOffer[] = [];
      for (const finding of findings) {
        again.push({ finding, fixes: await workspace.fixesOf(finding) });
      }
      assert.deepEqual(again, offers);
      assert.deepEqual(counted(), { rules: 1, fixes: offers.length });
    });
  }

  it('reach into the tests of the package', async () => {
    const { workspace } = watched({
      [`${ROOT}/main_test.go`]: TEST.replace(
        's := c.sessions["a"]; s.Size != 0',
        'c.sessions["a"].Size != 0',
      ),
    });
    const offers = await workspace.fixes(MAIN, AT_MAP, AT_MAP);
    const pointers = offers.flatMap(({ fixes }) => fixes).find(({ id }) => id === 'pointer-values');
    assert.ok(pointers !== undefined);
    const edited = 'edits' in pointers ? pointers.edits.map(({ uri }) => uri) : [pointers.refused];
    assert.ok(edited.includes(`${ROOT}/main_test.go`), edited.join(', '));
  });

  it('that somebody took back are there for who asks next', async () => {
    const { workspace, counted } = watched();
    for (let i = 0; i < 5; i++) {
      const token = { isCancellationRequested: false };
      const asked = workspace.fixes(MAIN, AT_MAP, AT_MAP, token);
      token.isCancellationRequested = i < 4;
      await asked;
    }
    assert.ok(counted().fixes <= 1);
    assert.ok((await workspace.fixes(MAIN, AT_MAP, AT_MAP)).length > 0);
    assert.deepEqual(counted(), { rules: 0, fixes: 0 });
  });

  it('of maps without a finding are made once for each map and delete', async () => {
    const { workspace, counted } = watched();
    for (let i = 0; i < 3; i++) {
      await workspace.refactorings(MAIN, AT_IDLE, AT_IDLE);
      await workspace.refactorings(MAIN, AT_DELETE, AT_DELETE);
      await workspace.refactorings(MAIN, CACHE.indexOf('sessions[id]'), AT_IDLE);
    }
    assert.equal(counted().fixes, 3);
  });

  const CHANGES: Readonly<
    Record<string, { readonly anew: boolean; readonly change: (watched: Watched) => void }>
  > = {
    'the file': {
      anew: true,
      change: ({ workspace }) => {
        const start = CACHE.length;
        workspace.changeDocument(MAIN, 2, [
          { start, oldEnd: start, newEnd: start + 1, text: '\n' },
        ]);
      },
    },
    'another open file of the package': {
      anew: true,
      change: ({ workspace }) => {
        workspace.openDocument(`${ROOT}/other.go`, 1, 'package p\n\nvar x int\n');
      },
    },
    'a saved file of the package': {
      anew: true,
      change: ({ workspace, files }) => {
        files[`${ROOT}/other.go`] = 'package p\n\nvar x int\n';
        workspace.fileChanged(`${ROOT}/other.go`, 'changed');
      },
    },
    'a package that it imports': {
      anew: true,
      change: ({ workspace, files }) => {
        files[`${ROOT}/kinds/kinds.go`] = 'package kinds\n\ntype Session struct{ Size [9]int }\n';
        workspace.fileChanged(`${ROOT}/kinds/kinds.go`, 'changed');
      },
    },
    'go.mod': {
      anew: true,
      change: ({ workspace }) => workspace.fileChanged(`${ROOT}/go.mod`, 'changed'),
    },
    'a setting': {
      anew: true,
      change: ({ workspace }) => workspace.setSettings({ ...ALL_SHOWN, assumedPeak: 5 }),
    },
    'a package that it does not import': {
      anew: false,
      change: ({ workspace }) => workspace.fileChanged(`${ROOT}/far/far.go`, 'changed'),
    },
    'an untitled document': {
      anew: false,
      change: ({ workspace }) => workspace.openDocument('untitled:Untitled-1', 1, 'package q\n'),
    },
  };
  for (const [what, { anew, change }] of Object.entries(CHANGES)) {
    it(`are ${anew ? 'made anew' : 'kept'} when ${what} changes`, async () => {
      const one = watched();
      const { workspace, counted } = one;
      workspace.openDocument(MAIN, 1, CACHE);
      await workspace.fixes(MAIN, AT_MAP, AT_MAP);
      counted();
      change(one);
      assert.ok((await workspace.fixes(MAIN, AT_MAP, AT_MAP)).length > 0);
      assert.deepEqual(counted(), anew ? { rules: 1, fixes: 1 } : { rules: 0, fixes: 0 });
    });
  }

  it('are all ready after they were prepared', async () => {
    const { workspace, counted } = watched({ [`${ROOT}/main_test.go`]: TEST });
    await workspace.prepare(MAIN, () => Promise.resolve(true));
    // Of two findings, and of two map types.
    assert.deepEqual(counted(), { rules: 1, fixes: 4 });
    assert.equal((await workspace.fixes(MAIN, 0, CACHE.length)).length, 2);
    await workspace.refactorings(MAIN, AT_IDLE, AT_IDLE);
    await workspace.refactorings(MAIN, AT_TYPE, AT_TYPE);
    assert.deepEqual(counted(), { rules: 0, fixes: 0 });
  });

  it('are prepared piece by piece, and no further than is wanted', async () => {
    const { workspace, counted } = watched();
    let pieces = 0;
    await workspace.prepare(MAIN, () => Promise.resolve(++pieces <= 3));
    assert.equal(pieces, 4);
    const { fixes } = counted();
    assert.ok(fixes < 4);
    // What was asked for meanwhile is not made a second time.
    await workspace.prepare(MAIN, async () => {
      await workspace.fixes(MAIN, AT_SLICE, AT_SLICE);
      return true;
    });
    await workspace.prepare(MAIN, () => Promise.resolve(true));
    assert.deepEqual(counted(), { rules: 0, fixes: 4 - fixes });
  });

  it('are not prepared where nothing is to be fixed', async () => {
    const { workspace, counted } = watched({ [`${ROOT}/main_test.go`]: TEST });
    let pieces = 0;
    for (const name of ['other.go', 'main_test.go', 'missing.go']) {
      await workspace.prepare(`${ROOT}/${name}`, () => Promise.resolve(++pieces > 0));
    }
    assert.equal(pieces, 0);
    assert.equal(counted().fixes, 0);
  });
});
