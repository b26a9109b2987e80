/** What rule.ts promises of every rule: when it runs, and which names of messages, values and fixes it may use. */
import assert from 'node:assert/strict';
import { defineFix, titleOf } from '../../server/src/fixes/fix';
import type { GoRange, Match, Rule, RuleMeta } from '../../server/src/rules/rule';
import { defineRule, fillTemplate } from '../../server/src/rules/rule';
import { ROOT, workspaceOf } from './workspace';

const META = {
  name: 'made-up',
  title: 'Every file',
  severity: 'hint',
  on: true,
  go: { reads: 'toolchain' },
  messages: { found: '{name} has {count} of them' },
  fixes: [defineFix({ id: 'made-up-fix', title: 'Mend {name}', of: 'the thing', safe: true })],
  doc: '',
} as const satisfies RuleMeta;

const NO_FIXES = { related: [], fixes: () => [] };

/** Finds the package clause of every file, and the first map variable where one is asked about. */
function everyFile(go: GoRange): Rule {
  const message = fillTemplate(META.messages.found, { name: 'x', count: 1 });
  return defineRule(
    { ...META, go },
    {
      find: ({ info }): Match<'made-up-fix'>[] =>
        info.files.map(({ uri }) => ({ uri, start: 0, end: 7, message, ...NO_FIXES })),
      findAt: (_, { at }) =>
        at && { uri: at.uri, start: at.pos, end: at.end, message, ...NO_FIXES },
    },
  );
}

interface Version {
  readonly files: Readonly<Record<string, string>>;
  readonly setting?: string;
}

const TOOLCHAIN = 'module x\n\ngo 1.21\n\ntoolchain go1.24.3\n';
const VERSIONS = {
  'a toolchain line of 1.24': { files: { 'go.mod': TOOLCHAIN } },
  'a setting of 1.22': { files: { 'go.mod': TOOLCHAIN }, setting: '1.22' },
  'a go line of 1.22': { files: { 'go.mod': 'module x\n\ngo 1.22\n' } },
  'no module': { files: {} },
  'go.mod without a go line': { files: { 'go.mod': 'module x\n' } },
  'go.work with 1.25': {
    files: { 'go.mod': 'module x\n\ngo 1.22\n', 'go.work': 'go 1.25\n\nuse .\n' },
  },
} as const satisfies Record<string, Version>;

const [runs, silent] = [true, false];

/** Version, range, whether it runs; `unknown` is tried both ways where it decides. */
const RANGES: readonly (readonly [keyof typeof VERSIONS, GoRange, boolean])[] = [
  ['a toolchain line of 1.24', { reads: 'toolchain' }, runs],
  ['a toolchain line of 1.24', { reads: 'toolchain', since: 24, unknown: 'silent' }, runs],
  ['a toolchain line of 1.24', { reads: 'toolchain', since: 25, unknown: 'runs' }, silent],
  ['a toolchain line of 1.24', { reads: 'toolchain', before: 24, unknown: 'runs' }, silent],
  ['a toolchain line of 1.24', { reads: 'toolchain', before: 25, unknown: 'silent' }, runs],
  ['a toolchain line of 1.24', { reads: 'go line', since: 22, unknown: 'runs' }, silent],
  ['a toolchain line of 1.24', { reads: 'go line', before: 22, unknown: 'silent' }, runs],
  ['a setting of 1.22', { reads: 'toolchain', before: 23, unknown: 'silent' }, runs],
  ['a setting of 1.22', { reads: 'go line', before: 22, unknown: 'silent' }, runs],
  // The toolchain is 1.22 or newer.
  ['a go line of 1.22', { reads: 'toolchain', since: 22, unknown: 'silent' }, runs],
  ['a go line of 1.22', { reads: 'toolchain', before: 22, unknown: 'runs' }, silent],
  ['a go line of 1.22', { reads: 'toolchain', since: 23, unknown: 'runs' }, runs],
  ['a go line of 1.22', { reads: 'toolchain', since: 23, unknown: 'silent' }, silent],
  ['a go line of 1.22', { reads: 'toolchain', before: 24, unknown: 'runs' }, runs],
  ['a go line of 1.22', { reads: 'toolchain', before: 24, unknown: 'silent' }, silent],
  ['a go line of 1.22', { reads: 'go line', since: 23, unknown: 'runs' }, silent],
  ['no module', { reads: 'toolchain' }, runs],
  ...(['toolchain', 'go line', 'go line of the main module'] as const).flatMap((reads) => [
    ['no module', { reads, since: 19, unknown: 'runs' }, runs] as const,
    ['no module', { reads, since: 19, unknown: 'silent' }, silent] as const,
    ['no module', { reads, before: 99, unknown: 'silent' }, silent] as const,
  ]),
  // The go command takes 1.16.
  ['go.mod without a go line', { reads: 'go line', since: 17, unknown: 'runs' }, silent],
  ['go.mod without a go line', { reads: 'go line', before: 17, unknown: 'silent' }, runs],
  ['go.work with 1.25', { reads: 'go line', since: 23, unknown: 'runs' }, silent],
  [
    'go.work with 1.25',
    { reads: 'go line of the main module', since: 25, unknown: 'silent' },
    runs,
  ],
  [
    'go.work with 1.25',
    { reads: 'go line of the main module', before: 25, unknown: 'runs' },
    silent,
  ],
];

const GO = 'package p\n\nvar cache = map[string]int{}\n\nfunc f() { delete(cache, "") }\n';

describe('the contract of rules', () => {
  for (const [version, go, expected] of RANGES) {
    const { reads, ...range } = go;
    const verb = expected ? 'runs' : 'is silent';
    it(`with ${version}, a rule for ${reads} ${JSON.stringify(range)} ${verb}`, async () => {
      const { files, setting = 'auto' }: Version = VERSIONS[version];
      const all = new Map([...Object.entries(files), ['x.go', GO]]);
      const workspace = workspaceOf(all, { goVersion: setting }, [everyFile(go)]);
      const found = await workspace.findings(`${ROOT}/x.go`);
      assert.equal(found.length, expected ? 1 : 0);
      const report = await workspace.mapReport(`${ROOT}/x.go`, GO.indexOf('cache'));
      assert.equal(report?.found?.rule, expected ? 'made-up' : undefined);
    });
  }

  it('decides for each file by its own //go:build line where the go line is read', async () => {
    const files = new Map([
      ['go.mod', 'module x\n\ngo 1.22\n'],
      ['x.go', GO],
      ['newer.go', '//go:build go1.25\n\npackage p\n'],
    ]);
    const foundIn = async (go: GoRange): Promise<readonly string[]> => {
      const workspace = workspaceOf(files, {}, [everyFile(go)]);
      const found = [
        ...(await workspace.findings(`${ROOT}/x.go`)),
        ...(await workspace.findings(`${ROOT}/newer.go`)),
      ];
      return found.map(({ uri }) => uri.slice(ROOT.length + 1));
    };
    assert.deepEqual(await foundIn({ reads: 'go line', since: 24, unknown: 'silent' }), [
      'newer.go',
    ]);
    assert.deepEqual(await foundIn({ reads: 'go line', before: 24, unknown: 'silent' }), ['x.go']);
    const toolchain = { reads: 'toolchain', since: 22, unknown: 'silent' } as const;
    assert.deepEqual(await foundIn(toolchain), ['x.go', 'newer.go']);
  });

  it('knows the names of messages, of their values and of fixes as types', () => {
    // @ts-expect-error: a message that the metadata does not have.
    assert.equal(META.messages.lost, undefined);
    // @ts-expect-error: a value that the message needs is missing.
    assert.match(fillTemplate(META.messages.found, { name: 'x' }), /^x has/);
    // @ts-expect-error: a value that the message does not have.
    assert.match(fillTemplate(META.messages.found, { name: 'x', count: 1, size: 2 }), /^x has 1/);
    const made = { id: 'another', title: '', refused: '' } as const;
    const match = { uri: '', start: 0, end: 0, message: '', related: [] };
    // @ts-expect-error: a fix that the metadata does not list.
    const rule = defineRule(META, { find: () => [{ ...match, fixes: () => [made] }] });
    assert.equal(rule.meta, META);
    // @ts-expect-error: a bound without what happens where the version is not known.
    assert.ok({ reads: 'toolchain', since: 24 } satisfies GoRange);
  });

  it('has one title for a fix, with and without a name', () => {
    const [fix] = META.fixes;
    assert.equal(titleOf(fix), 'Mend the thing');
    assert.equal(titleOf(fix, '$& of p'), 'Mend $& of p');
  });
});
