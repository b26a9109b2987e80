/** The panel page: wires the form, the simulations and the results to the host. */
import 'uplot/dist/uPlot.min.css';
import './panel.css';
import type { SimulateRequest } from '../../runtime';
import { formatGoVersion, modelledGoVersion, parseGoVersion } from '../../runtime';
import type { PanelMap, ToPanel } from '../../runtime/panelProtocol';
import { h } from './dom';
import { createEngine } from './engine';
import { createForm } from './form';
import { EXAMPLE_MAP, connectHost } from './host';
import { createLayoutSummary } from './layoutSummary';
import { tellsRebuild } from './conclusion';
import type { Problem, ReadForm } from './request';
import { operationOffset, readForm } from './request';
import type { Comparison } from './results';
import { createResults } from './results';
import { createRunner } from './runner';
import type { Work } from './schedule';
import { createSchedule } from './schedule';
import { createSites } from './sites';
import type { FormState, SavedState } from './state';
import { followSource, initialForm, readSaved, sameMap } from './state';
import type { StrategyResult } from './strategies';
import { goLabel, otherGo, pointersWouldHelp, strategiesFor } from './strategies';
import { onThemeChange } from './theme';
import { createTypeNames } from './typeNames';
import workerScript from './worker.ts?worker';

/** The map on the page and the form over it; undefined while the page shows none. */
let shown: SavedState | undefined;
/** What the last simulation said about the form, if it refused it. */
let refusal: { readonly form: FormState; readonly problem: Problem } | undefined;
let hasResults = false;

/** A workload of more steps than this runs only when asked to: about a second. */
const LONG_STEPS = 8_000_000;

const runner = createRunner(createEngine(workerScript));
const host = connectHost(receive);
const schedule = createSchedule((state) => results.showProgress(state));
const typeNames = createTypeNames(
  (message) => host.post(message),
  () => simulate('now'),
);

const title = h('h1', {});
const mapType = h('code', { class: 'map-type' });
const edited = h('span', { class: 'edited', hidden: true }, 'not as in the source');
const form = createForm({
  changed: (next) => update(next, 'later'),
  run: () => {
    if (shown === undefined) return;
    const { problems } = check(shown);
    form.focusProblem(problems);
    simulate('now');
  },
  reset: () => {
    if (shown === undefined) return;
    const { comparePointers, compareGo } = shown.form;
    update({ ...initialForm(shown.map), comparePointers, compareGo }, 'now');
  },
});
const results = createResults({
  compare: (id, on) => {
    if (shown === undefined) return;
    const change = id === 'pointers' ? { comparePointers: on } : { compareGo: on };
    update({ ...shown.form, ...change }, 'now');
  },
  export: (message) => host.post(message),
});
const layout = createLayoutSummary();
const sites = createSites((site) => host.post({ type: 'open', site }));

/** Why the page has no map yet. */
const refused = h('p', { class: 'reason', role: 'status' });
/** Why the page still shows the map from before. */
const notice = h('p', { class: 'notice', role: 'status' });
const example = h('button', { type: 'button', class: 'secondary' });
example.textContent = `Try map[${EXAMPLE_MAP.key.text}]${EXAMPLE_MAP.elem.text}`;
example.addEventListener('click', () => show(EXAMPLE_MAP, undefined));
const empty = h(
  'section',
  { class: 'empty', 'aria-label': 'No map' },
  h('h1', {}, 'No map to simulate'),
  refused,
  h(
    'p',
    {},
    'Place the cursor on a map variable, a map field or a map type in a Go file, then run ',
    h('strong', {}, 'Heapghost: Simulate Map Memory'),
    '.',
  ),
  example,
);
const workbench = h(
  'div',
  { class: 'workbench', hidden: true },
  h('header', {}, title, mapType, edited),
  form.root,
  results.root,
  h('div', { class: 'aside' }, layout.root, sites.root),
);
document.body.append(h('main', { id: 'panel' }, empty, notice, workbench));

onThemeChange(() => results.redraw());
const saved = readSaved(host.savedState());
if (saved !== undefined) show(saved.map, saved.form);
host.post({ type: 'ready', ...(shown === undefined ? {} : { map: shown.map }) });

function receive(message: ToPanel): void {
  switch (message.type) {
    case 'refuse':
      if (shown === undefined) refused.textContent = message.reason;
      else notice.textContent = `${message.reason}. This is still ${shown.map.title}.`;
      return;
    case 'resolved':
      typeNames.receive(message);
      return;
    case 'update':
      typeNames.forget();
      if (shown === undefined) show(message.map, undefined);
      else if (sameMap(shown.map, message.map)) showSource(message.map, shown.form);
      else show(message.map, followSource(shown.form, shown.map, message.map));
      return;
    case 'show': {
      notice.textContent = '';
      // The host shows its map again after a reload: the edits of the restored form stay.
      const same = shown !== undefined && sameMap(shown.map, message.map);
      show(message.map, same ? shown?.form : undefined);
    }
  }
}

function show(map: PanelMap, edits: FormState | undefined): void {
  empty.hidden = true;
  workbench.hidden = false;
  typeNames.forget();
  showSource(map, edits ?? initialForm(map));
  if (shown !== undefined) update(shown.form, 'now');
}

/** Shows what is known of the map's source, and keeps it. */
function showSource(map: PanelMap, current: FormState): void {
  title.textContent = map.title;
  sites.show(map.sites);
  shown = { map, form: current };
  host.saveState(shown);
}

/** Takes over a form: shows it, keeps it, and simulates it now or when no change follows for a while. */
function update(next: FormState, when: 'now' | 'later'): void {
  if (shown === undefined) return;
  shown = { map: shown.map, form: next };
  host.saveState(shown);
  form.show(next);
  form.showEdited(isEdited(shown));
  form.showOrigin(describeGo(shown));
  mapType.textContent = `map[${next.key.trim()}]${next.elem.trim()}`;
  edited.hidden = !isAnotherMap(shown);
  simulate(when);
}

/** The Go version of the source and where it was found; a version that was never measured, or another one, says so. */
function describeGo({ map, form: current }: SavedState): string {
  const { go, goOrigin } = map;
  const origin = `Go ${go}: ${goOrigin}`;
  const version = parseGoVersion(go);
  const modelled = version === undefined ? undefined : modelledGoVersion(version);
  const initial = initialForm(map);
  const chosen = [
    ...(current.go === initial.go ? [] : [`Go ${current.go}`]),
    ...(current.arch === initial.arch ? [] : [current.arch]),
  ];
  if (chosen.length > 0) {
    return `${chosen.join(' and ')} chosen here; in the source Go ${go} ${map.arch} (${goOrigin})`;
  }
  if (modelled?.outside === undefined) return origin;
  const standIn = formatGoVersion(modelled.version);
  return `${origin}; ${modelled.outside} than every measured Go, simulated as ${standIn}`;
}

/** Whether the types are no longer those of the map that the title names. */
function isAnotherMap({ map, form: current }: SavedState): boolean {
  return current.key.trim() !== map.key.text || current.elem.trim() !== map.elem.text;
}

function isEdited({ map, form: { comparePointers, compareGo, ...edited } }: SavedState): boolean {
  const original = { ...initialForm(map), comparePointers, compareGo };
  return JSON.stringify({ ...edited, comparePointers, compareGo }) !== JSON.stringify(original);
}

/** Reads the form; what the simulation refused counts as a problem of the workload. */
function check({ form: current, map }: SavedState): ReadForm {
  const read = readForm(current, map, (text) => typeNames.lookUp(text.trim()));
  if (refusal?.form !== current) return read;
  const { pending } = read;
  return { pending, problems: { ...read.problems, workload: refusal.problem } };
}

function simulate(when: 'now' | 'later'): void {
  if (shown === undefined) return;
  const { form: current } = shown;
  const { request, problems, pending, steps } = check(shown);
  typeNames.ask();
  const blocked = problems.key ?? problems.elem ?? problems.workload;
  const late = when === 'later' && (steps ?? 0) > LONG_STEPS;
  form.showProblems(problems, current);
  showStale(staleReason(blocked !== undefined, late, pending));
  if (request === undefined || late) schedule.cancel();
  else if (when === 'now') schedule.runNow(workFor(request, shown));
  else schedule.changed(workFor(request, shown));
}

/** Marks what no longer belongs to the form, and says why. */
function showStale(reason: string | undefined): void {
  results.showNote(reason ?? '');
  workbench.classList.toggle('stale', reason !== undefined);
}

/** Why the results on the page are not those of the form. */
function staleReason(
  blocked: boolean,
  late: boolean,
  pending: readonly string[],
): string | undefined {
  if (late) return 'This workload takes a while: press Run to simulate it.';
  if (blocked && hasResults) return 'This is the last result that could be simulated.';
  return pending.length === 0
    ? undefined
    : `Looking up ${pending.map((text) => text.trim()).join(' and ')} in the source.`;
}

/** Simulates one strategy after the other, and shows the results when all are there. */
function workFor(request: SimulateRequest, state: SavedState): Work {
  return async (job) => {
    const done: StrategyResult[] = [];
    const strategies = strategiesFor(request, state.form);
    const parts = strategies.length + (tellsRebuild(request.workload) ? 1 : 0);
    const part = (index: number) => ({
      signal: job.signal,
      report: (share: number) => job.report((index + share) / parts),
    });
    for (const [index, strategy] of strategies.entries()) {
      const outcome = await runner.run(strategy, part(index));
      if (outcome === undefined) return;
      if (!outcome.ok) {
        refuse(state.form, outcome);
        return;
      }
      done.push(outcome.result);
    }
    const rebuild = tellsRebuild(request.workload)
      ? await runner.rebuild(request, part(strategies.length))
      : undefined;
    if (job.signal.aborted) return;
    hasResults = true;
    results.showComparisons(comparisonsFor(request, state.form));
    results.show(state.map.title, done, rebuild);
    if (done[0] !== undefined) layout.show(done[0]);
  };
}

function comparisonsFor(request: SimulateRequest, current: FormState): readonly Comparison[] {
  const go = {
    id: 'otherGo',
    label: goLabel(otherGo(request.go)),
    checked: current.compareGo,
  } as const;
  if (!pointersWouldHelp(request)) return [go];
  return [{ id: 'pointers', label: 'pointer values', checked: current.comparePointers }, go];
}

/** Shows why a workload cannot be simulated at the operation that cannot. */
function refuse(current: FormState, reason: { message: string; op?: number }): void {
  const offset = reason.op === undefined ? 0 : operationOffset(current.workload, reason.op);
  refusal = { form: current, problem: { message: reason.message, offset } };
  if (shown?.form === current) simulate('now');
}
