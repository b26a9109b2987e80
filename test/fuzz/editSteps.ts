/** Random edits of a package, as data: the same steps make the same texts, also when some of them are left out. */
import type { Random } from './random';

/** What happens to the files of a folder, by name. */
export type Step =
  /** Somebody types: offsets beyond the end of the text are its end. */
  | {
      readonly do: 'edit' | 'write';
      readonly file: string;
      readonly at: number;
      readonly remove: number;
      readonly insert: string;
    }
  /** `save` writes what is open; `revert` brings back the text at the last `keep`. */
  | { readonly do: 'open' | 'close' | 'save' | 'revert' | 'ask' | 'delete'; readonly file: string }
  | { readonly do: 'keep'; readonly file?: never }
  | { readonly do: 'create'; readonly file: string; readonly text: string }
  | { readonly do: 'rename'; readonly file: string; readonly to: string };

/** What a file is on disk and in the editor; undefined where it is not. */
export interface FileState {
  readonly disk?: string;
  readonly open?: string;
  /** What it can be brought back to. */
  readonly good: string;
}

export type State = Map<string, FileState>;

export function textIn(state: State, file: string): string {
  const known = state.get(file);
  return known?.open ?? known?.disk ?? '';
}

export function spliced(text: string, at: number, remove: number, insert: string): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

type Edit = readonly [at: number, remove: number, insert: string];
type Editor = (text: string, random: Random, other: string) => Edit;

const DECLARATION = /^(?:func|type|var|const)\b[\s\S]*?\n(?=\n|$)/gm;
const STATEMENT = /^\t+[^\n]*\b(?:delete|append|make|clear|copy)\([^\n]*\n/gm;
const WORD = /\b[A-Za-z_]\w{2,}\b/g;

function found(text: string, pattern: RegExp, random: Random): RegExpMatchArray | undefined {
  // Somewhere near a random place, so that a large text is not read to its end.
  const from = random.below(text.length);
  const part = text.slice(from, from + 20_000);
  const match = random.pick([...part.matchAll(pattern)], undefined as RegExpMatchArray | undefined);
  if (match !== undefined) match.index = (match.index ?? 0) + from;
  return match;
}

function lineAt(text: string, random: Random): { readonly start: number; readonly end: number } {
  const at = random.below(text.length);
  const end = text.indexOf('\n', at);
  return { start: text.lastIndexOf('\n', at) + 1, end: end < 0 ? text.length : end + 1 };
}

const KEYS = Array.from('abcxyz01.,;:=()[]{}"`/*&!\n\t ');
const STATEMENTS = [
  '\tx := 1\n',
  '\treturn\n',
  '\tif true {\n\t}\n',
  '\tfor {\n\t}\n',
  '\tpanic("x")\n',
];

/** What people do to a text, and things that break and mend brackets. */
export const EDITORS: Readonly<Record<string, Editor>> = {
  'type a character': (text, random) => [random.below(text.length + 1), 0, random.pick(KEYS, 'x')],
  'delete characters': (text, random) => [random.below(text.length), 1 + random.below(4), ''],
  'delete a line': (text, random) => {
    const { start, end } = lineAt(text, random);
    return [start, end - start, ''];
  },
  'repeat a line': (text, random) => {
    const { start, end } = lineAt(text, random);
    return [end, 0, text.slice(start, end)];
  },
  'comment a line': (text, random) => [lineAt(text, random).start, 0, '// '],
  'uncomment a line': (text, random) => {
    const match = found(text, /^\s*\/\/ ?/gm, random);
    return match === undefined ? [0, 0, ''] : [match.index ?? 0, match[0].length, ''];
  },
  'a comment in a declaration': (text, random, other) => {
    const declared = found(text, /^type\b[^\n]*\n(?:[^}\n][^\n]*\n)*/gm, random);
    const lines = (declared?.[0] ?? '').split('\n');
    const before = lines.slice(0, 1 + random.below(lines.length - 1)).join('\n').length;
    const word = found(other, WORD, random)?.[0] ?? 'x';
    const inserted = random.pick([` // of ${word}`, `\n\t// ${word}`, '\n', ' /* */'], '\n');
    return declared === undefined ? [0, 0, ''] : [(declared.index ?? 0) + before, 0, inserted];
  },
  'begin a comment': (text, random) => [
    random.below(text.length),
    0,
    random.pick(['/*', '*/'], ''),
  ],
  'a line break': (text, random) => [lineAt(text, random).end, 0, '\n'],
  'a brace goes or comes': (text, random) => {
    const match = found(text, /[{}()[\]]/g, random);
    if (match === undefined || random.oneIn(2)) {
      return [lineAt(text, random).end, 0, random.pick(['{\n', '}\n', ')\n'], '}')];
    }
    return [match.index ?? 0, 1, ''];
  },
  'delete a declaration': (text, random) => {
    const match = found(text, DECLARATION, random);
    return match === undefined ? [0, 0, ''] : [match.index ?? 0, match[0].length, ''];
  },
  'copy a declaration': (text, random, other) => {
    const copied = found(other, DECLARATION, random)?.[0] ?? '';
    const place = found(text, DECLARATION, random)?.index ?? text.length;
    return [place, 0, `${copied}\n`];
  },
  'copy a statement': (text, random, other) => {
    const copied = found(other, STATEMENT, random)?.[0] ?? random.pick(STATEMENTS, '');
    return [found(text, STATEMENT, random)?.index ?? lineAt(text, random).start, 0, copied];
  },
  'a statement': (text, random) => [lineAt(text, random).end, 0, random.pick(STATEMENTS, '')],
  'rename a word': (text, random) => {
    const match = found(text, WORD, random);
    return match === undefined
      ? [0, 0, '']
      : [match.index ?? 0, match[0].length, random.pick([`${match[0]}x`, 'sessions', 'err'], 'x')];
  },
  'another word': (text, random, other) => {
    const match = found(text, WORD, random);
    const word = found(other, WORD, random)?.[0] ?? 'x';
    return match === undefined ? [0, 0, ''] : [match.index ?? 0, match[0].length, word];
  },
};

/** The next step of somebody who works on the files of a folder. */
export function nextStep(state: State, random: Random): Step {
  const names = [...state.keys()];
  const open = names.filter((name) => state.get(name)?.open !== undefined);
  const file = random.pick(open, names[0] ?? 'a.go');
  const any = random.pick(names, file);
  const dice = random.below(100);
  if (dice < 12) return { do: 'ask', file };
  if (dice < 20) return { do: 'revert', file };
  if (dice === 20) return { do: 'save', file };
  if (dice === 21 && open.length < 3) return { do: 'open', file: any };
  if (dice === 22 && open.length > 1) return { do: 'close', file };
  if (dice === 23) {
    const text = `package ${packageOf(textIn(state, file))}\n\n${found(textIn(state, any), DECLARATION, random)?.[0] ?? ''}`;
    return { do: 'create', file: `new${random.below(9)}.go`, text };
  }
  if (dice === 24 && names.some((name) => name.startsWith('new'))) {
    const made = random.pick(
      names.filter((name) => name.startsWith('new')),
      file,
    );
    return random.oneIn(2)
      ? { do: 'delete', file: made }
      : { do: 'rename', file: made, to: `new${random.below(9)}.go` };
  }
  const editor = random.pick(Object.values(EDITORS), EDITORS['a line break'] as Editor);
  const written = dice >= 25 && dice < 28 && !open.includes(any);
  const target = written ? any : file;
  const [at, remove, insert] = editor(textIn(state, target), random, textIn(state, any));
  return { do: written ? 'write' : 'edit', file: target, at, remove, insert };
}

function packageOf(text: string): string {
  return /^package (\w+)/m.exec(text)?.[1] ?? 'p';
}

/** The state after a step; the same object where the step does nothing, such as one whose file is not there. */
export function after(state: State, step: Step): State {
  if (step.do === 'keep') {
    return new Map([...state].map(([file, one]) => [file, { ...one, good: one.open ?? one.good }]));
  }
  const known = state.get(step.file);
  const put = (file: string, now: FileState | undefined): State => {
    const next = new Map(state);
    if (now === undefined) next.delete(file);
    else next.set(file, now);
    return next;
  };
  switch (step.do) {
    case 'ask':
      return state;
    case 'edit':
      if (known?.open === undefined) return state;
      return put(step.file, {
        ...known,
        open: spliced(known.open, step.at, step.remove, step.insert),
      });
    case 'write':
      if (known?.disk === undefined || known.open !== undefined) return state;
      return put(step.file, {
        ...known,
        disk: spliced(known.disk, step.at, step.remove, step.insert),
      });
    case 'open':
      if (known?.disk === undefined || known.open !== undefined) return state;
      return put(step.file, { ...known, open: known.disk });
    case 'close': {
      if (known?.open === undefined) return state;
      const { open: _, ...closed } = known;
      return put(step.file, closed.disk === undefined ? undefined : closed);
    }
    case 'save':
      return known?.open === undefined ? state : put(step.file, { ...known, disk: known.open });
    case 'revert':
      return known?.open === undefined || known.open === known.good
        ? state
        : put(step.file, { ...known, open: known.good });
    case 'create':
      return known !== undefined ? state : put(step.file, { disk: step.text, good: step.text });
    case 'delete':
      return known === undefined || known.open !== undefined ? state : put(step.file, undefined);
    case 'rename': {
      if (known === undefined || known.open !== undefined || state.has(step.to)) return state;
      const next = put(step.file, undefined);
      next.set(step.to, known);
      return next;
    }
  }
}

/** A sequence without the steps that a failure does not need. Tries at most so many shorter ones. */
export async function shortened(
  steps: readonly Step[],
  fails: (steps: readonly Step[]) => Promise<boolean>,
  tries: number,
): Promise<readonly Step[]> {
  let kept = steps;
  let left = tries;
  for (let size = Math.ceil(steps.length / 2); size >= 1 && left > 0; size = Math.floor(size / 2)) {
    for (let start = 0; start < kept.length && left > 0;) {
      const without = [...kept.slice(0, start), ...kept.slice(start + size)];
      left--;
      if (without.length < kept.length && (await fails(without))) kept = without;
      else start += size;
    }
  }
  return kept;
}
