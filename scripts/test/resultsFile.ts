import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Runner } from 'mocha';
import type { Results } from './results';
import { collectResults } from './results';

/** Writes the results of a mocha run to a JSON file when it ends; a run that breaks off leaves no file. */
export function recordResults(runner: Runner, file: string): void {
  collectResults(runner, (results) => writeResults(results, file));
}

/** Writes results to a JSON file, as the runner of all steps reads them. */
export function writeResults(results: Results, file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

/** Reads the counts of a finished run; undefined when it broke off before it wrote them. */
export function readResults(file: string): Results | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results;
  } catch {
    return undefined;
  }
}
