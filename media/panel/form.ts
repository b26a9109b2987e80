/** The controls: types, Go version, workload. It shows what it is told and reports what the user typed. */
import { ARCHES, NEWEST_GO, OLDEST_GO, OP_SYNTAX, formatGoVersion, mapKind } from '../../runtime';
import { h, setAttribute } from './dom';
import { PRESETS, presetOf } from './presets';
import type { Field, Problem, Problems } from './request';
import { readEntries } from './request';
import type { FormState } from './state';

export interface FormHandlers {
  readonly changed: (form: FormState) => void;
  readonly run: () => void;
  readonly reset: () => void;
}

export interface Form {
  readonly root: HTMLElement;
  /** Shows a form; the fields' texts are replaced only where they differ, so that the caret stays. */
  readonly show: (form: FormState) => void;
  /** Says at each field what is wrong with it; a field without a problem is cleared. */
  readonly showProblems: (problems: Problems, form: FormState) => void;
  readonly showOrigin: (origin: string) => void;
  /** Whether the form differs from the source, so that there is something to reset. */
  readonly showEdited: (edited: boolean) => void;
  /** Puts the caret at the first problem, with the bad word selected. */
  readonly focusProblem: (problems: Problems) => void;
}

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Part of a row of the form. */
type Width = 'third' | 'half' | 'wide';

interface TextField {
  readonly root: HTMLElement;
  readonly control: TextControl;
  readonly problem: HTMLElement;
}

/** Fields in the order of the page. */
const FIELDS: readonly Field[] = ['key', 'elem', 'entries', 'workload'];
/** How much of a long text is shown before a marked word, UTF-16 units. */
const EXCERPT_BEFORE = 24;
const EXCERPT_AFTER = 16;

export function createForm(handlers: FormHandlers): Form {
  const key = textField('key', 'half', 'Key type', input('key', 'code'));
  const elem = textField('elem', 'half', 'Value type', input('elem', 'code'));
  const entries = textField('entries', 'third', 'Entries', input('entries', 'number'));
  const workload = textField('workload', 'wide', 'Workload', workloadControl(), WORKLOAD_HINT);
  const fields: Readonly<Record<Field, TextField>> = { key, elem, entries, workload };

  const go = selectField('go', 'Go version', goOptions());
  const arch = selectField('arch', 'Architecture', archOptions());
  const origin = h('p', { class: 'hint wide', id: 'go-hint' });
  go.control.setAttribute('aria-describedby', 'go-hint');

  const presets = PRESETS.map((preset) => {
    const button = h(
      'button',
      { type: 'button', class: 'chip', title: preset.about },
      preset.label,
    );
    button.addEventListener('click', () => {
      update({ workload: preset.workload(readEntries(state.entries) ?? 1) });
      handlers.run();
    });
    return { preset, button };
  });
  const presetGroup = h(
    'div',
    { class: 'field wide' },
    h('span', { class: 'label', id: 'presets-label' }, 'Presets'),
    h(
      'div',
      { class: 'chips', role: 'group', 'aria-labelledby': 'presets-label' },
      ...presets.map(({ button }) => button),
    ),
  );

  const run = h('button', { type: 'submit', class: 'primary' }, 'Run');
  const reset = h('button', { type: 'button', class: 'secondary', hidden: true }, 'Reset');
  reset.title = 'Back to the map as it is in the source';
  reset.addEventListener('click', () => handlers.reset());

  const root = h(
    'form',
    { class: 'form', 'aria-label': 'What to simulate', novalidate: true },
    key.root,
    elem.root,
    go.root,
    arch.root,
    entries.root,
    origin,
    presetGroup,
    workload.root,
    h('div', { class: 'actions wide' }, run, reset),
  );
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    handlers.run();
  });
  root.addEventListener('input', () => {
    const typed = { ...state, ...readControls() };
    // A preset follows the number of entries.
    const preset = presetOf(state.workload, readEntries(state.entries) ?? 0);
    const count = readEntries(typed.entries);
    const follows = preset !== undefined && count !== undefined && typed.entries !== state.entries;
    update(follows ? { ...typed, workload: preset.workload(count) } : typed);
  });
  workload.control.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter') return;
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    handlers.run();
  });

  let state: FormState = {
    key: '',
    elem: '',
    go: formatGoVersion(NEWEST_GO),
    arch: 'amd64',
    entries: '',
    workload: '',
    comparePointers: true,
    compareGo: false,
  };

  const readControls = (): Partial<FormState> => ({
    key: key.control.value,
    elem: elem.control.value,
    go: go.control.value,
    arch: arch.control.value,
    entries: entries.control.value,
    workload: workload.control.value,
  });

  const show = (form: FormState): void => {
    state = form;
    for (const name of FIELDS) setValue(fields[name].control, form[name]);
    setValue(go.control, form.go);
    setValue(arch.control, form.arch);
    const chosen = presetOf(form.workload, readEntries(form.entries) ?? 0);
    for (const { preset, button } of presets) {
      button.setAttribute('aria-pressed', String(preset === chosen));
    }
  };

  const update = (change: Partial<FormState>): void => {
    show({ ...state, ...change });
    handlers.changed(state);
  };

  return {
    root,
    show,
    showProblems: (problems, form) => {
      for (const name of FIELDS) showProblem(fields[name], problems[name], form[name]);
    },
    showOrigin: (text) => (origin.textContent = text),
    showEdited: (edited) => (reset.hidden = !edited),
    focusProblem: (problems) => {
      const name = FIELDS.find((field) => problems[field] !== undefined);
      const problem = name === undefined ? undefined : problems[name];
      if (name === undefined || problem === undefined) return;
      const { control } = fields[name];
      const [start, end] = badWord(control.value, problem.offset);
      control.focus();
      control.setSelectionRange(start, end);
    },
  };
}

const WORKLOAD_HINT = `Operations separated by “;”: ${Object.values(OP_SYNTAX).join(' · ')}`;

function input(id: Field, kind: 'code' | 'number'): HTMLInputElement {
  return h('input', {
    id,
    type: 'text',
    class: kind,
    spellcheck: 'false',
    autocomplete: 'off',
    autocapitalize: 'off',
    ...(kind === 'number' ? { inputmode: 'numeric' } : {}),
  });
}

function workloadControl(): HTMLTextAreaElement {
  return h('textarea', {
    id: 'workload',
    class: 'code',
    rows: 3,
    spellcheck: 'false',
    autocomplete: 'off',
    autocapitalize: 'off',
  });
}

function textField(
  id: Field,
  width: Width,
  label: string,
  control: TextControl,
  hint?: string,
): TextField {
  const problem = h('p', { class: 'problem', id: `${id}-problem`, 'aria-live': 'polite' });
  const described = hint === undefined ? `${id}-problem` : `${id}-problem ${id}-hint`;
  control.setAttribute('aria-describedby', described);
  const root = h(
    'div',
    { class: `field ${width}` },
    h('label', { for: id }, label),
    control,
    problem,
  );
  if (hint !== undefined) root.append(h('p', { class: 'hint', id: `${id}-hint` }, hint));
  return { root, control, problem };
}

function selectField(
  id: string,
  label: string,
  options: readonly HTMLElement[],
): { root: HTMLElement; control: HTMLSelectElement } {
  const control = h('select', { id }, ...options);
  const root = h('div', { class: 'field third' }, h('label', { for: id }, label), control);
  return { root, control };
}

/** The modelled versions, newest first, by kind of map. */
function goOptions(): HTMLElement[] {
  const groups = {
    swiss: h('optgroup', { label: 'Swiss maps' }),
    bucket: h('optgroup', { label: 'Bucket maps' }),
  };
  for (let { minor } = NEWEST_GO; minor >= OLDEST_GO.minor; minor--) {
    const version = formatGoVersion({ minor });
    groups[mapKind({ minor })].append(h('option', { value: version }, version));
  }
  return [groups.swiss, groups.bucket];
}

function archOptions(): HTMLElement[] {
  return ARCHES.map((arch) => h('option', { value: arch }, arch));
}

function setValue(control: TextControl | HTMLSelectElement, value: string): void {
  if (control.value !== value) control.value = value;
}

function showProblem(field: TextField, problem: Problem | undefined, value: string): void {
  setAttribute(field.control, 'aria-invalid', problem === undefined ? undefined : 'true');
  const content =
    problem === undefined ? [] : [h('span', {}, problem.message), marked(value, problem)];
  const before = field.problem.textContent;
  // Screen readers read a live region whenever it is written, so it is written only when it changes.
  const after = content.map((node) => node.textContent).join('');
  if (before !== after) field.problem.replaceChildren(...content);
}

/** The text around a problem with the bad word marked. */
function marked(text: string, { offset }: Problem): HTMLElement {
  const [start, end] = badWord(text, offset);
  const from = Math.max(0, start - EXCERPT_BEFORE);
  const to = Math.min(text.length, end + EXCERPT_AFTER);
  return h(
    'code',
    { class: 'excerpt', 'aria-hidden': 'true' },
    `${from > 0 ? '…' : ''}${text.slice(from, start)}`,
    h('mark', {}, start === end ? '\u00a0' : text.slice(start, end)),
    `${text.slice(end, to)}${to < text.length ? '…' : ''}`,
  );
}

/** Start and end of the word at an offset; at the end of the text both are the same. */
function badWord(text: string, offset: number): [number, number] {
  const start = Math.min(offset, text.length);
  const word = /^[\w.%*-]+|^[^\s;]/.exec(text.slice(start))?.[0] ?? '';
  return [start, start + word.length];
}
