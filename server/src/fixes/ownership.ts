/**
 * Whether a variable's map or array is the variable's alone, as far as the package can tell: the ground on which a fix
 * may put another in its place, or clear what lies behind its length.
 */
import type { Node } from '../syntax/ast';
import { someNode } from '../syntax/walk';
import { qualifiedName } from '../facts/expressions';
import type { SourceFile } from '../types/info';
import type { Var } from '../types/object';
import { fileName } from '../base/fileName';
import { aliasRefusal, whereOf } from './aliases';
import type { FixContext } from './context';
import { sharedValueRefusal } from './firstValues';
import { leadsTo } from './leadsTo';
import { inventoryOf } from './pointerValues/inventory';
import { isNeverCopied, isOwnerReachable, isUsableElsewhere } from './reach';
import { structCopyRefusal } from './structCopies';

/** Why the variable's map or array may be somebody else's too; undefined when nothing says so. */
export function ownershipRefusal(context: FixContext, variable: Var): string | undefined {
  const [first] = ownershipRefusals(context, variable);
  return first;
}

/** All reasons, each looked for when it is asked for. */
export function* ownershipRefusals(context: FixContext, variable: Var): Generator<string> {
  for (const reason of REASONS) {
    const refused = reason(context, variable);
    if (refused !== undefined) yield refused;
  }
}

const REASONS: readonly ((context: FixContext, variable: Var) => string | undefined)[] = [
  ({ facts }, variable) =>
    facts.complete && facts.of(variable).complete
      ? undefined
      : 'not all of its package can be read',
  ({ info }, variable) =>
    isUsableElsewhere(info, variable)
      ? 'it is exported: other packages may hold or set it'
      : undefined,
  aliasRefusal,
  sharedValueRefusal,
  structCopyRefusal,
  reflectionRefusal,
  leftOutRefusal,
];

/** Code that nobody looks into may hold or use it. */
export function unseenUse(context: FixContext, variable: Var): string | undefined {
  return reflectionRefusal(context, variable) ?? leftOutRefusal(context, variable);
}

/** What is not seen to be so, and might be otherwise in another package, for a title; undefined when all is seen. */
export function ownershipCaveat({ info }: FixContext, variable: Var): string | undefined {
  if (variable.role !== 'field' || variable.owner === undefined) return undefined;
  if (!isOwnerReachable(info, variable) || isNeverCopied(info, variable)) return undefined;
  return `unproven: other packages may copy ${variable.owner}`;
}

/** Code that works by reflection or without types may hold it. */
function reflectionRefusal({ info }: FixContext, variable: Var): string | undefined {
  if (variable.role !== 'field') return undefined;
  const leads = leadsTo(variable);
  for (const { file, node: call } of inventoryOf(info).calls) {
    const name = qualifiedName(info, call.fun) ?? '';
    if (!/^(?:reflect|unsafe)\./.test(name) || /^reflect\.(?:DeepEqual|TypeOf)$/.test(name))
      continue;
    if (call.args.some((arg) => leads(info.typeOf(arg)))) {
      return `${name.replace(/^.*\//, '')} may get hold of it (${whereOf(file, call)})`;
    }
  }
  return undefined;
}

/** A file that the build constraints leave out names the variable, and nobody knows what it does with it. */
function leftOutRefusal({ files }: FixContext, { name, role }: Var): string | undefined {
  if (role !== 'field' && role !== 'package') return undefined;
  const file = files.find((one) => !one.included && mentionsName(one, name, role));
  if (file === undefined) return undefined;
  return `${fileName(file.uri)}, which this build leaves out, uses the name ${name}`;
}

/** Whether a file that is not type-checked may use a field or package variable of this name. */
export function mentionsName({ ast }: SourceFile, name: string, role: Var['role']): boolean {
  const mentions = (node: Node): boolean => {
    if (node.kind === 'Ident') return role === 'package' && node.name === name;
    if (node.kind === 'SelectorExpr') return node.sel.name === name;
    return node.kind === 'KeyValueExpr' && node.key.kind === 'Ident' && node.key.name === name;
  };
  return ast.decls.some((decl) => someNode(decl, mentions));
}
