import type { Runner } from 'mocha';

/** The first words of the extension-host suite, which then names the VS Code it runs in. */
export const SUITE_BANNER = 'suite runs in';

/** The first words of the line that hands over the results of a suite that can write no file; JSON follows. */
export const RESULTS_LINE = 'suite results: ';

/** How many checks passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Results of a mocha run. */
export interface Results extends Counts {
  /** Full titles and messages of what failed. */
  readonly failures: readonly { readonly title: string; readonly message: string }[];
}

/** Hands over the results of a mocha run when it ends; a run that breaks off hands over nothing. */
export function collectResults(runner: Runner, done: (results: Results) => void): void {
  let passed = 0;
  const failures: { title: string; message: string }[] = [];
  runner.on('pass', () => (passed += 1));
  // Hooks fail through the same event.
  runner.on('fail', (test, error: Error) => {
    failures.push({ title: test.fullTitle(), message: error.message });
  });
  runner.on('end', () => done({ passed, failed: failures.length, failures }));
}
