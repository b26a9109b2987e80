/**
 * The golden files of test/fixes and test/rules, and the Before and After of every rule's page, judged by a real Go: they build and vet, gofmt leaves them as they are,
 * and a program with a main function prints the same before and after its fix.
 *
 * HEAPGHOST_GO names the go command; without it `go` is taken from PATH.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { goFiles, loadFixtures } from '../fixes/fixtures';
import { RULES } from '../../server/src/rules';
import { loadCases } from '../rules/cases';
import { codeOf, docFiles, versionsOf } from '../rules/docs';
import { isProgram } from './cases';

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

/** One application of a fix: the same package before and after. File names with their texts, go.mod among them. */
interface Program {
  readonly name: string;
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
}

/**
 * The fixtures of test/fixes that are not refusals, the golden files of test/rules by case and fix, and the rules' pages.
 * Cases of rules that are programs are those of fixCases.test.ts.
 */
function loadPrograms(): Program[] {
  const fixtures = loadFixtures()
    .filter(({ archive }) => !archive.files.has('refused'))
    .map((fixture): Program => {
      const goMod: [string, string] = ['go.mod', fixture.archive.files.get('go.mod') ?? ''];
      const files = (after: boolean) => new Map([goMod, ...goFiles(fixture, after)]);
      return { name: fixture.name, before: files(false), after: files(true) };
    });
  const cases = loadCases()
    .filter((one) => !isProgram(one))
    .flatMap(({ name, files, golden }) =>
      [...golden].map(([fixId, texts]): Program => ({
        name: `${name} ${fixId}`,
        before: files,
        after: new Map([...files, ...texts]),
      })),
    );
  const pages = RULES.map(({ meta }): Program => {
    const { written } = versionsOf(meta);
    const files = (heading: 'Before' | 'After') => docFiles(codeOf(meta, heading), written);
    return { name: `the page of ${meta.name}`, before: files('Before'), after: files('After') };
  });
  return [...fixtures, ...cases, ...pages];
}

const programs = loadPrograms();

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

  const folder = ({ name }: Program, state: 'before' | 'after'): string =>
    path.join(root, name.replaceAll(/[/ ]/g, '-'), state);

  before(function () {
    // Compiles some fifty small programs, the first time with the standard library.
    this.timeout(300_000);
    root = mkdtempSync(path.join(tmpdir(), 'heapghost-proofs-'));
    for (const program of programs) {
      for (const state of ['before', 'after'] as const) {
        const target = folder(program, state);
        mkdirSync(target, { recursive: true });
        for (const [name, text] of program[state]) writeFileSync(path.join(target, name), text);
      }
    }
  });

  after(() => rmSync(root, { recursive: true, force: true }));

  it('finds everything formatted', () => {
    // gofmt lists a file with Windows line ends for those alone.
    const golden = programs.flatMap((program) =>
      [...program.after]
        .filter(([name, text]) => name.endsWith('.go') && !text.includes('\r'))
        .map(([name]) => path.join(folder(program, 'after'), name)),
    );
    const goroot = run(GO, ['env', 'GOROOT'], root).stdout.trim();
    const { ok, stdout, stderr } = run(path.join(goroot, 'bin/gofmt'), ['-l', ...golden], root);
    assert.ok(ok, stderr);
    assert.equal(stdout, '');
  });

  for (const program of programs) {
    describe(program.name, function () {
      this.timeout(120_000);

      it('builds and vets', () => {
        const { ok, stderr } = run(GO, ['vet', '.'], folder(program, 'after'));
        assert.ok(ok, stderr);
      });

      if (!/^func main\(\)/m.test([...program.before.values()].join(''))) return;

      it('prints the same before and after', () => {
        const outputs = (['before', 'after'] as const).map((state) => {
          const { ok, stdout, stderr } = run(GO, ['run', '.'], folder(program, state));
          assert.ok(ok, `${state}: ${stderr}`);
          return stdout;
        });
        assert.notEqual(outputs[0], '');
        assert.equal(outputs[1], outputs[0]);
      });
    });
  }
});
