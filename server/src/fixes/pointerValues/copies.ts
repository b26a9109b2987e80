/** Variables that hold a copy of a value of the map: may they hold the pointer instead, and what changes then? */
import type { Expr, Ident, Node, Span } from '../../syntax/ast';
import type { PackageInfo, SourceFile } from '../../types/info';
import type { Obj, Var } from '../../types/object';
import { underlyingOf } from '../../facts/expressions';
import type { Occurrence } from './inventory';
import { occurrencesIn } from './inventory';
import type { Parents } from './tree';
import { ancestors, contains, withParens } from './tree';

/** How the uses of a copy are to be written when the variable holds a pointer. */
export interface PointerUse {
  readonly ident: Ident;
  /** A `*` is needed; with parentheses where something follows. Otherwise the use reads the same. */
  readonly star: 'none' | 'plain' | 'parens';
}

export interface Copy {
  readonly variable: Obj;
  readonly uses: readonly Occurrence[];
}

/** The uses of the variable that an identifier declares; undefined when one of them cannot be told. */
export function usesOfCopy(
  info: PackageInfo,
  file: SourceFile,
  declaring: Occurrence,
): Copy | undefined {
  const variable = info.objectOf(declaring.ident);
  if (variable === undefined) return undefined;
  const uses: Occurrence[] = [];
  for (const use of occurrencesIn(file, declaring.decl, declaring.ident.name)) {
    if (use.ident === declaring.ident) continue;
    const obj = info.objectOf(use.ident);
    if (obj === undefined && !isSelected(use)) return undefined;
    if (obj === variable) uses.push(use);
  }
  return { variable, uses };
}

function isSelected({ ident, parents }: Occurrence): boolean {
  const parent = parents.get(ident);
  return parent?.kind === 'SelectorExpr' && parent.sel === ident;
}

/**
 * The uses rewritten for a variable that is a pointer: every use lies in one of `spans` (undefined: anywhere), and
 * none changes the value or takes its address. Undefined when the variable must stay a copy.
 * `passes` says that a use may hand on the pointer itself.
 */
export function asPointer(
  info: PackageInfo,
  uses: readonly Occurrence[],
  spans: readonly Span[] | undefined,
  passes: (use: Occurrence) => boolean,
): PointerUse[] | undefined {
  const result: PointerUse[] = [];
  for (const use of uses) {
    const { ident, parents } = use;
    const covered = spans?.some((span) => span.pos <= ident.pos && ident.end <= span.end) ?? true;
    if (!covered) return undefined;
    if (passes(use)) {
      result.push({ ident, star: 'none' });
      continue;
    }
    const star = starOf(info, parents, ident);
    if (star === undefined) return undefined;
    result.push({ ident, star });
  }
  return result;
}

/** What a use of the pointer needs to read the value; undefined when it changes the value or keeps its address. */
function starOf(info: PackageInfo, parents: Parents, ident: Ident): PointerUse['star'] | undefined {
  const expr = withParens(parents, ident);
  const parent = parents.get(expr);
  if (parent === undefined || changes(parents, expr)) return undefined;
  const atLeft = 'x' in parent && parent.x === expr;
  if (atLeft && parent.kind === 'SelectorExpr') {
    return readsOnly(info, parents, expr) ? 'none' : undefined;
  }
  if (atLeft && (parent.kind === 'IndexExpr' || parent.kind === 'SliceExpr')) {
    const kind = underlyingOf(info.typeOf(ident)).kind;
    if (kind === 'array') return readsOnly(info, parents, expr) ? 'none' : undefined;
    return kind === 'slice' || kind === 'basic' ? 'parens' : undefined;
  }
  if (parent.kind === 'BinaryExpr' && parent.op === '/') return 'parens';
  return 'plain';
}

/** The expression is assigned to, counted up or down, or its address is taken. */
function changes(parents: Parents, expr: Expr): boolean {
  const parent = parents.get(expr);
  switch (parent?.kind) {
    case 'AssignStmt':
      return parent.lhs.includes(expr);
    case 'IncDecStmt':
      return true;
    case 'RangeStmt':
      return parent.key === expr || parent.value === expr;
    case 'UnaryExpr':
      return parent.op === '&';
    default:
      return false;
  }
}

/**
 * Follows a chain of selectors and indices outwards from a variable, as long as it stays within the variable's own
 * memory: whether nothing on the way changes that memory or needs its address.
 */
function readsOnly(info: PackageInfo, parents: Parents, inner: Expr): boolean {
  const expr = withParens(parents, inner);
  if (changes(parents, expr)) return false;
  const parent = parents.get(expr);
  switch (parent?.kind) {
    case 'SelectorExpr': {
      if (parent.x !== expr) return true;
      const selection = info.selection(parent);
      if (selection === undefined) return false;
      const indirect = selection.path.some((field) => isIndirect(field));
      if (selection.kind === 'method') {
        const { obj } = selection;
        if (obj.kind !== 'func') return false;
        return !obj.pointerReceiver || indirect;
      }
      if (indirect) return true;
      if (selection.obj.kind !== 'var') return false;
      return isIndirect(selection.obj)
        ? !changes(parents, withParens(parents, parent))
        : readsOnly(info, parents, parent);
    }
    case 'IndexExpr':
    case 'SliceExpr': {
      if (parent.x !== expr) return true;
      const kind = underlyingOf(info.typeOf(expr)).kind;
      if (kind === 'array') {
        return parent.kind === 'IndexExpr' && readsOnly(info, parents, parent);
      }
      return kind === 'slice' || kind === 'map' || kind === 'pointer' || kind === 'basic';
    }
    default:
      return true;
  }
}

/** What lies behind a pointer is not the variable's own memory. */
function isIndirect(obj: Obj): boolean {
  return obj.kind === 'var' && underlyingOf(obj.type()).kind === 'pointer';
}

/** Whether a use lies in a function literal that does not contain the declaration. */
export function isCaptured(uses: readonly Occurrence[], declaring: Occurrence): boolean {
  return uses.some(({ ident, parents }) =>
    [...ancestors(parents, ident)].some(
      (node: Node) => node.kind === 'FuncLit' && !contains(node, declaring.ident),
    ),
  );
}

/** Whether any use keeps the variable's address: `&v`, `v[:]` of an array, a method with a pointer receiver. */
export function keepsAddress(info: PackageInfo, uses: readonly Occurrence[]): boolean {
  return uses.some(({ ident, parents }) => {
    const expr = withParens(parents, ident);
    const parent = parents.get(expr);
    if (parent?.kind === 'UnaryExpr' && parent.op === '&') return true;
    return parent !== undefined && 'x' in parent && parent.x === expr
      ? (parent.kind === 'SelectorExpr' || parent.kind === 'SliceExpr') &&
          !readsOnly(info, parents, expr)
      : false;
  });
}

/** The variable of a name, for messages: `Cache.items` for a field, else the name. */
export function displayName(variable: Var): string {
  return variable.owner === undefined ? variable.name : `${variable.owner}.${variable.name}`;
}
