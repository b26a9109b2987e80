/** A process that runs batches of cases: one that hangs, or dies, is ended and replaced by main.ts. */
import type { FromWorker, ToWorker } from './protocol';
import { readCorpus } from './corpus';
import { createBatch } from './run';

function send(message: FromWorker): void {
  process.send?.(message);
}

process.on('message', ({ number, indices, plan, roots }: ToWorker) => {
  void runBatch(number, indices, plan, roots);
});

process.on('disconnect', () => process.exit());

let corpus: ReturnType<typeof readCorpus> | undefined;

async function runBatch(
  number: number,
  indices: readonly number[],
  plan: ToWorker['plan'],
  roots: readonly string[],
): Promise<void> {
  corpus ??= readCorpus(roots);
  const batch = createBatch(number, corpus, plan);
  for (const index of indices) {
    send({ kind: 'begin', index });
    send({ kind: 'end', index, result: await batch.run(index) });
  }
  send({ kind: 'done', rss: process.memoryUsage.rss() });
}
