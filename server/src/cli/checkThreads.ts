/**
 * Checks the files of a large tree on all cores: threads take one handful of folders after the other. Each has a
 * workspace of its own, so that a package that several import is read by each of them.
 */
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { addTo } from '../base/multimap';
import type { CheckedFile, CheckJob } from './checkFiles';
import { checkFiles } from './checkFiles';
import { keyOf, openCache } from './cache/checkCache';
import { Recorder } from './cache/kept';
import type { Kept } from './cache/store';
import { cliWorkspace, settingsOf } from './workspace';

/** Files from which on a thread is worth its start, a third of a second. */
export const FEWEST_FILES = 400;

/** Files that a thread takes at once, whole folders. */
const FILES_AT_ONCE = 40;

/** Each thread holds the text of what its folders import, and garbage of its own. */
export const MOST_THREADS = 4;

/** Megabytes of a thread for what is young: V8 would take several times as much, for a tenth less time. */
const YOUNG = 6;

/** Checks files; gives what was found in their order. Rejects when a thread ends before its time. */
export async function checkInParallel(
  files: readonly string[],
  job: CheckJob,
): Promise<readonly CheckedFile[]> {
  // What is wrong with an option is told before any work is done.
  settingsOf(job.target, job.settings);
  const found = new Map<string, CheckedFile>();
  const note = (checked: readonly (readonly [string, CheckedFile])[]): void => {
    for (const [file, one] of checked) found.set(file, one);
  };
  const cache = job.cached ? await openCache(job) : undefined;
  const folders: (readonly string[])[] = [];
  for (const folder of byFolder(files)) {
    const earlier = await cache?.of(folder);
    if (earlier === undefined) folders.push(folder);
    else note(folder.map((file, i) => [file, earlier[i] as CheckedFile]));
  }
  const count = folders.reduce((sum, folder) => sum + folder.length, 0);
  const threads = Math.min(availableParallelism(), MOST_THREADS, folders.length);
  const parts = handfuls(folders);
  const made: Kept[] = [];
  if (threads < 2 || count < FEWEST_FILES) {
    const worker = checkWorker(job);
    for (const part of parts) note(await worker.check(part));
    made.push(worker.kept());
  } else {
    await Promise.all(
      Array.from({ length: threads }, () =>
        runThread(job, parts, note, (kept) => void made.push(kept)),
      ),
    );
  }
  if (folders.length > 0) await cache?.write(made);
  return files.flatMap((file) => found.get(file) ?? []);
}

/** Checks folders one after the other. */
function checkWorker(job: CheckJob) {
  const recorder = job.cached ? new Recorder() : undefined;
  const workspace = cliWorkspace(job.target, job.settings, {}, recorder);
  return {
    async check(part: Part): Promise<readonly (readonly [string, CheckedFile])[]> {
      const found: (readonly [string, CheckedFile])[] = [];
      for (const folder of part) {
        const checked = await checkFiles(workspace, folder, job.withFixes);
        recorder?.add(keyOf(folder, job.settings.named), folder, checked);
        for (const [i, file] of folder.entries()) found.push([file, checked[i] as CheckedFile]);
      }
      return found;
    },
    kept: (): Kept => recorder?.kept() ?? { folders: {}, packages: {} },
  };
}

/** Folders, each by its files. */
type Part = readonly (readonly string[])[];

/** The files of each folder together, so that a package whose subfolders lie between them is loaded once. */
function byFolder(files: readonly string[]): readonly (readonly string[])[] {
  const folders = new Map<string, string[]>();
  for (const file of files) addTo(folders, dirname(file), file);
  return [...folders.values()];
}

/** Folders next to each other import the same, more often than not. */
function handfuls(folders: Part): Part[] {
  const parts: (readonly string[])[][] = [];
  let files = FILES_AT_ONCE;
  for (const folder of folders) {
    const last = parts.at(-1);
    files += folder.length;
    if (last !== undefined && files <= FILES_AT_ONCE) {
      last.push(folder);
    } else {
      parts.push([folder]);
      files = folder.length;
    }
  }
  return parts;
}

/** What a thread is asked: folders to check, or what there is to keep. */
type Question = { readonly part: Part } | 'kept';

type Answer =
  { readonly found: readonly (readonly [string, CheckedFile])[] } | { readonly kept: Kept };

/** Starts a thread that checks parts as long as there are any. */
function runThread(
  job: CheckJob,
  parts: Part[],
  note: (found: readonly (readonly [string, CheckedFile])[]) => void,
  keep: (kept: Kept) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(__filename, {
      workerData: job,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    });
    let done = false;
    const next = (): void => {
      const part = parts.shift();
      worker.postMessage((part === undefined ? 'kept' : { part }) satisfies Question);
    };
    worker.on('message', (answer: Answer) => {
      if ('found' in answer) {
        note(answer.found);
        next();
      } else {
        keep(answer.kept);
        done = true;
        void worker.terminate();
      }
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      if (done) resolve();
      else reject(new Error('a thread ended before its work was done'));
    });
    next();
  });
}

/** What the thread itself does: this file is also its program. */
export function serveChecks(): void {
  const worker = checkWorker(workerData as CheckJob);
  const answer = async (question: Question): Promise<Answer> =>
    question === 'kept' ? { kept: worker.kept() } : { found: await worker.check(question.part) };
  parentPort?.on('message', (question: Question) => {
    void answer(question).then((one) => parentPort?.postMessage(one));
  });
}
