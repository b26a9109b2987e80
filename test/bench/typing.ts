/** Somebody types in a file of about 10,000 lines: the time from each keystroke to the findings. */
import path from 'node:path';
import { createWorkspace } from '../../server/src/analysis/analysis';
import { uriOf } from '../../server/src/node/paths';
import { DEFAULT_SETTINGS } from '../../server/src/contracts/settings';
import { diskEnvironment, goFilesBelow, textOf } from './disk';
import type { Sample } from './measure';
import { percentile, printBudget, printSamples, sampled, typing } from './measure';

const LINES = 10_000;
const P95 = 20;
const SLOWEST = 100;

function lines(text: string): number {
  return text.split('\n').length;
}

async function main(folder: string): Promise<void> {
  const [nearest] = [...goFilesBelow(folder, ['testdata'])]
    .filter((file) => !file.endsWith('_test.go'))
    .map((file) => ({ file, far: Math.abs(lines(textOf(file)) - LINES) }))
    .sort((a, b) => a.far - b.far);
  if (nearest === undefined) throw new Error(`no Go files below ${folder}`);
  const uri = uriOf(nearest.file);
  const text = textOf(nearest.file);
  const workspace = createWorkspace(diskEnvironment(), DEFAULT_SETTINGS);
  workspace.openDocument(uri, 1, text);
  const first = await sampled(() => workspace.findings(uri));
  const times: Sample[] = [];
  let version = 1;
  for (const edit of typing(text)) {
    workspace.changeDocument(uri, ++version, [edit]);
    times.push(
      await sampled(async () => {
        await workspace.findings(uri);
        await workspace.problems(uri);
      }),
    );
  }
  console.log(`${nearest.file}, ${lines(text)} lines; first findings ${first.ms.toFixed(0)} ms`);
  printSamples('keystroke to diagnostics', times, P95);
  const clock = times.map(({ ms }) => ms);
  printBudget('keystroke to diagnostics: slowest', percentile(clock, 1), SLOWEST, 'ms');
}

void main(path.resolve(process.argv[2] ?? '.'));
