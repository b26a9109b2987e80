/** What main.ts and its workers tell each other. */
import type { CaseResult, Plan } from './run';

export interface ToWorker {
  /** The number of the batch. */
  readonly number: number;
  readonly indices: readonly number[];
  readonly plan: Plan;
  readonly roots: readonly string[];
}

export type FromWorker =
  | { readonly kind: 'begin'; readonly index: number }
  | { readonly kind: 'end'; readonly index: number; readonly result: CaseResult }
  | { readonly kind: 'done'; readonly rss: number };
