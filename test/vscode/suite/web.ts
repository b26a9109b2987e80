/** The suite in the extension host of VS Code for the Web: a web worker without files or environment. */
import 'mocha/mocha';
import * as vscode from 'vscode';
import { collectResults, RESULTS_LINE, SUITE_BANNER } from '../../../scripts/test/results';

/** Names of all test files beside this one, without `.test.ts`; put in by the build. */
declare const SUITE_FILES: readonly string[];

/** Milliseconds for one test: a language server may be starting on a busy machine. */
const TIMEOUT = 90_000;

/** Runs every test file in the extension host; VS Code calls it, and fails when it rejects. */
export async function run(): Promise<void> {
  console.log(`${SUITE_BANNER} ${vscode.env.appName}, VS Code ${vscode.version} (web worker)`);
  mocha.setup({
    ui: 'bdd',
    reporter: 'spec',
    timeout: TIMEOUT,
    color: false,
    forbidOnly: true,
    forbidPending: true,
  });
  for (const name of SUITE_FILES) await import(`./${name}.test.ts`);
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    collectResults(runner, (results) => console.log(RESULTS_LINE + JSON.stringify(results)));
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}
