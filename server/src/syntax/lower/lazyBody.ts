/**
 * Function bodies that are lowered when something first asks for them. Most questions about a package are about a few
 * of its functions, and a body as plain objects takes ten times the memory of the arrays that it is made from.
 */
import type { BlockStmt, Decl, FuncDecl } from '../ast';
import type { FlatTree } from '../flatTree';
import { K, KIND_COUNT } from '../kinds';
import type { Context } from './context';

/** The declarations whose bodies nobody has asked for, with the nodes that they are made from. */
const unread = new WeakMap<Decl, { readonly c: Context; readonly node: number }>();

/**
 * Gives a declaration a body that `lower` makes.
 * @param node the whole declaration
 */
export function withLazyBody(
  decl: Omit<FuncDecl, 'body'>,
  c: Context,
  node: number,
  lower: () => BlockStmt,
): FuncDecl {
  const lazy: FuncDecl = Object.defineProperty(decl, 'body', {
    enumerable: true,
    configurable: true,
    get: () => {
      const value = lower();
      // Like every other property from here on, without what it was made from.
      Object.defineProperty(lazy, 'body', { value, writable: false });
      unread.delete(lazy);
      return value;
    },
  });
  unread.set(lazy, { c, node });
  return lazy;
}

/** Whether the declaration has a body that nobody has asked for, so that nobody knows a node in it. */
export function isUnread(decl: Decl): boolean {
  return unread.has(decl);
}

/** What a declaration says without its body being lowered. */
export interface RawDecl {
  /** Calls `visit` with every name in it, as often as it stands there. */
  forEachName(visit: (name: string) => void): void;
  /** Whether it may hold an assignment `*x = …`: false only where it holds none. */
  readonly assignsThroughPointer: boolean;
  /** Whether it may hold `x = append(a[…], b[…]...)`: false only where it holds none. */
  readonly appendsSlice: boolean;
  /** Whether it writes out a map or struct type, or declares a type. */
  readonly holdsTypes: boolean;
}

const NAMES = kinds(
  K.identifier,
  K.type_identifier,
  K.field_identifier,
  K.package_identifier,
  K.label_name,
  K.blank_identifier,
  K.nil,
  K.true,
  K.false,
  K.iota,
);
const ASSIGNMENTS = kinds(K.assignment_statement, K.receive_statement);
const MAY_DEREFERENCE = kinds(K.unary_expression, K.parenthesized_expression);
const VARIADIC = kinds(K.variadic_argument);
const TYPES = kinds(K.map_type, K.struct_type, K.type_declaration);
const MAY_SLICE = kinds(K.slice_expression, K.parenthesized_expression);

/** Undefined for a declaration that may as well be walked: it has no body, or one that somebody has asked for. */
export function rawDeclOf(decl: Decl): RawDecl | undefined {
  const found = unread.get(decl);
  if (found === undefined) return undefined;
  const { c, node } = found;
  const { t } = c;
  const stop = t.nexts[node] as number;
  return {
    forEachName(visit) {
      for (let at = node; at < stop; at++) {
        if (NAMES[t.kinds[at] as number] === 1) {
          visit(c.name(t.starts[at] as number, t.ends[at] as number));
        }
      }
    },
    get assignsThroughPointer() {
      return holds(t, node, ASSIGNMENTS, MAY_DEREFERENCE);
    },
    get appendsSlice() {
      return holds(t, node, VARIADIC, MAY_SLICE);
    },
    get holdsTypes() {
      for (let at = node; at < stop; at++) if (TYPES[t.kinds[at] as number] === 1) return true;
      return false;
    },
  };
}

/** Whether below `root` there is a node of one of the kinds `outer` with a child, or an element of a list, of `inner`. */
function holds(t: FlatTree, root: number, outer: Uint8Array, inner: Uint8Array): boolean {
  const stop = t.nexts[root] as number;
  for (let node = root; node < stop; node++) {
    if (outer[t.kinds[node] as number] === 1 && hasChild(t, node, inner)) return true;
  }
  return false;
}

function hasChild(t: FlatTree, node: number, wanted: Uint8Array): boolean {
  const stop = t.nexts[node] as number;
  for (let child = node + 1; child < stop; child = t.nexts[child] as number) {
    const kind = t.kinds[child] as number;
    if (wanted[kind] === 1) return true;
    if (kind === K.expression_list && hasChild(t, child, wanted)) return true;
  }
  return false;
}

/** A table that is 1 for these kinds. */
function kinds(...list: readonly number[]): Uint8Array {
  const table = new Uint8Array(Math.max(KIND_COUNT, 256));
  for (const kind of list) table[kind] = 1;
  return table;
}
