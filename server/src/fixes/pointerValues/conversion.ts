/** What the parts of the rewriting share. */
import type { Expr } from '../../syntax/ast';
import type { PackageInfo, SourceFile } from '../../types/info';
import type { MapType } from '../../types/type';
import type { Var } from '../../types/object';
import { variableOf } from '../../facts/expressions';
import { originOf } from '../../facts/facts';
import type { EditBuilder } from '../edits';
import type { Helpers } from './helpers';
import type { Refused } from './uses';

/** What the rewriting of a use may know and change. */
export interface Conversion {
  readonly info: PackageInfo;
  /** The variables whose maps are to hold pointers. */
  readonly targets: ReadonlySet<Var>;
  readonly map: MapType;
  /** Where K and V are written, in the file of the declaration. */
  readonly written: { readonly key: Expr; readonly elem: Expr; readonly file: SourceFile };
  /** The oldest language version (minor number) among the files that are changed. */
  readonly language: number;
  readonly helpers: Helpers;
  /** The names that a new variable in the file may not take; grows with each one that is declared. */
  namesIn(file: SourceFile): Set<string>;
  readonly edits: EditBuilder;
  /** Identifiers that read a pointer which is never nil and never changed: they may be stored as they are. */
  readonly pointers: Set<Expr>;
}

export function isRefused(value: object): value is Refused {
  return 'refused' in value;
}

/** Whether an expression is `m[k]` of a map that is to hold pointers. */
export function isTargetElement({ info, targets }: Conversion, expr: Expr): boolean {
  if (expr.kind !== 'IndexExpr') return false;
  const variable = variableOf(info, expr.x);
  return variable !== undefined && targets.has(originOf(variable));
}
