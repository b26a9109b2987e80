/**
 * Go versions of toolchains, as far as the memory model tells them apart: `go1.N`. Patch releases have not changed map
 * or allocator layout in the modelled range.
 *
 * Follows the version syntax of `go version` and of go.mod's go and toolchain lines (go.dev/doc/toolchain#version).
 */

/** The toolchain go1.`minor`. */
export interface GoVersion {
  readonly minor: number;
}

/** The oldest toolchain whose memory was measured. */
export const OLDEST_GO: GoVersion = { minor: 19 };
/** The newest toolchain whose memory was measured. */
export const NEWEST_GO: GoVersion = { minor: 27 };

/** `1.23`, `1.23.4`, `1.27rc1`, each with or without `go`, and with a vendor suffix (`go1.26.1-acme`, `go1.26 X:nodwarf5`). */
const VERSION = /^(?:go)?1\.(0|[1-9]\d{0,5})(?:\.\d+|(?:rc|beta|alpha)\d+)?(?:[-+ ].*)?$/;

/** Reads a Go version; undefined when the text is none. Patch level, release candidate and vendor suffix are dropped. */
export function parseGoVersion(text: string): GoVersion | undefined {
  const minor = VERSION.exec(text.trim())?.[1];
  return minor === undefined ? undefined : { minor: Number(minor) };
}

/** `1.23`, without the `go` prefix. */
export function formatGoVersion(go: GoVersion): string {
  return `1.${go.minor}`;
}

/** The version to compute with, and whether the requested one lies outside the modelled range. */
export interface ModelledGoVersion {
  readonly version: GoVersion;
  /** Present when `version` is a stand-in: the requested version is `older` or `newer` than every modelled one. */
  readonly outside?: 'older' | 'newer';
}

/** The nearest modelled version. Callers show `outside`, because the numbers of a stand-in are not measured ones. */
export function modelledGoVersion(go: GoVersion): ModelledGoVersion {
  if (go.minor < OLDEST_GO.minor) return { version: OLDEST_GO, outside: 'older' };
  if (go.minor > NEWEST_GO.minor) return { version: NEWEST_GO, outside: 'newer' };
  return { version: go };
}
