import type { GenDecl, ImportSpec, TypeSpec, ValueSpec } from '../ast';
import { childWithField } from '../flatTree';
import { F, K } from '../kinds';
import { Ch } from '../scan';
import { lengthOf } from './ambiguous';
import type { Context } from './context';
import { end, ident, kind, next, skipTrivia, start } from './context';
import { expr, fieldExpr, fieldExprs, fieldIdent, names, typeParameters } from './expressions';

type Spec = ImportSpec | ValueSpec | TypeSpec;

function importSpec(c: Context, node: number): ImportSpec {
  const pos = start(c, node);
  const stop = end(c, node);
  const name = childWithField(c.t, node, F.name);
  const path = childWithField(c.t, node, F.path);
  const text =
    path < 0 ? '' : c.name(start(c, path) + 1, Math.max(start(c, path) + 1, end(c, path) - 1));
  return name < 0
    ? { kind: 'ImportSpec', pos, end: stop, path: text }
    : { kind: 'ImportSpec', pos, end: stop, name: ident(c, name), path: text };
}

function valueSpec(c: Context, node: number, iota: number): ValueSpec {
  const type = childWithField(c.t, node, F.type);
  const span = { pos: start(c, node), end: end(c, node) };
  const list = names(c, node);
  const values = fieldExprs(c, node, F.value);
  return type < 0
    ? { kind: 'ValueSpec', ...span, names: list, values, iota }
    : { kind: 'ValueSpec', ...span, names: list, type: expr(c, type), values, iota };
}

function typeSpec(c: Context, node: number): TypeSpec {
  const pos = start(c, node);
  const stop = end(c, node);
  const params = childWithField(c.t, node, F.type_parameters);
  const typeParams = params < 0 ? [] : typeParameters(c, params);
  const alias = kind(c, node) === K.type_alias;
  const type = fieldExpr(c, node, F.type, stop);
  const len = alias ? undefined : lengthOf(typeParams, endsInComma(c, params));
  return {
    kind: 'TypeSpec',
    pos,
    end: stop,
    name: fieldIdent(c, node, F.name, pos),
    ...(params >= 0 && len === undefined && { typeParams }),
    alias,
    type:
      len === undefined
        ? type
        : { kind: 'ArrayType', pos: start(c, params), end: type.end, len, elem: type },
  };
}

/** Whether the last thing before a closing bracket is a comma. */
function endsInComma(c: Context, node: number): boolean {
  if (node < 0) return false;
  const stop = end(c, node) - 1;
  let last = 0;
  for (let at = start(c, node); at < stop; at = skipTrivia(c.t.text, at + 1)) {
    last = c.t.text.charCodeAt(at);
  }
  return last === Ch.Comma;
}

/** Appends the specs below a declaration, also those inside an ERROR. */
function specs(c: Context, node: number, out: Spec[]): void {
  for (let child = node + 1, stop = next(c, node); child < stop; child = next(c, child)) {
    const k = kind(c, child);
    if (k === K.const_spec || k === K.var_spec) out.push(valueSpec(c, child, out.length));
    else if (k === K.type_spec || k === K.type_alias) out.push(typeSpec(c, child));
    else if (k === K.import_spec) out.push(importSpec(c, child));
    else if (k === K.import_spec_list || k === K.var_spec_list || k === K.ERROR) {
      specs(c, child, out);
    }
  }
}

/** An import, const, type or var declaration. */
export function genDecl(c: Context, node: number): GenDecl {
  const k = kind(c, node);
  const tok =
    k === K.import_declaration
      ? 'import'
      : k === K.const_declaration
        ? 'const'
        : k === K.type_declaration
          ? 'type'
          : 'var';
  const list: Spec[] = [];
  specs(c, node, list);
  return { kind: 'GenDecl', pos: start(c, node), end: end(c, node), tok, specs: list };
}
