/** The page's worker: simulates one request after the other, so that the page stays free. */
import { simulateInTurns } from './turns';
import type { FromWorker, ToWorker } from './workerProtocol';

/** The global scope of a worker, as far as it is used; the page's own types are those of a window. */
interface WorkerScope {
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

/** Milliseconds between two looks at the messages. */
const TURN = 40;

const scope = globalThis as unknown as WorkerScope;
const cancelled = new Set<number>();
let last = Promise.resolve();

scope.addEventListener('message', ({ data }) => {
  if (data.type === 'cancel') {
    cancelled.add(data.id);
    return;
  }
  last = last.then(() => run(data));
});

async function run({ id, request }: Extract<ToWorker, { type: 'run' }>): Promise<void> {
  const isCancelled = (): boolean => cancelled.has(id);
  if (!isCancelled()) {
    const report = (done: number): void => scope.postMessage({ type: 'progress', id, done });
    const result = await simulateInTurns(request, { isCancelled, report }, TURN);
    if (result !== undefined) scope.postMessage({ type: 'result', id, result });
  }
  cancelled.delete(id);
}
