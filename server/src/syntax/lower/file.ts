import { once } from '../../base/once';
import type { Decl, Field, File, FuncDecl, Ident, SyntaxError } from '../ast';
import { importsIn } from '../declared';
import type { FlatTree } from '../flatTree';
import { childOfKind, childWithField, commentsIn } from '../flatTree';
import { isGeneratedMark } from '../generated';
import { F, K } from '../kinds';
import type { Context } from './context';
import { MAX_DEPTH, end, ident, kind, next, start } from './context';
import { fieldIdent, parameters, signature } from './expressions';
import { firstIndex, touching } from '../spans';
import { genDecl } from './specs';
import { withLazyBody } from './lazyBody';
import { block } from './statements';

function funcDecl(c: Context, node: number): FuncDecl {
  const pos = start(c, node);
  const receiver = childWithField(c.t, node, F.receiver);
  const body = childWithField(c.t, node, F.body);
  const recv = receiver < 0 ? undefined : parameters(c, receiver)[0];
  const name = fieldIdent(c, node, F.name, pos + 4);
  const type = signature(c, node, pos);
  const typeParams = recv === undefined ? undefined : c.methodTypeParams.get(name.pos);
  const decl = {
    kind: 'FuncDecl',
    pos,
    end: end(c, node),
    ...(recv !== undefined && { recv }),
    name,
    type: typeParams === undefined ? type : { ...type, typeParams },
  } as const;
  if (body < 0) return decl;
  // Its nodes do not tell of type parameters that the grammar has no place for, nor all names around an error.
  if (!c.lazy || typeParams !== undefined || c.wrong(pos, decl.end))
    return { ...decl, body: block(c, body) };
  return withLazyBody(decl, () => block(c, body));
}

interface Found {
  packageName: Ident | undefined;
  readonly decls: Decl[];
}

/** Collects the declarations among the children of a node: of the file, or of an ERROR that swallowed some. */
function declarations(c: Context, node: number, found: Found): void {
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    const k = kind(c, child);
    if (k === K.function_declaration || k === K.method_declaration) {
      found.decls.push(funcDecl(c, child));
    } else if (
      k === K.import_declaration ||
      k === K.const_declaration ||
      k === K.type_declaration ||
      k === K.var_declaration
    ) {
      found.decls.push(genDecl(c, child));
    } else if (k === K.package_clause) {
      const name = childOfKind(c.t, child, K.package_identifier);
      if (name >= 0) found.packageName ??= ident(c, name);
    } else if (k === K.ERROR) {
      const before = found.decls.length;
      declarations(c, child, found);
      if (found.decls.length === before) {
        found.decls.push({ kind: 'BadDecl', pos: start(c, child), end: end(c, child) });
      }
    } else if (k < K['token:operator'] && k !== K.empty_statement) {
      // The grammar allows statements here, for snippets; Go does not.
      const span = { pos: start(c, child), end: end(c, child) };
      c.errors.push({ ...span, message: 'A statement outside of a function.' });
      found.decls.push({ kind: 'BadDecl', ...span });
    }
  }
}

/**
 * A file's plain tree.
 * @param length UTF-16 length of the text as the caller gave it.
 */
export function lowerFile(
  t: FlatTree,
  length: number,
  name: (pos: number, end: number) => string,
  methodTypeParams: ReadonlyMap<number, readonly Field[]>,
): File {
  const errors: SyntaxError[] = [...t.errors];
  // A body that is lowered later cannot report errors; a node adds two levels at most.
  const lazy = 2 * t.depth < MAX_DEPTH;
  const wrong = touching(t.errors);
  const c: Context = { t, name, block, methodTypeParams, errors, wrong, lazy, depth: 0 };
  const found: Found = { packageName: undefined, decls: [] };
  declarations(c, 0, found);
  const { decls } = found;
  const clause = found.packageName?.pos ?? length;
  const { text, comments: offsets } = t;
  const before = firstIndex(offsets.length, (i) => (offsets[i] as number) >= clause);
  const comments = once(() => commentsIn({ text, comments: offsets }));
  return {
    ...(found.packageName !== undefined && { packageName: found.packageName }),
    decls,
    imports: importsIn(decls),
    get comments() {
      return comments();
    },
    errors,
    readErrors: errors,
    firstErrors: errors,
    sound: errors.length === 0,
    generated: commentsIn({ text, comments: offsets.slice(0, before) }).some(isGeneratedMark),
    length,
  };
}
