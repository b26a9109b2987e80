import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Expr } from '../../server/src/syntax/ast';
import type { PackageInfo, SourceFile } from '../../server/src/types';
import { sizesFor, typeString } from '../../server/src/types';
import { packageOf, visitNodes } from './support';

const FIXTURES = path.join(__dirname, 'fixtures');

/** What the comments of one line expect; the form is described in fixtures/README.md. */
function expectations(line: string): ReadonlyMap<string, string> {
  const comment = /\/\/ ((?:type|size|align|pointers|const|unknown): .*)$/.exec(line)?.[1] ?? '';
  const pairs = comment.split(' | ').flatMap((part): [string, string][] => {
    const at = part.indexOf(': ');
    return at < 0 ? [] : [[part.slice(0, at), part.slice(at + 2).trim()]];
  });
  return new Map(pairs);
}

/** The expression that the expectation of each line is about. */
function subjects(file: SourceFile): ReadonlyMap<number, Expr> {
  const out = new Map<number, Expr>();
  const line = (offset: number): number => file.text.slice(0, offset).split('\n').length;
  const add = (end: number, start: number, e: Expr | undefined): void => {
    if (e !== undefined)
      for (const at of [end, start]) if (!out.has(line(at))) out.set(line(at), e);
  };
  visitNodes(file.ast.decls, (node) => {
    if (node.kind === 'TypeSpec') {
      add(node.end, node.pos, node.name);
    } else if (node.kind === 'ValueSpec') {
      const [name] = node.names;
      add(node.end, node.pos, name?.name === '_' ? node.values[0] : name);
    } else if (node.kind === 'AssignStmt') {
      const [left] = node.lhs;
      if (left?.kind !== 'Ident') return;
      if (left.name === '_') add(node.end, node.end, node.rhs[0]);
      else if (node.op === ':=') add(node.end, node.end, left);
    }
  });
  return out;
}

function facts(info: PackageInfo, e: Expr): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  const obj = e.kind === 'Ident' ? info.objectOf(e) : undefined;
  const type = obj?.kind === 'const' ? obj.type() : info.typeOf(e);
  out.set('type', typeString(type, info.path));
  const value = obj?.kind === 'const' ? obj.value() : info.constOf(e);
  if (value !== undefined) out.set('const', String(value));
  const layout = sizesFor('amd64').layout(type);
  if ('unknown' in layout) {
    out.set('unknown', layout.unknown);
  } else {
    out.set('size', String(layout.size));
    out.set('align', String(layout.align));
    out.set('pointers', String(layout.pointers));
  }
  return out;
}

describe('types: fixtures', () => {
  const folders = readdirSync(FIXTURES, { withFileTypes: true }).filter((d) => d.isDirectory());
  for (const { name } of folders) {
    it(name, async () => {
      const folder = path.join(FIXTURES, name);
      const names = readdirSync(folder).filter((f) => f.endsWith('.go'));
      const texts = names.map((f) => readFileSync(path.join(folder, f), 'utf8'));
      const { info, files } = await packageOf(texts, { path: name });
      let checked = 0;
      for (const [i, file] of files.entries()) {
        const found = subjects(file);
        file.text.split('\n').forEach((line, index) => {
          const where = `${names[i] ?? ''}:${index + 1}: ${line.trim()}`;
          const wanted = expectations(line);
          if (wanted.size === 0) return;
          const subject = found.get(index + 1);
          assert(subject !== undefined, `nothing to expect on ${where}`);
          const known = facts(info, subject);
          for (const [key, value] of wanted) {
            assert.equal(known.get(key), value, `${key} of ${where}`);
            checked++;
          }
        });
      }
      assert(checked > 0, 'the fixture expects nothing');
    });
  }
});
