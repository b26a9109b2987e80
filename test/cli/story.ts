// Stories of the command line: one text file each in stories/, found by name, in sections that start with `-- NAME --`.
// The text above the first section says what the story is about. To add one, write its files and its questions without
// answers, and let `UPDATE=1 npx mocha --config .mocharc.json -g "command line: stories"` write the answers that the
// command line gives: read them before you commit.
//
// A section is a file:
//
//     -- cache.go --              its text; `(CRLF)` or `(BOM)` behind the name changes its bytes
//     -- pipe.go (FIFO) --        a pipe that nobody writes to
//     -- link.go -> cache.go --   a symbolic link
//     -- "a\nb.go" --             a name that cannot stand here as it is, in JSON
//
// or a question: a command, in the folder of the files or, after `in FOLDER:`, in one below, with words as above and
// `$ROOT` for the folder itself. Its answer is standard output, then the lines of standard error and the exit code:
//
//     -- heapghost check . --
//     cache.go:5:2: hint: ...
//     [stderr] heapghost: ...
//     [exit 1]
//
// JSON is laid out for reading, and what belongs to no story, such as the documentation of rules, is left out.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Section } from '../lsp/fixture';
import { readSections, writeSections } from '../lsp/fixture';

export interface Question {
  readonly section: Section;
  /** Behind `heapghost`, with `$ROOT` as it is written. */
  readonly args: readonly string[];
  /** Where it is asked, below the folder of the files. */
  readonly folder: string;
}

export interface Story {
  /** Of its text file. */
  readonly name: string;
  readonly about: string;
  readonly sections: readonly Section[];
  readonly questions: readonly Question[];
}

const STORIES = path.join(__dirname, 'stories');
const FILE = /^("(?:[^"\\]|\\.)*"|[^\s"]+)(?: \((?<kind>CRLF|BOM|FIFO)\)| -> (?<target>\S+))?$/;
const QUESTION = /^(?:in (?<folder>\S+): )?heapghost(?<args>.*)$/;
const WORD = /"(?:[^"\\]|\\.)*"|\S+/g;

export function loadStories(names: readonly string[]): Story[] {
  return names.map((name) => {
    const { about, sections } = readSections(readFileSync(path.join(STORIES, name), 'utf8'));
    const questions = sections.flatMap((section): Question[] => {
      const found = QUESTION.exec(section.name)?.groups;
      if (found === undefined) return [];
      const args = (found.args?.match(WORD) ?? []).map(unquoted);
      return [{ section, args, folder: found.folder ?? '.' }];
    });
    return { name, about, sections, questions };
  });
}

/** Writes the files of a story into a new folder; its path. */
export function layOut({ name, sections }: Story): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'heapghost-story-')));
  for (const section of sections) {
    if (QUESTION.test(section.name)) continue;
    const match = FILE.exec(section.name);
    if (match === null) throw new Error(`${name}: "${section.name}" is neither file nor question`);
    const file = path.join(root, unquoted(match[1] ?? ''));
    const { kind, target } = match.groups ?? {};
    mkdirSync(path.dirname(file), { recursive: true });
    if (target !== undefined) symlinkSync(target, file);
    else if (kind === 'FIFO') makePipe(file);
    else writeFileSync(file, bytesOf(`${section.text}\n`, kind));
  }
  return root;
}

export function remove(root: string): void {
  rmSync(root, { recursive: true, force: true });
}

/** Writes a story with these answers in the places of the old ones. */
export function writeStory(story: Story, answers: ReadonlyMap<Section, string>): void {
  const updated = story.sections.map((section) => ({
    ...section,
    text: answers.get(section) ?? section.text,
  }));
  const text = writeSections(story.about, updated);
  writeFileSync(path.join(STORIES, story.name), `${text.trimEnd()}\n`);
}

function unquoted(word: string): string {
  return word.startsWith('"') ? (JSON.parse(word) as string) : word;
}

function bytesOf(text: string, kind: string | undefined): string {
  switch (kind) {
    case 'CRLF':
      return text.replaceAll('\n', '\r\n');
    case 'BOM':
      return `\ufeff${text}`;
    default:
      return text;
  }
}

function makePipe(file: string): void {
  const { status, stderr } = spawnSync('mkfifo', [file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mkfifo ${file}: ${stderr}`);
}
