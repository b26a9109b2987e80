/** Whether V can be written elsewhere than where the map is declared. */
import type { Ident } from '../../syntax/ast';
import { walk } from '../../syntax/walk';
import type { Expr } from '../../syntax/ast';
import type { Obj } from '../../types/object';
import type { Conversion } from './conversion';
import type { Occurrence } from './inventory';
import { occurrencesIn } from './inventory';

/** V as it is written at the declaration, if the same text means the same type where the occurrence stands. */
export function elemText(
  { info, written }: Conversion,
  { file, decl }: Occurrence,
): string | undefined {
  const { elem } = written;
  const text = written.file.text.slice(elem.pos, elem.end);
  for (const ident of typeNames(elem)) {
    const meant = info.objectOf(ident);
    if (meant === undefined) return undefined;
    if (meant.kind === 'pkgname' && !imports(file, meant)) return undefined;
    const hidden = occurrencesIn(file, decl, ident.name).some(({ ident: other, parents }) => {
      const parent = parents.get(other);
      if (parent?.kind === 'SelectorExpr' && parent.sel === other) return false;
      return !same(info.objectOf(other), meant);
    });
    if (hidden) return undefined;
  }
  return /[\n]/.test(text) ? undefined : text;
}

/** The names in a type that are looked up in scopes: neither what follows a package's name, nor fields. */
export function typeNames(type: Expr): Ident[] {
  const names: Ident[] = [];
  walk(type, (node) => {
    if (node.kind === 'Ident') names.push(node);
    if (node.kind === 'SelectorExpr') {
      names.push(...typeNames(node.x));
      return false;
    }
    if (node.kind === 'StructType') {
      for (const field of node.fields) names.push(...typeNames(field.type));
      return false;
    }
    return true;
  });
  return names;
}

function imports({ ast }: Occurrence['file'], meant: Obj): boolean {
  if (meant.kind !== 'pkgname') return false;
  return ast.imports.some(
    ({ name, path }) =>
      path === meant.path && (name?.name ?? meant.name) === meant.name && name?.name !== '.',
  );
}

/** Each file has its own object for the same import. */
function same(a: Obj | undefined, b: Obj): boolean {
  return a === b || (a?.kind === 'pkgname' && b.kind === 'pkgname' && a.path === b.path);
}
