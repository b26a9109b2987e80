/** Whether an expression is a call after which nothing of its function runs but what is deferred. */
import type { BlockStmt, CallExpr, Expr, FuncDecl } from '../syntax/ast';
import { remembered } from '../base/remembered';
import { hasBody } from '../syntax/lazyFile';
import type { PackageInfo } from '../types/info';
import { callOf } from './calls';
import { calleeOf, unparen } from './expressions';
import type { Flow } from './flow';
import { reaches } from './flow';
import { buildFlow } from './flowGraph';
import { declarationOf, functionNamed, placeOf } from './functions';

/** What a function that never returns must hold somewhere, so that only few are looked into. */
const MAY_END =
  /\b(?:panic|Exit|Goexit|Fatal\w*|Panic\w*|FailNow|SkipNow|Skipf?)\b|\bfor\s*\{|\bselect\s*\{\s*\}/;

/** The function of the package that is called is looked into, not those that it calls. */
export function neverReturns(info: PackageInfo, expr: Expr): boolean {
  const call = unparen(expr);
  if (call.kind !== 'CallExpr') return false;
  return isKnown(info, call) || isOwn(info, call);
}

function isKnown(info: PackageInfo, call: CallExpr): boolean {
  return callOf(info, call)?.ends === true;
}

const keptByPackage = new WeakMap<PackageInfo, WeakMap<FuncDecl, boolean>>();

function isOwn(info: PackageInfo, call: CallExpr): boolean {
  const func = functionNamed(info, calleeOf(call));
  const decl = func && declarationOf(info, func.origin ?? func);
  if (decl === undefined || func === undefined || !hasBody(decl)) return false;
  const kept = remembered(keptByPackage, info, () => new WeakMap<FuncDecl, boolean>());
  return remembered(kept, decl, () => {
    const file = placeOf(info, func.origin ?? func)?.file;
    return (
      file !== undefined &&
      MAY_END.test(file.text.slice(decl.pos, decl.end)) &&
      hasNoWayOut(info, decl)
    );
  });
}

/** One that defers something may recover, and then it returns. */
function hasNoWayOut(info: PackageInfo, { body }: FuncDecl): boolean {
  if (body === undefined) return false;
  const flow = ownFlowOf(info, body);
  return flow.deferred.size === 0 && !reaches(flow.entry, flow.exit);
}

const ownFlows = new WeakMap<PackageInfo, WeakMap<BlockStmt, Flow>>();

/**
 * The flow of a body by its own text: of the calls in it, those of functions of the package count as returning. What is
 * kept by declaration may ask it, since the bodies of others have no part in it.
 */
export function ownFlowOf(info: PackageInfo, body: BlockStmt): Flow {
  const byBody = remembered(ownFlows, info, () => new WeakMap<BlockStmt, Flow>());
  return remembered(byBody, body, () =>
    buildFlow(body, (expr) => {
      const call = unparen(expr);
      return call.kind === 'CallExpr' && isKnown(info, call);
    }),
  );
}
