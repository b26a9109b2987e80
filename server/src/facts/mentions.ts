/**
 * Which declarations of a file mention a name: found from the syntax alone and kept with the tree, so that types are only
 * computed where an answer can lie.
 */
import type { Decl, Expr, File } from '../syntax/ast';
import { walk } from '../syntax/walk';
import { unparen } from './expressions';

export interface Mentions {
  readonly byName: ReadonlyMap<string, readonly Decl[]>;
  /** Declarations with an assignment `*x = …`, which may replace what a struct holds without naming it. */
  readonly pointerAssignments: readonly Decl[];
  /** Declarations with `x = append(a[…], b[…]...)`. */
  readonly sliceAppends: readonly Decl[];
  /** Names of variables and fields that are assigned to with `=` or by a range. */
  readonly assigned: ReadonlySet<string>;
}

const kept = new WeakMap<File, Mentions>();

export function mentionsOf(file: File): Mentions {
  const known = kept.get(file);
  if (known !== undefined) return known;
  const byName = new Map<string, Decl[]>();
  const pointerAssignments: Decl[] = [];
  const sliceAppends: Decl[] = [];
  const assigned = new Set<string>();
  const note = (list: Decl[], decl: Decl): void => {
    if (list.at(-1) !== decl) list.push(decl);
  };
  for (const decl of file.decls) {
    walk(decl, (node) => {
      if (node.kind === 'Ident') {
        const list = byName.get(node.name);
        if (list === undefined) byName.set(node.name, [decl]);
        else note(list, decl);
      } else if (node.kind === 'AssignStmt' && node.op === '=') {
        for (const target of node.lhs) {
          if (unparen(target).kind === 'StarExpr') note(pointerAssignments, decl);
          noteName(assigned, target);
        }
        if (node.rhs.some(isSliceAppend)) note(sliceAppends, decl);
      } else if (node.kind === 'RangeStmt') {
        if (node.key !== undefined) noteName(assigned, node.key);
        if (node.value !== undefined) noteName(assigned, node.value);
      }
      return true;
    });
  }
  const mentions = { byName, pointerAssignments, sliceAppends, assigned };
  kept.set(file, mentions);
  return mentions;
}

function noteName(names: Set<string>, target: Expr): void {
  const plain = unparen(target);
  if (plain.kind === 'Ident') names.add(plain.name);
  if (plain.kind === 'SelectorExpr') names.add(plain.sel.name);
}

function isSliceAppend(expr: Expr): boolean {
  const call = unparen(expr);
  if (call.kind !== 'CallExpr' || !call.ellipsis || call.args.length !== 2) return false;
  return call.args.every((arg) => unparen(arg).kind === 'SliceExpr');
}
