// Fixtures of the language server: one text file a story, in sections that start with `-- NAME --`.
//
// A section named like a file is that file; a comment /*^mark*/ in it names the place where it stands, and is taken
// out. Every other section asks the server something and holds the answer; what can be asked is the table QUESTIONS of
// fixtures.test.ts. The text above the first section says what the story is about.
//
// `UPDATE=1 npx mocha test/lsp/fixtures.test.ts` writes the answers that the server gives: read them before you commit.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileUri } from './client';

export interface Section {
  readonly name: string;
  readonly text: string;
}

export interface Mark {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

export interface Fixture {
  /** URI of the folder that holds the files. */
  readonly root: string;
  /** By name: `cache.go`, `sub/go.mod`. */
  readonly files: ReadonlyMap<string, { readonly uri: string; readonly text: string }>;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly questions: readonly Section[];
  remove(): void;
}

const HEADER = /^-- (.+) --$/;
const MARK = /\/\*\^([\w-]+)\*\//;

/** The sections of a fixture, and the text above them. */
export function readSections(text: string): {
  readonly about: string;
  readonly sections: Section[];
} {
  const sections: { name: string; lines: string[] }[] = [{ name: '', lines: [] }];
  for (const line of text.split('\n')) {
    const name = HEADER.exec(line)?.[1];
    if (name === undefined) sections.at(-1)?.lines.push(line);
    else sections.push({ name, lines: [] });
  }
  const [about, ...rest] = sections.map(({ name, lines }) => ({ name, text: lines.join('\n') }));
  return { about: about?.text ?? '', sections: rest };
}

/** The text of a fixture with these sections. */
export function writeSections(about: string, sections: readonly Section[]): string {
  const parts = sections.map(({ name, text }) => `-- ${name} --\n${text}`);
  return [about, ...parts].join('\n');
}

/** Lays the files of a fixture out in a new folder. */
export function layOut(sections: readonly Section[]): Fixture {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'heapghost-lsp-')));
  const files = new Map<string, { uri: string; text: string }>();
  const marks = new Map<string, Mark>();
  const questions: Section[] = [];
  for (const section of sections) {
    if (!isFile(section.name)) {
      questions.push(section);
      continue;
    }
    const file = path.join(folder, section.name);
    const uri = fileUri(file);
    const text = takeMarks(section.text, (name, position) => marks.set(name, { uri, position }));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    files.set(section.name, { uri, text });
  }
  return {
    root: fileUri(folder),
    files,
    marks,
    questions,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function isFile(name: string): boolean {
  return !name.includes(' ') && /\.(go|mod|work)$/.test(name);
}

function takeMarks(
  text: string,
  found: (name: string, position: Mark['position']) => void,
): string {
  return text
    .split('\n')
    .map((line, number) => {
      let rest = line;
      for (let mark = MARK.exec(rest); mark !== null; mark = MARK.exec(rest)) {
        found(mark[1] ?? '', { line: number, character: mark.index });
        rest = rest.slice(0, mark.index) + rest.slice(mark.index + mark[0].length);
      }
      return rest;
    })
    .join('\n');
}
