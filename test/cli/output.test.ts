/** Standard output and error that are full, closed, or read slowly: one line, exit code 2 or none, and nothing is lost. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { RULES } from '../../server/src/rules';
import { environment, heapghost } from './run';

const CLI = resolve('dist/cli.js');
const FULL = 'heapghost: standard output: the disk is full\n';

/** Every command that prints, once. */
const COMMANDS: readonly (readonly string[])[] = [
  ['check', '--show', 'all', 'cache.go'],
  ['check', '--show', 'all', '--format', 'json', 'cache.go'],
  ['check', '--show', 'all', '--format', 'sarif', 'cache.go'],
  ['check', '--show', 'all', '--format', 'github', 'cache.go'],
  ['layout', 'cache.go'],
  ['layout', '--json', 'cache.go'],
  ['layout', 'cache.go:3:5'],
  ['layout', '--json', 'cache.go:3:5'],
  ['simulate', '--key', 'int', '--elem', 'int', '--workload', 'gc'],
  ['simulate', '--json', '--key', 'int', '--elem', 'int', '--workload', 'gc'],
  ['explain'],
  ['explain', 'map-never-shrinks'],
  ['explain', '--json'],
  ['help'],
  ['help', 'check'],
  ['completion', 'bash'],
  ['--help'],
  ['check', '--help'],
  ['--version'],
];

const CACHE = `package p

var cache = map[int][64]byte{}

func Fill(k int)  { cache[k] = [64]byte{} }
func Empty(k int) { delete(cache, k) }
`;

/** Exit code and standard error of a shell's script, in which `$@` is the command line. */
async function inShell(script: string, args: readonly string[], cwd: string) {
  const shell = ['-c', script, 'sh', process.execPath, CLI, ...args];
  const child = promisify(execFile)('/bin/sh', shell, { cwd, env: environment() });
  const { stderr } = await child.catch((error: unknown) => error as { readonly stderr: string });
  return { code: child.child.exitCode, stderr };
}

describe('command line: output', function () {
  this.timeout(120_000);
  let folder = '';

  it('explain --json tells what is known of each rule', async () => {
    const { stdout } = await heapghost(['explain', '--json'], folder);
    assert.deepEqual(JSON.parse(stdout), JSON.parse(JSON.stringify(RULES.map(({ meta }) => meta))));
  });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heapghost-output-'));
    await writeFile(join(folder, 'cache.go'), CACHE);
    await writeFile(join(folder, 'broken.go'), 'package');
    const many = Array.from({ length: 5000 }, (_, i) => `type T${i} struct{ a [${i}]int }\n`);
    await writeFile(join(folder, 'large.go'), `package p\n\n${many.join('')}`);
  });
  after(() => rm(folder, { recursive: true }));

  for (const args of COMMANDS) {
    it(`says that the disk is full: ${args.join(' ')}`, async () => {
      const { code, stderr } = await inShell('exec "$@" > /dev/full', args, folder);
      assert.equal(stderr, FULL);
      assert.equal(code, 2);
    });
  }

  it('says that a disk took only a part', async () => {
    const script = `trap '' XFSZ; ulimit -f 1; exec "$@" > part`;
    const { code, stderr } = await inShell(script, ['layout', 'large.go'], folder);
    assert.equal(stderr, 'heapghost: standard output: the file would become too large\n');
    assert.equal(code, 2);
  });

  for (const [args, code] of [
    [['layout', 'large.go'], 0],
    [['--help'], 0],
    [['check', '--show', 'all', 'cache.go'], 1],
    [['check', 'broken.go'], 2],
  ] as const) {
    it(`says nothing when nobody reads any more: ${args.join(' ')}`, async () => {
      const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, env: environment() });
      // Long before anything is written.
      child.stdout.destroy();
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      assert.equal(await new Promise((done) => child.on('close', done)), code);
      assert.equal(stderr, '');
    });
  }

  it('has an exit code where standard error is full', async () => {
    const script = 'exec "$@" > /dev/null 2> /dev/full';
    assert.equal((await inShell(script, ['check', 'missing'], folder)).code, 2);
    assert.equal((await inShell(script, ['check', 'broken.go'], folder)).code, 2);
    const both = 'exec "$@" > /dev/full 2> /dev/full';
    assert.equal((await inShell(both, ['explain'], folder)).code, 2);
  });

  it('waits for a slow reader', async () => {
    const args = ['layout', '--json', 'large.go'];
    await inShell('exec "$@" > whole', args, folder);
    const whole = await readFile(join(folder, 'whole'), 'utf8');
    assert.ok(whole.length > 1 << 19, `${whole.length} bytes`);
    const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, env: environment() });
    const ended = new Promise<number | null>((done) => child.on('close', done));
    let text = '';
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      text += chunk as string;
      // Others get their turn between two reads, so that the pipe is full most of the time.
      await new Promise((next) => setImmediate(next));
    }
    assert.equal(await ended, 0);
    assert.equal(text, whole);
  });

  it('needs no standard input', async () => {
    const { code, stderr } = await inShell('exec "$@" <&- > /dev/null', ['explain'], folder);
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });
});
