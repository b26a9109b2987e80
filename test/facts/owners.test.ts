/** How far a value is followed through a package before it is taken to get about. */
import assert from 'node:assert/strict';
import { collectFacts } from '../../server/src/facts/collect';
import type { Fate } from '../../server/src/facts/owners';
import { birthsOf } from '../../server/src/facts/owners';
import type { GoParser } from '../../server/src/syntax/parser';
import { checkPackage, stdImporter } from '../../server/src/types';
import type { SourceFile } from '../../server/src/types';
import { goParser } from '../syntax/support';

/** How many variables and functions are looked at. */
const MOST = 200;

const HOLDER = 'type holder struct{ m map[string]int }\n';

/** A local, and parameters that hand it on: so many variables. */
function handedOn(variables: number): string {
  const last = variables - 1;
  const functions = Array.from({ length: last }, (_, i) => {
    const body = i + 1 < last ? `f${i + 1}(x)` : 'clear(x.m)';
    return `func f${i}(x *holder) { ${body} }\n`;
  });
  return `${HOLDER}func start() {\n\tx := &holder{}\n\tf0(x)\n}\n${functions.join('')}`;
}

/** Functions that return what another one returns: so many, and a local that gets it at the end. */
function returned(functions: number): string {
  const all = Array.from({ length: functions }, (_, i) => {
    const value = i === 0 ? '&holder{}' : `f${i - 1}()`;
    return `func f${i}() *holder { return ${value} }\n`;
  });
  return `${HOLDER}${all.join('')}func end() { clear(f${functions - 1}().m) }\n`;
}

describe('how far values are followed', () => {
  let parser: GoParser;
  before(async () => {
    parser = await goParser();
  });

  function fatesOf(body: string): readonly Fate[] {
    const text = `package p\n\n${body}`;
    const file: SourceFile = {
      ...{ uri: 'memory:/p.go', text, ast: parser.parse(text), test: false, included: true },
    };
    assert.deepEqual(file.ast.errors, []);
    const info = checkPackage([file], { path: 'p', arch: 'amd64', importer: stdImporter('amd64') });
    const type = info.lookup('holder');
    assert.ok(type?.kind === 'type');
    return birthsOf(collectFacts(info, [file]), type).map(({ fate }) => fate);
  }

  const cases: readonly (readonly [string, (places: number) => string])[] = [
    ['handed on', handedOn],
    ['returned', returned],
  ];
  for (const [what, source] of cases) {
    it(`to the end where they are ${what} as often as is looked at`, () => {
      assert.deepEqual(fatesOf(source(MOST)), ['local']);
    });
    it(`no further where they are ${what} once more: other packages may have them`, () => {
      assert.deepEqual(fatesOf(source(MOST + 1)), ['caller']);
    });
  }
});
