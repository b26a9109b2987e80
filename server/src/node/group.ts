/** Child processes that end with everything they started. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { systemReason } from './reasons';

/** A failure outside of us, in one line for the person who asked. */
export class MeasureError extends Error {
  override name = 'MeasureError';
}

export interface GroupOptions {
  readonly cwd: string;
  /** The whole environment: nothing is inherited. */
  readonly env: NodeJS.ProcessEnv;
  /** Ends the group. */
  readonly signal: AbortSignal;
}

/** What a finished process left. `code` is null when a signal ended it. */
export interface GroupResult {
  readonly code: number | null;
  /** The end of what it complained with. */
  readonly stderr: string;
}

/** Characters that are kept of an output which nobody reads in full. */
const KEPT_OUTPUT = 1 << 16;

/**
 * Runs a program with an argument list, never a shell, as the leader of a process group; when `signal` aborts, or the
 * program ends and leaves others behind, the whole group is killed.
 *
 * @param talk is given the process, to read its standard output; without it the output is dropped.
 * @throws MeasureError when the program cannot be started.
 */
export function runGroup(
  program: string,
  args: readonly string[],
  { cwd, env, signal }: GroupOptions,
  talk?: (child: ChildProcess) => void,
): Promise<GroupResult> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn(program, args, {
      cwd,
      env,
      // A console of its own would flash up on Windows, where taskkill finds the descendants without a group.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const kill = (): void => killGroup(child);
    const settle = (): void => {
      signal.removeEventListener('abort', kill);
      process.removeListener('exit', kill);
      kill();
    };
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-KEPT_OUTPUT);
    });
    // The program may be gone while it is being answered; how it ended says what is to be said.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      settle();
      reject(new MeasureError(`cannot run ${program}: ${systemReason(error)}`));
    });
    // After 'exit' a descendant that lives on could keep the pipes open: 'close' comes once the group is killed.
    child.on('exit', settle);
    child.on('close', (code) => resolve({ code, stderr }));
    signal.addEventListener('abort', kill);
    process.on('exit', kill);
    if (talk === undefined) child.stdout.resume();
    else talk(child);
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
    else if (child.exitCode === null) {
      spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { windowsHide: true });
    }
  } catch {
    // The group is gone already, which is what was wanted.
  }
}
