/** What a rule is: metadata as data, and a pure function from a package to what it finds. */
import type { Arch, GoVersion } from '../../../runtime';
import type {
  Confidence,
  Place,
  Related,
  Severity,
  ShapeOrUnknown,
  Sourced,
} from '../contracts/findings';
import type { FixContext } from '../fixes/context';
import type { FixMeta, Made } from '../fixes/fix';
import type { Var } from '../types/object';
import type { Type } from '../types/type';

/** Which of the three facts that are called "the Go version" a rule reads: ARCHITECTURE.md, "Three Go versions". */
export type VersionFact = 'toolchain' | 'go line' | 'go line of the main module';

/** The Go versions in which a rule has something to say; run.ts sees to it. */
export type GoRange =
  | { readonly reads: VersionFact; readonly since?: undefined; readonly before?: undefined }
  | {
      readonly reads: VersionFact;
      /** Minor numbers: from `since` on, and below `before`. */
      readonly since?: number;
      readonly before?: number;
      /** What happens where the version is not known, or only as a lower bound that does not settle it. */
      readonly unknown: 'runs' | 'silent';
    };

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
  readonly go: GoRange;
  /** Message templates by id; `{name}` stands for a value. What, why, what to do; no period at the end. */
  readonly messages: Readonly<Record<string, string>>;
  /** What a confidence rests on, as clauses, by id. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** In the order in which they are offered. */
  readonly fixes: readonly FixMeta[];
  /** The text of doc.md. */
  readonly doc: string;
}

/** What is known of a Go version. */
export interface KnownVersion {
  /** Minor number; undefined where nothing is known. */
  readonly minor: number | undefined;
  /** The true one may be newer. */
  readonly lowerBound: boolean;
}

/** A package, seen with the Go version and architecture that its memory is computed for. */
export interface RuleContext extends FixContext {
  readonly go: Sourced<GoVersion>;
  /** What is known of the package's three Go versions, to decide which rules run. */
  readonly versions: Readonly<Record<VersionFact, KnownVersion>>;
  readonly arch: Arch;
  shapeOf(type: Type): ShapeOrUnknown;
}

/** What speaks for a match. */
export interface Evidence {
  /** Whether people should be told unasked. */
  readonly confidence: Confidence;
  /** A fact of the source that the confidence rests on: a clause. */
  readonly reason: string;
  /** Where that fact stands. */
  readonly related: readonly Related[];
}

export interface Match<FixId extends string = string> extends Place {
  readonly message: string;
  /**
   * Asked for where the match is shown, since it takes a look at more of the package; undefined where that says that there
   * is nothing to tell after all. Absent where the match is likely, whatever else there is.
   */
  readonly evidence?: () => Evidence | undefined;
  /** Bytes kept at the assumed peak, where a number can be proven. */
  readonly bytes?: number;
  readonly related: readonly Related[];
  /** Built when asked for: most findings are only shown. */
  readonly fixes: () => readonly Made<FixId>[];
}

export interface Detection<FixId extends string = string> {
  /** What the rule finds in the package, tests and generated files included: core drops what nobody wants to see. */
  readonly find: (context: RuleContext) => readonly Match<FixId>[];
  /** What the rule finds at one variable of the package, without a look at the others; absent where it is about no variable. */
  readonly findAt?: (context: RuleContext, variable: Var) => Match<FixId> | undefined;
}

/** Run by run.ts, which knows when it may. */
export interface Rule extends Detection {
  readonly meta: RuleMeta;
}

/** A rule whose matches make the fixes of its metadata and no others. */
export function defineRule<const Meta extends RuleMeta>(
  meta: Meta,
  detection: Detection<NoInfer<Meta['fixes'][number]['id']>>,
): Rule {
  return { meta, ...detection };
}

/** The names in the braces of a template. */
type Placeholders<Template extends string> =
  Template extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;

/** A message template with its values put in. */
export function fillTemplate<const Template extends string>(
  template: Template,
  values: Readonly<Record<Placeholders<Template>, string | number>>,
): string {
  const given: Readonly<Record<string, string | number>> = values;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(given[name] ?? whole));
}
