import { readdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { SUITE_BANNER } from '../../../scripts/test/results';
import { recordResults } from '../../../scripts/test/resultsFile';

/** Milliseconds for one test: a language server may be starting on a busy machine. */
const TIMEOUT = 90_000;

/** Runs every test file beside this one in the extension host; VS Code calls it, and fails when it rejects. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const place = vscode.env.uiKind === vscode.UIKind.Web ? 'server and browser' : 'desktop';
  console.log(`${SUITE_BANNER} ${vscode.env.appName}, VS Code ${vscode.version} (${place})`);
  const mocha = new Mocha({
    timeout: TIMEOUT,
    color: false,
    forbidOnly: true,
    forbidPending: true,
  });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
  }
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    const file = process.env.HEAPGHOST_RESULTS;
    if (file !== undefined) recordResults(runner, file);
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}
