/**
 * What can be done about what rules find, and about the maps of a package. Each is made once for the package as it is,
 * when something first asks for it: an editor asks for the same fixes again and again while a cursor rests.
 */
import { remembered } from '../base/remembered';
import type { Fix, Place, RefusedFix } from '../contracts/findings';
import type { Gofmt } from '../fixes/gofmt';
import { formatFix } from '../fixes/gofmt';
import type { Operation } from '../facts/facts';
import { fileNamed } from '../facts/functions';
import { isSuspension } from '../loading/reader';
import type { Match, Rule, RuleMeta } from '../rules';
import { runRule, runRuleAt } from '../rules';
import type { Made } from '../fixes/fix';
import { titleOf } from '../fixes/fix';
import { MAP_RULE, mapFixes } from '../fixes/mapFixes';
import { POINTER_VALUES } from '../fixes/pointerValues';
import { pathAt } from '../syntax/walk';
import type { Var } from '../types/object';
import type { Unit } from '../loading/units';
import type { Observer } from '../contracts/workspace';

/** Formatted; preferred ones first, refused ones last. */
export type Offered = readonly (Fix | RefusedFix)[];

/** Something that a rule found in a package. */
export interface Found {
  readonly rule: Rule;
  readonly match: Match;
}

/** What was told of something that a rule found. */
export type Told = Place & Pick<Match, 'message'>;

export interface Offers {
  /**
   * The fixes of what was found, in the package with its tests: a fix also edits those, or is refused because of what
   * stands there.
   * @param from the package that it was found in
   */
  fixesOf(found: Found, from: Unit, whole: Unit): Offered;
  /** As `fixesOf`, of what was found in a package that is no longer there. */
  fixesAgain(rule: Rule, told: Told, whole: Unit): Offered;
  /**
   * The rewrites of a map: after one delete when the offset, in the file of that URI, is on it, else after all of
   * them.
   */
  rewritesOf(variable: Var, whole: Unit, uri: string, offset: number): Offered;
}

/** What was made for one package. */
interface Kept {
  readonly fixes: Map<Match, Offered>;
  readonly rewrites: Map<Var, Map<Operation | undefined, Offered>>;
  readonly matches: Map<Rule, readonly Match[]>;
}

export function createOffers(gofmt: Gofmt, observe: Observer | undefined): Offers {
  const made = new WeakMap<Unit, Kept>();
  const madeOf = (unit: Unit): Kept =>
    remembered(made, unit, () => ({ fixes: new Map(), rewrites: new Map(), matches: new Map() }));

  /** What a rule found, found again in the package with its tests. */
  function again(rule: Rule, told: Told, whole: Unit): Match | undefined {
    const { context } = whole;
    const variable = rule.findAt && variableAt(whole, told);
    if (variable !== undefined) {
      const found = runRuleAt(rule, context, variable);
      return found !== undefined && isSame(found, told) ? found : undefined;
    }
    return remembered(madeOf(whole).matches, rule, () => runRule(rule, context)).find((other) =>
      isSame(other, told),
    );
  }

  function ofMatch({ meta }: Rule, match: Match | undefined, whole: Unit): Offered {
    return offered(meta.name, whole, () => match?.fixes() ?? refusedByTests(meta));
  }

  function offered(rule: string, whole: Unit, make: () => readonly Made[]): Offered {
    const fixes = formatted(safely(rule, make), whole, gofmt);
    observe?.({ kind: 'fixes', rule });
    return fixes;
  }

  return {
    fixesOf: (found, from, whole) =>
      remembered(madeOf(whole).fixes, found.match, () => {
        const { rule, match } = found;
        return ofMatch(rule, from === whole ? match : again(rule, match, whole), whole);
      }),
    fixesAgain: (rule, told, whole) => ofMatch(rule, again(rule, told, whole), whole),
    rewritesOf(variable, whole, uri, offset) {
      const { context } = whole;
      const { operations } = context.facts.of(variable);
      const deletes = operations.filter((op) => op.kind === 'delete' && !op.file.test);
      const here = deletes.find(
        ({ file, node }) => file.uri === uri && node.pos <= offset && offset <= node.end,
      );
      const origin = variable.origin ?? variable;
      const own = remembered(madeOf(whole).rewrites, origin, () => new Map<never, never>());
      return remembered<Operation | undefined, Offered>(own, here, () => {
        const fixes = offered(MAP_RULE, whole, () => mapFixes(context, origin, here));
        return deletes.length > 0 ? fixes : fixes.filter((fix) => fix.id === POINTER_VALUES.id);
      });
    },
  };
}

/** Tests that declare something once more, or give the variable another life, leave nothing to fix. */
function refusedByTests({ fixes }: RuleMeta): readonly Made[] {
  const refused =
    'with the tests of the package, this is not found: they declare or change the same';
  return fixes.map((fix) => ({ id: fix.id, title: titleOf(fix), refused }));
}

/** The variable that is declared at the start of a place. */
function variableAt({ infos }: Unit, { uri, start }: Place): Var | undefined {
  for (const info of infos) {
    const file = fileNamed(info, uri);
    if (file === undefined) continue;
    const node = pathAt(file.ast, start).at(-1);
    const obj = node?.kind === 'Ident' && node.pos === start ? info.objectOf(node) : undefined;
    return obj?.kind === 'var' && obj.at?.uri === uri && obj.at.pos === start ? obj : undefined;
  }
  return undefined;
}

/** Whether one match is the other, made anew: at one place there may be findings about a container and what lies in it. */
function isSame(a: Match, b: Told): boolean {
  return a.uri === b.uri && a.start === b.start && a.end === b.end && a.message === b.message;
}

/** A fix that fails, which is a bug, costs the fixes of its finding and nothing else; it is shown as refused. */
function safely(rule: string, make: () => readonly Made[]): Offered {
  try {
    return make().map((fix) => ({ ...fix, rule }));
  } catch (error) {
    if (isSuspension(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const refused = `making it failed, which is a bug of Heapghost: ${reason}`;
    return [{ id: 'failed', rule, title: `Fix ${rule}`, refused }];
  }
}

function formatted(fixes: Offered, { context }: Unit, gofmt: Gofmt): Offered {
  const rank = (fix: Fix | RefusedFix): number => ('refused' in fix ? 2 : fix.preferred ? 0 : 1);
  return fixes
    .map((fix) => ('refused' in fix ? fix : formatFix(fix, context.files, gofmt)))
    .sort((a, b) => rank(a) - rank(b));
}
