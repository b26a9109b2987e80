import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { atExit } from '../host/cleanup';
import { OUT, REPOSITORY } from '../host/paths';

/**
 * Runs Node in the repository's root, prints what it prints, and keeps it in `out/logs/NAME.log`.
 *
 * @returns the exit code; 128 when a signal ended it.
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
  });
  const forget = atExit(() => child.kill());
  for (const [stream, terminal] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.on('data', (data: Buffer) => {
      terminal.write(data);
      log.write(data);
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (ended) => resolve(ended ?? 128));
  });
  forget();
  log.end();
  return code;
}
