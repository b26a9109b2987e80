/** The cache folder of `heapghost check`: what comes into it, and what comes out of it when somebody else wrote there. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from './run';
import { heapghost } from './run';

const SOURCE = `package p

type Cache struct{ m map[string][64]byte }

func (c *Cache) put(k string)  { c.m[k] = [64]byte{} }
func (c *Cache) drop(k string) { delete(c.m, k) }
`;

describe('the cache folder of check', () => {
  let root: string;
  let cache: string;
  let fresh: Run;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'heapghost-cache-'));
    cache = join(root, 'cache');
    const module = join(root, 'module');
    await mkdir(module);
    await writeFile(join(module, 'go.mod'), 'module example.com/m\n\ngo 1.24\n');
    await writeFile(join(module, 'p.go'), SOURCE);
    await writeFile(join(module, 'p_test.go'), 'package p\n\nvar other map[int]int\n');
    fresh = await check('--no-cache');
    assert.match(fresh.stdout, /map-never-shrinks/);
    assert.match(fresh.stderr, /left out: 1 test/);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  function check(...options: readonly string[]): Promise<Run> {
    return inCache(cache, ...options);
  }

  function inCache(folder: string, ...options: readonly string[]): Promise<Run> {
    const env = { XDG_CACHE_HOME: folder, HOME: root, LOCALAPPDATA: root };
    return heapghost(['check', '--show', 'all', ...options, '.'], join(root, 'module'), env);
  }

  async function written(): Promise<readonly string[]> {
    return (await readdir(root, { recursive: true }))
      .filter((name) => !/^module\b/.test(name))
      .sort();
  }

  async function onlyFile(): Promise<string> {
    const names = await readdir(join(cache, 'heapghost'));
    assert.equal(names.length, 1);
    return join(cache, 'heapghost', names[0] as string);
  }

  it('is not there without a need for it', async () => {
    assert.deepEqual(await written(), []);
  });

  it('holds one file, for its owner only, and gives what was found', async () => {
    assert.deepEqual(await check(), fresh);
    const file = await onlyFile();
    assert.equal((await stat(file)).mode & 0o77, 0);
    const before = await stat(file);
    assert.deepEqual(await check(), fresh);
    assert.deepEqual(await written(), ['cache', 'cache/heapghost', file.slice(root.length + 1)]);
    assert.equal((await stat(file)).mtimeMs, before.mtimeMs, 'nothing was looked for anew');
    assert.deepEqual(await readdir(join(root, 'module')), ['go.mod', 'p.go', 'p_test.go']);
  });

  it('answers nothing that was asked with other options', async () => {
    await check();
    for (const options of [
      ['--format', 'json'],
      ['--all'],
      ['--arch', '386'],
      ['--go', '1.20'],
      ['--rule', 'slice-delete-stale-tail'],
    ]) {
      for (let i = 0; i < 2; i++) {
        assert.deepEqual(await check(...options), await check(...options, '--no-cache'));
      }
    }
    assert.deepEqual(await check(), fresh);
  });

  const DAMAGES: Readonly<Record<string, (file: string, text: string) => Promise<unknown>>> = {
    empty: (file) => writeFile(file, ''),
    'cut off': (file, text) => writeFile(file, text.slice(0, text.length >> 1)),
    'changed in one place': (file, text) =>
      writeFile(file, text.replace('never-shrinks', 'never-grows')),
    'the cache of something else': (file) => writeFile(file, '{"folders":{},"packages":{}}'),
    'a folder': async (file) => {
      await rm(file);
      await mkdir(file);
    },
    'a link to nothing': async (file) => {
      await rm(file);
      await symlink(join(root, 'nothing'), file);
    },
  };
  for (const [what, damage] of Object.entries(DAMAGES)) {
    it(`is done without when it is ${what}`, async () => {
      await check();
      const file = await onlyFile();
      await damage(file, await readFile(file, 'utf8'));
      assert.deepEqual(await check(), fresh);
      assert.deepEqual(await check(), fresh);
    });
  }

  it('is done without when it cannot be written', async () => {
    await writeFile(cache, 'a file');
    assert.deepEqual(await check(), fresh);
    assert.equal(await readFile(cache, 'utf8'), 'a file');
  });

  it('writes through no link', async () => {
    await check();
    const file = await onlyFile();
    const outside = join(root, 'outside');
    await writeFile(outside, 'precious');
    await rm(file);
    await symlink(outside, file);
    assert.deepEqual(await check(), fresh);
    assert.equal(await readFile(outside, 'utf8'), 'precious');
  });

  it('is never a path relative to where somebody stands', async () => {
    assert.deepEqual(await inCache('here'), fresh);
    assert.deepEqual(await readdir(join(root, 'module')), ['go.mod', 'p.go', 'p_test.go']);
  });
});
