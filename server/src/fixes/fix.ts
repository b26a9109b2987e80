/** A fix before it is made, as data beside the code that makes it, and what making it comes to. */
import type { Fix, RefusedFix } from '../contracts/findings';

export interface FixMeta<Id extends string = string> {
  /** Kebab-case, listed in docs/contract.md. Stable. */
  readonly id: Id;
  /** What the fix does, as an editor's menu says it; `{name}` stands for what it is done to. */
  readonly title: string;
  /** What documentation calls that: `the map`. */
  readonly of: string;
  /** Whether the fix can keep the behaviour; each one that is made says whether it does. */
  readonly safe: boolean;
}

/** A fix that is made or refused. For which rule, whoever offers it says. */
export type Made<Id extends string = string> =
  | (Omit<Fix, 'rule' | 'id'> & { readonly id: Id })
  | (Omit<RefusedFix, 'rule' | 'id'> & { readonly id: Id });

/** The fix's metadata with its id kept as a type: rules that list the fix may make it, and no others. */
export function defineFix<const Id extends string>(meta: FixMeta<Id>): FixMeta<Id> {
  return meta;
}

/** The title for something of that name, or as documentation has it. */
export function titleOf({ title, of }: FixMeta, name: string = of): string {
  return title.replaceAll('{name}', () => name);
}
