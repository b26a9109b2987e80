/** Bad input ends with one clear line on stderr and exit code 2; what is good among it is still done. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { heapghost } from './run';

interface Case {
  readonly args: readonly string[];
  /** What the line on stderr says. */
  readonly says: RegExp;
}

const SIMULATE = ['simulate', '--go', '1.27', '--key', 'int', '--elem', 'int', '--workload', 'gc'];

/** SIMULATE with one option's value replaced. */
function simulateWith(option: string, value: string): readonly string[] {
  return SIMULATE.map((arg, i) => (SIMULATE[i - 1] === option ? value : arg));
}

/** Too long to be shown. */
const LONG = 'x'.repeat(100_000);

const CASES: readonly Case[] = [
  { args: [], says: /no command/ },
  { args: ['chekc'], says: /unknown command 'chekc'.*check/ },
  { args: ['check'], says: /missing required argument 'path'/ },
  { args: ['check', '--formt', 'json', 'good.go'], says: /unknown option '--formt'.*--format/ },
  { args: ['check', '--format', 'xml', 'good.go'], says: /'xml'.*text, json, sarif, github/ },
  {
    args: ['check', '--rule', 'map-shrinks', 'good.go'],
    says: /--rule map-shrinks: no such rule; did you mean map-never-shrinks\?$/,
  },
  {
    args: ['check', '--rule', 'x', 'good.go'],
    says: /--rule x: no such rule; known are .*map-never-shrinks/,
  },
  {
    args: ['check', '--go', '1.99', 'good.go'],
    says: /--go 1\.99: unknown Go version; known are 1\.19 to 1\.27/,
  },
  { args: ['check', '--go', 'latest', 'good.go'], says: /--go latest: unknown Go version/ },
  { args: ['check', '--arch', 'vax', 'good.go'], says: /'vax'.*amd64, arm64, 386/ },
  { args: ['check', 'missing'], says: /^heapghost: missing: no such file or folder$/ },
  { args: ['check', 'missing.go'], says: /^heapghost: missing\.go: no such file or folder$/ },
  { args: ['check', 'empty-folder'], says: /^heapghost: empty-folder: no Go files/ },
  { args: ['check', 'notes.txt'], says: /^heapghost: notes\.txt: not a Go file$/ },
  { args: ['check', 'binary.go'], says: /^heapghost: binary\.go: / },
  { args: ['check', 'latin1.go'], says: /^heapghost: latin1\.go: .*UTF-8/ },
  { args: ['check', '_ignored.go'], says: /_ignored\.go: the go command ignores files/ },
  { args: ['layout', 'good.go:3'], says: /good\.go:3: a position is FILE:LINE:COL/ },
  { args: ['layout', 'good.go:3:0'], says: /good\.go:3:0: a position is FILE:LINE:COL/ },
  { args: ['layout', 'missing.go:1:1'], says: /missing\.go: no such file or folder/ },
  { args: ['layout', 'good.go:999:1'], says: /good\.go:999:1: the file has \d+ lines/ },
  { args: ['layout', 'good.go:1:1'], says: /good\.go:1:1: no map at this position/ },
  { args: ['layout', 'binary.go'], says: /^heapghost: binary\.go: / },
  { args: simulateWith('--go', '1.18'), says: /--go 1\.18: unknown Go version/ },
  { args: simulateWith('--key', '[]int'), says: /--key "\[\]int": column 1: .*not comparable/ },
  { args: simulateWith('--elem', 'map[int'), says: /--elem "map\[int": column \d+: / },
  { args: simulateWith('--elem', 'Session'), says: /--elem "Session": column 1: .*Session/ },
  {
    args: simulateWith('--workload', 'insrt 5'),
    says: /column 1: .*"insrt".*did you mean "insert"/,
  },
  { args: simulateWith('--workload', 'insert 5; gc; delete al'), says: /column 22: / },
  { args: simulateWith('--workload', 'insert -5'), says: /-5 is negative/ },
  { args: simulateWith('--workload', 'insert 1.5'), says: /1\.5 is a fraction/ },
  { args: simulateWith('--workload', 'insert 1000000000000'), says: /too large/ },
  { args: simulateWith('--workload', 'insert 900000000'), says: /too many/ },
  {
    args: simulateWith('--workload', 'gc; '.repeat(10_001)),
    says: /too many operations: at most 10,000/,
  },
  {
    args: simulateWith('--workload', 'churn 1 x900000000'),
    says: /too much work: at most 100,000,000/,
  },
  { args: ['simulate', '--go', '1.27'], says: /required option '--key/ },
  { args: [...SIMULATE, '--seed', 'x'], says: /--seed x: a whole number/ },
  {
    args: [...SIMULATE, '--goexperiment', 'arenas'],
    says: /--goexperiment: "arenas" is no experiment with maps: known are noswissmap \(Go 1\.24 to 1\.25\) and mapsplitgroup \(Go 1\.27\)$/,
  },
  {
    args: [...SIMULATE, '--goexperiment', 'noswissmap'],
    says: /--goexperiment: Go 1\.27 has no noswissmap: Go 1\.24 to 1\.25 has$/,
  },
  { args: ['explain', 'nothing'], says: /nothing: no such rule; known are / },
  { args: ['lsp'], says: /required option '--stdio'/ },
];

describe('command line: bad input', () => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heapghost-cli-'));
    await mkdir(join(folder, 'empty-folder'));
    const files: Readonly<Record<string, string | Uint8Array>> = {
      'good.go': 'package p\n\ntype Cache struct{ m map[int]int }\n',
      'notes.txt': 'package p\n',
      '_ignored.go': 'this is not read at all\n',
      'binary.go': Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]),
      'latin1.go': Uint8Array.from([...Buffer.from('package p // caf'), 0xe9, 0x0a]),
    };
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, name), content);
    }
  });
  after(() => rm(folder, { recursive: true }));

  for (const { args, says } of CASES) {
    it(`heapghost ${args.join(' ')}`, async () => {
      const { code, stderr } = await heapghost(args, folder);
      assert.match(stderr.trimEnd(), says);
      assert.equal(stderr.trimEnd().split('\n').length, 1, `one line, not: ${stderr}`);
      assert.equal(code, 2);
    });
  }

  it('reports what cannot be read and goes on with the rest', async () => {
    const { stdout, stderr } = await heapghost(['layout', '--json', '.'], folder);
    assert.match(stdout, /"type":"map\[int\]int"/);
    assert.deepEqual(
      stderr
        .trimEnd()
        .split('\n')
        .map((line) => line.split(':')[1]?.trim()),
      ['binary.go', 'latin1.go'],
    );
  });

  for (const option of ['--key', '--elem', '--workload', '--go', '--arch', '--goexperiment']) {
    it(`shows the beginning and the end of a long ${option}`, async () => {
      const { code, stderr } = await heapghost(
        [...simulateWith(option, LONG), ...(SIMULATE.includes(option) ? [] : [option, LONG])],
        folder,
      );
      assert.match(stderr, /^heapghost: .{1,1000}\n$/);
      assert.ok(stderr.includes(option));
      assert.equal(code, 2);
    });
  }

  // Other systems have no such names.
  if (process.platform === 'linux') {
    it('says that a name is not UTF-8', async () => {
      await mkdir(join(folder, 'names'));
      const name = Buffer.concat([Buffer.from(join(folder, 'names', 'caf')), Buffer.of(0xe9)]);
      await writeFile(Buffer.concat([name, Buffer.from('.go')]), 'package p\n');
      const { code, stderr } = await heapghost(['check', 'names'], folder);
      const says = 'heapghost: names/caf\ufffd.go: a name that is not UTF-8 cannot be read\n';
      assert.equal(stderr, says);
      assert.equal(code, 2);
    });
  }

  it('follows no link loop', async () => {
    await symlink('..', join(folder, 'empty-folder', 'loop'), 'dir');
    await symlink('..', join(folder, 'empty-folder', 'loop.go'), 'dir');
    const { code, stderr } = await heapghost(['check', 'empty-folder'], folder);
    assert.equal(code, 2);
    assert.match(stderr, /no Go files/);
  });

  it('keeps what a half-typed file still says', async () => {
    await writeFile(
      join(folder, 'half.go'),
      'package p\n\nvar pool map[string]int64\n\nfunc f() {\n\tpool[\n',
    );
    const { stdout } = await heapghost(['layout', '--json', 'half.go'], folder);
    assert.match(stdout, /"type":"map\[string\]int64","size":8/);
  });

  it('takes an empty file and a file of 5 MB', async () => {
    await writeFile(join(folder, 'empty.go'), '');
    const big = `package p\n\nvar m map[int]int\n${'\nfunc _() { m[1] = 2 }\n'.repeat(220_000)}`;
    await writeFile(join(folder, 'big.go'), big);
    for (const file of ['empty.go', 'big.go']) {
      const { code, stdout } = await heapghost(['check', file], folder);
      assert.equal(stdout, '');
      assert.ok(code === 0 || code === 2, `exit code ${code}`);
    }
  }).timeout(60_000);
});
