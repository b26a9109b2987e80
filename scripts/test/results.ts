import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Runner } from 'mocha';

/** The first words of the extension-host suite, which then names the VS Code it runs in. */
export const SUITE_BANNER = 'suite runs in';

/** How many checks passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Results of a mocha run as they stand in its JSON file. */
export interface Results extends Counts {
  /** Full titles and messages of what failed. */
  readonly failures: readonly { readonly title: string; readonly message: string }[];
}

/** Writes the results of a mocha run to a JSON file when it ends; a run that breaks off leaves no file. */
export function recordResults(runner: Runner, file: string): void {
  let passed = 0;
  const failures: { title: string; message: string }[] = [];
  runner.on('pass', () => (passed += 1));
  // Hooks fail through the same event.
  runner.on('fail', (test, error: Error) => {
    failures.push({ title: test.fullTitle(), message: error.message });
  });
  runner.on('end', () => {
    const results: Results = { passed, failed: failures.length, failures };
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  });
}

/** Reads the counts of a finished run; undefined when it broke off before it wrote them. */
export function readResults(file: string): Results | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results;
  } catch {
    return undefined;
  }
}
