/**
 * Somebody works on a big package for hours: after every hundredth edit all answers are those of a workspace that sees the
 * files for the first time. Texts are brought back to what parses first: how the parser recovers from an error depends on
 * the tree that it starts from.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createWorkspace } from '../../server/src/analysis/analysis';
import type { Environment } from '../../server/src/contracts/environment';
import { ALL_SHOWN } from '../settings';
import type { Workspace } from '../../server/src/contracts/workspace';
import { uriOf } from '../../server/src/node/paths';
import { difference } from '../../server/src/syntax/difference';
import type { GoParser } from '../../server/src/syntax/parser';
import { createGoParser } from '../../server/src/syntax/parser';
import { diskEnvironment } from '../bench/disk';
import type { State, Step } from './editSteps';
import { after, nextStep, shortened, textIn } from './editSteps';
import type { Random } from './random';
import { createRandom } from './random';

export interface EditPlan {
  readonly edits: number;
  readonly seed: number;
  /** Edits between two comparisons. */
  readonly every: number;
}

/** Bytes of tests that are taken of a package, the smallest ones: they are there for the fixes. */
const MOST_TESTS = 60_000;
/** Shorter sequences that are tried to find out what a failure needs. */
const TRIES = 60;

/** Gives the exit code. */
export async function editsMain(folders: readonly string[], plan: EditPlan): Promise<number> {
  let failed = 0;
  for (const folder of folders) if (!(await editPackage(path.resolve(folder), plan))) failed++;
  return failed > 0 ? 1 : 0;
}

async function editPackage(folder: string, plan: EditPlan): Promise<boolean> {
  const parser = await createGoParser(diskEnvironment());
  const first = readState(folder);
  const random = createRandom(plan.seed);
  let session = await Session.begin(folder, first);
  let steps: Step[] = opening(first);
  for (const step of steps) await session.take(step);
  let compared = 0;
  const begun = Date.now();
  for (let i = 0; i < plan.edits;) {
    const step = nextStep(session.state, random);
    steps.push(step);
    await session.take(step);
    if (step.do !== 'ask') i++;
    if (step.do === 'ask' || i % plan.every !== 0) continue;
    for (const revert of reverts(session.state, parser)) {
      steps.push(revert);
      await session.take(revert);
    }
    steps.push({ do: 'keep' });
    await session.take({ do: 'keep' });
    const probe = caseOf(plan.seed, i);
    const differs = await session.differs(createRandom(probe));
    compared++;
    if (compared % 10 === 0)
      console.log(`  ${i} edits, ${Math.round((Date.now() - begun) / 1000)} s`);
    if (differs === undefined) continue;
    console.log(`DIFFERS after ${i} edits, seed ${plan.seed}: ${differs}`);
    const needed = await shortened(
      steps,
      async (some) => (await replayed(folder, first, some, probe)) !== undefined,
      TRIES,
    );
    console.log(needed.map((one) => JSON.stringify(one)).join('\n'));
    return false;
  }
  session = await Session.begin(folder, first);
  steps = [];
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.log(
    `${folder}: ${plan.edits} edits, seed ${plan.seed}, compared ${compared} times with a fresh workspace in ${seconds} s: 0 differences`,
  );
  return true;
}

function caseOf(seed: number, i: number): number {
  return Math.imul(seed + 1, 0x85ebca6b) ^ i;
}

async function replayed(
  folder: string,
  first: State,
  steps: readonly Step[],
  probe: number,
): Promise<string | undefined> {
  const session = await Session.begin(folder, first);
  for (const step of steps) await session.take(step);
  return session.differs(createRandom(probe));
}

function readState(folder: string): State {
  const state: State = new Map();
  let tests = 0;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.go'))
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))
    .sort((a, b) => a.text.length - b.text.length);
  for (const { name, text } of files) {
    if (name.endsWith('_test.go') && (tests += text.length) > MOST_TESTS) continue;
    state.set(name, { disk: text, good: text });
  }
  return state;
}

/** The largest file is open, and another one. */
function opening(state: State): Step[] {
  const own = [...state.keys()].filter((name) => !name.endsWith('_test.go'));
  return own.slice(-2).flatMap((file): Step[] => [
    { do: 'open', file },
    { do: 'ask', file },
  ]);
}

/** What brings back the documents that do not parse. */
function reverts(state: State, parser: GoParser): Step[] {
  return [...state].flatMap(([file, { open, good }]): Step[] =>
    open === undefined || open === good || parser.parse(open).errors.length === 0
      ? []
      : [{ do: 'revert', file }],
  );
}

/** A workspace, and what its files are. */
class Session {
  private version = 0;
  private readonly touched = new Set<string>();

  private constructor(
    private readonly folder: string,
    private readonly workspace: Workspace,
    public state: State,
    private readonly files: { state: State },
  ) {}

  static async begin(folder: string, state: State): Promise<Session> {
    const files = { state };
    const workspace = createWorkspace(folderEnvironment(folder, files), ALL_SHOWN);
    return Promise.resolve(new Session(folder, workspace, state, files));
  }

  async take(step: Step): Promise<void> {
    const before = this.state;
    if (step.do === 'keep') {
      this.state = this.files.state = after(before, step);
      return;
    }
    const uri = this.uri(step.file);
    if (step.do === 'ask') {
      await this.workspace.findings(uri);
      await this.workspace.problems(uri);
      return;
    }
    const now = after(before, step);
    if (now === before) return;
    this.state = now;
    this.files.state = now;
    this.touched.add(step.file);
    switch (step.do) {
      case 'edit':
      case 'revert': {
        const [old, text] = [textIn(before, step.file), textIn(now, step.file)];
        const change = difference(old, text);
        const inserted = text.slice(change.start, change.newEnd);
        this.workspace.changeDocument(uri, ++this.version, [{ ...change, text: inserted }]);
        return;
      }
      case 'open':
        this.workspace.openDocument(uri, ++this.version, textIn(now, step.file));
        return;
      case 'close':
        this.workspace.closeDocument(uri);
        return;
      case 'save':
      case 'write':
        this.workspace.fileChanged(uri, 'changed');
        return;
      case 'create':
        this.workspace.fileChanged(uri, 'created');
        return;
      case 'delete':
        this.workspace.fileChanged(uri, 'deleted');
        return;
      case 'rename':
        this.touched.add(step.to);
        this.workspace.fileChanged(uri, 'deleted');
        this.workspace.fileChanged(this.uri(step.to), 'created');
    }
  }

  /** The first answer that is not that of a fresh workspace; undefined where all are the same. */
  async differs(random: Random): Promise<string | undefined> {
    const fresh = createWorkspace(folderEnvironment(this.folder, this.files), ALL_SHOWN);
    for (const [file, { open }] of this.state) {
      if (open !== undefined) fresh.openDocument(this.uri(file), 1, open);
    }
    const names = [...this.state.keys()];
    const some = Array.from({ length: 4 }, () => random.pick(names, ''));
    for (const file of new Set([...this.touched, ...some])) {
      if (!this.state.has(file)) continue;
      const seed = random.below(1 << 30);
      const ask = (workspace: Workspace): Promise<Record<string, unknown>> =>
        answers(workspace, this.uri(file), textIn(this.state, file), createRandom(seed));
      const [own, expected] = [await ask(this.workspace), await ask(fresh)];
      for (const [what, answer] of Object.entries(expected)) {
        const [a, b] = [JSON.stringify(own[what]), JSON.stringify(answer)];
        if (a !== b) return `${file}: ${what}: ${shown(a, b)}`;
      }
    }
    return undefined;
  }

  private uri(file: string): string {
    return uriOf(path.join(this.folder, file));
  }
}

/** Two texts from where they differ. */
function shown(own = 'nothing', expected = 'nothing'): string {
  const { start } = difference(own, expected);
  const from = Math.max(start - 100, 0);
  return `${own.slice(from, start + 200)}\n  fresh: ${expected.slice(from, start + 200)}`;
}

const HOVERS = 30;
const FIXES = 4;

/** All that an editor asks about a file. */
async function answers(
  workspace: Workspace,
  uri: string,
  text: string,
  random: Random,
): Promise<Record<string, unknown>> {
  const findings = await workspace.findings(uri);
  const result: Record<string, unknown> = { findings, problems: await workspace.problems(uri) };
  const maps = Array.from(text.matchAll(/\b\w+\s+map\[/g), ({ index }) => index);
  for (let i = 0; i < HOVERS; i++) {
    const offset = random.oneIn(2) ? random.pick(maps, 0) : random.below(text.length + 1);
    result[`hover at ${offset}`] = await workspace.mapReport(uri, offset);
    if (i % 10 === 0)
      result[`rewrites at ${offset}`] = await workspace.refactorings(uri, offset, offset);
  }
  for (let i = 0; i < FIXES; i++) {
    const found = random.pick(findings, undefined);
    if (found === undefined) break;
    result[`fixes at ${found.start}`] = await workspace.fixes(uri, found.start, found.end);
  }
  result['layout'] = random.oneIn(4) ? await workspace.layout(uri) : undefined;
  return result;
}

/** The disk, where a folder holds what a session says. */
function folderEnvironment(folder: string, files: { readonly state: State }): Environment {
  const disk = diskEnvironment();
  const root = uriOf(folder);
  const encoder = new TextEncoder();
  const read = (uri: string): Uint8Array | undefined => {
    const saved = files.state.get(decodeURIComponent(uri.slice(root.length + 1)))?.disk;
    return saved === undefined ? undefined : encoder.encode(saved);
  };
  const isOwn = (uri: string): boolean =>
    uri.startsWith(`${root}/`) && uri.endsWith('.go') && !uri.slice(root.length + 1).includes('/');
  const list = () =>
    [...files.state]
      .filter(([, { disk: saved }]) => saved !== undefined)
      .map(([name]) => ({ name, kind: 'file' as const }));
  return {
    ...disk,
    readFile: (uri) => (isOwn(uri) ? Promise.resolve(read(uri)) : disk.readFile(uri)),
    readDirectory: (uri) => (uri === root ? Promise.resolve(list()) : disk.readDirectory(uri)),
    readFileSync: (uri) => (isOwn(uri) ? read(uri) : disk.readFileSync?.(uri)),
    readDirectorySync: (uri) => (uri === root ? list() : disk.readDirectorySync?.(uri)),
  };
}
