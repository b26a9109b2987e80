/** A Go toolchain of this machine: where it is, which version it has, and the environment to run it in. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { ChildProcess } from 'node:child_process';
import type { GoVersion } from '../../../runtime';
import { formatGoVersion, OLDEST_GO, parseGoVersion } from '../../../runtime';
import { MeasureError, runGroup } from './group';

export interface GoToolchain {
  /** Absolute path of the go command. */
  readonly command: string;
  /** Set when the toolchain was named by its folder. */
  readonly goroot?: string;
  /** `go1.N.M`, as the toolchain says. */
  readonly name: string;
  readonly version: GoVersion;
}

const EXECUTABLE = process.platform === 'win32' ? 'go.exe' : 'go';

/**
 * The toolchain in `goroot`, else the first `go` on PATH.
 *
 * @param folder where go may write what it has to.
 * @throws MeasureError when there is none, or it is older than those that can be measured.
 */
export async function findToolchain(
  goroot: string | undefined,
  folder: string,
  signal: AbortSignal,
): Promise<GoToolchain> {
  const command =
    goroot === undefined ? await onPath() : path.join(path.resolve(goroot), 'bin', EXECUTABLE);
  if (command === undefined) {
    throw new MeasureError('no go command on PATH: install Go, or name its folder with --goroot');
  }
  if (!(await isExecutable(command))) {
    throw new MeasureError(`--goroot ${goroot ?? ''}: no Go toolchain: ${command} is missing`);
  }
  const root = goroot === undefined ? {} : { goroot: path.resolve(goroot) };
  const env = goEnvironment(root, folder);
  let said = '';
  const { code, stderr } = await runGroup(command, ['version'], { cwd: folder, env, signal }, (c) =>
    readText(c, (text) => (said += text)),
  );
  const name = /^go version (?:devel )?(go1\.\S+)/.exec(said)?.[1];
  const version = name === undefined ? undefined : parseGoVersion(name);
  if (name === undefined || version === undefined) {
    const [line = `exit code ${code ?? 'of a signal'}`] = `${stderr}\n${said}`
      .split('\n')
      .filter((l) => l.trim() !== '');
    throw new MeasureError(`${command} version: no Go version: ${line.trim()}`);
  }
  if (version.minor < OLDEST_GO.minor) {
    const oldest = formatGoVersion(OLDEST_GO);
    throw new MeasureError(`${command}: ${name} is too old: Go ${oldest} or newer can be measured`);
  }
  return { command, ...root, name, version };
}

/** The go command on PATH. Relative entries are passed over: no program of the folder one happens to be in is run. */
async function onPath(): Promise<string | undefined> {
  for (const entry of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const candidate = path.join(entry, EXECUTABLE);
    if (path.isAbsolute(entry) && (await isExecutable(candidate))) return candidate;
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Hands on what a process prints. */
export function readText(child: ChildProcess, take: (text: string) => void): void {
  child.stdout?.setEncoding('utf8').on('data', take);
}

/**
 * The environment of a go command that uses no network, no other toolchain, no setting of the user, and writes below
 * `folder` only. `go help environment` explains the variables.
 */
export function goEnvironment(
  { goroot }: Pick<GoToolchain, 'goroot'>,
  folder: string,
  buildCache = path.join(folder, 'cache'),
): NodeJS.ProcessEnv {
  return {
    ...baseEnvironment(folder),
    ...(goroot !== undefined && { GOROOT: goroot }),
    GOCACHE: buildCache,
    GOPATH: path.join(folder, 'gopath'),
    GOENV: 'off',
    GOFLAGS: '',
    GO111MODULE: 'on',
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
    GOPROXY: 'off',
    GOSUMDB: 'off',
    GOTELEMETRY: 'off',
    CGO_ENABLED: '0',
  };
}

/** What a program needs to start at all; temporary files and settings go below `folder`. */
export function baseEnvironment(folder: string): NodeJS.ProcessEnv {
  return process.platform === 'win32'
    ? {
        SystemRoot: process.env['SystemRoot'],
        TEMP: folder,
        TMP: folder,
        USERPROFILE: folder,
        APPDATA: folder,
        LOCALAPPDATA: folder,
      }
    : { HOME: folder, TMPDIR: folder, PATH: '/usr/bin:/bin' };
}
