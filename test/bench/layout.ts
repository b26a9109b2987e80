/**
 * `heapghost layout` over a tree: the time of the workspace beside that of web-tree-sitter alone for the same files, in
 * one process, and the memory of the command line in a process of its own.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createWorkspace } from '../../server/src/analysis/analysis';
import { goFiles } from '../../server/src/cli/paths';
import { uriOf } from '../../server/src/node/paths';
import { DEFAULT_SETTINGS } from '../../server/src/contracts/settings';
import { diskEnvironment, textOf } from './disk';
import { bareParser, printBudget, sampled, timed } from './measure';

const MOST_RATIO = 3;
const MOST_MEGABYTES = 400;

async function main(folder: string): Promise<void> {
  const env = diskEnvironment();
  const { files } = await goFiles([folder], true);
  const texts = files.map(textOf);
  const bare = await bareParser(env);
  const parse = timed(() => texts.forEach((text) => bare.parse(text)?.delete()));
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  texts.length = 0;
  let records = 0;
  const workspace = createWorkspace(env, DEFAULT_SETTINGS);
  const layout = await sampled(async () => {
    for (const file of files) {
      const uri = uriOf(file);
      records += (await workspace.layout(uri)).records.length;
    }
  });
  console.log(`${files.length} files, ${(bytes / 1e6).toFixed(0)} MB, ${records} records`);
  console.log(`web-tree-sitter alone ${parse.toFixed(0)} ms, layout ${layout.ms.toFixed(0)} ms`);
  printBudget('layout, beside web-tree-sitter alone', layout.ms / parse, MOST_RATIO, 'x');
  await commandLine(folder, parse);
}

/** The command line as people run it, its output thrown away. The working folder is the repository. */
async function commandLine(folder: string, parse: number): Promise<void> {
  const program = path.resolve('dist/cli.js');
  if (!existsSync(program)) {
    console.log('no memory measured: run "npm run build" first');
    return;
  }
  const hook = path.resolve('test/bench/maxRss.cjs');
  const child = spawn(process.execPath, ['--require', hook, program, 'layout', '--json', folder], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let written = '';
  child.stdio[3]?.on('data', (data: Buffer) => (written += data.toString()));
  const start = performance.now();
  await new Promise((resolve) => child.once('close', resolve));
  const ms = performance.now() - start;
  console.log(`heapghost layout --json ${ms.toFixed(0)} ms, ${(ms / parse).toFixed(2)} x`);
  printBudget('peak RSS of heapghost layout --json', Number(written) / 1024, MOST_MEGABYTES, 'MiB');
}

void main(path.resolve(process.argv[2] ?? '.'));
