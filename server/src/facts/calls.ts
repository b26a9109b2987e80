/**
 * What calls of functions that belong to no package at hand do with their arguments and results: builtins, the standard
 * library, golang.org/x/exp, and the loggers of others that end the program. callTable.ts lists them; a function that is
 * not listed may do anything.
 */
import type { CallExpr } from '../syntax/ast';
import { unalias } from '../types/basic';
import type { PackageInfo } from '../types/info';
import type { Call, CallRow, Deed } from './callTable';
import { CALL_TABLE } from './callTable';
import { calleeOf, qualifiedName } from './expressions';
import { functionNamed } from './functions';

const CALLS: ReadonlyMap<string, Call> = new Map(
  CALL_TABLE.flatMap((row) => namesOf(row).map((name) => [name, row])),
);

/** The full names of a row's functions: see `knownCall`. */
export function namesOf({ of, names }: CallRow): readonly string[] {
  return of.split(' ').flatMap((one) => names.split(' ').map((name) => keyOf(one, name)));
}

function keyOf(of: string, name: string): string {
  return of === '' ? name : `${of}.${name}`;
}

/** @param name import path, type and name: `maps.Clone`, `sync.Once.Do`; a builtin by its name alone */
export function knownCall(name: string): Call | undefined {
  return CALLS.get(name);
}

/** What a call does; undefined where that is not known. A conversion is no call. */
export function callOf(info: PackageInfo, call: CallExpr): Call | undefined {
  const builtin = info.builtinOf(call);
  if (builtin !== undefined) return CALLS.get(builtin);
  const name = qualifiedName(info, call.fun);
  if (name !== undefined) return CALLS.get(name);
  const callee = calleeOf(call);
  const func = functionNamed(info, callee);
  if (func === undefined || func.pkg === '') return undefined;
  const selection = callee.kind === 'SelectorExpr' ? info.selection(callee) : undefined;
  if (callee.kind !== 'SelectorExpr' || selection?.kind !== 'method') {
    return CALLS.get(keyOf(func.pkg, func.name));
  }
  if (func.recvName !== undefined) return CALLS.get(`${func.pkg}.${func.recvName}.${func.name}`);
  // A method of an interface.
  const embedded = selection.path.at(-1);
  const type = unalias(embedded?.kind === 'var' ? embedded.type() : info.typeOf(callee.x));
  return type.kind === 'named'
    ? CALLS.get(`${type.obj.pkg}.${type.obj.name}.${func.name}`)
    : undefined;
}

/** What a call does with the argument at an index; undefined where that is not known. */
export function deedOf(call: Call | undefined, index: number): Deed | undefined {
  if (call === undefined || index < 0) return undefined;
  return call.args[index] ?? call.args.at(-1);
}

/** The index of the argument that a result is an iterator over; undefined for other results. */
export function iteratedOf(call: Call | undefined): number | undefined {
  return indexIn(call, 'iterator of ');
}

/** The index of the argument whose array or bytes a result, or what lies in it, may share; undefined for other results. */
export function sharedOf(call: Call | undefined): number | undefined {
  return indexIn(call, 'view of ') ?? indexIn(call, 'parts of ');
}

/** Whether a result that is a map or slice is one that nobody else has. */
export function isNew(call: Call | undefined): boolean {
  return call?.result === 'new' || indexIn(call, 'parts of ') !== undefined;
}

function indexIn(call: Call | undefined, start: string): number | undefined {
  const { result } = call ?? {};
  return result?.startsWith(start) === true ? Number(result.slice(start.length)) : undefined;
}

/** What leaves an argument with nobody once the call has returned, and runs nothing that it was given. */
const LETS_GO: ReadonlySet<Deed | undefined> = new Set<Deed>([
  ...(['reads', 'measures', 'ranges', 'ranges keys', 'copies'] as const),
  ...(['inserts', 'deletes', 'clears', 'sorts', 'writes'] as const),
]);

/** Whether nothing of an argument is held after the call, neither by the callee nor by the result. */
export function letsGo(call: Call | undefined, index: number): boolean {
  if (iteratedOf(call) === index || sharedOf(call) === index) return false;
  return LETS_GO.has(deedOf(call, index));
}
