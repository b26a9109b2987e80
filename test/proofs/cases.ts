/**
 * Programs of which fixes are asked: the cases of test/rules with a `main`, and each folder of fix-cases/, which is a
 * module with a `main` package in it, without test files; `example.com/x` is its path where a package of it imports another. What must hold for every fix that is
 * offered for any of them says fixCases.test.ts; what is expected of a program is never written down, so that a new one
 * is a new folder and nothing else.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Workspace } from '../../server/src/contracts/workspace';
import type { Edit, Fix, RefusedFix } from '../../server/src/contracts/findings';
import { applyEdits } from '../../server/src/fixes/edits';
import { compatibleEdits } from '../../server/src/lsp/edits';
import { DEFAULT_MOD, loadCases } from '../rules/cases';
import { ROOT, workspaceOf } from '../rules/workspace';

/** File names, relative to the module, with their texts; go.mod among them. */
export type Files = ReadonlyMap<string, string>;

export interface Program {
  readonly name: string;
  readonly files: Files;
}

const FOLDER = path.join(__dirname, 'fix-cases');

/** Only those whose names begin with HEAPGHOST_PROGRAMS, where that is set. */
export function loadPrograms(): Program[] {
  const { HEAPGHOST_PROGRAMS: wanted = '' } = process.env;
  const programs = [...ownPrograms(), ...loadCases().filter(isProgram)];
  return programs.filter(({ name }) => name.startsWith(wanted));
}

/** Whether a package has a main function; fixes.test.ts has those that have none. */
export function isProgram({ files }: { readonly files: Files }): boolean {
  return [...files.values()].some((text) => /^func main\(\)/m.test(text));
}

/** Those of fix-cases/. */
export function ownPrograms(): Program[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const folder = path.join(FOLDER, name);
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.go'))
        .map((file): [string, string] => [
          file.replaceAll(path.sep, '/'),
          readFileSync(path.join(folder, file), 'utf8'),
        ]);
      return { name, files: new Map([['go.mod', DEFAULT_MOD], ...files]) };
    });
}

export interface Answers {
  /** Each once, however many places it is offered at. */
  readonly offered: readonly Fix[];
  readonly refused: readonly RefusedFix[];
  /** What `source.fixAll` would change, file by file. */
  readonly all: readonly Edit[];
}

/** Every fix of every finding, and every rewrite at every delete and at every name, once a declaration. */
export async function askAll(files: Files): Promise<Answers> {
  const workspace = workspaceOf(files);
  const answers: (Fix | RefusedFix)[] = [];
  const all: Edit[] = [];
  for (const [file, text] of files) {
    if (!file.endsWith('.go')) continue;
    const uri = `${ROOT}/${file}`;
    const offers = await workspace.fixes(uri, 0, text.length);
    answers.push(...offers.flatMap(({ fixes }) => fixes));
    const preferred = offers.flatMap(({ fixes }) =>
      fixes.filter((fix): fix is Fix => 'edits' in fix && fix.safe && fix.preferred).slice(0, 1),
    );
    all.push(...compatibleEdits(preferred));
    answers.push(...(await rewritesIn(workspace, uri, text)).flatMap(({ fixes }) => fixes));
  }
  const offered = new Map<string, Fix>();
  for (const fix of answers) {
    if ('edits' in fix) offered.set(JSON.stringify([fix.id, fix.edits]), fix);
  }
  return {
    offered: [...offered.values()],
    refused: answers.filter((fix): fix is RefusedFix => 'refused' in fix),
    all,
  };
}

/** What the rewrites at one place are. */
export interface Rewrites {
  readonly offset: number;
  readonly fixes: readonly (Fix | RefusedFix)[];
}

/** Every rewrite at every delete and at every name, once a declaration. */
export async function rewritesIn(
  workspace: Workspace,
  uri: string,
  text: string,
): Promise<Rewrites[]> {
  const found: Rewrites[] = [];
  let asked = new Set<string>();
  // Keywords at the beginning of a line begin declarations; what follows `delete` lies within its call.
  const words = /^(?:func|type|var|import)\b|\bdelete\b|\bDeleteFunc\b|[\p{L}_][\p{L}\p{Nd}_]*/gmu;
  for (const { 0: word, index } of text.matchAll(words)) {
    if (text[index - 1] === '\n' && /^(?:func|type|var|import)$/.test(word)) asked = new Set();
    if (asked.has(word) && !/^[dD]elete/.test(word)) continue;
    asked.add(word);
    found.push({ offset: index, fixes: await workspace.refactorings(uri, index, index) });
  }
  return found;
}

export function applied(files: Files, edits: readonly Edit[]): Files {
  return new Map(
    [...files].map(([file, text]) => {
      const own = edits.filter(({ uri }) => uri === `${ROOT}/${file}`);
      return [file, own.length === 0 ? text : applyEdits(text, own)];
    }),
  );
}
