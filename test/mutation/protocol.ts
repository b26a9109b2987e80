/** What the main process and its workers tell each other. */
import type { Coverage } from './coverage';
import type { Mutant } from './operators';

/** Titles of tests by file, in the order in which they are to run. */
export type Tests = readonly (readonly [file: string, titles: readonly string[]])[];

export type ToWorker =
  | { readonly kind: 'cover'; readonly files: readonly string[] }
  | { readonly kind: 'try'; readonly mutant: Mutant; readonly tests: Tests };

export type FromWorker =
  | { readonly kind: 'news'; readonly title: string }
  | { readonly kind: 'covered'; readonly coverage: Coverage }
  | { readonly kind: 'killed'; readonly by: string; readonly message: string }
  | { readonly kind: 'survived' }
  | { readonly kind: 'failed'; readonly message: string };
