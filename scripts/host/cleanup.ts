import { constants } from 'node:os';

const pending = new Set<() => void>();

/**
 * Registers work that must happen even if the run is interrupted: stop a process, delete a folder.
 *
 * `undo` must be synchronous, since nothing else runs while a process exits.
 *
 * @returns a function that does the work now, at most once.
 */
export function atExit(undo: () => void): () => void {
  listen();
  const once = (): void => {
    if (pending.delete(once)) undo();
  };
  pending.add(once);
  return once;
}

let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  process.on('exit', () => {
    // Last started, first stopped: a server writes into the folder that was made before it.
    for (const undo of [...pending].reverse()) undo();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
}
