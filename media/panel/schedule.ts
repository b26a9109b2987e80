/**
 * When the page simulates: a while after the last change, after the busy state was painted, and one task at a time with
 * input handled in between. A change drops what is still to do.
 *
 *     idle --change--> waiting --delay--> busy --last task--> idle
 *                         ^--change--'      '--change--> waiting
 */

export type ScheduleState = 'idle' | 'waiting' | 'busy';

/** One step of a run; the next steps are not made when it returns false. */
export type Task = () => boolean;

export interface Schedule {
  /** Starts a run when no change follows for a while. */
  readonly changed: (tasks: readonly Task[]) => void;
  /** Starts a run now. */
  readonly runNow: (tasks: readonly Task[]) => void;
  /** Drops what is waiting or still to do. */
  readonly cancel: () => void;
}

/** Long enough to type the next digit, short enough to feel immediate; milliseconds. */
const DELAY = 300;

export function createSchedule(onState: (state: ScheduleState) => void): Schedule {
  let generation = 0;
  let timer: number | undefined;
  const begin = (): number => {
    window.clearTimeout(timer);
    generation += 1;
    return generation;
  };
  const step = (run: number, tasks: readonly Task[]): void => {
    afterPaint(() => {
      if (run !== generation) return;
      const [task, ...rest] = tasks;
      const goesOn = task?.() === true && rest.length > 0;
      if (run !== generation) return;
      if (goesOn) step(run, rest);
      else onState('idle');
    });
  };
  const start = (run: number, tasks: readonly Task[]): void => {
    onState('busy');
    step(run, tasks);
  };
  return {
    changed: (tasks) => {
      const run = begin();
      onState('waiting');
      timer = window.setTimeout(() => start(run, tasks), DELAY);
    },
    runNow: (tasks) => start(begin(), tasks),
    cancel: () => {
      begin();
      onState('idle');
    },
  };
}

/** Calls back when the current state is on screen; in a hidden page, where nothing is painted, soon. */
function afterPaint(callback: () => void): void {
  if (document.hidden) window.setTimeout(callback, 0);
  else window.requestAnimationFrame(() => window.setTimeout(callback, 0));
}
