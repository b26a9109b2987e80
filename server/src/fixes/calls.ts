/**
 * What running a piece of code may lead to: functions of the package by name, and code that nobody can tell, because it
 * is called through a function value, an interface or an iterator, or runs in another goroutine while this one waits.
 */
import { remembered } from '../base/remembered';
import type { CallExpr, Expr, FuncDecl, Node, Span } from '../syntax/ast';
import { walk } from '../syntax/walk';
import { callOf, iteratedOf, sharedOf } from '../facts/calls';
import { calleeOf, unparen } from '../facts/expressions';
import { functionNamed, ownFunction, placeOf } from '../facts/functions';
import { unalias, underlying } from '../types/basic';
import type { PackageInfo, SourceFile } from '../types/info';
import type { Type } from '../types/type';

export interface Consequences {
  /** Functions of the package that are called, each once. */
  readonly callees: readonly FuncDecl[];
  /** The first place from which any code may run. */
  readonly unknown?: Unknown;
}

export interface Unknown {
  readonly file: SourceFile;
  readonly node: Node;
  /** A clause: "e.cancel may run any code". */
  readonly what: string;
}

/** What the code of a node may lead to, as far as it lies in `span`; a function literal counts as run where it stands. */
export function consequencesOf(
  info: PackageInfo,
  file: SourceFile,
  scope: Node,
  span: Span = scope,
): Consequences {
  const callees = new Set<FuncDecl>();
  let unknown: Unknown | undefined;
  const note = (node: Node, what: string): void => {
    unknown ??= { file, node, what };
  };
  walk(scope, (node) => {
    if (node.end <= span.pos || node.pos >= span.end) return false;
    if (node.kind === 'CallExpr' && node.pos >= span.pos) {
      for (const target of targetsOf(info, node)) {
        if (target === 'unknown') note(node, `${nameOf(file, node.fun)} may run any code`);
        else callees.add(target);
      }
    } else if (waits(info, node) && node.pos >= span.pos) {
      note(node, 'other goroutines run while this one waits');
    }
    return true;
  });
  return { callees: [...callees], ...(unknown && { unknown }) };
}

const kept = new WeakMap<PackageInfo['files'], Map<FuncDecl, Consequences>>();

/** What calling a function of the package may lead to. */
export function consequencesOfCall(info: PackageInfo, decl: FuncDecl): Consequences {
  const byDecl = remembered(kept, info.files, () => new Map<FuncDecl, Consequences>());
  return remembered(byDecl, decl, () => {
    const obj = info.objectOf(decl.name);
    const file = obj && placeOf(info, obj)?.file;
    return file === undefined || decl.body === undefined
      ? { callees: [] }
      : consequencesOf(info, file, decl.body);
  });
}

/** The first place at which a node's code, or what it calls, may run any code. */
export function unknownIn(info: PackageInfo, file: SourceFile, scope: Node): Unknown | undefined {
  const start = consequencesOf(info, file, scope);
  const queue = [...start.callees];
  const seen = new Set(queue);
  let found = start.unknown;
  for (let decl = queue.pop(); decl !== undefined && found === undefined; decl = queue.pop()) {
    const { callees, unknown } = consequencesOfCall(info, decl);
    found = unknown;
    for (const callee of callees) {
      if (!seen.has(callee)) queue.push(callee);
      seen.add(callee);
    }
  }
  return found;
}

/** Whether other goroutines are waited for: then what they do is ordered with what happens here. */
function waits(info: PackageInfo, node: Node): boolean {
  switch (node.kind) {
    case 'SendStmt':
    case 'SelectStmt':
      return true;
    case 'UnaryExpr':
      return node.op === '<-';
    case 'RangeStmt': {
      const { kind } = underlying(info.typeOf(node.x));
      // What an iterator does between two turns is seen only where a function of the standard library has made it.
      if (kind === 'signature') return !isStdIterator(info, node.x);
      return kind === 'chan' || kind === 'unknown';
    }
    default:
      return false;
  }
}

function isStdIterator(info: PackageInfo, x: Expr): boolean {
  const call = unparen(x);
  if (call.kind !== 'CallExpr') return false;
  const known = callOf(info, call);
  return (
    (iteratedOf(known) ?? sharedOf(known)) !== undefined &&
    call.args.every((arg) => underlying(info.typeOf(arg)).kind !== 'signature')
  );
}

type Target = FuncDecl | 'unknown';

/** What a call runs: nothing of interest, functions of the package, or nobody knows what. */
function targetsOf(info: PackageInfo, call: CallExpr): readonly Target[] {
  if (info.builtinOf(call) !== undefined || info.isType(call.fun)) return [];
  const callee = calleeOf(call);
  if (callee.kind === 'FuncLit') return [];
  const own = ownFunction(info, callee);
  if (own !== undefined) return [own];
  if (!isQuiet(info, callee)) return ['unknown'];
  return call.args.flatMap((arg): readonly Target[] => {
    const plain = unparen(arg);
    if (plain.kind === 'FuncLit') return [];
    const handed = ownFunction(info, plain);
    if (handed !== undefined) return [handed];
    return isPlain(info, info.typeOf(arg), 0) ? [] : ['unknown'];
  });
}

/**
 * Packages of the standard library whose functions, and methods of whose types, call nothing but what they are given,
 * and wait for nobody. Not sync and sync/atomic, which other goroutines answer; not log, bufio and io, whose writers may
 * be anybody's.
 */
const QUIET: ReadonlySet<string> = new Set([
  ...['bytes', 'cmp', 'errors', 'fmt', 'html', 'maps', 'math', 'path', 'slices', 'sort', 'strconv'],
  ...[
    'strings',
    'time',
    'unicode',
    'container/list',
    'container/ring',
    'crypto/md5',
    'crypto/sha1',
  ],
  ...['crypto/sha256', 'crypto/sha512', 'encoding/base64', 'encoding/binary', 'encoding/hex'],
  ...['hash/crc32', 'hash/fnv', 'hash/maphash', 'math/bits', 'math/rand', 'math/rand/v2'],
  ...['net/netip', 'path/filepath', 'unicode/utf16', 'unicode/utf8'],
]);

/** Whether a function is one of these packages, called by its name and not through an interface. */
function isQuiet(info: PackageInfo, callee: Expr): boolean {
  const func = functionNamed(info, callee);
  if (callee.kind !== 'SelectorExpr' || func === undefined || !QUIET.has(func.pkg)) return false;
  const selection = info.selection(callee);
  if (selection?.kind !== 'method') return true;
  const embedded = selection.path.at(-1);
  const holder =
    embedded !== undefined && embedded.kind === 'var' ? embedded.type() : info.typeOf(callee.x);
  return !['interface', 'typeparam', 'unknown'].includes(underlying(holder).kind);
}

const MOST_NESTED = 6;

/** Whether a value of the type has no methods, nor functions in it, that its receiver might call. */
function isPlain(info: PackageInfo, type: Type, depth: number): boolean {
  if (depth > MOST_NESTED) return false;
  const inner = (t: Type): boolean => isPlain(info, t, depth + 1);
  const shown = unalias(type);
  if (shown.kind === 'named') {
    if (QUIET.has(shown.obj.pkg)) return underlying(shown).kind !== 'interface';
    const methods = (shown.origin ?? shown).methodNames();
    return methods.length === 0 && inner(shown.underlying());
  }
  switch (shown.kind) {
    case 'basic':
      return true;
    case 'pointer':
    case 'slice':
    case 'array':
    case 'chan':
      return inner(shown.elem);
    case 'map':
      return inner(shown.key) && inner(shown.elem);
    case 'struct':
      return shown.fields.every((field) => inner(field.type()));
    case 'tuple':
      return shown.types.every(inner);
    default:
      return false;
  }
}

const LONGEST_NAME = 40;

/** What is called, for people. */
function nameOf(file: SourceFile, fun: Expr): string {
  const text = file.text.slice(fun.pos, fun.end);
  return text.length <= LONGEST_NAME && !text.includes('\n') ? text : 'a function';
}
