import path from 'node:path';
import type { Plugin } from 'esbuild';
import { build } from 'esbuild';

/**
 * `import script from './worker.ts?worker'`: the worker's bundle as text, for a page that may start a worker only from a
 * blob. It is minified as the page itself is.
 */
export const inlineWorker: Plugin = {
  name: 'inline-worker',
  setup(hooks) {
    const { minify = false, target, absWorkingDir } = hooks.initialOptions;
    hooks.onResolve({ filter: /\?worker$/ }, ({ path: file, resolveDir }) => ({
      path: path.join(resolveDir, file.replace(/\?worker$/, '')),
      namespace: 'inline-worker',
    }));
    hooks.onLoad({ filter: /.*/, namespace: 'inline-worker' }, async ({ path: file }) => {
      const { outputFiles, metafile } = await build({
        entryPoints: [file],
        bundle: true,
        format: 'iife',
        platform: 'browser',
        minify,
        ...(target === undefined ? {} : { target }),
        ...(absWorkingDir === undefined ? {} : { absWorkingDir }),
        legalComments: 'none',
        metafile: true,
        write: false,
      });
      const folder = absWorkingDir ?? process.cwd();
      return {
        contents: outputFiles[0]?.text ?? '',
        loader: 'text',
        watchFiles: Object.keys(metafile.inputs).map((input) => path.resolve(folder, input)),
      };
    });
  },
};
