/** In which files findings are wanted. */
import type { LeftOut } from '../contracts/workspace';
import type { Settings } from '../contracts/settings';
import type { SourceFile } from '../types';

const VENDORED = /\/vendor\//;

/** The folder of a version in the module cache, whose `@` is escaped in URIs. */
const MODULE_CACHE = /\/[^/]+%40v\d[^/]*\//;

/** A test, when tests are not asked for: it need not be parsed to know that nothing is found in it. */
export function isUnwanted(uri: string, settings: Settings): boolean {
  return !isAskedFor(uri, settings) && uri.endsWith('_test.go');
}

/** Whether findings are wanted in whatever kind of file this is. */
function isAskedFor(uri: string, { includeAll, named }: Settings): boolean {
  return includeAll === true || named?.has(uri) === true;
}

/** Files in which nobody wants findings: tests, generated files, vendored ones and those of the module cache. */
export function leftOutAs(file: SourceFile, settings: Settings): LeftOut | undefined {
  if (isAskedFor(file.uri, settings)) return undefined;
  if (file.test) return 'test';
  if (MODULE_CACHE.test(file.uri)) return 'file of the module cache';
  if (VENDORED.test(file.uri)) return 'vendored file';
  return file.ast.generated ? 'generated file' : undefined;
}
