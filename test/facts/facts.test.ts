/**
 * What is done to each variable. A case is a Go package: each line with `// VARIABLE: KIND…` in a comment at its end says
 * which operations begin on that line; every operation on a variable that is named anywhere must be said.
 *
 *     c.items[k] = 1 // c.items: insert
 *
 * `replace!` is a first value, `alias:returned` how another name arises, `delete<m` goes through m.
 */
import assert from 'node:assert/strict';
import { collectFacts } from '../../server/src/facts/collect';
import { isElement } from '../../server/src/facts/elements';
import type { Operation } from '../../server/src/facts/facts';
import type { GoParser } from '../../server/src/syntax/parser';
import { checkPackage, stdImporter } from '../../server/src/types';
import type { SourceFile } from '../../server/src/types';
import type { Var } from '../../server/src/types/object';
import { goParser } from '../syntax/support';
import { CASES } from './cases';

function describeOperation({ kind, alias, initial, through }: Operation): string {
  const detail = alias === undefined ? '' : `:${alias}`;
  const first = initial === true ? '!' : '';
  return `${kind}${detail}${first}${through === undefined ? '' : `<${through.name}`}`;
}

/** `c.items` for a field of c, `m` for a package variable, `local.m` for all others. */
function nameOf({ name, owner, role }: Var): string {
  if (role !== 'field') return role === 'package' ? name : `local.${name}`;
  return owner === undefined ? name : `${owner}.${name}`;
}

describe('facts', () => {
  let parser: GoParser;
  before(async () => {
    parser = await goParser();
  });

  for (const [title, source] of CASES) {
    it(title, () => {
      const file: SourceFile = {
        uri: 'memory:/p.go',
        text: source,
        ast: parser.parse(source),
        test: false,
        included: true,
      };
      assert.deepEqual(file.ast.errors, []);
      const info = checkPackage([file], {
        path: 'p',
        arch: 'amd64',
        importer: stdImporter('amd64'),
      });
      const facts = collectFacts(info, [file]);
      const wanted: string[] = [];
      const names = new Set<string>();
      for (const [i, line] of source.split('\n').entries()) {
        for (const [, name = '', kinds = ''] of line.matchAll(/\/\/ ([\w.]+): ([^/]*)/g)) {
          names.add(name);
          for (const kind of kinds.trim().split(/\s+/)) wanted.push(`${i + 1} ${name} ${kind}`);
        }
      }
      const found: string[] = [];
      for (const variable of variablesOf(file, info)) {
        if (!names.has(nameOf(variable))) continue;
        for (const operation of facts.of(variable).operations) {
          const line = source.slice(0, operation.node.pos).split('\n').length;
          found.push(`${line} ${nameOf(variable)} ${describeOperation(operation)}`);
        }
      }
      assert.deepEqual(found.sort(), wanted.sort());
      const deleted = facts.deletedFrom.flatMap(({ variable }) =>
        isElement(variable) ? [] : [nameOf(variable)],
      );
      assert.deepEqual(
        new Set(deleted.filter((name) => names.has(name) || name.startsWith('local.'))),
        new Set(
          wanted.filter((line) => / [\w.]+ delete/.test(line)).map((line) => line.split(' ')[1]),
        ),
        'what is deleted from, found without being asked for',
      );
    });
  }
});

/** Every variable and field that the file declares. */
function variablesOf(file: SourceFile, info: ReturnType<typeof checkPackage>): Set<Var> {
  const variables = new Set<Var>();
  for (const { 0: word, index } of file.text.matchAll(/\w+/g)) {
    const obj = info.lookupAt(file, index + word.length, word);
    if (obj?.kind === 'var') variables.add(obj);
  }
  for (const obj of info.objects()) {
    if (obj.kind !== 'type') continue;
    const type = obj.type();
    const struct = type.kind === 'named' ? type.underlying() : type;
    if (struct.kind === 'struct') for (const field of struct.fields) variables.add(field);
  }
  return variables;
}
