/**
 * All that is known of the maps and slices of many packages, rules or no rules: the cases of the rules, and what
 * test/fixes/packages holds. What is right is said by the cases of the rules, by test/facts/facts.test.ts and by the programs of
 * test/proofs; this holds that no fact changes unseen.
 *
 * `test/facts/answers/NAME.txt` has a paragraph for each file: a variable with what is done to it, and of a map how long it
 * lives, what bounds it, how its entries go and what those mean that get nil; a struct type with where its values are made
 * and go, and where what it holds is told of; then what each function leads to, what calls it, and which calls never return.
 * UPDATE_GOLDEN=1 writes it anew: read what has changed. The same must be known of the same packages written in other ways.
 */
import { strict as assert } from 'node:assert';
import path from 'node:path';
import { collectFacts } from '../../server/src/facts/collect';
import { elementOf, isElement } from '../../server/src/facts/elements';
import type { Operation, PackageFacts, VarFacts } from '../../server/src/facts/facts';
import { originOf } from '../../server/src/facts/facts';
import { isConstructor } from '../../server/src/facts/initial';
import { readingOf, storesNil } from '../../server/src/facts/nilStore';
import { neverReturns } from '../../server/src/facts/neverReturns';
import type { Place } from '../../server/src/facts/place';
import { placeOf } from '../../server/src/facts/place';
import {
  boundOfMap,
  deletesAtEnd,
  goesWhenEmpty,
  isIdentity,
  lifetimeOf,
  ownsResource,
  replacesInService,
  slowedBy,
  sweepsOf,
  takesBack,
} from '../../server/src/facts/retention';
import { holdersOf } from '../../server/src/facts/holders';
import { endsAll, isErrorPath } from '../../server/src/facts/lifecycle';
import { assignsTo, takesAddress } from '../../server/src/facts/mentions';
import { birthsOf } from '../../server/src/facts/owners';
import type { Site } from '../../server/src/facts/sites';
import { callsOf, walkWithPath } from '../../server/src/facts/sites';
import { consequencesOfCall } from '../../server/src/fixes/calls';
import type { Expr, Ident, Node, Span } from '../../server/src/syntax/ast';
import { checkPackage, stdImporter, underlying } from '../../server/src/types';
import type { PackageInfo, SourceFile } from '../../server/src/types';
import type { Var } from '../../server/src/types/object';
import { isLeftOut } from '../fixes/fixtures';
import { ownPackages } from '../fixes/packages';
import { assertGolden } from '../goldenText';
import type { Files } from '../proofs/cases';
import { loadCases } from '../rules/cases';
import { goParser } from '../syntax/support';
import type { Rewriting } from './rewritten';
import { insert, isRewritingOf, REWRITINGS, sourceOf } from './rewritten';

const ANSWERS = path.join(__dirname, 'answers');

describe('facts of packages', () => {
  for (const { name, files } of [...ownPackages(), ...loadCases()]) {
    it(name, async () => {
      assertGolden(path.join(ANSWERS, `${name}.txt`), await factsOf(files));
    });
  }

  for (const [how, rewriting] of Object.entries(REWRITINGS)) {
    describe(`with ${how}`, () => {
      for (const { name, files } of [...ownPackages(), ...loadCases()]) {
        it(name, async () => {
          const known = await factsOf(files, rewriting);
          assert.equal(comparable(known), comparable(await factsOf(files)));
        });
      }
    });
  }
});

/** Of a bound the offset is told, and not which file it is in. */
function comparable(facts: string): string {
  return facts.replaceAll(/^( +bound .*) at \d+$/gm, '$1');
}

/** What is known of the package in the first folder. */
async function factsOf(all: Files, rewriting?: Rewriting): Promise<string> {
  const parser = await goParser();
  const parse = (name: string, text: string): SourceFile => {
    const ast = parser.parse(text);
    const test = name.endsWith('_test.go');
    return { uri: `memory:/${name}`, text, ast, test, included: !isLeftOut(name, text) };
  };
  let folder = [...all]
    .filter(([name]) => name.endsWith('.go') && !name.includes('/'))
    .map(([name, text]) => parse(name, text));
  if (rewriting !== undefined) {
    folder = folder.map((file) => {
      if (file.ast.errors.length > 0) return file;
      const { text, before } = insert(file.text, rewriting(file.ast));
      const written = parse(nameOf(file), text);
      isRewritingOf(written, { text: file.text, before });
      return written;
    });
  }
  const files = folder.filter(({ included }) => included);
  const importer = stdImporter('amd64');
  const info = checkPackage(files, { path: 'example.com/x', arch: 'amd64', importer });
  const facts = collectFacts(info, folder);
  const lines: string[] = [];
  const seen = new Set<Var>();
  for (const file of files) {
    lines.push(nameOf(file));
    for (const decl of file.ast.decls) {
      if (decl.kind === 'FuncDecl') lines.push(...linesOfFunction(info, file, decl));
      walkWithPath(decl, (node, around) => {
        if (node.kind === 'TypeSpec') lines.push(...linesOfType(facts, file, node.name));
        if (node.kind === 'ReturnStmt' && isErrorPath(info, around, node)) {
          lines.push(`  ${at(file, node)} fails`);
        }
        if (node.kind === 'SelectorExpr') lines.push(...linesOfPlace(info, file, around, node));
        if (node.kind === 'CallExpr' && neverReturns(info, node)) {
          lines.push(`  ${at(file, node)} never returns`);
        }
        const obj = node.kind === 'Ident' ? info.objectOf(node) : undefined;
        const variable = obj?.kind === 'var' ? originOf(obj) : undefined;
        if (variable === undefined || seen.has(variable)) return;
        seen.add(variable);
        lines.push(...linesOfVariable(facts, variable));
        for (let inner = elementOf(variable); inner; inner = elementOf(inner)) {
          lines.push(...linesOfVariable(facts, inner));
        }
      });
    }
  }
  const losing = facts.deletedFrom.map(({ variable }) => variable.name);
  if (losing.length > 0) lines.push(`entries go from ${losing.join(' ')}`);
  if (!facts.complete) lines.push('incomplete');
  return lines.map((line) => `${line}\n`).join('');
}

function linesOfVariable(facts: PackageFacts, variable: Var): string[] {
  const type = underlying(variable.type());
  if (type.kind !== 'map' && type.kind !== 'slice') return [];
  const known = facts.of(variable);
  const { operations, names, complete } = known;
  const others = names.map(({ name }) => name).join(', ');
  const isShared = variable.role === 'field' || variable.role === 'package';
  const elsewhere = isShared && facts.mayBeAssignedElsewhere(variable);
  const head = [
    ...[variable.owner, variable.name].filter((name) => name !== undefined),
    `(${isElement(variable) ? 'element of ' : ''}${variable.role})`,
  ];
  const nils = facts.nilStores.filter((store) => store.variable === variable);
  return [
    `  ${head.join(' ')}${others === '' ? '' : ` also ${others}`}${complete ? '' : ' incomplete'}${elsewhere ? ' may be assigned elsewhere' : ''}`,
    ...operations.map((op) => `    ${operation(op)}`),
    ...(type.kind === 'map' ? linesOfMap(facts, known, type.key, type.elem) : []),
    ...nils.map(
      ({ file, statement, entry }) => `    gets nil ${at(file, statement)} ${text(file, entry)}`,
    ),
    ...(nils.length > 0 ? operations.map((op) => `    ${entriesAre(facts.info, op)}`) : []),
  ];
}

function linesOfMap(
  facts: PackageFacts,
  known: VarFacts,
  key: Parameters<typeof isIdentity>[0],
  elem: Parameters<typeof ownsResource>[0],
): string[] {
  const { info } = facts;
  const { operations } = known;
  const lines: string[] = [];
  const lifetime = lifetimeOf(facts, known);
  const lives = `${lifetime.long ? 'lives long' : 'lives'}: ${lifetime.why}`;
  lines.push(lifetime.at === undefined ? lives : `${lives} ${site(lifetime.at)}`);
  const bound = boundOfMap(facts, known);
  if (bound !== undefined) lines.push(`bound ${bound.entries ?? 'unknown'} at ${bound.at.pos}`);
  const empty = goesWhenEmpty(facts, known);
  if (empty !== undefined) lines.push(`goes when empty ${site(empty)}`);
  const { aging, others } = sweepsOf(facts, operations);
  for (const { sweep, test, own } of aging) {
    lines.push(`aged ${site(sweep)} by ${site(test)}${own ? ' own' : ''}`);
  }
  for (const { file, node } of others) lines.push(`not aged ${at(file, node)}`);
  const inserts = operations.filter(({ kind }) => kind === 'insert');
  const deletes = operations.filter(({ kind }) => kind === 'delete');
  for (const op of operations) {
    if (op.kind === 'delete' || op.kind === 'clear') {
      if (endsAll(info, op.path)) lines.push(`ends all ${at(op.file, op.node)}`);
      if (takesBack(info, op, inserts)) lines.push(`takes back ${at(op.file, op.node)}`);
      if (deletesAtEnd(info, op)) lines.push(`at the end of all ${at(op.file, op.node)}`);
    }
    if (replacesInService(info, op, deletes)) {
      lines.push(`replaced in service ${at(op.file, op.node)}`);
    }
    const slow = op.kind === 'insert' ? slowedBy(info, op) : undefined;
    if (slow !== undefined) lines.push(`slowed by ${slow} ${at(op.file, op.node)}`);
  }
  if (isIdentity(key)) lines.push('keys are identities');
  if (ownsResource(elem)) lines.push('values own resources');
  return lines.map((line) => `    ${line}`);
}

function operation({ kind, file, node, target, value, initial, alias, through, key }: Operation) {
  const words = [
    `${at(file, node)} ${kind}`,
    ...[value, alias].filter((word) => word !== undefined),
    ...(initial === true ? ['first'] : []),
    `of ${text(file, target)}`,
    ...(key === undefined ? [] : [`[${text(file, key)}]`]),
    ...(through === undefined ? [] : [`through ${through.name}`]),
  ];
  return words.join(' ');
}

/** What an operation makes of entries that are nil. */
function entriesAre(info: PackageInfo, op: Operation): string {
  const what = storesNil(info, op) ? 'nil' : readingOf(info, op);
  return `${at(op.file, op.node)} ${op.kind} means ${what}`;
}

type FuncDecl = Parameters<typeof consequencesOfCall>[1];

function linesOfFunction(info: PackageInfo, file: SourceFile, decl: FuncDecl): string[] {
  const { callees, unknown } = consequencesOfCall(info, decl);
  const calls = callees.map((callee) => callee.name.name);
  const what = unknown === undefined ? [] : [`${unknown.what} ${at(unknown.file, unknown.node)}`];
  const all = [...calls, ...what];
  const sites = callsOf(info, decl).map(site);
  const name = `  ${decl.name.name} ${at(file, decl.name)}`;
  return [
    ...(all.length === 0 ? [] : [`${name}: ${all.join(', ')}`]),
    ...(sites.length === 0 ? [] : [`${name} called at ${sites.join(', ')}`]),
    ...(endsAll(info, [decl]) ? [`${name} ends all`] : []),
    ...(isConstructor(decl) ? [`${name} is a constructor`] : []),
  ];
}

/** Where the values of a struct type go, and of its maps and slices which names tell of what happens to them. */
function linesOfType(facts: PackageFacts, file: SourceFile, name: Ident): string[] {
  const { info } = facts;
  const obj = info.objectOf(name);
  const type = obj?.kind === 'type' ? underlying(obj.type()) : undefined;
  if (obj?.kind !== 'type' || type?.kind !== 'struct') return [];
  const births = birthsOf(facts, obj).map((birth) => `${birth.fate} ${site(birth.at)}`);
  return [
    ...(births.length === 0 ? [] : [`  type ${name.name} ${at(file, name)}: ${births.join(', ')}`]),
    ...type.fields
      .filter((field) => ['map', 'slice'].includes(underlying(field.type()).kind))
      .flatMap((field) => {
        const origin = originOf(field);
        const told = [...holdersOf(info, origin)].sort();
        const files = info.files.filter((one) => assignsTo(one, field.name)).map(nameOf);
        const taken = info.files.filter((one) => takesAddress(one, field.name)).map(nameOf);
        const words = [
          ...(told.length === 0 ? [] : [`is told of by ${told.join(' ')}`]),
          ...(files.length === 0 ? [] : [`is assigned in ${files.join(' ')}`]),
          ...(taken.length === 0 ? [] : [`has its address taken in ${taken.join(' ')}`]),
        ];
        return words.length === 0 ? [] : [`    ${field.name} ${words.join(', ')}`];
      }),
  ];
}

/** A map or slice that is not what is written: through a pointer that a local holds, or a promoted field. */
function linesOfPlace(
  info: PackageInfo,
  file: SourceFile,
  around: readonly Node[],
  expr: Expr,
): string[] {
  const kind = underlying(info.typeOf(expr)).kind;
  if (kind !== 'map' && kind !== 'slice') return [];
  const place = placeOf(info, around, expr);
  const shown = place === undefined ? 'unknown' : placeText(file, place);
  return shown === text(file, expr) ? [] : [`  ${at(file, expr)} ${text(file, expr)}: ${shown}`];
}

function placeText(file: SourceFile, { root, steps }: Place): string {
  let shown = root.name;
  for (const step of steps) {
    if (step.kind === 'field') shown += `.${step.field.name}`;
    else shown = step.kind === 'deref' ? `(*${shown})` : `${shown}[${text(file, step.index)}]`;
  }
  return shown;
}

function site({ file, node }: Site): string {
  return at(file, node);
}

/** Line and column, from 1. */
function at(file: SourceFile, node: Span): string {
  const { text, pos } = sourceOf(file, node);
  const lines = text.slice(0, pos).split('\n');
  return `${nameOf(file)}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}

/** What is written, on one line. */
function text(file: SourceFile, node: Node): string {
  const source = sourceOf(file, node);
  return source.text.slice(source.pos, source.end).replaceAll(/\s+/g, ' ');
}

function nameOf({ uri }: SourceFile): string {
  return uri.slice('memory:/'.length);
}
