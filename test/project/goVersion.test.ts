import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseModFile } from '../../server/src/project/goMod';
import {
  fileLanguage,
  goVersions,
  oldestToolchain,
  withInstalled,
} from '../../server/src/project/goVersion';

interface Case {
  readonly what: string;
  readonly mod?: string;
  readonly work?: string;
  readonly setting?: string;
  /** `minor origin`, each; the toolchain's begins with `>=` when it is a lower bound. */
  readonly toolchain: string;
  readonly language: string;
  readonly main: string;
}

const CASES: readonly Case[] = [
  {
    what: 'nothing is known',
    toolchain: '>=27 newest known',
    language: '27 newest known',
    main: '27 newest known',
  },
  {
    what: 'go.mod has a go line only',
    mod: 'go 1.22',
    toolchain: '>=22 go line of go.mod',
    language: '22 go line of go.mod',
    main: '22 go line of go.mod',
  },
  {
    what: 'go.mod has a toolchain line',
    mod: 'go 1.22\ntoolchain go1.24.3',
    toolchain: '24 toolchain line of go.mod',
    language: '22 go line of go.mod',
    main: '22 go line of go.mod',
  },
  {
    what: 'the toolchain line is "default"',
    mod: 'go 1.22\ntoolchain default',
    toolchain: '>=22 go line of go.mod',
    language: '22 go line of go.mod',
    main: '22 go line of go.mod',
  },
  {
    what: 'the toolchain line is older than the go line',
    mod: 'go 1.25\ntoolchain go1.24.0',
    toolchain: '>=25 go line of go.mod',
    language: '25 go line of go.mod',
    main: '25 go line of go.mod',
  },
  {
    what: 'the go line is a release candidate or a patch release',
    mod: 'go 1.21rc1\ntoolchain go1.21.3-custom',
    toolchain: '21 toolchain line of go.mod',
    language: '21 go line of go.mod',
    main: '21 go line of go.mod',
  },
  {
    what: 'go.mod has no go line',
    mod: 'module m',
    toolchain: '>=27 newest known',
    language: '16 go.mod without a go line',
    main: '16 go.mod without a go line',
  },
  {
    what: 'go.work governs the module',
    mod: 'go 1.20\ntoolchain go1.26.0',
    work: 'go 1.23\ntoolchain go1.25.1',
    toolchain: '25 toolchain line of go.work',
    language: '20 go line of go.mod',
    main: '23 go line of go.work',
  },
  {
    what: 'go.work has a go line only',
    mod: 'go 1.20\ntoolchain go1.26.0',
    work: 'go 1.23',
    toolchain: '>=23 go line of go.work',
    language: '20 go line of go.mod',
    main: '23 go line of go.work',
  },
  {
    what: 'the setting names a version',
    mod: 'go 1.22\ntoolchain go1.24.3',
    setting: '1.26',
    toolchain: '26 setting heapghost.goVersion',
    language: '22 go line of go.mod',
    main: '22 go line of go.mod',
  },
  {
    what: 'the setting is nonsense',
    mod: 'go 1.22',
    setting: 'newest',
    toolchain: '>=22 go line of go.mod',
    language: '22 go line of go.mod',
    main: '22 go line of go.mod',
  },
];

describe('project/goVersion', () => {
  for (const c of CASES) {
    it(`tells the three versions when ${c.what}`, () => {
      const versions = goVersions({
        mod: c.mod === undefined ? undefined : parseModFile(c.mod),
        work: c.work === undefined ? undefined : parseModFile(c.work),
        setting: c.setting ?? 'auto',
      });
      const { toolchain, language, main } = versions;
      const bound = toolchain.lowerBound ? '>=' : '';
      assert.equal(`${bound}${toolchain.value.minor} ${toolchain.origin}`, c.toolchain);
      assert.equal(`${language.value.minor} ${language.origin}`, c.language);
      assert.equal(`${main.value.minor} ${main.origin}`, c.main);
    });
  }

  it('takes the Go that is installed where nothing says which one builds', () => {
    const installed = { minor: 25 };
    const nothing = withInstalled(goVersions({ setting: 'auto' }), installed);
    assert.deepEqual(nothing.toolchain, {
      value: installed,
      origin: 'installed',
      lowerBound: false,
    });
    assert.equal(oldestToolchain(nothing), 25);
    const named = goVersions({ mod: parseModFile('go 1.22'), setting: 'auto' });
    assert.deepEqual(withInstalled(named, installed), named);
    assert.equal(oldestToolchain(named), 22);
  });

  it('takes the older one of the two supported releases to be possible where nothing is known', () => {
    const versions = withInstalled(goVersions({ setting: 'auto' }), undefined);
    assert.equal(versions.toolchain.value.minor, 27);
    assert.equal(oldestToolchain(versions), 26);
  });

  it("takes a file's own go1.N, but nothing below 1.21", () => {
    const versions = goVersions({ mod: parseModFile('go 1.22'), setting: 'auto' });
    assert.equal(fileLanguage(versions, undefined).value.minor, 22);
    assert.equal(fileLanguage(versions, 24).value.minor, 24);
    assert.equal(fileLanguage(versions, 18).value.minor, 21);
  });
});
