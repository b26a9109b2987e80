/**
 * `type T [N * pkg.M]E` declares an array, though `[N *pkg.M]` could be a type parameter with its constraint. The grammar
 * takes some of these for type parameters; Go takes one for an array length unless a comma or the form of the constraint
 * says otherwise (Go specification, "Type parameter declarations"; go/parser, extractName and isTypeElem, Go 1.26).
 */
import type { Expr, Field } from '../ast';

/** The array length that a list of type parameters is in truth; undefined when it is what it looks like. */
export function lengthOf(fields: readonly Field[], comma: boolean): Expr | undefined {
  const [only, ...more] = fields;
  const [name, ...others] = only?.names ?? [];
  if (only === undefined || name === undefined) return undefined;
  if (more.length > 0 || others.length > 0 || comma) return undefined;
  return joined(name, only.type);
}

/** A name and what stands after it as one expression. */
function joined(name: Expr, rest: Expr): Expr | undefined {
  const span = { pos: name.pos, end: rest.end };
  switch (rest.kind) {
    case 'StarExpr':
      if (isTypeElem(rest.x)) return undefined;
      return { kind: 'BinaryExpr', ...span, op: '*', x: name, y: rest.x };
    case 'ParenExpr':
      if (isTypeElem(rest.x)) return undefined;
      return {
        kind: 'CallExpr',
        ...span,
        fun: name,
        lparen: rest.pos,
        args: [rest.x],
        ellipsis: false,
      };
    case 'BinaryExpr': {
      const x = isTypeElem(rest.y) ? undefined : joined(name, rest.x);
      return x && { ...rest, ...span, x };
    }
    default:
      return undefined;
  }
}

/** Whether an expression can be nothing but a type. */
function isTypeElem(e: Expr): boolean {
  switch (e.kind) {
    case 'ArrayType':
    case 'StructType':
    case 'FuncType':
    case 'InterfaceType':
    case 'MapType':
    case 'ChanType':
      return true;
    case 'BinaryExpr':
      return isTypeElem(e.x) || isTypeElem(e.y);
    case 'UnaryExpr':
      return e.op === '~';
    case 'ParenExpr':
      return isTypeElem(e.x);
    default:
      return false;
  }
}
