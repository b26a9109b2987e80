/** `heapghost layout` over a module with a module cache and a Go installation of its own making. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { heapghost } from './run';

const FILES: Readonly<Record<string, string>> = {
  'app/go.mod': 'module example.com/app\n\ngo 1.26\n\nrequire github.com/Acme/lib v1.0.0\n',
  'app/app.go': `package app

import (
	"bytes"

	"github.com/Acme/lib"
)

type Cache struct{ m map[lib.Key]bytes.Buffer }
`,
  'mod/github.com/!acme/lib@v1.0.0/lib.go': 'package lib\n\ntype Key [6]int32\n',
  'go/VERSION': 'go1.26.9\n',
  'go/src/unsafe/unsafe.go': 'package unsafe\n',
  'go/src/bytes/bytes.go': 'package bytes\n\ntype Buffer struct{ b [5]int64 }\n',
  'old/VERSION': 'go1.20.1\n',
  'old/src/unsafe/unsafe.go': 'package unsafe\n',
};

describe('command line: layout', () => {
  let folder = '';
  /** Nothing of the machine's own Go is in it. */
  const env = (): NodeJS.ProcessEnv => ({
    GOENV: 'off',
    GOROOT: '',
    GOMODCACHE: path.join(folder, 'mod'),
  });

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'heapghost-'));
    for (const [name, text] of Object.entries(FILES)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
  });
  after(() => rm(folder, { recursive: true }));

  it('prints the records of docs/contract.md', async () => {
    const { code, stdout, stderr } = await heapghost(
      ['layout', '--json', '--goroot', 'go', 'app'],
      folder,
      env(),
    );
    assert.equal(stderr, '');
    assert.equal(code, 0);
    const [cache, struct, map, ...more] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const file = 'app/app.go';
    const size = { size: 8, align: 8, pointers: true };
    const type = 'struct{m map[lib.Key]bytes.Buffer}';
    assert.deepEqual(cache, {
      file,
      line: 9,
      col: 6,
      off: 63,
      kind: 'type',
      name: 'Cache',
      type: 'Cache',
      ...size,
    });
    assert.deepEqual(struct, { file, line: 9, col: 12, off: 69, kind: 'struct', type, ...size });
    assert.ok(map !== undefined);
    const { map: layout, ...record } = map;
    assert.deepEqual(record, {
      ...{
        file,
        line: 9,
        col: 22,
        off: 79,
        kind: 'map',
        type: 'map[lib.Key]bytes.Buffer',
        ...size,
      },
      ...{ key: 'lib.Key', keySize: 24, elem: 'bytes.Buffer', elemSize: 40 },
    });
    assert.equal((layout as { slotBytes?: number }).slotBytes, 64);
    assert.deepEqual(more, []);
  });

  it('prints what the hover shows of one map, and where the sizes of std are from', async () => {
    const at = path.join('app', 'app.go:9:20');
    const own = await heapghost(['layout', '--goroot', 'go', at], folder, env());
    assert.match(own.stdout, /std: source of go1\.26\.9\)\n/);
    assert.match(own.stdout, /24 \+ 40 = 64 B, inline/);
    const table = await heapghost(['layout', at], folder, {
      ...env(),
      GOROOT: path.join(folder, 'old'),
      PATH: '',
    });
    assert.doesNotMatch(table.stdout, /go1\.20\.1/);
  });

  it('refuses a folder without Go', async () => {
    const { code, stderr } = await heapghost(['layout', '--goroot', 'app', 'app'], folder, env());
    assert.equal(code, 2);
    assert.equal(
      stderr,
      'heapghost: --goroot app: no Go installation here: src/unsafe is missing\n',
    );
  });

  it('reads generated files that are larger than what an editor reads', async () => {
    const types = 'type T struct{ a [3]int64 }\n';
    const table = `var table = []string{\n${'\t"0123456789012345678901234567890123456789",\n'.repeat(120_000)}}\n`;
    await mkdir(path.join(folder, 'app/large'));
    await writeFile(path.join(folder, 'app/large/large.go'), `package large\n\n${table}\n${types}`);
    const args = ['layout', '--goroot', 'go', 'app/large'];
    const { code, stdout, stderr } = await heapghost(args, folder, env());
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.match(stdout, /^app\/large\/large\.go:120006:6: type T: 24 B, align 8, no pointers$/m);
  });
});
