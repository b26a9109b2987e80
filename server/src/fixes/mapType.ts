/** The map type of a variable as it must be written at a place of the package. */
import { remembered } from '../base/remembered';
import type { Expr, Ident, Node } from '../syntax/ast';
import { placeOf } from '../facts/functions';
import { someNode, walk } from '../syntax/walk';
import { sourceText } from '../types/display';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Var } from '../types/object';
import type { Type } from '../types/type';
import { typeNames } from './pointerValues/tree';

/**
 * The text of the type at a UTF-16 offset of a file: as the declaration spells it, where all of its names mean the same
 * there, so that types of packages that are not loaded can be written too; else printed from what is known.
 *
 * @param map an expression of the variable at that place; its type parameters are those of the place
 */
export function mapTypeText(
  info: PackageInfo,
  file: SourceFile,
  pos: number,
  variable: Var,
  map: Expr,
): string | undefined {
  return typeText(info, declaredType(info, variable), info.typeOf(map), file, pos);
}

/** As `mapTypeText`, for any type: as it is written somewhere, or as it is known at the place. */
export function typeText(
  info: PackageInfo,
  written: { readonly file: SourceFile; readonly type: Expr } | undefined,
  known: Type,
  file: SourceFile,
  pos: number,
): string | undefined {
  if (written !== undefined && meansTheSame(info, written.type, file, pos)) {
    const { pos: start, end } = written.type;
    const text = written.file.text.slice(start, end);
    if (!text.includes('\n')) return text;
  }
  const printed = sourceText(known, info, file, pos);
  return printed === undefined || BLANK.test(printed) ? undefined : printed;
}

/** A type parameter that a receiver leaves without a name. */
const BLANK = /(?<![\p{L}\p{Nd}_])_(?![\p{L}\p{Nd}_])/u;

interface WrittenType {
  readonly file: SourceFile;
  readonly type: Expr;
}

const kept = new WeakMap<Var, { readonly type: WrittenType | undefined }>();

/** The type expression that a variable or field is declared with. */
function declaredType(info: PackageInfo, variable: Var): WrittenType | undefined {
  return remembered(kept, variable, () => ({ type: findType(info, variable) })).type;
}

function findType(info: PackageInfo, variable: Var): WrittenType | undefined {
  const { at } = variable;
  const place = placeOf(info, variable);
  if (place === undefined || at === undefined) return undefined;
  const { file, decl } = place;
  let type: Expr | undefined;
  const find = (node: Node): boolean => {
    if (node.pos > at.pos || node.end < at.end) return false;
    const groups =
      node.kind === 'StructType' ? node.fields : node.kind === 'ValueSpec' ? [node] : [];
    for (const group of groups) {
      if (group.names.some((name) => name.pos === at.pos)) type = group.type;
    }
    return type === undefined;
  };
  walk(decl, find);
  return type === undefined ? undefined : { file, type };
}

/** Whether every name in a type expression means at the place what it means where it is written; no type parameters. */
function meansTheSame(info: PackageInfo, type: Expr, file: SourceFile, pos: number): boolean {
  if (someNode(type, ({ kind }) => OF_MANY_NAMES.has(kind))) return false;
  return typeNames(type).every((ident) => isSame(info, ident, file, pos));
}

/** Types in which names are declared too. */
const OF_MANY_NAMES: ReadonlySet<string> = new Set(['StructType', 'InterfaceType', 'FuncType']);

function isSame(info: PackageInfo, ident: Ident, file: SourceFile, pos: number): boolean {
  const written = info.objectOf(ident);
  const found = info.lookupAt(file, pos, ident.name);
  if (written === undefined) return false;
  if (written.kind === 'type' && written.type().kind === 'typeparam') return false;
  if (written.kind === 'pkgname') return found?.kind === 'pkgname' && found.path === written.path;
  return found === written;
}
