/** Somebody types in an open document: whatever came before, the answers are those of a fresh workspace. */
import type { DocumentEdit, Workspace } from '../../server/src/contracts/workspace';
import type { Asker, Probes } from './ask';
import { askAll, Failure, probesOf } from './ask';
import { MUTATORS } from './mutate';
import type { Random } from './random';

export interface Session {
  readonly uri: string;
  /** The text that the document is opened with. */
  readonly text: string;
  /** A text to take pieces from. */
  readonly other: string;
}

export interface SessionResult {
  /** How often the answers were compared. */
  readonly compared: number;
  /** How often they were not, since the text did not parse. */
  readonly broken: number;
  /** How many of the latter differ. */
  readonly differs: number;
}

/** Mutations that a person makes within moments; those that make huge texts are left to saved files. */
const EDITS = Object.entries(MUTATORS).filter(([name]) => !/bomb|one line|line ends/.test(name));

/** @param fresh makes a workspace over the same files that knows nothing yet */
export async function playSession(
  asker: Asker,
  fresh: () => Asker,
  { uri, text, other }: Session,
  random: Random,
): Promise<SessionResult> {
  const { workspace } = asker;
  const result = { compared: 0, broken: 0, differs: 0 };
  let version = 1;
  let current = text;
  const compare = async (): Promise<void> => {
    const probes = probesOf(current, random);
    const [own, expected] = [
      await askAll(asker, uri, probes),
      await freshAnswers(fresh(), uri, current, probes),
    ];
    if (JSON.stringify(own) === JSON.stringify(expected.answers)) {
      result.compared++;
      return;
    }
    // How the parser recovers from an error depends on the tree that it starts from.
    if (!expected.parses) {
      result.broken++;
      result.differs++;
      return;
    }
    throw new Failure(
      `answers after edits differ from fresh ones: ${firstDifference(own, expected.answers)}`,
    );
  };
  const change = (edits: readonly DocumentEdit[]): void => {
    workspace.changeDocument(uri, ++version, edits);
    for (const { start, oldEnd, text: inserted } of edits) {
      current = current.slice(0, start) + inserted + current.slice(oldEnd);
    }
  };
  workspace.openDocument(uri, version, text);
  try {
    if (random.oneIn(2)) await askAll(asker, uri, probesOf(text, random));
    const steps = 1 + random.below(5);
    for (let i = 0; i < steps; i++) {
      const [, mutate] = random.pick(EDITS, EDITS[0] ?? ['', (t: string) => t]);
      const target = mutate(current, random, other);
      if (random.oneIn(3)) await typed(asker, uri, current, target, change, random);
      else change([difference(current, target)]);
      if (random.oneIn(3)) await impatient(workspace, uri, current.length, random);
      if (random.oneIn(3)) await compare();
    }
    await compare();
    // Undone in one step: the text parses as it did.
    change([difference(current, text)]);
    await compare();
  } finally {
    workspace.closeDocument(uri);
  }
  return result;
}

async function freshAnswers(
  asker: Asker,
  uri: string,
  text: string,
  probes: Probes,
): Promise<{ readonly answers: unknown; readonly parses: boolean }> {
  asker.workspace.openDocument(uri, 1, text);
  const answers = await askAll(asker, uri, probes);
  const problems = await asker.workspace.problems(uri);
  return { answers, parses: problems.length === 0 };
}

/** The change character by character, as far as somebody would type it, with questions in between. */
async function typed(
  { workspace }: Asker,
  uri: string,
  from: string,
  to: string,
  change: (edits: readonly DocumentEdit[]) => void,
  random: Random,
): Promise<void> {
  const whole = difference(from, to);
  const most = 40;
  const typedText = whole.text.slice(0, most);
  change([{ ...whole, newEnd: whole.start, text: '' }]);
  for (const [i, character] of [...typedText.split('')].entries()) {
    const at = whole.start + i;
    change([{ start: at, oldEnd: at, newEnd: at + 1, text: character }]);
    if (random.oneIn(8)) await workspace.findings(uri);
  }
  const at = whole.start + typedText.length;
  change([{ start: at, oldEnd: at, newEnd: whole.newEnd, text: whole.text.slice(most) }]);
}

/** Several questions at once, some of which nobody waits for any more. */
async function impatient(
  workspace: Workspace,
  uri: string,
  length: number,
  random: Random,
): Promise<void> {
  const token = { isCancellationRequested: random.oneIn(2) };
  await Promise.all([
    workspace.findings(uri, token),
    workspace.mapReport(uri, random.below(length + 1)),
    workspace.layout(uri, token),
    workspace.refactorings(uri, random.below(length + 1), length),
    workspace.problems(uri),
  ]);
}

/** One change that covers all that differs. */
function difference(before: string, after: string): DocumentEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return {
    start,
    oldEnd: before.length - tail,
    newEnd: after.length - tail,
    text: after.slice(start, after.length - tail),
  };
}

/** The first place where two answers differ. */
function firstDifference(a: unknown, b: unknown, at = ''): string {
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const [x, y] = [a, b].map((value) => (value as Record<string, unknown>)[key]);
      if (JSON.stringify(x) !== JSON.stringify(y)) return firstDifference(x, y, `${at}.${key}`);
    }
  }
  const short = (value: unknown): string =>
    value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200);
  return `${at}: ${short(a)}, fresh ${short(b)}`;
}
