/** For a file that a build leaves out: a build that takes it, as near to the first one as there is. */
import type { BuildTarget } from './buildTarget';
import { constraintsOf, isIncludedWith } from './buildConstraints';
import { KNOWN_ARCH, KNOWN_OS } from './sysList';

/** The usual ones first, so that a file for many systems is read for one that people have. */
const OS_ORDER = new Set(['linux', 'darwin', 'windows', 'freebsd', ...KNOWN_OS]);
const ARCH_ORDER = new Set(['amd64', 'arm64', '386', ...KNOWN_ARCH]);

/**
 * A target that includes the file: of another architecture, else of another system, else of both, with and without cgo.
 * The target itself when it includes the file; undefined when no system and architecture does, as with `//go:build ignore`.
 */
export function targetOf(name: string, text: string, target: BuildTarget): BuildTarget | undefined {
  const constraints = constraintsOf(text);
  const takes = (candidate: BuildTarget): boolean =>
    isIncludedWith(name, constraints, candidate).included;
  if (takes(target)) return target;
  for (const cgo of [target.cgo ?? true, !(target.cgo ?? true)]) {
    for (const os of new Set([target.os, ...OS_ORDER])) {
      for (const arch of new Set([target.arch, ...ARCH_ORDER])) {
        const candidate = { ...target, os, arch, cgo };
        if (takes(candidate)) return candidate;
      }
    }
  }
  return undefined;
}
