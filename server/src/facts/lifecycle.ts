/** Code that runs where something ends or begins as a whole, as against what runs while the program goes about its work. */
import type { FuncDecl, Node } from '../syntax/ast';
import { unalias } from '../types/basic';
import type { PackageInfo } from '../types/info';
import { isExported } from '../types/lookup';
import { isNil, unparen } from './expressions';
import { guardsOf } from './flow';
import { flowAt, pointOf } from './flows';
import { isConstructor } from './initial';
import { callsOf } from './sites';

/** Functions in which something ends, or begins again, as a whole; with another word behind it, it may be a part of it. */
const LIFECYCLE =
  /^(?:close|stop|shut|shutdown|teardown|disable|destroy|recover|restore|provision)(?:All|Locked|Internal)?$/i;

/** What empties a cache because somebody asks for it; one of the package that is called for more may do so again and again. */
const PURGE = /^Purge(?:All)?$/;

/** The function that code belongs to, literals seen as part of it. */
export function declOf(path: readonly Node[]): FuncDecl | undefined {
  const [decl] = path;
  return decl?.kind === 'FuncDecl' ? decl : undefined;
}

/** How many functions lie between code and one that ends all. */
const MOST_CALLS = 2;

/**
 * Whether code runs only where something ends or begins as a whole: in `Close`, or called by nothing but that, constructors
 * and what follows an error.
 */
export function endsAll(info: PackageInfo, path: readonly Node[], depth = 0): boolean {
  const decl = declOf(path);
  if (decl === undefined) return false;
  const { name } = decl.name;
  if (LIFECYCLE.test(name)) return true;
  if (depth > 0 && isRepeated(path)) return false;
  // What main calls may be all that the program does.
  if (depth > 0 && isConstructor(decl) && name !== 'main') return true;
  const purges = PURGE.test(name);
  if (depth >= MOST_CALLS || (isExported(name) && !purges)) return false;
  const calls = callsOf(info, decl);
  if (calls.length === 0) return purges;
  return calls.every(
    ({ path, node }) => isErrorPath(info, path, node) || endsAll(info, path, depth + 1),
  );
}

/** In a loop, or in what a goroutine or a function value runs, which is for as long as it likes. */
function isRepeated(path: readonly Node[]): boolean {
  return path.some(({ kind }) => REPEATED.has(kind));
}

const REPEATED: ReadonlySet<Node['kind']> = new Set<Node['kind']>([
  ...(['ForStmt', 'RangeStmt', 'GoStmt', 'FuncLit'] as const),
]);

/** Whether code runs only where an error has come back. */
export function isErrorPath(info: PackageInfo, path: readonly Node[], node: Node): boolean {
  const flow = flowAt(info, path);
  const point = flow && pointOf(flow, path, node);
  if (flow === undefined || point === undefined) return false;
  return guardsOf(flow, point).some(({ cond, holds }) => {
    const plain = unparen(cond);
    if (plain.kind !== 'BinaryExpr' || (plain.op !== '!=' && plain.op !== '==')) return false;
    const other = isNil(info, plain.y) ? plain.x : isNil(info, plain.x) ? plain.y : undefined;
    if (other === undefined || holds !== (plain.op === '!=')) return false;
    const type = unalias(info.typeOf(other));
    return type.kind === 'named' && type.obj.pkg === '' && type.obj.name === 'error';
  });
}
