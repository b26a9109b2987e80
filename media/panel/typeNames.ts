/** What the types mean that only the source knows: asked of the host, a while after the last keystroke. */
import type { TypeShapeResult } from '../../runtime';
import type { FromPanel, ToPanel } from '../../runtime/panelProtocol';

/** What a type is; that the host has not said so yet, or cannot say. */
export type LookedUp = TypeShapeResult | 'pending' | 'unavailable';

export interface TypeNames {
  /** What is known of a type; what is not known is asked for when `ask` is called. */
  readonly lookUp: (text: string) => LookedUp;
  /** Asks for all that was looked up since the last call and is not known. */
  readonly ask: () => void;
  readonly receive: (message: Extract<ToPanel, { type: 'resolved' }>) => void;
  /** Forgets everything: the source is another one. */
  readonly forget: () => void;
}

/** Milliseconds; a type is looked up when its name has been typed. */
const DELAY = 200;

export function createTypeNames(
  post: (message: Extract<FromPanel, { type: 'resolve' }>) => void,
  onAnswer: () => void,
): TypeNames {
  const known = new Map<string, TypeShapeResult | 'unavailable'>();
  const asked = new Map<number, readonly string[]>();
  let wanted = new Set<string>();
  let last = 0;
  let timer: number | undefined;
  return {
    lookUp: (text) => {
      const found = known.get(text);
      if (found === undefined) wanted.add(text);
      return found ?? 'pending';
    },
    ask: () => {
      window.clearTimeout(timer);
      const types = [...wanted];
      wanted = new Set();
      if (types.length === 0) return;
      timer = window.setTimeout(() => {
        asked.set(++last, types);
        post({ type: 'resolve', id: last, types });
      }, DELAY);
    },
    receive: ({ id, types }) => {
      const texts = asked.get(id);
      if (texts === undefined) return;
      asked.delete(id);
      texts.forEach((text, i) => known.set(text, types[i] ?? 'unavailable'));
      onAnswer();
    },
    forget: () => {
      known.clear();
      asked.clear();
    },
  };
}
