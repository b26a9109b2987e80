/** The shape of a type that somebody typed, as it would mean at a place of the source. */
import type { Arch, TypeShapeResult } from '../../../runtime';
import type { Expr, File, Ident } from '../syntax/ast';
import { walk } from '../syntax/walk';
import type { PackageInfo, SourceFile } from '../types';
import { toShape } from '../types';

/** Where names are looked up. */
export interface TypeScope {
  readonly info: PackageInfo;
  readonly file: SourceFile;
  /** UTF-16 offset into the file. */
  readonly offset: number;
}

/** Longer texts are no types that anybody typed, UTF-16 units. */
const MAX_TEXT = 20_000;
const BEFORE = 'package p\n\ntype t = ';

/** The shape, or in one sentence why there is none and where in the text. `parse` reads a whole file. */
export function shapeOfText(
  scope: TypeScope,
  text: string,
  parse: (text: string) => File,
  arch: Arch,
): TypeShapeResult {
  try {
    return shapeOf(scope, text, parse, arch);
  } catch (error) {
    // The parts of a type are looked at one inside the other.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, message: 'the type is nested too deeply', offset: 0 };
  }
}

function shapeOf(
  scope: TypeScope,
  text: string,
  parse: (text: string) => File,
  arch: Arch,
): TypeShapeResult {
  const read = readType(text, parse);
  if (!('kind' in read)) return { ok: false, ...read };
  const undeclared = firstUndeclared(scope, read);
  if (undeclared !== undefined) return { ok: false, ...undeclared };
  const { shape, unknown } = toShape(
    scope.info.typeAt(scope.file, scope.offset, read),
    arch,
    scope.info.path,
  );
  if (shape !== undefined) return { ok: true, shape: { ...shape, text: text.trim() } };
  return { ok: false, message: `the size of ${text.trim()} is unknown: ${unknown}`, offset: 0 };
}

interface Problem {
  readonly message: string;
  readonly offset: number;
}

/** The one type expression that the text is. */
function readType(text: string, parse: (text: string) => File): Expr | Problem {
  if (text.length > MAX_TEXT) return { message: 'the type is too long', offset: MAX_TEXT };
  if (text.trim() === '') return { message: 'expected a type', offset: 0 };
  const whole = `${BEFORE}${text}\n`;
  const { decls, errors } = parse(whole);
  const [error] = errors;
  if (error !== undefined) {
    return { message: error.message, offset: Math.min(text.length, offsetIn(error.pos)) };
  }
  const [decl, second] = decls;
  const [spec, other] = decl?.kind === 'GenDecl' ? decl.specs : [];
  const type = spec?.kind === 'TypeSpec' && spec.typeParams === undefined ? spec.type : undefined;
  const end = type === undefined ? 0 : offsetIn(type.end);
  if (type === undefined || second !== undefined || other !== undefined || text.slice(end).trim()) {
    return { message: 'expected one type and nothing else', offset: Math.min(text.length, end) };
  }
  return type;
}

function offsetIn(pos: number): number {
  return Math.max(0, pos - BEFORE.length);
}

/** The first name that means nothing at the place, which explains more than what follows from it. */
function firstUndeclared({ info, file, offset }: TypeScope, type: Expr): Problem | undefined {
  let found: Problem | undefined;
  const check = (name: Ident, qualified: boolean): void => {
    if (found !== undefined || info.lookupAt(file, offset, name.name) !== undefined) return;
    const message = qualified
      ? `${name.name} is no package that the file of the map imports`
      : `unknown type ${name.name}: the package of the map has none of this name`;
    found = { message, offset: offsetIn(name.pos) };
  };
  walk(type, (node) => {
    switch (node.kind) {
      case 'SelectorExpr':
        if (node.x.kind === 'Ident') check(node.x, true);
        return false;
      case 'Ident':
        check(node, false);
        return undefined;
      // Names of fields, methods and parameters are none of types.
      case 'StructType':
      case 'FuncType':
      case 'InterfaceType':
        return false;
      default:
        return undefined;
    }
  });
  return found;
}
