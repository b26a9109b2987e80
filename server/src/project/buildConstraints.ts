import { evaluate, impliedGoMinor, parseGoBuild, parsePlusBuild, sizeOf } from './constraint';
import type { Constraint } from './constraint';
import type { BuildTarget } from './buildTarget';
import { isToolTag } from './toolTags';
import { KNOWN_ARCH, KNOWN_OS, UNIX_OS } from './sysList';

export interface Inclusion {
  readonly included: boolean;
  /** The language version, as minor number, that the `//go:build` line implies (`go1.N`). */
  readonly goLine?: number;
}

/** What the constraint lines of a file say, whatever they are read for. */
export interface FileConstraints {
  /** All of these must hold; undefined where Go refuses the file because of them. */
  readonly all: readonly Constraint[] | undefined;
  /** As in `Inclusion`. */
  readonly goLine?: number;
  /** Why they are not read, in one line for people, where Go might. */
  readonly problem?: string;
}

/** How many operands the `// +build` lines of a file may have together; Go reads any number of lines. */
const MOST_OPERANDS = 1000;

const TOO_MANY = `The file has more than ${MOST_OPERANDS} tags in its build constraints, and is taken to be in no build.`;

/** Reads the constraint lines before the package clause. */
export function constraintsOf(text: string): FileConstraints {
  const { goBuild, plusBuild } = readHeader(text);
  const [line, ...more] = goBuild;
  if (line === undefined) {
    return plusBuild === 'too large' ? { all: undefined, problem: TOO_MANY } : { all: plusBuild };
  }
  if (more.length > 0) return { all: undefined };
  const expression = parseGoBuild(line);
  if (expression === 'too large') return { all: undefined, problem: TOO_MANY };
  if (expression === undefined) return { all: undefined };
  const goLine = impliedGoMinor(expression);
  return { all: [expression], ...(goLine !== undefined && { goLine }) };
}

/** Whether a file takes part in a build, after go/build's MatchFile of Go 1.26. */
export function isIncluded(fileName: string, text: string, target: BuildTarget): Inclusion {
  return isIncludedWith(fileName, constraintsOf(text), target);
}

/** As `isIncluded`, for a file whose constraints have been read. */
export function isIncludedWith(
  fileName: string,
  { all, goLine }: FileConstraints,
  target: BuildTarget,
): Inclusion {
  if (all === undefined) return { included: false };
  const named =
    fileName.endsWith('.go') &&
    !fileName.startsWith('_') &&
    !fileName.startsWith('.') &&
    nameMatches(fileName, target);
  const holds = (tag: string): boolean => tagHolds(tag, target);
  const included = named && all.every((x) => evaluate(x, holds));
  return goLine === undefined ? { included } : { included, goLine };
}

/** `_GOOS`, `_GOARCH` and `_GOOS_GOARCH` before `.go` or `_test.go`; a name that has only the word (`linux.go`) is free. */
export function nameMatches(fileName: string, target: BuildTarget): boolean {
  const [stem = ''] = fileName.split('.', 1);
  const underscore = stem.indexOf('_');
  if (underscore < 0) return true;
  const words = stem.slice(underscore).split('_');
  if (words.at(-1) === 'test') words.pop();
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (KNOWN_OS.has(before) && KNOWN_ARCH.has(last)) {
    return tagHolds(last, target) && tagHolds(before, target);
  }
  return KNOWN_OS.has(last) || KNOWN_ARCH.has(last) ? tagHolds(last, target) : true;
}

/** GOOS values that also hold for another one. */
const IMPLIED_OS: Readonly<Record<string, string>> = {
  android: 'linux',
  illumos: 'solaris',
  ios: 'darwin',
};

function tagHolds(tag: string, target: BuildTarget): boolean {
  if (tag === 'cgo') return target.cgo ?? true;
  if (tag === target.os || tag === target.arch || tag === 'gc') return true;
  if (IMPLIED_OS[target.os] === tag) return true;
  if (tag === 'unix') return UNIX_OS.has(target.os);
  const release = /^go1\.([1-9]\d*)$/.exec(tag)?.[1];
  if (release !== undefined) return Number(release) <= target.goMinor;
  return target.tags?.includes(tag) === true || isToolTag(tag, target);
}

interface Header {
  /** What stands after `//go:build`; Go refuses a file that has several. */
  readonly goBuild: readonly string[];
  readonly plusBuild: readonly Constraint[] | 'too large';
}

/**
 * The constraint lines of a file. `//go:build` counts anywhere before the package clause that is not inside a block
 * comment; `// +build` only in the leading run of line comments and blank lines, and only before its last blank line.
 */
function readHeader(text: string): Header {
  const goBuild: string[] = [];
  let plusBuildEnd = 0;
  let ended = false;
  let inBlock = false;
  let pos = 0;
  scan: while (pos < text.length) {
    const newline = text.indexOf('\n', pos);
    const next = newline < 0 ? text.length : newline + 1;
    let line = text.slice(pos, next).trim();
    pos = next;
    if (line === '' && !ended) {
      plusBuildEnd = pos;
      continue;
    }
    if (!line.startsWith('//')) ended = true;
    if (!inBlock && /^\/\/go:build(?:\s|$)/.test(line)) {
      goBuild.push(line.slice('//go:build'.length).trim());
    }
    while (line !== '') {
      if (inBlock) {
        const close = line.indexOf('*/');
        if (close < 0) continue scan;
        inBlock = false;
        line = line.slice(close + 2).trim();
      } else if (line.startsWith('//')) {
        continue scan;
      } else if (line.startsWith('/*')) {
        inBlock = true;
        line = line.slice(2).trim();
      } else {
        break scan;
      }
    }
  }
  return { goBuild, plusBuild: goBuild.length === 0 ? plusBuildLines(text, plusBuildEnd) : [] };
}

function plusBuildLines(text: string, end: number): readonly Constraint[] | 'too large' {
  const out: Constraint[] = [];
  let operands = 0;
  for (const [line] of text.slice(0, end).matchAll(/[^\n]+/g)) {
    const match = /^\/\/\s*\+build(?:\s(.*))?$/.exec(line.trim());
    if (match === null) continue;
    const expression = parsePlusBuild(match[1] ?? '');
    if (expression === undefined) continue;
    operands += sizeOf(expression);
    if (operands > MOST_OPERANDS) return 'too large';
    out.push(expression);
  }
  return out;
}
