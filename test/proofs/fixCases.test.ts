/**
 * Applies every fix that is offered for the programs of fix-cases/ and of the rules' own cases, one at a time and all at once, and runs what comes
 * out beside the program as it was, with the race detector. Whatever is offered, safe or not, must build, pass go vet,
 * be formatted, print the same, end the same and race no more than before; and must have nothing left to offer once it
 * is applied. What is refused says why.
 *
 * All programs become packages of one module and one binary, which is built once. HEAPGHOST_GO names the go command.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_GO } from '../rules/cases';
import type { Fix } from '../../server/src/contracts/findings';
import type { Answers, Files, Program } from './cases';
import { applied, askAll, loadPrograms } from './cases';

const GO = process.env.HEAPGHOST_GO ?? 'go';
const ENV = {
  ...process.env,
  GOTOOLCHAIN: 'local',
  GOFLAGS: '',
  GOPROXY: 'off',
  GOWORK: 'off',
  CGO_ENABLED: '1',
  GORACE: 'halt_on_error=0 exitcode=66',
};

/** Seconds that a program may run. */
const PATIENCE = 60;

/** A program after a fix, or as it was. */
interface Variant {
  readonly title: string;
  readonly files: Files;
  /** Its package in the module of all variants. */
  readonly pkg: string;
}

interface Tried {
  readonly program: Program;
  readonly answers: Answers;
  readonly before: Variant;
  readonly after: readonly Variant[];
}

interface Outcome {
  readonly code: number | string;
  readonly stdout: string;
  readonly raced: boolean;
  /** What a panic or the race detector said. */
  readonly stderr: string;
}

const MODULE = 'heapghost.test';

describe('fixes of whole programs, run with the race detector', function () {
  this.timeout(1_200_000);

  const programs = loadPrograms();
  const tried = new Map<string, Tried>();
  const outcomes = new Map<string, Outcome>();
  /** What go build, go vet and gofmt say, by package. */
  const complaints = new Map<string, string>();
  let root: string;

  before(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'heapghost-fix-cases-'));
    let count = 0;
    const variant = (title: string, files: Files): Variant => ({
      title,
      files,
      pkg: `p${++count}`,
    });
    for (const program of programs) {
      const { files } = program;
      const answers = await askAll(files);
      const alone = answers.offered.map((fix) =>
        variant(`${fix.id}: ${fix.title}`, applied(files, fix.edits)),
      );
      const together =
        answers.all.length === 0 ? [] : [variant('fix-all', applied(files, answers.all))];
      const before = variant('before', files);
      tried.set(program.name, { program, answers, before, after: [...alone, ...together] });
    }
    const variants = [...tried.values()].flatMap(({ before, after }) => [before, ...after]);
    writeModule(root, variants);
    judge(root, complaints);
    const running = variants.filter(({ pkg }) => !(complaints.get(pkg) ?? '').includes('build:'));
    writeDriver(root, running);
    const binary = path.join(root, 'all');
    const built = spawnSync(GO, ['build', '-race', '-o', binary, '.'], {
      cwd: root,
      env: ENV,
      encoding: 'utf8',
    });
    assert.equal(built.status, 0, `go build -race needs a C compiler: ${built.stderr}`);
    const queue = running.map(({ pkg }) => pkg);
    const work = async (): Promise<void> => {
      for (let pkg = queue.pop(); pkg !== undefined; pkg = queue.pop()) {
        outcomes.set(pkg, await run(binary, pkg));
      }
    };
    await Promise.all([work(), work()]);
  });

  after(() => rmSync(root, { recursive: true, force: true }));

  for (const { name } of programs) {
    describe(name, () => {
      const get = (): Tried => tried.get(name) ?? assert.fail('it was not tried');

      it('builds, passes go vet and ends without a race as it is', () => {
        const { before } = get();
        assert.equal(complaints.get(before.pkg) ?? '', '');
        const outcome = outcomes.get(before.pkg);
        assert.notEqual(outcome?.stdout, '', 'it prints nothing that could change');
        assert.equal(outcome?.raced, false, outcome?.stderr);
      });

      it('builds, passes go vet and is formatted after each fix', () => {
        for (const { title, pkg, files } of get().after) {
          assert.equal(complaints.get(pkg) ?? '', '', `${title}\n${textOf(files)}`);
        }
      });

      it('does the same after each fix', () => {
        const { before, after } = get();
        const expected = outcomes.get(before.pkg) ?? assert.fail('it was not run');
        for (const { title, pkg, files } of after) {
          const outcome = outcomes.get(pkg) ?? assert.fail(`${title} was not run`);
          const shown = `${title}\n${outcome.stderr}\n${textOf(files)}`;
          assert.equal(outcome.stdout, expected.stdout, shown);
          assert.equal(outcome.raced, false, shown);
          assert.equal(outcome.code, expected.code, shown);
        }
      });

      it('has fewer fixes of a kind to offer once one of it is applied', async () => {
        const { program, answers } = get();
        for (const fix of answers.offered) {
          const next = await askAll(applied(program.files, fix.edits));
          const shown = `${fix.id}: ${fix.title}\n${textOf(applied(program.files, fix.edits))}`;
          assert.ok(ofKind(next, fix.id) < ofKind(answers, fix.id), shown);
        }
      });

      it('is left alone by a second fix-all', async () => {
        const { program, answers } = get();
        const next = await askAll(applied(program.files, answers.all));
        assert.deepEqual(next.all, []);
      });

      it('says why a fix is refused, and prefers only what is safe', () => {
        const { answers } = get();
        for (const { refused } of answers.refused) assert.match(refused, /^\S.{8,}$/);
        for (const fix of answers.offered) {
          assert.ok(fix.safe || !fix.preferred, fix.title);
          assert.ok(fix.id !== 'rebuild-map' || !fix.preferred, fix.title);
        }
      });
    });
  }
});

function ofKind({ offered }: Answers, id: Fix['id']): number {
  return offered.filter((fix) => fix.id === id).length;
}

function textOf(files: Files): string {
  return [...files]
    .flatMap(([name, text]) => (name.endsWith('.go') ? [`// ${name}`, text] : []))
    .join('\n');
}

/** Each variant as a package, whose `main` is the function Main of a package of that name. */
function writeModule(root: string, variants: readonly Variant[]): void {
  writeFileSync(path.join(root, 'go.mod'), `module ${MODULE}\n\ngo 1.${DEFAULT_GO}\n`);
  for (const { files, pkg } of variants) {
    const line = languageLine(files);
    for (const [name, text] of files) {
      if (!name.endsWith('.go')) continue;
      const file = path.join(root, pkg, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(
        file,
        (text.startsWith('//go:build') ? text : line + text)
          .replace(/^package main$/m, `package ${pkg}`)
          .replace(/^func main\(\)/m, 'func Main()')
          .replaceAll('"example.com/x/', `"${MODULE}/${pkg}/`),
      );
    }
  }
}

/** Gives a file the language version of its own go.mod; what is older than 1.21 differs in nothing that runs. */
function languageLine(files: Files): string {
  const minor = Number(/^go 1\.(\d+)/m.exec(files.get('go.mod') ?? '')?.[1] ?? DEFAULT_GO);
  return minor === DEFAULT_GO ? '' : `//go:build go1.${Math.max(minor, 21)}\n\n`;
}

/** Notes what the compiler, vet and gofmt have to say about each package. */
function judge(root: string, complaints: Map<string, string>): void {
  const note = (pkg: string | undefined, text: string): void => {
    if (pkg !== undefined) complaints.set(pkg, (complaints.get(pkg) ?? '') + text);
  };
  for (const command of ['build', 'vet']) {
    const { stderr, error } = spawnSync(GO, [command, './...'], {
      cwd: root,
      env: ENV,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    assert.equal(error, undefined, 'install Go 1.26 or newer, put it on PATH or set HEAPGHOST_GO');
    let pkg: string | undefined;
    for (const line of stderr.split('\n')) {
      const named = /^# (?:\[)?heapghost\.test\/(p\d+)/.exec(line)?.[1];
      if (named !== undefined) pkg = named;
      else if (line !== '') note(pkg, `${command}: ${line}\n`);
    }
  }
  const goroot = spawnSync(GO, ['env', 'GOROOT'], { encoding: 'utf8', env: ENV }).stdout.trim();
  const gofmt = spawnSync(path.join(goroot, 'bin/gofmt'), ['-l', '.'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const line of gofmt.stdout.split('\n'))
    note(/^(p\d+)\//.exec(line)?.[1], `gofmt: ${line}\n`);
}

/** A program that runs the variant that its argument names. */
function writeDriver(root: string, variants: readonly Variant[]): void {
  const imports = variants.map(({ pkg }) => `\t"${MODULE}/${pkg}"\n`).join('');
  const cases = variants.map(({ pkg }) => `\tcase "${pkg}":\n\t\t${pkg}.Main()\n`).join('');
  writeFileSync(
    path.join(root, 'driver.go'),
    `package main\n\nimport (\n\t"os"\n\n${imports})\n\nfunc main() {\n\tswitch os.Args[1] {\n${cases}\t}\n}\n`,
  );
}

function run(binary: string, pkg: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, [pkg], { env: ENV, timeout: PATIENCE * 1000 });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const raced = stderr.includes('WARNING: DATA RACE');
      resolve({ code: code ?? String(signal), stdout, stderr: stderr.slice(0, 4000), raced });
    });
  });
}
