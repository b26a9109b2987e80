/** Standard output and standard error: what is printed there arrives as a whole, or whoever prints hears why not. */
import { fstatSync, writeFileSync } from 'node:fs';
import { isatty } from 'node:tty';
import { systemReason } from '../node/reasons';
import { safeLine } from './escape';
import { EXIT, UsageError } from './usage';

/** The reader has closed its end (`heapghost check … | head`), which is its good right: nobody is left to print for. */
export class ReaderGone extends Error {}

/**
 * Prints text as it is; whoever calls has made it safe (escape.ts). Resolves when the system has taken all of it, so
 * that a slow reader slows down whoever prints.
 *
 * @throws UsageError when it cannot be written: a full disk.
 * @throws ReaderGone when nobody reads any more.
 */
export async function print(text: string): Promise<void> {
  const error = await write(1, process.stdout, text);
  if (error === undefined) return;
  if (isClosedPipe(error)) throw new ReaderGone();
  throw new UsageError(`standard output: ${systemReason(error)}`);
}

/** Prints lines, each of which stays one. */
export function printLines(lines: readonly string[]): Promise<void> {
  return print(lines.map((line) => `${safeLine(line)}\n`).join(''));
}

/** One line on standard error; when that cannot be written either, the exit code has to say it. */
export async function complain(message: string): Promise<void> {
  const error = await write(2, process.stderr, safeLine(`heapghost: ${message}`) + '\n');
  if (error !== undefined && !isClosedPipe(error)) process.exitCode = EXIT.error;
}

async function write(
  fd: number,
  stream: NodeJS.WriteStream,
  text: string,
): Promise<Error | undefined> {
  if (!isStream(fd)) {
    // A file or device takes what fits of one write, which a stream of Node's counts as all of it.
    try {
      writeFileSync(fd, text);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
  return new Promise((done) => {
    // The stream also says it to its listeners, and ends the process with a stack trace when there are none.
    if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
    stream.write(text, (error) => done(error ?? undefined));
  });
}

/** A terminal, pipe or socket. */
function isStream(fd: number): boolean {
  const file = fstatSync(fd);
  return file.isFIFO() || file.isSocket() || isatty(fd);
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}
