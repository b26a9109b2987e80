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
import { cliWorkspace } from './workspace';

/** Files from which on a thread is worth its start, a third of a second. */
export const FEWEST_FILES = 400;

/** Files that a thread takes at once, whole folders. */
const FILES_AT_ONCE = 40;

/** Each thread holds the text of what its folders import, and garbage of its own. */
const MOST_THREADS = 4;

/** Megabytes of a thread for what is young: V8 would take several times as much, for a tenth less time. */
const YOUNG = 6;

/** Checks files; gives what was found in their order. Rejects when a thread ends before its time. */
export async function checkInParallel(
  files: readonly string[],
  job: CheckJob,
): Promise<readonly CheckedFile[]> {
  // Made here in any case: what is wrong with an option is told before any work is done.
  const workspace = cliWorkspace(job.target, job.settings);
  const folders = byFolder(files);
  const threads = Math.min(availableParallelism(), MOST_THREADS, folders.length);
  const found = new Map<string, CheckedFile>();
  const note = (part: readonly string[], checked: readonly CheckedFile[]): void => {
    for (const [i, one] of checked.entries()) found.set(part[i] as string, one);
  };
  if (threads < 2 || files.length < FEWEST_FILES) {
    const inOrder = folders.flat();
    note(inOrder, await checkFiles(workspace, inOrder, job.withFixes));
  } else {
    const parts = handfuls(folders);
    await Promise.all(Array.from({ length: threads }, () => runThread(job, parts, note)));
  }
  return files.flatMap((file) => found.get(file) ?? []);
}

/** The files of each folder together, so that a package whose subfolders lie between them is loaded once. */
function byFolder(files: readonly string[]): readonly (readonly string[])[] {
  const folders = new Map<string, string[]>();
  for (const file of files) addTo(folders, dirname(file), file);
  return [...folders.values()];
}

/** Folders next to each other import the same, more often than not. */
function handfuls(folders: readonly (readonly string[])[]): string[][] {
  const parts: string[][] = [];
  for (const folder of folders) {
    const last = parts.at(-1);
    if (last === undefined || last.length + folder.length > FILES_AT_ONCE) parts.push([...folder]);
    else last.push(...folder);
  }
  return parts;
}

/** Starts a thread that checks parts as long as there are any. */
function runThread(
  job: CheckJob,
  parts: string[][],
  note: (part: readonly string[], checked: readonly CheckedFile[]) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(__filename, {
      workerData: job,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    });
    let part: readonly string[] | undefined;
    const next = (): void => {
      part = parts.shift();
      if (part === undefined) void worker.terminate();
      else worker.postMessage(part);
    };
    worker.on('message', (checked: readonly CheckedFile[]) => {
      note(part ?? [], checked);
      next();
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      if (part === undefined) resolve();
      else reject(new Error('a thread ended before its work was done'));
    });
    next();
  });
}

/** What the thread itself does: this file is also its program. */
export function serveChecks(): void {
  const { target, settings, withFixes } = workerData as CheckJob;
  const workspace = cliWorkspace(target, settings);
  parentPort?.on('message', (part: readonly string[]) => {
    void checkFiles(workspace, part, withFixes).then((checked) => parentPort?.postMessage(checked));
  });
}
