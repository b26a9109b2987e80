import type { GoVersion } from '../../../runtime/layout/version';
import { NEWEST_GO, parseGoVersion } from '../../../runtime/layout/version';
import type { Sourced } from '../contracts/findings';
import type { ModFile } from './goMod';

/**
 * Three facts are called "the Go version". Each decides other things, and each is named with its origin wherever it
 * decides something.
 */
export interface GoVersions {
  /** The toolchain, whose runtime and standard library run: map layout, growth, what `slices.Delete` and `maps.Clone` do. */
  readonly toolchain: Sourced<GoVersion> & {
    /** The true toolchain may be newer: only a go line, or nothing, is known. */
    readonly lowerBound: boolean;
    /** Nothing is known: the newest release stands for it. */
    readonly assumed?: true;
  };
  /** The go line of the module: which language features and standard APIs a fix may use. */
  readonly language: GoLine;
  /** The go line of the main module (of go.work when there is one): timers and tickers are collectable from 1.23. */
  readonly main: GoLine;
}

interface GoLine extends Sourced<GoVersion> {
  /** There is no module: the newest release stands for its go line. */
  readonly assumed?: true;
}

export interface VersionSources {
  readonly mod?: ModFile | undefined;
  readonly work?: ModFile | undefined;
  /** The setting heapghost.goVersion: `auto` or `1.N`. */
  readonly setting: string;
}

/** Go takes this language version for a module without a go line (go.dev/ref/mod#go-mod-file-go). */
const WITHOUT_GO_LINE: GoVersion = { minor: 16 };

/** `//go:build go1.N` lowers the language version of a file to this at most (go/types, check.initFiles, Go 1.26). */
const LOWEST_FILE_VERSION = 21;

export function goVersions({ mod, work, setting }: VersionSources): GoVersions {
  const language = goLine(mod, 'go.mod') ?? withoutGoLine(mod);
  return {
    toolchain: toolchain(mod, work, setting),
    language,
    main: goLine(work, 'go.work') ?? language,
  };
}

/**
 * The language version of one file.
 * @param fileMinor the N of its `//go:build go1.N` line, if it has one.
 */
export function fileLanguage(
  versions: GoVersions,
  fileMinor: number | undefined,
): Sourced<GoVersion> {
  if (fileMinor === undefined) return versions.language;
  return {
    value: { minor: Math.max(fileMinor, LOWEST_FILE_VERSION) },
    origin: '//go:build line of the file',
  };
}

function goLine(file: ModFile | undefined, name: string): Sourced<GoVersion> | undefined {
  const value = file?.go === undefined ? undefined : parseGoVersion(file.go.value);
  return value === undefined ? undefined : { value, origin: `go line of ${name}` };
}

function withoutGoLine(mod: ModFile | undefined): GoLine {
  return mod === undefined
    ? { value: NEWEST_GO, origin: 'newest known', assumed: true }
    : { value: WITHOUT_GO_LINE, origin: 'go.mod without a go line' };
}

/** The toolchain line, when it names a toolchain: `default` stands for none. */
function toolchainLine(file: ModFile | undefined, name: string): Sourced<GoVersion> | undefined {
  const value = file?.toolchain === undefined ? undefined : parseGoVersion(file.toolchain.value);
  return value === undefined ? undefined : { value, origin: `toolchain line of ${name}` };
}

function toolchain(
  mod: ModFile | undefined,
  work: ModFile | undefined,
  setting: string,
): GoVersions['toolchain'] {
  const set = setting === 'auto' ? undefined : parseGoVersion(setting);
  if (set !== undefined) {
    return { value: set, origin: 'setting heapghost.goVersion', lowerBound: false };
  }
  // In a workspace go.work alone selects the toolchain (go.dev/doc/toolchain#select).
  const [file, name] =
    work === undefined ? ([mod, 'go.mod'] as const) : ([work, 'go.work'] as const);
  const named = toolchainLine(file, name);
  const line = goLine(file, name) ?? goLine(mod, 'go.mod');
  // A toolchain line older than the go line has no effect.
  if (named !== undefined && (line === undefined || named.value.minor >= line.value.minor)) {
    return { ...named, lowerBound: false };
  }
  if (line !== undefined) return { ...line, lowerBound: true };
  return { value: NEWEST_GO, origin: 'newest known', lowerBound: true, assumed: true };
}

/** Where nothing says which toolchain builds, the one that is installed does. */
export function withInstalled(versions: GoVersions, installed: GoVersion | undefined): GoVersions {
  if (versions.toolchain.assumed !== true || installed === undefined) return versions;
  return { ...versions, toolchain: { value: installed, origin: 'installed', lowerBound: false } };
}

/**
 * Minor version of the oldest toolchain that may be meant: where nothing is known, the older one of the two releases
 * that Go supports (go.dev/doc/devel/release#policy).
 */
export function oldestToolchain({ toolchain }: GoVersions): number {
  return toolchain.value.minor - (toolchain.assumed === true ? 1 : 0);
}
