/**
 * Somebody types in a file of 79,000 lines that is broken at one place, or all over: the time from each keystroke to the
 * diagnostics, at the top, in the middle and at the end.
 */
import { createWorkspace } from '../../server/src/analysis/analysis';
import { DEFAULT_SETTINGS } from '../../server/src/contracts/settings';
import { INPUTS, ORDINARY, sourcesOf } from '../growth/inputs';
import { assetEnvironment } from '../syntax/support';
import type { Sample } from './measure';
import { percentile, printBudget, sampled } from './measure';

const LINES = 79_000;
const P95 = 450;
const TYPED = '\tx := m[k';

async function main(pattern: RegExp): Promise<void> {
  const n = Math.ceil(LINES / ORDINARY(0).split('\n').length);
  const all: number[] = [];
  for (const [name, input] of Object.entries(INPUTS)) {
    if (!/ordinary code|every declaration|between declarations/.test(name) || !pattern.test(name)) {
      continue;
    }
    const text = Object.values(sourcesOf(input, n))[0] ?? '';
    const samples = await typed(text);
    const cpu = samples.map((sample) => sample.cpu);
    all.push(...cpu);
    const [median, p95, slowest] = [0.5, 0.95, 1].map((part) => percentile(cpu, part).toFixed(0));
    console.log(`${name.padEnd(50)} ${median} ${p95} ${slowest} ms of processor time`);
  }
  printBudget('keystroke to diagnostics: p95', percentile(all, 0.95), P95, 'ms');
}

async function typed(first: string): Promise<readonly Sample[]> {
  const uri = 'bench:/broken.go';
  const workspace = createWorkspace(assetEnvironment(), DEFAULT_SETTINGS);
  workspace.openDocument(uri, 1, first);
  await workspace.findings(uri);
  const samples: Sample[] = [];
  let version = 1;
  let text = first;
  for (const part of [0.001, 0.5, 0.999]) {
    const line = text.indexOf('\n\tm[k] = ', Math.floor(text.length * part));
    let start = line < 0 ? text.length : line + 1;
    for (const key of TYPED) {
      workspace.changeDocument(uri, ++version, [
        { start, oldEnd: start, newEnd: start + 1, text: key },
      ]);
      text = text.slice(0, start) + key + text.slice(start);
      start++;
      samples.push(
        await sampled(async () => {
          await workspace.findings(uri);
          await workspace.problems(uri);
        }),
      );
    }
  }
  workspace.closeDocument(uri);
  return samples;
}

void main(new RegExp(process.argv[3] ?? '.'));
