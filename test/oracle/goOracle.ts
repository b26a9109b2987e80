/** Runs the Go program of test/oracle/types and reads what it prints. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** One line of the oracle; the fields are described in test/oracle/types/main.go. Offsets are bytes. */
export interface OracleRecord {
  readonly kind: 'package' | 'map' | 'type' | 'struct' | 'operand';
  readonly path?: string;
  readonly dir?: string;
  readonly files?: readonly string[];
  readonly file?: string;
  readonly off: number;
  readonly end?: number;
  readonly name?: string;
  readonly op?: string;
  readonly type?: string;
  readonly size?: number;
  readonly align?: number;
  readonly pointers?: boolean;
  readonly key?: string;
  readonly keySize?: number;
  readonly elem?: string;
  readonly elemSize?: number;
  readonly elemPointers?: boolean;
  readonly offsets?: readonly number[];
  readonly unknown?: string;
}

export interface OracleOptions {
  readonly mode: 'layout' | 'operands';
  readonly arch: string;
  readonly dirs: readonly string[];
  /** The go command to build and run with. */
  readonly go: string;
}

/** The records of the packages in `dirs`, each package's behind its own record of kind `package`. */
export async function* oracleRecords(options: OracleOptions): AsyncGenerator<OracleRecord> {
  const out = mkdtempSync(path.join(tmpdir(), 'heapghost-oracle-'));
  try {
    const program = path.join(out, 'types');
    execFileSync(options.go, ['build', '-o', program, '.'], {
      cwd: path.join(__dirname, 'types'),
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const root = path.join(goRoot(options.go), 'src');
    const child = spawn(
      program,
      ['-arch', options.arch, '-root', root, options.mode, ...options.dirs],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    for await (const line of createInterface({ input: child.stdout })) {
      yield JSON.parse(line) as OracleRecord;
    }
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
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
