/**
 * When the page simulates: a while after the last change, and after the busy state was painted. A change ends what is
 * under way.
 *
 *     idle --change--> waiting --delay--> busy --done--> idle
 *                         ^--change--'      '--change--> waiting
 */
import type { Job } from './engine';

export type ScheduleState =
  | { readonly state: 'idle' | 'waiting' }
  /** `done` is the part that is done, from 0 to 1; absent while nothing is known. */
  | { readonly state: 'busy'; readonly done?: number };

/** What a run does; it ends early when its signal is aborted. */
export type Work = (job: Job) => Promise<void>;

export interface Schedule {
  /** Starts a run when no change follows for a while. */
  readonly changed: (work: Work) => void;
  /** Starts a run now. */
  readonly runNow: (work: Work) => void;
  /** Drops what is waiting or under way. */
  readonly cancel: () => void;
}

/** Long enough to type the next digit, short enough to feel immediate; milliseconds. */
const DELAY = 300;

export function createSchedule(onState: (state: ScheduleState) => void): Schedule {
  let current = new AbortController();
  let timer: number | undefined;
  const begin = (): AbortSignal => {
    window.clearTimeout(timer);
    current.abort();
    current = new AbortController();
    return current.signal;
  };
  const run = async (work: Work, signal: AbortSignal): Promise<void> => {
    /** Nothing of a run that was ended is shown. */
    const show = (state: ScheduleState): void => {
      if (!signal.aborted) onState(state);
    };
    try {
      await work({ signal, report: (done) => show({ state: 'busy', done }) });
    } finally {
      show({ state: 'idle' });
    }
  };
  const start = (work: Work, signal: AbortSignal): void => {
    onState({ state: 'busy' });
    afterPaint(() => {
      if (!signal.aborted) void run(work, signal);
    });
  };
  return {
    changed: (work) => {
      const signal = begin();
      onState({ state: 'waiting' });
      timer = window.setTimeout(() => start(work, signal), DELAY);
    },
    runNow: (work) => start(work, begin()),
    cancel: () => {
      begin();
      onState({ state: 'idle' });
    },
  };
}

/** Calls back when the current state is on screen; in a hidden page, where nothing is painted, soon. */
function afterPaint(callback: () => void): void {
  if (document.hidden) window.setTimeout(callback, 0);
  else window.requestAnimationFrame(() => window.setTimeout(callback, 0));
}
