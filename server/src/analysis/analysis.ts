/** Source in, plain findings out: the only door of the core for lsp/ and cli/. */
import { remembered } from '../base/remembered';
import type { Environment } from '../contracts/environment';
import type { Finding, FixOffer, Place, Severity } from '../contracts/findings';
import { loadGofmt } from '../fixes/gofmt';
import { areTypesSound, layoutRecordsOf } from '../maps/layoutRecords';
import type { MapAt } from '../maps/mapReport';
import { declaredMaps, mapAt, mapReportOf, selectedMap } from '../maps/mapReport';
import type { Found, Offered } from './offers';
import { createOffers } from './offers';
import { createOverlay } from '../loading/overlay';
import { once } from '../base/once';
import { TooMuch } from '../facts/facts';
import { fileNamed } from '../facts/functions';
import { Packages } from '../loading/packages';
import { constraintsOf } from '../project/buildConstraints';
import { canonicalUri } from '../project/uri';
import { isSuspension } from '../loading/reader';
import type { Match, Rule, RuleContext, RuleMeta } from '../rules';
import { RULES, runRule, runRuleAt } from '../rules';
import type { Settings } from '../contracts/settings';
import { showsPossible } from '../contracts/settings';
import { suppressionsOf } from './suppression';
import { isTestDouble } from './testDouble';
import type { File } from '../syntax/ast';
import { goLine } from '../syntax/lines';
import { createGoParser } from '../syntax/parser';
import type { PackageInfo, SourceFile } from '../types';
import type { Var } from '../types/object';
import type { Folder, Unit } from '../loading/units';
import { shapeOfText } from '../maps/typeText';
import type {
  CancellationToken,
  FileProblem,
  LeftOut,
  Limits,
  Observer,
  Workspace,
} from '../contracts/workspace';

/** A match with what the settings make of it. */
interface Result extends Found {
  readonly finding: Finding;
}

/** Those of an editor's session. */
const EDITOR_LIMITS: Limits = { mostText: 60_000_000, mostBytes: 4 * 1024 * 1024 };

/**
 * A workspace that reads files through `env`. Loads nothing until it is asked.
 * @param observe is told of work as it is done
 * @param rules all there are; others are for tests
 */
export function createWorkspace(
  env: Environment,
  initial: Settings,
  limits: Partial<Limits> = {},
  observe?: Observer,
  rules: readonly Rule[] = RULES,
): Workspace {
  let settings = initial;
  const overlay = createOverlay();
  const parser = once(() => createGoParser(env));
  const offers = once(async () => createOffers(await loadGofmt(env), observe));
  const packages = new Packages({
    env,
    overlay,
    parser,
    settings: () => settings,
    limits: { ...EDITOR_LIMITS, ...limits },
    observe,
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
    return placeIn(folder, uri, tests);
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
      known = runRules(unit, rules);
      observe?.({ kind: 'rules' });
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

  const shown = (place: At): readonly Result[] => {
    if (leftOutAs(place, settings) !== undefined) return [];
    const found = results(place.unit).visibleIn(place.file);
    return showsPossible(settings)
      ? found
      : found.filter(({ finding }) => finding.confidence === 'likely');
  };
  const shownAt = (place: At, start: number, end: number): readonly Result[] =>
    shown(place).filter(({ finding }) => touches(finding, start, end));

  const findings = settled(async (uri, token?: CancellationToken): Promise<readonly Finding[]> => {
    if (isUnwanted(uri, settings)) return [];
    const place = await at(uri, token);
    if (place === undefined) return [];
    const useless =
      settings.includeAll === true ? uselessSuppressions(place, results(place.unit)) : [];
    return [...shown(place).map((result) => result.finding), ...useless].sort(byPlace);
  });

  const fixes = settled(
    async (
      uri,
      start: number,
      end: number,
      token?: CancellationToken,
    ): Promise<readonly FixOffer[]> => {
      if (isUnwanted(uri, settings)) return [];
      const found = await at(uri, token);
      if (found === undefined || shownAt(found, start, end).length === 0) return [];
      const made = await offers();
      // The file may have been edited meanwhile.
      const place = await at(uri, token);
      if (place === undefined) return [];
      const touched = shownAt(place, start, end);
      const whole = place.folder.unitOf(uri);
      if (whole === undefined || token?.isCancellationRequested === true) return [];
      return touched.map((result) => ({
        finding: result.finding,
        fixes: made.fixesOf(result, place.unit, whole),
      }));
    },
  );

  const refactorings = settled(
    async (uri, start: number, end: number, token?: CancellationToken): Promise<Offered> => {
      const place = await at(uri, token);
      const variable = place && selectedMap(place.info, place.file, start)?.variable;
      if (place === undefined || variable === undefined || place.file.ast.generated) return [];
      // A finding in the range that is about this map has the same rewrites as its quick fixes.
      const found = shownAt(place, start, end);
      if (found.some(({ finding }) => isDeclaredAt(variable, finding))) return [];
      const made = await offers();
      // The file may have been edited meanwhile.
      const whole = await at(uri, token, true);
      const map = whole && selectedMap(whole.info, whole.file, start);
      if (whole === undefined || map?.variable === undefined) return [];
      if (token?.isCancellationRequested === true) return [];
      return made.rewritesOf(map.variable, whole.unit, uri, start);
    },
  );

  /** What there is to prepare in a file; undefined where nothing is ever fixed. */
  const preparationOf = settled(async (uri): Promise<Preparation | undefined> => {
    const place = isUnwanted(uri, settings) ? undefined : await at(uri, undefined);
    if (place === undefined || leftOutAs(place, settings) !== undefined) return undefined;
    const found = shown(place).map(({ finding }) => finding);
    const maps = declaredMaps(place.file);
    const files = place.folder.unitOf(uri)?.context.files ?? [];
    return { found: found.slice(0, MOST_PREPARED), maps: maps.slice(0, MOST_PREPARED), files };
  });

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
    findings,
    leftOut: settled(async (uri, token) => {
      if (isUnwanted(uri, settings)) return 'test';
      const place = await at(uri, token);
      return place && leftOutAs(place, settings);
    }),
    fixes,
    refactorings,
    async prepare(asked, goesOn) {
      const uri = canonicalUri(asked);
      const prepared = await preparationOf(uri);
      if (prepared === undefined) return;
      const { found, maps, files } = prepared;
      if (found.length === 0 && maps.length === 0) return;
      await offers();
      // A fix is refused where a file of the package is broken, which takes a look at all of them.
      for (const file of files) {
        if (!(await goesOn())) return;
        syntaxProblems(file);
      }
      for (const { start, end } of found) {
        if (!(await goesOn())) return;
        await fixes(uri, start, end);
      }
      for (const offset of maps) {
        if (!(await goesOn())) return;
        await refactorings(uri, offset, offset);
      }
    },
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
      const rule = (): string | undefined => ruleAt(map, context, rules);
      return mapReportOf(place.info, context.facts, map, target, rule);
    }),
    typeShapes: settled(async (uri, offset, texts, token) => {
      const place = await at(uri, token);
      if (place === undefined) return undefined;
      const { info, file, unit } = place;
      const go = await parser();
      const parse = (text: string): File => go.parse(text);
      return texts.map((text) =>
        shapeOfText({ info, file, offset }, text, parse, unit.context.arch),
      );
    }),
    layout: settled(async (uri, token) => {
      // All files of a folder are asked about more often than one: they share the package that tests are part of.
      const place = await at(uri, token, true);
      if (place === undefined) return { records: [], problems: await unreadable(uri, token) };
      const { go, arch } = place.unit.context;
      const records = layoutRecordsOf(place.info, place.file, { go: go.value, arch });
      return { records, problems: areTypesSound(place.file) ? [] : syntaxProblems(place.file) };
    }),
    problems: settled(async (uri, token) => {
      // Nobody looks into it, so that it does not matter whether it parses.
      const unwanted = isUnwanted(uri, settings) && overlay.text(uri) === undefined;
      const place = unwanted ? undefined : await at(uri, token);
      if (place === undefined) return unreadable(uri, token, unwanted);
      // Rules are not run to say which of them fail: who asks for findings has run them.
      const failures = resultsOf.get(place.unit)?.problems(uri) ?? [];
      return [...constraintProblems(place.file), ...syntaxProblems(place.file), ...failures];
    }),
    around: (folder) => packages.around(canonicalUri(folder)),
    text: (uri) => packages.text(canonicalUri(uri)),
    version: (uri) => overlay.version(canonicalUri(uri)),
  };
}

/** Findings, and maps, of a file whose fixes are made before something asks for them. */
const MOST_PREPARED = 100;

interface Preparation {
  readonly found: readonly Finding[];
  /** Offsets of maps that the file declares. */
  readonly maps: readonly number[];
  /** All files of the package. */
  readonly files: readonly SourceFile[];
}

/** A file with all that is known around it. */
interface At {
  readonly folder: Folder;
  readonly unit: Unit;
  readonly file: SourceFile;
  /** What the file is checked as. */
  readonly info: PackageInfo;
}

function placeIn(folder: Folder, uri: string, tests: boolean): At | undefined {
  const unit = tests ? folder.unitOf(uri) : folder.withoutTests(uri);
  const found = unit === undefined ? undefined : fileOf(unit, uri);
  return unit === undefined || found === undefined ? undefined : { folder, unit, ...found };
}

function fileOf(unit: Unit, uri: string): Pick<At, 'file' | 'info'> | undefined {
  for (const info of unit.infos) {
    const file = fileNamed(info, uri);
    if (file !== undefined) return { file, info };
  }
  return undefined;
}

function constraintProblems({ uri, text }: SourceFile): readonly FileProblem[] {
  const { problem } = constraintsOf(text);
  return problem === undefined ? [] : [{ uri, message: problem }];
}

/** One line for the first thing that does not parse; the rest follows from it more often than not. */
function syntaxProblems({ uri, text, ast }: SourceFile): readonly FileProblem[] {
  const [first] = ast.errors;
  if (first === undefined) return [];
  const more = ast.errors.length === 1 ? '' : ` (and ${ast.errors.length - 1} more)`;
  return [{ uri, message: `Line ${goLine(text, first.pos)}: ${first.message}${more}` }];
}

// Findings -------------------------------------------------------------------------------------------------------

interface RuleResults {
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
function runRules({ context }: Unit, rules: readonly Rule[]): RuleResults {
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
  { info }: RuleContext,
): Finding | undefined {
  const { uri, start, end, message, bytes } = match;
  const evidence = match.evidence?.();
  if (evidence === undefined && match.evidence !== undefined) return undefined;
  const double = isTestDouble(info, uri);
  const confidence = double ? 'possible' : (evidence?.confidence ?? 'likely');
  const reason = double ? DOUBLE : evidence?.reason;
  const related = [...(evidence?.related ?? []), ...match.related];
  return {
    ...{ rule: meta.name, severity, confidence, uri, start, end, message, related },
    ...(bytes === undefined ? {} : { bytes }),
    ...(reason === undefined ? {} : { reason }),
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

const VENDORED = /\/vendor\//;

/** The folder of a version in the module cache, whose `@` is escaped in URIs. */
const MODULE_CACHE = /\/[^/]+%40v\d[^/]*\//;

/** A test, when tests are not asked for: it need not be parsed to know that nothing is found in it. */
function isUnwanted(uri: string, settings: Settings): boolean {
  return !isAskedFor(uri, settings) && uri.endsWith('_test.go');
}

/** Whether findings are wanted in whatever kind of file this is. */
function isAskedFor(uri: string, { includeAll, named }: Settings): boolean {
  return includeAll === true || named?.has(uri) === true;
}

/** Files in which nobody wants findings: tests, generated files, vendored ones and those of the module cache. */
function leftOutAs({ file }: At, settings: Settings): LeftOut | undefined {
  if (isAskedFor(file.uri, settings)) return undefined;
  if (file.test) return 'test';
  if (MODULE_CACHE.test(file.uri)) return 'file of the module cache';
  if (VENDORED.test(file.uri)) return 'vendored file';
  return file.ast.generated ? 'generated file' : undefined;
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
function uselessSuppressions({ file }: At, results: RuleResults): readonly Finding[] {
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

function byPlace(a: Place, b: Place): number {
  return a.start - b.start || a.end - b.end;
}

function touches(place: Place, start: number, end: number): boolean {
  return place.start <= end && start <= place.end;
}

/** The rule that finds something at the map; the other rules, and other maps, are not looked at. */
function ruleAt(
  { variable }: MapAt,
  context: RuleContext,
  rules: readonly Rule[],
): string | undefined {
  if (variable === undefined) return undefined;
  const found = rules.find((rule) => {
    if (settingOf(rule.meta, context.settings) === 'off') return false;
    const match = runRuleAt(rule, context, variable.origin ?? variable);
    return match !== undefined && (match.evidence === undefined || match.evidence() !== undefined);
  });
  return found?.meta.name;
}

function isDeclaredAt(variable: Var | undefined, place: Place): boolean {
  const declared = (variable?.origin ?? variable)?.at;
  return declared !== undefined && declared.uri === place.uri && declared.pos === place.start;
}
