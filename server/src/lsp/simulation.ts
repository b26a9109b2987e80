/** `heapghost/simulate`: a simulation asked for with texts, as on the command line. */
import type { Simulation } from '../../../runtime';
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
  simulate,
} from '../../../runtime';

/** Types are Go type expressions over the universe; the workload is in the language of runtime/workload.ts. */
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

/** Reads the texts and runs the simulation. Never throws. */
export function simulateText(text: SimulationText): SimulationAnswer {
  const arch = parseArch(text.arch);
  if (arch === undefined) return refuse('arch', `unknown architecture "${text.arch}"`);
  const go = text.go === undefined ? NEWEST_GO : parseGoVersion(text.go);
  if (go === undefined || modelledGoVersion(go).outside !== undefined) {
    const range = `${formatGoVersion(OLDEST_GO)} to ${formatGoVersion(NEWEST_GO)}`;
    return refuse('go', `unknown Go version "${text.go ?? ''}", known are ${range}`);
  }
  const built = parseMapExperiments(text.goexperiment ?? '', go);
  if (!built.ok) return refuse('goexperiment', built.message);
  const key = parseKeyShape(text.key, arch);
  if (!key.ok) return refuse('key', key.message);
  const elem = parseTypeShape(text.elem, arch);
  if (!elem.ok) return refuse('elem', elem.message);
  const workload = parseWorkload(text.workload);
  if (!workload.ok) return refuse('workload', workload.message);
  const result = simulate({
    go,
    arch,
    experiments: built.experiments,
    key: key.shape,
    elem: elem.shape,
    workload: workload.ops,
    ...(text.seed === undefined ? {} : { seed: text.seed }),
  });
  return result.ok ? { ok: true, value: result.simulation } : refuse('workload', result.message);
}

function refuse(parameter: keyof SimulationText, message: string): SimulationAnswer {
  return { ok: false, message: `${parameter}: ${message}` };
}
