import { makeManifest } from './configuration';
import { makeReadme, rulePages } from './rules';

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
export async function generators(): Promise<readonly Generator[]> {
  const pages = await rulePages();
  return [
    { name: 'the settings of package.json', file: 'package.json', make: makeManifest },
    { name: 'the tables of rules and settings', file: 'README.md', make: makeReadme },
    ...[...pages].map(([file, text]) => ({
      name: 'the page of a rule',
      file,
      make: () => Promise.resolve(text),
    })),
  ];
}
