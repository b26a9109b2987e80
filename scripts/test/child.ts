import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { atExit } from '../host/cleanup';
import { UserError } from '../host/command';
import { OUT, REPOSITORY } from '../host/paths';

/** Milliseconds after which a program counts as hung, for instance because a test left a server running. */
const LIMIT = 25 * 60_000;

/** Milliseconds a hung program gets to stop what it started. */
const GRACE = 5_000;

/**
 * Runs Node in the repository's root, prints what it prints, and keeps it in `out/logs/NAME.log`.
 *
 * @returns the exit code; 128 when a signal ended it.
 * @throws UserError when it does not end.
 */
export async function runLogged(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const folder = path.join(OUT, 'logs');
  mkdirSync(folder, { recursive: true });
  const log = createWriteStream(path.join(folder, `${name}.log`));
  const child = spawn(process.execPath, args, {
    cwd: REPOSITORY,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group, so that what a hung program started can be stopped with it.
    detached: true,
  });
  const stop = atExit(() => signalGroup(child, 'SIGTERM'));
  for (const [stream, terminal] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.on('data', (data: Buffer) => {
      terminal.write(data);
      log.write(data);
    });
  }
  let limit: NodeJS.Timeout | undefined;
  try {
    return await new Promise<number>((resolve, reject) => {
      limit = setTimeout(() => {
        setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE).unref();
        reject(new UserError(`did not end within ${LIMIT / 60_000} minutes`));
      }, LIMIT);
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 128));
    });
  } finally {
    clearTimeout(limit);
    // Also after a normal end: what the program left running must not disturb the next step.
    stop();
    log.end();
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}
