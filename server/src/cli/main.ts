/** The command line: runs a command and sets the exit code. */
import { isMainThread } from 'node:worker_threads';
import { CommanderError } from 'commander';
import { keepHeapSmall } from '../node/memory';
import { serveChecks } from './checkThreads';
import { complain, print, ReaderGone } from './output';
import { createProgram } from './program';
import { EXIT, UsageError } from './usage';

/** Runs the command line and sets the exit code of the process. */
async function main(argv: readonly string[]): Promise<void> {
  let shown = '';
  try {
    const program = createProgram((text) => (shown += text));
    await program.parseAsync(argv).catch((error: unknown) => {
      // --help and --version
      if (!(error instanceof CommanderError && error.exitCode === 0)) throw error;
    });
    if (shown !== '') await print(shown);
  } catch (error) {
    if (error instanceof ReaderGone) return;
    process.exitCode = EXIT.error;
    await complain(abridged(oneLine(error)));
  }
}

/** How much is shown of the beginning and of the end of a message, in UTF-16 units. */
const SHOWN_END = 400;

/** A message without its middle where it quotes more than a reader looks at. */
function abridged(message: string): string {
  if (message.length <= 2 * SHOWN_END) return message;
  return `${message.slice(0, SHOWN_END)} … ${message.slice(-SHOWN_END)}`;
}

function oneLine(error: unknown): string {
  if (error instanceof CommanderError) {
    if (error.code === 'commander.help') return 'no command; try "heapghost --help"';
    return error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  }
  if (error instanceof UsageError) return error.message;
  // A mistake of ours: still one line, with the name of the error to search for.
  return `internal error, please report it: ${String(error)}`;
}

keepHeapSmall();
if (isMainThread) void main(process.argv);
else serveChecks();
