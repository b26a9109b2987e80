/** `heapghost/simulate`: a simulation asked for with texts, as on the command line. */
import type { CancellationToken } from 'vscode-languageserver';
import type { SimulateRequest, Simulation } from '../../../runtime';
import {
  formatGoVersion,
  modelledGoVersion,
  NEWEST_GO,
  OLDEST_GO,
  parseArch,
  parseGoVersion,
  parseKeyShape,
  parseMapExperiments,
  parseTypeShape,
  parseWorkload,
  startSimulation,
} from '../../../runtime';

/** Types are Go type expressions over the universe; the workload is in the language of runtime/simulation/workload.ts. */
export interface SimulationText {
  readonly key: string;
  readonly elem: string;
  readonly workload: string;
  /** As `1.N`; the newest modelled version when absent. */
  readonly go?: string | undefined;
  readonly arch: string;
  /** As in GOEXPERIMENT: names with commas between them. */
  readonly goexperiment?: string | undefined;
  readonly seed?: number | undefined;
}

/** `message` is one line that names what is wrong. */
export type SimulationAnswer =
  | { readonly ok: true; readonly value: Simulation }
  | { readonly ok: false; readonly message: string };

/** Hears of a simulation that takes a while. */
export interface SimulationProgress {
  /** Called before the first step. */
  begin(): void;
  /** @param done the part that is done, from 0 to 1 */
  report(done: number): void;
  /** Called at the end in any case, if `begin` was. */
  end(): void;
}

/** Runs one simulation at a time, since each may take hundreds of megabytes, and leaves time for other requests. */
export interface Simulator {
  /** Undefined when the request was cancelled before it was done. Never throws for any text. */
  run(
    text: SimulationText,
    token: CancellationToken,
    progress?: SimulationProgress,
  ): Promise<SimulationAnswer | undefined>;
}

/** Milliseconds that a simulation may keep other requests waiting, about. */
const TURN = 15;
/** Steps between two looks at the clock. */
const STEPS = 16_384;

export function createSimulator(): Simulator {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(text, token, progress) {
      const asked = readRequest(text);
      if (!asked.ok) return Promise.resolve(asked);
      const turn = last;
      const result = (async () => {
        await Promise.race([turn, cancellation(token)]);
        return simulateInTurns(asked.request, token, progress);
      })();
      // Whoever comes next also waits for those that this one did not wait for because it was cancelled.
      last = Promise.allSettled([turn, result]);
      return result;
    },
  };
}

async function simulateInTurns(
  request: SimulateRequest,
  token: CancellationToken,
  progress: SimulationProgress | undefined,
): Promise<SimulationAnswer | undefined> {
  if (token.isCancellationRequested) return undefined;
  progress?.begin();
  try {
    const simulating = startSimulation(request);
    for (;;) {
      for (const end = performance.now() + TURN; performance.now() < end;) {
        const result = simulating.advance(STEPS);
        if (result === undefined) continue;
        return result.ok
          ? { ok: true, value: result.simulation }
          : refuse('workload', result.message);
      }
      progress?.report(simulating.done);
      await otherMessages();
      if (isCancelled(token)) return undefined;
    }
  } finally {
    progress?.end();
  }
}

/** Resolves when the messages that have arrived were handled. */
function otherMessages(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function cancellation(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    if (token.isCancellationRequested) resolve();
    else token.onCancellationRequested(() => resolve());
  });
}

/** A function, since the compiler takes a property that it saw once for settled. */
function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

type Read =
  | { readonly ok: true; readonly request: SimulateRequest }
  | { readonly ok: false; readonly message: string };

function readRequest(text: SimulationText): Read {
  const arch = parseArch(text.arch);
  if (arch === undefined) return refuse('arch', `unknown architecture "${shortened(text.arch)}"`);
  const go = text.go === undefined ? NEWEST_GO : parseGoVersion(text.go);
  if (go === undefined || modelledGoVersion(go).outside !== undefined) {
    const range = `${formatGoVersion(OLDEST_GO)} to ${formatGoVersion(NEWEST_GO)}`;
    return refuse('go', `unknown Go version "${shortened(text.go ?? '')}", known are ${range}`);
  }
  const built = parseMapExperiments(text.goexperiment ?? '', go);
  if (!built.ok) return refuse('goexperiment', built.message);
  const key = parseKeyShape(text.key, arch);
  if (!key.ok) return refuse('key', key.message);
  const elem = parseTypeShape(text.elem, arch);
  if (!elem.ok) return refuse('elem', elem.message);
  const workload = parseWorkload(text.workload);
  if (!workload.ok) return refuse('workload', workload.message);
  return {
    ok: true,
    request: {
      go,
      arch,
      experiments: built.experiments,
      key: key.shape,
      elem: elem.shape,
      workload: workload.ops,
      ...(text.seed === undefined ? {} : { seed: text.seed }),
    },
  };
}

function refuse(
  parameter: keyof SimulationText,
  message: string,
): { readonly ok: false; readonly message: string } {
  return { ok: false, message: `${parameter}: ${message}` };
}

/** What a client sent, cut where it is long. */
function shortened(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
