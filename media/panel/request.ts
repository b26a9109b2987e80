/** From the form as typed to what can be simulated, or to what is wrong with it. */
import type { Arch, SimulateRequest, TypeShape, TypeShapeResult } from '../../runtime';
import {
  formatCount,
  MAX_ENTRIES,
  maxAlign,
  modelledGoVersion,
  parseArch,
  parseGoVersion,
  parseKeyShape,
  parseTypeShape,
  parseWorkload,
  pointerSize,
} from '../../runtime';
import type { PanelMap } from '../../runtime/panelProtocol';
import type { FormState } from './state';

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
}

/** Reads the form of the page opened for `map`, whose shapes stay valid while their texts are unchanged. */
export function readForm(form: FormState, map: PanelMap): ReadForm {
  const arch = parseArch(form.arch) ?? map.arch;
  const go = modelledGoVersion(parseGoVersion(form.go) ?? parseGoVersion(map.go) ?? { minor: 0 });
  const key = readShape(form.key, map.key, arch, map.arch, parseKeyShape);
  const elem = readShape(form.elem, map.elem, arch, map.arch, parseTypeShape);
  const workload = parseWorkload(form.workload);
  const problems = {
    ...(key.ok ? {} : { key }),
    ...(elem.ok ? {} : { elem }),
    ...(readEntries(form.entries) === undefined ? { entries: ENTRIES_PROBLEM } : {}),
    ...(workload.ok ? {} : { workload }),
  };
  if (!key.ok || !elem.ok || !workload.ok) return { problems };
  const { version } = go;
  return {
    request: { go: version, arch, key: key.shape, elem: elem.shape, workload: workload.ops },
    problems,
  };
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

/** The server's shape while its text is unchanged (it may be a named type, which no text can describe), else the text's. */
function readShape(
  text: string,
  known: TypeShape,
  arch: Arch,
  knownArch: Arch,
  parse: (text: string, arch: Arch) => TypeShapeResult,
): TypeShapeResult {
  const unchanged = text.trim() === known.text;
  if (unchanged && sameSizes(arch, knownArch)) return { ok: true, shape: known };
  const parsed = parse(text, arch);
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
