/** What a rule is: metadata as data, and a pure function from a package to what it finds. */
import type { Arch, GoVersion } from '../../../runtime';
import type {
  Fix,
  Place,
  RefusedFix,
  Related,
  Severity,
  ShapeOrUnknown,
  Sourced,
} from '../contracts/findings';
import type { FixContext } from '../fixes/context';
import type { Var } from '../types/object';
import type { Type } from '../types/type';

/** Which of the three facts that are called "the Go version" a rule reads: ARCHITECTURE.md, "Three Go versions". */
export type VersionFact = 'toolchain' | 'go line' | 'go line of the main module';

export interface RuleMeta {
  /** Kebab-case; reads well after "ignore". Stable. */
  readonly name: string;
  /** One line without a period. */
  readonly title: string;
  readonly severity: Severity;
  /** A higher severity for findings that keep at least so many bytes at the assumed peak. */
  readonly louder?: { readonly severity: Severity; readonly fromBytes: number };
  /** On by default. */
  readonly on: boolean;
  /** Go versions, as minor numbers, in which the rule has something to say: from `since`, and below `before`. */
  readonly go: { readonly reads: VersionFact; readonly since?: number; readonly before?: number };
  /** Message templates by id; `{name}` stands for a value. What, why, what to do; no period at the end. */
  readonly messages: Readonly<Record<string, string>>;
  /** In the order in which they are offered. `safe`: whether the fix can keep the behaviour; each offer says whether it does. */
  readonly fixes: readonly {
    readonly id: string;
    readonly title: string;
    readonly safe: boolean;
  }[];
  /** The text of doc.md. */
  readonly doc: string;
}

/** A package, seen with the Go version and architecture that its memory is computed for. */
export interface RuleContext extends FixContext {
  readonly go: Sourced<GoVersion>;
  readonly arch: Arch;
  shapeOf(type: Type): ShapeOrUnknown;
}

export interface Match extends Place {
  readonly message: string;
  /** Bytes kept at the assumed peak, where a number can be proven. */
  readonly bytes?: number;
  readonly related: readonly Related[];
  /** Built when asked for: most findings are only shown. */
  readonly fixes: () => readonly (Fix | RefusedFix)[];
}

export interface Rule {
  readonly meta: RuleMeta;
  /** What the rule finds in the package, tests and generated files included: core drops what nobody wants to see. */
  readonly find: (context: RuleContext) => readonly Match[];
  /** What the rule finds at one variable of the package, without a look at the others; absent where it is about no variable. */
  readonly findAt?: (context: RuleContext, variable: Var) => Match | undefined;
}

/** A message template with its values put in. */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string | number>>,
): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
