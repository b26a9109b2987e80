/**
 * What fixes decide by, of all maps and slices of many packages, whether a rule finds anything about them or not: an offer
 * or the first reason against it (test/rules/answers.test.ts) hides all that was found out besides.
 *
 * `test/fixes/grounds/NAME.txt` has a paragraph for each variable: why it may not be the only one that holds what it holds, what
 * its map would be with pointers though nobody gains by it, which lock guards each of its places and what else runs there; then
 * each deletion from a slice, and each copy of a struct. UPDATE_GOLDEN=1 writes it anew: read what has changed.
 */
import path from 'node:path';
import { freedSlotsAreCleared } from '../../server/src/facts/freedSlots';
import type { Operation, SliceDelete } from '../../server/src/facts/facts';
import { originOf } from '../../server/src/facts/facts';
import { walkWithPath } from '../../server/src/facts/sites';
import { deletedCount } from '../../server/src/facts/sliceDelete';
import { placesRefusal } from '../../server/src/fixes/aliases';
import type { FixContext } from '../../server/src/fixes/context';
import { copyAndTruncate } from '../../server/src/fixes/copyAndTruncate';
import { deleteSite } from '../../server/src/fixes/deleteSites';
import { inUseRefusal } from '../../server/src/fixes/inUse';
import { guardOf } from '../../server/src/fixes/locks';
import { ownershipCaveat, ownershipRefusals } from '../../server/src/fixes/ownership';
import { isRefused } from '../../server/src/fixes/pointerValues/conversion';
import { pointerValues, rewriteToPointers } from '../../server/src/fixes/pointerValues';
import { copiesIn } from '../../server/src/fixes/structCopies';
import { lifetimeOf } from '../../server/src/rules/slice-delete-stale-tail/lifetime';
import type { Edit } from '../../server/src/contracts/findings';
import type { Node } from '../../server/src/syntax/ast';
import type { GoParser } from '../../server/src/syntax/parser';
import { stdImporter, underlying } from '../../server/src/types';
import type { PackageInfo, SourceFile } from '../../server/src/types';
import { typeString } from '../../server/src/types/display';
import type { Importer } from '../../server/src/types/importer';
import type { Var } from '../../server/src/types/object';
import type { Type } from '../../server/src/types/type';
import { assertGolden } from '../goldenText';
import type { Files } from '../proofs/cases';
import { ownPrograms } from '../proofs/cases';
import { loadCases } from '../rules/cases';
import { goParser } from '../syntax/support';
import { contextOf } from './fixtures';
import { ownPackages } from './packages';

const GROUNDS = path.join(__dirname, 'grounds');

describe('grounds of fixes', () => {
  let parser: GoParser;
  const importer: Importer = stdImporter('amd64');

  before(async () => {
    parser = await goParser();
  });

  for (const { name, files } of [...ownPackages(), ...ownPrograms(), ...loadCases()]) {
    it(name, () => {
      const context = contextOf(goFilesOf(files), files.get('go.mod') ?? '', parser, importer);
      const lines = [...variablesOf(context)].flatMap((one) => linesOfVariable(context, one));
      const { sliceDeletes } = context.facts;
      lines.push(...sliceDeletes.flatMap((one) => linesOfSliceDelete(context, one)));
      lines.push(...linesOfCopies(context));
      assertGolden(path.join(GROUNDS, `${name}.txt`), lines.map((line) => `${line}\n`).join(''));
    });
  }
});

/** Those of the package in the first folder. */
function goFilesOf(files: Files): Map<string, string> {
  return new Map([...files].filter(([name]) => name.endsWith('.go') && !name.includes('/')));
}

/** Maps and slices, in the order of the text. */
function variablesOf({ info, externalTests }: FixContext): ReadonlySet<Var> {
  const found = new Set<Var>();
  const collect = (from: PackageInfo): void => {
    for (const { ast } of from.files) {
      for (const decl of ast.decls) {
        walkWithPath(decl, (node) => {
          const obj = node.kind === 'Ident' ? from.objectOf(node) : undefined;
          if (obj?.kind === 'var') found.add(originOf(obj));
        });
      }
    }
  };
  for (const from of externalTests === undefined ? [info] : [info, externalTests]) collect(from);
  return new Set([...found].filter(isMapOrSlice));
}

function isMapOrSlice(variable: Var): boolean {
  const { kind } = underlying(variable.type());
  return kind === 'map' || kind === 'slice';
}

function linesOfVariable(context: FixContext, variable: Var): string[] {
  const { operations } = context.facts.of(variable);
  const caveat = ownershipCaveat(context, variable);
  const against = [
    ...new Set([
      ...[placesRefusal(operations)].filter((reason) => reason !== undefined),
      ...ownershipRefusals(context, variable),
      ...(caveat === undefined ? [] : [caveat]),
    ]),
  ];
  const name = [variable.owner, variable.name].filter((part) => part !== undefined).join('.');
  const places = operations.flatMap((op) => linesOfOperation(context, variable, op));
  return [
    `${name} (${variable.role}): ${against.length === 0 ? 'alone' : against.join('; ')}`,
    ...pointersOf(context, variable),
    ...places.map((line) => `  ${line}`),
  ];
}

/** The map with pointers, where the fix is refused for nothing but the size of its values. */
function pointersOf(context: FixContext, variable: Var): string[] {
  if (underlying(variable.type()).kind !== 'map') return [];
  const fix = pointerValues(context, variable);
  if (!('refused' in fix) || !fix.refused.startsWith('its values take')) return [];
  const result = rewriteToPointers(context, variable);
  if (isRefused(result)) return [`  no pointers: ${result.refused}`];
  return [
    `  with pointers${result.safe ? '' : ', unsafe'}:`,
    ...result.edits.map((edit) => `    ${changed(context, edit)}`),
  ];
}

/** What guards an operation and where it may meet others, where there is something to say. */
function linesOfOperation(context: FixContext, variable: Var, op: Operation): string[] {
  const { info } = context;
  const { file, node, path: around, target } = op;
  const words: string[] = [];
  const guard = guardOf(info, target, around, node, true);
  const read = guardOf(info, target, around, node, false);
  if (guard !== undefined) words.push(`guarded by ${guard.name}`);
  if (read !== guard) words.push(`guarded by ${read?.name ?? 'nothing'} for reads`);
  if (op.kind === 'delete' || op.kind === 'replace') {
    const site = { file, node, path: around, target };
    const known = new Set<string>();
    for (const ranges of ['none', 'calling', 'all'] as const) {
      const refused = inUseRefusal(context, variable, [site], ranges);
      if (refused === undefined || known.has(refused)) continue;
      known.add(refused);
      words.push(`with ranges ${ranges}: ${refused}`);
    }
  }
  if (op.kind === 'delete') words.push(siteText(context, variable, op));
  if (words.length === 0) return [];
  return [`${at(file, node)} ${op.kind}: ${words.join('; ')}`];
}

function siteText(context: FixContext, variable: Var, op: Operation): string {
  const site = deleteSite(context, variable, op);
  if ('refused' in site) return `no place: ${site.refused}`;
  const { slot, map, sweep, mayBeNil } = site;
  const marks = [...(sweep ? ['sweep'] : []), ...(mayBeNil ? ['may be nil'] : [])];
  return [`behind ${at(op.file, slot.stmt)} for ${text(op.file, map)}`, ...marks].join(', ');
}

function linesOfSliceDelete(context: FixContext, deletion: SliceDelete): string[] {
  const { info, facts } = context;
  const { file, statement, slice, from, to } = deletion;
  const count = deletedCount(info, deletion);
  const cleared = freedSlotsAreCleared(info, deletion, count);
  const fix = copyAndTruncate(context, deletion);
  return [
    `${at(file, statement)} ${text(file, slice)} loses ${text(file, from) || '0'}:${text(file, to)}, ${count ?? 'some'}, ` +
      `${cleared ? 'cleared' : 'not cleared'}, ${lifetimeOf(facts, deletion) ?? 'not for long'}`,
    ...('refused' in fix
      ? [`  refused: ${fix.refused}`]
      : fix.edits.map((edit) => `  ${changed(context, edit)}`)),
  ];
}

/** Where structs are copied, and what type parameters stand for. */
function linesOfCopies({ info }: FixContext): string[] {
  const { copies, instances } = copiesIn(info);
  const shown = (type: Type): string => typeString(type, info.path);
  return [
    ...copies.map(({ file, node, type }) => `${at(file, node)} copies ${shown(type)}`),
    ...instances.map(
      ({ file, node, type, foreign }) =>
        `${at(file, node)} ${foreign ? 'hands out' : 'is of'} ${shown(type)}`,
    ),
  ];
}

function changed({ files }: FixContext, edit: Edit): string {
  const file = files.find(({ uri }) => uri === edit.uri);
  const before = file?.text.slice(edit.start, edit.end) ?? '';
  const where = file === undefined ? edit.uri : at(file, { pos: edit.start });
  return `${where} ${JSON.stringify(before)} -> ${JSON.stringify(edit.text)}`;
}

/** Line and column, from 1. */
function at(file: SourceFile, { pos }: Pick<Node, 'pos'>): string {
  const lines = file.text.slice(0, pos).split('\n');
  return `${file.uri}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}

/** What is written, on one line. */
function text(file: SourceFile, { pos, end }: Node): string {
  return file.text.slice(pos, end).replaceAll(/\s+/g, ' ');
}
