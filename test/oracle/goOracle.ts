/** Runs the Go program of test/oracle/types and reads what it prints. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Arch } from '../../runtime';
import { UserError } from '../../scripts/host/command';

/** One line of the oracle; the fields are described in test/oracle/types/records.go. Offsets and sizes are bytes. */
export interface OracleRecord {
  readonly kind: 'map' | 'type' | 'struct' | 'operand';
  /** Absolute. */
  readonly file: string;
  readonly off: number;
  readonly end: number;
  readonly name?: string;
  readonly op?: string;
  readonly type: string;
  readonly size?: number;
  readonly align?: number;
  readonly pointers?: boolean;
  readonly unknown?: NotDefined;
  readonly key?: string;
  readonly keySize?: number;
  readonly keyUnknown?: NotDefined;
  readonly elem?: string;
  readonly elemSize?: number;
  readonly elemPointers?: boolean;
  readonly elemUnknown?: NotDefined;
}

/** Why there is no size; `invalid` is what go/types does not know either, such as a type of C. */
export type NotDefined = 'type parameter' | 'invalid';

/** The last line: how much of what the go command lists could be checked. */
export interface OracleSummary {
  readonly kind: 'summary';
  readonly packages: number;
  readonly dependencies: number;
  readonly files: number;
  readonly errors: number;
  readonly firstErrors?: readonly string[];
}

export type Mode = 'layout' | 'operands';

export interface OracleOptions {
  readonly mode: Mode;
  readonly arch: Arch;
  readonly os: string;
  /** The folder of a main module, of a workspace, or GOROOT/src. */
  readonly dir: string;
  /** Patterns of the go command for the packages to look at; everything below `dir` when there are none. */
  readonly patterns: readonly string[];
  /** The go command to build and run with. */
  readonly go: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The records of the files in `dir`, those of one file behind each other, and the summary at the end. */
export async function* oracleRecords(
  options: OracleOptions,
): AsyncGenerator<OracleRecord | OracleSummary> {
  const { go, env, mode, arch, os, dir, patterns } = options;
  const out = mkdtempSync(path.join(tmpdir(), 'heapghost-oracle-'));
  try {
    const program = path.join(out, 'types');
    execFileSync(go, ['build', '-o', program, '.'], {
      cwd: path.join(__dirname, 'types'),
      env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const found = path.isAbsolute(go) ? `${path.dirname(go)}${path.delimiter}` : '';
    const child = spawn(program, ['-arch', arch, '-os', os, mode, dir, ...patterns], {
      env: { ...env, PATH: `${found}${env['PATH'] ?? ''}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((done, failed) => {
      child.on('error', failed);
      child.on('close', done);
    });
    for await (const line of linesOf(child.stdout)) {
      yield JSON.parse(line) as OracleRecord | OracleSummary;
    }
    const code = await ended;
    if (code !== 0) throw new UserError(`the oracle ended with ${code ?? 'a signal'}`);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The lines of a stream, which is read no faster than they are taken. */
async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** GOROOT of a go command. */
export function goRoot(go: string): string {
  return execFileSync(go, ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
}

/** Size and alignment in bytes of an exported std type. */
export interface StdSize {
  readonly arch: string;
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly align: number;
  readonly pointers: boolean;
}

/** The sizes of all exported types of the standard library in a GOROOT; `go` must be as new as that. */
export function stdSizes(go: string, root: string): readonly StdSize[] {
  return runStdTable(go, ['-sizes', '-root', path.join(root, 'src')])
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as StdSize);
}

/** The table of the standard library of a go command's own GOROOT: server/src/types/std/table.json. */
export function stdTableJson(go: string): string {
  return runStdTable(go, ['-root', path.join(goRoot(go), 'src')]);
}

function runStdTable(go: string, args: readonly string[]): string {
  return execFileSync(go, ['run', './stdtable', ...args], {
    cwd: path.join(__dirname, 'types'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The 27 of a go command that says go1.27.4. */
export function goMinor(go: string): number {
  const version = execFileSync(go, ['env', 'GOVERSION'], { encoding: 'utf8' });
  return Number(/^go1\.(\d+)/.exec(version)?.[1]);
}
