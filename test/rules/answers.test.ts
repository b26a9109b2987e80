/**
 * All that is found, offered and refused in many packages, word for word: the programs of test/proofs/fix-cases, the cases
 * of the rules, and what test/fixes/packages holds besides. What the fixes of programs do is proven by running them (test/proofs);
 * this holds that they stay as they are, and every place, title and reason with them.
 *
 * `test/fixes/answers/NAME.txt` is what is said of a package. UPDATE_GOLDEN=1 writes it anew: read what has changed. To add a package,
 * write `test/fixes/packages/NAME.txtar`, of Go files and a go.mod where the usual one will not do.
 */
import path from 'node:path';
import type { Edit, Fix, Place, RefusedFix } from '../../server/src/contracts/findings';
import { ownPackages } from '../fixes/packages';
import { assertGolden } from '../goldenText';
import type { Files } from '../proofs/cases';
import { ownPrograms, rewritesIn } from '../proofs/cases';
import { loadCases } from './cases';
import { ROOT, workspaceOf } from './workspace';

const ANSWERS = path.join(__dirname, '../fixes/answers');

/** Findings with their fixes, then the rewrites at each place; what was told before is told by its number. */
async function answersOf(files: Files): Promise<string> {
  const workspace = workspaceOf(files);
  const lines: string[] = [];
  const told = new Map<string, number>();
  /** A line for a place, with the numbers of what was told before, and the lines of what was not. */
  const tell = (place: string, fixes: readonly (Fix | RefusedFix)[]): void => {
    const texts = fixes.map((fix) => fixText(files, fix));
    const known = texts.flatMap((text) => told.get(text) ?? []);
    lines.push([place, ...known.map((number) => `#${number}`)].join(' '));
    for (const text of texts) {
      if (told.has(text)) continue;
      told.set(text, told.size + 1);
      lines.push(`  #${told.size} ${text}`);
    }
  };
  for (const [file, text] of files) {
    if (!file.endsWith('.go')) continue;
    const uri = `${ROOT}/${file}`;
    const offers = await workspace.fixes(uri, 0, text.length);
    for (const finding of await workspace.findings(uri)) {
      const { rule, severity, confidence, reason, message, bytes, related } = finding;
      const kept = bytes === undefined ? '' : ` (${bytes} B)`;
      lines.push(`${placeOf(files, finding)}: ${severity}: ${rule}${kept}: ${message}`);
      if (reason !== undefined) lines.push(`  ${confidence}: ${reason}`);
      lines.push(...related.map((other) => `  ${placeOf(files, other)}: ${other.message}`));
      const offer = offers.find(
        (one) => one.finding.rule === rule && one.finding.start === finding.start,
      );
      tell('  fixes', offer?.fixes ?? []);
    }
    for (const { offset, fixes } of await rewritesIn(workspace, uri, text)) {
      if (fixes.length === 0) continue;
      const [word] = /^[\p{L}\p{Nd}_]*/u.exec(text.slice(offset)) ?? [];
      tell(`${file}:${positionAt(text, offset)}: ${word}`, fixes);
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

function fixText(files: Files, fix: Fix | RefusedFix): string {
  if ('refused' in fix) return `${fix.id} refused: ${fix.refused}`;
  const marks = [fix.safe ? 'safe' : 'unsafe', ...(fix.preferred ? ['preferred'] : [])];
  const edits = fix.edits.map((edit) => `\n    ${editLine(files, edit)}`);
  return `${fix.id} (${marks.join(', ')}): ${fix.title}${edits.join('')}`;
}

function editLine(files: Files, edit: Edit): string {
  const text = files.get(fileOf(edit)) ?? '';
  return `${placeOf(files, edit)}: ${JSON.stringify(text.slice(edit.start, edit.end))} -> ${JSON.stringify(edit.text)}`;
}

function fileOf({ uri }: Place): string {
  return uri.slice(ROOT.length + 1);
}

/** Lines and columns from 1. */
function placeOf(files: Files, place: Place): string {
  const text = files.get(fileOf(place)) ?? '';
  return `${fileOf(place)}:${positionAt(text, place.start)}-${positionAt(text, place.end)}`;
}

function positionAt(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}

describe('answers', () => {
  for (const { name, files } of [...ownPackages(), ...ownPrograms(), ...loadCases()]) {
    it(name, async () => {
      assertGolden(path.join(ANSWERS, `${name}.txt`), await answersOf(files));
    });
  }
});
