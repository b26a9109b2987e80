/** Runs chosen tests in this process, as `npm run unit` runs all of them. */
import path from 'node:path';
import Mocha from 'mocha';
import { REPOSITORY } from '../../scripts/host/paths';
import { relative } from './modules';

/** Milliseconds that one test may take. */
export const TIMEOUT = 300_000;

export interface TestId {
  /** Relative to the repository. */
  readonly file: string;
  readonly title: string;
}

export interface Failure {
  readonly title: string;
  readonly message: string;
}

export interface Listener {
  /** The modules of the test files are loaded. */
  loaded?(): void;
  /** What happened up to now belongs to this test. */
  ended?(test: TestId, ms: number): void;
  /** What happened up to now belongs to a hook of these tests. */
  prepared?(tests: readonly TestId[]): void;
  begins?(test: TestId): void;
}

/** Says nothing. */
class Silent extends Mocha.reporters.Base {
  override epilogue(): void {
    // Its listener has all that is to be told.
  }
}

class Run extends Mocha {
  /** Loads the modules of the added files now, which throws what they throw. */
  load(): void {
    this.loadFiles();
  }
}

function idOf(test: Mocha.Test): TestId {
  return { file: relative(test.file ?? ''), title: test.fullTitle() };
}

/** The first failure, after which nothing else runs; undefined when all passed. Rejects with what a listener throws. */
export function runTests(
  files: readonly string[],
  wanted: (test: TestId) => boolean,
  listener: Listener = {},
): Promise<Failure | undefined> {
  const mocha = new Run({ bail: true, timeout: TIMEOUT, reporter: Silent });
  try {
    for (const file of files) mocha.addFile(path.join(REPOSITORY, file));
    mocha.load();
  } catch (error) {
    return Promise.resolve({ title: 'loading the modules', message: String(error) });
  }
  listener.loaded?.();
  keepOnly(mocha.suite, wanted);
  return new Promise((resolve, reject) => {
    let failure: Failure | undefined;
    const runner = mocha.run(() => {
      mocha.unloadFiles();
      mocha.dispose();
      resolve(failure);
    });
    /** Mocha would wait for ever after an error of a listener. */
    const tell = (of: () => void): void => {
      try {
        of();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
        runner.abort();
      }
    };
    runner.on('fail', (test: Mocha.Runnable, error: Error) => {
      failure ??= { title: test.fullTitle(), message: error.message };
    });
    runner.on('test', (test: Mocha.Test) => tell(() => listener.begins?.(idOf(test))));
    runner.on('test end', (test: Mocha.Test) =>
      tell(() => listener.ended?.(idOf(test), test.duration ?? 0)),
    );
    runner.on('hook end', (hook: Mocha.Hook) => tell(() => listener.prepared?.(testsOf(hook))));
  });
}

/** The tests that a hook runs for. */
function testsOf(hook: Mocha.Hook): TestId[] {
  const current = hook.ctx?.currentTest;
  if (current !== undefined && / each/.test(hook.title)) return [idOf(current)];
  const tests: TestId[] = [];
  hook.parent?.eachTest((test) => tests.push(idOf(test)));
  return tests;
}

function keepOnly(suite: Mocha.Suite, wanted: (test: TestId) => boolean): void {
  suite.tests = suite.tests.filter((test) => wanted(idOf(test)));
  for (const inner of suite.suites) keepOnly(inner, wanted);
}
