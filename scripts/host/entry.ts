import { describe, note } from './command';

/**
 * Runs a script's `main` and ends the process with its exit code; any error is printed and ends it with 1.
 *
 * The process is ended rather than left to end: a stray handle of a browser or a server must not hang a run.
 */
export function runScript(main: (args: readonly string[]) => Promise<number>): void {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error: unknown) => {
      note(`heapghost: ${describe(error)}`);
      process.exit(1);
    },
  );
}
