/** Where simulations run: in a worker, or where the page may have none, in short turns on the page itself. */
import type { SimulateRequest, SimulateResult } from '../../runtime';
import { simulateInTurns } from './turns';
import type { FromWorker, ToWorker } from './workerProtocol';

/** What a simulation listens to and tells. */
export interface Job {
  readonly signal: AbortSignal;
  /** @param done the part that is done, from 0 to 1 */
  readonly report: (done: number) => void;
}

export interface Engine {
  /** Undefined when the job was cancelled. */
  readonly simulate: (request: SimulateRequest, job: Job) => Promise<SimulateResult | undefined>;
}

/** Milliseconds that a turn on the page takes: a frame has 16. */
const TURN = 8;

/** Simulates on the page, in turns that leave it time for input and painting. */
export function createPageEngine(): Engine {
  return {
    simulate: (request, { signal, report }) =>
      simulateInTurns(request, { isCancelled: () => signal.aborted, report }, TURN),
  };
}

interface Waiting {
  readonly request: SimulateRequest;
  readonly job: Job;
  readonly settle: (result: SimulateResult | undefined) => void;
}

/** Simulates in a worker with this script; on the page when no worker starts, or it breaks. */
export function createEngine(script: string): Engine {
  const page = createPageEngine();
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let worker = startWorker(script);

  const giveUp = (): void => {
    worker?.terminate();
    worker = undefined;
    for (const [id, { request, job, settle }] of waiting) {
      waiting.delete(id);
      void page.simulate(request, job).then(settle);
    }
  };
  const post = (message: ToWorker): void => worker?.postMessage(message);
  worker?.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    const asked = waiting.get(data.id);
    if (asked === undefined) return;
    if (data.type === 'progress') {
      asked.job.report(data.done);
      return;
    }
    waiting.delete(data.id);
    asked.settle(data.result);
  });
  worker?.addEventListener('error', giveUp);
  worker?.addEventListener('messageerror', giveUp);

  return {
    simulate(request, job) {
      if (worker === undefined) return page.simulate(request, job);
      return new Promise((settle) => {
        const id = ++last;
        waiting.set(id, { request, job, settle });
        job.signal.addEventListener('abort', () => {
          if (!waiting.delete(id)) return;
          post({ type: 'cancel', id });
          settle(undefined);
        });
        post({ type: 'run', id, request });
      });
    },
  };
}

/** Undefined where the page may have no worker; one that the page's policy forbids fails later, with an error event. */
function startWorker(script: string): Worker | undefined {
  try {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    return new Worker(url);
  } catch {
    return undefined;
  }
}
