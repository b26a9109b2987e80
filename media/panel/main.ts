/** The panel page: wires the form, the simulations and the results to the host. */
import 'uplot/dist/uPlot.min.css';
import './panel.css';
import type { SimulateRequest } from '../../runtime';
import { MAX_ENTRIES, formatGoVersion, modelledGoVersion, parseGoVersion } from '../../runtime';
import type { PanelMap, ToPanel } from '../../runtime/panelProtocol';
import { h } from './dom';
import { createForm } from './form';
import { EXAMPLE_MAP, connectHost } from './host';
import { createLayoutSummary } from './layoutSummary';
import { tellsRebuild } from './narration';
import type { Problem, ReadForm } from './request';
import { operationOffset, readForm } from './request';
import type { Comparison } from './results';
import { createResults } from './results';
import { createRunner, roughSteps } from './runner';
import type { Task } from './schedule';
import { createSchedule } from './schedule';
import { createSites } from './sites';
import type { FormState, SavedState } from './state';
import { initialForm, readSaved, sameMap } from './state';
import type { RebuildEffect, StrategyResult } from './strategies';
import { goLabel, otherGo, pointersWouldHelp, strategiesFor } from './strategies';
import { onThemeChange } from './theme';

/** The map on the page and the form over it; undefined while the page shows none. */
let shown: SavedState | undefined;
/** What the last simulation said about the form, if it refused it. */
let refusal: { readonly form: FormState; readonly problem: Problem } | undefined;
let hasResults = false;

/** A workload of more steps than this runs only when asked to: about a second. */
const LONG_STEPS = 8_000_000;

const runner = createRunner();
const host = connectHost(receive);
const schedule = createSchedule((state) => results.showProgress(state));

const title = h('h1', {});
const mapType = h('code', { class: 'map-type' });
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

const refused = h('p', { class: 'reason', role: 'status' });
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
  h('header', {}, title, mapType),
  h('div', { class: 'side' }, form.root, layout.root, sites.root),
  results.root,
);
document.body.append(h('main', { id: 'panel' }, empty, workbench));

onThemeChange(() => results.redraw());
const saved = readSaved(host.savedState());
if (saved !== undefined) show(saved.map, saved.form);
host.post({ type: 'ready' });

function receive(message: ToPanel): void {
  if (message.type === 'refuse') {
    schedule.cancel();
    refused.textContent = message.reason;
    empty.hidden = false;
    workbench.hidden = true;
    return;
  }
  // The host shows its map again after a reload: the edits of the restored form stay.
  const edits = shown !== undefined && sameMap(shown.map, message.map) ? shown.form : undefined;
  show(message.map, edits);
}

function show(map: PanelMap, edits: FormState | undefined): void {
  empty.hidden = true;
  workbench.hidden = false;
  title.textContent = map.title;
  form.showOrigin(describeGo(map));
  sites.show(map.sites);
  shown = { map, form: edits ?? initialForm(map) };
  update(shown.form, 'now');
}

/** Takes over a form: shows it, keeps it, and simulates it now or when no change follows for a while. */
function update(next: FormState, when: 'now' | 'later'): void {
  if (shown === undefined) return;
  shown = { map: shown.map, form: next };
  host.saveState(shown);
  form.show(next);
  form.showEdited(isEdited(shown));
  mapType.textContent = `map[${next.key.trim()}]${next.elem.trim()}`;
  simulate(when);
}

/** The Go version of the source and where it was found; a version that was never measured says so. */
function describeGo({ go, goOrigin }: PanelMap): string {
  const origin = `Go ${go}: ${goOrigin}`;
  const version = parseGoVersion(go);
  const modelled = version === undefined ? undefined : modelledGoVersion(version);
  if (modelled?.outside === undefined) return origin;
  const standIn = formatGoVersion(modelled.version);
  return `${origin}; ${modelled.outside} than every measured Go, simulated as ${standIn}`;
}

function isEdited({ map, form: { comparePointers, compareGo, ...edited } }: SavedState): boolean {
  const original = { ...initialForm(map), comparePointers, compareGo };
  return JSON.stringify({ ...edited, comparePointers, compareGo }) !== JSON.stringify(original);
}

/** Reads the form; what the simulation refused counts as a problem of the workload. */
function check({ form: current, map }: SavedState): ReadForm {
  const read = readForm(current, map);
  if (refusal?.form !== current) return read;
  return { problems: { ...read.problems, workload: refusal.problem } };
}

function simulate(when: 'now' | 'later'): void {
  if (shown === undefined) return;
  const { form: current } = shown;
  const { request, problems } = check(shown);
  const blocked = problems.key ?? problems.elem ?? problems.workload;
  const late = when === 'later' && request !== undefined && isLong(request);
  form.showProblems(problems, current);
  showStale(staleReason(blocked !== undefined, late));
  if (request === undefined || late) schedule.cancel();
  else if (when === 'now') schedule.runNow(tasksFor(request, shown));
  else schedule.changed(tasksFor(request, shown));
}

/** Dims what no longer belongs to the form, and says why. */
function showStale(reason: string | undefined): void {
  results.showNote(reason ?? '');
  workbench.classList.toggle('stale', reason !== undefined);
}

/** Why the results on the page are not those of the form. */
function staleReason(blocked: boolean, late: boolean): string | undefined {
  if (late) return 'This workload takes a while: press Run to simulate it.';
  return blocked && hasResults ? 'This is the last result that could be simulated.' : undefined;
}

/** Whether a simulation would take long; one that is refused anyway is not even begun. */
function isLong({ workload }: SimulateRequest): boolean {
  const refused = workload.some((op) => op.op === 'insert' && op.count > MAX_ENTRIES);
  return !refused && roughSteps(workload) > LONG_STEPS;
}

/** One task a simulation, so that the page answers in between; the last one shows the results. */
function tasksFor(request: SimulateRequest, state: SavedState): readonly Task[] {
  const done: StrategyResult[] = [];
  let rebuild: RebuildEffect | undefined;
  return [
    ...strategiesFor(request, state.form).map((strategy): Task => () => {
      const outcome = runner.run(strategy);
      if (outcome.ok) done.push(outcome.result);
      else refuse(state.form, outcome);
      return outcome.ok;
    }),
    () => {
      if (tellsRebuild(request.workload)) rebuild = runner.rebuild(request);
      return true;
    },
    () => {
      hasResults = true;
      results.showComparisons(comparisonsFor(request, state.form));
      results.show(state.map.title, done, rebuild);
      if (done[0] !== undefined) layout.show(done[0]);
      return true;
    },
  ];
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
