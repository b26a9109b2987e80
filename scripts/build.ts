import { readdirSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BuildContext, BuildOptions, Plugin } from 'esbuild';
import { build, context } from 'esbuild';
import { note, UserError } from './host/command';
import { runScript } from './host/entry';
import { inlineWorker } from './host/inlineWorker';
import { DIST, OUT, REPOSITORY } from './host/paths';

/** Where a bundle runs; decides what it may import and how it is wrapped. */
type Target = 'node' | 'extension' | 'webExtension' | 'webSuite' | 'worker' | 'page';

interface Bundle {
  /** Path of the bundle in `dist/`, or in `out/` for tests. */
  readonly file: string;
  readonly entry: string;
  readonly target: Target;
  /** Global names that stand for JSON. */
  readonly define?: Readonly<Record<string, string>>;
  /** First line of the bundle. */
  readonly banner?: string;
}

/** What ships, one bundle per line. */
const SHIPPED: readonly Bundle[] = [
  { file: 'client.js', entry: 'client/src/node/main.ts', target: 'extension' },
  { file: 'client.browser.js', entry: 'client/src/browser/main.ts', target: 'webExtension' },
  { file: 'server.js', entry: 'server/src/node/main.ts', target: 'node' },
  { file: 'server.browser.js', entry: 'server/src/browser/main.ts', target: 'worker' },
  {
    file: 'cli.js',
    entry: 'server/src/cli/main.ts',
    target: 'node',
    banner: '#!/usr/bin/env node',
  },
  { file: 'panel.js', entry: 'media/panel/main.ts', target: 'page' },
];

const SUITE = 'test/vscode/suite';

const testFiles = (): readonly string[] =>
  readdirSync(path.join(REPOSITORY, SUITE)).filter((name) => name.endsWith('.test.ts'));

/** Tests of what there is in a web worker only. */
const WEB_ONLY = '.web.test.ts';

/**
 * The extension-host suite, for both kinds of extension host: its runner and one bundle per test file for Node, and all
 * in one for a web worker, which can read no folder. A new test file needs no registration.
 */
const suite = (): Bundle[] => [
  ...['index.ts', ...testFiles().filter((name) => !name.endsWith(WEB_ONLY))].map(
    (name): Bundle => ({
      file: `test/vscode/${name.replace(/\.ts$/, '.js')}`,
      entry: `${SUITE}/${name}`,
      target: 'extension',
    }),
  ),
  {
    file: 'test/web/index.js',
    entry: `${SUITE}/web.ts`,
    target: 'webSuite',
    define: {
      SUITE_FILES: JSON.stringify(testFiles().map((name) => name.replace('.test.ts', ''))),
    },
  },
];

/** Files loaded at run time: kept out of the bundles, since inlined they would cost memory and start-up time twice. */
export const ASSETS: readonly string[] = [
  'web-tree-sitter/web-tree-sitter.wasm',
  '@vscode/tree-sitter-wasm/wasm/tree-sitter-go.wasm',
  '@wasm-fmt/gofmt/gofmt.wasm',
];

/** CommonJS has no `import.meta`; dependencies that are ES modules ask it where they are. */
const NODE_META = 'const __bundleUrl = require("node:url").pathToFileURL(__filename).href;';

const TARGETS: Readonly<Record<Target, BuildOptions>> = {
  node: {
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    banner: { js: NODE_META },
    define: { 'import.meta.url': '__bundleUrl' },
  },
  extension: {
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    banner: { js: NODE_META },
    define: { 'import.meta.url': '__bundleUrl' },
    external: ['vscode', 'mocha'],
  },
  webExtension: {
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    define: { 'import.meta.url': 'self.location.href' },
    external: ['vscode'],
  },
  webSuite: {
    platform: 'browser',
    // Not CommonJS: mocha's build for browsers would take the bundle's own exports for its own.
    format: 'iife',
    globalName: 'suite',
    footer: { js: 'module.exports = suite;' },
    target: 'es2022',
    alias: { 'node:assert/strict': './test/vscode/suite/webAssert.ts' },
    define: { 'process.env.NODE_DEBUG': 'undefined', 'process.stderr': 'undefined' },
    external: ['vscode'],
  },
  worker: {
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    define: { 'import.meta.url': 'self.location.href' },
  },
  page: { platform: 'browser', format: 'iife', target: 'es2022', plugins: [inlineWorker] },
};

function optionsOf(bundle: Bundle, folder: string, production: boolean): BuildOptions {
  const target = TARGETS[bundle.target];
  const banner = [bundle.banner, target.banner?.js].filter((line) => line !== undefined).join('\n');
  return {
    ...target,
    banner: { js: banner },
    entryPoints: [path.join(REPOSITORY, bundle.entry)],
    outfile: path.join(folder, bundle.file),
    bundle: true,
    minify: production,
    sourcemap: !production,
    legalComments: 'none',
    loader: { '.md': 'text' },
    define: { ...target.define, ...bundle.define },
    absWorkingDir: REPOSITORY,
    logLevel: 'warning',
  };
}

/** Builds what ships into `dist/`; returns the repository-relative paths of all sources that went into the bundles. */
export async function buildShipped(production: boolean): Promise<readonly string[]> {
  await rm(DIST, { recursive: true, force: true });
  await copyAssets();
  return buildBundles(SHIPPED, DIST, production);
}

/** Builds the extension-host suite into `out/test/vscode` and, for the web, `out/test/web`. */
export async function buildSuite(): Promise<void> {
  for (const folder of ['test/vscode', 'test/web']) {
    await rm(path.join(OUT, folder), { recursive: true, force: true });
  }
  await buildBundles(suite(), OUT, false);
}

/** Builds one of what ships again and again into another folder: for tests that change its sources on the way. */
export async function incremental(
  file: string,
  folder: string,
  plugin: Plugin,
): Promise<BuildContext> {
  const bundle = SHIPPED.find((one) => one.file === file);
  if (bundle === undefined) throw new UserError(`${file} is none of the bundles that ship`);
  return context({ ...optionsOf(bundle, folder, false), sourcemap: false, plugins: [plugin] });
}

/** Builds bundles side by side, all of them even if one fails, and returns their sources. */
async function buildBundles(
  bundles: readonly Bundle[],
  folder: string,
  production: boolean,
): Promise<readonly string[]> {
  const results = await Promise.allSettled(
    bundles.map((bundle) => build({ ...optionsOf(bundle, folder, production), metafile: true })),
  );
  const failed = bundles.filter((_, index) => results[index]?.status === 'rejected');
  if (failed.length > 0) {
    // esbuild has printed what is wrong and where.
    const entries = failed.map(({ entry }) => entry).join(', ');
    throw new UserError(`${entries} does not build: see the errors above`);
  }
  return results.flatMap((result) =>
    result.status === 'fulfilled' ? Object.keys(result.value.metafile.inputs) : [],
  );
}

export async function copyAssets(folder = DIST): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(
    ASSETS.map((asset) =>
      copyFile(
        path.join(REPOSITORY, 'node_modules', asset),
        path.join(folder, path.basename(asset)),
      ),
    ),
  );
}

/** Rebuilds on every change. The two printed lines are what .vscode/tasks.json waits for. */
async function watch(): Promise<void> {
  await copyAssets();
  let running = 0;
  const announce: Plugin = {
    name: 'announce',
    setup(hooks) {
      hooks.onStart(() => {
        if (running++ === 0) note('build started');
      });
      hooks.onEnd(() => {
        if (--running === 0) note('build finished');
      });
    },
  };
  const contexts = await Promise.all(
    [
      ...SHIPPED.map((bundle) => optionsOf(bundle, DIST, false)),
      ...suite().map((bundle) => optionsOf(bundle, OUT, false)),
    ].map((options) => context({ ...options, plugins: [...(options.plugins ?? []), announce] })),
  );
  await Promise.all(contexts.map((watched) => watched.watch()));
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--watch')) {
    await watch();
    // Runs until a signal ends it.
    await new Promise(() => undefined);
  } else {
    await buildShipped(args.includes('--production'));
    await buildSuite();
  }
  return 0;
}

if (process.argv[1] === import.meta.filename) runScript(main);
