/** What the page knows and keeps across reloads: the map it was opened for and what the user made of it. */
import type { TypeShape, TypeShapeResult } from '../../runtime';
import {
  ARCHES,
  MAX_ENTRIES,
  formatGoVersion,
  modelledGoVersion,
  parseGoVersion,
} from '../../runtime';
import type { PanelMap, PanelSite } from '../../runtime/panelProtocol';
import { PRESETS } from './presets';

/** The form as typed: texts may be wrong. */
export interface FormState {
  readonly key: string;
  readonly elem: string;
  /** `1.N`, one of the modelled versions. */
  readonly go: string;
  readonly arch: string;
  readonly entries: string;
  readonly workload: string;
  readonly comparePointers: boolean;
  readonly compareGo: boolean;
}

/** What `setState` keeps. */
export interface SavedState {
  readonly map: PanelMap;
  readonly form: FormState;
}

/** The form for a map as the source has it, with as many entries as the map can hold and the model can simulate. */
export function initialForm(map: PanelMap): FormState {
  const go = parseGoVersion(map.go);
  const entries = Math.min(map.entries, map.key.values ?? Infinity, MAX_ENTRIES);
  return {
    key: map.key.text,
    elem: map.elem.text,
    go: go === undefined ? map.go : formatGoVersion(modelledGoVersion(go).version),
    arch: map.arch,
    entries: String(entries),
    workload: PRESETS[0]?.workload(entries) ?? '',
    comparePointers: true,
    compareGo: false,
  };
}

/** Whether two maps are the same for the form: a reload must not undo edits, another map must. */
export function sameMap(a: PanelMap, b: PanelMap): boolean {
  const facts = ({ sites: _sites, at: _at, ...map }: PanelMap): string => JSON.stringify(map);
  return facts(a) === facts(b) && a.at?.uri === b.at?.uri;
}

/** The form over a map whose source was edited: what the user did not touch follows the source. */
export function followSource(form: FormState, before: PanelMap, after: PanelMap): FormState {
  const [old, now] = [initialForm(before), initialForm(after)];
  const kept = <K extends keyof FormState>(field: K): FormState[K] =>
    form[field] === old[field] ? now[field] : form[field];
  return {
    ...form,
    key: kept('key'),
    elem: kept('elem'),
    go: kept('go'),
    arch: kept('arch'),
    entries: kept('entries'),
    workload: kept('workload'),
  };
}

type Guard = (value: unknown) => boolean;

const text: Guard = (value) => typeof value === 'string';
const number: Guard = (value) => typeof value === 'number' && value >= 0;
const flag: Guard = (value) => typeof value === 'boolean';
const optional =
  (guard: Guard): Guard =>
  (value) =>
    value === undefined || guard(value);
const oneOf =
  (values: readonly unknown[]): Guard =>
  (value) =>
    values.includes(value);

/** An object whose named properties pass their guards; a property that is absent is undefined. */
function object(guards: Readonly<Record<string, Guard>>): Guard {
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(guards).every(([name, guard]) =>
      guard(Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined),
    );
}

const isShape: Guard = object({
  text,
  size: number,
  align: number,
  pointers: flag,
  hash: oneOf(['string', 'memory', 'other'] satisfies TypeShape['hash'][]),
  pointer: flag,
  comparable: flag,
  pointee: optional((value) => isShape(value)),
  values: optional(number),
});

const isSite: Guard = object({
  use: oneOf(['declare', 'insert', 'delete', 'clear', 'replace'] satisfies PanelSite['use'][]),
  uri: text,
  label: text,
  line: number,
  character: number,
});

const isPlace: Guard = object({ uri: text, line: number, character: number });

const isMap: Guard = object({
  title: text,
  key: isShape,
  elem: isShape,
  go: text,
  goOrigin: text,
  arch: oneOf(ARCHES),
  entries: number,
  sites: (value) => Array.isArray(value) && value.every(isSite),
  at: optional(isPlace),
});

const isTypeResult: Guard = (value) =>
  object({ ok: oneOf([true]), shape: isShape })(value) ||
  object({ ok: oneOf([false]), message: text, offset: number })(value);

const isForm: Guard = object({
  key: text,
  elem: text,
  go: text,
  arch: text,
  entries: text,
  workload: text,
  comparePointers: flag,
  compareGo: flag,
});

/** A map from a message; undefined when the value is none. */
export function readMap(value: unknown): PanelMap | undefined {
  return isMap(value) ? (value as PanelMap) : undefined;
}

/** What the host says of types; undefined when the value is not that. */
export function readTypes(value: unknown): readonly TypeShapeResult[] | undefined {
  const isList = Array.isArray(value) && value.every(isTypeResult);
  return isList ? (value as readonly TypeShapeResult[]) : undefined;
}

/** The state of an earlier page; undefined when there is none, or another version of the extension wrote it. */
export function readSaved(value: unknown): SavedState | undefined {
  return object({ map: isMap, form: isForm })(value) ? (value as SavedState) : undefined;
}
