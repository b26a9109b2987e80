/** What the rules find in a package, and what the settings and the package make of it. */
import { remembered } from '../base/remembered';
import type { Finding, FoundAtMap, Judgement, Severity } from '../contracts/findings';
import type { FileProblem } from '../contracts/workspace';
import type { Settings } from '../contracts/settings';
import { TooMuch } from '../facts/facts';
import { isSuspension } from '../loading/reader';
import type { Unit } from '../loading/units';
import type { MapAt } from '../maps/mapReport';
import type { Match, Rule, RuleContext, RuleMeta } from '../rules';
import { runRule, runRuleAt } from '../rules';
import type { SourceFile } from '../types';
import type { Found } from './offers';
import { suppressionsOf } from './suppression';
import { isTestDouble } from './testDouble';

/** A match with what the settings make of it. */
export interface Result extends Found {
  readonly finding: Finding;
}

/** What the rules find in one package. */
export interface RuleResults {
  /** Those of a file, suppressed ones too. */
  of(uri: string): readonly Result[];
  /** Those of a file that no comment suppresses. */
  visibleIn(file: SourceFile): readonly Result[];
  /** Which rules have failed, for the package or for what they find in a file. */
  problems(uri: string): readonly FileProblem[];
}

/**
 * Runs the rules that are switched on, each by itself: one that fails costs its own findings, and says so. What speaks for
 * a match is asked once, for the files that are asked for: an edit is answered for one file of many.
 */
export function runRules({ context }: Unit, rules: readonly Rule[]): RuleResults {
  const found: { readonly rule: Rule; readonly match: Match; readonly severity: Severity }[] = [];
  const failures: string[] = [];
  const attempt = (told: string[], { meta }: Rule, run: () => void): void => {
    try {
      run();
    } catch (error) {
      if (isSuspension(error)) throw error;
      told.push(failureOf(meta, error));
    }
  };
  for (const rule of rules) {
    const { meta } = rule;
    const setting = settingOf(meta, context.settings);
    if (setting === 'off') continue;
    attempt(failures, rule, () => {
      for (const match of runRule(rule, context)) {
        const severity = setting === 'default' ? defaultSeverity(meta, match.bytes) : setting;
        found.push({ rule, match, severity });
      }
    });
  }
  const byFile = new Map<string, { readonly results: Result[]; readonly failures: string[] }>();
  const judged = (uri: string) =>
    remembered(byFile, uri, () => {
      const own: { readonly results: Result[]; readonly failures: string[] } = {
        results: [],
        failures: [],
      };
      for (const { rule, match, severity } of found) {
        if (match.uri !== uri) continue;
        attempt(own.failures, rule, () => {
          const finding = findingOf(rule, match, severity, context);
          if (finding !== undefined) own.results.push({ rule, match, finding });
        });
      }
      return own;
    });
  const visibleByFile = new Map<string, readonly Result[]>();
  return {
    of: (uri) => judged(uri).results,
    visibleIn: (file) =>
      remembered(visibleByFile, file.uri, () => visible(file, judged(file.uri).results)),
    problems: (uri) =>
      [...new Set([...failures, ...judged(uri).failures])].map((message) => ({ uri, message })),
  };
}

function failureOf({ name }: RuleMeta, error: unknown): string {
  if (error instanceof TooMuch) return `The rule ${name} finds nothing here: ${error.message}`;
  const reason = error instanceof Error ? error.message : String(error);
  return `The rule ${name} failed, which is a bug of Heapghost: ${reason}`;
}

const DOUBLE = 'it stands in for something in tests, which holds little';

/** What is told of a match; undefined where the package says that there is nothing to tell. */
function findingOf(
  { meta }: Rule,
  match: Match,
  severity: Severity,
  context: RuleContext,
): Finding | undefined {
  const { uri, start, end, message, bytes } = match;
  const judged = judge(match, context);
  if (judged === undefined) return undefined;
  const related = [...judged.related, ...match.related];
  return {
    ...{ rule: meta.name, severity, ...judged, uri, start, end, message, related },
    ...(bytes === undefined ? {} : { bytes }),
  };
}

/** What speaks for a match; undefined where something speaks against it. */
function judge(
  match: Match,
  { info }: RuleContext,
): (Judgement & Pick<Finding, 'related'>) | undefined {
  const evidence = match.evidence?.();
  if (evidence === undefined && match.evidence !== undefined) return undefined;
  const judged = evidence ?? { confidence: 'likely', related: [] };
  return isTestDouble(info, match.uri)
    ? { ...judged, confidence: 'possible', reason: DOUBLE }
    : judged;
}

/** `off` also for a rule that is off by default. */
function settingOf({ name, on }: RuleMeta, settings: Settings): Severity | 'default' | 'off' {
  const setting = settings.rules[name] ?? 'default';
  return setting === 'default' && !on ? 'off' : setting;
}

function defaultSeverity({ severity, louder }: RuleMeta, bytes = 0): Severity {
  return louder !== undefined && bytes >= louder.fromBytes ? louder.severity : severity;
}

/** The results of one file that no comment suppresses. */
function visible(file: SourceFile, own: readonly Result[]): readonly Result[] {
  if (own.length === 0) return own;
  const suppressions = suppressionsOf(file);
  return own.filter(
    ({ finding: { rule, start } }) => suppressions.silencing(rule, start).length === 0,
  );
}

/** `check --all` also reports the directives that suppress nothing. */
export function uselessSuppressions(file: SourceFile, results: RuleResults): readonly Finding[] {
  const suppressions = suppressionsOf(file);
  const own = results.of(file.uri);
  // Many findings may stand on one line, below many directives.
  const lists = new Set(
    own.map(({ finding: { rule, start } }) => suppressions.silencing(rule, start)),
  );
  const useful = new Set([...lists].flat());
  return suppressions.all
    .filter((suppression) => !useful.has(suppression))
    .map(({ comment }) => ({
      rule: 'useless-suppression',
      severity: 'information',
      confidence: 'likely',
      uri: file.uri,
      start: comment.pos,
      end: comment.end,
      message: 'This comment suppresses nothing: no rule reports anything here; remove it',
      related: [],
    }));
}

/** What a rule finds at the map, likely or not; other rules, and other maps, are not looked at. */
export function foundAt(
  { variable }: MapAt,
  context: RuleContext,
  rules: readonly Rule[],
): FoundAtMap | undefined {
  if (variable === undefined) return undefined;
  const all: RuleContext = { ...context, settings: { ...context.settings, show: 'all' } };
  for (const rule of rules) {
    if (settingOf(rule.meta, context.settings) === 'off') continue;
    const match = runRuleAt(rule, all, variable.origin ?? variable);
    const judged = match && judge(match, all);
    if (judged === undefined) continue;
    const { related: _, ...judgement } = judged;
    return { rule: rule.meta.name, ...judgement };
  }
  return undefined;
}
