/**
 * The fixtures of fixes: one text file each under fixtures/<fix id>/, discovered by name.
 *
 *     What the fixture shows, in a line or two.
 *     -- go.mod --
 *     module example.com/x
 *
 *     go 1.26
 *     -- main.go --
 *     package main
 *
 *     var sessions = map[string]session{} // fix: pointer-values
 *     ...
 *     -- main.go.golden --
 *     the whole file after the fix
 *
 * The marker comment stands on the line that the fix is asked for: of the variable, or of the statement. Where a fix
 * must not be offered, `-- refused --` with the reason takes the place of the golden files. A fixture that changes what
 * is printed (`-- unsafe --`, empty) says that its fix is not marked as safe. UPDATE_GOLDEN=1 writes what is missing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { collectFacts } from '../../server/src/facts/collect';
import type { FixContext } from '../../server/src/fixes/context';
import { ALL_SHOWN } from '../settings';
import type { GoParser } from '../../server/src/syntax/parser';
import { checkPackage } from '../../server/src/types/check';
import type { Importer } from '../../server/src/types/importer';
import type { SourceFile } from '../../server/src/types/info';
import type { Archive } from '../txtar';
import { parseTxtar } from '../txtar';

export interface Fixture {
  /** `pointer-values/range`. */
  readonly name: string;
  readonly fixId: string;
  readonly file: string;
  readonly archive: Archive;
}

const ROOT = path.join(__dirname, 'fixtures');

export function loadFixtures(): Fixture[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: fixId }) =>
      readdirSync(path.join(ROOT, fixId)).map((base) => {
        const file = path.join(ROOT, fixId, base);
        const archive = parseTxtar(readFileSync(file, 'utf8'));
        return { name: `${fixId}/${path.parse(base).name}`, fixId, file, archive };
      }),
    );
}

/** The Go files of a fixture: before the fix, or with the golden files in their places. */
export function goFiles({ archive }: Fixture, after: boolean): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, text] of archive.files) {
    if (!name.endsWith('.go')) continue;
    files.set(name, (after ? archive.files.get(`${name}.golden`) : undefined) ?? text);
  }
  return files;
}

/** Where a name of a file (`util_windows.go`) or its `//go:build` line leaves it out on linux/amd64. */
export function isLeftOut(name: string, text: string): boolean {
  return /_(windows|darwin)(_test)?\.go$/.test(name) || /^\/\/go:build (ignore|!linux)/m.test(text);
}

/** A package as rules and fixes see it, from the Go files of a fixture. URIs are the file names. */
export function contextOf(
  files: ReadonlyMap<string, string>,
  goMod: string,
  parser: GoParser,
  importer: Importer,
): FixContext {
  const sources: SourceFile[] = [...files].map(([uri, text]) => {
    const minor = /^\/\/go:build go1\.(\d+)/m.exec(text)?.[1];
    return {
      uri,
      text,
      ast: parser.parse(text),
      test: uri.endsWith('_test.go'),
      included: !isLeftOut(uri, text),
      ...(minor === undefined ? {} : { goLine: Number(minor) }),
    };
  });
  const modulePath = /^module (\S+)/m.exec(goMod)?.[1] ?? 'example.com/x';
  const included = sources.filter((source) => source.included);
  const isExternal = ({ ast }: SourceFile): boolean =>
    ast.packageName?.name.endsWith('_test') === true;
  const own = included.filter((source) => !isExternal(source));
  const external = included.filter(isExternal);
  const info = checkPackage(own, { path: modulePath, arch: 'amd64', importer });
  const testImporter: Importer = {
    import: (wanted) => (wanted === modulePath ? info : importer.import(wanted)),
  };
  const goLine = /^go 1\.(\d+)/m.exec(goMod)?.[1];
  return {
    info,
    ...(external.length === 0
      ? {}
      : {
          externalTests: checkPackage(external, {
            path: `${modulePath}_test`,
            arch: 'amd64',
            importer: testImporter,
          }),
        }),
    files: sources,
    facts: collectFacts(info, sources),
    goLine: {
      value: goLine === undefined ? undefined : Number(goLine),
      origin: 'go line of go.mod',
    },
    settings: ALL_SHOWN,
  };
}
