/** Cases by number: the same seed and number make the same case on every machine. */
import { createWorkspace } from '../../server/src/analysis/analysis';
import type { Settings } from '../../server/src/contracts/settings';
import { ALL_SHOWN } from '../settings';
import type { Workspace } from '../../server/src/contracts/workspace';
import type { Asker } from './ask';
import { askAll, Failure, probesOf } from './ask';
import type { Corpus } from './corpus';
import type { MemoryEnvironment } from './environment';
import { memoryEnvironment } from './environment';
import type { Random } from './random';
import { caseSeed, createRandom } from './random';
import { playSession } from './session';
import type { World } from './world';
import { makeWorld } from './world';

export interface Plan {
  readonly seed: number;
  /** URI of a Go installation; undefined to be without one. */
  readonly goroot: string | undefined;
  /** Milliseconds of processor time that one request may take. */
  readonly limit: number;
}

export interface CaseResult {
  readonly failure?: string;
  /** Milliseconds of processor time of the slowest request, and which one it was. */
  readonly slowest: { readonly ms: number; readonly what: string };
  readonly compared: number;
  readonly broken: number;
  readonly differs: number;
}

/** Cases that share a workspace, as the files of an editor's session do. */
export const BATCH = 40;

export interface Batch {
  run(index: number): Promise<CaseResult>;
}

/** The world of a case, which depends on nothing but its number. */
export function worldOf(index: number, corpus: Corpus, { seed }: Plan): World {
  return makeWorld(`memory:/case${index}`, corpus, createRandom(caseSeed(seed, index)));
}

export function createBatch(number: number, corpus: Corpus, plan: Plan): Batch {
  const random = createRandom(caseSeed(plan.seed, -1 - number));
  const settings = settingsOf(random, number);
  const env = memoryEnvironment(random.oneIn(2) ? plan.goroot : undefined, !random.oneIn(4));
  const workspace = createWorkspace(env, settings);
  return {
    async run(index) {
      const world = worldOf(index, corpus, plan);
      env.add(world.files);
      try {
        return await runCase(index, world, workspace, { env, settings, plan });
      } finally {
        env.remove(world.files);
      }
    },
  };
}

function settingsOf(random: Random, number: number): Settings {
  const arch = random.pick(['amd64', 'arm64', '386'] as const, 'amd64');
  const goVersion = random.pick(['auto', 'auto', '1.19', '1.23', '1.24', '1.27'], 'auto');
  return { ...ALL_SHOWN, arch, goVersion, includeAll: number % 2 === 0 };
}

interface Surroundings {
  readonly env: MemoryEnvironment;
  readonly settings: Settings;
  readonly plan: Plan;
}

async function runCase(
  index: number,
  world: World,
  workspace: Workspace,
  { env, settings, plan }: Surroundings,
): Promise<CaseResult> {
  const random = createRandom(caseSeed(plan.seed ^ 0x5bd1e995, index));
  let slowest = { ms: 0, what: 'nothing' };
  const time: Asker['time'] = async (what, request) => {
    const before = process.cpuUsage();
    const answer = await request();
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    if (ms > slowest.ms) slowest = { ms, what };
    if (ms > plan.limit) throw new Failure(`${what} took ${Math.round(ms)} ms`);
    return answer;
  };
  const asker = { workspace, time };
  let session = { compared: 0, broken: 0, differs: 0 };
  try {
    for (const uri of world.asked) {
      await askAll(asker, uri, probesOf((await workspace.text(uri)) ?? '', random));
    }
    const [uri] = world.asked;
    const saved = uri === undefined ? undefined : world.files.get(uri);
    if (uri !== undefined && typeof saved === 'string' && random.oneIn(4)) {
      const text = random.oneIn(2) ? world.original : saved;
      const fresh = (): Asker => ({ workspace: createWorkspace(env, settings), time });
      session = await playSession(asker, fresh, { uri, text, other: saved }, random);
    }
  } catch (error) {
    const failure = error instanceof Failure ? error.message : trace(error);
    return { failure, slowest, ...session };
  }
  return { slowest, ...session };
}

function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
