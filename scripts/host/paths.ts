import path from 'node:path';

/** The repository's root: scripts run from any folder. */
export const REPOSITORY = path.resolve(import.meta.dirname, '../..');

/** Generated test bundles, logs and results; git-ignored. */
export const OUT = path.join(REPOSITORY, 'out');

/** What ships: bundles, assets and the package; git-ignored. */
export const DIST = path.join(REPOSITORY, 'dist');

/** The packaged extension. */
export const VSIX = path.join(DIST, 'heapghost.vsix');
