/**
 * The functions that facts/callTable.ts lists, in the sources of a real Go: each is there and has the parameters that the
 * table says something about. Those of other modules are in `signatures`, one file a package.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CallRow } from '../../server/src/facts/callTable';
import { CALL_TABLE } from '../../server/src/facts/callTable';
import { namesOf } from '../../server/src/facts/calls';
import type { Expr, FuncType } from '../../server/src/syntax/ast';
import type { GoParser } from '../../server/src/syntax/parser';
import { goParser } from '../syntax/support';

const GO = process.env['HEAPGHOST_GO'] ?? 'go';

const SIGNATURES = path.join(__dirname, 'signatures');

/** The number of parameters by the name of a function, or of a type and a method. */
type Declared = ReadonlyMap<string, number>;

function parametersOf({ params }: FuncType): number {
  return params.reduce((sum, { names }) => sum + Math.max(names.length, 1), 0);
}

function nameOf(type: Expr | undefined): string {
  if (type?.kind === 'Ident') return type.name;
  return type !== undefined && 'x' in type ? nameOf(type.x) : '';
}

function declaredIn(parser: GoParser, texts: readonly string[]): Declared {
  const declared = new Map<string, number>();
  for (const text of texts) {
    for (const decl of parser.parse(text).decls) {
      if (decl.kind === 'FuncDecl') {
        const recv = decl.recv === undefined ? '' : `${nameOf(decl.recv.type)}.`;
        declared.set(`${recv}${decl.name.name}`, parametersOf(decl.type));
      } else if (decl.kind === 'GenDecl') {
        for (const spec of decl.specs) {
          if (spec.kind !== 'TypeSpec' || spec.type.kind !== 'InterfaceType') continue;
          for (const { names, type } of spec.type.elems) {
            if (type.kind !== 'FuncType') continue;
            for (const { name } of names) {
              declared.set(`${spec.name.name}.${name}`, parametersOf(type));
            }
          }
        }
      }
    }
  }
  return declared;
}

/** Import path, and what is declared there: `sync` and `Once.Do`. Builtins are declared in package builtin. */
function placesOf({ of, names }: CallRow): readonly (readonly [pkg: string, name: string])[] {
  return of.split(' ').flatMap((one) => {
    const dot = one.indexOf('.', one.lastIndexOf('/') + 1);
    const pkg = dot < 0 ? one : one.slice(0, dot);
    const type = dot < 0 ? '' : `${one.slice(dot + 1)}.`;
    return names.split(' ').map((name) => [pkg || 'builtin', `${type}${name}`] as const);
  });
}

describe('what calls do', () => {
  let parser: GoParser;
  let root: string;
  const known = new Map<string, Declared>();
  before(async () => {
    parser = await goParser();
    root = spawnSync(GO, ['env', 'GOROOT'], { encoding: 'utf8' }).stdout.trim();
  });

  const declared = (name: string): Declared => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const other = path.join(SIGNATURES, `${name.replaceAll('/', '+')}.go.txt`);
    const folder = path.join(root, 'src', name);
    const files = existsSync(other)
      ? [other]
      : readdirSync(folder)
          .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'))
          .map((file) => path.join(folder, file));
    const made = declaredIn(
      parser,
      files.map((file) => readFileSync(file, 'utf8')),
    );
    known.set(name, made);
    return made;
  };

  for (const row of CALL_TABLE) {
    it(`${row.of} ${row.names}`, () => {
      for (const [pkg, name] of placesOf(row)) {
        const params = declared(pkg).get(name);
        assert.equal(params, row.args.length, `${pkg}.${name}`);
      }
    });
  }

  it('says each once', () => {
    const names = CALL_TABLE.flatMap(namesOf);
    assert.deepEqual([...new Set(names)], names);
  });
});
