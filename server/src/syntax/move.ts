/** Moves nodes in place to where their text is now. */
import type { Span } from './ast';

/** The properties of nodes that hold offsets. */
export const OFFSETS: ReadonlySet<string> = new Set(['pos', 'end', 'lbrace', 'lparen', 'colon']);

/** Moves a node and all below it by so many UTF-16 units. */
export function moveAll(root: Span, delta: number): void {
  const waiting: object[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = next as Record<string, unknown>;
    for (const key in node) {
      const value = node[key];
      if (typeof value === 'number') {
        if (OFFSETS.has(key)) node[key] = value + delta;
      } else if (Array.isArray(value)) {
        for (const inner of value as unknown[]) {
          if (typeof inner === 'object' && inner !== null) waiting.push(inner);
        }
      } else if (typeof value === 'object' && value !== null) waiting.push(value);
    }
  }
}
