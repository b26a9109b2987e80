/** Runs rules: the only code that does, so that what their metadata says of Go versions holds. */
import type { Var } from '../types/object';
import type { GoRange, KnownVersion, Match, Rule, RuleContext } from './rule';

/** What a rule finds in a package, where the Go version is one that it speaks about. */
export function runRule({ meta, find }: Rule, context: RuleContext): readonly Match[] {
  const { go } = meta;
  if (!speaksAnywhere(go, context)) return [];
  return find(context).filter(({ uri }) => speaksIn(go, context, uri));
}

/** What a rule finds at one variable; undefined also where the rule is about no variable. */
export function runRuleAt(
  { meta, findAt }: Rule,
  context: RuleContext,
  variable: Var,
): Match | undefined {
  if (findAt === undefined || !speaksAnywhere(meta.go, context)) return undefined;
  const match = findAt(context, variable);
  return match !== undefined && speaksIn(meta.go, context, match.uri) ? match : undefined;
}

function speaksAnywhere(go: GoRange, context: RuleContext): boolean {
  if (speaksOf(go, context.versions[go.reads])) return true;
  return go.reads === 'go line' && ownLines(context).some((minor) => speaksOf(go, exactly(minor)));
}

/** A `//go:build go1.N` line gives a file a language version of its own. */
function speaksIn(go: GoRange, context: RuleContext, uri: string): boolean {
  const own = go.reads === 'go line' ? lineOf(context, uri) : undefined;
  return speaksOf(go, own === undefined ? context.versions[go.reads] : exactly(own));
}

function ownLines({ files }: RuleContext): readonly number[] {
  return files.flatMap(({ goLine }) => goLine ?? []);
}

function lineOf({ files }: RuleContext, uri: string): number | undefined {
  return files.find((file) => file.uri === uri)?.goLine;
}

function exactly(minor: number): KnownVersion {
  return { minor, lowerBound: false };
}

/** Whether a rule speaks about a version; where that is open, its metadata decides. */
function speaksOf(go: GoRange, { minor, lowerBound }: KnownVersion): boolean {
  if (!('unknown' in go)) return true;
  const [first, last] = [go.since ?? 0, (go.before ?? Infinity) - 1];
  const oldest = minor ?? 0;
  const newest = minor === undefined || lowerBound ? Infinity : minor;
  if (newest < first || oldest > last) return false;
  return (oldest >= first && newest <= last) || go.unknown === 'runs';
}
