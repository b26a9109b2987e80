/**
 * go.mod and go.work (go.dev/ref/mod#go-mod-file-grammar, #workspaces), read tolerantly: what cannot be read is a problem
 * beside a partial result, never an exception.
 */

export interface ModProblem {
  /** 1-based. */
  readonly line: number;
  readonly reason: string;
}

export interface ModuleVersion {
  readonly path: string;
  /** Absent in a replacement by a folder, and in a replacement of every version. */
  readonly version?: string;
}

export interface Replacement {
  readonly old: ModuleVersion;
  /** A path that begins with `./`, `../` or `/` (or a drive) and has no version is a folder. */
  readonly new: ModuleVersion;
}

export interface Requirement {
  readonly path: string;
  readonly version: string;
  /** Marked `// indirect`. */
  readonly indirect: boolean;
}

/** A directive's value and where it stands, for messages that name the line. */
export interface Directive {
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

export interface ModFile {
  /** The module's path; absent in go.work and in a broken go.mod. */
  readonly module?: Directive;
  /** As written: `1.21`, `1.21.3`, `1.21rc1`. */
  readonly go?: Directive;
  /** As written: `go1.22.1`, `default`. */
  readonly toolchain?: Directive;
  readonly require: readonly Requirement[];
  readonly replace: readonly Replacement[];
  /** Folders of a go.work, as written. */
  readonly use: readonly string[];
  readonly problems: readonly ModProblem[];
}

interface Draft {
  module?: Directive;
  go?: Directive;
  toolchain?: Directive;
  require: Requirement[];
  replace: Replacement[];
  use: string[];
  problems: ModProblem[];
}

interface Line {
  readonly words: readonly string[];
  readonly comment: string;
  readonly number: number;
}

type Read = (draft: Draft, args: readonly string[], line: Line) => string | undefined;

function single(key: 'module' | 'go' | 'toolchain', valid: RegExp, what: string): Read {
  return (draft, args, line) => {
    const [value] = args;
    if (args.length !== 1 || value === undefined) return `${key} takes one argument`;
    if (!valid.test(value)) return `${value} is no ${what}`;
    if (draft[key] !== undefined) return `${key} is repeated`;
    draft[key] = { value, line: line.number };
    return undefined;
  };
}

/** Directives by name; each returns what is wrong with its arguments. Names that are absent here do not matter to us. */
const DIRECTIVES: Readonly<Record<string, Read>> = {
  module: single('module', /./, 'module path'),
  // modfile.GoVersionRE and ToolchainRE of golang.org/x/mod.
  go: single(
    'go',
    /^[1-9]\d*\.(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)|(?:rc|beta|alpha)\d+)?$/,
    'Go version',
  ),
  toolchain: single('toolchain', /^(?:default|go1(?:$|\..*))$/, 'toolchain'),
  require: (draft, [path, version, ...rest], line) => {
    if (path === undefined || version === undefined || rest.length > 0) {
      return 'require takes a module path and a version';
    }
    draft.require.push({ path, version, indirect: /^\/\/\s*indirect\b/.test(line.comment) });
    return undefined;
  },
  replace: (draft, args) => {
    const arrow = args.indexOf('=>');
    const [oldPath, oldVersion, ...oldRest] = args.slice(0, Math.max(arrow, 0));
    const [newPath, newVersion, ...newRest] = args.slice(arrow + 1);
    if (oldPath === undefined || newPath === undefined || oldRest.length + newRest.length > 0) {
      return 'replace takes the form: old [version] => new [version]';
    }
    draft.replace.push({
      old: moduleVersion(oldPath, oldVersion),
      new: moduleVersion(newPath, newVersion),
    });
    return undefined;
  },
  use: (draft, [folder, ...rest]) => {
    if (folder === undefined || rest.length > 0) return 'use takes one folder';
    draft.use.push(folder);
    return undefined;
  },
};

const IGNORED: ReadonlySet<string> = new Set(['exclude', 'retract', 'godebug', 'tool', 'ignore']);

function moduleVersion(path: string, version: string | undefined): ModuleVersion {
  return version === undefined ? { path } : { path, version };
}

/** Reads a go.mod or go.work. */
export function parseModFile(text: string): ModFile {
  const draft: Draft = { require: [], replace: [], use: [], problems: [] };
  let block: string | undefined;
  let blockLine = 0;
  for (const line of splitLines(text, draft.problems)) {
    const [first, ...rest] = line.words;
    if (first === undefined) continue;
    if (block !== undefined) {
      if (first === ')' && rest.length === 0) block = undefined;
      else read(draft, block, line.words, line);
    } else if (rest.at(-1) === '(' && rest.length === 1) {
      block = first;
      blockLine = line.number;
    } else if (rest[0] === '(' && rest.at(-1) === ')') {
      // `require ()` on one line is an empty block.
      if (rest.length > 2)
        draft.problems.push({ line: line.number, reason: 'a block begins on a line of its own' });
    } else {
      read(draft, first, rest, line);
    }
  }
  if (block !== undefined) {
    draft.problems.push({ line: blockLine, reason: `the ${block} block is not closed` });
  }
  return draft;
}

function read(draft: Draft, verb: string, args: readonly string[], line: Line): void {
  const directive = Object.hasOwn(DIRECTIVES, verb) ? DIRECTIVES[verb] : undefined;
  if (directive === undefined) {
    if (!IGNORED.has(verb)) {
      draft.problems.push({ line: line.number, reason: `unknown directive: ${verb}` });
    }
    return;
  }
  const reason = directive(draft, args, line);
  if (reason !== undefined) draft.problems.push({ line: line.number, reason });
}

const WORD =
  /[ \t\r]*(?:("(?:[^"\\\n]|\\.)*"|"[^\n]*)|(`[^`]*`)|(\/\/[^\n]*)|(\(|\)|,|=>)|((?:(?!\/\/)[^\s"`(),])+)|(\n)|(\S))/gy;

/** The words of each line: quotes taken off, comments apart. A raw string may span lines. */
function* splitLines(text: string, problems: ModProblem[]): Generator<Line> {
  let words: string[] = [];
  let comment = '';
  let number = 1;
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    const [, quoted, raw, remark, mark, bare, newline, stray] = match;
    if (newline !== undefined) {
      yield { words, comment, number };
      words = [];
      comment = '';
      number++;
    } else if (quoted !== undefined) {
      const value = unquote(quoted);
      if (value === undefined) problems.push({ line: number, reason: `${quoted} is no string` });
      else words.push(value);
    } else if (raw !== undefined) {
      words.push(raw.slice(1, -1));
      number += raw.split('\n').length - 1;
    } else if (remark !== undefined) {
      comment = remark.trimEnd();
    } else if (stray !== undefined) {
      problems.push({ line: number, reason: `unexpected ${stray}` });
    } else {
      words.push(mark ?? bare ?? '');
    }
  }
  yield { words, comment, number };
}

function unquote(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
