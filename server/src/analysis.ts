/** Source in, plain findings out: the only door of the core for lsp/ and cli/. */
import type { Environment } from './environment';
import { lineOf } from './fixes/aliases';
import type { Finding, Fix, FixOffer, Place, RefusedFix, Severity } from './findings';
import type { Gofmt } from './fixes/gofmt';
import { formatFix, loadGofmt } from './fixes/gofmt';
import { layoutRecordsOf } from './layoutRecords';
import type { MapAt } from './mapReport';
import { mapAt, mapReportOf, selectedMap } from './mapReport';
import { createOverlay } from './overlay';
import { once } from './once';
import type { Limits } from './packages';
import { createPackages } from './packages';
import { canonicalUri } from './project/uri';
import { isSuspension } from './reader';
import type { Match, Rule, RuleContext, RuleMeta } from './rules';
import { RULES } from './rules';
import { mapFixes, mapNeverShrinks } from './rules/map-never-shrinks/rule';
import type { Settings } from './settings';
import { silencing, suppressionsOf } from './suppression';
import { createGoParser } from './syntax/parser';
import type { PackageInfo, SourceFile } from './types';
import type { Var } from './types/object';
import type { Folder, Unit } from './units';
import type { CancellationToken, FileProblem, Workspace } from './workspace';

export type {
  CancellationToken,
  DocumentEdit,
  FileLayout,
  FileProblem,
  LayoutRecord,
  Workspace,
} from './workspace';

/** A match with what the settings make of it. */
interface Result {
  readonly finding: Finding;
  readonly match: Match;
}

/** Those of an editor's session. */
const EDITOR_LIMITS: Limits = { mostText: 60_000_000, mostBytes: 4 * 1024 * 1024 };

/** A workspace that reads files through `env`. Loads nothing until it is asked. */
export function createWorkspace(
  env: Environment,
  initial: Settings,
  limits: Partial<Limits> = {},
): Workspace {
  let settings = initial;
  const overlay = createOverlay();
  const parser = once(() => createGoParser(env));
  const gofmt = once(() => loadGofmt(env));
  const packages = createPackages(env, overlay, parser, () => settings, {
    ...EDITOR_LIMITS,
    ...limits,
  });
  const resultsOf = new WeakMap<Unit, RuleResults>();

  /** @param tests whether to look at the tests of the package as well, if the file is not itself one */
  async function at(
    uri: string,
    token: CancellationToken | undefined,
    tests = settings.includeAll === true,
  ): Promise<At | undefined> {
    const folder = await packages.folderOf(uri);
    if (token?.isCancellationRequested === true) return undefined;
    const unit = tests ? folder.unitOf(uri) : folder.withoutTests(uri);
    const found = unit === undefined ? undefined : fileOf(unit, uri);
    return unit === undefined || found === undefined ? undefined : { folder, unit, ...found };
  }

  /** Why a file is in no package. */
  async function unreadable(
    uri: string,
    token: CancellationToken | undefined,
    unwanted = false,
  ): Promise<readonly FileProblem[]> {
    const folder = await packages.folderOf(uri);
    if (token?.isCancellationRequested === true) return [];
    const own = folder.problems.filter((problem) => problem.uri === uri);
    return own.length > 0 || unwanted ? own : [{ uri, message: 'The file cannot be read.' }];
  }

  function results(unit: Unit): RuleResults {
    let known = resultsOf.get(unit);
    if (known === undefined) {
      known = runRules(unit, RULES);
      resultsOf.set(unit, known);
    }
    return known;
  }

  /** A request that starts again when a file that it reads has to be waited for. */
  const settled =
    <A extends readonly unknown[], T>(ask: (uri: string, ...rest: A) => Promise<T>) =>
    (asked: string, ...rest: A): Promise<T> => {
      const uri = canonicalUri(asked);
      return packages.settle(uri, () => ask(uri, ...rest));
    };

  const shown = (place: At): readonly Result[] =>
    isQuiet(place, settings) ? [] : visible(place, results(place.unit).results);

  return {
    setSettings(changed) {
      settings = changed;
      packages.invalidateAll();
    },
    openDocument(opened, version, text) {
      const uri = canonicalUri(opened);
      overlay.open(uri, version, text);
      packages.invalidate(uri, packages.isSaved(uri) ? 'edited' : 'created');
    },
    changeDocument(changed, version, edits) {
      const uri = canonicalUri(changed);
      overlay.change(uri, version, edits);
      packages.invalidate(uri, 'edited');
    },
    closeDocument(closed) {
      const uri = canonicalUri(closed);
      overlay.close(uri);
      packages.invalidate(uri, packages.isSaved(uri) ? 'changed' : 'deleted');
    },
    fileChanged: (uri, change) => packages.invalidate(canonicalUri(uri), change),
    findings: settled(async (uri, token) => {
      if (isUnwanted(uri, settings)) return [];
      const place = await at(uri, token);
      if (place === undefined) return [];
      const useless =
        settings.includeAll === true ? uselessSuppressions(place, results(place.unit)) : [];
      return [...shown(place).map((result) => result.finding), ...useless].sort(byPlace);
    }),
    fixes: settled(async (uri, start, end, token) => {
      if (isUnwanted(uri, settings)) return [];
      const touchedIn = (place: At | undefined): readonly Result[] =>
        place === undefined
          ? []
          : shown(place).filter(({ finding }) => touches(finding, start, end));
      if (touchedIn(await at(uri, token)).length === 0) return [];
      // A fix also edits tests, or is refused because of what stands there.
      const place = await at(uri, token, true);
      const touched = touchedIn(place);
      if (place === undefined || touched.length === 0) return [];
      const format = await gofmt();
      return touched.map(({ finding, match }): FixOffer => ({
        finding,
        fixes: offered(safely(finding.rule, match.fixes), place.unit, format),
      }));
    }),
    refactorings: settled(async (uri, start, end, token) => {
      const mapOf = (place: At | undefined): MapAt | undefined =>
        place && selectedMap(place.info, place.file, start);
      if (mapOf(await at(uri, token))?.variable === undefined) return [];
      const place = await at(uri, token, true);
      const map = mapOf(place);
      if (place === undefined || map?.variable === undefined) return [];
      if (place.file.ast.generated) return [];
      // A finding in the range that is about this map has the same rewrites as its quick fixes.
      const found = shown(place).filter(({ finding }) => touches(finding, start, end));
      if (found.some(({ finding }) => isDeclaredAt(map.variable, finding))) return [];
      const fixes = safely(mapNeverShrinks.meta.name, () => rewritesOf(place, map, start));
      return fixes.length === 0 ? [] : offered(fixes, place.unit, await gofmt());
    }),
    mapReport: settled(async (uri, offset, token) => {
      const place = await at(uri, token);
      const map = place && mapAt(place.info, place.file, offset);
      if (place === undefined || map === undefined) return undefined;
      const { context } = place.unit;
      const target = {
        go: context.go,
        arch: context.arch,
        entries: settings.assumedPeak,
        std: place.folder.std,
      };
      const rule = (): string | undefined => ruleAt(map, context);
      return mapReportOf(place.info, context.facts, map, target, rule);
    }),
    layout: settled(async (uri, token) => {
      // All files of a folder are asked about more often than one: they share the package that tests are part of.
      const place = await at(uri, token, true);
      if (place === undefined) return { records: [], problems: await unreadable(uri, token) };
      const { go, arch } = place.unit.context;
      const records = layoutRecordsOf(place.info, place.file, { go: go.value, arch });
      // What stands in functions without types has no part in this.
      const sound = place.file.ast.readErrors.length === 0;
      return { records, problems: sound ? [] : syntaxProblems(place.file) };
    }),
    problems: settled(async (uri, token) => {
      // Nobody looks into it, so that it does not matter whether it parses.
      const unwanted = isUnwanted(uri, settings) && overlay.text(uri) === undefined;
      const place = unwanted ? undefined : await at(uri, token);
      if (place === undefined) return unreadable(uri, token, unwanted);
      // Rules are not run to say which of them fail: who asks for findings has run them.
      const failures = resultsOf.get(place.unit)?.problems(uri) ?? [];
      return [...syntaxProblems(place.file), ...failures];
    }),
    text: (uri) => packages.text(canonicalUri(uri)),
    version: (uri) => overlay.version(canonicalUri(uri)),
  };
}

/** A file with all that is known around it. */
interface At {
  readonly folder: Folder;
  readonly unit: Unit;
  readonly file: SourceFile;
  /** What the file is checked as. */
  readonly info: PackageInfo;
}

function fileOf(unit: Unit, uri: string): Pick<At, 'file' | 'info'> | undefined {
  for (const info of unit.infos) {
    const file = info.files.find((candidate) => candidate.uri === uri);
    if (file !== undefined) return { file, info };
  }
  return undefined;
}

/** One line for the first thing that does not parse; the rest follows from it more often than not. */
function syntaxProblems({ uri, text, ast }: SourceFile): readonly FileProblem[] {
  const [first] = ast.errors;
  if (first === undefined) return [];
  const more = ast.errors.length === 1 ? '' : ` (and ${ast.errors.length - 1} more)`;
  return [{ uri, message: `Line ${lineOf(text, first.pos)}: ${first.message}${more}` }];
}

// Findings -------------------------------------------------------------------------------------------------------

interface RuleResults {
  readonly results: readonly Result[];
  problems(uri: string): readonly FileProblem[];
}

/** Runs the rules that are switched on, each by itself: one that fails costs its own findings, and says so. */
function runRules({ context }: Unit, rules: readonly Rule[]): RuleResults {
  const results: Result[] = [];
  const failures: string[] = [];
  for (const { meta, find } of rules) {
    const setting = settingOf(meta, context.settings);
    if (setting === 'off') continue;
    try {
      for (const match of find(context)) {
        const { uri, start, end, message, bytes, related } = match;
        const severity = setting === 'default' ? defaultSeverity(meta, bytes) : setting;
        const finding = { rule: meta.name, severity, uri, start, end, message, related };
        results.push({ match, finding: bytes === undefined ? finding : { ...finding, bytes } });
      }
    } catch (error) {
      if (isSuspension(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      failures.push(`The rule ${meta.name} failed, which is a bug of Heapghost: ${reason}`);
    }
  }
  return {
    results,
    problems: (uri) => failures.map((message) => ({ uri, message })),
  };
}

/** `off` also for a rule that is off by default. */
function settingOf({ name, on }: RuleMeta, settings: Settings): Severity | 'default' | 'off' {
  const setting = settings.rules[name] ?? 'default';
  return setting === 'default' && !on ? 'off' : setting;
}

function defaultSeverity({ severity, louder }: RuleMeta, bytes = 0): Severity {
  return louder !== undefined && bytes >= louder.fromBytes ? louder.severity : severity;
}

/** Below a vendor folder or in the module cache, whose folders editors write with an escaped `@`. */
const VENDORED = /\/vendor\/|\/[^/]+(?:@|%40)v\d[^/]*\//i;

/** A test, when tests are not asked for: it need not be parsed to know that nothing is found in it. */
function isUnwanted(uri: string, settings: Settings): boolean {
  return settings.includeAll !== true && uri.endsWith('_test.go');
}

/** Files in which nobody wants findings: tests, generated files, vendored ones and those of the module cache. */
function isQuiet({ file }: At, settings: Settings): boolean {
  if (settings.includeAll === true) return false;
  return file.test || file.ast.generated || VENDORED.test(file.uri);
}

/** The results of one file that no comment suppresses. */
function visible({ file }: At, results: readonly Result[]): readonly Result[] {
  const own = results.filter(({ finding }) => finding.uri === file.uri);
  if (own.length === 0) return own;
  const suppressions = suppressionsOf(file);
  return own.filter(
    ({ finding: { rule, start } }) =>
      silencing(suppressions, rule, lineOf(file.text, start) - 1).length === 0,
  );
}

/** `check --all` also reports the directives that suppress nothing. */
function uselessSuppressions({ file }: At, { results }: RuleResults): readonly Finding[] {
  const suppressions = suppressionsOf(file);
  const useful = new Set(
    results
      .filter(({ finding }) => finding.uri === file.uri)
      .flatMap(({ finding: { rule, start } }) =>
        silencing(suppressions, rule, lineOf(file.text, start) - 1),
      ),
  );
  return suppressions
    .filter((suppression) => !useful.has(suppression))
    .map(({ comment }) => ({
      rule: 'useless-suppression',
      severity: 'information',
      uri: file.uri,
      start: comment.pos,
      end: comment.end,
      message: 'This comment suppresses nothing: no rule reports anything here; remove it',
      related: [],
    }));
}

function byPlace(a: Place, b: Place): number {
  return a.start - b.start || a.end - b.end;
}

function touches(place: Place, start: number, end: number): boolean {
  return place.start <= end && start <= place.end;
}

// Fixes ----------------------------------------------------------------------------------------------------------

/** A fix that fails, which is a bug, costs the fixes of its finding and nothing else; it is shown as refused. */
function safely(
  rule: string,
  make: () => readonly (Fix | RefusedFix)[],
): readonly (Fix | RefusedFix)[] {
  try {
    return make();
  } catch (error) {
    if (isSuspension(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const refused = `making it failed, which is a bug of Heapghost: ${reason}`;
    return [{ id: 'failed', rule, title: `Fix ${rule}`, refused }];
  }
}

/** Formatted; preferred ones first, refused ones last. */
function offered(
  fixes: readonly (Fix | RefusedFix)[],
  { context }: Unit,
  gofmt: Gofmt,
): readonly (Fix | RefusedFix)[] {
  const rank = (fix: Fix | RefusedFix): number => ('refused' in fix ? 2 : fix.preferred ? 0 : 1);
  return fixes
    .map((fix) => ('refused' in fix ? fix : formatFix(fix, context.files, gofmt)))
    .sort((a, b) => rank(a) - rank(b));
}

/** The rewrites of a map under the cursor: behind one delete when the cursor is on it, else behind all of them. */
function rewritesOf(
  { unit: { context }, file }: At,
  { variable }: MapAt,
  offset: number,
): readonly (Fix | RefusedFix)[] {
  if (variable === undefined) return [];
  const { operations } = context.facts.of(variable);
  const deletes = operations.filter((op) => op.kind === 'delete' && !op.file.test);
  const here = deletes.find(
    ({ file: { uri }, node }) => uri === file.uri && node.pos <= offset && offset <= node.end,
  );
  const fixes = mapFixes(context, variable.origin ?? variable, here);
  return deletes.length > 0 ? fixes : fixes.filter((fix) => fix.id === 'pointer-values');
}

/** The rule that finds something at the map; the other rules, and other maps, are not looked at. */
function ruleAt({ variable }: MapAt, context: RuleContext): string | undefined {
  if (variable === undefined) return undefined;
  const found = RULES.find(
    ({ meta, findAt }) =>
      settingOf(meta, context.settings) !== 'off' &&
      findAt?.(context, variable.origin ?? variable) !== undefined,
  );
  return found?.meta.name;
}

function isDeclaredAt(variable: Var | undefined, place: Place): boolean {
  const declared = (variable?.origin ?? variable)?.at;
  return declared !== undefined && declared.uri === place.uri && declared.pos === place.start;
}
