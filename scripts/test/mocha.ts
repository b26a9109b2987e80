/** Options of mocha for specs that are named, in place of those of `.mocharc.json`, which adds its own specs. */
export const NAMED_SPECS: readonly string[] = [
  ...['--no-config', '--require', 'tsx/cjs', '--require', './test/markdown.cjs'],
  ...['--extension', 'ts', '--forbid-only'],
];
