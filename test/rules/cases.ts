/**
 * The cases of the rules, discovered by name: each Go file `<rule>/<case>.go`, and each folder `<rule>/<case>/` of
 * files, is a package of its own. A folder's go.mod gives its Go version; without one it is that of DEFAULT_MOD.
 *
 * - `// want "regexp"` at the end of a line: the rule reports on that line, and the message matches. Every finding of
 *   the rule must be wanted.
 * - `FILE.go.FIX-ID.golden`: FILE.go after that fix, applied to all findings of the package.
 * - `// refused FIX-ID "regexp"` behind the want: the fix is not offered, for a reason that matches.
 * - `// unsafe FIX-ID` behind the want: the fix may change behaviour.
 * - `// likely "regexp"`, `// possible "regexp"` behind the want: whether it is shown unasked, for a reason that matches.
 * UPDATE_GOLDEN=1 rewrites the golden files that exist and adds those of a new case; read what it writes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Minor number. */
export const DEFAULT_GO = 26;

export const DEFAULT_MOD = `module example.com/x\n\ngo 1.${DEFAULT_GO}\n`;

export interface Case {
  /** `map-never-shrinks/sweep`. */
  readonly name: string;
  readonly rule: string;
  /** File names with their texts; go.mod among them. */
  readonly files: ReadonlyMap<string, string>;
  /** Golden texts by fix id, then file name. */
  readonly golden: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly folder: string;
}

export interface Expectation {
  readonly file: string;
  /** One-based. */
  readonly line: number;
  readonly message: RegExp;
  readonly refused: readonly { readonly id: string; readonly reason: RegExp }[];
  readonly unsafe: readonly string[];
  readonly confidence?: { readonly is: string; readonly reason: RegExp };
}

const GOLDEN = /^(.+\.go)\.([a-z-]+)\.golden$/;

export function loadCases(): Case[] {
  return directories(__dirname).flatMap((rule) => {
    const folder = path.join(__dirname, rule);
    const single = readdirSync(folder)
      .filter((name) => name.endsWith('.go'))
      .map((name) => {
        const files = readdirSync(folder).filter((f) => f === name || f.startsWith(`${name}.`));
        return makeCase(rule, name.slice(0, -'.go'.length), folder, files);
      });
    const several = directories(folder).map((name) => {
      const inner = path.join(folder, name);
      return makeCase(rule, name, inner, readdirSync(inner));
    });
    return [...single, ...several];
  });
}

function directories(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function makeCase(rule: string, name: string, folder: string, names: readonly string[]): Case {
  const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  const files = new Map<string, string>([['go.mod', DEFAULT_MOD]]);
  const golden = new Map<string, Map<string, string>>();
  for (const file of names) {
    const [, source, id] = GOLDEN.exec(file) ?? [];
    if (source === undefined || id === undefined) {
      files.set(file, read(file));
      continue;
    }
    const texts = golden.get(id) ?? new Map<string, string>();
    golden.set(id, texts.set(source, read(file)));
  }
  // Golden files have the line ends of their sources: Git only knows those of *.go.
  for (const texts of golden.values()) {
    for (const [file, text] of texts) {
      const windows = files.get(file)?.includes('\r\n') === true;
      if (windows) texts.set(file, text.replace(/\r?\n/g, '\r\n'));
    }
  }
  return { name: `${rule}/${name}`, rule, files, golden, folder };
}

export function expectationsOf({ files }: Case): Expectation[] {
  return [...files].flatMap(([file, text]) =>
    text.split(/\r?\n/).flatMap((line, i) => {
      const want = /\/\/ want "((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
      if (want === undefined) return [];
      const refused = [...line.matchAll(/\/\/ refused ([a-z-]+) "((?:[^"\\]|\\.)*)"/g)].map(
        ([, id = '', reason = '']) => ({ id, reason: new RegExp(reason) }),
      );
      const unsafe = [...line.matchAll(/\/\/ unsafe ([a-z-]+)/g)].map(([, id = '']) => id);
      const [, is, why = ''] = /\/\/ (likely|possible) "((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
      const confidence = is === undefined ? {} : { confidence: { is, reason: new RegExp(why) } };
      return [{ file, line: i + 1, message: new RegExp(want), refused, unsafe, ...confidence }];
    }),
  );
}
