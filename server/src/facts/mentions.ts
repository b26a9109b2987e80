/**
 * Which declarations of a file mention a name: found from the syntax alone and kept with the tree, so that types are only
 * computed where an answer can lie.
 */
import type { Decl, Expr, File } from '../syntax/ast';
import { rawDeclOf } from '../syntax/lower/lazyBody';
import { walk } from '../syntax/walk';
import { unparen } from './expressions';

export interface Mentions {
  readonly byName: ReadonlyMap<string, readonly Decl[]>;
  /** Declarations that may hold an assignment `*x = …`, which may replace what a struct holds without naming it. */
  readonly pointerAssignments: readonly Decl[];
  /** Declarations that may hold `x = append(a[…], b[…]...)`. */
  readonly sliceAppends: readonly Decl[];
}

const kept = new WeakMap<File, Mentions>();

export function mentionsOf(file: File): Mentions {
  const known = kept.get(file);
  if (known !== undefined) return known;
  const byName = new Map<string, Decl[]>();
  const pointerAssignments: Decl[] = [];
  const sliceAppends: Decl[] = [];
  const note = (list: Decl[], decl: Decl): void => {
    if (list.at(-1) !== decl) list.push(decl);
  };
  for (const decl of file.decls) {
    const noteName = (name: string): void => {
      const list = byName.get(name);
      if (list === undefined) byName.set(name, [decl]);
      else note(list, decl);
    };
    const raw = rawDeclOf(decl);
    if (raw !== undefined) {
      raw.forEachName(noteName);
      if (raw.assignsThroughPointer) pointerAssignments.push(decl);
      if (raw.appendsSlice) sliceAppends.push(decl);
      continue;
    }
    walk(decl, (node) => {
      if (node.kind === 'Ident') {
        noteName(node.name);
      } else if (node.kind === 'AssignStmt' && node.op === '=') {
        if (node.lhs.some((e) => unparen(e).kind === 'StarExpr')) note(pointerAssignments, decl);
        if (node.rhs.some(isSliceAppend)) note(sliceAppends, decl);
      }
      return true;
    });
  }
  const mentions = { byName, pointerAssignments, sliceAppends };
  kept.set(file, mentions);
  return mentions;
}

/** Whether a variable or field of this name is assigned to, with `=` or by a range. */
export function assignsTo(file: File, name: string): boolean {
  const names = (target: Expr | undefined): boolean => {
    const plain = target && unparen(target);
    if (plain?.kind === 'Ident') return plain.name === name;
    return plain?.kind === 'SelectorExpr' && plain.sel.name === name;
  };
  let found = false;
  for (const decl of mentionsOf(file).byName.get(name) ?? []) {
    walk(decl, (node) => {
      if (node.kind === 'AssignStmt' && node.op === '=') found ||= node.lhs.some(names);
      else if (node.kind === 'RangeStmt') found ||= names(node.key) || names(node.value);
      return !found;
    });
  }
  return found;
}

function isSliceAppend(expr: Expr): boolean {
  const call = unparen(expr);
  if (call.kind !== 'CallExpr' || !call.ellipsis || call.args.length !== 2) return false;
  return call.args.every((arg) => unparen(arg).kind === 'SliceExpr');
}
