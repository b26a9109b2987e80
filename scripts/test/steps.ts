import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildSuite } from '../build';
import { generate } from '../generate';
import { installBrowser } from '../host/browser';
import { cacheFolder } from '../host/cache';
import { note, UserError } from '../host/command';
import { findGo } from '../host/go';
import { OUT, REPOSITORY } from '../host/paths';
import { packageExtension } from '../package';
import { runLogged } from './child';
import { NAMED_SPECS } from './mocha';
import type { Results } from './results';
import { readResults } from './resultsFile';

/** One part of `npm test`. Rejects, or returns its results; the other steps run in any case. */
export interface Step {
  /** For `npm test -- --only NAME`. */
  readonly name: string;
  readonly about: string;
  run(): Promise<Results>;
}

/** In this order, since later steps use what earlier ones built. */
export const STEPS: readonly Step[] = [
  {
    name: 'types',
    about: 'strict TypeScript in all projects',
    run: () => check('types', 'typescript/bin/tsc', ['-b', '--pretty', 'false']),
  },
  {
    name: 'layers',
    about: 'what may import what: layers.mjs',
    run: () =>
      check('layers', 'dependency-cruiser/bin/dependency-cruise.mjs', [
        ...['.', '--config', '.dependency-cruiser.mjs'],
      ]),
  },
  {
    name: 'dead',
    about: 'no file and no export that nobody names: knip.json',
    run: () => check('dead', 'knip/bin/knip.js', []),
  },
  {
    name: 'lint',
    about: 'style',
    run: () => check('lint', 'eslint/bin/eslint.js', ['.']),
  },
  {
    name: 'format',
    about: 'prettier; "npm run format" repairs it',
    run: () => check('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  },
  {
    name: 'generated',
    about: 'generated files are fresh',
    run: async () => {
      const { fresh, stale } = await generate(false);
      return { passed: fresh, failed: stale, failures: [] };
    },
  },
  {
    name: 'package',
    about: 'the extension builds and its package is small and complete',
    run: async () => {
      await packageExtension();
      return { passed: 1, failed: 0, failures: [] };
    },
  },
  {
    name: 'unit',
    about: 'everything that needs Node alone',
    run: () => mocha('unit', [], {}),
  },
  {
    name: 'proofs',
    about: 'what Heapghost says, against a real Go',
    run: async () => {
      const found = await findGo();
      if (found.go === undefined) throw new UserError(found.reason);
      note(`Go ${found.version}: ${found.go}`);
      return mocha('proofs', ['test/{proofs,oracle}/**/*.test.ts'], { HEAPGHOST_GO: found.go });
    },
  },
  {
    name: 'panel',
    about: 'the panel page in a real browser',
    run: async () => {
      const browser = await installBrowser();
      note(`browser: ${browser}`);
      return mocha('panel', ['test/panel/**/*.test.ts'], { HEAPGHOST_CHROMIUM: browser });
    },
  },
  {
    name: 'vscode',
    about: 'the extension in a real VS Code',
    run: async () => {
      await buildSuite();
      return sum(
        await counted('vscode', ['--import', 'tsx', 'test/vscode/runTests.ts'], {}),
        await mocha('vscode-page', ['test/vscode/*.test.ts'], {}),
      );
    },
  },
  {
    name: 'web',
    about: 'the extension in a real VS Code for the Web',
    run: async () => {
      await buildSuite();
      return sum(
        await counted('web', ['--import', 'tsx', 'test/web/runTests.ts'], {}),
        await mocha('web-page', ['test/web/*.test.ts'], {}),
      );
    },
  },
];

/** Milliseconds for tests that start a browser or a Go build; those of `.mocharc.json` are for Node alone. */
const SLOW_TIMEOUT = 120_000;

/** The results of two runs that are one step. */
function sum(a: Results, b: Results): Results {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    failures: [...a.failures, ...b.failures],
  };
}

/** Runs mocha on `specs`, or as `.mocharc.json` says when there are none. */
function mocha(name: string, specs: readonly string[], env: NodeJS.ProcessEnv): Promise<Results> {
  const options =
    specs.length === 0
      ? []
      : [...NAMED_SPECS, ...['--timeout', String(SLOW_TIMEOUT), '--forbid-pending', ...specs]];
  const args = [tool('mocha/bin/mocha.js'), '--reporter', 'scripts/test/reporter.ts', ...options];
  return counted(name, args, env);
}

/** Runs a Node program that writes its counts to HEAPGHOST_RESULTS. */
async function counted(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Results> {
  const file = path.join(OUT, 'results', `${name}.json`);
  rmSync(file, { force: true });
  const code = await runLogged(name, args, {
    ...env,
    HEAPGHOST_RESULTS: file,
    HEAPGHOST_CACHE: cacheFolder(),
  });
  const results = readResults(file);
  if (results === undefined) throw new UserError(`broke off before its tests ended (${code})`);
  if (code !== 0 && results.failed === 0) {
    throw new UserError(`ended with ${code} although no test failed`);
  }
  // No test at all proves nothing, and is what a wrong file pattern looks like.
  if (results.passed + results.failed === 0) throw new UserError('found no tests');
  return results;
}

/** Runs a tool that passes or fails as a whole. */
async function check(name: string, program: string, args: readonly string[]): Promise<Results> {
  const code = await runLogged(name, [tool(program), ...args], {});
  const passed = code === 0 ? 1 : 0;
  return { passed, failed: 1 - passed, failures: [] };
}

function tool(program: string): string {
  return path.join(REPOSITORY, 'node_modules', program);
}
