/** Source in, plain findings out: the only door of the core for lsp/ and cli/. */
import type { TypeShapeResult } from '../../../runtime';
import { once } from '../base/once';
import type { Environment } from '../contracts/environment';
import type { Finding, FixOffer, FoundAtMap, MapReport, Place } from '../contracts/findings';
import type { Settings } from '../contracts/settings';
import { showsPossible } from '../contracts/settings';
import type {
  Around,
  CancellationToken,
  DocumentEdit,
  FileChange,
  FileLayout,
  FileProblem,
  LeftOut,
  Limits,
  Observer,
  Workspace,
} from '../contracts/workspace';
import { loadGofmt } from '../fixes/gofmt';
import { createOverlay } from '../loading/overlay';
import { Packages } from '../loading/packages';
import type { Unit } from '../loading/units';
import { areTypesSound, layoutRecordsOf } from '../maps/layoutRecords';
import { declaredMaps, mapAt, mapReportOf, selectedMap } from '../maps/mapReport';
import { shapeOfText } from '../maps/typeText';
import { canonicalUri } from '../project/uri';
import type { Rule } from '../rules';
import { RULES } from '../rules';
import type { File } from '../syntax/ast';
import type { GoParser } from '../syntax/parser';
import { createGoParser } from '../syntax/parser';
import type { SourceFile } from '../types';
import type { Var } from '../types/object';
import { constraintProblems, syntaxProblems } from './fileProblems';
import { isUnwanted, leftOutAs } from './leftOut';
import type { Offered, Offers } from './offers';
import { createOffers } from './offers';
import type { At } from './place';
import { placeIn } from './place';
import type { Result, RuleResults } from './results';
import { foundAt, runRules, uselessSuppressions } from './results';

/** Those of an editor's session. */
const EDITOR_LIMITS: Limits = { mostText: 60_000_000, mostBytes: 4 * 1024 * 1024 };

/**
 * A workspace that reads files through `env`. Loads nothing until it is asked.
 * @param observe is told of work as it is done
 * @param rules all there are; others are for tests
 */
export function createWorkspace(
  env: Environment,
  settings: Settings,
  limits: Partial<Limits> = {},
  observe?: Observer,
  rules: readonly Rule[] = RULES,
): Workspace {
  return new Analysis(env, settings, { ...EDITOR_LIMITS, ...limits }, observe, rules);
}

/** All that is kept between requests. URIs are canonical but for those of the requests themselves. */
class Analysis implements Workspace {
  private readonly overlay = createOverlay();
  private readonly packages: Packages;
  private readonly parser: () => Promise<GoParser>;
  private readonly offers: () => Promise<Offers>;
  private readonly resultsOf = new WeakMap<Unit, RuleResults>();

  constructor(
    env: Environment,
    private settings: Settings,
    limits: Limits,
    private readonly observe: Observer | undefined,
    private readonly rules: readonly Rule[],
  ) {
    const { overlay } = this;
    this.parser = once(() => createGoParser(env));
    this.offers = once(async () => createOffers(await loadGofmt(env), observe));
    this.packages = new Packages({
      env,
      overlay,
      parser: this.parser,
      settings: () => this.settings,
      limits,
      observe,
    });
  }

  setSettings(settings: Settings): void {
    this.settings = settings;
    this.packages.invalidateAll();
  }

  openDocument(opened: string, version: number, text: string): void {
    const uri = canonicalUri(opened);
    this.overlay.open(uri, version, text);
    this.packages.invalidate(uri, this.packages.isSaved(uri) ? 'edited' : 'created');
  }

  changeDocument(changed: string, version: number, edits: readonly DocumentEdit[]): void {
    const uri = canonicalUri(changed);
    this.overlay.change(uri, version, edits);
    this.packages.invalidate(uri, 'edited');
  }

  closeDocument(closed: string): void {
    const uri = canonicalUri(closed);
    this.overlay.close(uri);
    this.packages.invalidate(uri, this.packages.isSaved(uri) ? 'changed' : 'deleted');
  }

  fileChanged(uri: string, change: FileChange): void {
    this.packages.invalidate(canonicalUri(uri), change);
  }

  findings(asked: string, token?: CancellationToken): Promise<readonly Finding[]> {
    return this.settled(asked, async (uri) => {
      if (isUnwanted(uri, this.settings)) return [];
      const place = await this.at(uri, token);
      if (place === undefined) return [];
      const useless =
        this.settings.includeAll === true
          ? uselessSuppressions(place.file, this.results(place.unit))
          : [];
      return [...this.shown(place).map(({ finding }) => finding), ...useless].sort(byPlace);
    });
  }

  leftOut(asked: string, token?: CancellationToken): Promise<LeftOut | undefined> {
    return this.settled(asked, async (uri) => {
      if (isUnwanted(uri, this.settings)) return 'test';
      const place = await this.at(uri, token);
      return place && leftOutAs(place.file, this.settings);
    });
  }

  fixes(
    asked: string,
    start: number,
    end: number,
    token?: CancellationToken,
  ): Promise<readonly FixOffer[]> {
    return this.settled(asked, async (uri) => {
      if (isUnwanted(uri, this.settings)) return [];
      const found = await this.at(uri, token);
      if (found === undefined || this.shownAt(found, start, end).length === 0) return [];
      const made = await this.offers();
      // The file may have been edited meanwhile.
      const place = await this.at(uri, token);
      if (place === undefined) return [];
      const touched = this.shownAt(place, start, end);
      const whole = place.folder.unitOf(uri);
      if (whole === undefined || token?.isCancellationRequested === true) return [];
      return touched.map((result) => ({
        finding: result.finding,
        fixes: made.fixesOf(result, place.unit, whole),
      }));
    });
  }

  fixesOf(finding: Finding, token?: CancellationToken): Promise<Offered> {
    return this.settled(finding.uri, async (uri) => {
      const rule = this.rules.find(({ meta }) => meta.name === finding.rule);
      if (rule === undefined) return [];
      const made = await this.offers();
      const folder = await this.packages.folderOf(uri);
      const whole = folder.unitOf(uri);
      if (whole === undefined || token?.isCancellationRequested === true) return [];
      return made.fixesAgain(rule, finding, whole);
    });
  }

  release(uri: string): Promise<void> {
    return this.packages.release(canonicalUri(uri));
  }

  refactorings(
    asked: string,
    start: number,
    end: number,
    token?: CancellationToken,
  ): Promise<Offered> {
    return this.settled(asked, async (uri) => {
      const place = await this.at(uri, token);
      const variable = place && selectedMap(place.info, place.file, start)?.variable;
      if (place === undefined || variable === undefined || place.file.ast.generated) return [];
      // A finding in the range that is about this map has the same rewrites as its quick fixes.
      const found = this.shownAt(place, start, end);
      if (found.some(({ finding }) => isDeclaredAt(variable, finding))) return [];
      const made = await this.offers();
      // The file may have been edited meanwhile.
      const whole = await this.at(uri, token, true);
      const map = whole && selectedMap(whole.info, whole.file, start);
      if (whole === undefined || map?.variable === undefined) return [];
      if (token?.isCancellationRequested === true) return [];
      return made.rewritesOf(map.variable, whole.unit, uri, start);
    });
  }

  async prepare(asked: string, goesOn: () => Promise<boolean>): Promise<void> {
    const uri = canonicalUri(asked);
    const prepared = await this.settled(uri, () => this.preparationOf(uri));
    if (prepared === undefined) return;
    const { found, maps, files } = prepared;
    if (found.length === 0 && maps.length === 0) return;
    await this.offers();
    // A fix is refused where a file of the package is broken, which takes a look at all of them.
    for (const file of files) {
      if (!(await goesOn())) return;
      syntaxProblems(file);
    }
    for (const { start, end } of found) {
      if (!(await goesOn())) return;
      await this.fixes(uri, start, end);
    }
    for (const offset of maps) {
      if (!(await goesOn())) return;
      await this.refactorings(uri, offset, offset);
    }
  }

  mapReport(
    asked: string,
    offset: number,
    token?: CancellationToken,
  ): Promise<MapReport | undefined> {
    return this.settled(asked, async (uri) => {
      const place = await this.at(uri, token);
      const map = place && mapAt(place.info, place.file, offset);
      if (place === undefined || map === undefined) return undefined;
      const { context } = place.unit;
      const target = {
        go: context.go,
        arch: context.arch,
        entries: this.settings.assumedPeak,
        std: place.folder.std,
      };
      const find = (): FoundAtMap | undefined => foundAt(map, context, this.rules);
      return mapReportOf(place.info, context.facts, map, target, find);
    });
  }

  typeShapes(
    asked: string,
    offset: number,
    texts: readonly string[],
    token?: CancellationToken,
  ): Promise<readonly TypeShapeResult[] | undefined> {
    return this.settled(asked, async (uri) => {
      const place = await this.at(uri, token);
      if (place === undefined) return undefined;
      const { info, file, unit } = place;
      const go = await this.parser();
      const parse = (text: string): File => go.parse(text);
      return texts.map((text) =>
        shapeOfText({ info, file, offset }, text, parse, unit.context.arch),
      );
    });
  }

  layout(asked: string, token?: CancellationToken): Promise<FileLayout> {
    return this.settled(asked, async (uri) => {
      // All files of a folder are asked about more often than one: they share the package that tests are part of.
      const place = await this.at(uri, token, true);
      if (place === undefined) return { records: [], problems: await this.unreadable(uri, token) };
      const { go, arch } = place.unit.context;
      const records = layoutRecordsOf(place.info, place.file, { go: go.value, arch });
      return { records, problems: areTypesSound(place.file) ? [] : syntaxProblems(place.file) };
    });
  }

  problems(asked: string, token?: CancellationToken): Promise<readonly FileProblem[]> {
    return this.settled(asked, async (uri) => {
      // Nobody looks into it, so that it does not matter whether it parses.
      const unwanted = isUnwanted(uri, this.settings) && this.overlay.text(uri) === undefined;
      const place = unwanted ? undefined : await this.at(uri, token);
      if (place === undefined) return this.unreadable(uri, token, unwanted);
      // Rules are not run to say which of them fail: who asks for findings has run them.
      const failures = this.resultsOf.get(place.unit)?.problems(uri) ?? [];
      return [...constraintProblems(place.file), ...syntaxProblems(place.file), ...failures];
    });
  }

  around(folder: string): Promise<Around> {
    return this.packages.around(canonicalUri(folder));
  }

  text(uri: string): Promise<string | undefined> {
    return this.packages.text(canonicalUri(uri));
  }

  version(uri: string): number | undefined {
    return this.overlay.version(canonicalUri(uri));
  }

  /** A request that starts again when a file that it reads has to be waited for. */
  private settled<T>(asked: string, ask: (uri: string) => Promise<T>): Promise<T> {
    const uri = canonicalUri(asked);
    return this.packages.settle(uri, () => ask(uri));
  }

  /** @param tests whether to look at the tests of the package as well, if the file is not itself one */
  private async at(
    uri: string,
    token: CancellationToken | undefined,
    tests = this.settings.includeAll === true,
  ): Promise<At | undefined> {
    const folder = await this.packages.folderOf(uri);
    if (token?.isCancellationRequested === true) return undefined;
    return placeIn(folder, uri, tests);
  }

  /** Why a file is in no package. */
  private async unreadable(
    uri: string,
    token: CancellationToken | undefined,
    unwanted = false,
  ): Promise<readonly FileProblem[]> {
    const folder = await this.packages.folderOf(uri);
    if (token?.isCancellationRequested === true) return [];
    const own = folder.problems.filter((problem) => problem.uri === uri);
    return own.length > 0 || unwanted ? own : [{ uri, message: 'The file cannot be read.' }];
  }

  private results(unit: Unit): RuleResults {
    let known = this.resultsOf.get(unit);
    if (known === undefined) {
      known = runRules(unit, this.rules);
      this.observe?.({ kind: 'rules' });
      this.resultsOf.set(unit, known);
    }
    return known;
  }

  /** What people are told of a file. */
  private shown({ file, unit }: At): readonly Result[] {
    if (leftOutAs(file, this.settings) !== undefined) return [];
    const found = this.results(unit).visibleIn(file);
    return showsPossible(this.settings)
      ? found
      : found.filter(({ finding }) => finding.confidence === 'likely');
  }

  private shownAt(place: At, start: number, end: number): readonly Result[] {
    return this.shown(place).filter(({ finding }) => touches(finding, start, end));
  }

  /** What there is to prepare in a file; undefined where nothing is ever fixed. */
  private async preparationOf(uri: string): Promise<Preparation | undefined> {
    const place = isUnwanted(uri, this.settings) ? undefined : await this.at(uri, undefined);
    if (place === undefined || leftOutAs(place.file, this.settings) !== undefined) return undefined;
    const found = this.shown(place).map(({ finding }) => finding);
    const maps = declaredMaps(place.file);
    const files = place.folder.unitOf(uri)?.context.files ?? [];
    return { found: found.slice(0, MOST_PREPARED), maps: maps.slice(0, MOST_PREPARED), files };
  }
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

function byPlace(a: Place, b: Place): number {
  return a.start - b.start || a.end - b.end;
}

function touches(place: Place, start: number, end: number): boolean {
  return place.start <= end && start <= place.end;
}

function isDeclaredAt(variable: Var | undefined, place: Place): boolean {
  const declared = (variable?.origin ?? variable)?.at;
  return declared !== undefined && declared.uri === place.uri && declared.pos === place.start;
}
