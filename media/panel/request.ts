/** From the form as typed to what can be simulated, or to what is wrong with it. */
import type { Arch, SimulateRequest, TypeShape, TypeShapeResult } from '../../runtime';
import {
  formatCount,
  MAX_ENTRIES,
  maxAlign,
  modelledGoVersion,
  parseArch,
  parseGoVersion,
  parseTypeShape,
  parseWorkload,
  planWorkload,
  pointerSize,
} from '../../runtime';
import type { PanelMap } from '../../runtime/panelProtocol';
import type { FormState } from './state';
import type { LookedUp } from './typeNames';

export type Field = 'key' | 'elem' | 'entries' | 'workload';

/** What is wrong with a field: one sentence, and where in its text, UTF-16 units. */
export interface Problem {
  readonly message: string;
  readonly offset: number;
}

export type Problems = Readonly<Partial<Record<Field, Problem>>>;

export interface ReadForm {
  /** Absent when a field that it needs is wrong. */
  readonly request?: SimulateRequest;
  readonly problems: Problems;
  /** Steps that the request takes; absent without one. */
  readonly steps?: number;
  /** The types that the host has still to say something of. */
  readonly pending: readonly string[];
}

/** Reads the form of the page opened for `map`, whose shapes stay valid while their texts are unchanged. */
export function readForm(
  form: FormState,
  map: PanelMap,
  lookUp?: (text: string) => LookedUp,
): ReadForm {
  const arch = parseArch(form.arch) ?? map.arch;
  const go = modelledGoVersion(parseGoVersion(form.go) ?? parseGoVersion(map.go) ?? { minor: 0 });
  const context = { arch, knownArch: map.arch, lookUp: map.at === undefined ? undefined : lookUp };
  const key = comparable(readShape(form.key, map.key, context));
  const elem = readShape(form.elem, map.elem, context);
  const pending = [key === 'pending' ? form.key : [], elem === 'pending' ? form.elem : []].flat();
  const workload = parseWorkload(form.workload);
  const problems = {
    ...(key === 'pending' || key.ok ? {} : { key }),
    ...(elem === 'pending' || elem.ok ? {} : { elem }),
    ...(readEntries(form.entries) === undefined ? { entries: ENTRIES_PROBLEM } : {}),
    ...(workload.ok ? {} : { workload }),
  };
  if (key === 'pending' || elem === 'pending') return { problems, pending };
  if (!key.ok || !elem.ok || !workload.ok) return { problems, pending };
  const request = {
    go: go.version,
    arch,
    key: key.shape,
    elem: elem.shape,
    workload: workload.ops,
  };
  const plan = planWorkload(request);
  if ('steps' in plan) return { request, steps: plan.steps, problems, pending };
  const offset = plan.op === undefined ? 0 : operationOffset(form.workload, plan.op);
  return { problems: { ...problems, workload: { message: plan.message, offset } }, pending };
}

function comparable(key: TypeShapeResult | 'pending'): TypeShapeResult | 'pending' {
  if (key === 'pending' || !key.ok || key.shape.comparable) return key;
  const message = `${key.shape.text} cannot be a map key: it is not comparable`;
  return { ok: false, message, offset: 0 };
}

const ENTRIES_PROBLEM: Problem = {
  message: `Entries is a whole number from 1 to ${formatCount(MAX_ENTRIES)}`,
  offset: 0,
};

/** The number of entries for presets; separators are allowed. */
export function readEntries(text: string): number | undefined {
  const digits = text.trim().replaceAll(/[_,]/g, '');
  if (!/^\d{1,10}$/.test(digits)) return undefined;
  const entries = Number(digits);
  return entries >= 1 && entries <= MAX_ENTRIES ? entries : undefined;
}

interface ShapeContext {
  readonly arch: Arch;
  readonly knownArch: Arch;
  /** Asks the source; absent where there is none. */
  readonly lookUp: ((text: string) => LookedUp) | undefined;
}

/**
 * The server's shape while its text is unchanged; else what the text means in the source, where even `rune` may be a type
 * of its own; by itself, as a type over the universe, where there is no source or its server does not answer.
 */
function readShape(
  text: string,
  known: TypeShape,
  { arch, knownArch, lookUp }: ShapeContext,
): TypeShapeResult | 'pending' {
  const unchanged = text.trim() === known.text;
  const same = sameSizes(arch, knownArch);
  if (unchanged && same) return { ok: true, shape: known };
  const found = same && text.trim() !== '' ? lookUp?.(text) : undefined;
  if (found !== undefined && found !== 'unavailable') return found;
  const parsed = parseTypeShape(text, arch);
  if (parsed.ok || !unchanged) return parsed;
  return {
    ok: false,
    message: `The size of ${known.text} is known for ${knownArch} only: write out its type for ${arch}`,
    offset: 0,
  };
}

/** Whether every type has the same size and alignment under both architectures. */
function sameSizes(a: Arch, b: Arch): boolean {
  return pointerSize(a) === pointerSize(b) && maxAlign(a) === maxAlign(b);
}

/** Where the operation with an index starts in a workload text, UTF-16 units; statements without words are not counted. */
export function operationOffset(workload: string, index: number): number {
  let start = 0;
  let left = index;
  for (const statement of workload.split(/[;\n]/)) {
    const word = statement.search(/\S/);
    if (word >= 0 && left === 0) return start + word;
    if (word >= 0) left -= 1;
    start += statement.length + 1;
  }
  return 0;
}
