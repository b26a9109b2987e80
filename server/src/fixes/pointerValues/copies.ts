/** Variables that hold a copy of a value of the map: may they hold the pointer instead, and what changes then? */
import type { Expr, Ident, Node, SelectorExpr, Span } from '../../syntax/ast';
import { encloses } from '../../syntax/spans';
import type { PackageInfo, SourceFile } from '../../types/info';
import type { Obj } from '../../types/object';
import { underlyingOf } from '../../facts/expressions';
import type { Occurrence } from './inventory';
import { occurrencesIn } from './inventory';
import type { Parents } from './tree';
import { ancestors, withParens } from './tree';

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
    const covered = spans?.some((span) => encloses(span, ident)) ?? true;
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
  if (parent === undefined || accessOf(info, parents, expr) !== 'read') return undefined;
  if ('x' in parent && parent.x === expr) {
    if (parent.kind === 'SelectorExpr') return 'none';
    if (parent.kind === 'IndexExpr' || parent.kind === 'SliceExpr') {
      return underlyingOf(info.typeOf(ident)).kind === 'array' ? 'none' : 'parens';
    }
  }
  return parent.kind === 'BinaryExpr' && parent.op === '/' ? 'parens' : 'plain';
}

/** What is done to a variable's own memory. */
type Access = 'read' | 'change' | 'address';

/**
 * Follows a chain of selectors and indices outwards from a variable, as long as it stays within the variable's own
 * memory. What lies behind a pointer, a slice or a map is not the variable's own.
 */
function accessOf(info: PackageInfo, parents: Parents, inner: Expr): Access {
  const expr = withParens(parents, inner);
  const parent = parents.get(expr);
  switch (parent?.kind) {
    case 'AssignStmt':
      return parent.lhs.includes(expr) ? 'change' : 'read';
    case 'IncDecStmt':
      return 'change';
    case 'RangeStmt':
      return parent.key === expr || parent.value === expr ? 'change' : 'read';
    case 'UnaryExpr':
      return parent.op === '&' ? 'address' : 'read';
    case 'SelectorExpr':
      return accessThroughSelector(info, parents, parent);
    case 'IndexExpr':
    case 'SliceExpr': {
      if (parent.x !== expr) return 'read';
      const kind = underlyingOf(info.typeOf(expr)).kind;
      if (kind === 'array') {
        return parent.kind === 'IndexExpr' ? accessOf(info, parents, parent) : 'address';
      }
      return OUTSIDE.has(kind) ? 'read' : 'address';
    }
    default:
      return 'read';
  }
}

/** What an index or slice expression leads out of the variable's own memory, or cannot be assigned through (strings). */
const OUTSIDE: ReadonlySet<string> = new Set(['slice', 'map', 'pointer', 'basic']);

function accessThroughSelector(
  info: PackageInfo,
  parents: Parents,
  selector: SelectorExpr,
): Access {
  const selection = info.selection(selector);
  if (selection === undefined) return 'address';
  const { kind, obj, path } = selection;
  if (path.some(isIndirect)) return 'read';
  if (kind === 'method') return obj.kind === 'func' && !obj.pointerReceiver ? 'read' : 'address';
  if (obj.kind !== 'var') return 'address';
  const access = accessOf(info, parents, selector);
  if (!isIndirect(obj)) return access;
  // x.p.f = 1 and x.p.Method() go through the pointer; only x.p = q and &x.p concern the variable.
  const outer = parents.get(withParens(parents, selector));
  return outer?.kind === 'SelectorExpr' ? 'read' : access;
}

/** What lies behind a pointer is not the variable's own memory. */
function isIndirect(obj: Obj): boolean {
  return obj.kind === 'var' && underlyingOf(obj.type()).kind === 'pointer';
}

/** Whether a use lies in a function literal that does not contain the declaration. */
export function isCaptured(uses: readonly Occurrence[], declaring: Occurrence): boolean {
  return uses.some(({ ident, parents }) =>
    [...ancestors(parents, ident)].some(
      (node: Node) => node.kind === 'FuncLit' && !encloses(node, declaring.ident),
    ),
  );
}

/** Whether any use may keep the variable's address: `&v`, `v[:]` of an array, a method with a pointer receiver. */
export function keepsAddress(info: PackageInfo, uses: readonly Occurrence[]): boolean {
  return uses.some(({ ident, parents }) => accessOf(info, parents, ident) === 'address');
}
