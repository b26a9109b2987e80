/** What lsp/ and cli/ ask of a workspace, beyond the rules. */
import assert from 'node:assert/strict';
import { createWorkspace } from '../../server/src/analysis/analysis';
import type { MapReport } from '../../server/src/contracts/findings';
import type { Settings } from '../../server/src/contracts/settings';
import { ALL_SHOWN } from '../settings';
import { assetEnvironment } from '../syntax/support';
import { DEFAULT_MOD } from './cases';
import { ROOT, workspaceOf } from './workspace';

const MAIN = `${ROOT}/main.go`;

const CACHE = `package p

type session struct{ data [96]byte }

type names map[string]int

type cache struct {
	sessions map[string]session
	names
}

func (c *cache) add(id string, s session) { c.sessions[id] = s }

func (c *cache) remove(id string) {
	delete(c.sessions, id)
	m := make(map[int]bool, 8)
	clear(m)
	use(m, names{"x": 1}, func(p *map[int]bool) { (*p)[1] = true })
}

func use(m map[int]bool, n names, f func(*map[int]bool)) {}
`;

function moduleOf(files: Readonly<Record<string, string>>): Map<string, string> {
  return new Map([['go.mod', DEFAULT_MOD], ...Object.entries(files)]);
}

/** The report at the n-th place of a text, counted from 0, with the cursor on its first letter. */
async function reportAt(source: string, text: string, n = 0): Promise<MapReport | undefined> {
  let offset = -1;
  for (let i = 0; i <= n; i++) offset = source.indexOf(text, offset + 1);
  assert.ok(offset >= 0, `${text} stands in the source`);
  return workspaceOf(moduleOf({ 'main.go': source })).mapReport(MAIN, offset);
}

describe('workspace', () => {
  describe('map reports', () => {
    it('says the same of a blank parameter whatever was asked before', async () => {
      const source = `package p

func f(_ map[string]int, _ int) (_ map[int]bool) {
	_ = func(_ map[byte]int) {}
	return nil
}
`;
      const files = moduleOf({ 'main.go': source });
      for (const [text, type] of [
        ['_ map[string]', 'map[string]int'],
        ['_ map[int]', 'map[int]bool'],
        ['_ map[byte]', 'map[byte]int'],
      ] as const) {
        const offset = source.indexOf(text);
        const report = await workspaceOf(files).mapReport(MAIN, offset);
        assert.equal(report?.typeText, type);
        const asked = workspaceOf(files);
        await asked.layout(MAIN);
        await asked.mapReport(MAIN, source.indexOf('map[', offset));
        assert.deepEqual(await asked.mapReport(MAIN, offset), report);
      }
    });

    const shown: readonly [what: string, text: string, n: number, type: string, name?: string][] = [
      ['a field where it is declared', 'sessions map', 0, 'map[string]session', 'cache.sessions'],
      ['a field where it is inserted into', 'sessions[', 0, 'map[string]session', 'cache.sessions'],
      ['a field where it is deleted from', 'sessions,', 0, 'map[string]session', 'cache.sessions'],
      ['the map type of a field', 'map[string]session', 0, 'map[string]session', 'cache.sessions'],
      ['a local where it is declared', 'm :=', 0, 'map[int]bool', 'm'],
      ['make', 'make(', 0, 'map[int]bool', 'm'],
      ['the map type in make', 'map[int]bool, 8', 0, 'map[int]bool', 'm'],
      ['a parameter', 'm map[int]bool, n', 0, 'map[int]bool', 'm'],
      ['a pointer to a map', 'p *map', 0, 'map[int]bool', 'p'],
      ['the declaration of a named map type', 'names map', 0, 'names'],
      ['a use of a named map type', 'names{', 0, 'names'],
    ];
    for (const [what, text, n, type, name] of shown) {
      it(`are given for ${what}`, async () => {
        const report = await reportAt(CACHE, text, n);
        assert.equal(report?.typeText, type);
        assert.equal(report.variable?.name, name);
        assert.ok(report.layout);
      });
    }

    for (const [what, text] of [
      ['a type that is no map', 'session struct'],
      ['a method', 'add('],
      ['a key', 'id]'],
      ['the elem of a map type', 'session\n'],
      ['the key of a map type', 'string]int'],
      ['a builtin', 'delete('],
      ['a keyword', 'func (c'],
    ] as const) {
      it(`are not given for ${what}`, async () => {
        assert.equal(await reportAt(CACHE, text), undefined);
      });
    }

    it('tell the bytes, the version with its origin, the uses and the rule', async () => {
      const report = await reportAt(CACHE, 'sessions map');
      assert.ok(report?.footprint && report.pointerValues);
      assert.equal(report.footprint.entries, ALL_SHOWN.assumedPeak);
      assert.equal(report.footprint.afterDelete, report.footprint.peak);
      assert.ok(report.footprint.afterRebuild < 1000);
      assert.ok(report.pointerValues.afterDelete < report.footprint.afterDelete);
      assert.deepEqual(report.go, {
        value: { minor: 26 },
        origin: 'go line of go.mod',
        lowerBound: true,
      });
      assert.equal(report.uses.insert.length, 1);
      assert.equal(report.uses.delete.length, 1);
      assert.equal(report.found?.rule, 'map-never-shrinks');
    });

    it('tell of what is only possible where that is not shown', async () => {
      const workspace = workspaceOf(moduleOf({ 'main.go': CACHE }), { show: 'likely' });
      assert.deepEqual(await workspace.findings(MAIN), []);
      const report = await workspace.mapReport(MAIN, CACHE.indexOf('sessions map'));
      assert.deepEqual(report?.found, {
        rule: 'map-never-shrinks',
        confidence: 'possible',
        reason: 'no loop deletes its entries by their age',
      });
    });

    it('say why a size is not known', async () => {
      const source = 'package p\n\nimport "example.com/far/away"\n\nvar m map[string]away.Thing\n';
      const report = await reportAt(source, 'm map');
      assert.match(report?.elem.unknown ?? '', /example\.com\/far\/away/);
      assert.equal(report?.footprint, undefined);
    });

    it('work while a line is half typed', async () => {
      const report = await reportAt(CACHE.replace('clear(m)', 'clear(m'), 'sessions map');
      assert.equal(report?.typeText, 'map[string]session');
      assert.equal(report.found?.rule, undefined);
    });

    it('follow the settings', async () => {
      const workspace = workspaceOf(moduleOf({ 'main.go': CACHE }), { goVersion: '1.23' });
      const offset = CACHE.indexOf('sessions map');
      assert.equal((await workspace.mapReport(MAIN, offset))?.layout?.kind, 'bucket');
      workspace.setSettings({ ...ALL_SHOWN, goVersion: '1.27', assumedPeak: 7 });
      const report = await workspace.mapReport(MAIN, offset);
      assert.equal(report?.layout?.kind, 'swiss');
      assert.equal(report.footprint?.entries, 7);
    });
  });

  describe('documents', () => {
    const count = async (workspace: ReturnType<typeof workspaceOf>, uri = MAIN): Promise<number> =>
      (await workspace.findings(uri)).length;

    it('win over saved files, also from another file, until they are closed', async () => {
      const files = moduleOf({ 'main.go': CACHE, 'other.go': 'package p\n' });
      const workspace = workspaceOf(files);
      assert.equal(await count(workspace), 1);
      const reset = 'package p\n\nfunc (c *cache) reset() { c.sessions = nil }\n';
      workspace.openDocument(`${ROOT}/other.go`, 1, reset);
      assert.equal(await count(workspace), 0);
      workspace.closeDocument(`${ROOT}/other.go`);
      assert.equal(await count(workspace), 1);
    });

    it('may exist before they are saved', async () => {
      const workspace = workspaceOf(moduleOf({ 'main.go': CACHE }));
      const uri = `${ROOT}/new.go`;
      workspace.openDocument(uri, 1, 'package p\n\nvar local = map[int]int{}\n');
      const report = await workspace.mapReport(uri, 'package p\n\nvar '.length);
      assert.equal(report?.variable?.name, 'local');
    });

    it('change by edits that follow each other', async () => {
      const workspace = workspaceOf(moduleOf({ 'main.go': CACHE }));
      workspace.openDocument(MAIN, 1, CACHE);
      assert.equal(await count(workspace), 1);
      const start = CACHE.indexOf('delete(c');
      const oldEnd = CACHE.indexOf('\n', start);
      workspace.changeDocument(MAIN, 2, [
        { start, oldEnd, newEnd: start + 3, text: 'c.x' },
        { start: start + 2, oldEnd: start + 3, newEnd: start + 16, text: 'sessions = nil' },
      ]);
      assert.match((await workspace.text(MAIN)) ?? '', /\tc\.sessions = nil\n/);
      assert.equal(workspace.version(MAIN), 2);
      assert.equal(await count(workspace), 0);
      assert.deepEqual(await workspace.problems(MAIN), []);
    });

    it('answer the newest version to those who asked before it came', async () => {
      const workspace = workspaceOf(moduleOf({ 'main.go': CACHE }));
      const asked = workspace.findings(MAIN);
      workspace.openDocument(MAIN, 1, 'package p\n');
      assert.deepEqual(await asked, []);
    });

    it('are read anew when they change on disk', async () => {
      const files: Record<string, string> = { [`${ROOT}/go.mod`]: DEFAULT_MOD, [MAIN]: CACHE };
      const workspace = createWorkspace(assetEnvironment(files), ALL_SHOWN);
      assert.equal(await count(workspace), 1);
      files[MAIN] = 'package p\n';
      assert.equal(await count(workspace), 1);
      workspace.fileChanged(MAIN, 'changed');
      assert.equal(await count(workspace), 0);
      files[`${ROOT}/go.mod`] = 'module example.com/x\n\ngo 1.22\n';
      files[MAIN] = CACHE;
      workspace.fileChanged(MAIN, 'changed');
      workspace.fileChanged(`${ROOT}/go.mod`, 'changed');
      assert.match((await workspace.findings(MAIN))[0]?.message ?? '', /Go 1\.22/);
    });
  });

  describe('problems', () => {
    const problemsOf = async (files: Readonly<Record<string, string>>, uri: string) =>
      workspaceOf(moduleOf(files)).problems(uri);

    it('name what a broken file lacks, in one line, and leave the other files alone', async () => {
      const files = { 'main.go': CACHE, 'broken.go': 'package p\n\nfunc f( {\n' };
      const [problem, ...more] = await problemsOf(files, `${ROOT}/broken.go`);
      assert.match(problem?.message ?? '', /^Line 3: [^\n]+$/);
      assert.deepEqual(more, []);
      assert.deepEqual(await problemsOf(files, MAIN), []);
    });

    it('name a binary file, a huge one and a missing one', async () => {
      const files = {
        'binary.go': 'package p\0',
        'huge.go': `package p\n${'// x\n'.repeat(900_000)}`,
      };
      const messages = [];
      for (const name of ['binary.go', 'huge.go', 'missing.go']) {
        const found = await problemsOf(files, `${ROOT}/${name}`);
        assert.equal(found.length, 1);
        messages.push(found[0]?.message);
      }
      assert.deepEqual(messages, [
        'The file is binary.',
        'The file is too large to analyse: 4.3 MiB, at most 4 MiB.',
        'The file cannot be read.',
      ]);
    });

    it('are one line for a file that no folder of which is looked into for a go.mod', async () => {
      const uri = `${ROOT}/${'d/'.repeat(50_000)}main.go`;
      const workspace = createWorkspace(assetEnvironment(), ALL_SHOWN);
      workspace.openDocument(uri, 1, CACHE);
      assert.deepEqual(await workspace.findings(uri), []);
      assert.equal(await workspace.mapReport(uri, CACHE.indexOf('map[')), undefined);
      const problems = await workspace.problems(uri);
      assert.match(
        problems[0]?.message ?? '',
        /^The file lies too deep to be analysed: in 5\d{4} folders, at most 4096\.$/,
      );
      assert.equal(problems.length, 1);
    });

    const repeated = (line: (i: number) => string): string =>
      Array.from({ length: 4_001 }, (_, i) => `${line(i)}\n`).join('');
    const tooMuch = {
      'declarations that delete from maps': `var m = map[string]int{}\n${repeated((i) => `func f${i}() { delete(m, "") }`)}`,
      'variables that lose entries': `var m = map[string]int{}\nfunc start() { f0(m) }\n${repeated((i) => `func f${i}(m map[string]int) { f${i + 1}(m) }`)}func f4001(m map[string]int) { delete(m, "") }\n`,
    };
    for (const [what, source] of Object.entries(tooMuch)) {
      it(`tell of more ${what} than are looked into`, async () => {
        const workspace = workspaceOf(moduleOf({ 'main.go': `package p\n\n${source}` }));
        assert.deepEqual(await workspace.findings(MAIN), []);
        const told = (await workspace.problems(MAIN)).map(({ message }) => message);
        const reason = `the package has more than 4000 ${what}.`;
        assert.deepEqual(told, [`The rule map-never-shrinks finds nothing here: ${reason}`]);
      }).timeout(60_000);
    }

    it('silence conclusions about the package while one of its files cannot be read', async () => {
      const workspace = workspaceOf(moduleOf({ 'main.go': CACHE, 'binary.go': 'package p\0' }));
      assert.deepEqual(await workspace.findings(MAIN), []);
    });
  });

  describe('settings', () => {
    it('switch rules off and set their severity', async () => {
      const files = moduleOf({ 'main.go': CACHE });
      const off = workspaceOf(files, { rules: { 'map-never-shrinks': 'off' } });
      assert.deepEqual(await off.findings(MAIN), []);
      const hint = workspaceOf(files, { rules: { 'map-never-shrinks': 'hint' } });
      assert.equal((await hint.findings(MAIN))[0]?.severity, 'hint');
    });

    it('show tests, vendored files and useless suppressions only when all is wanted', async () => {
      const test = CACHE.replace('package p', 'package p //heapghost:ignore nothing-here');
      const cached = ['x.org/m@v1.2.3/m.go', 'x.org/m%40v1.2.3/m.go'];
      const files = moduleOf({
        'main_test.go': test,
        'vendor/v/v.go': CACHE,
        ...Object.fromEntries(cached.map((name) => [name, CACHE])),
      });
      for (const name of ['main_test.go', 'vendor/v/v.go', ...cached]) {
        const uri = `${ROOT}/${name}`;
        assert.deepEqual(await workspaceOf(files).findings(uri), []);
      }
      const all = workspaceOf(files, { includeAll: true });
      const rules = async (uri: string) => (await all.findings(uri)).map(({ rule }) => rule);
      assert.deepEqual(await rules(`${ROOT}/main_test.go`), [
        'useless-suppression',
        'map-never-shrinks',
      ]);
      assert.deepEqual(await rules(`${ROOT}/vendor/v/v.go`), ['map-never-shrinks']);
    });
  });

  describe('files that are left out of findings', () => {
    const kinds = [
      ['main_test.go', CACHE, 'test'],
      ['generated.go', `// Code generated by x. DO NOT EDIT.\n\n${CACHE}`, 'generated file'],
      ['vendor/v/v.go', CACHE, 'vendored file'],
      ['x.org/m%40v1.2.3/m.go', CACHE, 'file of the module cache'],
      ['x.org/m%40v1.2.3/vendor/v/m.go', CACHE, 'file of the module cache'],
      ['m%40v1/main.go', CACHE, 'file of the module cache'],
      ['main.go', CACHE, undefined],
      ['vendors/v.go', CACHE, undefined],
    ] as const;
    for (const [name, text, kind] of kinds) {
      it(`${name}: ${kind ?? 'none of them'}`, async () => {
        const uri = `${ROOT}/${name}`;
        const files = moduleOf({ [name]: text });
        const shown = async (settings: Partial<Settings>) => {
          const workspace = workspaceOf(files, settings);
          const found = await workspace.findings(uri);
          const [first] = found;
          const fixes =
            first === undefined ? [] : await workspace.fixes(uri, first.start, first.start);
          assert.equal(fixes.length > 0, found.length > 0);
          return [found.length, await workspace.leftOut(uri)];
        };
        assert.deepEqual(await shown({}), kind === undefined ? [1, undefined] : [0, kind]);
        assert.deepEqual(await shown({ named: new Set([uri]) }), [1, undefined]);
        assert.deepEqual(await shown({ includeAll: true }), [1, undefined]);
      });
    }
  });

  it('offers rewrites of a map without a finding', async () => {
    const workspace = workspaceOf(moduleOf({ 'main.go': CACHE }), {
      rules: { 'map-never-shrinks': 'off' },
    });
    const offset = CACHE.indexOf('sessions,');
    const fixes = await workspace.refactorings(MAIN, offset, offset);
    assert.deepEqual(fixes.map(({ id }) => id).sort(), [
      'pointer-values',
      'rebuild-map',
      'release-when-empty',
    ]);
    assert.deepEqual(await workspace.refactorings(MAIN, 0, 0), []);
  });

  it('offers the rewrites of a selected map beside the fixes of a finding about something else', async () => {
    const source = CACHE.replace(
      'm := make(',
      'kept = append(kept[:1], kept[2:]...)\n\tm := make(',
    ).concat('\nvar kept []*session\n');
    const workspace = workspaceOf(moduleOf({ 'main.go': source }));
    const [start, end] = [source.indexOf('delete(c'), source.indexOf('append(')];
    const ids = async (from: number, to: number) => {
      const offers = await workspace.fixes(MAIN, from, to);
      const rewrites = await workspace.refactorings(MAIN, from, to);
      return [...offers.flatMap(({ fixes }) => fixes), ...rewrites].map(({ id }) => id).sort();
    };
    const rewrites = ['pointer-values', 'rebuild-map', 'release-when-empty'];
    assert.deepEqual(await ids(start, end), ['copy-and-truncate', ...rewrites]);
    const declared = source.indexOf('sessions map');
    assert.deepEqual(await ids(declared, declared), rewrites, 'each fix once');
  });

  it('is louder about a map that keeps much', async () => {
    const severity = async (assumedPeak: number) => {
      const files = moduleOf({ 'main.go': CACHE });
      return (await workspaceOf(files, { assumedPeak }).findings(MAIN))[0]?.severity;
    };
    assert.equal(await severity(1000), 'hint');
    assert.equal(await severity(1_000_000), 'information');
  });

  /** `var m map[KEY]ELEM` that is inserted into and deleted from. */
  const mapOf = (key: string, elem: string): string =>
    `package p\n\nvar m map[${key}]${elem}\n\nfunc f(k ${key}, v ${elem}) { m[k] = v; delete(m, k) }\n`;

  const findingIn = async (key: string, elem: string, assumedPeak: number) => {
    const files = moduleOf({ 'main.go': mapOf(key, elem) });
    return (await workspaceOf(files, { assumedPeak }).findings(MAIN))[0];
  };

  it('is louder from 10 MiB on', async () => {
    const below = await findingIn('[7]byte', 'byte', 630_000);
    const above = await findingIn('[8]byte', 'byte', 630_000);
    assert.equal(below?.severity, 'hint');
    assert.match(below.message, /^m keeps 9\.\d MiB/);
    assert.equal(above?.severity, 'information');
    assert.match(above.message, /^m keeps 10\.\d MiB/);
  });

  it('is silent about maps that can hold no more than 256 keys', async () => {
    assert.equal(await findingIn('[8]bool', 'int', 200), undefined);
    assert.equal(await findingIn('byte', 'int', 200), undefined);
    assert.notEqual(await findingIn('[9]bool', 'int', 200), undefined);
    assert.notEqual(await findingIn('int16', 'int', 1000), undefined);
  });

  it('names the first insert and the first two deletes beside a finding', async () => {
    const source = `package p

var m = map[string]int{"a": 1}

func f(k string) {
	delete(m, k)
	m["b"] = 2
	m[k] = 3
	delete(m, "b")
	delete(m, "c")
}
`;
    const [finding] = await workspaceOf(moduleOf({ 'main.go': source })).findings(MAIN);
    assert.deepEqual(
      finding?.related.map(({ start, end, message }) => `${source.slice(start, end)}: ${message}`),
      [
        'm["b"] = 2: inserts into it',
        'delete(m, k): deletes from it',
        'delete(m, "b"): deletes from it',
      ],
    );
  });

  it('says of a layout the same whatever was asked before: functions without types have no part in it', async () => {
    const wrong = '\nfunc (c *cache) odd() { c.sessions["x"] = = session{} }\n';
    for (const [source, problems] of [
      [CACHE + wrong, 0],
      [`${CACHE}\nfunc odd() { var m map[string]session = = nil; c.sessions = m }\n`, 1],
    ] as const) {
      const files = moduleOf({ 'main.go': source });
      const asked = workspaceOf(files);
      await asked.mapReport(MAIN, source.indexOf('sessions map'));
      const layout = await asked.layout(MAIN);
      assert.equal(layout.problems.length, problems);
      assert.deepEqual(layout, await workspaceOf(files).layout(MAIN));
    }
  });

  /** Broken texts, by what was typed in front of what. */
  const BROKEN: readonly (readonly [typed: string, before: string])[] = [
    ['func (c *cache) other() {\n', 'func (c *cache) remove'],
    ['/*', 'func (c *cache) remove'],
    [')\n', '\tsessions map'],
    ['{\n', 'type names'],
    ['=', 'use(m map'],
    ['}\n', '\tm := make'],
    ['x := (\n', '\tm := make'],
  ];

  for (const [typed, before] of BROKEN) {
    it(`finds the same in a broken file that is saved and in one that is open: ${JSON.stringify(typed)} before ${JSON.stringify(before)}`, async () => {
      const source = CACHE.replace(before, typed + before);
      const files = moduleOf({ 'main.go': source });
      const open = workspaceOf(files);
      open.openDocument(MAIN, 1, source);
      const saved = workspaceOf(files);
      assert.deepEqual(await saved.findings(MAIN), await open.findings(MAIN));
      assert.deepEqual(await saved.layout(MAIN), await open.layout(MAIN));
      for (const name of ['sessions map', 'm := make', 'names map']) {
        const offset = source.indexOf(name);
        assert.deepEqual(
          await saved.mapReport(MAIN, offset),
          await open.mapReport(MAIN, offset),
          name,
        );
      }
    });
  }

  it('gives a layout record for each map type, struct type and declared type', async () => {
    const { records } = await workspaceOf(moduleOf({ 'main.go': CACHE })).layout(MAIN);
    const first = records.slice(0, 4).map(({ kind, name, type, size, keySize, elemSize }) => ({
      kind,
      name,
      type,
      size,
      keySize,
      elemSize,
    }));
    const unset = { keySize: undefined, elemSize: undefined };
    assert.deepEqual(first, [
      { kind: 'type', name: 'session', type: 'session', size: 96, ...unset },
      { kind: 'struct', name: undefined, type: 'struct{data [96]byte}', size: 96, ...unset },
      { kind: 'type', name: 'names', type: 'names', size: 8, keySize: 16, elemSize: 8 },
      { kind: 'map', name: undefined, type: 'map[string]int', size: 8, keySize: 16, elemSize: 8 },
    ]);
  });

  it('answers nothing to a cancelled request', async () => {
    const workspace = workspaceOf(moduleOf({ 'main.go': CACHE }));
    const token = { isCancellationRequested: true };
    assert.deepEqual(await workspace.findings(MAIN, token), []);
    assert.equal(await workspace.mapReport(MAIN, CACHE.indexOf('sessions'), token), undefined);
  });
});
