/** Calls and conversions. */
import type { CallExpr, Expr } from '../syntax/ast';
import { underlying, unknown } from './basic';
import { builtinOperand } from './builtins';
import type { Checker, Operand } from './checker';
import { converted } from './conversion';
import { coreType } from './coreType';
import { unparen } from './define';
import { inferCall } from './infer';
import { constantOf, unknownOperand, valueOf } from './operand';
import type { SignatureType, Type, UnknownType } from './type';

export function callOperand(c: Checker, e: CallExpr): Operand {
  const fun = unparen(e.fun);
  // `f[int](x)` may leave some type arguments to inference, which an index expression alone cannot.
  if (fun.kind === 'IndexExpr') {
    const generic = c.expr(fun.x);
    if (generic.mode !== 'type' && generic.type.kind === 'signature') {
      const given = fun.indices.map((i) => c.typ(i));
      return resultOf(inferred(c, generic.type, given, e));
    }
  }
  const f = c.expr(fun);
  if (f.mode === 'type') return conversion(c, f.type, e);
  if (f.mode === 'builtin') return builtinOperand(c, f.builtin ?? '', e);
  const core = coreType(f.type);
  if (core.kind === 'signature') return resultOf(inferred(c, core, [], e));
  return core.kind === 'unknown' ? valueOf(core) : unknownOperand('not a function');
}

function conversion(c: Checker, type: Type, e: CallExpr): Operand {
  const [arg] = e.args;
  if (arg === undefined || e.args.length !== 1) return valueOf(type);
  if (underlying(type).kind !== 'basic') return valueOf(type);
  const x = c.expr(arg);
  if (x.mode !== 'const') return valueOf(type);
  return constantOf(type, x.value === undefined ? undefined : converted(x.value, type));
}

function inferred(
  c: Checker,
  sig: SignatureType,
  given: readonly Type[],
  e: CallExpr,
): SignatureType | UnknownType {
  if (sig.typeParams.length === 0) return sig;
  const args = argumentTypes(c, e.args);
  return inferCall(sig, { given, args, spread: e.ellipsis, pkg: c.path });
}

/** The types of the arguments; `f(g())` passes all results of g. */
function argumentTypes(c: Checker, args: readonly Expr[]): readonly Type[] {
  const [only] = args;
  if (only !== undefined && args.length === 1) {
    const { type } = c.expr(only);
    return type.kind === 'tuple' ? type.types : [type];
  }
  return args.map((a) => c.expr(a).type);
}

function resultOf(sig: SignatureType | UnknownType): Operand {
  if (sig.kind === 'unknown') return valueOf(sig);
  const [first] = sig.results;
  if (first !== undefined && sig.results.length === 1) return valueOf(first.type());
  const type: Type =
    sig.results.length === 0
      ? unknown('a call without results')
      : { kind: 'tuple', types: sig.results.map((r) => r.type()) };
  return { mode: sig.results.length === 0 ? 'none' : 'value', type };
}
