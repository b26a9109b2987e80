import { makeManifest } from './configuration';

/** A file that is derived from others and committed, so that readers and packages need no generator. */
export interface Generator {
  /** What the file is, in a few words. */
  readonly name: string;
  /** Repository-relative path. */
  readonly file: string;
  /** The whole text the file must have. Rejects when something it needs is missing. */
  make(): Promise<string>;
}

/** Every generated file; `npm test` fails while one differs from what its generator makes. */
export const GENERATORS: readonly Generator[] = [
  { name: 'the settings of package.json', file: 'package.json', make: makeManifest },
];
