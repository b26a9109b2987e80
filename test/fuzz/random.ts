/** Choices of a deterministic generator: the same seed makes the same cases on every machine. */
import { random } from '../lsp/random';

export interface Random {
  /** An integer from 0 up to, and without, `below`; 0 when there is nothing to choose. */
  below(below: number): number;
  /** Whether one in `n` times. */
  oneIn(n: number): boolean;
  /** One of the values; `fallback` when there are none. */
  pick<T>(values: readonly T[], fallback: T): T;
  /** Two offsets of a text, the smaller one first, at most `most` apart. */
  range(length: number, most: number): readonly [number, number];
}

export function createRandom(seed: number): Random {
  const next = random(seed);
  const below = (n: number): number => (n < 1 ? 0 : next(n));
  return {
    below,
    oneIn: (n) => below(n) === 0,
    pick: (values, fallback) => values[below(values.length)] ?? fallback,
    range(length, most) {
      const start = below(length + 1);
      return [start, Math.min(length, start + below(most + 1))];
    },
  };
}

/** The seed of a case of a run: cases do not depend on each other. */
export function caseSeed(seed: number, index: number): number {
  return Math.imul(seed + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
}
