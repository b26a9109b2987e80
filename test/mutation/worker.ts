/** A process that tries mutants, one after the other, with the tests that it is told; or that finds out which tests reach what. */
import type { Bundles } from './bundles';
import { createBundles, startsBundles } from './bundles';
import { collectCoverage } from './coverage';
import { createDependents, forget, installLoader } from './modules';
import { mutated } from './population';
import type { FromWorker, Tests, ToWorker } from './protocol';
import { runTests } from './runner';
import type { Mutant } from './operators';

function send(message: FromWorker): void {
  process.send?.(message);
}

function trials(): (mutant: Mutant, tests: Tests) => Promise<FromWorker> {
  let mutant: Mutant | undefined;
  const replace = (file: string, source: string): string | undefined =>
    mutant?.file === file ? mutated(source, mutant) : undefined;
  installLoader(replace);
  let bundles: Bundles | undefined;
  const dependents = createDependents();
  return async (next, tests) => {
    mutant = next;
    if (tests.some(([file]) => startsBundles(file))) {
      bundles ??= await createBundles(replace);
      await bundles.build();
    }
    const loaders = dependents(next.file);
    forget(loaders);
    let answer: FromWorker = { kind: 'survived' };
    for (const [file, titles] of tests) {
      const wanted = new Set(titles);
      const failure = await runTests([file], ({ title }) => wanted.has(title), {
        begins: ({ title }) => send({ kind: 'news', title }),
      });
      if (failure === undefined) continue;
      answer = { kind: 'killed', by: `${file}: ${failure.title}`, message: failure.message };
      break;
    }
    forget(loaders);
    return answer;
  };
}

let trial: ReturnType<typeof trials> | undefined;

process.on('message', (message: ToWorker) => {
  const answer =
    message.kind === 'cover'
      ? collectCoverage(message.files, (done) => send({ kind: 'news', title: String(done) })).then(
          (coverage): FromWorker => ({ kind: 'covered', coverage }),
        )
      : (trial ??= trials())(message.mutant, message.tests);
  answer.then(send, (error: unknown) => {
    send({ kind: 'failed', message: error instanceof Error ? (error.stack ?? '') : String(error) });
  });
});

process.on('disconnect', () => process.exit());
