import { spawn } from 'node:child_process';

/** A failure the person at the terminal can act on: its message is one line, its stack is noise. */
export class UserError extends Error {
  override name = 'UserError';
}

/** Prints one line of progress. Standard error, so that standard output stays usable by programs. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The one line to print for an error of any kind; bugs keep their stack, since no one can act on less. */
export function describe(error: unknown): string {
  if (error instanceof UserError || isArgumentError(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What node:util's parseArgs throws for options that do not exist or lack a value. */
function isArgumentError(error: unknown): error is Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS');
}

/** How to run a command. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** What a finished command left. `code` is null when a signal ended it. */
export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with an argument list (never a shell) and collects its output; rejects only when it cannot start. */
export function collect(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

/**
 * Runs a program that must succeed and returns its standard output.
 *
 * @throws UserError with the last line the program complained with.
 */
export async function run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const shown = [program, ...args].join(' ');
  let result: RunResult;
  try {
    result = await collect(program, args, options);
  } catch (error) {
    throw new UserError(`cannot run "${shown}": ${error instanceof Error ? error.message : ''}`);
  }
  if (result.code !== 0) {
    const lines = `${result.stdout}\n${result.stderr}`.split('\n').filter((l) => l.trim() !== '');
    throw new UserError(`"${shown}" failed (${result.code ?? 'signal'}): ${lines.at(-1) ?? ''}`);
  }
  return result.stdout;
}

/** Runs npm: the one that started us, since Windows cannot start `npm.cmd` without a shell. */
export function npm(args: readonly string[], options: RunOptions = {}): Promise<string> {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js')
    ? run(process.execPath, [script, ...args], options)
    : run('npm', args, options);
}
