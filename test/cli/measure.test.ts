/** `heapghost measure` with toolchains that are shell scripts: one line when it cannot measure, and nothing left behind. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import type { Measurement } from '../../server/src/measure/readings';
import type { FakeToolchain } from '../measure/fakeToolchain';
import { fakeToolchain, testFolder } from '../measure/fakeToolchain';
import { heapghost } from './run';

const TYPES = ['--key', 'int', '--elem', 'int'];
const GC = ['measure', ...TYPES, '--workload', 'gc'];

interface Case {
  readonly what: string;
  readonly toolchain?: FakeToolchain;
  /** GC when absent. */
  readonly args?: readonly string[];
  /** Added to the environment; `{}` stands for the test's folder. */
  readonly env?: Readonly<Record<string, string>>;
  /** The line on stderr; `{}` stands for the test's folder. */
  readonly says: RegExp;
}

const CASES: readonly Case[] = [
  {
    what: 'no Go at all',
    env: { PATH: '{}/empty' },
    says: /^measure: no go command on PATH: install Go, or name its folder with --goroot$/,
  },
  {
    what: 'a go command in the folder one is in',
    env: { PATH: '.:' },
    says: /^measure: no go command on PATH/,
  },
  {
    what: 'a folder that is no toolchain',
    args: [...GC, '--goroot', 'empty'],
    says: /^measure: --goroot empty: no Go toolchain: .*\/empty\/bin\/go is missing$/,
  },
  {
    what: 'a Go that is too old',
    toolchain: { version: 'echo go version go1.18.10 linux/amd64' },
    says: /^measure: .*\/bin\/go: go1\.18\.10 is too old: Go 1\.19 or newer can be measured$/,
  },
  {
    what: 'another version than the one asked for',
    toolchain: {},
    args: [...GC, '--go', '1.23'],
    says: /^measure: .*\/bin\/go is go1\.26\.8, not Go 1\.23: name another with --goroot$/,
  },
  {
    what: 'a go command that is none',
    toolchain: { version: 'echo usage: go board; exit 1' },
    says: /^measure: .*\/bin\/go version: no Go version: usage: go board$/,
  },
  {
    what: 'a program that does not build',
    toolchain: {
      build:
        'printf "# workload\\n./main.go:5:6: undefined: key\\n./main.go:9:1: more\\n" >&2; exit 1',
    },
    says: /^measure: go1\.26\.8 does not build the program: \.\/main\.go:5:6: undefined: key$/,
  },
  {
    what: 'a full disk',
    toolchain: { build: 'echo "write x: no space left on device" >&2; exit 1' },
    says: /^measure: go1\.26\.8 does not build the program: .*no space left on device$/,
  },
  {
    what: 'a toolchain that does not write the program',
    toolchain: { build: 'true' },
    says: /^measure: cannot run .*workload: no such file or folder$/,
  },
  {
    what: 'no temporary folder',
    toolchain: {},
    env: { TMPDIR: '{}/missing' },
    says: /^measure: cannot make a folder in .*missing: no such file or folder$/,
  },
  {
    what: 'a temporary folder that is a file',
    toolchain: {},
    env: { TMPDIR: '{}/file' },
    says: /^measure: cannot make a folder in .*file: not a folder$/,
  },
  {
    what: 'a build that takes too long',
    toolchain: { build: 'sleep 60' },
    args: [...GC, '--timeout', '1'],
    says: /^measure: not done after 1 seconds$/,
  },
  {
    what: 'a program that takes too long',
    toolchain: { program: 'sleep 60' },
    args: [...GC, '--timeout', '1'],
    says: /^measure: not done after 1 seconds$/,
  },
  {
    what: 'a program that fails',
    toolchain: { program: 'echo "panic: lost" >&2; exit 2' },
    says: /^measure: the program ended with exit code 2: panic: lost$/,
  },
  {
    what: 'a program that is killed',
    toolchain: { program: 'kill -9 $$' },
    says: /^measure: the program was killed: it does not say why$/,
  },
  {
    what: 'a program that measures something else',
    toolchain: {
      program: 'echo "-1 0 0 0 0 0 0 0 0"; read -r a; echo "0 5 0 0 0 0 0 0 0"; read -r a',
    },
    says: /^measure: the map held 5 entries after gc, not 0$/,
  },
  {
    what: 'an architecture that this machine has not',
    toolchain: {},
    args: [...GC, '--arch', process.arch === 'arm64' ? 'amd64' : 'arm64'],
    says: /^measure: programs for (arm64|amd64) do not run on this machine \(.*\)$/,
  },
  {
    what: 'a program that the kernel does not run',
    toolchain: { program: "printf 'workload: 1: \\177ELF: not found' >&2; exit 127" },
    says: /^measure: this machine does not run programs of this architecture$/,
  },
  {
    what: 'a time limit that is none',
    args: [...GC, '--timeout', '0'],
    says: /^--timeout 0: a whole number of seconds/,
  },
  {
    what: 'what the simulation refuses',
    toolchain: {},
    args: ['measure', ...TYPES, '--workload', 'nil; insert 5'],
    says: /^measure: insert 5: the map is nil/,
  },
  {
    what: 'what needs more memory than the machine has',
    toolchain: {},
    args: ['measure', '--key', 'int', '--elem', '[60000]byte', '--workload', 'insert 2000000'],
    says: /^measure: the workload may need .* GiB of memory: at most .*, half of the machine's$/,
  },
  {
    what: 'an experiment that the version does not have',
    toolchain: {},
    args: [...GC, '--goexperiment', 'mapsplitgroup'],
    says: /^measure: Go 1\.26 has no mapsplitgroup: Go 1\.27 has$/,
  },
  {
    what: 'a function that the version does not have',
    toolchain: { version: 'echo go version go1.19.8 linux/amd64' },
    args: ['measure', ...TYPES, '--workload', 'insert 5; clone'],
    says: /^measure: clone: maps\.Clone needs Go 1\.21, this is Go 1\.19$/,
  },
];

describe('command line: measure', () => {
  let folder = '';
  let temporary = '';

  before(async () => {
    folder = await testFolder();
    temporary = join(folder, 'tmp');
    await mkdir(join(folder, 'empty'));
    await mkdir(temporary);
    await writeFile(join(folder, 'file'), '');
    // Must not be run: it is only reachable through a relative PATH.
    await writeFile(join(folder, 'go'), '#!/bin/sh\ntouch ran\n', { mode: 0o755 });
  });

  after(() => rm(folder, { recursive: true, force: true }));

  for (const { what, toolchain, args = GC, env = {}, says } of CASES) {
    it(`says in one line: ${what}`, async () => {
      const goroot =
        toolchain === undefined ? [] : ['--goroot', await fakeToolchain(folder, toolchain)];
      const run = await heapghost([...args, ...goroot], folder, {
        TMPDIR: temporary,
        ...Object.fromEntries(
          Object.entries(env).map(([name, value]) => [name, value.replace('{}', folder)]),
        ),
      });
      assert.equal(run.stdout, '');
      assert.match(run.stderr, /^heapghost: [^\n]+\n$/);
      assert.match(run.stderr.replace(/^heapghost: /, '').trim(), says);
      assert.equal(run.code, 2);
      assert.deepEqual(await readdir(temporary), []);
      assert.ok(!(await readdir(folder)).includes('ran'));
    });
  }

  it('prints what the program reports', async () => {
    const goroot = await fakeToolchain(folder, {});
    const args = [...GC, '--goroot', goroot, '--go', '1.26', '--arch', 'amd64', '--json'];
    const { code, stdout, stderr } = await heapghost(args, folder, { TMPDIR: temporary });
    assert.equal(stderr, '');
    assert.equal(code, 0);
    const { layout, phases, ...rest } = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual(rest, {
      ...{ go: '1.26', toolchain: 'go1.26.8', arch: 'amd64', key: 'int', elem: 'int' },
    });
    assert.equal((layout as { kind: string }).kind, 'swiss');
    const [{ rss, ...phase } = {}] = phases as Record<string, unknown>[];
    assert.deepEqual(phase, {
      ...{ op: 'gc', entries: 0, liveBytes: 48, totalAllocBytes: 48, heapObjects: 1 },
      ...{ heapSys: 4096, heapInuse: 3, heapIdle: 2, heapReleased: 1 },
    });
    assert.equal(typeof rss, process.platform === 'linux' ? 'number' : 'object');
    assert.deepEqual(await readdir(temporary), []);
  });

  it('prints it as a table', async () => {
    const goroot = await fakeToolchain(folder, {});
    const args = [...GC, '--goroot', goroot, '--go', '1.26', '--arch', 'amd64'];
    const { stdout } = await heapghost(args, folder, { TMPDIR: temporary });
    // What the process took of the system is not the program's to say.
    const lines = stdout.replace(/(?:\d[\d.,]* \w+|unknown)\n$/, 'RSS\n').split('\n');
    assert.deepEqual(
      lines.map((line) => line.replaceAll(/ {2,}/g, '  ')),
      [
        'map[int]int · measured with go1.26.8 · amd64',
        'operation  entries  live  allocated  HeapSys  HeapInuse  HeapReleased  RSS',
        'gc  0  48 B  48 B  4.0 KiB  3 B  1 B  RSS',
        '',
      ],
    );
  });

  it('builds the program with the experiments that are asked for', async () => {
    const goroot = await fakeToolchain(folder, {
      version: 'echo go version go1.27.4 linux/amd64',
      build: `echo "$GOEXPERIMENT" > ${folder}/experiment; cp "$(dirname "$0")/program" "$3" && chmod +x "$3"`,
    });
    const args = [...GC, '--goroot', goroot, '--goexperiment', 'mapsplitgroup'];
    const { code, stdout } = await heapghost([...args, '--json'], folder, { TMPDIR: temporary });
    assert.equal(code, 0);
    assert.equal(await readFile(join(folder, 'experiment'), 'utf8'), 'mapsplitgroup\n');
    const { experiments, layout } = JSON.parse(stdout) as Measurement;
    assert.deepEqual(experiments, ['mapsplitgroup']);
    assert.ok(layout?.kind === 'swiss' && layout.splitGroup);
    const text = await heapghost(args, folder, { TMPDIR: temporary });
    assert.match(text.stdout, /measured with go1\.27\.4 · amd64 · GOEXPERIMENT=mapsplitgroup\n/);
  });

  it('gives toolchain and program no setting of the user, and no network', async () => {
    const seen = join(folder, 'seen');
    const goroot = await fakeToolchain(folder, {
      build: `env > ${seen}-build; cp "$(dirname "$0")/program" "$3" && chmod +x "$3"`,
      program: `env > ${seen}-run; echo "-1 0 0 0 0 0 0 0 0"; read -r a; echo "0 0 0 0 0 0 0 0 0"; read -r a`,
    });
    const { code } = await heapghost([...GC, '--goroot', goroot], folder, {
      ...{ TMPDIR: temporary, GOFLAGS: '-toolexec=evil', GOPROXY: 'https://proxy.example' },
      ...{
        GOGC: '5',
        GOEXPERIMENT: 'arenas',
        GODEBUG: 'x=1',
        GOMEMLIMIT: '1',
        LD_PRELOAD: '',
        SECRET: 'token',
      },
    });
    assert.equal(code, 0);
    const read = async (name: string) =>
      Object.fromEntries(
        (await readFile(`${seen}-${name}`, 'utf8'))
          .trim()
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      );
    const build = await read('build');
    assert.deepEqual(
      [build.GOFLAGS, build.GOPROXY, build.GOTOOLCHAIN, build.GOWORK, build.GOENV, build.GOROOT],
      ['', 'off', 'local', 'off', 'off', goroot],
    );
    assert.equal(build.GOEXPERIMENT, '');
    for (const name of ['GOCACHE', 'GOPATH', 'HOME', 'TMPDIR']) {
      assert.ok(build[name]?.startsWith(temporary), `${name} is ${build[name]}`);
    }
    for (const environment of [build, await read('run')]) {
      for (const name of ['GOGC', 'GODEBUG', 'GOMEMLIMIT', 'LD_PRELOAD', 'SECRET']) {
        assert.equal(environment[name], undefined, name);
      }
    }
  });

  for (const [stage, signal] of [
    ['build', 'SIGINT'],
    ['program', 'SIGINT'],
    ['program', 'SIGTERM'],
    ['build', 'SIGHUP'],
  ] as const) {
    it(`ends everything and removes the folder at ${signal} during ${stage}`, async () => {
      const pids = join(folder, `pids-${stage}-${signal}`);
      // A child of the child, which holds no pipe of ours: only the group finds it.
      const goroot = await fakeToolchain(folder, {
        [stage]: `sleep 60 < /dev/null > /dev/null 2>&1 & echo $! $$ > ${pids}; wait`,
      });
      const child = spawn(process.execPath, [resolve('dist/cli.js'), ...GC, '--goroot', goroot], {
        cwd: folder,
        env: { ...process.env, TMPDIR: temporary },
      });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      const ended = new Promise<number | null>((done) => child.on('close', done));
      const [inner, outer] = await numbersIn(pids);
      child.kill(signal);
      assert.equal(await ended, 128 + constants.signals[signal]);
      assert.equal(stderr, 'heapghost: measure was cancelled\n');
      assert.deepEqual(await readdir(temporary), []);
      for (const pid of [inner, outer]) await gone(pid ?? Number.NaN);
    });
  }
});

/** The numbers in a file, once it has some. */
async function numbersIn(file: string): Promise<readonly number[]> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.endsWith('\n')) return text.trim().split(' ').map(Number);
    await new Promise((next) => setImmediate(next));
  }
}

/** Waits until the process runs no more; init may need a moment to collect it. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    if (status === '' || /^State:\s+[ZX]/m.test(status)) return;
    await new Promise((next) => setImmediate(next));
  }
}
