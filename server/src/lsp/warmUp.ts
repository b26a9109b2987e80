import type { Feature } from './context';
import { safelyDo } from './safely';

/** Milliseconds without a change before anything is made ready: who types does not wait for it. */
const QUIET = 150;

/** Milliseconds between two pieces, in which requests that came meanwhile are answered. */
const BREATH = 5;

/** Documents that wait to be made ready: an editor asks about all that are open, a person sees few. */
const MOST_WAITING = 4;

/**
 * Makes the code actions of a document ready when its findings were asked for, while nothing else is asked. An editor
 * asks for a light bulb soon after the findings, and takes back what is not answered at once when the cursor moves on.
 */
export const warmUp: Feature = (context) => {
  const { connection, workspace, documents } = context;
  /** The one that was asked about last at the end. */
  const waiting: string[] = [];
  let changes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;

  const prepare = async (uri: string): Promise<void> => {
    const before = changes;
    await workspace.prepare(uri, async () => {
      await new Promise((resolve) => setTimeout(resolve, BREATH));
      return changes === before && documents.get(uri) !== undefined;
    });
    if (changes !== before) wait(uri);
  };
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    await context.configured();
    const before = changes;
    for (let uri = waiting.pop(); uri !== undefined; uri = waiting.pop()) {
      const next = uri;
      if (documents.get(next) === undefined) continue;
      await safelyDo(connection, `preparing code actions of ${next}`, () => prepare(next));
      if (changes !== before) break;
    }
    running = false;
    if (waiting.length > 0) schedule();
  };
  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), QUIET);
  }
  function wait(uri: string): void {
    const at = waiting.indexOf(uri);
    if (at >= 0) waiting.splice(at, 1);
    waiting.push(uri);
    if (waiting.length > MOST_WAITING) waiting.shift();
  }
  const changed = (): void => {
    changes++;
    if (timer !== undefined) schedule();
  };

  documents.onChange(changed);
  context.onInvalidated(changed);
  context.onDiagnosed((uri) => {
    wait(uri);
    schedule();
  });
  return {};
};
