import type { Runner } from 'mocha';

/** The first words of the extension-host suite, which then names the VS Code it runs in. */
export const SUITE_BANNER = 'suite runs in';

/** The first words of the line that hands over the results of a suite that can write no file; JSON follows. */
export const RESULTS_LINE = 'suite results: ';

/** A test that failed: its full title, and what its error says. */
export interface Failure {
  readonly title: string;
  readonly message: string;
}

/** How many checks passed and failed, and which failed. */
export interface Results {
  readonly passed: number;
  readonly failed: number;
  /** Empty for a check that fails as a whole: its log says why. */
  readonly failures: readonly Failure[];
}

/** Hands over the results of a mocha run when it ends; a run that breaks off hands over nothing. */
export function collectResults(runner: Runner, done: (results: Results) => void): void {
  let passed = 0;
  const failures: Failure[] = [];
  runner.on('pass', () => (passed += 1));
  // Hooks fail through the same event.
  runner.on('fail', (test, error: Error) => {
    failures.push({ title: test.fullTitle(), message: error.message });
  });
  runner.on('end', () => done({ passed, failed: failures.length, failures }));
}
