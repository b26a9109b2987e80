/**
 * The golden files of test/fixes, judged by a real Go: they build and vet, gofmt leaves them as they are, and a fixture
 * with a main function prints the same before and after its fix.
 *
 * HEAPGHOST_GO names the go command; without it `go` is taken from PATH.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Fixture } from '../fixes/fixtures';
import { goFiles, loadFixtures } from '../fixes/fixtures';

const GO = process.env.HEAPGHOST_GO ?? 'go';

/** The language of the newest fixture. */
const MINIMUM = 26;

const ENV = {
  ...process.env,
  GOTOOLCHAIN: 'local',
  GOFLAGS: '',
  GOPROXY: 'off',
  GOOS: 'linux',
  GOWORK: 'off',
  CGO_ENABLED: '0',
};

function run(command: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: ENV,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return { ok: status === 0, stdout, stderr: error?.message ?? stderr };
}

function goVersion(): string | undefined {
  const { ok, stdout } = run(GO, ['env', 'GOVERSION'], tmpdir());
  return ok ? stdout.trim() : undefined;
}

const fixtures = loadFixtures().filter(({ archive }) => !archive.files.has('refused'));

describe('fixes, compiled and run with a real Go', () => {
  const version = goVersion();
  const minor = Number(/^go1\.(\d+)/.exec(version ?? '')?.[1] ?? 0);
  if (minor < MINIMUM) {
    it(`finds Go 1.${MINIMUM} or newer`, () => {
      assert.fail(
        `found ${version ?? 'no Go'}: install Go 1.${MINIMUM} or newer, put it on PATH or set HEAPGHOST_GO`,
      );
    });
    return;
  }

  let root: string;

  const folder = (fixture: Fixture, state: 'before' | 'after'): string =>
    path.join(root, fixture.name.replaceAll('/', '-'), state);

  before(function () {
    // Compiles some fifty small programs, the first time with the standard library.
    this.timeout(300_000);
    root = mkdtempSync(path.join(tmpdir(), 'heapghost-proofs-'));
    for (const fixture of fixtures) {
      for (const state of ['before', 'after'] as const) {
        const target = folder(fixture, state);
        mkdirSync(target, { recursive: true });
        writeFileSync(path.join(target, 'go.mod'), fixture.archive.files.get('go.mod') ?? '');
        for (const [name, text] of goFiles(fixture, state === 'after')) {
          writeFileSync(path.join(target, name), text);
        }
      }
    }
  });

  after(() => rmSync(root, { recursive: true, force: true }));

  it('finds everything formatted', () => {
    const golden = fixtures.map((fixture) => folder(fixture, 'after'));
    const goroot = run(GO, ['env', 'GOROOT'], root).stdout.trim();
    const { ok, stdout, stderr } = run(path.join(goroot, 'bin/gofmt'), ['-l', ...golden], root);
    assert.ok(ok, stderr);
    assert.equal(stdout, '');
  });

  for (const fixture of fixtures) {
    describe(fixture.name, function () {
      this.timeout(120_000);

      it('builds and vets', () => {
        const { ok, stderr } = run(GO, ['vet', '.'], folder(fixture, 'after'));
        assert.ok(ok, stderr);
      });

      if (!/^func main\(\)/m.test([...fixture.archive.files.values()].join(''))) return;

      it('prints the same before and after', () => {
        const outputs = (['before', 'after'] as const).map((state) => {
          const { ok, stdout, stderr } = run(GO, ['run', '.'], folder(fixture, state));
          assert.ok(ok, `${state}: ${stderr}`);
          return stdout;
        });
        assert.notEqual(outputs[0], '');
        assert.equal(outputs[1], outputs[0]);
      });
    });
  }
});
